"""The ledger as a table model: filtered, sorted and grouped in memory, edited in place."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from desktop.actions import ledger
from desktop.annotations import LedgerQuery, LedgerRow, State
from desktop.views.fields import day_of, units_of, units_text
from desktop.views.ledger_lines import (
    COLUMNS,
    Column,
    Group,
    Line,
    grouped,
    kept,
    ordered,
)
from desktop.views.lights import MEANINGS, light_colour
from desktop.views.rows import Index
from desktop.views.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class LedgerModel(QAbstractTableModel):
    """Items of the ledger, a line each, and the heads of their groups.

    Signals:
        changeRequested: (id of an item, name of a column, new value) after a cell was edited; the
            model shows it once it gets the rows anew.
        arranged: the lines are others than before.
    """

    changeRequested = Signal(str, str, object)
    arranged = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._editable = True
        self._every: tuple[LedgerRow, ...] = ()
        self._lines: list[Line] = []
        self._filters: dict[str, str] = {}
        self._query: LedgerQuery | None = None
        self._sort, self._descending = "", False
        self._group = ""
        self._closed: set[str] = set()
        self.shown: list[LedgerRow] = []

    # --- what the page asks ------------------------------------------------------

    @property
    def count(self) -> int:
        """How many items the ledger has, shown or not."""
        return len(self._every)

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self._filters) or self._query is not None

    @property
    def narrowed(self) -> bool:
        """Whether only certain items were asked for."""
        return self._query is not None

    @property
    def in_order(self) -> list[LedgerRow]:
        """The items that the filters leave, group by group, those of closed groups included."""
        lines = grouped(self.shown, by=self._group)
        return [line for line in lines if isinstance(line, LedgerRow)]

    @property
    def as_it_is(self) -> bool:
        """Whether all items are shown, in the library's order."""
        return not (self.filtered or self._sort or self._group)

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show these items; where their order stays, only cells are drawn anew."""
        self._every = tuple(rows)
        self._arrange()

    def change_rows(self, items: Collection[str], rows: Sequence[LedgerRow]) -> bool:
        """Show these rows in place of those of the items; an item without a row is gone.

        Return whether that could be: the place of an item that is new is not known here.
        """
        fresh = {row.id: row for row in rows}
        known = {row.id for row in self._every}
        if not fresh.keys() <= known:
            return False
        wanted = set(items)
        self._every = tuple(
            fresh.get(row.id, row) for row in self._every if row.id not in wanted or row.id in fresh
        )
        self._arrange()
        return True

    def set_filter(self, name: str, text: str) -> None:
        """Show only the items whose cell in a column contains the text; "" shows all."""
        self._filters.pop(name, None)
        if text.strip():
            self._filters[name] = text
        self._arrange()

    def narrow(self, query: LedgerQuery | None) -> None:
        """Show only the items asked for, besides what is typed below the heads; None for any."""
        self._query = query
        self._arrange()

    def clear_filters(self) -> None:
        """Show all items."""
        self._filters.clear()
        self._query = None
        self._arrange()

    def set_group(self, name: str) -> None:
        """Put the items under heads: one of `GROUPS`, "" for none."""
        self._group = name
        self._closed.clear()
        self._arrange()

    def toggle(self, row: int) -> None:
        """Close the group whose head stands in the row, or open it."""
        line = self._lines[row]
        if isinstance(line, Group):
            self._closed ^= {line.name}
            self._arrange()

    def set_editable(self, editable: bool) -> None:
        """Let cells be edited, or not."""
        self._editable = editable

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme

    def line(self, row: int) -> Line:
        """Return what stands in a row."""
        return self._lines[row]

    def row_of(self, item: str) -> int:
        """Return the row of an item, -1 where it is not shown."""
        return next(
            (
                number
                for number, line in enumerate(self._lines)
                if isinstance(line, LedgerRow) and line.id == item
            ),
            -1,
        )

    def rows_of(self, items: Collection[str]) -> list[int]:
        """Return the rows of those of the items that are shown, in order."""
        return [
            number
            for number, line in enumerate(self._lines)
            if isinstance(line, LedgerRow) and line.id in items
        ]

    def _arrange(self) -> None:
        every = self._every
        if (query := self._query) is not None:
            every = tuple(row for row in every if ledger.fits(row, query))
        self.shown = ordered(kept(every, self._filters), by=self._sort, descending=self._descending)
        lines = grouped(self.shown, by=self._group, closed=self._closed)
        same = [_identity(line) for line in lines] == [_identity(line) for line in self._lines]
        if same:
            self._lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
        self.arranged.emit()

    def _cell(self, row: LedgerRow, column: Column, role: int) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return column.text(row).replace("\n", " ")
        if role == Qt.ItemDataRole.EditRole:
            return _edited(row, column.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row, column.name) or column.text(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            if column.name == "light":
                return QColor(light_colour(row.light, self._theme))
            return QColor(self._theme.quiet) if row.lost else None
        return None

    # --- QAbstractTableModel -----------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title, or a line's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"点一下按{COLUMNS[section].title}排序，再点一下反过来"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be chosen and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self._lines[index.row()]
        if isinstance(line, Group):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._editable and COLUMNS[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, edits or says, in which colour, or the line itself."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if isinstance(line, Group):
            return _group_data(line, role) if index.column() == 0 else None
        return self._cell(line, COLUMNS[index.column()], role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a cell's change; return whether there is one."""
        line = self._lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or isinstance(line, Group):
            return False
        name, text = COLUMNS[index.column()].name, str(value)
        wanted = _wanted(name, text)
        no_day = name == "due" and wanted is None and bool(text.strip())
        if no_day or wanted == _kept(line, name):
            return False
        self.changeRequested.emit(line.id, name, wanted)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none, in the library's order, where it is -1."""
        self._sort = COLUMNS[column].name if 0 <= column < len(COLUMNS) else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()


def _identity(line: Line) -> object:
    return line.id if isinstance(line, LedgerRow) else line


def _group_data(group: Group, role: int) -> Any:
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return f"{'▸' if group.closed else '▾'} {group.name}　{group.count} 条"
    if role == Qt.ItemDataRole.ToolTipRole:
        return "点一下展开" if group.closed else "点一下收起"
    return None


def _edited(row: LedgerRow, name: str) -> str:
    """Return what an editor starts with; a progress note is always a new one."""
    if name == "progress":
        return ""
    if name == "support":
        return units_text(row.support)
    return str(getattr(row, name, "") or "")


def _kept(row: LedgerRow, name: str) -> Any:
    return "" if name == "progress" else getattr(row, name)


def _wanted(name: str, text: str) -> Any:
    """Return the value that somebody typed into a column."""
    if name == "support":
        return units_of(text)
    if name == "due":
        return day_of(text)
    return State(text) if name == "state" else text.strip()


_TIPS: Mapping[str, str] = {"progress": "双击记一条新进展，日期为今天"}


def _tip(row: LedgerRow, name: str) -> str:
    if name == "light":
        return MEANINGS[row.light]
    if name == "title" and row.lost:
        return f"{row.title}\n现行文本里已没有这一条。"
    if name == "progress" and row.last_progress:
        last = row.last_progress
        return f"{last.on}　{last.by}\n{last.text}\n{_TIPS[name]}"
    return _TIPS.get(name, "")
