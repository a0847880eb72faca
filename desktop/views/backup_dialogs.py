"""What the window asks about backups: where to, and which one."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from desktop.actions.safety import Backup
from desktop.views.dialogs import Dialog, file_to_read, file_to_write
from desktop.views.theme import GRID
from desktop.views.widgets import Label, listing

HEADS = ("时间", "大小", "文件", "批注", "台账", "说明")
FILTER = "策阅备份 (*.db);;所有文件 (*)"
NUMBERS = range(1, 5)
NOTHING = "还没有备份。打开程序后几秒钟会做第一份，之后有改动时每五分钟一份。"
MEGABYTE = 1_000_000
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BackupFile:
    """Into which file a backup is written, or from which it is read."""

    @classmethod
    def ask_target(cls, parent: QWidget) -> Path | None:
        """Return the file to write; None when it was put away."""
        return file_to_write(
            parent, title="备份到", proposed="策阅备份.db", kinds=FILTER, name="backupTarget",
            accept="备份",
        )  # fmt: skip

    @classmethod
    def ask_source(cls, parent: QWidget) -> Path | None:
        """Return the file to read; None when it was put away."""
        return file_to_read(
            parent, title="选择备份文件", kinds=FILTER, name="backupSource", accept="选择"
        )


class BackupsDialog(Dialog):
    """The backups, the newest first, with what is in each; stays open for another look.

    Signals:
        restoreRequested: the `Backup` to put in the library's place.
        fileRequested: a backup that lies elsewhere is to be.
        undoRequested: the file of what was there before, to be put back.
    """

    restoreRequested = Signal(object)
    fileRequested = Signal()
    undoRequested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="backupsDialog", title="恢复备份", accept="")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found: list[Backup] = []
        self._kept: Path | None = None
        self.told = Label("正在查看备份…")
        self.told.setObjectName("backupsTold")
        self.told.setWordWrap(True)
        self.table = listing("backupsTable", "备份", HEADS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        role = QDialogButtonBox.ButtonRole
        self.restore = self.buttons.addButton("恢复…", role.ActionRole)
        self.restore.setObjectName("backupRestore")
        self.restore.setDefault(True)
        self.other = self.buttons.addButton("别处的备份…", role.ActionRole)
        self.undo = self.buttons.addButton("撤回恢复", role.ActionRole)
        self.undo.setObjectName("backupUndo")
        self.undo.setVisible(False)
        for widget in (self.told, self.table, self.buttons):
            self.column.addWidget(widget)
        self.restore.clicked.connect(self._restore)
        self.other.clicked.connect(self.fileRequested)
        self.undo.clicked.connect(self._undo)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemActivated.connect(self._restore)
        self.resize(88 * GRID, 56 * GRID)
        self._selected()

    @property
    def chosen(self) -> Backup | None:
        """The backup selected, where it can be restored."""
        rows = self.table.selectionModel().selectedRows()
        backup = self._found[rows[0].row()] if rows else None
        return None if backup is None or backup.fault else backup

    def show_backups(self, found: Sequence[Backup], *, told: str) -> None:
        """List these backups, under a sentence on what was done; "" for none."""
        self._found = list(found)
        self.setEnabled(True)
        self.table.setRowCount(len(self._found))
        for row, backup in enumerate(self._found):
            for column, text in enumerate(_cells(backup)):
                item = QTableWidgetItem(text)
                item.setToolTip(backup.fault or str(backup.path))
                if column in NUMBERS:
                    item.setTextAlignment(_RIGHT)
                if backup.fault:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(row, column, item)
        whole = next((row for row, each in enumerate(self._found) if not each.fault), -1)
        if whole >= 0:
            self.table.selectRow(whole)
        self.told.setText(told or (f"共 {len(self._found)} 份。" if self._found else NOTHING))
        self.table.setFocus()
        self._selected()

    def show_busy(self, told: str) -> None:
        """Say what goes on; nothing can be chosen meanwhile."""
        self.told.setText(told)
        self.setEnabled(False)

    def offer_undo(self, kept: Path | None) -> None:
        """Offer to put back what was there before; None where nothing was."""
        self._kept = kept
        self.undo.setVisible(kept is not None)

    def _selected(self) -> None:
        self.restore.setEnabled(self.chosen is not None)

    def _restore(self) -> None:
        if self.chosen is not None:
            self.restoreRequested.emit(self.chosen)

    def _undo(self) -> None:
        self.undoRequested.emit(self._kept)


def moment_text(made: str) -> str:
    """Return a moment, UTC, ISO 8601, as the user's own time to the minute."""
    return f"{datetime.fromisoformat(made).astimezone():%Y-%m-%d %H:%M}"


def contents_text(backup: Backup) -> str:
    """Return what is in a backup, in words."""
    contents = backup.contents
    return f"{contents.documents} 份文件、{contents.marks} 处批注、{contents.follow_ups} 条台账"


def _cells(backup: Backup) -> tuple[str, ...]:
    size = f"{backup.size / MEGABYTE:.1f} MB"
    if backup.fault:
        return (moment_text(backup.made), size, "", "", "", "✕ 不能恢复")
    there = backup.contents
    counts = (str(each) for each in (there.documents, there.marks, there.follow_ups))
    return (moment_text(backup.made), size, *counts, "恢复前的资料库" if backup.replaced else "")
