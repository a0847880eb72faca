"""撤销 and 重做 in the menu: what they would undo, and that all panels show what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from desktop.actions import history
from desktop.errors import UserError
from desktop.store import Store
from desktop.views.author import Author


class Undoing(QObject):
    """Undoes and redoes whatever people did, and says in the menu what that is.

    Signals:
        turned: something was undone or redone; everything is to be read anew.
        said: a short sentence for the status bar.
        failed: a sentence saying what could not be done.
    """

    turned = Signal()
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self, store: Store, *, author: Author, undo: QAction, redo: QAction, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._author = store, author
        self._undo, self._redo = undo, redo
        undo.triggered.connect(self.undo)
        redo.triggered.connect(self.redo)
        self.refresh()

    def refresh(self) -> None:
        """Say what can be undone and redone now."""
        writable = not self._store.read_only
        for action, word, key, label in (
            (self._undo, "撤销", "U", history.can_undo(self._store)),
            (self._redo, "重做", "D", history.can_redo(self._store)),
        ):
            action.setEnabled(writable and label is not None)
            told = f"：{label.replace('&', '&&')}" if label else ""
            action.setText(f"{word}(&{key}){told}")

    def undo(self) -> None:
        """Undo the newest step."""
        self._turn("已撤销", history.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn("已重做", history.redo)

    def _turn(self, told: str, work: Callable[..., str | None]) -> None:
        try:
            label = work(self._store, author=self._author.name)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.refresh()
        if label is not None:
            self.turned.emit()
            self.said.emit(f"{told}：{label}")
