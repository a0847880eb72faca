"""How a tag is painted: its colour, its name, and at the right edge how often it is used."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.rows import Index
from desktop.views.tag_model import TAG_ROLE
from desktop.views.theme import GRID, label_grey

ROW_HEIGHT = 28
DOT = 10


class TagDelegate(QStyledItemDelegate):
    """Paints tags."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for dot and count, and the rest to the style."""
        super().initStyleOption(option, index)
        tag = index.data(TAG_ROLE)
        count = option.fontMetrics.horizontalAdvance(f"{tag.uses}")
        tick = 3 * GRID if index.data(Qt.ItemDataRole.CheckStateRole) is not None else GRID
        room = option.rect.width() - tick - count - 3 * GRID
        lead = "　" if tag.colour else ""
        option.text = lead + option.fontMetrics.elidedText(
            tag.name, Qt.TextElideMode.ElideRight, room - (2 * GRID if lead else 0)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row as the style does, then dot and count."""
        super().paint(painter, option, index)
        tag = index.data(TAG_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tag.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag.colour))
            painter.drawEllipse(self._dot(option, index))
        painter.setPen(label_grey(option.palette))
        area = option.rect.adjusted(0, 0, -GRID, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{tag.uses}"
        )
        painter.restore()

    @staticmethod
    def _dot(option: QStyleOptionViewItem, index: Index) -> QRect:
        """Return where the dot is: in the space that begins the text."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        left = option.rect.left() + (GRID // 2 + 18 if ticked else GRID // 2)
        width = QFontMetrics(option.font).horizontalAdvance("　")
        top = option.rect.center().y() - DOT // 2
        return QRect(left + (width - DOT) // 2, top, DOT, DOT)
