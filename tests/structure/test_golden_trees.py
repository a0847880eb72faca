"""The outlines of the seeds are as they were; tests/golden_trees.py says how to renew them."""

import difflib

import pytest

import desktop
from tests.documents import outline_of, seed_files
from tests.golden_trees import RAISE, REVISION, fingerprint, golden_file, overtaken, written


@pytest.mark.parametrize("seed", seed_files(), ids=lambda seed: seed.stem[:3])
def test_the_outline_is_as_it_was(seed):
    golden = golden_file(seed).read_text(encoding="utf-8").splitlines()
    now = written(outline_of(seed)).splitlines()
    changes = list(difflib.unified_diff(golden, now, "golden", "now", lineterm="", n=0))
    assert not changes, "meant? python -m tests.golden_trees\n" + "\n".join(changes)


def test_the_parsers_revision_is_raised_with_its_output():
    assert not overtaken(desktop.PARSER, fingerprint())
    known, recorded = REVISION.read_text(encoding="utf-8").split()
    assert overtaken(known, "another") == RAISE
    assert overtaken(f"{known}+", "another") != RAISE
    assert overtaken(f"{known}+", recorded)
