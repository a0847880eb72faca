"""The page 台账: every item of the ledger in one table, filtered, grouped and edited in place."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import PRIORITIES, LedgerQuery, LedgerRow, State
from desktop.views.empty import Nothing
from desktop.views.ledger_delegate import ROW_HEIGHT, LedgerDelegate
from desktop.views.ledger_filters import FilterRow
from desktop.views.ledger_lines import COLUMNS, GROUPS, Group, totals_text
from desktop.views.ledger_model import LedgerModel
from desktop.views.selecting import rows_selected, selected_rows
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, combo, make_quiet, tool

T = TypeVar("T")
NOTHING = "台账还是空的：在目录或正文里选中措施，再选“列入督办”。"
NOTHING_LEFT = "没有符合筛选的条目。"


class LedgerPage(QWidget):
    """The ledger.

    Signals:
        nodeRequested: (document id, node id) of the measure to go to.
        changeRequested: (ids of items, {name of a field: its new value}).
        progressRequested: (id of an item, words of a new note of today).
        removeRequested: the ids of the items to take off the ledger.
        unitRequested, dayRequested: the ids of the items that a unit or a day is to be asked for.
        exportRequested: make a workbook.
        closeRequested: back to the text.
    """

    nodeRequested = Signal(str, str)
    changeRequested = Signal(list, object)  # a dict would lose the types of its values
    progressRequested = Signal(str, str)
    removeRequested = Signal(list)
    unitRequested = Signal(list)
    dayRequested = Signal(list)
    exportRequested = Signal()
    closeRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._units: tuple[str, ...] = ()
        self._editable = True
        self.model = LedgerModel(theme)
        self.table = _table(self.model)
        self.model.setParent(self.table)
        self.table.setItemDelegate(LedgerDelegate(lambda: self._units, self.table))
        self.table.installEventFilter(self)
        self.filters = FilterRow(self.table.horizontalHeader())
        self.group = combo("ledgerGroup", "把台账分成几组")
        for name, (title, _) in GROUPS.items():
            self.group.addItem(title, name)
        self.change = tool("", "修改选中的各条；按住 Ctrl 或 Shift 选多条", name="ledgerChange")
        self.change.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.narrowed = _label("ledgerNarrowed")
        self.clear = tool("清除筛选")
        self.export = tool("导出 Excel…", "把列出的条目或整个台账存为工作簿", name="ledgerExport")
        self.back = tool("返回正文", "回到正文（Esc）")
        self.empty = Nothing(NOTHING, "去选措施", name="ledgerStart", middle=True)
        self.foot = _label("ledgerFoot")
        self._build()
        self._wire()
        self.show_rows(())

    def _build(self) -> None:
        self.change.setMenu(QMenu(self.change))
        self.change.menu().aboutToShow.connect(lambda: self._fill(self.change.menu()))
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, GRID, GRID, GRID)
        heading = Label("督办台账")
        heading.setObjectName("pageHeading")
        for widget in (heading, self.group, self.change, self.narrowed, self.clear):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.export)
        bar.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.group.activated.connect(self._group_chosen)
        self.filters.filterChanged.connect(self.model.set_filter)
        self.clear.clicked.connect(self._clear)
        self.back.clicked.connect(self.closeRequested)
        self.empty.button.clicked.connect(self.closeRequested)
        self.export.clicked.connect(self.exportRequested)
        self.model.arranged.connect(self._arranged)
        # Queued: the editor that asks must be gone before the table gets its rows anew.
        self.model.changeRequested.connect(self._edited, Qt.ConnectionType.QueuedConnection)
        self.table.horizontalScrollBar().valueChanged.connect(self.filters.place)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._double_clicked)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    # --- what the window asks ----------------------------------------------------

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show these items; what is selected and where one is stay."""
        self._staying(lambda: self.model.show_rows(rows))

    def change_rows(self, items: Collection[str], rows: Sequence[LedgerRow]) -> bool:
        """Show these rows in place of those of the items; return whether that could be done."""
        return self._staying(lambda: self.model.change_rows(items, rows))

    def await_rows(self) -> None:
        """Say nothing of an empty ledger; its rows are on their way."""
        if not self.model.count:
            self.empty.setVisible(False)

    def _staying(self, show: Callable[[], T]) -> T:
        """Show other rows; what is selected and where one is stay."""
        current = self.table.currentIndex()
        line = self.model.line(current.row()) if current.isValid() else None
        chosen = set(self.selected())
        place = self.table.verticalScrollBar().value()
        shown = show()
        if isinstance(line, LedgerRow):
            self._select(chosen, current=line.id, column=current.column())
        self.table.verticalScrollBar().setValue(place)
        return shown

    def narrow(self, query: LedgerQuery, name: str) -> None:
        """Show only the items asked for, which are called so, until the filters are cleared."""
        self.filters.clear()
        self.narrowed.setText(f"只列出：{name}")
        self.model.narrow(query)

    def set_units(self, units: Sequence[str]) -> None:
        """Complete units over these."""
        self._units = tuple(units)

    def set_editable(self, editable: bool) -> None:
        """Let items be changed, or only looked at."""
        self._editable = editable
        self.model.set_editable(editable)
        self._selected()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.model.restyle(theme)
        self.table.viewport().update()

    def selected(self) -> list[str]:
        """Return the ids of the items selected, in the table's order."""
        rows = selected_rows(self.table.selectionModel().selection())
        lines = (self.model.line(row) for row in rows)
        return [line.id for line in lines if isinstance(line, LedgerRow)]

    def rows(self) -> list[LedgerRow]:
        """Return the items shown, in the table's order, those of closed groups included."""
        return self.model.in_order

    # --- what the user does ------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the measure by Enter, back by Escape, off the ledger by Delete."""
        pressed = watched is self.table and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self.table.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.closeRequested.emit()
        elif key == Qt.Key.Key_Delete and self._editable and self.selected():
            self.removeRequested.emit(self.selected())
        else:
            return False
        return True

    def _group_chosen(self) -> None:
        self.model.set_group(self.group.currentData())

    def _clear(self) -> None:
        self.filters.clear()
        self.model.clear_filters()

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(self.model.line(index.row()), Group):
            self.model.toggle(index.row())

    def _double_clicked(self, index: QModelIndex) -> None:
        if not COLUMNS[index.column()].editable or not self._editable:
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        line = self.model.line(index.row()) if index.isValid() else None
        if isinstance(line, LedgerRow):
            self.nodeRequested.emit(line.document, "" if line.lost else line.node)

    def _edited(self, item: str, name: str, value: object) -> None:
        if name == "progress":
            self.progressRequested.emit(item, value)
        else:
            self.changeRequested.emit([item], {name: value})

    def _show_menu(self, where: QPoint) -> None:
        index = self.table.indexAt(where)
        if index.isValid() and isinstance(self.model.line(index.row()), LedgerRow):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._fill(menu)
            menu.popup(self.table.viewport().mapToGlobal(where))

    def _fill(self, menu: QMenu) -> None:
        """Offer what can be done with the items selected."""
        menu.clear()
        chosen = self.selected()
        menu.addAction("转到措施").triggered.connect(lambda: self._go(self.table.currentIndex()))
        if not (chosen and self._editable):
            return
        menu.addSeparator()
        states = menu.addMenu("状态")
        for state in State:
            self._offer(states, str(state), chosen, {"state": state})
        priorities = menu.addMenu("优先级")
        for priority in PRIORITIES:
            self._offer(priorities, priority, chosen, {"priority": priority})
        menu.addAction("牵头单位…").triggered.connect(lambda: self.unitRequested.emit(chosen))
        menu.addAction("期限…").triggered.connect(lambda: self.dayRequested.emit(chosen))
        self._offer(menu, "标为滞后", chosen, {"behind": True})
        self._offer(menu, "取消滞后", chosen, {"behind": False})
        menu.addSeparator()
        menu.addAction("移出台账").triggered.connect(lambda: self.removeRequested.emit(chosen))

    def _offer(self, menu: QMenu, text: str, chosen: list[str], change: Mapping[str, Any]) -> None:
        menu.addAction(text).triggered.connect(
            lambda: self.changeRequested.emit(chosen, dict(change))
        )

    # --- inside ------------------------------------------------------------------

    def _selected(self) -> None:
        count = len(self.selected())
        self.change.setText(f"批量修改（{count} 条）▾" if count > 1 else "批量修改 ▾")
        self.change.setEnabled(bool(count) and self._editable)

    def _select(self, chosen: set[str], *, current: str, column: int) -> None:
        row = self.model.row_of(current)
        if row < 0:
            return
        flag = QItemSelectionModel.SelectionFlag
        selection = rows_selected(self.model, self.model.rows_of(chosen))
        select = self.table.selectionModel()
        select.select(selection, flag.ClearAndSelect | flag.Rows)
        select.setCurrentIndex(self.model.index(row, column), flag.NoUpdate)

    def _arranged(self) -> None:
        self.table.clearSpans()
        for row in range(self.model.rowCount()):
            if isinstance(self.model.line(row), Group):
                self.table.setSpan(row, 0, 1, len(COLUMNS))
        shown, every = self.model.shown, self.model.count
        self.foot.setText(totals_text(shown, every=every))
        self.clear.setVisible(self.model.filtered)
        self.narrowed.setVisible(self.model.narrowed)
        self.empty.sentence.setText(NOTHING_LEFT if every else NOTHING)
        self.empty.setVisible(not shown)
        self.empty.button.setVisible(not every)
        self.table.setVisible(bool(shown))
        self.foot.setVisible(bool(shown))
        for widget in (self.filters, self.group, self.change):
            widget.setVisible(bool(every))


def _label(name: str) -> QLabel:
    label = Label()
    label.setObjectName(name)
    return label


def _table(model: LedgerModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName("ledgerTable")
    table.setAccessibleName("台账")
    make_quiet(table, row=ROW_HEIGHT)
    table.setTabKeyNavigation(True)  # from cell to cell, for they are edited in place
    table.setSortingEnabled(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    triggers = QAbstractItemView.EditTrigger
    table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    head = table.horizontalHeader()
    # A head asks whether all cells of a column are selected; this one asks where nothing ever is.
    head.setSelectionModel(QItemSelectionModel(model, head))
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    head.setSortIndicatorClearable(True)
    head.setStretchLastSection(True)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for number, column in enumerate(COLUMNS):
        table.setColumnWidth(number, column.width)
    return table
