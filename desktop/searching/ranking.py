"""What was found -> its order: the best first.

Headings come before text, phrases before scattered words, whole words before accidental neighbours,
and newer before older among equals.

Tiers, which cost nothing however much was found, choose some hundred candidates; their texts are
then looked at and weighed.
"""

import math
from collections.abc import Callable, Iterable, Sequence

from desktop.searching import idsets

Words = tuple[tuple[str, ...], ...]
"""What a hit is weighed by: words, each in one or more forms, in the form of `searchable`."""

CANDIDATES = 250
"""How many hits are weighed at least, if there are so many."""

_IN_TITLE, _IN_ALL, _AS_PHRASE, _WHOLE = 100.0, 60.0, 40.0, 200.0
_COVERS, _EARLY = 60.0, 25.0
_OFTEN, _DENSE = 6.0, 20.0
_NEAR = 30.0


def tiers(
    words: Words,
    found: int,
    *,
    titled: Callable[[str], int],
    phrased: Callable[[str], int],
    whole: int = 0,
) -> list[int]:
    """Return the sets of hits that come first, second and so on; together all that was found.

    Args:
        words: see `Words`.
        found: the set of the hits.
        titled: gives the hits whose heading may have a phrase.
        phrased: gives the hits that may have a phrase.
        whole: the nodes that have the words as words, as far as is known.
    """
    if not words:
        return [found]
    in_title = [_any(map(titled, forms)) & found for forms in words]
    every, some = in_title[0], in_title[0]
    for hits in in_title[1:]:
        every, some = every & hits, some | hits
    if len(words) == 1:
        best = [every, found]
    else:
        phrase = phrased(joined(words)) & found
        best = [every & phrase, every, phrase, some, found]
    return _parted([*(tier & whole for tier in best), *best] if whole else best)


def joined(words: Words) -> str:
    """Return the words as the one phrase that they make when nothing stands between them."""
    return "".join(forms[0] for forms in words)


def candidates(tiers: Iterable[int], ranges: Sequence[tuple[int, int]], *, least: int) -> list[int]:
    """Return the first of the hits, tier by tier and newest first within each.

    Args:
        tiers: sets of hits, the best first.
        ranges: the first number and the count of the nodes of each document, the newest first.
        least: how many are wanted, if there are so many.
    """
    chosen: list[int] = []
    for tier in tiers:
        if tier.bit_count() <= least - len(chosen):
            chosen += idsets.members_of(tier)
            continue
        slices = idsets.Slices(tier)
        for first, count in ranges:
            chosen += [first + at for at in idsets.members_of(slices.part(first, count))]
            if len(chosen) >= least:
                break
        break
    return chosen


def merit(words: Words, text: str, title: int, *, whole: bool) -> float:
    """Return how good a hit is.

    Args:
        words: see `Words`.
        text: the node's text in the form of `searchable`, its heading first.
        title: the length of the heading.
        whole: whether the words stand there as words, not across the borders of others.
    """
    if not words:
        return 0.0
    heading, value, titled = text[:title], 0.0, 0
    places = []
    for forms in words:
        form = next((each for each in forms if each in text), forms[0])
        place = heading.find(form)
        if place >= 0:
            titled += 1
            value += _IN_TITLE + _COVERS * len(form) / title + _EARLY * (1 - place / title)
        place = text.find(form)
        if place >= 0:
            places.append(place)
            count = text.count(form)
            value += _EARLY * (1 - place / len(text)) + _OFTEN * math.log1p(count)
            value += _DENSE * min(1.0, count * len(form) / math.sqrt(len(text)))
    value /= len(words)
    if titled == len(words):
        value += _IN_ALL
    if len(words) > 1:
        value += _together(words, text, heading, places)
    return value + (_WHOLE if whole else 0.0)


def _together(words: Words, text: str, heading: str, places: Sequence[int]) -> float:
    phrase = joined(words)
    if phrase in heading:
        return 2 * _AS_PHRASE + _NEAR
    if phrase in text:
        return _AS_PHRASE + _NEAR
    if not places:
        return 0.0
    return _NEAR / (1 + (max(places) - min(places)) / 20)


def _any(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _parted(tiers: Sequence[int]) -> list[int]:
    parted, seen = [], 0
    for tier in tiers:
        parted.append(tier & ~seen)
        seen |= tier
    return parted
