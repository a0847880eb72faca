"""What stands in the margins beside the lines of a page: their numbers, and words set downwards."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.readers.pages import lines
from desktop.readers.pages.sheet import Sheet, Word, is_wide

_LEAST = 3  # numbers on a page, and characters set downwards
_GAP = 0.8  # cells between them and the text
_SMALL = 0.9  # of the text's size
_PARTED = 0.5  # of the numbered rows; in a table, the rest of a row stands apart, too
_WIDE = 2.0  # cells between columns
_EVEN = 0.3  # of the size, by which characters set downwards may be unevenly apart


def take_out(sheet: Sheet) -> None:
    """Move numbers of lines and words set downwards from a page's lines to what is beside its text.

    Numbers stand left of everything else, are smaller than the text, and count its rows: from one
    to the next as many rows are passed as the numbers differ by. Words set downwards are characters
    below one another, evenly apart, with all of the text on one side.
    """
    for join, find in (("", _downwards), (" ", _numbers)):
        found = list(find(sheet.words))
        if found:
            taken = set(map(id, found))
            sheet.words = [word for word in sheet.words if id(word) not in taken]
            sheet.sideways.append(join.join(word.text for word in found))


def _downwards(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the characters of words that are set downwards in a margin."""
    stacks: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if len(word.text) == 1 and is_wide(word.text):
            stacks[round((word.left + word.right) / 2)].append(word)
    first, last = _sides(words)
    for stack in stacks.values():
        left, right = _sides(stack)
        if len(stack) < _LEAST or first < left < right < last:
            continue
        stack.sort(key=lambda word: word.middle)
        size = stack[0].bottom - stack[0].top
        gaps = [below.middle - word.middle for word, below in pairwise(stack)]
        taken = set(map(id, stack))
        others = [word for word in words if id(word) not in taken]
        if max(gaps) - min(gaps) > _EVEN * size or not others:
            continue
        left, right = _sides(others)
        edge = _GAP * size
        if all(word.right <= left - edge or word.left >= right + edge for word in stack):
            yield from stack


def _sides(words: Sequence[Word]) -> tuple[float, float]:
    """Return how far left and right words reach."""
    lefts, rights = [word.left for word in words], [word.right for word in words]
    return min(lefts, default=0.0), max(rights, default=0.0)


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
