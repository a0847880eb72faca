"""What differs between two texts, on the page of one of them, and the frame of the current pair.

Kept text stays plain. Every kind of difference has its own ground, line and sign in the margin, so
that none needs its colour to be told.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from desktop.views.compare_looks import Look
from desktop.views.overlay import Blocks, area_of, line_x
from desktop.views.theme import GRID
from desktop.views.typography import NARROW_MARGIN_PIXELS

SIGN_RIGHT = NARROW_MARGIN_PIXELS - 2  # where the signs in the left margin end
FRAME_MARGIN = 4  # pixels between the page's edge and the frame
_LINES = {
    "changed": Qt.PenStyle.DotLine,
    "number": Qt.PenStyle.SolidLine,
    "added": Qt.PenStyle.SolidLine,
    "removed": Qt.PenStyle.DashLine,
    "moved": Qt.PenStyle.DashDotLine,
    "kept": Qt.PenStyle.SolidLine,
}


class Drawn(NamedTuple):
    """A difference as the page shows it.

    Attributes:
        kind: a name of a difference in `compare_looks`.
        start, end: positions of the page; equal where the other side has more.
        other: the words on the other side, or "".
    """

    kind: str
    start: int
    end: int
    other: str


class ChangeLayer:
    """The differences on one page, and the frame of one node."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self._looks = looks
        self._of: dict[str, list[Drawn]] = {}
        self._drawn: list[Drawn] | None = []
        self._starts: list[int] = []
        self._longest = 0
        self._frame: tuple[int, int] | None = None
        self._frame_colour = QColor()

    @property
    def drawn(self) -> list[Drawn]:
        """The differences shown, in the order of the page."""
        if self._drawn is None:
            every = (change for of_node in self._of.values() for change in of_node)
            self._drawn = sorted(every, key=lambda change: (change.start, change.end))
            self._starts = [change.start for change in self._drawn]
            self._longest = max((each.end - each.start for each in self._drawn), default=0)
        return self._drawn

    @property
    def frame(self) -> tuple[int, int] | None:
        """The positions between which the frame stands; None for no frame."""
        return self._frame

    def restyle(self, looks: Mapping[str, Look]) -> None:
        """Use the colours of another theme."""
        self._looks = looks

    def clear(self) -> None:
        """Show nothing."""
        self._of, self._drawn, self._frame = {}, None, None

    def forget(self) -> None:
        """Show no differences; the frame stays."""
        self._of, self._drawn = {}, None

    def put(self, node: str, changes: Sequence[Drawn]) -> None:
        """Show these differences in a node in place of those it had."""
        self._of[node] = list(changes)
        self._drawn = None

    def show_frame(self, stretch: tuple[int, int] | None, relation: str = "") -> None:
        """Frame what stands between two positions in a relation's colour; None frames nothing."""
        self._frame = stretch
        if stretch is not None:
            self._frame_colour = self._looks[relation].line

    def next(self, position: int, count: int) -> Drawn | None:
        """Return the first difference after a position, or the last before it for -1."""
        if count > 0:
            return next((each for each in self.drawn if each.start > position), None)
        return next((each for each in reversed(self.drawn) if each.start < position), None)

    def tip(self, position: int) -> str:
        """Return what the difference at a position is, in words; "" for none."""
        for change in self._within(position, position + 1):
            look = self._looks[change.kind]
            return f"{look.word}：对方为“{change.other}”" if change.other else look.word
        return ""

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint the frame and the grounds."""
        self._paint_frame(painter, blocks)
        for block, origin in blocks:
            for change, area in self._areas(block, em):
                painter.fillRect(area.translated(origin), self._looks[change.kind].tint)

    def paint_over(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint lines, the frames of numbers, the places of what is missing, and the signs."""
        painter.save()
        for block, origin in blocks:
            for change, area in self._areas(block, em):
                self._paint_edge(painter, change, area.translated(origin))
            self._paint_signs(painter, block, origin, em)
        painter.restore()

    # --- inside ------------------------------------------------------------------

    def _within(self, start: int, end: int) -> Iterator[Drawn]:
        drawn = self.drawn
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return (each for each in drawn[first:last] if max(each.end, each.start + 1) > start)

    def _areas(self, block: QTextBlock, em: int) -> Iterator[tuple[Drawn, QRectF]]:
        start, layout = block.position(), block.layout()
        here = list(self._within(start, start + block.length()))
        for number in range(layout.lineCount() if here else 0):
            line = layout.lineAt(number)
            for change in here:
                if change.start < change.end:
                    area = area_of(line, change.start - start, change.end - start, em)
                    if area is not None:
                        yield change, area
                elif _holds(line, change.start - start):
                    x = line_x(line, change.start - start)
                    base = line.y() + line.ascent()
                    yield change, QRectF(x - 1, base - 0.9 * em, 2, 1.15 * em)

    def _paint_edge(self, painter: QPainter, change: Drawn, area: QRectF) -> None:
        look = self._looks[change.kind]
        if change.start == change.end:
            painter.fillRect(area, look.line)
            return
        pen = QPen(look.line, 1.5, _LINES[change.kind])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if change.kind == "number":
            painter.drawRect(area.adjusted(-0.5, 1, 0.5, 0))
        else:
            painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_signs(self, painter: QPainter, block: QTextBlock, origin: QPointF, em: int) -> None:
        """Write beside each line the signs of what differs in it, each once."""
        start, layout, metrics = block.position(), block.layout(), painter.fontMetrics()
        here = [
            each for each in self._within(start, start + block.length()) if each.start < each.end
        ]
        for number in range(layout.lineCount() if here else 0):
            line = layout.lineAt(number)
            first = start + line.textStart()
            last = first + line.textLength()
            kinds = dict.fromkeys(
                each.kind for each in here if each.start < last and each.end > first
            )
            x = float(SIGN_RIGHT)
            for kind in list(kinds)[:3]:
                sign, colour = self._looks[kind].sign, self._looks[kind].line
                x -= metrics.horizontalAdvance(sign)
                painter.setPen(colour)
                base = origin.y() + line.y() + line.ascent() - 0.1 * em
                painter.drawText(QPointF(x, base), sign)

    def _paint_frame(self, painter: QPainter, blocks: Blocks) -> None:
        if self._frame is None:
            return
        start, end = self._frame
        inside = [
            QRectF(0, origin.y(), 1, block.layout().boundingRect().height())
            for block, origin in blocks
            if block.position() < end and block.position() + block.length() > start
        ]
        if not inside:
            return
        area = QRectF(
            FRAME_MARGIN,
            min(each.top() for each in inside) - GRID // 2,
            painter.window().width() - 2 * FRAME_MARGIN,
            0,
        )
        area.setBottom(max(each.bottom() for each in inside) + GRID // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._frame_colour, 1.5))
        painter.drawRoundedRect(area, 4, 4)
        painter.restore()


def _holds(line: QTextLine, position: int) -> bool:
    first = line.textStart()
    return first <= position < first + max(1, line.textLength())
