"""A text -> brackets and quotes without their other half, and those of half width in Chinese."""

import re
from collections.abc import Iterator, Sequence

from desktop.facts.odd_characters import HAN

_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "【": "】", "〔": "〕",
          "「": "」", "『": "』", "[": "]"}  # fmt: skip
_QUOTES = frozenset("“‘「『")
_CLOSING = {end: start for start, end in _PAIRS.items()}
_ROUND = {"(": "（", ")": "）"}
_EVERY = re.compile("[" + re.escape("".join((*_PAIRS, *_CLOSING))) + "]")
_STRAIGHT = re.compile(r'^[^"\n]*(?:"[^"\n]*"[^"\n]*)*(")[^"\n]*$', re.MULTILINE)
_LISTED_ENTRY = re.compile(r"(?:^|[\s：；。:;])(?:\d+|[a-zA-Z])\s*$")
_BESIDE_CHINESE = re.compile(rf"(?<=[{HAN}，。；：、”》）])[()]|[()](?=[{HAN}“《（])")


def lone(text: str) -> list[int]:
    """Return the places of brackets and quotes without their other half, in order.

    `1)` and `a）` are numbers, not brackets; a quotation over several paragraphs opens anew in
    each. Straight quotes are counted in each paragraph.
    """
    alone = [place for halves in _matched(text) for place in halves if place is not None]
    return sorted((*alone, *(each.start(1) for each in _STRAIGHT.finditer(text))))


def opens(char: str) -> bool:
    """Return whether a bracket or quote is the first half of a pair."""
    return char in _PAIRS


def belong(first: str, second: str) -> bool:
    """Return whether two brackets are the halves of one pair, of whatever width."""
    return _PAIRS.get(_ROUND.get(first, first)) == _ROUND.get(second, second)


def half_width(text: str) -> list[tuple[int, int, str]]:
    """Return the round brackets of half width that should be of full width: (start, end, wide).

    Both halves of a pair, where one stands beside Chinese or is of full width.
    """
    beside = {each.start() for each in _BESIDE_CHINESE.finditer(text)}
    found: set[int] = set()
    for first, second in _matched(text, pairs=True):
        both = [place for place in (first, second) if place is not None]
        if any(place in beside or text[place] in "（）" for place in both):
            found.update(both)
    return [(at, at + 1, _ROUND[text[at]]) for at in sorted(found) if text[at] in _ROUND]


def _matched(text: str, *, pairs: bool = False) -> Iterator[tuple[int | None, int | None]]:
    """Yield (place, None) and (None, place) for what has no other half, and `pairs` if wanted."""
    opened: list[int] = []
    for match in _EVERY.finditer(text):
        place, char = match.start(), match[0]
        if char in _PAIRS:
            begins = char in _QUOTES and text[:place].rpartition("\n")[2].strip() == ""
            if not (begins and char in {text[each] for each in opened}):
                opened.append(place)
            continue
        first = _opener(text, opened, char)
        if first is not None:
            opened.remove(first)
            if pairs:
                yield first, place
        elif not (char in ")）" and _LISTED_ENTRY.search(text, max(0, place - 8), place)):
            yield None, place
    for place in opened:
        yield place, None


def _opener(text: str, opened: Sequence[int], closing: str) -> int | None:
    """Return the last open bracket that a closing one closes, or None."""
    return next((each for each in reversed(opened) if belong(text[each], closing)), None)
