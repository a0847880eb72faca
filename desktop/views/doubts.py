"""The panel 校核: what the parser was unsure of, and the printed source beside it."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.model import Doubt
from desktop.text import SourceLine
from desktop.views.theme import GRID, Theme

LINES_AROUND = 8
DOUBT_ROLE = Qt.ItemDataRole.UserRole + 1


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
        self._theme = theme
        self.list = QListWidget()
        self.list.setObjectName("doubtList")
        self.list.setAccessibleName("校核")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._none = QLabel("这份文件没有存疑之处。")
        self._none.setObjectName("quiet")
        self._none.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._none.setWordWrap(True)
        self.source = QTextEdit()
        self.source.setObjectName("sourceLines")
        self.source.setAccessibleName("原文")
        self.source.setReadOnly(True)
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

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """List these doubts; the source is empty until one is chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for doubt in doubts:
            item = QListWidgetItem(f"第 {doubt.line} 行　{doubt.message}")
            item.setData(DOUBT_ROLE, doubt)
            item.setToolTip(f"原文：{doubt.printed}\n认作：{doubt.assumed}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.source.clear()
        self._none.setVisible(not doubts)
        self._splitter.setVisible(bool(doubts))
        self.countChanged.emit(len(doubts))

    def show_source(self, lines: Sequence[SourceLine], line: int) -> None:
        """Show source line `line` with its neighbours, as printed, under its number."""
        here = bisect_left(lines, line, key=lambda each: each.number)
        around = lines[max(0, here - LINES_AROUND) : here + LINES_AROUND + 1]
        width = len(str(around[-1].number)) if around else 1
        self.source.clear()
        cursor = self.source.textCursor()
        numbers, text = QTextCharFormat(), QTextCharFormat()
        numbers.setForeground(QColor(self._theme.quiet))
        text.setForeground(QColor(self._theme.text))
        shown = 0
        for number, each in enumerate(around):
            if number:
                cursor.insertBlock()
            if each.number == line:
                shown = cursor.position()
            cursor.insertText(f"{each.number:>{width}}　", numbers)
            cursor.insertText(each.text, text)
        self._mark(shown)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme from the next source shown on."""
        self._theme = theme
        item = self.list.currentItem()
        if item is not None:
            self._chosen(item)

    def _mark(self, position: int) -> None:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.source.document())
        cursor.setPosition(position)
        self.source.setTextCursor(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextCharFormat()
        mark.setBackground(QColor(self._theme.found))
        selection.cursor, selection.format = cursor, mark
        self.source.setExtraSelections([selection])
        self.source.ensureCursorVisible()

    def _moved(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self._chosen(current)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.doubtRequested.emit(item.data(DOUBT_ROLE))
