"""撤销, 重做 and 操作记录 in the menu: what they would undo, and who did what."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.actions import history
from desktop.actions.history import Touched
from desktop.store import Store
from desktop.views.changes import Changes
from desktop.views.history import HistoryDialog
from desktop.views.part import Part
from desktop.views.reading import Reading
from desktop.views.widgets import literal


class Undoing(Part):
    """Undoes and redoes whatever people did, and says in the menu what that is.

    Args:
        window: the list of steps stands before it.
        store: the library.
        changes: the way to undo; its own, for what it tells is told in another way.
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
        changes: Changes,
        reading: Reading,
        actions: tuple[QAction, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store, self._changes, self._reading = store, changes, reading
        self._undo, self._redo = actions
        changes.done.connect(self._turned)
        changes.failed.connect(self.failed)
        self.refresh()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"undo": self.undo, "redo": self.redo, "history": self.show_history}

    def take_in(self, touched: Touched) -> None:
        """Say what can be undone now."""
        del touched
        self.refresh()

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
            told = f"：{literal(label)}" if label else ""
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
        self._turn("已撤销", history.undo, history.size_of_undo(self._store))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn("已重做", history.redo, history.size_of_redo(self._store))

    def _turn(self, told: str, work: Callable[..., str | None], size: int) -> None:
        def tell(label: str | None) -> None:
            if label is not None:
                self.said.emit(f"{told}：{label}")

        self._changes.make(lambda store, author: work(store, author=author), size=size, then=tell)

    def _turned(self, touched: Touched) -> None:
        if touched.annotations_only:
            self.touched.emit(touched)
        elif touched.of_one_tree:
            self.corrected.emit(*touched.documents)
        else:
            self.reloadRequested.emit()
