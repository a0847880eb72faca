"""The outlines of the seeds are as they were; tests/golden_trees.py says how to renew them."""

import difflib

import pytest

from tests.documents import outline_of, seed_files
from tests.golden_trees import golden_file, written


@pytest.mark.parametrize("seed", seed_files(), ids=lambda seed: seed.stem[:3])
def test_the_outline_is_as_it_was(seed):
    golden = golden_file(seed).read_text(encoding="utf-8").splitlines()
    now = written(outline_of(seed)).splitlines()
    changes = list(difflib.unified_diff(golden, now, "golden", "now", lineterm="", n=0))
    assert not changes, "meant? python -m tests.golden_trees\n" + "\n".join(changes)
