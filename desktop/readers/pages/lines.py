"""Words of one page to its lines: rows by height, text with the spaces that the gaps tell."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from desktop.readers.pages.sheet import Box, Word, all_wide, is_wide

_LATIN_GAP = 0.14  # of a cell, between two Latin words
_MIXED_GAP = 0.6  # between a Chinese character and a Latin one
_WIDE_GAP = 0.8  # between two Chinese characters
TAB = 4
"""As many spaces in a file set two things of a line apart, however narrow they are."""
_APART = 1.2  # a gap that sets two things of a line apart


class PrintedLine(NamedTuple):
    """A line of text on a page.

    Attributes:
        text: with spaces where gaps tell; none at its ends.
        box: the space it takes up.
        cell: the width of one of its Chinese characters, in points.
        spaces: how many spaces the file itself has in front of it.
        bold: how many code points at its start are set in bold.
        parts: the places where something stands apart, as (left, right, text).
        row: a table row's cells, or None.
    """

    text: str
    box: Box
    cell: float
    spaces: int = 0
    bold: int = 0
    parts: tuple[tuple[float, float, str], ...] = ()
    row: tuple[str, ...] | None = None

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.box[1] + self.box[3]) / 2


def lines(words: Iterable[Word]) -> list[PrintedLine]:
    """Return the lines of words of one column, given in any order, from top to bottom."""
    return [_line(row) for row in rows(words)]


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Return words in rows from top to bottom, each from left to right.

    A word belongs to the row whose height takes in its middle; raised and lowered marks too.
    """
    found: list[list[Word]] = []
    heights: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word[2] + word[4]):  # top and bottom
        _, _, upper, _, lower, _, _ = word
        if found:
            top, bottom = heights[-1]
            shared = min(bottom, lower) - max(top, upper)
            if shared > 0.5 * min(bottom - top, lower - upper):
                found[-1].append(word)
                if lower - upper > bottom - top:
                    heights[-1] = (upper, lower)
                continue
        found.append([word])
        heights.append((upper, lower))
    for row in found:
        if len(row) > 1:
            row.sort(key=itemgetter(1))  # left
    return found


def cell_of(words: Sequence[Word]) -> float:
    """Return the width of a Chinese character in a row, in points."""
    longest = max(words, key=lambda word: len(word.text)) if len(words) > 1 else words[0]
    text, left, _, right, *_ = longest
    if len(text) > 3 and all_wide(text):
        return max((right - left) / len(text), 1.0)
    return max(1.0, *[word.bottom - word.top for word in words])


def joined(words: Sequence[Word], cell: float) -> tuple[str, tuple[tuple[float, float, str], ...]]:
    """Return the text of words of a row, and its parts that stand apart."""
    pieces, parts = [words[0].text], []
    start, begin = words[0].left, 0
    spread = _spread(words, cell)
    for before, word in pairwise(words):
        gap = (word.left - before.right) / cell - spread
        if gap > _APART or word.spaces >= TAB:
            parts.append((start, before.right, "".join(pieces[begin:])))
            pieces.append("\u3000" * min(max(round(gap), 2), 12))
            start, begin = word.left, len(pieces)
        else:
            pieces.append(_space(before.text[-1], word.text[0], gap, word.spaces))
        pieces.append(word.text)
    parts.append((start, words[-1].right, "".join(pieces[begin:])))
    return "".join(pieces), tuple(parts)


def between(before: str, after: str) -> str:
    """Return what joins two lines of one cell: a space between Latin words, else nothing."""
    return " " if all(char.isascii() and char.isalnum() for char in (before, after)) else ""


def _line(words: Sequence[Word]) -> PrintedLine:
    if len(words) == 1:
        text, left, top, right, bottom, spaces, bold = words[0]
        box, part = (left, top, right, bottom), (left, right, text)
        return PrintedLine(
            text, box, cell_of(words), spaces, bold and min(bold, len(text)), (part,)
        )
    words = _single(words)
    cell = cell_of(words)
    text, parts = joined(words, cell)
    _, lefts, tops, rights, bottoms, *_ = zip(*words, strict=True)
    box = (lefts[0], min(tops), max(rights), max(bottoms))
    return PrintedLine(text, box, cell, words[0].spaces, _bold(words, text), parts)


def _single(words: Sequence[Word]) -> list[Word]:
    """Return the words without those printed a second time over themselves to look bold."""
    kept = [words[0]]
    for word in words[1:]:
        before = kept[-1]
        close = abs(word.left - before.left) < 0.15 * (word.bottom - word.top)
        if not (close and word.text == before.text):
            kept.append(word)
    return kept


def _bold(words: Sequence[Word], text: str) -> int:
    """Return how many code points at the start of the row are set in bold."""
    if not words[0].bold:
        return 0
    place = 0
    for word in words:
        start = text.find(word.text, place)
        if word.bold < len(word.text):
            return start + word.bold if word.bold else place
        place = start + len(word.text)
    return place


def _spread(words: Sequence[Word], cell: float) -> float:
    """Return by how many cells the characters of a row are spread apart, as in a letterhead."""
    if len(words) < 4 or any(len(word.text) > 4 or word.spaces for word in words[1:]):
        return 0.0
    if not all(all_wide(word.text) for word in words):
        return 0.0
    gaps = [(word.left - before.right) / cell for before, word in pairwise(words)]
    return min(gaps) if min(gaps) > 0.2 and max(gaps) - min(gaps) < 0.6 else 0.0


def _space(before: str, after: str, gap: float, spaces: int) -> str:
    """Return what stands between two characters that are `gap` cells apart."""
    wide = is_wide(before) + is_wide(after)
    if wide == 2:
        return "\u3000" if gap > _WIDE_GAP else " " * (spaces > 0)
    if wide == 1:
        return " " if spaces or gap > _MIXED_GAP else ""
    return " " if spaces or gap > _LATIN_GAP else ""
