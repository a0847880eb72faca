"""What measures share, weighed by how rare it is: the cosine of their words, idf-weighted."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desktop.searching import idsets

COMMON = 0.05
"""The share of all nodes above which a word tells nothing."""

_FEW = 50  # nodes; a word of no more is never too common
_HEADING = 1.5  # how much more a word of the heading tells
_TELLING = 32  # rarest words that are looked up


def telling(words: Mapping[str, int], title: str, *, total: int) -> dict[str, float]:
    """Return the words that tell most, with their weights.

    Args:
        words: each with the number of nodes that have it.
        title: the heading; its words tell more than others.
        total: how many nodes there are.
    """
    weights = {
        word: math.log(1 + total / count)
        * math.sqrt(len(word) / 2)
        * (_HEADING if word in title else 1.0)
        for word, count in words.items()
        if 1 < count <= max(_FEW, COMMON * total)
    }
    rarest = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    return {word: weights[word] for word in rarest}


def alike(weights: Mapping[str, float], having: Mapping[str, int], *, most: int) -> list[int]:
    """Return the nodes that share most, the best first, without regard to their length.

    Args:
        weights: words with their weights.
        having: the set of the nodes that have each.
        most: how many are wanted.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        for id_ in idsets.members_of(having[word]):
            scores[id_] += weight * weight
    return sorted(scores, key=lambda id_: (-scores[id_], id_))[:most]


def score(weights: Mapping[str, float], own: int, words: Sequence[str]) -> tuple[float, list[str]]:
    """Return how alike a node is, from 0 to 1, and the words it shares, the most telling first.

    Args:
        weights: the telling words of the one that is compared, with their weights.
        own: how many words that one has.
        words: the words of the node.
    """
    shared = sorted(weights.keys() & set(words), key=lambda word: (-weights[word], word))
    value = _square(weights[word] for word in shared) / (_square(weights.values()) or 1.0)
    longer = math.sqrt(max(own, 1) / max(own, len(words), 1))
    return value * longer, shared


def _square(weights: Iterable[float]) -> float:
    return sum(weight * weight for weight in weights)
