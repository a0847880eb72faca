"""What became of each file of an import: a list beside the window, from which one goes on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.views.dialogs import Dialog
from desktop.views.rows import Index
from desktop.views.theme import GRID
from desktop.views.widgets import Label, make_quiet

if TYPE_CHECKING:
    from desktop.actions.imports import Imported

OUTCOMES = {"new": "新增", "version": "新版", "same": "已有", "failed": "未导入"}
HEADS = ("结果", "文件", "说明", "待校核")
_FILE_WIDTH = 24 * GRID
_WIDEST = "9999 处"  # in the first and last column, where Qt would ask for all rows
_ROW = 3 * GRID + 4
_NOWHERE = QModelIndex()
_LINES = 2  # of a message under the list


class Results(QAbstractTableModel):
    """The results of an import, a row each: thousands are listed as soon as one."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[Imported] = []

    def show_results(self, results: list["Imported"]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's own
        return 0 if parent.isValid() else len(self.results)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's own
        return 0 if parent.isValid() else len(HEADS)

    def headerData(  # noqa: D102 - Qt's own
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's own
        result = self.results[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return str(result.path)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cells(result)[index.column()]
        return None


class ImportReport(Dialog):
    """What became of each file, the failures first; a file that is in the library opens from it.

    Signals:
        documentRequested: the id of the document to open.
    """

    documentRequested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="importReport", title="导入结果", accept="")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = Results()
        self._asked = 0
        self.heading = Label()
        self.heading.setWordWrap(True)
        self.message = Label()
        self.message.setObjectName("importMessage")
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.message.setMinimumHeight(_LINES * self.message.fontMetrics().lineSpacing())
        self._build_table()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.opener = self.buttons.addButton("打开", role)
        self.opener.setToolTip("打开选中的文件（回车，或双击）")
        self.copy = self.buttons.addButton("复制清单", role)
        self.copy.setToolTip("把清单复制成文字，可以粘到别处")
        for button in self.buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the list; Esc closes
        self.opener.clicked.connect(lambda: self._go(self.table.currentIndex().row()))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.told()))
        for widget in (self.heading, self.table, self.message, self.buttons):
            self.column.addWidget(widget)
        self.resize(104 * GRID, 56 * GRID)

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setObjectName("importResults")
        self.table.setAccessibleName("导入结果")
        self.table.setModel(self.model)
        make_quiet(self.table, row=_ROW)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        narrow = self.table.fontMetrics().horizontalAdvance(_WIDEST) + 3 * GRID
        for column, width in ((0, narrow), (1, _FILE_WIDTH), (3, narrow)):
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.activated.connect(lambda index: self._go(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda at: self._stand_at(at.row()))

    def add(self, results: Sequence["Imported"], *, asked: int) -> None:
        """List these, too, of an import of `asked` files."""
        self._asked += asked
        every = [*self.model.results, *results]
        self.model.show_results(sorted(every, key=lambda result: result.outcome != "failed"))
        self.heading.setText(summary(every, asked=self._asked))
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._stand_at(self.table.currentIndex().row())

    def told(self) -> str:
        """Return the list as text, a line a file, its cells apart by tabs."""
        return "\n".join("\t".join(_cells(result)) for result in self.model.results)

    def _stand_at(self, row: int) -> None:
        """Show all of the row's message, for which the table may be too narrow."""
        results = self.model.results
        self.message.setText(results[row].message if row >= 0 else "")
        self.opener.setEnabled(row >= 0 and results[row].document is not None)

    def _go(self, row: int) -> None:
        document = self.model.results[row].document if row >= 0 else None
        if document is not None:
            self.documentRequested.emit(document.id)


def summary(results: Sequence["Imported"], *, asked: int) -> str:
    """Return one sentence on the outcome of an import of `asked` files."""
    counts = dict.fromkeys(OUTCOMES.values(), 0)
    for result in results:
        counts[OUTCOMES[result.outcome]] += 1
    counts["已取消"] = asked - len(results)
    told = "，".join(f"{word} {count} 份" for word, count in counts.items() if count)
    return f"{told}。" if told else "没有导入文件。"


def _cells(result: "Imported") -> tuple[str, str, str, str]:
    doubts = f"{result.doubts} 处" if result.doubts else ""
    return OUTCOMES[result.outcome], result.path.name, result.message, doubts
