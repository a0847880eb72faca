"""What became of each file of an import: a list beside the window, from which one goes on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QWidget,
)

from desktop.views.dialogs import Dialog
from desktop.views.theme import GRID
from desktop.views.widgets import listing

if TYPE_CHECKING:
    from desktop.actions.imports import Imported

OUTCOMES = {"new": "新增", "version": "新版", "same": "已有", "failed": "未导入"}
HEADS = ("结果", "文件", "说明", "待校核")
_FILE_WIDTH = 24 * GRID
_LINES = 2  # of a message under the list


class ImportReport(Dialog):
    """What became of each file, the failures first; a file that is in the library opens from it.

    Signals:
        documentRequested: the id of the document to open.
    """

    documentRequested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="importReport", title="导入结果", accept="")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._results: list[Imported] = []
        self._asked = 0
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.message = QLabel()
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
        self.opener.clicked.connect(lambda: self._go(self.table.currentRow()))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.told()))
        for widget in (self.heading, self.table, self.message, self.buttons):
            self.column.addWidget(widget)
        self.resize(104 * GRID, 56 * GRID)

    def _build_table(self) -> None:
        self.table = listing("importResults", "导入结果", HEADS)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.cellActivated.connect(lambda row, _: self._go(row))
        self.table.currentCellChanged.connect(lambda row, *_: self._stand_at(row))

    def add(self, results: Sequence["Imported"], *, asked: int) -> None:
        """List these, too, of an import of `asked` files."""
        self._asked += asked
        every = [*self._results, *results]
        self._results = sorted(every, key=lambda result: result.outcome != "failed")
        self.heading.setText(summary(self._results, asked=self._asked))
        self.table.setRowCount(len(self._results))
        for row, result in enumerate(self._results):
            for column, text in enumerate(_cells(result)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(result.path) if column == 1 else text)
                self.table.setItem(row, column, item)
        for column in (0, 3):
            self.table.resizeColumnToContents(column)
        self.table.setColumnWidth(1, _FILE_WIDTH)
        self.table.setCurrentCell(0, 0)
        self._stand_at(self.table.currentRow())

    def told(self) -> str:
        """Return the list as text, a line a file, its cells apart by tabs."""
        return "\n".join("\t".join(_cells(result)) for result in self._results)

    def _stand_at(self, row: int) -> None:
        """Show all of the row's message, for which the table may be too narrow."""
        self.message.setText(self._results[row].message if row >= 0 else "")
        self.opener.setEnabled(row >= 0 and self._results[row].document is not None)

    def _go(self, row: int) -> None:
        document = self._results[row].document if row >= 0 else None
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
