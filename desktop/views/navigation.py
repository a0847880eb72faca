"""Going about in what is read, with tree, page and the bar above it in step."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer

from desktop.actions.history import Touched
from desktop.model import Document
from desktop.store import Store
from desktop.views.breadcrumb import Breadcrumb
from desktop.views.find_bar import FindBar
from desktop.views.notice import NoticeBar
from desktop.views.outline import OutlinePanel, path_to
from desktop.views.part import Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading

FOLLOW_MILLISECONDS = 60


class Navigation(Part):
    """Takes the reader to places, and lets tree and bars follow it.

    Attributes:
        shown_elsewhere: asked first with the ids of document and node that the tree wants to be
            read: shows them if another page of the centre is to, and returns whether it has.
    """

    def __init__(
        self,
        store: Store,
        *,
        reading: Reading,
        reader: ReaderView,
        outline: OutlinePanel,
        bars: tuple[Breadcrumb, FindBar, NoticeBar],
    ) -> None:
        super().__init__(reader)
        self._store = store
        self._reading, self._reader = reading, reader
        self._outline = outline
        self._breadcrumb, self._find_bar, self._notice = bars
        self.shown_elsewhere: Callable[[str, str], bool] = lambda *_: False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MILLISECONDS)
        self._soon.timeout.connect(self._follow)
        self._notice.pressed.connect(self.open_current)
        reading.documentChanged.connect(self._document_changed)
        reader.placeChanged.connect(self._soon.start)
        reader.stepRequested.connect(self.step)
        outline.nodeRequested.connect(self._wanted)
        self._breadcrumb.nodeRequested.connect(self.go)
        reader.matchesChanged.connect(self._find_bar.show_count)
        self._find_bar.searchRequested.connect(reader.find_all)
        self._find_bar.stepRequested.connect(reader.find_step)
        self._find_bar.closed.connect(reader.setFocus)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands for going about do."""
        return {
            "find": lambda: self._find_bar.ask(self._reader.selected_text().split("\n")[0]),
            "findNext": lambda: self.find_step(1),
            "findPrevious": lambda: self.find_step(-1),
            "nextMeasure": lambda: self.step(1),
            "previousMeasure": lambda: self.step(-1),
            "documentTop": lambda: self.go(""),
            "focusOutline": self._outline.view.setFocus,
        }

    def set_editable(self, editable: bool) -> None:
        """Let documents be changed from the tree, or only read."""
        self._outline.set_editable(editable)

    def refresh(self) -> None:
        """List the documents there are now."""
        self._outline.refresh()

    def refresh_document(self, document: str) -> None:
        """List the documents, and ask anew what stands at the edge of the rows of one of them."""
        self._outline.refresh(document)

    def replaced(self) -> None:
        """List the documents of another library, before any of them is opened."""
        self._outline.refresh()

    def take_in(self, touched: Touched) -> None:
        """Show anew what stands at the edge of the rows of the tree that are concerned."""
        for document in ("",) if touched.many else touched.documents:
            self._outline.refresh_badges(document)

    def noticed(self, document: str) -> None:
        """Show what is now on the rows of a document, "" for several."""
        self._outline.refresh_badges(document)

    def open(self, document: str, node: str) -> None:
        """Open a document at a node, or at its head for ""."""
        self._reading.open(document, node=node)

    def open_current(self) -> None:
        """Open the current version of what is open."""
        if self._reading.document is not None:
            self._reading.open(self._reading.document.id)

    def go(self, node: str) -> None:
        """Go to a node of what is open, to its head for ""."""
        page = self._reader.page
        self._reader.jump(page.place(node) if page and node else None)

    def step(self, count: int) -> None:
        """Go on by so many measures, back when negative."""
        if not self._reader.step(count):
            self.said.emit("已是最后一条。" if count > 0 else "已是第一条。")

    def find_step(self, count: int) -> None:
        """Go to the next hit of the search, or the one before; without a search, begin one."""
        if self._find_bar.isVisible() or self._reader.has_hits:
            self._reader.find_step(count)
        else:
            self._find_bar.ask("")

    def finish(self) -> None:
        """Follow no more, whatever the page still tells; the library is about to be closed."""
        self._soon.stop()
        self._soon.blockSignals(True)
        self._outline.stop()

    def _document_changed(self, document: Document | None) -> None:
        """Show where the document is in the tree, and whether this is an older version of it."""
        if document is None:
            return
        self._outline.open_document(path_to(self._store, document=document.id, node=""))
        old = self._reading.version
        self._notice.say(
            f"这是旧的第 {old} 版，现行为第 {document.version} 版。" if old else "", "打开现行版"
        )
        self._soon.start()

    def _wanted(self, document: str, node: str) -> None:
        if not self.shown_elsewhere(document, node):
            self.open(document, node)

    def follow(self) -> None:
        """Let the tree follow the reader again in a moment, after it has followed another."""
        self._soon.start()

    def _follow(self) -> None:
        document, place = self._reading.document, self._reading.place
        if document is None:
            return
        self._breadcrumb.show_path(self._reading.steps)
        if self._reading.version is None:
            row = place.row if place else None
            path = path_to(self._store, document=document.id, node=row.id if row else "")
            self._outline.follow(path)
