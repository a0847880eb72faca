"""Sets of numbers as whole numbers: kept, counted and listed without a member lost."""

import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.searching import idsets

NUMBERS = st.sets(st.integers(0, idsets.BLOCK - 1), min_size=1, max_size=300).map(sorted)
DENSE = st.tuples(st.integers(0, 60_000), st.integers(1, 3000)).map(
    lambda run: list(range(run[0], run[0] + run[1]))
)


@given(st.one_of(NUMBERS, DENSE))
def test_a_set_comes_back_as_it_was_kept(members: list[int]) -> None:
    numbers = idsets.unpacked(idsets.packed(members))
    assert idsets.members_of(numbers) == members
    assert numbers.bit_count() == len(members)
    assert numbers == idsets.of(members) == idsets.of(iter(members))


def test_a_dense_set_is_kept_as_bits_and_a_sparse_one_as_a_list() -> None:
    assert len(idsets.packed(range(0, 60_000, 2))) < 8_000
    assert len(idsets.packed([1, 60_000])) == 5


def test_empty_sets_and_spans() -> None:
    assert idsets.of([]) == 0
    assert idsets.members_of(0) == []
    assert idsets.members_of(idsets.span(70_000, 3)) == [70_000, 70_001, 70_002]


def test_the_file_is_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    here = idsets.packed([1, 258])
    monkeypatch.setattr(sys, "byteorder", "little" if sys.byteorder == "big" else "big")
    swapped = array("H", [1, 258])
    swapped.byteswap()
    assert idsets.packed([1, 258])[1:] == swapped.tobytes()
    assert here[1:] != swapped.tobytes()
