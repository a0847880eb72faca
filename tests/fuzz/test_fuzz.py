"""Files that are whole and make no sense: each is imported or refused with a sentence.

Soon, with little memory, with no other file and no network touched, and with nothing lost of what
was in the library; what was taken in can be taken back.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from desktop import paths
from tests.fuzz.huge import HUGE
from tests.fuzz.reviews import TAKEN
from tests.fuzz.trying import IMPORTED

KINDS = [*IMPORTED, *TAKEN]


def tried(folder: Path, *kinds: str, first: int, count: int) -> Counter[str]:
    """What became of files with these seeds, tried in a process of their own; none went wrong."""
    command = [sys.executable, "-m", "tests.fuzz.watched", str(first), str(count), str(folder)]
    run = subprocess.run(  # noqa: S603 - this Python
        [*command, *kinds], cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=False,
        timeout=3_000,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [each for each in found if each["wrong"]] == []
    outcomes = Counter(each["outcome"] for each in found)
    assert outcomes.pop("end") == len(kinds)
    assert outcomes.total() == count * len(kinds)
    return outcomes


@pytest.mark.timeout(300)
def test_files_that_make_no_sense_are_read_or_refused(tmp_path: Path) -> None:
    found = tried(tmp_path, *KINDS, first=3, count=1)
    assert found["read"] > 0
    assert found["refused"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_many_files_that_make_no_sense_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    found = tried(tmp_path, kind, first=1_000, count=300)
    assert found["read"] > 0
    assert found["refused"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("name", HUGE)
def test_huge_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    assert tried(tmp_path, name, first=0, count=1)
