"""The parts of the window, in the order of their panels: the place to add another."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.checking import Checking
from desktop.views.commands import Commands
from desktop.views.mark_bar import MarkBar
from desktop.views.mark_questions import MarkQuestions
from desktop.views.marking import Marking
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.outline import OutlinePanel
from desktop.views.part import Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.theme import Appearance
from desktop.views.undoing import Undoing
from desktop.views.work import Work


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window has before its parts, and what they are made from.

    Attributes:
        window: dialogs stand before it.
        store: the library, for this thread.
        jobs: for what takes longer than a moment.
        settings: what is remembered.
        author: who changes things.
        appearance: the theme.
        commands: the actions of the menus.
        outline, reader: the library tree and the page.
        reading: what is open.
    """

    window: QWidget
    store: Store
    jobs: Jobs
    settings: Settings
    author: Author
    appearance: Appearance
    commands: Commands
    outline: OutlinePanel
    reader: ReaderView
    reading: Reading


class Parts:
    """The parts, by their names once they are made."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def each(self) -> Iterator[Part]:
        """Make the parts, one at a time; the window joins each to the rest."""
        frame = self._frame
        theme = frame.appearance.theme
        self.marks = MarkPanel()
        self.mark_bar = MarkBar(frame.reader.viewport())
        self.marks_shown = MarksShown(
            frame.store, frame.jobs, reading=frame.reading, reader=frame.reader, panel=self.marks,
            theme=theme,
        )  # fmt: skip
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
            panels=(frame.outline, self.marks), theme=theme,
        )  # fmt: skip
        yield self.work
        self.checking = Checking(frame.reading, frame.reader, theme=theme)
        yield self.checking
        self.undoing = Undoing(
            frame.window, store=frame.store, author=frame.author, reading=frame.reading,
            actions=(frame.commands["undo"], frame.commands["redo"]), before=self.marks.flush,
        )  # fmt: skip
        yield self.undoing
