import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.jobs import Job, Jobs
from desktop.store import Store


@pytest.fixture
def jobs(qtbot: QtBot, tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(lambda: Store.open(tmp_path / "jobs.db"))
    yield made
    made.close()


def never(error: UserError) -> None:
    raise AssertionError(error)


def test_the_work_runs_elsewhere_and_its_result_comes_home(jobs: Jobs, qtbot: QtBot) -> None:
    here = threading.get_ident()
    results: list[tuple[int, int, bool]] = []
    jobs.run(
        lambda store, _: (threading.get_ident(), store.changes),
        done=lambda result: results.append((*result, threading.get_ident() == here)),
        failed=never,
    )
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(results))
    thread, changes, home = results[0]
    assert thread != here
    assert changes == 0
    assert home
    assert not jobs.busy


def test_jobs_run_one_after_another_on_one_store(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[str, int]] = []

    def work(name: str) -> Callable[[Store, Job], tuple[str, int]]:
        def run(store: Store, _: Job) -> tuple[str, int]:
            time.sleep(0.02)
            return name, id(store)

        return run

    for name in "甲乙丙":
        jobs.run(work(name), done=seen.append, failed=never)
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert [name for name, _ in seen] == ["甲", "乙", "丙"]
    assert len({store for _, store in seen}) == 1


def test_progress_arrives_before_the_result(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(_: Store, job: Job) -> str:
        for step in range(3):
            job.progress(step, 3, f"第{step}步")
        return "完"

    jobs.run(
        work,
        done=told.append,
        failed=never,
        progress=lambda done, total, what: told.append((done, total, what)),
        ended=lambda: told.append("止"),
    )
    qtbot.waitUntil(lambda: "完" in told)
    assert told == [(0, 3, "第0步"), (1, 3, "第1步"), (2, 3, "第2步"), "止", "完"]


def test_the_users_errors_reach_failed(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[str] = []

    def work(_: Store, __: Job) -> None:
        raise UserError("文件不在了。")

    jobs.run(
        work,
        done=lambda _: told.append("done"),
        failed=lambda error: told.append(str(error)),
        ended=lambda: told.append("ended"),
    )
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["ended", "文件不在了。"]


def test_a_bug_is_raised_on_the_main_thread_and_the_next_job_runs(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[int] = []
    ended: list[bool] = []

    def broken(_: Store, __: Job) -> int:
        return 1 // 0

    with capture_exceptions() as raised:
        jobs.run(broken, done=results.append, failed=never, ended=lambda: ended.append(True))
        jobs.run(lambda _, __: 7, done=results.append, failed=never)
        qtbot.waitUntil(lambda: results == [7])
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert ended == [True]


def test_cancelling_tells_the_work(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[int] = []
    started = threading.Event()

    def work(_: Store, job: Job) -> int:
        started.set()
        rounds = 0
        while not job.cancelled():
            rounds += 1
            time.sleep(0.001)
        return rounds

    job = jobs.run(work, done=results.append, failed=never)
    assert started.wait(5)
    assert not results
    job.cancel()
    qtbot.waitUntil(lambda: len(results) == 1)


def test_closing_stops_the_work_waits_for_it_and_calls_nothing_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = Jobs(lambda: Store.open(tmp_path / "jobs.db"))
    started, stopped = threading.Event(), threading.Event()
    called: list[object] = []

    def work(_: Store, job: Job) -> None:
        started.set()
        while not job.cancelled():
            time.sleep(0.001)
        stopped.set()

    jobs.run(work, done=called.append, failed=called.append)
    assert started.wait(5)
    jobs.close()
    assert stopped.is_set()
    qtbot.wait(50)
    assert called == []
    assert not [t for t in threading.enumerate() if t.name.startswith("ceyue-job")]


def test_a_library_that_cannot_be_opened_is_the_users_error(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "jobs.db").mkdir()
    jobs = Jobs(lambda: Store.open(tmp_path / "jobs.db"))
    told: list[str] = []
    jobs.run(lambda _, __: None, done=never, failed=lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: bool(told))
    assert "jobs.db" in told[0]
    jobs.close()


def test_what_is_asked_after_closing_is_not_done(qtbot: QtBot, tmp_path: Path) -> None:
    closed = Jobs(lambda: Store.open(tmp_path / "jobs.db"))
    closed.close()
    done: list[None] = []
    closed.run(lambda _, __: None, done=done.append, failed=never)
    assert not closed.busy
    qtbot.wait(50)
    assert done == []
    assert not (tmp_path / "jobs.db").exists()


def test_reading_waits_for_no_change(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[int] = []
    go_on = threading.Event()
    jobs.run(lambda store, _: go_on.wait(5), done=lambda _: results.append(2), failed=never)
    jobs.read(lambda store: store.changes, done=lambda _: results.append(1), failed=never)
    qtbot.waitUntil(lambda: results == [1])
    go_on.set()
    qtbot.waitUntil(lambda: results == [1, 2])
    assert not jobs.busy
