"""The panel 校核: what the parser was unsure of, and the printed source beside it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model import Doubt
from desktop.text import SourceLine
from desktop.views.source_lines import SourceLines
from desktop.views.theme import GRID, Theme, label_grey

DOUBT_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class DoubtPanel(QWidget):
    """A list of doubts over the source lines of the one chosen.

    Signals:
        doubtRequested: the `Doubt` whose place to show.
        countChanged: how many doubts the document has.
    """

    doubtRequested = Signal(object)
    countChanged = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doubtPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setObjectName("doubtList")
        self.list.setAccessibleName("校核")
        self.list.setItemDelegate(DoubtDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._none = QLabel("这份文件没有存疑之处。")
        self._none.setObjectName("quiet")
        self._none.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._none.setWordWrap(True)
        self.source = SourceLines(theme)
        self.source.setObjectName("sourceLines")
        self.source.setPlaceholderText("点选一条，这里显示原文。")
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(self.source)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        self._splitter = splitter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none)
        layout.addWidget(splitter)
        self.list.currentItemChanged.connect(self._moved)
        self.list.itemClicked.connect(self._chosen)
        self.show_doubts(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every message the height that it takes at the new width."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """List these doubts; the source is empty until one is chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for doubt in doubts:
            item = QListWidgetItem(doubt.message)
            item.setData(DOUBT_ROLE, doubt)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line_name(doubt)} {doubt.message}")
            item.setToolTip(f"原文：{doubt.printed}\n认作：{doubt.assumed}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.source.empty()
        self._none.setVisible(not doubts)
        self._splitter.setVisible(bool(doubts))
        self.countChanged.emit(len(doubts))

    def show_source(self, lines: Sequence[SourceLine], line: int) -> None:
        """Show source line `line` with its neighbours, as printed, under its number."""
        self.source.show_lines(lines, line, line)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.source.restyle(theme)

    def _moved(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self._chosen(current)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.doubtRequested.emit(item.data(DOUBT_ROLE))


class DoubtDelegate(QStyledItemDelegate):
    """Paints a doubt in two tones: the line it stands on, and under it what is doubtful."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave no text to the style, only the ground."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the wrapped message takes at the list's present width."""
        view = cast("QListWidget", option.widget)
        width = view.viewport().width() - 4 * GRID
        area = option.fontMetrics.boundingRect(0, 0, width, 10_000, _WRAPPED, index.data())
        return QSize(width, area.height() + option.fontMetrics.height() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the line's name and the message."""
        super().paint(painter, option, index)
        area = option.rect.adjusted(2 * GRID, GRID - 2, -2 * GRID, -GRID)
        palette = option.palette
        painter.save()
        painter.setPen(label_grey(palette))
        painter.drawText(area, _WRAPPED, line_name(index.data(DOUBT_ROLE)))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        area.setTop(area.top() + option.fontMetrics.height() + 2)
        painter.drawText(area, _WRAPPED, index.data())
        painter.restore()


_WRAPPED = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft)


def line_name(doubt: Doubt) -> str:
    """Return how the line of a doubt is called."""
    return f"原文第 {doubt.line} 行"
