"""A part that is one page of the centre, which shows what a job reads while somebody looks."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.jobs import Lane
from desktop.store import Store
from desktop.views.frame import Frame
from desktop.views.part import Page, Part

T = TypeVar("T")
P = TypeVar("P", bound=QWidget)


class PagePart(Part, Generic[P]):
    """A part whose page is made when it is first shown, and is read anew each time it is.

    A subclass says how to `make` the page, which passes the keyboard on by its focus proxy, and
    what to `look` for.

    Args:
        frame: what the window has.
        name: of the page.
        command: the name of the command that shows the page, and then the text again.
    """

    def __init__(self, frame: Frame, *, name: str, command: str) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._name, self._command = name, command
        self._page: P | None = None
        self._asked = 0

    @abstractmethod
    def make(self) -> P:
        """Return the page, new and wired."""

    @abstractmethod
    def look(self) -> None:
        """`ask` for what the page shows."""

    @property
    def page(self) -> P:
        """The page, made when it is first asked for."""
        if self._page is None:
            self._page = self.make()
        return self._page

    @property
    def seen(self) -> bool:
        """Whether the page is in front."""
        return self._page is not None and self._page.isVisible()

    def pages(self) -> Sequence[Page]:
        """Return the page."""
        return (Page(self._name, lambda: self.page, self._shown, wide=True),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {self._command: lambda: self.pageRequested.emit("" if self.seen else self._name)}

    def refresh(self) -> None:
        """Look again, if anybody sees it."""
        if self.seen:
            self.look()

    def finish(self) -> None:
        """Show nothing that is still being read; the window closes."""
        self._asked += 1

    def ask(self, work: Callable[[Store], T], show: Callable[[T], None], *, lane: Lane) -> None:
        """Do `work` beside the window and show what comes, unless more was asked for meanwhile."""
        self._asked += 1
        asked = self._asked

        def done(found: T) -> None:
            if asked == self._asked:
                show(found)

        self._frame.jobs.run(lambda store, _: work(store), done=done, failed=self.tell, lane=lane)

    def tell(self, error: UserError) -> None:
        """Say what could not be done."""
        self.failed.emit(str(error))

    def _shown(self) -> None:
        self.look()
        self.page.setFocus()
