"""What the user does with marks: from the selection on the page into the library."""

from collections.abc import Callable, Sequence

from desktop.actions import history, marks
from desktop.actions.history import Touched
from desktop.annotations import Mark
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.settings import MARK_COLOUR, Settings
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.mark_bar import MarkBar
from desktop.views.mark_filters import Scope
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.part import Panel, Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading

MOST_AT_ONCE = 50  # more marks than these are changed in a job
READ_ONLY = "资料库以只读方式打开，不能批注。"
OLD_VERSION = "这是旧版，不能批注。请先打开现行版。"
NOTHING_SELECTED = "请先在正文里选中文字。"


class Marking(Part):
    """Makes, changes and deletes marks, and has them shown."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        settings: Settings,
        *,
        author: Author,
        shown: MarksShown,
        widgets: tuple[Reading, ReaderView, MarkPanel, MarkBar],
    ) -> None:
        super().__init__(shown)
        self._store, self._jobs, self._settings = store, jobs, settings
        self._author, self._shown = author, shown
        self._reading, self._reader, self._panel, self._bar = widgets
        self._draft: Callable[[str], Mark] | None = None
        reader, panel, bar = self._reader, self._panel, self._bar
        bar.show_colours(shown.looks)
        shown.looksChanged.connect(bar.show_colours)
        reader.selectionSettled.connect(self._offer)
        reader.verticalScrollBar().valueChanged.connect(bar.hide)
        self._reading.documentChanged.connect(self._document_changed)
        bar.colourRequested.connect(self.mark)
        bar.noteRequested.connect(self.annotate)
        for asked, slot in (
            (panel.noteChanged, self._write), (panel.colourRequested, self._recolour),
            (panel.deleteRequested, self._delete), (panel.endsRequested, self._move),
            (panel.left, reader.setFocus),
        ):  # fmt: skip
            asked.connect(self._if_front(slot))

    def _if_front(self, slot: Callable[..., object]) -> Callable[..., None]:
        """Return what does what the panel asks only while the panel is this reader's."""

        def asked(*arguments: object) -> None:
            if self._shown.in_front:
                slot(*arguments)

        return asked

    def _document_changed(self) -> None:
        self._draft = None
        self._bar.hide()

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self._panel, "批注"),)

    def set_editable(self, editable: bool) -> None:
        """Let marks be changed, or only read."""
        self._panel.set_editable(editable)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands about marks do, by their names."""
        return {
            **{f"mark{number}": self._marker(number) for number in range(1, 6)},
            "annotate": self.annotate,
            "annotateMeasure": self.annotate_measure,
            "annotateDocument": self.annotate_document,
            "moveMark": self.move_ends,
            "deleteMark": self.delete_chosen,
            "nextMark": lambda: self._shown.step(1),
            "previousMark": lambda: self._shown.step(-1),
            "showMarks": self._show_panel,
        }

    def _marker(self, number: int) -> Callable[[], None]:
        return lambda: self.mark(self._shown.looks.items()[number - 1][0])

    def show_list(self, scope: Scope, noted: bool) -> None:
        """Show the panel with the marks of this scope, or only those with a note."""
        self._panel.filters.ask(scope, noted=noted)
        self._show_panel()

    def commit(self) -> None:
        """Keep the note that is being written."""
        self._panel.flush()

    def finish(self) -> None:
        """Keep what is being written; the window closes."""
        self._panel.flush()
        self._bar.hide()

    # --- marking -------------------------------------------------------------------

    def mark(self, colour: str) -> None:
        """Mark what is selected; with nothing selected, give the chosen mark this colour."""
        pieces = self._shown.pieces()
        if not pieces and self._shown.chosen and not self._reader.textCursor().hasSelection():
            self._recolour([self._shown.chosen], colour)
        else:
            self._add(pieces, colour)

    def annotate(self) -> None:
        """Write a note: on what is selected, else on the chosen mark, else on the measure."""
        if self._reader.textCursor().hasSelection():
            if self._add(self._shown.pieces(), self._settings.get(MARK_COLOUR)):
                self._write_on()
        elif self._shown.chosen:
            self._write_on()
        else:
            self.annotate_measure()

    def annotate_measure(self) -> None:
        """Begin a note on the measure that the reader stands at."""
        place = self._shown.measure()
        if place is None:
            self.said.emit("请先转到一条措施。")
        elif self._may_change():
            node, author = place.node, self._author.name
            self._begin(
                f"批注“{node.label}{node.title}”",
                lambda note: marks.annotate_node(
                    self._store, author=author, node=node.id, note=note
                ),
            )

    def annotate_document(self) -> None:
        """Begin a note on the whole document."""
        document = self._reading.document
        if document is not None and self._may_change():
            author = self._author.name
            self._begin(
                f"批注全文《{document.title}》",
                lambda note: marks.annotate_document(
                    self._store, author=author, document=document.id, note=note
                ),
            )

    def move_ends(self) -> None:
        """Let the chosen mark cover what is selected instead."""
        if self._shown.chosen or self._panel.chosen:
            self._move(self._shown.chosen or self._panel.chosen[0])
        else:
            self.said.emit("请先点选一处批注，再选中它应有的文字。")

    def delete_chosen(self) -> None:
        """Delete the chosen mark, or those selected in the panel."""
        chosen = self._panel.chosen or ([self._shown.chosen] if self._shown.chosen else [])
        if chosen:
            self._delete(chosen)
        else:
            self.said.emit("请先点选一处批注。")

    # --- the library -----------------------------------------------------------------

    def _add(self, pieces: Sequence[tuple[str, int, int]], colour: str) -> bool:
        if not pieces:
            self.said.emit(NOTHING_SELECTED)
        elif self._may_change():
            self._take_name()
            made = self._tried(
                lambda: marks.add(
                    self._store, author=self._author.name, pieces=pieces, colour=colour
                )
            )
            if made is not None:
                self._settings.set(MARK_COLOUR, colour)
                self._bar.hide()
                self._reader.clear_selection()
                self._show(made)
                self.said.emit(f"已标为“{self._shown.looks[colour].name}”。")
                return True
        return False

    def _show(self, made: Mark) -> None:
        """Show a mark that is new or has moved, and choose it."""
        self._shown.put(made)
        self._shown.choose(made.id)
        self.changed.emit(made.document)

    def _write(self, mark: str, note: str) -> None:
        if not mark:
            self._write_draft(note)
            return
        made = self._tried(
            lambda: marks.set_note(self._store, author=self._author.name, mark=mark, note=note)
        )
        if made is not None:
            self._shown.keep(made)
            self._panel.update_mark(made)
            self.changed.emit(made.document)

    def _write_draft(self, note: str) -> None:
        draft = self._draft
        if draft is None or not note.strip():
            return
        made = self._tried(lambda: draft(note))
        if made is not None:
            self._draft = None
            self._panel.detail.take(made.id)
            self._show(made)

    def _recolour(self, chosen: Sequence[str], colour: str) -> None:
        if self._may_change():
            author = self._author.name
            self._change(
                chosen,
                lambda store: marks.set_colour(store, author=author, marks=chosen, colour=colour),
            )

    def _delete(self, chosen: Sequence[str]) -> None:
        if not self._may_change():
            return
        author = self._author.name
        self._shown.chosen = ""
        self._change(chosen, lambda store: marks.delete(store, author=author, marks=chosen))
        self.said.emit(f"已删除 {len(chosen)} 处批注，可以撤销。")

    def _move(self, mark: str) -> None:
        pieces = self._shown.pieces()
        if not pieces:
            self.said.emit(NOTHING_SELECTED)
        elif self._may_change():
            author = self._author.name
            made = self._tried(
                lambda: marks.set_pieces(self._store, author=author, mark=mark, pieces=pieces)
            )
            if made is not None:
                self._bar.hide()
                self._reader.clear_selection()
                self._show(made)

    def _change(self, chosen: Sequence[str], change: Callable[[Store], object]) -> None:
        """Change marks here and now where they are few, else in a job."""

        def work(store: Store) -> Touched:
            seen = history.newest(store)
            change(store)
            return history.touched(store, since=seen)

        if len(chosen) > MOST_AT_ONCE:
            self._jobs.run(lambda store, _: work(store), done=self.touched.emit, failed=self._tell)
            return
        try:
            self.touched.emit(work(self._store))
        except UserError as error:
            self._tell(error)
            self._shown.load()

    def _tried(self, work: Callable[[], Mark]) -> Mark | None:
        try:
            return work()
        except UserError as error:
            self._tell(error)
            return None

    # --- bar and panel -------------------------------------------------------------------

    def _offer(self) -> None:
        """Show the bar beside the selection, or hide it."""
        if self._store.read_only or self._reading.version is not None or not self._shown.pieces():
            self._bar.hide()
            return
        self._bar.ask_name("" if self._author.known else self._author.name)
        self._bar.show_at(self._reader.selection_area())

    def _take_name(self) -> None:
        """Keep the name that the bar asked for."""
        if self._bar.asks_name:
            try:
                self._author.give(self._bar.name.text())
            except UserError as error:
                self._tell(error)

    def _may_change(self) -> bool:
        if self._store.read_only:
            self.said.emit(READ_ONLY)
        elif self._reading.version is not None:
            self.said.emit(OLD_VERSION)
        else:
            return True
        return False

    def _write_on(self) -> None:
        self._show_panel()
        self._shown.list_changed()
        self._panel.choose(self._shown.chosen)
        self._panel.write()

    def _begin(self, what: str, draft: Callable[[str], Mark]) -> None:
        self._show_panel()
        self._shown.choose("")
        self._draft = draft
        self._panel.draft(what)

    def _show_panel(self) -> None:
        self.panelRequested.emit(self._panel)

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))
