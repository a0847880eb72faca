"""Whose name stands under what is written in the window."""

import getpass

from PySide6.QtCore import QObject, Signal

from desktop.settings import AUTHOR, Settings


class Author(QObject):
    """The user's name: the one given, else the one they are known by on this computer.

    Signals:
        changed: the name given.
    """

    changed = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def known(self) -> bool:
        """Whether the user has been asked."""
        return bool(self._settings.get(AUTHOR))

    @property
    def name(self) -> str:
        """The name to write with; never empty."""
        return self._settings.get(AUTHOR) or login_name()

    def give(self, name: str) -> None:
        """Write under this name from now on; a blank one changes nothing.

        Raises:
            UserError: the settings cannot be written.
        """
        name = " ".join(name.split())
        if name and name != self._settings.get(AUTHOR):
            self._settings.set(AUTHOR, name)
            self.changed.emit(name)
            self._settings.save()


def login_name() -> str:
    """Return the name of the user of this computer; 未署名 where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what its documentation and older versions raise
        return "未署名"
