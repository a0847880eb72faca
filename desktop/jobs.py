"""Runs work off the UI thread and brings result, progress or error back to it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.errors import UserError
from desktop.store import Store

T = TypeVar("T")
Progress = Callable[[int, int, str], None]


@dataclass(eq=False)
class Job:
    """One piece of work under way, as its owner and the work itself see it."""

    _report: Progress
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; what it has finished stays."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Return whether the work was asked to stop."""
        return self._stop.is_set()

    def progress(self, done: int, total: int, what: str) -> None:
        """Tell the UI thread that `done` of `total` steps are finished and `what` comes next."""
        self._report(done, total, what)


class Lane(Enum):
    """Which worker does a job; each does one after another."""

    CHANGE = "change"
    """What a user has asked for: imports, exports, what changes the library."""
    READ = "read"
    """What is to be shown at once."""
    DRAW = "draw"
    """Pictures of pages, which a helper process makes: nothing else is to wait for one."""
    PREPARE = "prepare"
    """What may take long and nobody waits for."""


class Jobs(QObject):
    """A worker thread for each `Lane`, each with a `Store` of its own.

    So what is to be shown waits neither for an import nor for an index nor for a picture.
    Every callback runs on the thread that made this object. A job's `UserError` reaches its
    `failed`; any other exception is raised again there, where the crash dialog meets it.
    """

    _arrived = Signal(object)

    def __init__(self, open_store: Callable[[], Store], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._own = threading.local()  # the store of each worker
        self._jobs: set[Job] = set()
        self._closed = False
        self._pools = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"ceyue-{lane.value}")
            for lane in Lane
        }
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Store, Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        progress: Progress | None = None,
        ended: Callable[[], None] | None = None,
        lane: Lane = Lane.CHANGE,
    ) -> Job:
        """Queue `work` and return its handle at once; nothing is done once this is closed.

        Args:
            work: gets the worker's store and the job, which it asks whether it was cancelled.
            done: gets the result.
            failed: gets the user's error that ended the work.
            progress: gets (done, total, what) as the work goes on.
            ended: called before `done` or `failed`, and for unexpected errors too.
            lane: which worker does it.
        """

        def report(*step: Any) -> None:
            if progress is not None:
                self._arrived.emit(lambda: progress(*step))

        def arrive(future: Future[T]) -> None:
            self._arrived.emit(lambda: self._finish(job, future, done, failed, ended))

        job = Job(report)
        if self._closed:  # a window's timer may ask until the window itself has gone
            return job
        self._jobs.add(job)
        self._pools[lane].submit(self._work, work, job).add_done_callback(arrive)
        return job

    def read(
        self,
        work: Callable[[Store], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Queue `work`, which only reads and cannot be cancelled, in the lane for that.

        Args:
            work: gets the reading worker's store.
            done: gets the result.
            failed: gets the user's error that ended the work.
        """
        self.run(lambda store, _: work(store), done=done, failed=failed, lane=Lane.READ)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel every job, wait for those that run, close the stores; call nothing back."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        for pool in self._pools.values():
            pool.submit(self._close_store)
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def _work(self, work: Callable[[Store, Job], T], job: Job) -> T:
        if not hasattr(self._own, "store"):
            self._own.store = self._open_store()
        return work(self._own.store, job)

    def _close_store(self) -> None:
        if hasattr(self._own, "store"):
            self._own.store.close()
            del self._own.store

    @Slot(object)
    def _call(self, callback: Callable[[], None]) -> None:
        if not self._closed:
            callback()

    def _finish(
        self,
        job: Job,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        ended: Callable[[], None] | None,
    ) -> None:
        self._jobs.discard(job)
        if ended is not None:
            ended()
        error = future.exception()
        if isinstance(error, UserError):
            failed(error)
        elif error is not None:
            raise error
        else:
            done(future.result())
