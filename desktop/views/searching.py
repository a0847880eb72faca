"""The part of the window that looks through the whole library: box, results, and the index."""

from collections.abc import Callable, Mapping, Sequence
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.actions import ledger, reading, search
from desktop.actions.search import Hit, Results
from desktop.annotations import Target
from desktop.errors import UserError
from desktop.jobs import Job, Lane
from desktop.store import Store
from desktop.views.dialogs import NameChoice
from desktop.views.frame import Frame
from desktop.views.marks import MarkPanel
from desktop.views.part import Page, Part
from desktop.views.reporting import Reporting
from desktop.views.search_box import SearchBox
from desktop.views.search_help import SearchHelp
from desktop.views.search_page import SearchPage
from desktop.views.theme import Theme
from desktop.views.work import Work

SEARCH = "search"
LONGEST_SELECTION = 40  # characters of selected text that may be meant as a query
SLICE_SECONDS = 0.4  # of work on the index at a time, so that other jobs get their turn
SETTLE_MILLISECONDS = 400
WORDS_MILLISECONDS = 4_000  # after the start: the dictionary takes its time to load


class Searching(Part):
    """Results as one types, in jobs; the index is kept up to date whenever there is time."""

    def __init__(self, frame: Frame, *, marks: MarkPanel, work: Work, reporting: Reporting) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._marks, self._work, self._reporting = marks, work, reporting
        self._editable = True
        self._theme = frame.appearance.theme
        self._page: SearchPage | None = None
        self._results = Results("")
        self._limit = search.LIMIT
        self._scope = ""
        self._looking: Job | None = None
        self._building: Job | None = None
        self.box = SearchBox(
            recent=lambda: search.recent(frame.settings), saved=lambda: search.saved(frame.store)
        )
        self._help = SearchHelp(self.box)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(SETTLE_MILLISECONDS)
        self._words = QTimer(self)
        self._words.setSingleShot(True)
        self._words.setInterval(WORDS_MILLISECONDS)
        self._wire()

    def _wire(self) -> None:
        self.box.queryChanged.connect(self._asked)
        self.box.entered.connect(self._entered)
        self.box.leftDown.connect(self._to_results)
        self.box.leftBack.connect(lambda: self.pageRequested.emit(""))
        self.box.deleteRequested.connect(self._delete)
        self.box.forgetRequested.connect(lambda: search.forget(self._frame.settings))
        self.box.helpRequested.connect(self._help.show_at)
        self._help.exampleChosen.connect(self.box.ask)
        self._keep.timeout.connect(self._build)
        self._words.timeout.connect(self._cut_words)

    # --- what it brings ------------------------------------------------------------

    def tools(self) -> Sequence[QWidget]:
        """Return the box."""
        return (self.box,)

    def pages(self) -> Sequence[Page]:
        """Return the page of the results."""
        return (Page(SEARCH, self._made, self._shown),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands of the search do."""
        return {"searchLibrary": self.ask, "showResults": self._back}

    def ask(self) -> None:
        """Take the keyboard to the box, with what is selected in the text to begin with."""
        selected = self._frame.reader.selected_text().split("\n")[0].strip()
        self.box.ask(selected if len(selected) <= LONGEST_SELECTION else "")

    # --- what it is told -----------------------------------------------------------

    def set_editable(self, editable: bool) -> None:
        """Let hits be tagged and followed up, or only looked at."""
        self._editable = editable
        if self._page is not None:
            self._page.set_editable(editable)

    def refresh(self) -> None:
        """Bring the index up to date soon, and then what is shown."""
        self._keep.start()

    def noticed(self, document: str) -> None:
        """Do so after any change."""
        del document
        self._keep.start()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        if self._page is not None:
            self._page.restyle(theme)

    def finish(self) -> None:
        """Look for nothing more."""
        for timer in (self._keep, self._words):
            timer.stop()
        self.box.stop()
        for job in (self._looking, self._building):
            if job is not None:
                job.cancel()

    # --- the page ------------------------------------------------------------------

    def _made(self) -> SearchPage:
        page = SearchPage(self._theme)
        page.set_editable(self._editable)
        page.hitRequested.connect(self._open)
        page.documentRequested.connect(lambda document: self.nodeRequested.emit(document, ""))
        page.scopeChanged.connect(self._narrow)
        page.moreRequested.connect(self._more)
        page.saveRequested.connect(self._save)
        page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        page.backRequested.connect(self.box.ask)
        page.actionRequested.connect(self._act)
        self._page = page
        return page

    def _shown(self) -> None:
        if self._page is not None:
            self._page.show_results(self._results, scope=self._scope)

    def _back(self) -> None:
        self.pageRequested.emit(SEARCH)
        self._to_results()

    def _to_results(self) -> None:
        if self._page is not None and self._page.model.rows:
            self._page.take_keyboard()

    # --- looking -------------------------------------------------------------------

    def _asked(self, text: str) -> None:
        if text.strip() != self._results.query.strip():
            self._limit, self._scope = search.LIMIT, ""
            if text.strip() or self._page is not None:
                self.pageRequested.emit(SEARCH)
            self._look()

    def _entered(self) -> None:
        search.remember(self._frame.settings, text=self.box.query)
        if self.box.query.strip():
            self.pageRequested.emit(SEARCH)
        if self._looking is None:
            self._to_results()

    def _narrow(self, document: str) -> None:
        self._scope = document
        self._look()

    def _more(self) -> None:
        self._limit *= 4
        self._look()

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        text, limit, scope = self.box.query, self._limit, self._scope

        def find(store: Store, job: Job) -> Results:
            return search.find(
                store, text=text, limit=limit, document=scope or None, cancelled=job.cancelled
            )

        def show(results: Results) -> None:
            if job is self._looking:
                self._looking = None
                self._results = results
                self._shown()
                if not results.whole:
                    self._keep.start()

        job = self._frame.jobs.run(find, done=show, failed=self._tell, lane=Lane.READ)
        self._looking = job

    def _open(self, hit: Hit) -> None:
        search.remember(self._frame.settings, text=self._results.query)
        self.nodeRequested.emit(hit.document, hit.node)
        phrases = self._results.phrases
        self._frame.reader.show_places(lambda text: search.places(text, phrases=phrases))
        if self._frame.reader.has_hits:
            self.said.emit("文中已标出查到的词，F3 到下一处，Ctrl+Shift+K 回到查找结果。")
        if hit.mark:
            self._marks.choose(hit.mark)
            self.panelRequested.emit(self._marks)

    # --- what is done with hits ----------------------------------------------------

    def _act(self, name: str, nodes: list[str]) -> None:
        if name == "tag":
            self._work.tag([Target("node", node) for node in nodes], f"查到的 {len(nodes)} 条")
        elif name == "excerpt":
            self._reporting.open("excerpt", nodes=nodes)
        elif name == "follow":
            self._work.changes.make(
                lambda store, author: ledger.start(store, author=author, nodes=nodes),
                size=len(nodes),
                then=lambda items: self.said.emit(f"{len(items)} 条已在督办台账上。"),
            )
        else:
            self._work.changes.make(
                lambda store, author: reading.set_read(
                    store, author=author, nodes=nodes, read=True
                ),
                size=len(nodes),
                then=lambda _: self.said.emit(f"{len(nodes)} 条标为已阅。"),
            )

    def _save(self) -> None:
        name = NameChoice.ask(self._frame.window, title="存为查找", known=self.box.query.strip())
        if name:
            store, who, text = self._frame.store, self._frame.author.name, self.box.query
            self._try(lambda: search.save(store, author=who, name=name, text=text))

    def _delete(self, saved: str) -> None:
        store, who = self._frame.store, self._frame.author.name
        self._try(lambda: search.delete(store, author=who, search=saved))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self.changed.emit("")

    def _tell(self, error: UserError) -> None:
        self._looking = None
        self.failed.emit(str(error))

    # --- the index -----------------------------------------------------------------

    def _build(self) -> None:
        """Work on the index for a moment, and again until it is whole."""
        if self._building is not None:
            self._keep.start()
            return

        def work(store: Store, job: Job) -> bool:
            end = monotonic() + SLICE_SECONDS
            return search.update(
                store, progress=job.progress,
                cancelled=lambda: job.cancelled() or monotonic() > end,
            )  # fmt: skip

        self._building = self._frame.jobs.run(
            work, done=self._built, failed=self._stuck, progress=self._show_building,
            lane=Lane.PREPARE,
        )  # fmt: skip

    def _built(self, whole: bool) -> None:
        self._building = None
        if not whole:
            self._build()
            return
        self._show_building(0, 0, "")
        self._words.start()
        if self._results.query.strip():
            self._look()

    def _cut_words(self) -> None:
        """Cut texts into words for a moment, and again until all are."""
        cache = paths.user_folder()

        def work(store: Store, job: Job) -> bool:
            end = monotonic() + SLICE_SECONDS
            return search.update_words(
                store, cache=cache, cancelled=lambda: job.cancelled() or monotonic() > end
            )

        def done(whole: bool) -> None:
            self._building = None
            if not whole:
                self._cut_words()

        if self._building is None:
            self._building = self._frame.jobs.run(
                work, done=done, failed=self._stuck, lane=Lane.PREPARE
            )
        else:
            self._words.start()

    def _show_building(self, done: int, total: int, what: str) -> None:
        del what
        if self._page is not None:
            self._page.show_building(done, total)

    def _stuck(self, error: UserError) -> None:
        self._building = None
        self.failed.emit(str(error))
