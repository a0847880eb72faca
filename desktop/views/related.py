"""The panel 相关: measures of the library that are like the one being read."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.search import Related, Relations
from desktop.views.rows import Index, RowDelegate
from desktop.views.theme import GRID, label_grey
from desktop.views.widgets import Label

_RELATED = Qt.ItemDataRole.UserRole + 1
_WORDS = 6  # shared words that are shown
NO_MEASURE = "读到一条措施时，这里列出库里与它最相近的措施。"
READING = "正在整理库里的词语，稍后列出相近的措施。"
NOTHING = "库里没有与这一条相近的措施。"


class RelatedPanel(QWidget):
    """The ten most alike, each with its document and the words shared.

    Signals:
        relatedRequested: the `Related` to read.
        seen: the panel has come to the front.
    """

    relatedRequested = Signal(object)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relatedPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = Label()
        self.heading.setObjectName("quiet")
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID // 2)
        self.list = QListWidget()
        self.list.setObjectName("relatedList")
        self.list.setAccessibleName("相关措施")
        self.list.setItemDelegate(RelatedDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no measure is being read."""
        self.list.clear()
        self.list.setVisible(False)
        self.heading.setText(NO_MEASURE)

    def show_relations(self, name: str, found: Relations) -> None:
        """List what is like the measure of that name."""
        self.list.clear()
        for each in found.measures:
            item = QListWidgetItem("\n".join(_lines(each)))
            item.setData(_RELATED, each)
            item.setToolTip(f"{item.text()}\n相近程度 {each.score:.0%}")
            self.list.addItem(item)
        self.list.setVisible(bool(found.measures))
        if found.measures:
            self.heading.setText(f"与“{name}”相近的措施")
        else:
            self.heading.setText(NOTHING if found.whole else READING)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that somebody looks."""
        super().showEvent(event)
        self.seen.emit()

    def _chosen(self, item: QListWidgetItem) -> None:
        related: Related = item.data(_RELATED)
        self.relatedRequested.emit(related)


class RelatedDelegate(RowDelegate):
    """Paints a measure in three lines: its name in bold, and in grey its document and the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same size for every measure."""
        del index
        return QSize(1, 3 * _line(option.fontMetrics) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the three lines, cut where they are too long."""
        super().paint(painter, option, index)
        palette, metrics = option.palette, option.fontMetrics
        bold = QFont(option.font)
        bold.setBold(True)
        grey = label_grey(palette)
        area = option.rect.adjusted(2 * GRID, GRID, -GRID, -GRID)
        line = QRect(area.topLeft(), QSize(area.width(), _line(metrics)))
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        looks = (
            (bold, palette.color(QPalette.ColorRole.Text)),
            (option.font, grey),
            (option.font, grey),
        )
        for words, (font, colour) in zip(_lines(index.data(_RELATED)), looks, strict=True):
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, flags, shown)
            line.translate(0, line.height())
        painter.restore()


def _lines(related: Related) -> tuple[str, str, str]:
    """Return the measure's name, its document, and the words shared."""
    shared = "、".join(related.words[:_WORDS])
    name = f"{related.label} {related.title}".strip()
    return name, f"《{related.document_title}》", f"共有：{shared}"


def _line(metrics: QFontMetrics) -> int:
    return metrics.height() + 3
