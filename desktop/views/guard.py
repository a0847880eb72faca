"""What watches over a library while its window is open: the lock's beat, and backups."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.lock import BEAT, Lock
from desktop.store import Store

START_MILLISECONDS = 3_000  # after the start, when the window has long been there
EVERY_MILLISECONDS = 300_000


class Guard(QObject):
    """Keeps other machines informed, and makes a backup at start and when something has changed.

    Signals:
        failed: a sentence saying why no backup could be made; once, until one could be.
    """

    failed = Signal(str)

    def __init__(self, *, lock: Lock, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._jobs = jobs
        self._told = False
        for name, milliseconds, call, once in (
            ("beatTimer", BEAT * 1000, lock.beat, False),
            ("firstBackupTimer", START_MILLISECONDS, self.back_up, True),
            ("backupTimer", EVERY_MILLISECONDS, self.back_up, False),
        ):
            timer = QTimer(self)
            timer.setObjectName(name)
            timer.setSingleShot(once)
            timer.timeout.connect(call)
            timer.start(milliseconds)

    def back_up(self) -> None:
        """Make a backup if something has changed since the last one."""
        self._jobs.run(_back_up, done=self._made, failed=self._failed)

    def _made(self, _made: object) -> None:
        self._told = False

    def _failed(self, error: UserError) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(str(error))


def _back_up(store: Store, _job: object) -> None:
    # The window is there before the first backup; it does not wait for what makes one.
    from desktop.actions import safety  # noqa: PLC0415

    if safety.due(store):
        safety.make(store)
