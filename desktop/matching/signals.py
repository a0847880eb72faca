"""Two lists of folded texts -> what the texts of one have in common with those of the other.

Three signals, each found for all pairs at once by looking letters up, not by comparing each text
with each other one: the cosine of texts as runs of two letters weighted by their rarity (tf·idf),
the same for single clauses and sentences, and the stretches that texts share letter for letter.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from desktop.matching.folding import Folded, Span

_SEED = 8  # letters by which shared stretches are looked up
_CROWD = 6  # places in b; a run of letters that stands in more of them is a phrase of the office
_COMMON = 0.2  # of all texts; what stands in more of them tells no two apart
_FEW = 4  # texts; what stands in no more of them is kept however few there are
_RIVAL = 0.75  # of the cosine with the passage that is most like one
_PASSAGE = 0.6  # cosine of two clauses or sentences one of which is the other, localised
_SHORT, _FAINT = 6, 2.0  # characters and worth of a clause that counts together with others
CLAUSE = 10
"""Characters of a clause, sentence or stretch that is taken over."""
TELLING = 5.0
"""What it is worth at least in rare runs; what is worth less is a phrase of the office."""

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """Letters that two texts share: places among the letters of either; their worth."""

    start_a: int
    start_b: int
    length: int
    worth: float


Vector = dict[str, float]


class Weights:
    """How much each run of two letters tells, by how few of the texts have it."""

    def __init__(self, texts: Sequence[Folded]) -> None:
        counts: Counter[str] = Counter()
        self.grams = [text.grams(0, len(text.letters)) for text in texts]
        for grams in self.grams:
            counts.update(set(grams))
        limit = max(_FEW, _COMMON * len(texts))
        top = math.log((len(texts) + 1) / 2) or 1.0
        self._rarity = {
            gram: math.log((len(texts) + 1) / count) / top
            for gram, count in counts.items()
            if count <= limit
        }
        self._worths = {gram: min(1.0, value) for gram, value in self._rarity.items()}

    def rarity(self, gram: str) -> float:
        """Return 1 and more for what stands in two texts or one, down to 0 for common runs."""
        return self._rarity.get(gram, 0.0)

    def vector(self, grams: Iterable[str]) -> Vector:
        """Return the runs' weights, their squares adding up to 1; empty where nothing tells.

        A run that comes again and again counts more, but less and less.
        """
        rarity = self._rarity
        return _unit(
            {
                gram: rarity[gram] if count == 1 else (1 + math.log(count)) * rarity[gram]
                for gram, count in Counter(grams).items()
                if gram in rarity
            }
        )

    def short_vector(self, grams: Iterable[str]) -> Vector:
        """Return the same for a passage, in which hardly any run comes twice."""
        rarity = self._rarity
        return _unit({gram: rarity[gram] for gram in grams if gram in rarity})

    def worth(self, grams: Iterable[str]) -> float:
        """Return how many rare runs the letters are worth."""
        return sum(map(self._worths.get, grams, repeat(0.0)))


def _unit(raw: Vector) -> Vector:
    length = math.sqrt(sum([value * value for value in raw.values()]))
    return {gram: value / length for gram, value in raw.items()} if length else {}


def cosines(a: Sequence[Vector], b: Sequence[Vector], floor: float = 0.0) -> dict[Cell, float]:
    """Return the cosine of each two vectors, where it is over `floor`."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(b):
        for gram, weight in vector.items():
            places[gram].append((at, weight))
    found = {}
    for one, vector in enumerate(a):
        sums: dict[int, float] = {}
        for gram, weight in vector.items():
            for other, value in places.get(gram, ()):
                sums[other] = sums.get(other, 0.0) + weight * value
        found.update({(one, other): total for other, total in sums.items() if total > floor})
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """How much a text takes over of another in whole clauses or a sentence: characters, worth."""

    characters: int
    worth: float


def taken_over(a: Sequence[Folded], b: Sequence[Folded], weights: Weights) -> dict[Cell, Taken]:
    """Return how much each two texts take over of each other, where that is anything.

    A clause or sentence counts where the other text has it with few other words, and where it is
    nearly as like this one as any other of the whole document, for it comes from one place.
    """
    left, right = _passages(a, weights), _passages(b, weights)
    found = cosines([each.vector for each in left], [each.vector for each in right], floor=_PASSAGE)
    best_a, best_b = bests(found, len(left), len(right))
    counted: dict[Cell, dict[Span, _Passage]] = defaultdict(dict)
    for (one, other), cosine in found.items():
        if cosine >= _RIVAL * best_a[one] and cosine >= _RIVAL * best_b[other]:
            ours, theirs = left[one], right[other]
            shorter = min(ours, theirs, key=lambda each: each.characters)
            counted[ours.text, theirs.text][ours.span] = replace(shorter, whole=ours.whole)
    return {cell: _most(passages.values()) for cell, passages in counted.items()}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A clause, or a sentence of several (`whole`), of a text."""

    text: int
    span: Span
    whole: bool
    characters: int
    worth: float
    vector: Vector


def _most(passages: Iterable[_Passage]) -> Taken:
    """Return what all clauses are together, or the longest sentence, whichever is more."""
    clauses: list[Taken] = []
    sentences = [Taken(0, 0.0)]
    for each in passages:
        (sentences if each.whole else clauses).append(Taken(each.characters, each.worth))
    together = Taken(sum(each.characters for each in clauses), sum(each.worth for each in clauses))
    return max([together, *sentences], key=lambda each: each.worth)


def bests(found: Mapping[Cell, float], a: int, b: int) -> tuple[list[float], list[float]]:
    """Return the highest cosine of each of the `a` and of each of the `b` things compared."""
    best_a, best_b = [0.0] * a, [0.0] * b
    for (one, other), cosine in found.items():
        best_a[one] = max(best_a[one], cosine)
        best_b[other] = max(best_b[other], cosine)
    return best_a, best_b


def _passages(texts: Sequence[Folded], weights: Weights) -> list[_Passage]:
    """Return the clauses and sentences that have enough characters to be known again."""
    found = []
    for at, text in enumerate(texts):
        clauses = set(text.clauses)
        for span in [*text.clauses, *(each for each in text.sentences if each not in clauses)]:
            characters = text.characters(*span)
            worth = weights.worth(grams := text.grams(*span)) if characters >= _SHORT else 0.0
            if worth >= _FAINT:
                vector = weights.short_vector(grams)
                found.append(_Passage(at, span, span not in clauses, characters, worth, vector))
    return found


def shared_stretches(
    a: Sequence[Folded], b: Sequence[Folded], weights: Weights
) -> dict[Cell, list[Shared]]:
    """Return the longest stretches of eight letters and more that each two texts share."""
    places: dict[str, list[Cell]] = defaultdict(list)
    for at, text in enumerate(b):
        letters = text.letters
        for begin in range(len(letters) - _SEED + 1):
            places[letters[begin : begin + _SEED]].append((at, begin))
    crowds = {seed for seed, found in places.items() if len(found) > _CROWD}
    result: dict[Cell, list[Shared]] = defaultdict(list)
    for one, text in enumerate(a):
        runs: dict[Cell, list[int]] = {}  # of a text of b and a shift: begin and end in a
        done: list[tuple[Cell, list[int]]] = []
        letters = text.letters
        for begin in range(len(letters) - _SEED + 1):
            seed = letters[begin : begin + _SEED]
            if seed in crowds:
                continue
            for at, other in places.get(seed, ()):
                key = at, other - begin
                run = runs.get(key)
                if run is not None and run[1] >= begin:
                    run[1] = begin + _SEED
                else:
                    run = runs[key] = [begin, begin + _SEED]
                    done.append((key, run))
        for (at, shift), (begin, end) in done:
            worth = weights.worth(text.grams(begin, end))
            result[one, at].append(Shared(begin, begin + shift, end - begin, worth))
    return result
