"""Page furniture: page numbers and running heads, which are no part of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.structure.layout import INDENT, TERMINAL, Layout, Row, is_open

_DASH = "[-—–―－─·•]"
_COUNT = "[0-9一二三四五六七八九十百]+"
_NUMBERED = re.compile(
    rf"""{_DASH}{{1,2}}\s*\d{{1,4}}\s*{_DASH}{{1,2}}
    | 第\s*{_COUNT}\s*页 (?:\s*[，,/／|]?\s*(?:共|总)\s*{_COUNT}\s*页)?
    | 共\s*\d+\s*页\s*[，,/／|]?\s*第\s*\d+\s*页
    | (?:page|p\.?)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?
    | \d{{1,4}}\s*[/／]\s*\d{{1,4}}\s*页?""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_PAGE_ROWS = 10
_FOOT = 12
_HEAD_WIDTH = 45
_SPACED = re.compile(r"\S[\s\u3000]{2,}\S")
_RULE = re.compile("[─━—_-]{4,}")
_FOOTNOTE = re.compile(r"[①-⑳]|注[：:\d]|\[\d{1,2}\]|[*＊]\S")


def numbered(row: Row) -> bool:
    """Return whether a row is a page number by its form alone: `- 20 -`, `第 3 页 共 10 页`."""
    return row.cells is None and row.width <= _HEAD_WIDTH and bool(_NUMBERED.fullmatch(row.text))


def certain(found: Sequence[Row]) -> set[int]:
    """Return the indexes of page numbers told by their form, and of footnotes under a rule."""
    pages = {index for index, row in enumerate(found) if numbered(row)}
    result = set(pages)
    for index, row in enumerate(found):
        if not _RULE.fullmatch(row.text):
            continue
        foot = next((page for page in range(index, index + _FOOT) if page in pages), None)
        if foot and _FOOTNOTE.match(found[index + 1].text):
            result.update(range(index, foot))
    return result


def find(found: Sequence[Row], layout: Layout) -> set[int]:
    """Return the indexes of bare page numbers and running heads among rows.

    A bare number counts where it interrupts a sentence or goes on counting pages; a running head
    where it comes back at the distance of pages, or interrupts a paragraph.
    """
    result = _bare_numbers(found, layout)
    if not layout.wrapped:
        result |= _beside_numbers(found, result)
    if not layout.placed and (layout.wrapped or any(row.page for row in found)):
        result |= _running_heads(found, layout, result)
    return result


def _interrupts(found: Sequence[Row], index: int, layout: Layout) -> bool:
    """Return whether the row stands between two lines of one sentence."""
    if index == 0 or index + 1 >= len(found):
        return False
    before, after = found[index - 1], found[index + 1]
    if before.cells or after.cells or after.label or after.heading or before.heading:
        return False
    if not is_open(before.text) or (layout.indented and after.indent >= INDENT):
        return False
    if layout.wrapped:
        return layout.full(before, after, first=before.label is not None)
    return before.width >= 40 and any(char in before.text for char in "，。；,;")


def _bare_numbers(found: Sequence[Row], layout: Layout) -> set[int]:
    bare = [
        (index, int(row.text))
        for index, row in enumerate(found)
        if row.cells is None and len(row.text) <= 4 and _BARE.fullmatch(row.text)
    ]
    result = {index for index, _ in bare if _interrupts(found, index, layout)}
    chain = _longest_count(bare)
    if bare and bare[-1][0] == len(found) - 1:
        result.add(bare[-1][0])
    if len(chain) >= 3 or any(index in result for index in chain):
        result.update(chain)
    return result


def _longest_count(bare: list[tuple[int, int]]) -> list[int]:
    """Return the indexes of the longest run of numbers that count up, pages apart."""
    ends: dict[int, list[int]] = {}
    best: list[int] = []
    for index, value in bare:
        before = ends.get(value - 1, [])
        chain = [*before, index] if before and index - before[-1] >= _PAGE_ROWS else [index]
        if len(chain) >= len(ends.get(value, [])):
            ends[value] = chain
        best = max(best, chain, key=len)
    return best


def _beside_numbers(found: Sequence[Row], numbers: set[int]) -> set[int]:
    """Return the rows right beside bare page numbers that stand elsewhere in the text as well."""
    if not numbers:
        return set()
    texts = Counter(row.text for row in found)
    beside = {place for number in numbers for place in (number - 1, number + 1)} - numbers
    return {
        place
        for place in beside
        if 0 <= place < len(found)
        and texts[found[place].text] > 1
        and found[place].label is None
        and found[place].cells is None
        and found[place].width <= _HEAD_WIDTH
        and found[place].text[-1] not in TERMINAL
    }


def _running_heads(found: Sequence[Row], layout: Layout, taken: set[int]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(found):
        if index in taken or row.cells or row.width > _HEAD_WIDTH:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        short = bool(_SPACED.search(row.text)) or not layout.full(row, after, first=False)
        if row.text[-1] not in TERMINAL and short:
            places[_DIGITS.sub("0", row.text)].append(index)
    result: set[int] = set()
    for indexes in places.values():
        if found[indexes[0]].label:
            result.update(_repeated_heading(found, indexes))
        elif _is_head(found, indexes, layout, taken):
            result.update(indexes[1:] if _is_title(found, indexes) else indexes)
    return result


def _is_head(found: Sequence[Row], indexes: list[int], layout: Layout, taken: set[int]) -> bool:
    visible = [index for index in indexes if index]
    interrupting = sum(_interrupts(found, index, layout) for index in visible)
    if len(indexes) == 1:
        after = found[indexes[0] + 1 : indexes[0] + 2]
        row = found[indexes[0]]
        return bool(after) and layout.indented and interrupting == 1 and _is_heading_like(row)
    gaps = [b - a for a, b in pairwise(indexes)]
    tails = sum(_is_tail(found, index, layout) for index in visible)
    if min(gaps[:-1] or gaps) < _PAGE_ROWS or tails > 0.2 * len(indexes):
        return False
    beside = sum(
        found[index].page_start or index + 1 in taken or index - 1 in taken for index in indexes
    )
    regular = len(gaps) >= 2 and max(gaps) <= 1.7 * min(gaps)
    return interrupting > 0 or beside >= len(indexes) - 1 or (regular and len(indexes) >= 4)


def _is_title(found: Sequence[Row], indexes: Sequence[int]) -> bool:
    """Return whether the first of some running heads is the title that they repeat."""
    first, *others = (found[index] for index in indexes)
    below_numbers = sum(row.page_start for row in others)
    return bool(others) and not first.page_start and below_numbers >= 0.5 * len(others)


def _repeated_heading(found: Sequence[Row], indexes: Sequence[int]) -> Iterator[int]:
    """Yield where a chapter's heading stands again at the top of the chapter's later pages."""
    heading, again = found[indexes[0]].label, set(indexes)
    for index in range(indexes[0] + 1, indexes[-1] + 1):
        label = found[index].label
        if index in again:
            if not found[index].page_start:
                return
            yield index
        elif label and heading and label.scheme is heading.scheme:
            return


def _is_heading_like(row: Row) -> bool:
    return (
        row.indent < 1 and row.width <= _HEAD_WIDTH / 2 and not re.search("[，。；：、]", row.text)
    )


def _is_tail(found: Sequence[Row], index: int, layout: Layout) -> bool:
    """Return whether the row ends the paragraph that the line above it began."""
    before = found[index - 1]
    return (
        is_open(before.text)
        and not _interrupts(found, index, layout)
        and layout.full(before, found[index], first=before.label is not None)
    )
