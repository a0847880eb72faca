"""Coloured spans painted under the text of a page: marks, hits of a search, what a jump reached."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextLine

UNDER, OVER = 0.32, 0.98  # ems below and above the base line that a span covers
LINE_PIXELS = 2  # the line under a mark
Blocks = Sequence[tuple[QTextBlock, QPointF]]


class Span(NamedTuple):  # a page may have thousands, and all are made anew at once
    """A stretch of the page.

    Attributes:
        start, end: positions of the page's document.
        colour: the ground under it.
        line: the line below it, or None.
        mark: the id of the mark that it is a piece of, or "".
    """

    start: int
    end: int
    colour: QColor
    line: QColor | None = None
    mark: str = ""


class Overlay:
    """Any number of spans, which may overlap; a frame looks only at those in view."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self._longest = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self._spans

    def set(self, spans: Iterable[Span]) -> None:
        """Show these spans and no others; where they overlap, the shorter lies on top."""
        self._take(sorted(spans, key=_place))

    def replace(self, marks: Collection[str], spans: Iterable[Span]) -> None:
        """Show these spans in place of those of some marks."""
        kept = [span for span in self._spans if span.mark not in marks]
        for span in spans:
            insort(kept, span, key=_place)
        self._take(kept)

    def _take(self, spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that touch the stretch from `start` to `end`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return (span for span in self._spans[first:last] if span.end > start)

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint what lies in the paragraphs in view.

        Args:
            painter: on the viewport, before the text is painted.
            blocks: the paragraphs in document order, each with its top left corner on the viewport.
            em: the body size in pixels.
        """
        if not blocks or not self._spans:
            return
        last = blocks[-1][0]
        seen = list(self.within(blocks[0][0].position(), last.position() + last.length()))
        if not seen:
            return
        for block, origin in blocks:
            start, end = block.position(), block.position() + block.length()
            here = [span for span in seen if span.start < end and span.end > start]
            if here:
                _paint_block(painter, block, origin, here, em)


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _paint_block(
    painter: QPainter, block: QTextBlock, origin: QPointF, spans: Sequence[Span], em: int
) -> None:
    layout, start = block.layout(), block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        level = 0  # lines of marks that overlap stand below each other
        for span in spans:
            area = area_of(line, span.start - start, span.end - start, em)
            if area is None:
                continue
            area.translate(origin)
            painter.fillRect(area, span.colour)
            if span.line is not None:
                under = QRectF(area.left(), area.bottom() + level, area.width(), LINE_PIXELS)
                painter.fillRect(under, span.line)
                level = (level + LINE_PIXELS + 1) % (3 * (LINE_PIXELS + 1))


def area_of(line: QTextLine, start: int, end: int, em: int) -> QRectF | None:
    """Return the ground of a stretch in one line, from the paragraph's corner; None outside it.

    Args:
        line: of the paragraph.
        start: a position in the paragraph, where the stretch begins.
        end: the position at which it ends.
        em: the body size in pixels.
    """
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
