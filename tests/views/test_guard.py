"""While a window is open, backups are made when something has changed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.actions import documents, safety
from desktop.backups import folder
from desktop.lock import BEAT, Lock, file
from desktop.views.guard import EVERY_MILLISECONDS, START_MILLISECONDS, Guard

WAIT = 50_000


def test_a_backup_is_made_at_start_and_when_something_has_changed(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    opened = open_window()
    with Lock.take(library) as lock:
        guard = Guard(lock=lock, jobs=opened.jobs, parent=opened.window)
        timers = {timer.objectName(): timer for timer in guard.findChildren(QTimer)}
        assert {name: timer.interval() for name, timer in timers.items()} == {
            "beatTimer": BEAT * 1000,
            "firstBackupTimer": START_MILLISECONDS,
            "backupTimer": EVERY_MILLISECONDS,
        }
        assert all(timer.isActive() for timer in timers.values())
        assert timers["firstBackupTimer"].isSingleShot()
        timers["firstBackupTimer"].timeout.emit()
        qtbot.waitUntil(lambda: len(safety.listed(library)) == 1, timeout=WAIT)
        timers["backupTimer"].timeout.emit()
        qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=WAIT)
        assert len(safety.listed(library)) == 1
        documents.set_group(opened.store, documents=[], group="")
        timers["backupTimer"].timeout.emit()
        qtbot.waitUntil(lambda: len(safety.listed(library)) == 2, timeout=WAIT)
        file(library).touch()
        timers["beatTimer"].timeout.emit()


def test_what_goes_wrong_is_said_once(library: Path, open_window: Callable, qtbot: QtBot) -> None:
    opened = open_window()
    folder(library).write_text("在这里挡路")
    told: list[str] = []
    with Lock.take(library) as lock:
        guard = Guard(lock=lock, jobs=opened.jobs, parent=opened.window)
        guard.failed.connect(told.append)
        for _ in range(2):
            guard.back_up()
            qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=WAIT)
        assert len(told) == 1
        assert "没有写成备份" in told[0]
        folder(library).unlink()
        guard.back_up()
        qtbot.waitUntil(lambda: len(safety.listed(library)) == 1, timeout=WAIT)
        qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=WAIT)
        assert len(told) == 1
