"""The XML of the reports is as it was; tests/golden_reports.py says how to renew it."""

import difflib

import pytest

from tests.golden_reports import REPORTS, golden_file, written


@pytest.mark.parametrize("name", REPORTS)
def test_the_file_is_as_it_was(name: str) -> None:
    golden = golden_file(name).read_text(encoding="utf-8").splitlines()
    now = written(name, REPORTS[name]).splitlines()
    changes = list(difflib.unified_diff(golden, now, "golden", "now", lineterm="", n=0))
    assert not changes, "meant? python -m tests.golden_reports\n" + "\n".join(changes[:200])
