"""Two documents beside each other: what is asked of the library, and the page's place in it all.

The page itself is made when it is first shown; see `compare_desk`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.actions.history import Touched
from desktop.errors import UserError
from desktop.views.changes import Changes
from desktop.views.frame import Frame
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.outline import path_to
from desktop.views.part import Page, Part
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.comparison import Edition
    from desktop.jobs import Job
    from desktop.views.compare_desk import CompareDesk
    from desktop.views.compare_job import Compared
    from desktop.views.compare_offer import CompareOffer

PAGE = "compare"
FOLLOW_MILLISECONDS = 60
JUDGING = ("confirmPair", "rejectPair", "makePair", "withdrawPair")

ON_DESK = (
    "lockSides", "switchSide", "nextPair", "previousPair", "nextDifference",
    "previousDifference",
)  # fmt: skip


class Comparing(Part):
    """The page 对照.

    Args:
        frame: what the window has.
        marks: the panel 批注, which the page's readers share with the reader of the text.
        shown: the marks of the reader of the text.
    """

    def __init__(self, frame: Frame, *, marks: MarkPanel, shown: MarksShown) -> None:
        super().__init__(frame.window)
        self._frame, self._marks, self._shown = frame, marks, shown
        self.desk: CompareDesk | None = None
        self._offer: CompareOffer | None = None
        self._inside: Mapping[str, Callable[[], object]] = {}
        self._changes = Changes(frame.store, frame.jobs, frame.author, self)
        self._changes.done.connect(self.touched)
        self._changes.failed.connect(self.failed)
        self._texts: tuple[Edition, Edition] | None = None
        self._job: Job | None = None
        self._stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MILLISECONDS)
        self._soon.timeout.connect(self._follow)
        frame.navigation.shown_elsewhere = self._shown_here
        frame.commands["showLines"].toggled.connect(self._show_lines)

    # --- what the window asks ----------------------------------------------------------

    def pages(self) -> Sequence[Page]:
        """Return the page."""
        return (Page(PAGE, self._make, self._page_shown, wide=True),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands of the menu 对照 do."""
        return {
            "showCompare": lambda: self.pageRequested.emit("" if self._seen else PAGE),
            "chooseCompare": self.choose,
            "compareVersion": self.compare_version,
            "splitReader": self.split,
            "swapSides": self.swap,
            **{name: self._later(name) for name in (*ON_DESK, *JUDGING)},
        }

    def _later(self, name: str) -> Callable[[], object]:
        """Return what does what the page can do of that name, once there is a page."""

        def act() -> None:
            self._inside[name]()

        return act

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        for part in self._side_parts():
            part.restyle(theme)
        if self.desk is not None:
            self.desk.restyle(theme)

    def refresh(self) -> None:
        """Compare anew: documents or decisions may be others than before."""
        if self.desk is None or self._texts is None or self._waits():
            return
        for part in self._side_parts():
            part.refresh()
        if any(side.reading.document is None for side in self.desk.sides.values()):
            self._show_nothing()
        else:
            self._compare_again()

    def reload(self) -> None:
        """Show the marks as they are now."""
        if not self._waits():
            for part in self._side_parts():
                part.reload()

    def take_in(self, touched: Touched) -> None:
        """Show the marks that were written."""
        if not self._waits():
            for part in self._side_parts():
                part.take_in(touched)

    def noticed(self, document: str) -> None:
        """Show the marks that another reader's user changed."""
        if not self._waits():
            for part in self._side_parts():
                part.noticed(document)

    def _waits(self) -> bool:
        """Return whether the page is not seen; it then reads everything anew when it is."""
        if not self._seen:
            self._stale = True
        return not self._seen

    def finish(self) -> None:
        """Compare no further and remember how the page is."""
        self._soon.stop()
        self._soon.blockSignals(True)
        self._cancel()
        if self.desk is not None:
            self.offer.keep_layout(self.desk.page.remembered())
            self.desk.stop()
        for part in self._side_parts():
            part.finish()

    # --- choosing what to compare --------------------------------------------------------

    @property
    def offer(self) -> "CompareOffer":
        """What can be compared."""
        if self._offer is None:
            from desktop.views.compare_offer import CompareOffer  # noqa: PLC0415 - see `_make`

            self._offer = CompareOffer(self._frame.store, self._frame.settings)
        return self._offer

    def choose(self) -> None:
        """Ask for two texts and compare them."""
        from desktop.views.compare_choice import CompareChoice  # noqa: PLC0415 - see `_make`

        document, choices = self._frame.reading.document, self.offer.choices()
        first = self._texts or self.offer.first(choices, document.id if document else "")
        found = CompareChoice.ask(
            self._frame.window, choices, recent=self.offer.recent(), first=first
        )
        if found is not None:
            self.open(*found)

    def open(self, left: "Edition", right: "Edition") -> None:
        """Compare two texts and show them beside each other."""
        self._texts = left, right
        self.pageRequested.emit(PAGE)
        self._compare()

    def compare_version(self) -> None:
        """Compare what is open with the version before it, the older one on the left."""
        document = self._frame.reading.document
        if document is None:
            return
        number = self._frame.reading.version or document.version
        if number == 1:
            self.said.emit("这是第一版，前面没有可以对照的版本。")
            return
        from desktop.comparison import Edition  # noqa: PLC0415 - see `_make`

        newer = None if number == document.version else number
        self.open(Edition(document.id, number - 1), Edition(document.id, newer))

    def split(self) -> None:
        """Show what is open on both sides, each scrolled by itself."""
        document = self._frame.reading.document
        if document is not None:
            from desktop.comparison import Edition  # noqa: PLC0415 - see `_make`

            text = Edition(document.id, self._frame.reading.version)
            self.open(text, text)

    def swap(self) -> None:
        """Let left be right, and right left."""
        if self._texts is not None:
            left, right = self._texts
            self.open(right, left)

    # --- the page ------------------------------------------------------------------------

    def _make(self) -> QWidget:
        """Make the page; what it needs is imported only now, for the window opens without it."""
        from desktop.views.compare_desk import CompareDesk  # noqa: PLC0415
        from desktop.views.judging import WORDS, Judging  # noqa: PLC0415

        commands = self._frame.commands
        desk = self.desk = CompareDesk(self._frame, marks=self._marks)
        desk.page.restore(self.offer.layout)
        desk.page.chooseRequested.connect(self.choose)
        desk.page.swapRequested.connect(self.swap)
        desk.page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        desk.page.cancelRequested.connect(self._show_nothing)
        desk.page.appeared.connect(self._appeared)
        desk.entered.connect(lambda _: self._come_front())
        desk.said.connect(self.said)
        desk.failed.connect(self._failed)
        judging = Judging(desk, self._changes)
        judging.said.connect(self.said)
        judging.judged.connect(self._compare_again)
        self._inside = {**desk.slots(), **judging.slots()}
        desk.panel.set_actions({words: commands[name] for name, words in WORDS.items()})
        for side in desk.sides.values():
            side.reader.addActions([commands[name] for name in JUDGING])
            side.reader.placeChanged.connect(self._soon.start)
            side.links.documentRequested.connect(
                lambda document: self.nodeRequested.emit(document, "")
            )
            side.links.said.connect(self.said)
            side.links.failed.connect(self.failed)
            side.reader.show_lines(commands["showLines"].isChecked())
        for part in self._side_parts():
            part.said.connect(self.said)
            part.failed.connect(self.failed)
            part.changed.connect(self.changed)
            part.touched.connect(self.touched)
            part.panelRequested.connect(self.panelRequested)
            part.nodeRequested.connect(self.nodeRequested)
        return desk.page

    @property
    def _desk(self) -> "CompareDesk":
        """The page's inside, for commands that are on only while there is one."""
        assert self.desk is not None  # noqa: S101
        return self.desk

    @property
    def _seen(self) -> bool:
        return self.desk is not None and self.desk.page.isVisible()

    def _page_shown(self) -> None:
        """Go on with what is compared, or with what was compared last."""
        desk = self._desk
        if self._stale:
            self._stale = False
            self.reload()
            self.refresh()
        recent = [] if self._texts else self.offer.recent()
        if recent:
            self._texts = recent[0]
            self._compare()
        elif desk.page.comparing:
            desk.page.enter(desk.front)
        else:
            desk.page.start.setFocus()

    def _appeared(self, seen: bool) -> None:
        """Let the commands of the reader go to the side in front while the page is seen."""
        if seen:
            self._come_front()
            return
        self._frame.commands.stand_in({})
        for side in self._desk.sides.values():
            side.shown.come_front(False)
        self._shown.come_front(True)
        self._frame.navigation.follow()

    def _come_front(self) -> None:
        desk = self._desk
        if not (self._seen and desk.page.comparing):
            return
        front = desk.side
        for shown in (self._shown, *(side.shown for side in desk.sides.values())):
            if shown is not front.shown:
                shown.come_front(False)
        front.shown.come_front(True)
        self._frame.commands.stand_in(desk.commands.come_front(front))
        self._soon.start()

    def _follow(self) -> None:
        """Let the tree follow the side in front."""
        if not self._seen:
            return
        side = self._desk.side
        document, place = side.reading.document, side.reader.place
        if document is not None:
            row = place.row if place else None
            path = path_to(self._frame.store, document=document.id, node=row.id if row else "")
            self._frame.outline.follow(path)

    def _shown_here(self, document: str, node: str) -> bool:
        return self._seen and self._desk.show_node(document, node)

    def _show_lines(self, shown: bool) -> None:
        for side in self.desk.sides.values() if self.desk else ():
            side.reader.show_lines(shown)

    def _side_parts(self) -> list[Part]:
        sides = self.desk.sides.values() if self.desk else ()
        return [part for side in sides for part in side.parts]

    # --- comparing -----------------------------------------------------------------------

    def _compare(self) -> None:
        """Compare the two texts and show them from their tops; a text with itself needs no list."""
        desk, texts = self._desk, self._texts
        self._cancel()
        self._frame.commands.set_comparing(False)
        if texts is None:
            return
        if texts[0] == texts[1]:
            desk.show(texts, None, after=self._opened)
            return
        desk.page.show_busy("正在对照两份文件")
        self._run(lambda compared: desk.show(texts, compared, after=self._opened))

    def _compare_again(self) -> None:
        """Compare the two texts anew while they stay where they are."""
        self._cancel()
        if self._texts is not None and self._texts[0] != self._texts[1]:
            self._run(self._desk.show_again)

    @property
    def busy(self) -> bool:
        """Whether something is still worked out or set on the pages."""
        return self._job is not None or (self.desk is not None and self.desk.busy)

    def _run(self, show: "Callable[[Compared], None]") -> None:
        from desktop.views.compare_job import compare  # noqa: PLC0415 - see `_make`

        if self._texts is None:
            return
        left, right = self._texts

        def done(compared: "Compared | None") -> None:
            if job is self._job and compared is not None:
                self._job = None
                show(compared)
                self._differ(compared)

        def failed(error: UserError) -> None:
            if job is self._job:
                self._failed(str(error))

        job = self._job = self._frame.jobs.run(
            lambda store, job: compare(store, job, left, right),
            done=done, failed=failed, progress=self._desk.page.show_progress,
        )  # fmt: skip

    def _differ(self, compared: "Compared") -> None:
        """Find all differences while the pages can be read already."""
        from desktop.views.compare_job import differ  # noqa: PLC0415 - see `_make`

        def done(whole: bool) -> None:
            if job is self._job and whole:
                self._job = None
                self._desk.show_differences()

        job = self._job = self._frame.jobs.run(
            lambda _, job: differ(job, compared),
            done=done,
            failed=lambda error: self._failed(str(error)),
        )

    def _opened(self) -> None:
        """Let the page be worked on, and remember what is compared."""
        if self._texts is not None and self._texts[0] != self._texts[1]:
            self.offer.remember(*self._texts)
        self._frame.commands.set_comparing(True)
        self._desk.page.enter(self._desk.front)
        self._come_front()

    def _failed(self, sentence: str) -> None:
        self._show_nothing()
        self.failed.emit(sentence)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_nothing(self) -> None:
        self._cancel()
        self._texts = None
        self._frame.commands.set_comparing(False)
        self._frame.commands.stand_in({})
        self._desk.forget()
