"""The panel 原件: the printed page of what is read, with its place marked; for texts, the lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.model import Box
from desktop.text import SourceLine
from desktop.views.source_lines import SourceLines
from desktop.views.theme import GRID, Fonts, Theme, font
from desktop.views.widgets import tool

NOTHING = "打开一份文件，这里显示原件。"
_BASE = 0.12  # of a font's size, below its base line
_TINT = 60  # of 255, over the words of the place that is read


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it is drawn.

    Attributes:
        width, height: of the page, in points.
        image: how it looks, or None where it is told in texts and lines.
        texts: its pieces of text with their boxes, in points.
        rules: boxes of the lines drawn on it.
    """

    width: float
    height: float
    image: QImage | None = None
    texts: tuple[tuple[str, Box], ...] = ()
    rules: tuple[Box, ...] = ()


class PageCanvas(QWidget):
    """A page as wide as there is room, with places on it marked."""

    def __init__(self, theme: Theme, fonts: Fonts) -> None:
        super().__init__()
        self.setObjectName("pageCanvas")
        self._theme, self._fonts = theme, fonts
        self._sight: Sight | None = None
        self.boxes: tuple[Box, ...] = ()

    def show_sight(self, sight: Sight | None, boxes: Sequence[Box]) -> None:
        """Draw a page, or nothing, and mark these places on it."""
        self._sight, self.boxes = sight, tuple(boxes)
        self.fit(self.width())
        self.update()

    def fit(self, width: int) -> None:
        """Be so many pixels wide, and as high as the page then is."""
        high = round(width * self._sight.height / self._sight.width) if self._sight else 1
        self.setFixedHeight(max(high, 1))

    def top(self) -> int:
        """Return at which pixel the first place that is marked begins."""
        return round(min((box[1] for box in self.boxes), default=0.0) * self._scale())

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, then the marks."""
        if self._sight is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        scale = self._scale()
        if self._sight.image is not None:
            painter.drawImage(QRectF(self.rect()), self._sight.image)
        else:
            self._draw_texts(painter, self._sight, scale)
        tint = QColor(self._theme.accent)
        tint.setAlpha(_TINT)
        for left, top, right, bottom in self.boxes:
            area = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
            painter.fillRect(area.adjusted(-2, -2, 2, 2), tint)

    def _draw_texts(self, painter: QPainter, sight: Sight, scale: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.7))
        for left, top, right, bottom in sight.rules:
            across = right - left >= bottom - top
            x0, x1 = (left, right) if across else ((left + right) / 2,) * 2
            y0, y1 = ((top + bottom) / 2,) * 2 if across else (top, bottom)
            painter.drawLine(QPointF(x0 * scale, y0 * scale), QPointF(x1 * scale, y1 * scale))
        for text, (left, top, right, bottom) in sight.texts:
            painter.setFont(font(self._fonts.serif, round((bottom - top) * scale)))
            natural = painter.fontMetrics().horizontalAdvance(text) or 1
            base = bottom - _BASE * (bottom - top)
            painter.save()
            painter.translate(left * scale, base * scale)
            painter.scale((right - left) * scale / natural, 1.0)
            painter.drawText(QPointF(0, 0), text)
            painter.restore()

    def _scale(self) -> float:
        """Return how many pixels a point takes."""
        return self.width() / self._sight.width if self._sight else 1.0


class SourcePage(QWidget):
    """A page or the printed lines, under a row with its number and ways to turn.

    Signals:
        turned: the number of the page to show.
        resized: there is room for a page, or another room than before.
    """

    turned = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page, self.pages = 0, 0
        self.previous = self._button("previousPage", "‹", "上一页", -1)
        self.next = self._button("nextPage", "›", "下一页", 1)
        self.number = QLabel()
        self.number.setObjectName("pageNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.addWidget(self.previous)
        row.addWidget(self.number, 1)
        row.addWidget(self.next)
        self.canvas = PageCanvas(theme, fonts)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(self.canvas)
        self.lines = SourceLines(theme)
        self.lines.setObjectName("sourceText")
        self.note = QLabel(NOTHING)
        self.note.setObjectName("quiet")
        self.note.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._body = QStackedWidget()
        for body in (self.note, self._scroll, self.lines):
            self._body.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._body, 1)
        self.say(NOTHING)

    @property
    def room(self) -> int:
        """How many pixels of the screen a page can be wide."""
        return round(self._scroll.viewport().width() * self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room."""
        super().resizeEvent(event)
        self.canvas.fit(self._scroll.viewport().width())
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for a page when there is somebody to see it."""
        super().showEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        """Return the least room; a page can be small."""
        return QSize(20 * GRID, 20 * GRID)

    def say(self, text: str) -> None:
        """Show a sentence in place of a page."""
        self.note.setText(text)
        self._bar.setVisible(False)
        self._body.setCurrentWidget(self.note)

    def show_text(self, lines: Sequence[SourceLine], first: int, last: int) -> None:
        """Show the printed lines around a place."""
        self._bar.setVisible(False)
        self._body.setCurrentWidget(self.lines)
        self.lines.show_lines(lines, first, last)

    def show_page(self, sight: Sight, boxes: Sequence[Box], *, page: int, pages: int) -> None:
        """Show a page with places on it marked, and the first of them in view."""
        moved = page != self.page or tuple(boxes) != self.canvas.boxes
        self.page, self.pages = page, pages
        self.number.setText(f"第 {page} / {pages} 页")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < pages)
        self._bar.setVisible(True)
        self._body.setCurrentWidget(self._scroll)
        self.canvas.show_sight(sight, boxes)
        if moved:
            third = self._scroll.viewport().height() // 3
            self._scroll.verticalScrollBar().setValue(self.canvas.top() - third if boxes else 0)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.canvas.restyle(theme)
        self.lines.restyle(theme)

    def _button(self, name: str, sign: str, tip: str, step: int) -> QToolButton:
        button = tool(sign, tip, name=name)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self.turned.emit(self.page + step))
        return button
