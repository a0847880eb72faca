"""Pairs of measures that were put together by hand, and how a comparison scores against them."""

import json
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop import matching
from desktop.comparison import Measure, Pair, Relation
from desktop.matching import Matched
from desktop.model import Kind, Outline
from tests.documents import DATA, SEEDS, outline_of

PAIRS = DATA / "pairs"
Ordinals = tuple[int, int]


def measures_of(outline: Outline) -> list[Measure]:
    """The measures of a parsed file, their ordinals for ids."""
    nodes = [node for node in outline.walk() if node.kind in (Kind.MEASURE, Kind.ARTICLE)]
    return [
        Measure(
            str(node.ordinal), node.kind, node.label, node.ordinal, node.title, node.text, "", at
        )
        for at, node in enumerate(nodes)
    ]


def measure(text: str, at: int = 0) -> Measure:
    """A measure of this text, its first sentence for a title."""
    return Measure(str(at), "measure", "", at, text.partition("。")[0], text, "", at)


def matched(a: list[str], b: list[str], *, issuers: tuple[str, ...] = ()) -> Matched:
    """Compare measures that are given by their texts."""
    left, right = ([measure(text, at) for at, text in enumerate(side)] for side in (a, b))
    return matching.match(left, right, issuers=issuers)


@dataclass(frozen=True)
class Labelled:
    """Two files and what belongs together in them."""

    a: Path
    b: Path
    pairs: dict[Ordinals, Relation]
    arguable: frozenset[Ordinals]

    @classmethod
    def load(cls, name: str) -> "Labelled":
        data: dict[str, Any] = json.loads((PAIRS / f"{name}.json").read_text(encoding="utf-8"))
        return cls(
            SEEDS / data["a"],
            SEEDS / data["b"],
            {(a, b): Relation(relation) for a, b, relation in data["pairs"]},
            frozenset((a, b) for a, b in data["arguable"]),
        )

    def found(self) -> dict[Ordinals, Pair]:
        """Compare the files."""
        one, other = outline_of(self.a), outline_of(self.b)
        issuers = [one.issuer or "", other.issuer or ""]
        pairs = matching.match(measures_of(one), measures_of(other), issuers=issuers).pairs()
        return {(int(pair.a), int(pair.b)): pair for pair in pairs}


def f1(wanted: Set[Any], found: Set[Any]) -> float:
    """Return the harmonic mean of precision and recall."""
    right = len(wanted & found)
    return 2 * right / (len(wanted) + len(found))
