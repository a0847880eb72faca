"""Numbers that a word processor prints beside lines: taken out of the lines they count."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.readers.pages import lines
from desktop.readers.pages.sheet import Sheet, Word

_LEAST = 3  # numbers on a page
_GAP = 0.8  # cells between them and the text
_SMALL = 0.9  # of the text's size
_PARTED = 0.5  # of the numbered rows; in a table, the rest of a row stands apart, too
_WIDE = 2.0  # cells between columns


def take_out(sheet: Sheet) -> None:
    """Move the numbers in the left margin of a page to what is beside its text.

    They stand left of everything else, are smaller than the text, and count its rows: from one to
    the next as many rows are passed as the numbers differ by.
    """
    numbers = list(_numbers(sheet.words))
    if numbers:
        taken = set(map(id, numbers))
        sheet.words = [word for word in sheet.words if id(word) not in taken]
        sheet.sideways.append(" ".join(word.text for word in numbers))


def _numbers(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the numbers of lines among the words of a page."""
    if sum(word.text.isdecimal() for word in words) < _LEAST:
        return
    rows = lines.rows(words)
    first = {place: row[0] for place, row in enumerate(rows) if row[0].text.isdecimal()}
    taken = set(map(id, first.values()))
    others = [word for word in words if id(word) not in taken]
    if not others:
        return
    size = sorted(word.bottom - word.top for word in others)[len(others) // 2]
    edge = min(word.left for word in others) - _GAP * size
    found = {
        place: word
        for place, word in first.items()
        if word.right <= edge and word.bottom - word.top <= _SMALL * size and len(rows[place]) > 1
    }
    if len(found) >= _LEAST and _count(found) and not _is_table(rows, list(found), size):
        yield from found.values()


def _count(found: dict[int, Word]) -> bool:
    """Return whether numbers, by the rows they stand on, count the rows."""
    return all(
        later - place == int(found[later].text) - int(found[place].text)
        for place, later in pairwise(found)
    )


def _is_table(rows: Sequence[Sequence[Word]], numbered: Sequence[int], size: float) -> bool:
    """Return whether the rows with numbers are mostly parted into columns."""
    parted = sum(
        any(word.left - before.right > _WIDE * size for before, word in pairwise(rows[place][1:]))
        for place in numbered
    )
    return parted > _PARTED * len(numbered)
