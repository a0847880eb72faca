"""The parts of the window, in the order of their panels: the place to add another.

The first frame shows none of them. When the window is there, it imports this module and all below
it, and makes a part at each turn of the event loop.
"""

from collections.abc import Iterator

from desktop.views.changes import Changes
from desktop.views.checking import Checking
from desktop.views.citing import Citing
from desktop.views.comparing import Comparing
from desktop.views.correcting import Correcting
from desktop.views.frame import Frame
from desktop.views.handing_on import HandingOn
from desktop.views.help import Helping
from desktop.views.mark_bar import MarkBar
from desktop.views.mark_questions import MarkQuestions
from desktop.views.marking import Marking
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.originals import Originals
from desktop.views.overviewing import Overviewing
from desktop.views.part import Part
from desktop.views.questions import LibraryQuestions
from desktop.views.relating import Relating
from desktop.views.reparsing import Reparsing
from desktop.views.reporting import Reporting
from desktop.views.returning import Returning
from desktop.views.safekeeping import Safekeeping
from desktop.views.searching import Searching
from desktop.views.targeting import Targeting
from desktop.views.undoing import Undoing
from desktop.views.work import Work


class Parts:
    """The parts, by their names once they are made."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def each(self) -> Iterator[Part]:
        """Make the parts, one at a time; the window joins each to the rest."""
        frame = self._frame
        yield LibraryQuestions(frame)
        self.marks = MarkPanel()
        self.mark_bar = MarkBar(frame.reader.viewport())
        self.marks_shown = MarksShown(
            frame.store, frame.jobs, reading=frame.reading, panel=self.marks,
            theme=frame.appearance.theme,
        )  # fmt: skip
        self._name_colours()
        self.marks_shown.looksChanged.connect(self._name_colours)
        yield self.marks_shown
        self.marking = Marking(
            frame.store, frame.jobs, frame.settings, author=frame.author, shown=self.marks_shown,
            widgets=(frame.reading, frame.reader, self.marks, self.mark_bar),
        )  # fmt: skip
        yield self.marking
        yield MarkQuestions(
            frame.window, store=frame.store, author=frame.author, appearance=frame.appearance
        )
        self.work = Work(
            frame.window, store=frame.store, jobs=frame.jobs, author=frame.author,
            panels=(frame.outline, self.marks), theme=frame.appearance.theme,
        )  # fmt: skip
        yield self.work
        self.reporting = Reporting(
            frame.store, frame.jobs, frame.settings, author=frame.author,
            fonts=frame.appearance.fonts, widgets=(frame.outline, frame.reading),
        )  # fmt: skip
        yield self.reporting
        self.searching = Searching(
            frame, marks=self.marks, work=self.work, reporting=self.reporting
        )
        yield self.searching
        self.relating = Relating(frame)
        yield self.relating
        self.checking = Checking(frame)
        yield self.checking
        self.correcting = Correcting(frame)
        self.checking.editRequested.connect(self.correcting.edit_node)
        self.checking.correctRequested.connect(self.correcting.correct)
        self.correcting.edited.connect(self.checking.resume)
        yield self.correcting
        self.originals = Originals(
            frame.jobs, reading=frame.reading, reader=frame.reader, theme=frame.appearance.theme,
            fonts=frame.appearance.fonts,
        )  # fmt: skip
        yield self.originals
        yield from self._facts()
        self.comparing = Comparing(frame, marks=self.marks, shown=self.marks_shown)
        yield self.comparing
        self.undoing = Undoing(
            frame.window, store=frame.store, reading=frame.reading,
            changes=Changes(frame.store, frame.jobs, frame.author, frame.window),
            actions=(frame.commands["undo"], frame.commands["redo"]),
        )  # fmt: skip
        yield self.undoing
        yield self._overview()
        yield HandingOn(frame)
        yield Returning(frame, shown=self.marks_shown)
        yield Safekeeping(frame)
        yield Reparsing(frame)
        yield Helping(frame)

    def _name_colours(self) -> None:
        looks = self.marks_shown.looks.items()
        self._frame.commands.name_colours(look.name for _, look in looks)

    def _facts(self) -> Iterator[Part]:
        """Make the parts that show what the texts say: whom they name, what they want reached."""
        self.citing = Citing(self._frame)
        yield self.citing
        self.targeting = Targeting(self._frame)
        yield self.targeting

    def _overview(self) -> Overviewing:
        """Make the part that leads to the lists of others."""
        self.overview = Overviewing(self._frame)
        self.overview.ledgerRequested.connect(self.work.show_items)
        self.overview.marksRequested.connect(self.marking.show_list)
        self.overview.doubtsRequested.connect(self.checking.show_parsed)
        self.overview.unreadRequested.connect(self.work.narrowing.show_unread)
        self.overview.historyRequested.connect(self.undoing.show_history)
        return self.overview
