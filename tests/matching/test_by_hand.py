"""How the pairs compare with those that careful readers made."""

from pathlib import Path

import pytest

from desktop.comparison import Pair, Relation
from tests.labelled_pairs import PAIRS, Labelled, Ordinals, f1

CLOSE = (Relation.SAME, Relation.ADAPTED)
FLOORS = {  # of all pairs whatever their relation, and of the same and the adapted ones
    "000_003": (0.93, 0.95),
    "002_000": (0.92, 0.79),
    "002_003": (0.81, 0.85),
}


def without(arguable: frozenset[Ordinals], found: dict[Ordinals, Pair]) -> dict[Ordinals, Relation]:
    return {key: pair.relation for key, pair in found.items() if key not in arguable}


@pytest.mark.parametrize("name", FLOORS)
def test_the_pairs_are_those_that_readers_find(name: str) -> None:
    labelled = Labelled.load(name)
    found = without(labelled.arguable, labelled.found())
    every, close = FLOORS[name]
    assert f1(set(labelled.pairs), set(found)) >= every
    close_wanted = {key for key, relation in labelled.pairs.items() if relation in CLOSE}
    assert f1(close_wanted, {key for key in found if found[key] in CLOSE}) >= close


@pytest.mark.parametrize("name", FLOORS)
def test_nothing_is_called_the_same_that_is_not(name: str) -> None:
    labelled = Labelled.load(name)
    same = {key for key, pair in labelled.found().items() if pair.relation is Relation.SAME}
    assert same == {key for key, relation in labelled.pairs.items() if relation is Relation.SAME}


def test_every_list_is_held_to() -> None:
    assert {path.stem for path in Path(PAIRS).glob("*.json")} == set(FLOORS)
