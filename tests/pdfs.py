"""PDFs made to measure: pages of text at places that the test chooses, drawn by Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter

from tests.printed import cut

FAMILY = "Noto Serif CJK SC"
A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Setting:
    """How text is set: lengths in points, `columns` side by side, `cells` characters a line."""

    size: float = 16.0
    pitch: float = 29.0
    cells: int = 28
    left: float = 74.0
    top: float = 105.0
    rows: int = 22
    indent: int = 2
    number: str = "— {} —"
    head: str = ""


def pdf(
    path: Path, pages: Iterable[Callable[[QPainter], None]], page: Sequence[float] = A4
) -> Path:
    """Draw pages, each by a function that gets a painter in points, and return the file."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(*page), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(720)
    painter = QPainter(writer)
    for number, draw in enumerate(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(10, 10)
        draw(painter)
        painter.restore()
    painter.end()
    return path


def put(
    painter: QPainter, x: float, y: float, text: str, size: float = 16, *, bold: bool = False
) -> None:
    """Draw text with its base line at `y`, each character in a cell of its own."""
    font = QFont(FAMILY)
    font.setPixelSize(round(size))
    font.setBold(bold)
    painter.setFont(font)
    for char in text:
        painter.drawText(QPointF(x, y), char)
        x += (
            size if char > "⺀" or char in "“”—…" else painter.fontMetrics().horizontalAdvance(char)
        )


def lines(*texts: tuple[float, float, str]) -> Callable[[QPainter], None]:
    """Return a page with texts at (x, y)."""

    def draw(painter: QPainter) -> None:
        for x, y, text in texts:
            put(painter, x, y, text)

    return draw


def ruled(
    rows: Sequence[Sequence[str]], widths: Sequence[float], x: float, y: float, high: float = 30
) -> Callable[[QPainter], None]:
    """Return the drawing of a ruled table of one-line cells."""

    def draw(painter: QPainter) -> None:
        top = y
        for row in rows:
            left = x
            for text, width in zip(row, widths, strict=True):
                painter.drawRect(QRectF(left, top, width, high))
                put(painter, left + 4, top + high - 10, text, 12)
                left += width
            top += high

    return draw


def picture(painter: QPainter) -> None:
    """Draw a page that is only a picture, as a scanner makes it."""
    image = QImage(300, 420, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    ink = QPainter(image)
    ink.fillRect(QRectF(30, 30, 200, 8), Qt.GlobalColor.black)
    ink.end()
    painter.drawImage(QRectF(0, 0, *A4), image)


def scanned_page(*texts: str) -> Callable[[QPainter], None]:
    """Return a page that is a picture of these lines."""

    def draw(painter: QPainter) -> None:
        painter.drawImage(QRectF(0, 0, *A4), _scanned(texts))

    return draw


def picture_of(*texts: str) -> bytes:
    """Return a page of these lines as a picture's file."""
    made = QBuffer()
    _scanned(texts).save(made, "PNG")
    return bytes(made.data().data())


def _scanned(texts: Iterable[str]) -> QImage:
    image = QImage(1654, 2339, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    ink = QPainter(image)
    ink.scale(1654 / A4[0], 1654 / A4[0])
    for row, text in enumerate(texts):
        put(ink, 74, 150 + 40 * row, text, 16)
    ink.end()
    return image


def typeset(path: Path, paragraphs: Sequence[str], setting: Setting = Setting()) -> Path:
    """Set paragraphs as pages of an official document and return the file.

    A paragraph that begins with two blanks is centred; lines are full to the last cell.
    """
    return pdf(
        path,
        (
            _page(page, number, setting)
            for number, page in enumerate(pages_of(paragraphs, setting), 1)
        ),
    )


def pages_of(paragraphs: Sequence[str], setting: Setting) -> list[list[tuple[float, str]]]:
    """Return the lines of each page, each with its indent in cells."""
    rows: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        text = paragraph.strip()
        if paragraph.startswith("  "):
            cells = setting.cells
            rows += [(max(cells - cells_of(line), 0) / 2, line) for line in cut(text, cells)]
            continue
        indents = chain((float(setting.indent),), repeat(0.0))
        rows += zip(indents, cut(text, setting.cells, setting.cells - setting.indent), strict=False)
    return [rows[i : i + setting.rows] for i in range(0, len(rows), setting.rows)]


def cells_of(text: str) -> float:
    return sum(0.5 if ord(char) < 256 else 1 for char in text)


def _page(
    rows: list[tuple[float, str]], number: int, setting: Setting
) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        if setting.head:
            put(painter, 240, 50, setting.head, 10)
        for row, (indent, text) in enumerate(rows):
            y = setting.top + row * setting.pitch
            put(painter, setting.left + indent * setting.size, y, text, setting.size)
        put(painter, 280, 800, setting.number.format(number), 12)

    return draw
