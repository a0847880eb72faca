"""How a row of the library tree is painted: grey tabular label, dark title."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.outline_model import DOCUMENT, GROUP, LABEL_ROLE, ROW_ROLE, TITLE_ROLE
from desktop.views.theme import GRID, label_grey, tabular

ROW_HEIGHT = 28
BOLD_KINDS = frozenset({DOCUMENT, "part", "annex"})
NARROWEST_LABEL = "00."


class OutlineDelegate(QStyledItemDelegate):
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
        area = option.rect.adjusted(GRID // 2, 0, -GRID // 2, 0)
        font = QFont(option.font)
        font.setBold(row.kind in BOLD_KINDS)
        palette: QPalette = option.palette
        quiet = label_grey(palette)
        if label:
            area.setLeft(self._paint_label(painter, area, label, font, quiet))
        painter.setFont(font)
        dark = palette.color(QPalette.ColorRole.Text)
        painter.setPen(quiet if row.kind == GROUP or row.archived else dark)
        text = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _MIDDLE, text)
        painter.restore()

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
