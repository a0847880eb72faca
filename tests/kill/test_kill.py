"""Killed at any moment of an import, the library opens clean and holds whole documents only."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from desktop import paths, readers, structure
from desktop.actions import documents, library, tree
from desktop.model import Outline
from desktop.store import Store
from tests.outlines import without_ids

ROOT = paths.ROOT
SEEDS = {seed.name: seed for seed in paths.seeds()}


@cache
def parsed(name: str) -> Outline:
    return structure.outline(readers.read(SEEDS[name]))


@contextmanager
def importing(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Import all seeds in a process of its own; it is dead afterwards."""
    command = [sys.executable, "-m", "desktop", "--library", str(path), "import", *SEEDS.values()]
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def whole_time(path: Path) -> float:
    """Return how many seconds the import takes once the library's file is there."""
    with importing(path) as process:
        started = appeared(path, process)
        assert process.wait() == 0
    return time.monotonic() - started


def appeared(path: Path, process: subprocess.Popen[bytes]) -> float:
    while not path.exists() and process.poll() is None:
        time.sleep(0.001)
    return time.monotonic()


def check_whole(path: Path) -> int:
    """Return how many documents are there, each of them whole."""
    with Store.open(path) as store:
        assert library.check(store) == []
        listed = documents.list_documents(store)
        assert [document.source for document in listed] == list(SEEDS)[: len(listed)]
        for document in listed:
            stored = documents.load_outline(store, document=document.id)
            assert without_ids(stored) == parsed(document.source)
        assert len(tree.roots(store)) == len(listed)
        results = documents.import_files(store, paths=list(SEEDS.values()))
        assert [result.outcome for result in results] == ["same"] * len(listed) + ["new"] * (
            len(SEEDS) - len(listed)
        )
        assert library.check(store) == []
    return len(listed)


def kill_at_random(folder: Path, *, times: int, seed: int) -> list[int]:
    """Return how many whole documents each killed import has left."""
    longest = whole_time(folder / "whole.db")
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    left = []
    for turn in range(times):
        path = folder / f"{turn}.db"
        with importing(path) as process:
            appeared(path, process)
            # Spread over the whole time, so that every phase has its turn.
            time.sleep(longest * (turn + chance.random()) / times)
            process.send_signal(signal.SIGKILL)
            process.wait()
        left.append(check_whole(path))
        path.unlink()
    return left


def test_ten_killed_imports_leave_whole_documents(tmp_path: Path) -> None:
    left = kill_at_random(tmp_path, times=10, seed=10)
    assert len(left) == 10
    assert min(left) < len(SEEDS)  # some were killed in the middle


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_hundred_killed_imports_leave_whole_documents(tmp_path: Path) -> None:
    left = kill_at_random(tmp_path, times=200, seed=200)
    assert set(left) >= {0, 1, 2, 3, 4}


def test_a_writer_killed_inside_its_transaction_leaves_what_was_before(tmp_path: Path) -> None:
    """The moment is certain here: the transaction is open, its pages are on the way to the disk."""
    path = tmp_path / "library.db"
    with Store.open(path) as store:
        documents.import_file(store, path=paths.seeds()[0])
        before = documents.list_documents(store)
    script = (
        "import sys, time; from pathlib import Path\n"
        "from desktop import paths; from desktop.actions import imports\n"
        "from desktop.store import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "store._connection.execute('PRAGMA cache_size = 10')\n"  # so that pages are spilled early
        "calls = iter(range(99))\n"
        "def waits():\n"
        "    if next(calls) == 3:\n"
        "        print('inside', flush=True); time.sleep(60)\n"
        "    return False\n"
        "imports.import_files(store, paths=paths.seeds()[4:], cancelled=waits)\n"
    )
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"inside\n"
    process.kill()
    process.wait()
    process.stdout.close()
    assert path.with_name("library.db-wal").stat().st_size > 100_000
    with Store.open(path) as store:
        assert documents.list_documents(store) == before
        assert library.check(store) == []
        assert store.changes == 1
        assert documents.import_file(store, path=paths.seeds()[4]).outcome == "new"
