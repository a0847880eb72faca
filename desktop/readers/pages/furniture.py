"""Running heads and page numbers, told by their place at the edges of pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.readers.pages.lines import PrintedLine

_EDGE = 0.14  # of a page's height
_LEVEL = 2.5  # points by which a running head may move from page to page
_NEAR = 2  # pages; heads of even and odd pages take turns
_OTHERS = 2 * _NEAR  # lines of the same words before one
_FAR = 1.5  # line heights of empty space that set a number apart
_SMALL = 0.75  # of the text's size
_TELLING = 5  # characters of a part of a head that make it one
_DASH = r"[-—–―－─·•~\s]"
_DRESSED = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第\s*[\d一二三四五六七八九十百]+\s*页.{{0,14}}"
    r"|共\s*\d+\s*页.{0,10}|\d{1,4}\s*[/／]\s*\d{1,4}|(?:page|p\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
_NUMBERS = re.compile(r"\d+")
_COUNTED = re.compile("附|第.{1,4}[编章节条]|[（(]?[一二三四五六七八九十\\d]+[)）、.．]")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page."""

    page: int
    line: PrintedLine
    apart: bool
    top: bool


def find(blocks: Iterable[tuple[int, Sequence[PrintedLine]]], heights: Sequence[float]) -> set[int]:
    """Return the ids of the lines that are furniture.

    A number in dashes or with 页 is one by itself; a bare one where it counts pages, or stands
    alone on the only page. A running head stands at the same height on pages near each other, and
    says the same; one that is smaller than the text may name the chapter.

    Args:
        blocks: the lines of each page, by its number from 1; a page may come in several.
        heights: of the pages, in points.
    """
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for page, lines in blocks:
        pages[page] += [line for line in lines if line.row is None]
    edges = [edge for page, lines in pages.items() for edge in _edges(page, lines, heights)]
    body = Counter[int]()  # tenths of a point
    for lines in pages.values():
        for line in lines:
            body[round(line.cell * 10)] += len(line.text)
    size = body.most_common(1)[0][0] / 10 if body else 0.0
    return _numbers(edges, len(heights)) | _heads(edges, size)


def _edges(page: int, lines: list[PrintedLine], heights: Sequence[float]) -> list[_Edge]:
    """Return the two lines at the top and the two at the bottom of a page, if near its edges."""
    height = heights[page - 1]
    ordered = sorted(lines, key=lambda line: line.box[1] + line.box[3])
    found = []
    for index, line in enumerate(ordered):
        top = index < 2 and line.middle < _EDGE * height
        if not top and not (index >= len(ordered) - 2 and line.middle > (1 - _EDGE) * height):
            continue
        size = line.box[3] - line.box[1]
        above = line.box[1] - ordered[index - 1].box[3] if index else size * _FAR
        below = ordered[index + 1].box[1] - line.box[3] if index + 1 < len(ordered) else size * _FAR
        found.append(_Edge(page, line, min(above, below) >= _FAR * size, top))
    return found


def _numbers(edges: Sequence[_Edge], pages: int) -> set[int]:
    found, bare = set(), []
    for edge in edges:
        if _DRESSED.fullmatch(edge.line.text):
            found.add(id(edge.line))
        elif _BARE.fullmatch(edge.line.text):
            bare.append(edge)
    shifts = Counter(int(edge.line.text) - edge.page for edge in bare)
    for edge in bare:
        counts = shifts[int(edge.line.text) - edge.page] > 1
        if counts or (pages == 1 and edge.apart):
            found.add(id(edge.line))
    return found


def _told(line: PrintedLine) -> set[str]:
    """Return what a running head says, and its parts: even and odd pages share only some."""
    parts = {part[2] for part in line.parts} if len(line.parts) > 1 else set()
    texts = {re.sub(r"\s", "", text) for text in parts}
    return {re.sub(r"\s", "", line.text), *(text for text in texts if len(text) >= _TELLING)}


def _heads(edges: Sequence[_Edge], size: float) -> set[int]:
    same: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.top and edge.apart and edge.line.cell <= _SMALL * size:
            same[""].append(edge)
        for text in _told(edge.line):
            same[text if _COUNTED.match(text) else _NUMBERS.sub("0", text)].append(edge)
    found: set[int] = set()
    for group in same.values():
        for before, edge in _near(group):
            if abs(edge.line.middle - before.line.middle) <= _LEVEL:
                found |= {id(before.line), id(edge.line)}
    return found


def _near(group: Sequence[_Edge]) -> Iterator[tuple[_Edge, _Edge]]:
    """Yield the pairs of lines on pages near each other; a title may stand between two heads."""
    for index, edge in enumerate(group):
        for before in reversed(group[max(0, index - _OTHERS) : index]):
            if 0 < edge.page - before.page <= _NEAR:
                yield before, edge
