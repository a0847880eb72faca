"""Coloured spans painted under the text of a page: hits of a search, and what a jump reached."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextLine

UNDER, OVER = 0.32, 0.98  # ems below and above the base line that a span covers


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page, in positions of its document, and its colour."""

    start: int
    end: int
    colour: QColor


class Overlay:
    """Any number of spans, which may overlap; a frame looks only at those in view."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self._longest = 0

    def set(self, spans: Iterable[Span]) -> None:
        """Show these spans and no others; where they overlap, the later start lies on top."""
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that touch the stretch from `start` to `end`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return (span for span in self._spans[first:last] if span.end > start)

    def paint(self, painter: QPainter, block: QTextBlock, origin: QPointF, em: int) -> None:
        """Paint what lies in one paragraph.

        Args:
            painter: on the viewport, before the text is painted.
            block: the paragraph.
            origin: its top left corner on the viewport.
            em: the body size in pixels.
        """
        start = block.position()
        spans = list(self.within(start, start + block.length()))
        if not spans:
            return
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            for span in spans:
                area = _area(line, span.start - start, span.end - start, em)
                if area is not None:
                    painter.fillRect(area.translated(origin), span.colour)


def _area(line: QTextLine, start: int, end: int, em: int) -> QRectF | None:
    first = line.textStart()
    left, right = max(start, first), min(end, first + line.textLength())
    if left >= right:
        return None
    x0, x1 = line_x(line, left), line_x(line, right)
    base = line.y() + line.ascent()
    return QRectF(x0, base - OVER * em, x1 - x0, (OVER + UNDER) * em)


def line_x(line: QTextLine, position: int) -> float:
    """Return where a position of a line stands, in pixels from the paragraph's edge."""
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x
