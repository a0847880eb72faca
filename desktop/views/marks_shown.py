"""The marks of what is being read, as page and panel show them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal

from desktop.actions import marks, tags
from desktop.actions.history import Touched
from desktop.annotations import Mark, MarkRow
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import Document
from desktop.store import Store
from desktop.views.mark_colours import Looks
from desktop.views.mark_layer import Drawn
from desktop.views.marks import MarkPanel
from desktop.views.page import Place
from desktop.views.part import Part
from desktop.views.reading import Reading
from desktop.views.slices import Slices
from desktop.views.theme import Theme

MANY = 500  # more marks than these are read in a job
_LISTED = frozenset({"marks", "pieces", "tags", "tagged"})


@dataclass(frozen=True, slots=True)
class _List:
    """What the panel lists and offers to filter by: rows, authors, (id, path) of tags, lost."""

    rows: list[MarkRow]
    authors: list[str]
    tags: list[tuple[str, str]]
    lost: int


class MarksShown(Part):
    """Asks the library for marks, draws them on the page and lists them in the panel.

    Several readers share the panel; one of them is in front and has it to itself.

    Args:
        store: the library.
        jobs: lists the marks of the whole library.
        reading: what is open, and in which reader.
        panel: lists them.
        theme: whose colours are used.
        in_front: whether the panel is this reader's from the beginning; one that is not shows
            marks of other documents in the reader of the text.

    Signals:
        looksChanged: the `Looks` now in use, after another theme, name or colour.
    """

    looksChanged = Signal(object)

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        *,
        reading: Reading,
        panel: MarkPanel,
        theme: Theme,
        in_front: bool = True,
    ) -> None:
        super().__init__(reading)
        self._store, self._jobs = store, jobs
        self._reading, self._reader, self._panel = reading, reading.reader, panel
        self._theme = theme
        self._colours = marks.colours(store)
        self.looks = Looks(self._colours, theme)
        self.chosen = ""
        self.in_front = self._own = in_front
        self._marks: dict[str, Mark] = {}
        self._asked = self._loads = 0  # which list was asked for last, and which marks
        self._loading = False
        self._slices = Slices(self)
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._read)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.list_marks)
        reading.documentChanged.connect(self._document_changed)
        reading.reader.markPressed.connect(self.choose)
        panel.queryChanged.connect(self.list_marks)
        panel.markRequested.connect(self.show)
        panel.restyle(self.looks)
        self.load()

    # --- what is shown -------------------------------------------------------------

    def restyle(self, theme: Theme) -> None:
        """Use the colours of a theme, and the names that are in the library now."""
        self._use(theme)
        if self._loading:  # some of them may have been drawn as they looked before
            self.load()
        else:
            self._draw_all()

    def _use(self, theme: Theme) -> None:
        colours = marks.colours(self._store)
        if (theme, colours) == (self._theme, self._colours):
            return
        self._theme, self._colours = theme, colours
        self.looks = Looks(colours, theme)
        self._panel.restyle(self.looks)
        self.looksChanged.emit(self.looks)

    def reload(self) -> None:
        """Show what the library has now, whatever was changed and by whom."""
        self._use(self._theme)
        self.load()

    def come_front(self, front: bool) -> None:
        """Have the panel to oneself from now on, or leave it to another reader."""
        if front != self.in_front:
            self._panel.flush()
            self.in_front = front
            if front:
                self.load()

    def noticed(self, document: str) -> None:
        """Show what another reader's user has changed."""
        own = self._reading.document
        if not self.in_front and own is not None and document in {"", own.id}:
            self.load()

    def take_in(self, touched: Touched) -> None:
        """Read and paint the marks that were written, and no others."""
        if "colours" in touched.tables:
            self.restyle(self._theme)
        if touched.many and touched.tables & _LISTED:
            self.load()
        elif touched.tables & _LISTED:
            self._change(touched.marks)
            self._list(touched.marks)

    def list_marks(self) -> None:
        """Fill the panel with what its filters ask for."""
        self._soon.stop()
        if not self.in_front:
            return
        document = self._reading.document
        query = self._panel.query(document.id if document else "")
        self._asked += 1
        asked = self._asked

        def read(store: Store) -> _List:
            return _List(
                marks.listed(store, query=query),
                marks.authors(store),
                [(tag.id, tag.path) for tag in tags.tree(store)],
                marks.lost(store),
            )

        def show(found: _List) -> None:
            if asked == self._asked:
                self._listed(found)

        if query.document is not None and len(self._marks) <= MANY:
            show(read(self._store))
        else:
            self._jobs.read(read, done=show, failed=self._tell)

    # --- going from mark to mark -----------------------------------------------------

    def choose(self, mark: str) -> None:
        """Let a mark stand out on the page and in the panel; "" for none."""
        self.chosen = mark
        self._reader.choose_mark(mark)
        if self.in_front and (mark or self._panel.chosen):
            self._panel.choose(mark)

    def show(self, row: MarkRow) -> None:
        """Bring the place of a mark into view, in whatever document it is."""
        if not self.in_front:
            return
        document = self._reading.document
        if document is None or document.id != row.document or self._reading.version is not None:
            if not self._own:
                self.nodeRequested.emit(row.document, row.node)
                return
            self._reading.open(row.document, node=row.node)
        found = marks.some(self._store, marks=[row.id])
        drawn = self._drawn(found[0]) if found else None
        if drawn is not None:
            self._reader.reveal(drawn.anchor)
        elif row.orphaned:
            self.said.emit("这处批注找不到原处。选中它应有的文字，再点“设为选区”。")
        self.choose(row.id)

    def step(self, count: int) -> None:
        """Go to the next mark of the document, or the one before; after the last the first."""
        order = self._reader.marks_in_order()
        if not order:
            self.said.emit("本文件还没有批注。")
            return
        ids = [mark.id for mark in order]
        if self.chosen in ids:
            index = (ids.index(self.chosen) + count) % len(ids)
        else:
            here = self._reading.place.start if self._reading.place else 0
            after = sum(mark.anchor < here for mark in order)
            index = (after if count > 0 else after - 1) % len(ids)
        self._reader.reveal(order[index].anchor)
        self.choose(ids[index])
        self.said.emit(f"批注 {index + 1}/{len(ids)}")

    # --- the page ----------------------------------------------------------------------

    def _document_changed(self, document: Document | None) -> None:
        del document
        self.chosen = ""
        self.load()
        if self._loading:
            self._show_seen()

    def load(self) -> None:
        """Ask for the document's marks and show them, of many in a moment; the chosen stays so."""
        document = self._document
        self._loads += 1
        if document and marks.count(self._store, document=document) > MANY:
            self._loading = True
            self._ask.start()  # once, however many parts of the window were told at this turn
        else:
            self._loading = False
            found = marks.of_document(self._store, document=document) if document else []
            self._take(found, map(self._drawn, found))

    def _show_seen(self) -> None:
        """Show the marks of what can be seen, so that no frame is without them until all come."""
        nodes = [place.node.id for place in self._reader.places_seen()]
        self._show_drawn(map(self._drawn, marks.on_nodes(self._store, nodes=nodes)))

    def _read(self) -> None:
        """Ask for the document's marks in a job."""
        document, asked = self._document, self._loads
        self._jobs.read(
            lambda store: marks.of_document(store, document=document),
            done=lambda found: self._slices.run(self._drawing(found, asked)),
            failed=self._tell,
        )

    def _drawing(self, found: Sequence[Mark], asked: int) -> Iterator[None]:
        """Draw marks in steps short enough for the UI thread, if nothing was asked for since."""
        drawn: list[Drawn | None] = []
        for start in range(0, len(found), MANY):
            if asked != self._loads:
                return
            drawn += map(self._drawn, found[start : start + MANY])
            yield
        if asked == self._loads:
            self._loading = False
            self._take(found, drawn)

    def _take(self, found: Iterable[Mark], drawn: Iterable[Drawn | None]) -> None:
        self._marks = {mark.id: mark for mark in found}
        if self.chosen not in self._marks:
            self.chosen = ""
        self._show_drawn(drawn)
        self._list_soon()

    @property
    def _document(self) -> str:
        """The id of the document whose marks are shown: what is open in its current text."""
        document = self._reading.document
        return document.id if document is not None and self._reading.version is None else ""

    def _draw_all(self) -> None:
        self._show_drawn(map(self._drawn, self._marks.values()))

    def _show_drawn(self, drawn: Iterable[Drawn | None]) -> None:
        self._reader.show_marks(mark for mark in drawn if mark is not None)
        self._reader.choose_mark(self.chosen)

    def put(self, mark: Mark) -> None:
        """Show a mark that is new or has moved: its stretch of the page, and the list."""
        self.keep(mark)
        self._list({mark.id})

    def keep(self, mark: Mark) -> None:
        """Show a mark on the page as it is now; the list is not asked for anew."""
        self._change({mark.id})

    def _change(self, written: Collection[str]) -> None:
        """Show some marks on the page as the library has them now; those gone are so here too."""
        if not written:
            return
        if self._loading:  # what is on its way may be older than this
            self.load()
            return
        found = marks.some(self._store, marks=written)
        here = {mark.id: mark for mark in found if mark.document == self._document}
        for mark in written:
            self._marks.pop(mark, None)
        self._marks |= here
        drawn = (self._drawn(mark) for mark in here.values())
        self._reader.change_marks(written, [mark for mark in drawn if mark is not None])
        if self.chosen not in self._marks:
            self.chosen = ""

    def _list(self, written: Collection[str]) -> None:
        """List marks as they are now; where the list is long, they at once and the rest soon."""
        if not self.in_front:
            return
        document = self._reading.document
        query = self._panel.query(document.id if document else "")
        if written and (query.document is None or len(self._marks) > MANY):
            rows = marks.listed(self._store, query=replace(query, marks=tuple(written)))
            self._panel.change_rows(written, rows)
        self._list_soon()

    def _drawn(self, mark: Mark) -> Drawn | None:
        """Return how a mark is shown; None where it has no place on the page."""
        page = self._reader.page
        if page is None or mark.orphaned:
            return None
        look = self.looks[mark.colour]
        if mark.scope == "document":
            return Drawn(mark.id, 0, (), look, mark.note)
        places = [(piece, page.place(piece.node)) for piece in mark.pieces]
        known = [(piece, place) for piece, place in places if place is not None]
        if not known:
            return None
        if mark.scope == "node":
            return Drawn(mark.id, known[0][1].start, (), look, mark.note)
        spans = tuple(
            (page.position(place, piece.start), page.position(place, piece.end))
            for piece, place in known
        )
        return Drawn(mark.id, spans[0][0], spans, look, mark.note)

    def pieces(self) -> list[tuple[str, int, int]]:
        """Return what is selected on the page: node ids, each with from where to where."""
        page, cursor = self._reader.page, self._reader.textCursor()
        if page is None or not cursor.hasSelection():
            return []
        return page.pieces(cursor.selectionStart(), cursor.selectionEnd())

    def measure(self) -> Place | None:
        """Return the place of the measure, or whatever the tree shows, that the reader is at."""
        place, page = self._reading.place, self._reader.page
        row = place.row if place else None
        return page.place(row.id) if page and row else None

    def _listed(self, found: _List) -> None:
        self._panel.show_choices(found.authors, found.tags)
        self._panel.filters.show_lost(found.lost)
        self._panel.show_rows(found.rows)
        if self.chosen and self.chosen not in self._panel.chosen:
            self._panel.choose(self.chosen)

    def list_changed(self) -> None:
        """Bring the list up to date if something has changed that it does not show yet."""
        if self._soon.isActive() and len(self._marks) <= MANY:
            self.list_marks()

    def finish(self) -> None:
        """Ask the library nothing more; it is about to be closed."""
        for waiting in (self._ask, self._soon, self._slices):
            waiting.stop()

    def _list_soon(self) -> None:
        if len(self._marks) <= MANY:
            self.list_marks()
        else:
            self._soon.start()

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))
