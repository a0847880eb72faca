"""Does what a person changes, under their name, and says that it is done or why it is not."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.views.author import Author

T = TypeVar("T")


class Changes(QObject):
    """The way of every panel to a change of the library.

    Signals:
        done: something was changed; panels show it anew.
        failed: a sentence saying why something was not.
    """

    done = Signal()
    failed = Signal(str)

    def __init__(self, author: Author, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._author = author

    def make(self, change: Callable[[str], T]) -> T | None:
        """Make a change, which gets the author's name; return what it returns, None if it failed.

        What is shown is fresh when this returns, in either case.
        """
        try:
            made = change(self._author.name)
        except UserError as error:
            self.done.emit()
            self.failed.emit(str(error))
            return None
        self.done.emit()
        return made
