"""A text with marks over it, cut at every place where one begins or ends."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.reports.content import CommentEnd, CommentStart, Inline, Span


class Cover(NamedTuple):
    """A stretch of a text that a mark covers; a tuple, for a report can have thousands of them.

    Attributes:
        start, end: code points in the text.
        style: the character style of its colour, or "".
        comment: the place of its comment in the report, or None.
    """

    start: int
    end: int
    style: str = ""
    comment: int | None = None


Stretch = tuple[int, int]


def lines(text: str) -> list[Stretch]:
    """Return where each paragraph of a text begins and ends."""
    return cells(text.split("\n"))


def cells(texts: Sequence[str]) -> list[Stretch]:
    """Return where each of some texts begins and ends, with one character between two."""
    found, place = [], 0
    for text in texts:
        found.append((place, place + len(text)))
        place += len(text) + 1
    return found


def divided(text: str, stretches: Sequence[Stretch], covers: Sequence[Cover]) -> list[list[Inline]]:
    """Return the inlines of each stretch of a text: words, and where comments begin and end.

    Where marks overlap, words have the colour of the shortest one, for it would not be seen
    otherwise. Nothing of the text within the stretches is left out or twice there.

    Args:
        text: the text.
        stretches: paragraphs or cells, in order, with one character between two of them.
        covers: the marks, in the order in which their comments begin.
    """
    starts: dict[int, list[Cover]] = {}
    ends: dict[int, list[Cover]] = {}
    for cover in covers:
        starts.setdefault(cover.start, []).append(cover)
        ends.setdefault(cover.end, []).append(cover)
    cuts = sorted({*starts, *ends})
    found: list[list[Inline]] = []
    active: list[Cover] = []
    next_cut = 0
    for begin, stop in stretches:
        inlines: list[Inline] = []
        place = begin
        while next_cut < len(cuts) and cuts[next_cut] <= stop:
            cut = cuts[next_cut]
            next_cut += 1
            _add(inlines, text[place:cut], active)
            place = cut
            for cover in ends.get(cut, ()):
                active.remove(cover)
                if cover.comment is not None:
                    inlines.append(CommentEnd(cover.comment))
            for cover in starts.get(cut, ()):
                active.append(cover)
                if cover.comment is not None:
                    inlines.append(CommentStart(cover.comment))
        _add(inlines, text[place:stop], active)
        found.append(inlines)
    return found


def _add(inlines: list[Inline], words: str, active: Sequence[Cover]) -> None:
    if not words:
        return
    styled = [cover for cover in active if cover.style]
    shortest = min(styled, key=lambda cover: cover.end - cover.start, default=None)
    inlines.append(Span(words, shortest.style if shortest else ""))
