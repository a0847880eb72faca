"""A document set in type: its text as Qt lays it out, and where each node stands in it.

Positions are Qt's: UTF-16 units from the start of the document. Offsets into a node's text are
code points; `Page.position` and `Page.where` convert.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtGui import QTextDocument, QTextFrame

from desktop.model import Kind, Node, Outline
from desktop.views.offsets import to_code_points, to_units
from desktop.views.strips import Strip

STEPS = frozenset({Kind.MEASURE, Kind.ARTICLE})
NOT_IN_TREE = frozenset({Kind.LEAD, Kind.TABLE})


@dataclass(frozen=True, slots=True)
class Place:
    """A node on the page.

    Attributes:
        node: what stands there.
        path: its ancestors, the outermost first, and itself.
        start: the position of its label or, without one, of its title or text.
        body: the position of the first character of `node.text`.
        end: the position after its own last character, children not counted.
        cells: for a table, (offset in `node.text`, position) at which each cell begins.
    """

    node: Node
    path: tuple[Node, ...]
    start: int
    body: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()

    @property
    def row(self) -> Node | None:
        """The innermost node of the path that the tree shows; None for the document itself."""
        return next((n for n in reversed(self.path) if n.kind not in NOT_IN_TREE), None)


class Spot(NamedTuple):
    """Where a node stands in its strip: `Place` with positions counted from the strip's begin."""

    start: int
    body: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SetStrip:
    """A strip, set in type.

    Attributes:
        strip: what it was set from.
        length: how many characters it has in the page's document, ends of paragraphs included.
        spots: where its nodes stand, in their order.
        boxes: the frames that hold its boxes.
    """

    strip: Strip
    length: int
    spots: tuple[Spot, ...] = ()
    boxes: tuple[QTextFrame, ...] = ()

    def of(self, strip: Strip) -> "SetStrip":
        """Return what is set here as that of another strip of the same looks."""
        return SetStrip(strip, self.length, self.spots, self.boxes)

    def places(self, begin: int) -> Iterator[Place]:
        """Yield the places of its nodes, the strip beginning at a position of the document."""
        for path, (start, body, end, cells) in zip(self.strip.nodes, self.spots, strict=True):
            moved = tuple((offset, begin + at) for offset, at in cells)
            yield Place(path[-1], path, begin + start, begin + body, begin + end, moved)


@dataclass(eq=False)
class Page:
    """One document, set in type.

    Attributes:
        outline: what it was set from.
        document: the text as Qt lays it out; read only.
        strips: what stands in it from its first to its last character, in order.
        places: every node in document order.
    """

    outline: Outline
    document: QTextDocument
    strips: Sequence[SetStrip]
    places: list[Place] = field(init=False)

    def __post_init__(self) -> None:
        begins = accumulate((each.length for each in self.strips), initial=0)
        self.places = [
            place
            for each, begin in zip(self.strips, begins, strict=False)
            for place in each.places(begin)
        ]
        self._starts = [place.start for place in self.places]
        self._index = {
            place.node.id: number for number, place in enumerate(self.places) if place.node.id
        }

    @property
    def boxes(self) -> list[QTextFrame]:
        """The frames that hold boxes, in document order."""
        return [box for each in self.strips for box in each.boxes]

    def place(self, node: str) -> Place | None:
        """Return where the node with this id stands; None where it is not on the page."""
        index = self._index.get(node)
        return None if index is None else self.places[index]

    def place_at(self, position: int) -> Place | None:
        """Return the node that a position of the document belongs to; None before the first."""
        index = bisect_right(self._starts, position) - 1
        return self.places[index] if index >= 0 else None

    def between(self, start: int, end: int) -> list[Place]:
        """Return the nodes that stand between two positions, the one at the first included."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self.places[first : bisect_right(self._starts, end)]

    def place_of_line(self, line: int) -> Place | None:
        """Return the node that source line `line` went into, or the nearest one before it."""
        nearest = None
        for place in self.places:
            if place.node.first_line <= line <= place.node.last_line:
                return place
            if 0 < place.node.first_line <= line:
                nearest = place
        return nearest

    def step(self, place: Place | None, count: int) -> Place | None:
        """Return the measure `count` measures after `place` (before it when negative).

        None where there is none. No place counts as the page's head.
        """
        steps = [each for each in self.places if each.node.kind in STEPS]
        starts = [each.start for each in steps]
        here = -1 if place is None else place.start
        index = bisect_right(starts, here) - 1 + count
        if count < 0 and (place is None or place.node.kind not in STEPS):
            index += 1
        return steps[index] if 0 <= index < len(steps) else None

    def position(self, place: Place, offset: int) -> int:
        """Return the position of the character `offset` code points into a node's text."""
        text, begin, body = place.node.text, 0, place.body
        if place.cells:
            number = bisect_right(place.cells, (offset, place.end)) - 1
            begin, body = place.cells[max(0, number)]
        return body + to_units(text[begin:], offset - begin)

    def where(self, position: int) -> tuple[Node, int] | None:
        """Return the node and the code point offset in its text that a position lies at.

        Positions in a label count as offset 0, those in the 责任单位 bracket as the text's end.
        """
        place = self.place_at(position)
        return None if place is None else (place.node, self._offset(place, position))

    def pieces(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """Return what a selection covers: each node's id, and from where to where in its text.

        White space at the ends of a piece is left out, and so is what is no node's text: labels,
        headings, units, the title block.
        """
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for place in self.places[first:]:
            if place.start >= end:
                break
            text = place.node.text
            begin = self._offset(place, start) if start > place.body else 0
            stop = self._offset(place, end)
            words = text[begin:stop]
            if place.end > start and words.strip():
                begin += len(words) - len(words.lstrip())
                found.append((place.node.id, begin, begin + len(words.strip())))
        return found

    def _offset(self, place: Place, position: int) -> int:
        text, begin, body = place.node.text, 0, place.body
        if place.cells:
            starts = [at for _, at in place.cells]
            begin, body = place.cells[max(0, bisect_right(starts, position) - 1)]
        return begin + to_code_points(text[begin:], max(0, position - body))
