"""Measures of two documents -> which belong together, and how.

*Same*: the texts differ in a few characters and in no number. *Adapted*: a clause or sentence of
ten characters or more is taken over with few other words, or shorter clauses of as many in all, or
the topic sentence is. *Related*: they share more than any two measures of one document do.

The thresholds are reasoned, not fitted to a pair of documents. Those of *same* and *adapted* put
the definitions above into numbers. Those of *related* come from how alike the measures *inside* a
document are, which speak of different things in one language: in 40 documents of all kinds the
cosine stays under 0.1 for 99 of 100 such couples, and under 0.055 for 97. No two documents were
compared for that. docs/performance.md has what this reaches on pairs labelled by hand.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from rapidfuzz.distance import Levenshtein

from desktop.comparison import Measure, Origin, Pair, Relation, Stretch
from desktop.matching.folding import Folded, Folder
from desktop.matching.signals import (
    CLAUSE,
    TELLING,
    Cell,
    Shared,
    Weights,
    bests,
    cosines,
    shared_stretches,
    taken_over,
)
from desktop.text import normal

_FEW = 0.03  # of the characters; texts that differ in no more are the same
_TITLE = 0.8  # cosine of two topic sentences one of which is the other, however short
_CLEAR, _FAINT = 0.1, 0.055  # cosines that 1 and 3 of 100 couples inside a document reach
_SUBJECT = 1 / 3  # of one's topic sentence that the other's text speaks of
_OFTEN = 4  # measures of one text; where more have it, it is a phrase such as （略）
_UNLIKE = 0.02  # cosine under which two texts have nothing in common
_TERMS = 8  # shared terms that are told
_TERM = 0.7  # rarity of what is told as a shared term

_NUMBER = re.compile(r"\d[\d.]*%?")

STEPS = 5
"""How many steps the work has."""


def match(
    a: Sequence[Measure],
    b: Sequence[Measure],
    *,
    issuers: Iterable[str] = (),
    step: Callable[[int, int], None] = lambda _done, _all: None,
) -> "Matched":
    """Return what the measures of two sides have in common; their order does not matter.

    Args:
        a: the measures of the left side, in document order.
        b: those of the right side.
        issuers: who issued them; the names of their places count as alike.
        step: called before each step, and after the last, with how many of how many are done;
            may raise, which ends the work.
    """
    return Matched(a, b, issuers, step)


class Matched:
    """Two lists of measures with all that was found between them."""

    def __init__(
        self,
        a: Sequence[Measure],
        b: Sequence[Measure],
        issuers: Iterable[str],
        step: Callable[[int, int], None],
    ) -> None:
        """Find what the measures have in common."""
        step(0, STEPS)
        folder = Folder(issuers)
        self._measures = list(a), list(b)
        self._a = [folder.fold(each.text) for each in a]
        self._b = [folder.fold(each.text) for each in b]
        self._weights = Weights([*self._a, *self._b])
        grams = self._weights.grams
        self._normal = [normal(each.text) for each in (*a, *b)]
        self._grams = [set(each) for each in grams]
        step(1, STEPS)
        vectors = [self._weights.vector(each) for each in grams]
        self._cosines = cosines(vectors[: len(a)], vectors[len(a) :], _UNLIKE)
        self._best = bests(self._cosines, len(a), len(b))
        step(2, STEPS)
        self._taken = taken_over(self._a, self._b, self._weights)
        step(3, STEPS)
        self._shared = shared_stretches(self._a, self._b, self._weights)
        step(4, STEPS)
        titles = [folder.fold(each.title) for each in (*a, *b)]
        self._titles = [each.grams(0, len(each.letters)) for each in titles]
        self._title_vectors = [self._weights.vector(each) for each in self._titles]
        step(STEPS, STEPS)

    def pairs(self) -> list[Pair]:
        """Return what belongs together, in the order of a, the best first."""
        found = {
            cell: relation
            for cell in self._cells()
            if (relation := self._taken_over(cell)) is not None
        }
        found |= dict.fromkeys(self._related(found), Relation.RELATED)
        pairs = {cell: self.pair(*cell, relation=relation) for cell, relation in found.items()}
        return [
            pairs[cell] for cell in sorted(pairs, key=lambda cell: (cell[0], -pairs[cell].score))
        ]

    def pair(self, a: int, b: int, *, relation: Relation, origin: Origin = "machine") -> Pair:
        """Return two measures, by their places, as a pair with all that they have in common."""
        cell = a, b
        text = self._a[a]
        told = [
            each
            for each in self._shared.get(cell, ())
            if each.worth >= TELLING
            and text.characters(each.start_a, each.start_a + each.length) >= CLAUSE
        ]
        return Pair(
            self._measures[0][a].node,
            self._measures[1][b].node,
            relation,
            self._score(cell, relation),
            tuple(sorted((self._stretch(cell, each) for each in told), key=_place)),
            self._terms(cell, told),
            origin,
        )

    def _cells(self) -> Iterator[Cell]:
        """Yield each two measures that may be more than related."""
        likely = {cell for cell, cosine in self._cosines.items() if cosine >= _CLEAR}
        yield from likely | self._taken.keys() | set(self._equal())

    def _equal(self) -> Iterator[Cell]:
        """Yield each two measures of the same text, however little it tells."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(self._normal[len(self._a) :]):
            places[text].append(at)
        for one, text in enumerate(self._normal[: len(self._a)]):
            found = places.get(text, ())
            if text and len(found) <= _OFTEN:
                yield from ((one, other) for other in found)

    def _taken_over(self, cell: Cell) -> Relation | None:
        if self._is_same(cell):
            return Relation.SAME
        if self._title_cosine(cell) >= _TITLE:
            return Relation.ADAPTED
        # A clause alone may be spoken in passing: the measures must be about the same too.
        cosine = self._cosines.get(cell, 0.0)
        alike = cosine >= _CLEAR or self._is_best(cell, self._best)
        taken = self._taken.get(cell)
        enough = taken and taken.characters >= CLAUSE and taken.worth >= TELLING
        return Relation.ADAPTED if alike and enough else None

    def _is_best(self, cell: Cell, best: tuple[Sequence[float], Sequence[float]]) -> bool:
        """Return whether no other measure is more like one of the two."""
        return self._cosines.get(cell, 0.0) >= min(best[0][cell[0]], best[1][cell[1]])

    def _is_same(self, cell: Cell) -> bool:
        one, other = (self._normal[at] for at in self._places(cell))
        most = int(_FEW * max(len(one), len(other)))
        return Levenshtein.distance(one, other, score_cutoff=most) <= most and _NUMBER.findall(
            one
        ) == _NUMBER.findall(other)

    def _title_cosine(self, cell: Cell) -> float:
        one, other = (self._title_vectors[at] for at in self._places(cell))
        return sum(weight * other.get(gram, 0.0) for gram, weight in one.items())

    def _related(self, found: Mapping[Cell, Relation]) -> list[Cell]:
        """Return the pairs that are related and nothing more.

        Each is the best that is left for one of its measures at least.
        """
        left = {cell: cosine for cell, cosine in self._cosines.items() if cell not in found}
        best = bests(left, len(self._a), len(self._b))
        return [cell for cell in left if self._is_best(cell, best) and self._is_related(cell)]

    def _is_related(self, cell: Cell) -> bool:
        cosine = self._cosines.get(cell, 0.0)
        alike = cosine >= _CLEAR or (cosine >= _FAINT and self._subject(cell) >= _SUBJECT)
        return alike and self._common(cell) >= TELLING

    def _common(self, cell: Cell) -> float:
        """Return what the words that both measures have are worth."""
        one, other = self._places(cell)
        return self._weights.worth(self._grams[one] & self._grams[other])

    def _subject(self, cell: Cell) -> float:
        """Return how much of one's topic sentence the other's text speaks of, the larger share."""
        one, other = self._places(cell)
        return max(self._spoken(one, other), self._spoken(other, one))

    def _spoken(self, title: int, text: int) -> float:
        rarities = {gram: self._weights.rarity(gram) for gram in self._titles[title]}
        total = sum(rarities.values())
        said = sum(value for gram, value in rarities.items() if gram in self._grams[text])
        return said / total if total else 0.0

    def _score(self, cell: Cell, relation: Relation) -> float:
        cosine = min(1.0, self._cosines.get(cell, 0.0))
        if relation is Relation.SAME:
            score = 0.9 + 0.1 * cosine
        elif relation is Relation.ADAPTED:
            score = 0.5 + 0.39 * cosine
        else:
            score = 0.49 * math.sqrt(cosine)
        return round(score, 4)

    def _stretch(self, cell: Cell, shared: Shared) -> Stretch:
        one, other = self._a[cell[0]], self._b[cell[1]]
        last_a, last_b = (at + shared.length - 1 for at in (shared.start_a, shared.start_b))
        return Stretch(
            one.starts[shared.start_a],
            one.ends[last_a],
            other.starts[shared.start_b],
            other.ends[last_b],
        )

    def _terms(self, cell: Cell, told: Sequence[Shared]) -> tuple[str, ...]:
        """Return shared words that few measures have and that no shared stretch shows."""
        text, folded = self._measures[0][cell[0]].text, self._a[cell[0]]
        others = self._grams[self._places(cell)[1]]
        shown = {at for each in told for at in range(each.start_a, each.start_a + each.length)}
        terms: dict[str, float] = {}
        for begin, end in self._shared_runs(folded, others, shown):
            rarest = max(self._weights.rarity(gram) for gram in folded.grams(begin, end))
            if rarest >= _TERM:
                terms[text[folded.starts[begin] : folded.ends[end - 1]]] = rarest * (end - begin)
        ordered = sorted(terms, key=lambda word: (-terms[word], word))
        whole = [
            word
            for at, word in enumerate(ordered)
            if not any(word in each for each in ordered[:at])
        ]
        return tuple(whole[:_TERMS])

    def _shared_runs(
        self, text: Folded, others: Set[str], shown: Set[int]
    ) -> Iterator[tuple[int, int]]:
        """Yield the longest runs of letters, all of whose neighbours neighbour in the other text.

        What a shared stretch shows is left out, and common letters at either end.
        """
        begin = None
        for at in range(len(text.letters)):
            gram = text.letters[at : at + 2]
            goes_on = gram in others and at not in shown and at + 1 not in (shown | text.borders)
            if goes_on and begin is None:
                begin = at
            if not goes_on and begin is not None:
                yield begin, at + 1
                begin = None

    def _places(self, cell: Cell) -> Cell:
        """Return where the two are in what holds all texts, those of a first."""
        return cell[0], len(self._a) + cell[1]


def _place(stretch: Stretch) -> tuple[int, int]:
    return stretch.start_a, stretch.start_b
