"""Words of a page that lead to another document: a thin line under them, and where they lead."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.model import Citation
from desktop.views.overlay import Blocks, area_of


class Link(NamedTuple):
    """A stretch of the page, as positions, and what is cited there."""

    start: int
    end: int
    citation: Citation


class LinkLayer:
    """The links of one page; they do not overlap."""

    def __init__(self, colour: str) -> None:
        self._colour = QColor(colour)
        self._links: Sequence[Link] = ()
        self._starts: list[int] = []

    @property
    def links(self) -> Sequence[Link]:
        """The links shown, in the order of the page."""
        return self._links

    def restyle(self, colour: str) -> None:
        """Draw the lines in another colour, #RRGGBB."""
        self._colour = QColor(colour)

    def clear(self) -> None:
        """Show nothing."""
        self.show(())

    def show(self, links: Iterable[Link]) -> None:
        """Show these links and no others."""
        self._links = sorted(links, key=lambda link: link.start)
        self._starts = [link.start for link in self._links]

    def at(self, position: int) -> Link | None:
        """Return the link that covers a position, or None."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or self._links[number].end <= position:
            return None
        return self._links[number]

    def within(self, start: int, end: int) -> Sequence[Link]:
        """Return the links that touch the stretch from `start` to `end`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end)
        return [link for link in self._links[first:last] if link.end > start and link.start < end]

    def tip(self, position: int) -> str:
        """Return which document the words at a position lead to, or ""."""
        found = self.at(position)
        return f"《{found.citation.cited_title}》\nCtrl+单击打开" if found else ""

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint nothing; lines lie over the grounds of marks."""

    def paint_over(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint a thin line under the words."""
        painter.save()
        painter.setPen(QPen(self._colour, 1, Qt.PenStyle.SolidLine))
        for block, origin in blocks:
            start, layout = block.position(), block.layout()
            here = self.within(start, start + block.length())
            for number in range(layout.lineCount() if here else 0):
                for link in here:
                    area = area_of(layout.lineAt(number), link.start - start, link.end - start, em)
                    if area is not None:
                        below = area.translated(origin).adjusted(0, 0, 0, -2)
                        painter.drawLine(below.bottomLeft(), below.bottomRight())
        painter.restore()
