"""Ticks measures as read (已阅), singly or all of a chapter or document."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.actions import reading, tree
from desktop.model import Kind, TreeRow
from desktop.store import Store
from desktop.views.changes import Changes

MEASURES = frozenset({Kind.MEASURE, Kind.ARTICLE})
NOTHING = "请先在目录或正文里选中措施。"


class Ticking(QObject):
    """Turns rows of the tree into ticks.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(self, parent: QObject, *, store: Store, changes: Changes) -> None:
        super().__init__(parent)
        self._store = store
        self._changes = changes

    def set_read(self, rows: Sequence[TreeRow], *, read: bool) -> None:
        """Tick the measures of these rows and below them, or take their ticks away."""
        nodes = self._measures(rows)
        if not nodes:
            self.said.emit(NOTHING)
            return
        document = rows[0].document

        def change(store: Store, author: str) -> tuple[int, int]:
            reading.set_read(store, author=author, nodes=nodes, read=read)
            return reading.share(store, document=document)

        def tell(share: tuple[int, int]) -> None:
            done, every = share
            word = "已阅" if read else "未阅"
            self.said.emit(f"{len(nodes)} 条标为{word}；本文已阅 {done}/{every} 条。")

        self._changes.make(change, size=len(nodes), then=tell)

    def toggle(self, rows: Sequence[TreeRow]) -> None:
        """Tick the measures of these rows; where all are ticked, take their ticks away."""
        nodes = set(self._measures(rows))
        ticked = {
            tick.node
            for document in {row.document for row in rows}
            for tick in reading.of_document(self._store, document=document)
        }
        self.set_read(rows, read=not nodes <= ticked)

    def _measures(self, rows: Iterable[TreeRow]) -> list[str]:
        """Return the ids of the measures among these rows and below them, each once."""
        found: dict[str, None] = {}
        waiting = list(reversed(list(rows)))
        while waiting:
            row = waiting.pop()
            if row.kind in MEASURES:
                found[row.id] = None
            elif row.children:
                waiting += reversed(tree.children(self._store, parent=row))
        return list(found)
