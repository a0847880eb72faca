"""操作记录: who changed what and when, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import history
from desktop.annotations import HistoryEntry
from desktop.store import Store
from desktop.views.mark_list import local_moment
from desktop.views.theme import GRID
from desktop.views.widgets import Label, listing

MOST = 2000
HEADS = ("时间", "署名", "做了什么", "现在")


class HistoryDialog(QDialog):
    """The steps of the library, or of one document; stays open beside the window."""

    def __init__(self, parent: QWidget, *, store: Store, document: str) -> None:
        super().__init__(parent)
        self.setObjectName("historyDialog")
        self.setWindowTitle("操作记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._document = store, document
        self.only = QCheckBox("只看本文件")
        self.only.setObjectName("historyOnly")
        self.only.setEnabled(bool(document))
        self.table = listing("historyTable", "操作记录", HEADS)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.note = Label()
        self.note.setObjectName("quiet")
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for widget in (self.only, self.table, self.note, buttons):
            column.addWidget(widget)
        self.only.toggled.connect(self.refresh)
        self.resize(90 * GRID, 64 * GRID)
        self.refresh()

    def refresh(self) -> None:
        """Show the steps there are now."""
        document = self._document if self.only.isChecked() else None
        found = history.entries(self._store, limit=MOST, document=document)
        self.table.setRowCount(len(found))
        for row, entry in enumerate(found):
            for column, text in enumerate(_cells(entry)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        for column in (0, 1, 3):
            self.table.resizeColumnToContents(column)
        self.note.setText(_told(found))

    @classmethod
    def tell(cls, parent: QWidget, *, store: Store, document: str) -> "HistoryDialog":
        """Show the steps beside the window, which stays usable."""
        dialog = cls(parent, store=store, document=document)
        dialog.show()
        return dialog


def _cells(entry: HistoryEntry) -> tuple[str, str, str, str]:
    state = "已撤销" if entry.undone else "不能撤销" if entry.permanent else ""
    return local_moment(entry.at), entry.author, entry.label, state


def _told(found: Sequence[HistoryEntry]) -> str:
    if not found:
        return "还没有操作。"
    return f"只列出最近 {MOST} 步。" if len(found) == MOST else f"共 {len(found)} 步。"
