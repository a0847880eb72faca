"""What the library tree is narrowed to: a combination of tags, what is unread, what has no mark."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject

from desktop.actions import documents, reading
from desktop.store import Store
from desktop.views.outline import OutlinePanel
from desktop.views.tags import TagPanel

TAGGED, UNREAD, UNMARKED = "所选标签", "未阅", "未批注"


class Narrowing(QObject):
    """One filter of the tree at a time, kept up to date while it lasts."""

    def __init__(self, store: Store, *, outline: OutlinePanel, tags: TagPanel) -> None:
        super().__init__(outline)
        self._store = store
        self._outline = outline
        self._tags = tags
        self._kind = ""
        outline.allRequested.connect(self.show_all)

    def show_tagged(self, ids: Collection[str] | None) -> None:
        """Show what fits the combination of tags; None shows all if tags were what narrowed it."""
        if ids is not None:
            self._show(TAGGED, ids)
        elif self._kind == TAGGED:
            self._show("", None)

    def show_unread(self) -> None:
        """Show the measures that nobody has ticked."""
        self._show(UNREAD, self._left(reading.unread))

    def show_unmarked(self) -> None:
        """Show the measures without a mark."""
        self._show(UNMARKED, self._left(reading.unannotated))

    def show_all(self) -> None:
        """Show everything."""
        if self._kind == TAGGED:
            self._tags.combination.use(None)
        else:
            self._show("", None)

    def refresh(self) -> None:
        """Show what is left now; combinations of tags are asked for by others."""
        if self._kind == UNREAD:
            self.show_unread()
        elif self._kind == UNMARKED:
            self.show_unmarked()

    def _show(self, kind: str, ids: Collection[str] | None) -> None:
        self._kind = kind
        self._outline.show_only(ids, kind)

    def _left(self, ask: Callable[..., list[str]]) -> list[str]:
        every = documents.list_documents(self._store)
        return [node for each in every for node in ask(self._store, document=each.id)]
