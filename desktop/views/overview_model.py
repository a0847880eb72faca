"""The documents of the library as a table of figures, the whole library in its first row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from desktop.actions.overview import MONTH, WEEK, Figures, Overview, Standing
from desktop.views.rows import Index
from desktop.views.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures.

    Attributes:
        name: the field of `Figures`; "title" for the document itself.
        title: as the head shows it.
        meaning: what is counted.
        opens: what a click on a figure opens, with {} for the figure; "" for nothing.
        width: in pixels.
    """

    name: str
    title: str
    meaning: str
    opens: str
    width: int = 58


COLUMNS = (
    Column("title", "文件", "文件，和它的文号、发文机关、日期", "打开正文"),
    Column("measures", "措施", "有多少条措施", "打开正文"),
    Column("read", "已阅", "标为已阅的措施，占多少", "目录只列出还没有阅过的措施", 72),
    Column("marks", "批注", "有多少处批注", "列出这 {} 处批注"),
    Column("notes", "有文字", "写了文字的批注", "列出这 {} 处写了文字的批注"),
    Column("lost", "待定位", "找不到原处的批注", "列出待重新定位的批注"),
    Column(
        "doubts",
        "疑点",
        "拆分疑点：读文件时拿不准、还没有核定或更正的地方；复看所见不计在内",
        "打开校核栏，列出这 {} 处",
    ),
    Column("open", "在督办", "台账里没有办结的", "打开台账，列出这 {} 条"),
    Column("overdue", "逾期", "过了期限还没有办结的", "打开台账，列出这 {} 条"),
    Column("week", f"{WEEK} 天内", f"{WEEK} 天内到期的", "打开台账，列出这 {} 条"),
    Column("month", f"{MONTH} 天内", f"{MONTH} 天内到期的", "打开台账，列出这 {} 条", 64),
    Column("done", "办结", "已办结或已销号的", "打开台账，列出这 {} 条"),
)
_ALL = frozenset({"title", "measures"})  # what the whole library has no page for


class OverviewModel(QAbstractTableModel):
    """The whole library, then each document; sorted by a column if asked."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._documents: tuple[Standing, ...] = ()
        self._lines: list[Standing] = []
        self._total = Figures()
        self._sort, self._descending = -1, False

    def show_overview(self, overview: Overview) -> None:
        """Show these figures; where the documents stay the same, only cells are drawn anew."""
        self._documents, self._total = overview.documents, overview.total
        self._arrange()

    def standing(self, row: int) -> Standing | None:
        """Return the document in a row, None for the whole library."""
        return self._lines[row - 1] if row else None

    def row_of(self, document: str | None) -> int:
        """Return the row of a document, 0 for the whole library or one that is not there."""
        ids = [line.document.id for line in self._lines]
        return ids.index(document) + 1 if document in ids else 0

    def figures(self, row: int) -> Figures:
        """Return the figures in a row."""
        standing = self.standing(row)
        return standing.figures if standing else self._total

    def first_with(self, name: str) -> Standing | None:
        """Return the first document shown that has a figure, or None."""
        return next((line for line in self._lines if getattr(line.figures, name)), None)

    def is_link(self, index: Index) -> bool:
        """Return whether a cell opens anything."""
        name = COLUMNS[index.column()].name
        if name in _ALL:
            return bool(index.row())
        figures = self.figures(index.row())
        return bool(figures.measures if name == "read" else getattr(figures, name))

    def _arrange(self) -> None:
        lines = list(self._documents)
        if self._sort >= 0:
            lines.sort(key=_order(COLUMNS[self._sort].name), reverse=self._descending)
        same = [line.document.id for line in lines] == [line.document.id for line in self._lines]
        if same and lines:
            self._lines = lines
            last = self.index(len(lines), len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    # --- QAbstractTableModel -----------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are: none where there are no documents."""
        return 0 if parent.isValid() or not self._lines else len(self._lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title, or what it counts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.meaning}；点一下按它排序"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows or says, in which colour, or the document itself."""
        if role == LINE_ROLE:
            return self.standing(index.row())
        column = COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(index.row(), column.name)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column():
            return QColor(self._colour(index, column.name))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index, column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; in the order added, those archived last, where it is -1."""
        self._sort, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _text(self, row: int, name: str) -> str:
        standing, figures = self.standing(row), self.figures(row)
        if name == "title":
            return standing.document.title if standing else f"全部文件　{len(self._lines)} 份"
        if name == "read":
            return f"{figures.read}/{figures.measures}" if figures.measures else "–"
        return str(getattr(figures, name) or "–")

    def _colour(self, index: Index, name: str) -> str:
        if not self.is_link(index):
            return self.theme.faint if self._text(index.row(), name) == "–" else self.theme.text
        if name in {"overdue", "lost"}:
            return self.theme.signal
        return self.theme.accent

    def _tip(self, index: Index, column: Column) -> str:
        standing = self.standing(index.row())
        head = f"《{standing.document.title}》\n{about(standing)}" if standing else "全部文件"
        told = head if column.name == "title" else f"{head}\n{column.meaning}"
        if not self.is_link(index):
            return told
        if column.name == "title":
            return f"{told}\n单击：下面列出它的时限和操作；双击或回车：{column.opens}"
        figure = getattr(self.figures(index.row()), column.name)
        return f"{told}\n单击或回车：{column.opens.format(figure)}"


def about(standing: Standing) -> str:
    """Return what stands below a document's title: number, issuer, date, whether archived."""
    document = standing.document
    parts = (
        document.doc_number, document.issuer, document.issued_on,
        "已存档" if document.archived else "",
    )  # fmt: skip
    return "　".join(part for part in parts if part)


def _order(name: str) -> Callable[[Standing], Any]:
    if name == "title":
        return lambda line: line.document.title
    if name == "read":
        return lambda line: line.figures.read / max(1, line.figures.measures)
    return lambda line: getattr(line.figures, name)
