"""Two windows on one library: one writes, the other knows who does; crashes leave nothing."""

import os
import platform
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop import lock, paths
from desktop.errors import UserError
from desktop.lock import Lock


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "资料 库.db"


@contextmanager
def another_window(library: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has the lock; it is killed at the end."""
    script = (
        "import sys, time; from pathlib import Path; from desktop.lock import Lock\n"
        "taken = Lock.take(Path(sys.argv[1]))\n"
        "print(taken.holder, flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-c", script, library], cwd=paths.ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"None\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def left_behind(library: Path, *, host: str, process: int = 1, age: float = 0) -> None:
    """Write what a window leaves that could not say goodbye `age` seconds ago."""
    path = lock.file(library)
    with sqlite3.connect(path) as connection:
        connection.execute(lock._TABLE)
        row = (host, "王五", process, "2026-01-02T03:04:05+00:00")
        connection.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", row)
    connection.close()
    os.utime(path, (time.time() - age,) * 2)


def test_the_first_window_has_the_lock_and_the_second_knows_it(library: Path) -> None:
    with Lock.take(library) as first:
        assert first.holder is None
        first.insist(library)
        with Lock.take(library) as second:
            assert second.holder is not None
            assert second.holder.process == os.getpid()
            assert second.holder.host == platform.node()
            with pytest.raises(UserError, match="先关闭那个窗口") as caught:
                second.insist(library)
            assert library.name in str(caught.value)
            assert f"进程 {os.getpid()}" in str(caught.value)
        assert Lock.take(library).holder == second.holder  # leaving, the second took nothing along


def test_a_first_start_has_the_lock_before_it_has_a_folder(tmp_path: Path) -> None:
    library = tmp_path / "新" / "家" / "library.db"
    with Lock.take(library) as first, Lock.take(library) as second:
        assert first.holder is None
        assert second.holder is not None
    assert stat.S_IMODE(library.parent.stat().st_mode) == 0o700


def test_a_released_lock_is_free(library: Path) -> None:
    for _ in range(3):
        with Lock.take(library) as taken:
            assert taken.holder is None
    taken.release()


def test_the_file_is_its_owners_and_stays_small(library: Path) -> None:
    with Lock.take(library):
        assert stat.S_IMODE(lock.file(library).stat().st_mode) == 0o600
    assert [each.name for each in library.parent.iterdir()] == [lock.file(library).name]
    assert lock.file(library).stat().st_size < 20_000


def test_another_process_is_named_and_its_kill_frees_the_lock(library: Path) -> None:
    with another_window(library) as process:
        with Lock.take(library) as second:
            assert second.holder is not None
            assert second.holder.process == process.pid
        process.kill()
        process.wait()
        with Lock.take(library) as third:
            assert third.holder is None


def test_a_process_number_given_out_again_misleads_nobody(library: Path) -> None:
    left_behind(library, host=platform.node(), process=os.getppid())
    with Lock.take(library) as taken:
        assert taken.holder is None


@pytest.mark.parametrize(("age", "held"), [(0, True), (60, True), (600, False)])
def test_another_machines_window_counts_until_it_is_silent(
    library: Path, *, age: float, held: bool
) -> None:
    left_behind(library, host="办公室的电脑", age=age)
    with Lock.take(library) as taken:
        assert (taken.holder is not None) is held
        if taken.holder:
            assert "办公室的电脑 上 王五 的窗口（进程 1，2026-01-02 " in str(taken.holder)


def test_a_beat_shows_that_the_window_is_alive(library: Path) -> None:
    with Lock.take(library) as taken:
        os.utime(lock.file(library), (0, 0))
        taken.beat()
        assert time.time() - lock.file(library).stat().st_mtime < 10
        lock.file(library).unlink()
        taken.beat()
    taken.beat()


def test_where_the_lock_is_out_of_reach_a_window_opens_as_if_alone(library: Path) -> None:
    """Whoever keeps even readers out is no window; the library itself tells what is wrong."""
    Lock.take(library).release()
    hog = sqlite3.connect(lock.file(library), isolation_level=None)
    hog.execute("BEGIN EXCLUSIVE")
    try:
        assert Lock.take(library).holder is None
    finally:
        hog.close()


def test_an_account_without_a_name_is_a_holder_too(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_000)
    with Lock.take(library), Lock.take(library) as second:
        assert second.holder is not None
        assert second.holder.user == "?"


def test_a_spoilt_file_is_made_anew(library: Path) -> None:
    lock.file(library).write_bytes(b"\xa5" * 5000)
    with Lock.take(library) as taken, Lock.take(library) as second:
        assert taken.holder is None
        assert second.holder is not None


def test_where_nothing_can_be_written_there_is_nobody_to_fear(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with Lock.take(tmp_path / "文件" / "library.db") as taken:
        assert taken.holder is None
        taken.beat()
    library = tmp_path / "library.db"
    lock.file(library).mkdir()
    assert Lock.take(library).holder is None


def test_of_many_windows_at_once_one_is_the_first(library: Path) -> None:
    start, done = threading.Barrier(6), threading.Barrier(6)
    holders: list[object] = []

    def open_window() -> None:
        start.wait()
        with Lock.take(library) as taken:
            holders.append(taken.holder)
            done.wait()

    threads = [threading.Thread(target=open_window) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holders.count(None) == 1
    assert len(set(holders)) == 2
