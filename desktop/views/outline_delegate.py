"""How a row of the library tree is painted: grey tabular label, dark title, signs at the edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.views.badges import Badge
from desktop.views.outline_model import (
    BADGE_ROLE,
    DOCUMENT,
    GROUP,
    LABEL_ROLE,
    MARKS_ROLE,
    ROW_ROLE,
    TITLE_ROLE,
)
from desktop.views.rows import RowDelegate
from desktop.views.theme import GRID, label_grey, tabular

ROW_HEIGHT = 28
BOLD_KINDS = frozenset({DOCUMENT, "part", "annex"})
NARROWEST_LABEL = "00."
BADGE_PIXELS = 11


class OutlineDelegate(RowDelegate):
    """Paints labels and titles in two tones."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave no text to the style, only the ground."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same height for every row, so that a tree of any length opens at once."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground as the style does, then label and title."""
        row = index.data(ROW_ROLE)
        label, title = index.data(LABEL_ROLE), index.data(TITLE_ROLE)
        super().paint(painter, option, index)
        painter.save()
        area = option.rect.adjusted(GRID // 2, 0, -GRID, 0)
        font = QFont(option.font)
        font.setBold(row.kind in BOLD_KINDS)
        palette: QPalette = option.palette
        quiet = label_grey(palette)
        area.setRight(self._paint_signs(painter, area, index.data(BADGE_ROLE), option))
        count = index.data(MARKS_ROLE)
        if count:
            area.setRight(self._paint_badge(painter, area, str(count), option, quiet))
        if label:
            area.setLeft(self._paint_label(painter, area, label, font, quiet))
        painter.setFont(font)
        dark = palette.color(QPalette.ColorRole.Text)
        painter.setPen(quiet if row.kind == GROUP or row.archived else dark)
        text = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _MIDDLE, text)
        painter.restore()

    @staticmethod
    def _paint_signs(
        painter: QPainter, area: QRect, badge: Badge, option: QStyleOptionViewItem
    ) -> int:
        """Paint the signs at the right edge and return where the title ends."""
        signs = badge.signs
        if not signs:
            return area.right()
        small = tabular(QFont(option.font))
        small.setPixelSize(BADGE_PIXELS)
        palette: QPalette = option.palette
        overdue = badge.light == "red"
        painter.setFont(small)
        painter.setPen(palette.color(_SIGNAL) if overdue else label_grey(palette))
        painter.drawText(area, _EDGE, signs)
        return area.right() - QFontMetrics(small).horizontalAdvance(signs) - GRID

    @staticmethod
    def _paint_badge(
        painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem, colour: QColor
    ) -> int:
        """Paint a number in a rounded frame at the right edge, and return where it begins."""
        figures = tabular(QFont(option.font))
        figures.setPixelSize(BADGE_PIXELS)
        metrics = QFontMetrics(figures)
        width = max(metrics.horizontalAdvance(text) + GRID, 2 * GRID)
        badge = QRectF(area.right() - width, area.center().y() - GRID + 0.5, width, 2 * GRID - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(option.palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(badge, GRID, GRID)
        painter.setFont(figures)
        painter.setPen(colour)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        return round(badge.left()) - GRID // 2

    @staticmethod
    def _paint_label(
        painter: QPainter, area: QRect, label: str, font: QFont, colour: QColor
    ) -> int:
        """Paint the label and return where the title begins."""
        figures = tabular(QFont(font))
        metrics = QFontMetrics(figures)
        painter.setFont(figures)
        painter.setPen(colour)
        painter.drawText(area, _MIDDLE, label)
        width = max(metrics.horizontalAdvance(label), metrics.horizontalAdvance(NARROWEST_LABEL))
        return area.left() + width + GRID // 2


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_EDGE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_SIGNAL = QPalette.ColorRole.BrightText
