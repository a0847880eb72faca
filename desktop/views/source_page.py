"""The panel 原件: the printed page of what is read, with its place marked; for texts, the lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.model import Box
from desktop.text import SourceLine
from desktop.views.source_lines import SourceLines
from desktop.views.theme import GRID, LIGHT, Fonts, Theme, font
from desktop.views.widgets import Label, tool

NOTHING = "打开一份文件，这里显示原件。"
FIRST = "sourcePage"
ZOOMS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
SHARPEST = 1600  # pixels that a page is drawn wide at most; it is enlarged from there
_BASE = 0.12  # of a font's size, below its base line
_TINT = 60  # of 255, over the words of the place that is read


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it is drawn.

    Attributes:
        width, height: of the page, in points.
        image: how it looks, or None where it is told in texts, lines and pictures.
        texts: its pieces of text with their boxes, in points.
        rules: boxes of the lines drawn on it.
        images: pictures on it with their boxes.
    """

    width: float
    height: float
    image: QImage | None = None
    texts: tuple[tuple[str, Box], ...] = ()
    rules: tuple[Box, ...] = ()
    images: tuple[tuple[QImage, Box], ...] = ()


class PageCanvas(QWidget):
    """A page as wide as it is told to be, with places on it marked."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self._fonts = fonts
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
        self.setFixedSize(width, max(high, 1))

    def first(self) -> QPoint:
        """Return at which pixel the first place that is marked begins."""
        left = min((box[0] for box in self.boxes), default=0.0)
        top = min((box[1] for box in self.boxes), default=0.0)
        return QPointF(left * self._scale(), top * self._scale()).toPoint()

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
        tint = QColor(LIGHT.accent)  # the page is white in every theme
        tint.setAlpha(_TINT)
        for left, top, right, bottom in self.boxes:
            area = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
            painter.fillRect(area.adjusted(-2, -2, 2, 2), tint)

    def _draw_texts(self, painter: QPainter, sight: Sight, scale: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for image, (left, top, right, bottom) in sight.images:
            place = QRectF(left, top, right - left, bottom - top)
            painter.drawImage(
                QRectF(place.topLeft() * scale, place.size() * scale), image, image.rect()
            )
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


class PageScroll(QScrollArea):
    """Shows part of a page: scrolled by wheel and keys, dragged by the mouse.

    Signals:
        zoomRequested: 1 for larger, -1 for smaller.
    """

    zoomRequested = Signal(int)

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(canvas)
        self._held: QPoint | None = None  # where the mouse took hold of the page

    def look_at(self, place: QPoint) -> None:
        """Bring a place of the page into view, a third below the upper edge."""
        self.verticalScrollBar().setValue(place.y() - self.viewport().height() // 3)
        self.horizontalScrollBar().setValue(place.x() - 2 * GRID)

    def grow(self, by: float, make: Callable[[], None]) -> None:
        """Let the page become `by` times as large; what is in the middle stays there."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        sides = (self.viewport().width(), self.viewport().height())
        middles = [bar.value() + side / 2 for bar, side in zip(bars, sides, strict=True)]
        make()
        for bar, side, middle in zip(bars, sides, middles, strict=True):
            bar.setValue(round(middle * by - side / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoomRequested.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the page follow the mouse that holds it."""
        if self._held is not None:
            moved = event.position().toPoint() - self._held
            self._held = event.position().toPoint()
            for bar, by in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the page."""
        self._held = None
        self.viewport().unsetCursor()


class SourcePage(QWidget):
    """A page or the printed lines, under a row with its number and ways to turn and to enlarge.

    Signals:
        turned: the number of the page to show.
        resized: there is room for a page, or another room than before.

    Args:
        theme, fonts: what it is drawn in.
        name: its objectName, from which those of its parts are made where it is not the first.
        zoom: how many times as wide as the room a page is at first, one of `ZOOMS`.
    """

    turned = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, fonts: Fonts, *, name: str = FIRST, zoom: float = 1.0) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page, self.pages, self.zoom = 0, 0, zoom
        self._build_bar()
        self.canvas = PageCanvas(fonts)
        self._scroll = PageScroll(self.canvas)
        self._scroll.zoomRequested.connect(self.zoom_by)
        self.lines = SourceLines(theme)
        for part, part_name in (
            (self.previous, "previousPage"), (self.next, "nextPage"),
            (self.smaller, "smallerPage"), (self.larger, "largerPage"),
            (self.number, "pageNumber"), (self.canvas, "pageCanvas"), (self.lines, "sourceText"),
        ):  # fmt: skip
            part.setObjectName(part_name if name == FIRST else f"{name}-{part_name}")
        self.note = Label(NOTHING)
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

    def _build_bar(self) -> None:
        self.previous = _button("‹", "上一页", lambda: self.turned.emit(self.page - 1))
        self.next = _button("›", "下一页", lambda: self.turned.emit(self.page + 1))
        self.smaller = _button("－", "缩小（Ctrl+滚轮）", lambda: self.zoom_by(-1))
        self.larger = _button("＋", "放大（Ctrl+滚轮），按住鼠标拖动", lambda: self.zoom_by(1))
        self.number = Label()
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(0)
        row.addWidget(self.previous)
        row.addWidget(self.number, 1)
        for button in (self.next, self.smaller, self.larger):
            row.addWidget(button)

    @property
    def room(self) -> int:
        """How many pixels of the screen a page is wide, at most `SHARPEST`."""
        return min(SHARPEST, round(self._across * self.devicePixelRatioF()))

    @property
    def _across(self) -> int:
        return round(self._scroll.viewport().width() * self.zoom)

    def zoom_by(self, steps: int) -> None:
        """Show pages larger by so many steps, smaller when negative; what is looked at stays."""
        place = ZOOMS.index(self.zoom) + steps
        if 0 <= place < len(ZOOMS):
            by, self.zoom = ZOOMS[place] / self.zoom, ZOOMS[place]
            self._scroll.grow(by, lambda: self.canvas.fit(self._across))
            self._offer()
            self.resized.emit()

    def _offer(self) -> None:
        self.smaller.setEnabled(self.zoom > ZOOMS[0])
        self.larger.setEnabled(self.zoom < ZOOMS[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as it was in the room there is."""
        super().resizeEvent(event)
        self.canvas.fit(self._across)
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
        self._offer()
        self.canvas.show_sight(sight, boxes)
        self.canvas.fit(self._across)
        if moved:
            self._scroll.look_at(self.canvas.first() if boxes else QPoint())

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.lines.restyle(theme)


def _button(sign: str, tip: str, act: Callable[[], object]) -> QToolButton:
    button = tool(sign, tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setProperty("class", "tight")
    button.clicked.connect(act)
    return button
