"""Two lists of folded texts -> what the texts of one have in common with those of the other.

Three signals, each found for all pairs at once by looking letters up, not by comparing each text
with each other one: the cosine of texts as runs of two letters weighted by their rarity (tf·idf),
the same for single clauses and sentences, and the stretches that texts share letter for letter.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.matching.folding import Folded, Span

_SEED = 8  # letters by which shared stretches are looked up
_CROWD = 6  # places in b; a run of letters that stands in more of them is a phrase of the office
_COMMON = 0.2  # of all texts; what stands in more of them tells no two apart
_FEW = 4  # texts; what stands in no more of them is kept however few there are
_RIVAL = 0.75  # of the cosine with the passage that is most like one
_ALIKE = 0.3  # cosine under which two passages are not looked at
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

    def rarity(self, gram: str) -> float:
        """Return 1 and more for what stands in two texts or one, down to 0 for common runs."""
        return self._rarity.get(gram, 0.0)

    def vector(self, grams: Sequence[str]) -> Vector:
        """Return the runs' weights, their squares adding up to 1; empty where nothing tells."""
        counts = Counter(grams)
        rarity = self._rarity
        raw = {
            gram: (1 + math.log(count)) * rarity[gram]
            for gram, count in counts.items()
            if gram in rarity
        }
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {gram: value / length for gram, value in raw.items()} if length else {}

    def worth(self, grams: Iterable[str]) -> float:
        """Return how many rare runs the letters are worth."""
        return sum(min(1.0, self.rarity(gram)) for gram in grams)


def cosines(a: Sequence[Vector], b: Sequence[Vector], floor: float = 0.0) -> dict[Cell, float]:
    """Return the cosine of each two vectors, where it is over `floor`."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(b):
        for gram, weight in vector.items():
            places[gram].append((at, weight))
    found = {}
    for one, vector in enumerate(a):
        sums: dict[int, float] = defaultdict(float)
        for gram, weight in vector.items():
            for other, value in places.get(gram, ()):
                sums[other] += weight * value
        for other, total in sums.items():
            if total > floor:
                found[one, other] = total
    return found


def best_passages(
    a: Sequence[Folded],
    b: Sequence[Folded],
    weights: Weights,
    spans: Callable[[Folded], Sequence[Span]],
) -> dict[Cell, float]:
    """Return the cosine of the two passages that two texts have most alike, where some are.

    A passage counts for a pair only where it is nearly as like this one as any other passage of
    the other document, for it has been taken over from one place.

    Args:
        a: the texts of one document.
        b: those of the other.
        weights: of all of them.
        spans: gives the sentences or the clauses of a text.
    """
    left, right = (_passages(texts, weights, spans) for texts in (a, b))
    found = cosines([each.vector for each in left], [each.vector for each in right], _ALIKE)
    best_a: dict[int, float] = defaultdict(float)
    best_b: dict[int, float] = defaultdict(float)
    for (one, other), cosine in found.items():
        best_a[one] = max(best_a[one], cosine)
        best_b[other] = max(best_b[other], cosine)
    result: dict[Cell, float] = defaultdict(float)
    for (one, other), cosine in found.items():
        if cosine >= _RIVAL * max(best_a[one], best_b[other]):
            cell = left[one].text, right[other].text
            result[cell] = max(result[cell], cosine)
    return dict(result)


@dataclass(frozen=True, slots=True)
class _Passage:
    text: int
    vector: Vector


def _passages(
    texts: Sequence[Folded], weights: Weights, spans: Callable[[Folded], Sequence[Span]]
) -> list[_Passage]:
    """Return the passages that have enough characters and tell enough to be known again."""
    return [
        _Passage(at, weights.vector(grams))
        for at, text in enumerate(texts)
        for start, end in spans(text)
        if text.characters(start, end) >= CLAUSE
        and weights.worth(grams := text.grams(start, end)) >= TELLING
    ]


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
