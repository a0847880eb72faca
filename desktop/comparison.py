"""The values of comparing: which measures of two texts belong together, and what differs in them.

Frozen, no behaviour but reading. Side `a` is the left one, `b` the right one; offsets are code
points in a measure's `text`. A node's id may stand on both sides where two versions of one document
are compared, so that an id always goes with its side.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Literal


class Relation(StrEnum):
    """How two measures belong together, the closest first; the values are those of the contract."""

    SAME = "same"
    ADAPTED = "adapted"
    RELATED = "related"


RELATION_WORDS = {Relation.SAME: "相同", Relation.ADAPTED: "改写", Relation.RELATED: "相关"}
"""What users read for the relations."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that two texts share: `start_a` to `end_a` reads like `start_b` to `end_b`.

    White space, width, case, punctuation and the names of places do not count in this.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure or article of one side.

    Attributes:
        node: its id; ids are carried over to newer versions.
        kind, label, ordinal, title, text: as in `Node`.
        chapter: the heading it stands under, label and title of the topmost one; "" for none.
        position: its place among the measures of its side, from 0.
    """

    node: str
    kind: str
    label: str
    ordinal: int | None
    title: str
    text: str
    chapter: str
    position: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be compared: a document's id, and which of its versions; None is the current."""

    document: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: a document in one of its versions.

    Attributes:
        document, version: which.
        title: the document's.
        doc_number: its number, or "".
        measures: in document order.
    """

    document: str
    version: int
    title: str
    doc_number: str
    measures: tuple[Measure, ...]


Origin = Literal["machine", "confirmed", "made"]
"""Who says so: the program, the program and a person, a person alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two measures that belong together.

    Attributes:
        a, b: the ids of the measures on their sides.
        relation: how.
        score: how alike they are, comparable within one comparison: 0.9 to 1 for the same, 0.5 to
            0.9 for adapted, under 0.5 for related.
        stretches: the shared words of ten characters or more that tell something, in the order of
            a's text.
        terms: other words of a's text that both share and few measures have, the most telling
            first; at most eight.
        origin: who says so.
    """

    a: str
    b: str
    relation: Relation
    score: float
    stretches: tuple[Stretch, ...] = ()
    terms: tuple[str, ...] = ()
    origin: Origin = "machine"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one side, or of one chapter of it, has a pair on the other.

    Attributes:
        chapter: its heading, or "" for the whole side or where there is none.
        measures: how many it has.
        same, adapted, related: how many have a pair of that relation as their closest one.
    """

    chapter: str
    measures: int
    same: int
    adapted: int
    related: int

    @property
    def missing(self) -> int:
        """How many have no pair (没有对应)."""
        return self.measures - self.same - self.adapted - self.related

    @property
    def share(self) -> float:
        """The share that has a pair, 0 to 1; 0 where there are no measures."""
        return 1 - self.missing / self.measures if self.measures else 0.0


@dataclass(frozen=True)
class Comparison:
    """Two texts and the pairs of their measures; all that the page 对照 shows.

    没有对应 are `only_a` and `only_b`.

    Attributes:
        a, b: the sides.
        pairs: in the order of a's measures, the best first of each.
        rejected: pairs that the program would have made and a person rejected.
    """

    a: Side
    b: Side
    pairs: tuple[Pair, ...]
    rejected: tuple[Pair, ...] = ()

    def of_a(self, node: str) -> Sequence[Pair]:
        """Return the pairs of a measure of side a, the best first; none for any other id."""
        return self._of_a.get(node, ())

    def of_b(self, node: str) -> Sequence[Pair]:
        """Return the pairs of a measure of side b, the best first; none for any other id."""
        return self._of_b.get(node, ())

    @property
    def only_a(self) -> tuple[Measure, ...]:
        """The measures of side a without a pair, in document order."""
        return tuple(each for each in self.a.measures if each.node not in self._of_a)

    @property
    def only_b(self) -> tuple[Measure, ...]:
        """The measures of side b without a pair, in document order."""
        return tuple(each for each in self.b.measures if each.node not in self._of_b)

    def measure_a(self, node: str) -> Measure:
        """Return the measure of side a of that id.

        Raises:
            KeyError: there is none.
        """
        return self._measures_a[node]

    def measure_b(self, node: str) -> Measure:
        """Return the measure of side b of that id.

        Raises:
            KeyError: there is none.
        """
        return self._measures_b[node]

    def coverage_a(self) -> tuple[Coverage, ...]:
        """Return how much of side a has a pair: all of it, then each chapter in document order."""
        return _coverage(self.a.measures, self._of_a)

    def coverage_b(self) -> tuple[Coverage, ...]:
        """Return how much of side b has a pair: all of it, then each chapter in document order."""
        return _coverage(self.b.measures, self._of_b)

    @cached_property
    def _of_a(self) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            found[pair.a].append(pair)
        return dict(found)

    @cached_property
    def _of_b(self) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in sorted(self.pairs, key=lambda pair: -pair.score):
            found[pair.b].append(pair)
        return dict(found)

    @cached_property
    def _measures_a(self) -> dict[str, Measure]:
        return {each.node: each for each in self.a.measures}

    @cached_property
    def _measures_b(self) -> dict[str, Measure]:
        return {each.node: each for each in self.b.measures}


Change = Literal["kept", "spacing", "changed", "number", "added", "removed"]
"""What became of some words: they stand as they were; only white space, width or the kind of a
punctuation mark differs; they became others; a number became another; they are new; they are gone.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece of one text and what it is in the other.

    The pieces of all differences of two texts, in the order of either text, cover it without gaps.

    Attributes:
        change: what became of it.
        start_a, end_a: where it stands in a; empty where it is added.
        start_b, end_b: where it stands in b; empty where it is removed.
        old, new: the words there.
        moved: whether it belongs to a sentence that stands elsewhere in the other text.
    """

    change: Change
    start_a: int
    end_a: int
    start_b: int
    end_b: int
    old: str
    new: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two measures; it wins over the program.

    Attributes:
        a, b: the ids of the measures; in one document, a is the one of the older version.
        document_a, document_b: the ids of their documents.
        accepted: whether they belong together.
        relation: what they are to each other; of no meaning where they do not.
        author: who said so.
        at: the moment, UTC, ISO 8601.
    """

    a: str
    b: str
    document_a: str
    document_b: str
    accepted: bool
    relation: Relation
    author: str
    at: str

    def turned(self) -> "Judgement":
        """Return the same with the sides changed."""
        return replace(
            self, a=self.b, b=self.a, document_a=self.document_b, document_b=self.document_a
        )


def _coverage(measures: Sequence[Measure], pairs: dict[str, list[Pair]]) -> tuple[Coverage, ...]:
    chapters = [
        _counted(chapter, list(below), pairs)
        for chapter, below in groupby(measures, key=lambda each: each.chapter)
    ]
    return (_counted("", measures, pairs), *chapters)


def _counted(chapter: str, measures: Sequence[Measure], pairs: dict[str, list[Pair]]) -> Coverage:
    order = list(Relation)
    closest = [
        min((pair.relation for pair in pairs[each.node]), key=order.index)
        for each in measures
        if each.node in pairs
    ]
    return Coverage(chapter, len(measures), *(closest.count(relation) for relation in order))
