"""撤销, 重做 and 操作记录 in the menu: what they would undo, and who did what."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.actions import history
from desktop.errors import UserError
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.history import HistoryDialog
from desktop.views.part import Part
from desktop.views.reading import Reading


class Undoing(Part):
    """Undoes and redoes whatever people did, and says in the menu what that is.

    Args:
        window: the list of steps stands before it.
        store: the library.
        author: who undoes.
        reading: what is open.
        actions: 撤销 and 重做, whose texts say what they would do.

    Signals:
        refreshed: the steps may be others than before.
    """

    refreshed = Signal()

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        author: Author,
        reading: Reading,
        actions: tuple[QAction, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store, self._author, self._reading = store, author, reading
        self._undo, self._redo = actions
        self.refresh()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"undo": self.undo, "redo": self.redo, "history": self.show_history}

    def noticed(self, document: str) -> None:
        """Say what can be undone now."""
        del document
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
        self.refreshed.emit()

    def show_history(self) -> None:
        """List who changed what and when, beside the window."""
        self.commitRequested.emit()
        document = self._reading.document
        dialog = HistoryDialog.tell(
            self._window, store=self._store, document=document.id if document else ""
        )
        self.refreshed.connect(dialog.refresh)

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
            self.reloadRequested.emit()
            self.said.emit(f"{told}：{label}")
