"""Has texts that an older program parsed parsed again, when the window has long been there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.actions import reparsing
from desktop.actions.reparsing import Reparsed
from desktop.views.frame import Frame
from desktop.views.part import Part

if TYPE_CHECKING:
    from desktop.jobs import Job

DELAY_MILLISECONDS = 2_000


class Reparsing(Part):
    """A job at the start that does nothing while the program is the same."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._jobs, self._store = frame.jobs, frame.store
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setObjectName("reparseTimer")
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.begin)
        if not frame.store.read_only:
            self._later.start(DELAY_MILLISECONDS)

    def begin(self) -> None:
        """Parse again what is outdated."""
        if reparsing.outdated(self._store):
            self._job = self._jobs.run(
                lambda store, job: reparsing.reparse_all(store, cancelled=job.cancelled),
                done=self._done,
                failed=lambda error: self.failed.emit(str(error)),
            )

    def replaced(self) -> None:
        """Look at another library, too."""
        self._later.start(DELAY_MILLISECONDS)

    def finish(self) -> None:
        """Stop after the document at hand; the rest is done the next time."""
        self._later.stop()
        if self._job is not None:
            self._job.cancel()

    def _done(self, results: list[Reparsed]) -> None:
        if told := reparsing.told(results):
            self.reloadRequested.emit()
            self.said.emit(told)
