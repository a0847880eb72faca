"""更正 marks on a page: a dotted line under corrected words, a bar beside what was moved about."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.views.overlay import Blocks, area_of
from desktop.views.theme import GRID

BAR_PIXELS = 3


class Shown(NamedTuple):
    """A corrected place: from where to where on the page, what to tell, and whether it is words.

    Where words were taken away, start and end are the same.
    """

    start: int
    end: int
    told: str
    words: bool


class CorrectionLayer:
    """The corrected places of one page."""

    def __init__(self, colour: str) -> None:
        self._colour = QColor(colour)
        self._shown: Sequence[Shown] = ()
        self._starts: list[int] = []

    @property
    def shown(self) -> Sequence[Shown]:
        """The places, in the order of the page."""
        return self._shown

    def restyle(self, colour: str) -> None:
        """Draw in another colour, #RRGGBB."""
        self._colour = QColor(colour)

    def clear(self) -> None:
        """Show nothing."""
        self.show(())

    def show(self, places: Iterable[Shown]) -> bool:
        """Show these places and no others; return whether they are others than before."""
        before, self._shown = self._shown, tuple(sorted(places))
        self._starts = [each.start for each in self._shown]
        return self._shown != before

    def within(self, start: int, end: int) -> Sequence[Shown]:
        """Return the places that begin between two positions."""
        return self._shown[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def tip(self, position: int) -> str:
        """Return what was printed where the mouse is, or ""."""
        last = bisect_right(self._starts, position + 1)
        near = self._shown[max(0, last - 8) : last]
        return "\n".join(
            each.told for each in near if each.start - 1 <= position <= max(each.end, each.start)
        )

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint nothing; lines lie over the grounds of marks."""

    def paint_over(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint lines under words, signs where words were taken away, and bars."""
        painter.save()
        painter.setPen(QPen(self._colour, 1.6, Qt.PenStyle.DotLine))
        for block, origin in blocks:
            start, layout = block.position(), block.layout()
            for each in self.within(start, start + block.length()):
                first = layout.lineForTextPosition(each.start - start)
                if not each.words:
                    height = first.height() if first.isValid() else em
                    left = origin.x() - GRID - BAR_PIXELS
                    bar = QRectF(left, origin.y() + first.y(), BAR_PIXELS, height)
                    painter.fillRect(bar, self._colour)
                    continue
                end = max(each.end, each.start + 1)
                for number in range(layout.lineCount()):
                    area = area_of(layout.lineAt(number), each.start - start, end - start, em)
                    if area is None:
                        continue
                    below = area.translated(origin)
                    if each.end > each.start:
                        painter.drawLine(below.bottomLeft(), below.bottomRight())
                    else:
                        self._paint_gap(painter, below.bottomLeft(), em)
        painter.restore()

    def _paint_gap(self, painter: QPainter, at: QPointF, em: int) -> None:
        """Paint a small angle below the line where words were taken away."""
        half = em * 0.22
        painter.save()
        painter.setPen(QPen(self._colour, 1.4))
        painter.drawLine(at, at + QPointF(-half, half))
        painter.drawLine(at, at + QPointF(half, half))
        painter.restore()
