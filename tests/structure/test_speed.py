"""Speed of the parser; loose here, for a busy machine, exact in benchmarks/."""

import time

import pytest

from desktop import structure
from tests.documents import seed_files, source_of

KILO = 1000  # code points


def repeated(size):
    """The seeds one behind the other, over and over, to `size` code points."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in seed_files())
    return (text * (size // len(text) + 1))[:size]


def seconds(size, runs=3):
    """The best processor time of a few runs over `size` code points."""
    source = source_of(repeated(size))
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        structure.outline(source)
        best = min(best, time.process_time() - start)
    return best


def test_a_million_characters():
    assert 1000 * KILO / seconds(1000 * KILO) >= 250 * KILO


def test_time_grows_with_the_length():
    # A parser that looks back for each line would take 16 times as long; 4 is linear.
    assert seconds(4000 * KILO, runs=2) <= 6 * seconds(1000 * KILO)


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_ten_million_characters_take_no_more_than_twelve_times_one_million():
    assert seconds(10_000 * KILO, runs=2) <= 12 * seconds(1000 * KILO)
