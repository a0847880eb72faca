"""Killed at any moment, a library has every change that was printed, and at most one more."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.actions import history, library
from desktop.store import Store
from tests.actions.made import fill
from tests.kill.changing import rows

MOST = 30  # printed changes before a kill


class Killed:
    """A library that is changed by one program after the other, each of which is killed."""

    def __init__(self, path: Path, *, seed: int) -> None:
        self.path = path
        self.chance = random.Random(seed)  # noqa: S311 - moments, no secrets
        self.printed = 0
        self.unprinted = 0
        self.tables: Counter[str] = Counter()
        with Store.open(path) as store:
            fill(store)
            self.rows, self.changes = rows(store), store.changes

    def once(self) -> None:
        """Let a program change the library, kill it, and look what is there."""
        command = [sys.executable, "-m", "tests.kill.changing", self.path]
        process = subprocess.Popen(  # noqa: S603 - this interpreter
            [*command, str(self.chance.randrange(10**9))], cwd=paths.ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        try:
            for _ in range(self.chance.randint(1, MOST)):
                self._heard(process.stdout.readline())
            time.sleep(self.chance.random() * 0.01)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for line in process.stdout:  # what it had printed by then
            if line.endswith(b"\n"):
                self._heard(line)
        process.stdout.close()
        self._look()

    def _heard(self, line: bytes) -> None:
        told = json.loads(line)
        self.changes = told["changes"]
        self.printed += 1
        for key, row in told["rows"].items():
            self.tables[key.split()[0]] += 1
            if row is None:
                del self.rows[key]
            else:
                self.rows[key] = row

    def _look(self) -> None:
        with Store.open(self.path) as store:
            assert library.check(store) == []
            found, more = rows(store), store.changes - self.changes
            different = {
                key
                for key in found.keys() | self.rows.keys()
                if found.get(key) != self.rows.get(key)
            }
            assert not different or more > 0
            assert different <= last_changed(store)
            self.unprinted += bool(different)
            self.rows, self.changes = found, store.changes


def last_changed(store: Store) -> set[str]:
    """The rows that the newest step of the history changed."""
    found: list[Any] = store._connection.execute(
        'SELECT "table", key FROM changes WHERE entry = (SELECT max(id) FROM history)'
    ).fetchall()
    return {f"{table} {json.dumps(json.loads(key))}" for table, key in found}


def all_undone(path: Path) -> int:
    """Undo everything in a library; return how many steps that took."""
    with Store.open(path) as store:
        steps = 0
        while history.undo(store):
            steps += 1
        assert library.check(store) == []
        left = Counter(key.split()[0] for key in rows(store))
        assert left == {"documents": 2, "colours": 5}
    return steps


def test_ten_killed_programs_keep_every_printed_change(tmp_path: Path) -> None:
    killed = Killed(tmp_path / "library.db", seed=10)
    for _ in range(10):
        killed.once()
    assert killed.printed > 100
    assert {"marks", "pieces", "tagged", "tags", "follow_ups", "reviewed"} <= set(killed.tables)
    assert all_undone(killed.path) > 20


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_killed_programs_keep_every_printed_change(tmp_path: Path) -> None:
    killed = Killed(tmp_path / "library.db", seed=200)
    for _ in range(200):
        killed.once()
    assert killed.printed > 2000
    assert killed.unprinted > 0  # some were killed between a change and its line
    assert all_undone(killed.path) > 100
