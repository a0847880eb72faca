"""How the window was left: size, panels, theme, place; and how it is put back."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop import settings as known
from desktop.settings import Settings
from desktop.views.commands import Commands
from desktop.views.reading import Reading
from desktop.views.side import SidePanel
from desktop.views.theme import GRID

WIDTHS = (304, 780, 296)
SIZE = (1280, 800)
THEMES = {"themeLight": "light", "themeDark": "dark", "themeSystem": "system"}
_CHECKS = {
    "showOutline": known.OUTLINE_SHOWN,
    "showPanel": known.PANEL_SHOWN,
    "showLines": known.LINES_SHOWN,
    "showArchived": known.ARCHIVED_SHOWN,
}


FRAME = 5 * GRID  # more than any system's title bar takes


def keep_on_screen(window: QMainWindow) -> None:
    """Let a window that would reach beyond its screen fill it instead."""
    room = window.screen().availableSize()
    if window.width() > room.width() or window.height() + FRAME > room.height():
        window.resize(window.size().boundedTo(room))
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


class WindowMemory:
    """The settings that belong to the window and to one library."""

    def __init__(self, settings: Settings, *, library: Path) -> None:
        self._settings = settings
        self._library = str(library)

    @property
    def place(self) -> tuple[str, str]:
        """The document that was read last in this library and its node, "" where unknown."""
        match self._settings.get(known.PLACES).get(self._library):
            case [str(document), str(node)]:
                return document, node
        return "", ""

    def restore(
        self, window: QMainWindow, *, splitter: QSplitter, side: SidePanel, commands: Commands
    ) -> None:
        """Put the window back as it was, or as it is at first; panels follow their commands."""
        get = self._settings.get
        window.resize(*SIZE)
        window.restoreGeometry(_bytes(get(known.GEOMETRY)))
        if not splitter.restoreState(_bytes(get(known.SPLITTER))):
            splitter.setSizes(list(WIDTHS))
        side.bring(get(known.SIDE_PANEL))
        for name, setting in _CHECKS.items():
            if get(setting) != commands[name].isChecked():
                commands[name].trigger()
        for name, theme in THEMES.items():
            commands[name].setChecked(theme == get(known.THEME))

    def save(
        self,
        window: QMainWindow,
        *,
        splitter: QSplitter,
        side: SidePanel,
        commands: Commands,
        reading: Reading,
    ) -> None:
        """Remember how the window is.

        Raises:
            UserError: the settings cannot be written.
        """
        put = self._settings.set
        put(known.GEOMETRY, _text(window.saveGeometry()))
        put(known.SPLITTER, _text(splitter.saveState()))
        put(known.SIDE_PANEL, side.shown)
        put(known.ZOOM, reading.zoom)
        for name, setting in _CHECKS.items():
            put(setting, commands[name].isChecked())
        document, place = reading.document, reading.place
        if document is not None:
            at = [document.id, place.node.id if place else ""]
            put(known.PLACES, self._settings.get(known.PLACES) | {self._library: at})
        self._settings.save()


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")
