"""What an OFD page draws, object by object: where its characters and rules stand on the page.

Lengths in the file are millimetres, those of words and rules points.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from desktop.readers.pages.lines import TAB
from desktop.readers.pages.sheet import FALL, RISE, Box, Rule, Word, cells, edges

POINTS = 72 / 25.4
"""Of a millimetre."""
_THIN = 1.2  # millimetres; what is thicker is an area
_STRAIGHT = re.compile(r"[\s\d.,eESMLC+-]*")
_STEP = re.compile(r"g\s+(\d+)\s+(\S+)|(\S+)")
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def words(
    text: str,
    places: Sequence[tuple[float, float]],
    size: float,
    matrix: Matrix,
    scale: float,
    heavy: bool,
) -> Iterator[Word]:
    """Yield the words of a piece of text whose characters stand at `places`."""
    a, _, c, d, e, f = matrix
    high = size * abs(d) * POINTS
    start, spaces = 0, 0
    for end in range(1, len(text) + 1):
        if end < len(text) and not _parts(text, places, size * scale, end):
            continue
        piece = text[start:end]
        if piece.isspace():
            spaces += len(piece) + TAB * piece.count("\t")
        else:
            (x, y), (last, _) = places[start], places[end - 1]
            wide = size * scale * cells(piece[-1])
            left, right = (a * at + c * y + e for at in (x, last + wide))
            base = (d * y + f) * POINTS
            box = (left * POINTS, base - RISE * high, right * POINTS, base + FALL * high)
            yield Word(piece, *box, spaces, len(piece) if heavy else 0)
            spaces = 0
        start = end


def _parts(text: str, places: Sequence[tuple[float, float]], wide: float, at: int) -> bool:
    """Return whether a new word begins at a character: behind a blank, apart, on another line."""
    if text[at - 1].isspace() or text[at].isspace():
        return True
    (x, y), (before, level) = places[at], places[at - 1]
    gap = x - before - wide * cells(text[at - 1])
    return abs(y - level) > 0.3 * wide or gap > 0.3 * wide or x < before - 0.1 * wide


def places(code: etree._Element, text: str, size: float) -> Iterator[tuple[float, float]]:
    """Yield where each character of a text stands, in the space of its object.

    Where the file gives no distance to the next character, it is as far as this one is wide.
    """
    x, y = number(code.get("X"), 0.0), number(code.get("Y"), 0.0)
    across = _steps(code.get("DeltaX", ""), len(text))
    down = _steps(code.get("DeltaY", ""), len(text))
    sinks = code.get("DeltaY") is not None
    yield x, y
    for char in text[:-1]:
        x += next(across, 0.0 if sinks else size * cells(char))
        y += next(down, 0.0)
        yield x, y


def _steps(text: str, count: int) -> Iterator[float]:
    """Yield at most `count` distances; `g 3 5.5` says 5.5 three times."""
    return islice(_unpacked(text, count), count)


def _unpacked(text: str, count: int) -> Iterator[float]:
    for match in _STEP.finditer(text):
        times = min(int(match[1][:6]), count) if match[1] else 1
        yield from [number(match[2] or match[3], 0.0)] * times


def from_corner(box: Sequence[float]) -> Matrix:
    """Return what takes places to where they are from a box's corner."""
    return 1.0, 0.0, 0.0, 1.0, -box[0], -box[1]


def turned(box: Sequence[float], quarters: int) -> Matrix:
    """Return what takes places of a page to those of one that is turned back.

    Args:
        box: the left, top, width and height of the page.
        quarters: by how many its text is turned against the clock.
    """
    left, top, wide, high = box
    if quarters == 1:
        return 0.0, 1.0, -1.0, 0.0, high + top, -left
    if quarters == 2:
        return -1.0, 0.0, 0.0, -1.0, wide + left, high + top
    if quarters == 3:
        return 0.0, -1.0, 1.0, 0.0, -top, wide + left
    return from_corner(box)


def placed(item: etree._Element, outer: Matrix) -> Matrix:
    """Return what takes places of an object to the page, in millimetres."""
    left, top, *_ = [*_numbers(item.get("Boundary")), 0.0, 0.0]
    given = _numbers(item.get("CTM"))
    a, b, c, d, e, f = given if len(given) == 6 else _PLAIN
    x, y = _moved(e + left, f + top, outer)
    across, down = (outer[0], outer[2]), (outer[1], outer[3])
    return (
        across[0] * a + across[1] * b,
        down[0] * a + down[1] * b,
        across[0] * c + across[1] * d,
        down[0] * c + down[1] * d,
        x,
        y,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def rules(item: etree._Element, outer: Matrix) -> list[Rule]:
    """Return the rules that a path draws: a line, or the edges of a rectangle."""
    sides = _numbers(item.get("Boundary"))
    if len(sides) != 4 or not _STRAIGHT.fullmatch(item.findtext("./{*}AbbreviatedData") or ""):
        return []
    return edges(extent(item, outer), _THIN * POINTS)


def extent(item: etree._Element, outer: Matrix) -> Box:
    """Return the space that an object takes up, in points."""
    x, y, wide, high, *_ = [*_numbers(item.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
    (x0, y0), (x1, y1) = _moved(x, y, outer), _moved(x + wide, y + high, outer)
    left, right = sorted((x0 * POINTS, x1 * POINTS))
    top, bottom = sorted((y0 * POINTS, y1 * POINTS))
    return left, top, right, bottom


def box_of(root: etree._Element, area: str) -> tuple[float, float, float, float] | None:
    """Return the left, top, width and height of a page's area, or None where none is given."""
    for kind in ("PhysicalBox", "ApplicationBox"):
        found = _numbers(root.findtext(f".//{{*}}{area}/{{*}}{kind}"))
        if len(found) == 4 and found[2] > 0 and found[3] > 0:
            return found[0], found[1], found[2], found[3]
    return None


def _numbers(text: str | None) -> list[float]:
    return [number(part, 0.0) for part in (text or "").split()[:8]]


def number(text: str | None, otherwise: float) -> float:
    """Return a number of the file, or what stands for one that makes no sense."""
    try:
        value = float(text or "")
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise
