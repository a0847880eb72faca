"""Does what a person changes, under their name, and says that it is done or why it is not."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.actions import history
from desktop.actions.history import Touched
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.store import Store
from desktop.views.author import Author

T = TypeVar("T")
MOST_AT_ONCE = 100  # what changes more things than these is done in a job
Change = Callable[[Store, str], T]


class Changes(QObject):
    """The way of every panel to a change of the library.

    Signals:
        done: something may have been changed; the `Touched` that panels show anew.
        failed: a sentence saying why something was not.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self, store: Store, jobs: Jobs, author: Author, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._author = store, jobs, author

    def make(
        self, change: Change[T], *, size: int = 1, then: Callable[[T], None] | None = None
    ) -> None:
        """Make a change: here and now where it is small, so that what is shown is fresh at once.

        Args:
            change: gets the library and the author's name.
            size: how many things it changes; many are changed in a job.
            then: gets what the change returned, once it is made and shown.
        """
        author = self._author.name

        def work(store: Store) -> tuple[T, Touched]:
            seen = history.newest(store)
            made = change(store, author)
            return made, history.touched(store, since=seen)

        def done(result: tuple[T, Touched]) -> None:
            made, touched = result
            self.done.emit(touched)
            if then is not None:
                then(made)

        if size > MOST_AT_ONCE:
            self._jobs.run(lambda store, _: work(store), done=done, failed=self._fail)
            return
        try:
            result = work(self._store)
        except UserError as error:
            self._fail(error)
        else:
            done(result)

    def _fail(self, error: UserError) -> None:
        """Show again what there is, in place of what was wanted, and say why."""
        self.done.emit(history.ANYTHING)
        self.failed.emit(str(error))
