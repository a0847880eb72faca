"""The page 概览: the figures of each document, the next deadlines and the newest steps."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.overview import Overview, Standing
from desktop.annotations import HistoryEntry, LedgerRow
from desktop.views.empty import Nothing
from desktop.views.lights import light_colour, light_text
from desktop.views.mark_list import local_moment
from desktop.views.overview_model import COLUMNS, LINE_ROLE, OverviewModel, about
from desktop.views.rows import Index, RowDelegate
from desktop.views.short_label import ShortLabel
from desktop.views.theme import GRID, Theme, tabular
from desktop.views.widgets import Label, listing, make_quiet, tool

NOTHING = "资料库还没有文件：导入以后，这里列出每份文件读到哪里，还有什么要办。"
NOTHING_COMES = "没有将到期的督办事项。"
NOTHING_DONE = "还没有操作。"
ROW, LOW, HEAD, TITLE = 44, 28, 36, 240  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PLACE = Qt.ItemDataRole.UserRole


class OverviewDelegate(RowDelegate):
    """Paints a document in two lines, and figures; the whole library in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the words."""
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(GRID, 0, -GRID, 0)
        standing: Standing | None = index.data(LINE_ROLE)
        font = tabular(QFont(option.font))
        font.setBold(standing is None)
        painter.setFont(font)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(ink or option.palette.color(QPalette.ColorRole.Text))
        words = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, area.width()
        )
        if index.column() or standing is None:
            painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT, words)
        else:
            half = area.height() // 2
            painter.drawText(area.adjusted(0, 3, 0, -half), _LEFT, words)
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            below = option.fontMetrics.elidedText(
                about(standing), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area.adjusted(0, half, 0, -3), _LEFT, below)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row."""
        return QSize(super().sizeHint(option, index).width(), ROW)


class OverviewPage(QWidget):
    """How things stand; the row chosen says whose deadlines and steps are listed below.

    Signals:
        figureRequested: (id of a document or None for all, name of a column) whose list to open.
        documentChosen: the id of the document whose deadlines and steps are wanted; None for all.
        nodeRequested: (document id, node id) of a measure to go to.
        historyRequested: list all steps.
        importRequested: choose files.
        closeRequested: back to the text.
    """

    figureRequested = Signal(object, str)
    documentChosen = Signal(object)
    nodeRequested = Signal(str, str)
    historyRequested = Signal()
    importRequested = Signal()
    closeRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewView")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.document: str | None = None
        self._column = 0
        self.model = OverviewModel(theme)
        self.table = _figures(self.model)
        self.model.setParent(self.table)
        self.table.setItemDelegate(OverviewDelegate(self.table))
        self.coming = _list("overviewComing", "近期时限", ("期限", "预警", "措施", "牵头单位"), 2)
        self.changes = _list("overviewChanges", "最近操作", ("时间", "署名", "做了什么"), 2)
        self.all_changes = tool("全部记录…", "打开操作记录")
        self.back = tool("返回正文", "回到正文（Esc）")
        self.empty = Nothing(NOTHING, "导入文件…", name="overviewStart", middle=True)
        self.setFocusProxy(self.table)
        self._build()
        self._wire()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, GRID, GRID, GRID)
        heading = Label("概览")
        heading.setObjectName("pageHeading")
        bar.addWidget(heading)
        bar.addStretch(1)
        bar.addWidget(self.back)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        self._coming = _Listed(self.coming, NOTHING_COMES)
        self._changes = _Listed(self.changes, NOTHING_DONE, self.all_changes)
        below.addWidget(self._coming)
        below.addWidget(self._changes)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.table)
        self._parts.addWidget(below)
        self._parts.setSizes([6000, 4000])  # more than there is: their ratio counts
        self._parts.setStretchFactor(0, 3)
        self._parts.setStretchFactor(1, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._parts)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.closeRequested)
        self.empty.button.clicked.connect(self.importRequested)
        self.all_changes.clicked.connect(self.historyRequested)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._open_document)
        self.model.modelReset.connect(self._stay)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.table.viewport().setMouseTracking(True)
        self.table.viewport().installEventFilter(self)
        self.coming.itemActivated.connect(self._go)
        self.changes.itemActivated.connect(lambda _: self.historyRequested.emit())
        for widget in (self.table, self.coming, self.changes):
            widget.installEventFilter(self)

    # --- what the window asks ----------------------------------------------------

    def show_overview(self, overview: Overview) -> None:
        """Show how things stand; the cell one is at stays."""
        self.model.show_overview(overview)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        standing = self.model.standing(self.model.row_of(self.document))
        whose = f"《{standing.document.title}》" if standing else "全部文件"
        self._coming.say(f"近期时限　{whose}")
        self._changes.say(f"最近操作　{whose}")
        self._coming.fill([_deadline(row, self._theme) for row in overview.coming])
        self._changes.fill([_step(entry, self._theme) for entry in overview.changes])

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme; lists get theirs when they are shown again."""
        self._theme = self.model.theme = theme
        self.table.viewport().update()

    # --- what the user does ------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the titles enough room; where there is none, the figures are scrolled."""
        super().resizeEvent(event)
        figures = sum(column.width for column in COLUMNS[1:])
        mode = QHeaderView.ResizeMode
        head = self.table.horizontalHeader()
        roomy = self.width() - figures >= TITLE
        head.setSectionResizeMode(0, mode.Stretch if roomy else mode.Interactive)
        if not roomy:
            head.resizeSection(0, TITLE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open by Enter, go back by Escape, and point at what can be opened."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closeRequested.emit()
                return True
            if watched is self.table and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._open(self.table.currentIndex())
                return True
        if isinstance(event, QMouseEvent) and watched is self.table.viewport():
            index = self.table.indexAt(event.position().toPoint())
            link = index.column() > 0 and self.model.is_link(index)
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.table.viewport().setCursor(hand if link else arrow)
        return super().eventFilter(watched, event)

    def _stay(self) -> None:
        """Go on in the row of the same document, wherever it is now."""
        if self.model.rowCount():
            row = self.model.row_of(self.document)
            self.table.selectionModel().setCurrentIndex(
                self.model.index(row, self._column),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )

    def _clicked(self, index: QModelIndex) -> None:
        """Open a figure's list; a document is only chosen, so that what is below tells of it."""
        if index.column():
            self._open(index)

    def _open_document(self, index: QModelIndex) -> None:
        if not index.column():
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.is_link(index):
            standing = self.model.standing(index.row())
            document = standing.document.id if standing else None
            self.figureRequested.emit(document, COLUMNS[index.column()].name)

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self._column = index.column()
        standing = self.model.standing(index.row())
        document = standing.document.id if standing else None
        if document != self.document:
            self.document = document
            self.documentChosen.emit(document)

    def _go(self, item: QTableWidgetItem) -> None:
        document, node = item.data(_PLACE)
        self.nodeRequested.emit(document, node)


Cell = tuple[str, str, str, tuple[str, str]]
"""What a cell of a list says, its tip, its colour or "", and the place that it leads to."""


class _Listed(QWidget):
    """A list below its heading; a sentence where it is empty."""

    def __init__(self, table: QTableWidget, nothing: str, button: QWidget | None = None) -> None:
        super().__init__()
        self._head, self._table = ShortLabel(), table
        self._nothing = Label(nothing)
        self._nothing.setObjectName("quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self._head.setObjectName("overviewHead")
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, 0, GRID, 0)
        bar.addWidget(self._head, 1)
        bar.addStrut(HEAD)
        if button is not None:
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(table, 1)
        column.addWidget(self._nothing, 1)

    def say(self, heading: str) -> None:
        """Show another heading, as much of it as there is room for."""
        self._head.setText(heading)

    def fill(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self._table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._table.setRowCount(len(rows))
        for number, cells in enumerate(rows):
            for column, (text, tip, colour, place) in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(tip)
                item.setData(_PLACE, place)
                if colour:
                    item.setForeground(QColor(colour))
                self._table.setItem(number, column, item)


def _deadline(row: LedgerRow, theme: Theme) -> list[Cell]:
    place = (row.document, "" if row.lost else row.node)
    tip = f"《{row.document_title}》\n{row.label} {row.title}\n双击或回车：转到这条措施"
    colour = light_colour(row.light, theme) if row.light else ""
    return [
        (row.due or "", tip, "", place),
        (light_text(row.light), tip, colour, place),
        (f"{row.label} {row.title}".strip(), tip, "", place),
        (row.lead, tip, "", place),
    ]


def _step(entry: HistoryEntry, theme: Theme) -> list[Cell]:
    label = f"{entry.label}（已撤销）" if entry.undone else entry.label
    colour = theme.faint if entry.undone else ""
    tip = f"{local_moment(entry.at)}　{entry.author}\n{label}"
    return [
        (text, tip, colour, ("", "")) for text in (local_moment(entry.at)[5:], entry.author, label)
    ]


def _figures(model: OverviewModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName("overviewTable")
    table.setAccessibleName("各份文件的概况")
    make_quiet(table, row=ROW)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = table.horizontalHeader()
    head.setSelectionModel(QItemSelectionModel(model, head))  # as in the ledger
    head.setMinimumSectionSize(5 * GRID)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for number, column in enumerate(COLUMNS):
        table.setColumnWidth(number, column.width)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    head.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)
    return table


def _list(name: str, spoken: str, heads: Sequence[str], wide: int) -> QTableWidget:
    table = listing(name, spoken, heads)
    make_quiet(table, row=LOW)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    head = table.horizontalHeader()
    head.setDefaultAlignment(_LEFT)
    head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    for column in range(len(heads)):
        if column != wide:
            table.setColumnWidth(column, 12 * GRID)
    return table
