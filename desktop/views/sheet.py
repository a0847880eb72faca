"""The sheet under and beside the text: its edges, the ground of boxes, the numbers of lines."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor, QTextDocument

from desktop.views.overlay import Blocks
from desktop.views.page import Page
from desktop.views.theme import Theme


def paint_edges(painter: QPainter, area: QRect, theme: Theme) -> None:
    """Draw the sheet's left and right edge."""
    painter.setPen(QColor(theme.line))
    painter.drawLine(area.topLeft(), area.bottomLeft())
    painter.drawLine(area.topRight(), area.bottomRight())


def paint_boxes(painter: QPainter, area: QRect, page: Page, theme: Theme, scrolled: int) -> None:
    """Give the boxes in view their ground.

    Args:
        painter: on the viewport, before the text is painted.
        area: what can be seen.
        page: what stands there.
        theme: whose colours are used.
        scrolled: how many pixels of the page lie above the viewport.
    """
    layout = page.document.documentLayout()
    for frame in page.boxes:
        box = layout.frameBoundingRect(frame).translated(0, -scrolled)
        if box.intersects(QRectF(area)):
            form = frame.frameFormat()
            inner = box.adjusted(0, form.topMargin(), 0, -form.bottomMargin())
            painter.fillRect(inner, QColor(theme.box))


def paint_line_numbers(painter: QPainter, blocks: Blocks, page: Page, *, right: int) -> None:
    """Write each node's first source line beside its first line, ending at `right`.

    Args:
        painter: on the viewport, with font and pen for the numbers.
        blocks: the paragraphs in view with their corners.
        page: what stands there.
        right: where the numbers end, in pixels.
    """
    metrics = painter.fontMetrics()
    for block, origin in blocks:
        place = page.place_at(block.position())
        if place is None or place.node.first_line == 0:
            continue
        begins = block.position() <= place.start < block.position() + block.length()
        if not begins or block.layout().lineCount() == 0:
            continue
        line = block.layout().lineAt(0)
        number = str(place.node.first_line)
        x = right - metrics.horizontalAdvance(number)
        painter.drawText(QPointF(x, origin.y() + line.y() + line.ascent()), number)


def blocks_from(
    document: QTextDocument, start: int, *, above: int, bottom: int
) -> Iterator[tuple[QTextBlock, QPointF]]:
    """Yield the paragraphs in view with their corners on the viewport.

    Args:
        document: what is laid out.
        start: a position in the first of them.
        above: how many pixels of the page lie above the viewport.
        bottom: where on the viewport it ends.
    """
    layout = document.documentLayout()
    block = document.findBlock(start)
    # A cell's neighbours come before it in the text and may reach lower on the page.
    table = QTextCursor(block).currentTable()
    if table is not None:
        block = document.findBlock(table.firstPosition())
    while block.isValid():
        origin = layout.blockBoundingRect(block).topLeft() - QPointF(0, above)
        if origin.y() > bottom and QTextCursor(block).currentTable() is None:
            return
        yield block, origin
        block = block.next()
