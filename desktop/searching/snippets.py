"""A text as printed and the words that were found in it -> the few words around them, marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from desktop.findings import Spans
from desktop.searching.terms import searchable

WIDTH = 64
"""About how many characters of a text are shown."""

_BEFORE = 16  # of them before the first hit
_MORE = "…"


def spans(text: str, phrases: Sequence[str]) -> Spans:
    """Return where the phrases stand in a text as it is printed; what touches is one stretch.

    Args:
        text: as printed.
        phrases: in the form of `searchable`, none empty.
    """
    forms = list(map(_form, text))
    whole = "".join(forms)
    found = [(place, place + len(phrase)) for phrase in phrases for place in _places(whole, phrase)]
    if len(whole) != len(text) or "" in forms:  # else each character has one of its own
        ends = list(accumulate(map(len, forms)))
        found = [(bisect_right(ends, start), bisect_left(ends, end) + 1) for start, end in found]
    return _merged(sorted(found))


def snippet(text: str, phrases: Sequence[str]) -> tuple[str, Spans]:
    """Return the part of a text where most of the phrases stand, on one line, and where they do."""
    found = spans(text, phrases)
    start = 0
    if found and found[0][1] > WIDTH - _BEFORE:
        start = max(0, _best(found) - _BEFORE)
    end = min(len(text), start + WIDTH)
    if len(text) - end <= len(_MORE):
        end = len(text)
    before = _MORE if start else ""
    shown = text[start:end].translate(_SPACES)
    marked = tuple(
        (max(first, start) - start + len(before), min(last, end) - start + len(before))
        for first, last in found
        if first < end and last > start
    )
    return before + shown + (_MORE if end < len(text) else ""), marked


_SPACES = {ord(char): " " for char in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


@lru_cache(maxsize=8192)
def _form(char: str) -> str:
    return searchable(char)


def _places(whole: str, phrase: str) -> list[int]:
    places, at = [], whole.find(phrase)
    while at >= 0:
        places.append(at)
        at = whole.find(phrase, at + len(phrase))
    return places


def _merged(found: Sequence[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best(found: Spans) -> int:
    """Return where the stretch begins that has most of what was found."""
    return max(
        (start for start, _ in found),
        key=lambda start: (
            sum(start <= first and last <= start + WIDTH - _BEFORE for first, last in found),
            -start,
        ),
    )
