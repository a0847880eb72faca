"""The ribbon between two pages: a band from each measure in view to its counterpart."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.comparison import Pair
from desktop.views.compare_looks import Look
from desktop.views.compare_values import ORIGINS
from desktop.views.theme import GRID, Theme

WIDTH = 7 * GRID
_SIGN_SIZE = 18


class Band(NamedTuple):
    """A pair as the ribbon draws it: its ends on both sides, top and bottom in pixels."""

    pair: Pair
    left: tuple[int, int]
    right: tuple[int, int]


class Ribbon(QWidget):
    """Draws bands, each with the sign of its relation; a click asks for the pair.

    Args:
        bands: returns what is to be drawn now.
        told: returns why a pair was made, in words.
        looks: how relations look.
        theme: whose ground is used.

    Signals:
        pairRequested: the ids of the pair's two nodes.
    """

    pairRequested = Signal(object)

    def __init__(
        self,
        bands: Callable[[], Sequence[Band]],
        told: Callable[[Pair], str],
        looks: Mapping[str, Look],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compareRibbon")
        self.setAccessibleName("左右对应")
        self.setFixedWidth(WIDTH)
        self.setMouseTracking(True)
        self._bands, self._told = bands, told
        self._looks, self._theme = looks, theme
        self._current: tuple[str, str] | None = None
        self._over: tuple[str, str] | None = None

    def restyle(self, looks: Mapping[str, Look], theme: Theme) -> None:
        """Use the colours of another theme."""
        self._looks, self._theme = looks, theme
        self.update()

    def choose(self, pair: tuple[str, str] | None) -> None:
        """Let one pair stand out; None for none."""
        self._current = pair
        self.update()

    def sizeHint(self) -> QSize:
        """Return the ribbon's width."""
        return QSize(WIDTH, 1)

    def pair_at(self, point: QPointF) -> Pair | None:
        """Return the pair whose band or sign lies at a point, the current one first."""
        bands = sorted(self._bands(), key=lambda band: nodes_of(band.pair) != self._current)
        for band in bands:
            if self._path(band).contains(point) or self._sign(band).contains(point):
                return band.pair
        return None

    # --- painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bands, the current one last, and their signs."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.desk))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bands = sorted(self._bands(), key=lambda band: nodes_of(band.pair) == self._current)
        for band in bands:
            look = self._looks[band.pair.relation]
            strong = nodes_of(band.pair) in {self._current, self._over}
            fill = QColor(look.tint)
            fill.setAlphaF(0.8 if strong else 0.45)
            painter.setPen(QPen(look.line, 1.5 if strong else 0.75))
            painter.setBrush(fill)
            painter.drawPath(self._path(band))
        font = QFont(self.font())
        font.setPixelSize(13)
        painter.setFont(font)
        for band in bands:
            self._paint_sign(painter, band)

    def _paint_sign(self, painter: QPainter, band: Band) -> None:
        look, area = self._looks[band.pair.relation], self._sign(band)
        strong = nodes_of(band.pair) == self._current
        painter.setPen(QPen(look.line, 1.5 if strong else 1))
        painter.setBrush(QColor(self._theme.paper))
        painter.drawRoundedRect(area, 3, 3)
        state = ORIGINS[band.pair.origin][:1]
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"{look.sign}{state}")

    def _path(self, band: Band) -> QPainterPath:
        """Return the band's outline, level at both edges."""
        right, middle = float(self.width()), self.width() / 2
        left_top, left_bottom = self._near(band.left)
        right_top, right_bottom = self._near(band.right)
        path = QPainterPath(QPointF(0, left_top))
        path.cubicTo(middle, left_top, middle, right_top, right, right_top)
        path.lineTo(right, right_bottom)
        path.cubicTo(middle, right_bottom, middle, left_bottom, 0, left_bottom)
        path.closeSubpath()
        return path

    def _near(self, ends: tuple[int, int]) -> tuple[float, float]:
        """Return ends no farther outside than a screen, so that bands stay smooth."""
        low, high = -self.height(), 2 * self.height()
        return float(min(max(ends[0], low), high)), float(min(max(ends[1], low), high))

    def _sign(self, band: Band) -> QRectF:
        """Return where the band's sign stands: in its middle, or at the edge it leaves by."""
        middle = sum(map(sum, (self._near(band.left), self._near(band.right)))) / 4
        y = min(max(middle, _SIGN_SIZE), self.height() - _SIGN_SIZE)
        width = _SIGN_SIZE + (12 if ORIGINS[band.pair.origin] else 0)
        return QRectF((self.width() - width) / 2, y - _SIGN_SIZE / 2, width, _SIGN_SIZE)

    # --- events ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the pair that was pressed."""
        found = self.pair_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pairRequested.emit(nodes_of(found))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the pair under the mouse stand out."""
        found = self.pair_at(event.position())
        over = nodes_of(found) if found else None
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let nothing stand out any more."""
        super().leaveEvent(event)
        self._over = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what the pair under the mouse is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.pair_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(found) if found else "", self)
            return True
        return super().event(event)

    def _tip(self, pair: Pair) -> str:
        look = self._looks[pair.relation]
        head = f"{look.sign} {look.word}　{pair.score:.0%}　{ORIGINS[pair.origin]}".rstrip("　")
        return f"{head}\n{self._told(pair)}"


def nodes_of(pair: Pair) -> tuple[str, str]:
    """Return what a pair is known by: the ids of its two measures."""
    return pair.a, pair.b
