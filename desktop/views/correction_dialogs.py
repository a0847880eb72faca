"""What is asked and told about corrections: a document's data, lines outside, all corrections."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidgetItem,
    QWidget,
)

from desktop.actions.corrected_places import SORTS, Listed
from desktop.actions.correction_names import DATUM_NAMES, PART_NAMES
from desktop.corrections import Datum, Part
from desktop.model import Outline
from desktop.views.dialogs import Dialog
from desktop.views.fields import day_of
from desktop.views.mark_list import local_moment
from desktop.views.theme import GRID
from desktop.views.widgets import Label, combo, listing

OutsideLine = tuple[Part, int | None, str]
HEADS = ("类别", "更正", "署名", "时间", "现在")
_ID = Qt.ItemDataRole.UserRole


class DataDialog(Dialog):
    """The data of a document, to be put right."""

    def __init__(self, parent: QWidget, outline: Outline) -> None:
        super().__init__(parent, name="dataDialog", title="文件信息", accept="更正")
        self.fields: dict[Datum, QLineEdit] = {}
        form = QFormLayout()
        form.setSpacing(GRID)
        for datum, name in DATUM_NAMES.items():
            field = QLineEdit(getattr(outline, datum) or "")
            field.setObjectName(f"datum-{datum}")
            field.setMinimumWidth(56 * GRID)
            field.setCursorPosition(0)
            form.addRow(name, field)
            self.fields[datum] = field
        self.fields["issued_on"].setPlaceholderText("如 2023-09-15，或 2023年9月15日")
        self.note = Label("留空表示原文没有。源文件不会改变，可以撤销。")
        self.note.setObjectName("quiet")
        self.column.addLayout(form)
        self.column.addWidget(self.note)
        self.column.addWidget(self.buttons)

    def accept(self) -> None:
        """Be done, if the day is one."""
        field = self.fields["issued_on"]
        if field.text().strip() and day_of(field.text()) is None:
            self.note.setText("成文日期不是日期。请写成 2023-09-15 或 2023年9月15日，或者留空。")
            field.setFocus()
            field.selectAll()
        else:
            super().accept()

    @classmethod
    def ask(cls, parent: QWidget, outline: Outline) -> dict[Datum, str | None]:
        """Return the data that are to be others, by their names; none when it was put away."""
        dialog = cls(parent, outline)
        if not dialog.exec():
            return {}
        found = {datum: field.text().strip() or None for datum, field in dialog.fields.items()}
        found["issued_on"] = day_of(found["issued_on"] or "")
        return {datum: text for datum, text in found.items() if text != getattr(outline, datum)}


class OutsideDialog(Dialog):
    """The lines that stand outside the tree, of which some are to come into it."""

    def __init__(self, parent: QWidget, outline: Outline) -> None:
        super().__init__(parent, name="outsideDialog", title="列入正文", accept="列入正文")
        heading = Label("这些行没有列入正文。选出应当列入的，它们按原来的次序成为正文段落。")
        heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("outsideLines")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumSize(72 * GRID, 44 * GRID)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for line in outside(outline):
            part, number, text = line
            where = f"{PART_NAMES[part]}　" + (f"第 {number} 行　" if number else "")
            item = QListWidgetItem(where + text.strip())
            item.setData(_ID, line)
            item.setToolTip(text.strip())
            self.list.addItem(item)
        for widget in (heading, self.list, self.buttons):
            self.column.addWidget(widget)

    @classmethod
    def ask(cls, parent: QWidget, outline: Outline) -> list[OutsideLine]:
        """Return the lines chosen; none when it was put away."""
        dialog = cls(parent, outline)
        if not dialog.exec():
            return []
        return [tuple(item.data(_ID)) for item in dialog.list.selectedItems()]


class CorrectionsDialog(Dialog):
    """All corrections of a document; stays open beside the window.

    Signals:
        resetRequested: the ids of the corrections to take back.
        nodeRequested: the id of the node to show.
    """

    resetRequested = Signal(list)
    nodeRequested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="correctionsDialog", title="更正记录", accept="")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._listed: Sequence[Listed] = ()
        self.sort = combo("correctionSort", "只看一类", ["全部类别", *SORTS.values()])
        self.table = listing("correctionTable", "更正记录", HEADS)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.note = Label()
        self.note.setObjectName("quiet")
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.some = self.buttons.addButton("恢复所选", role)
        self.all = self.buttons.addButton("恢复列出的全部", role)
        for button in self.buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the list; Esc closes
        self.some.clicked.connect(lambda: self.resetRequested.emit(self._chosen()))
        self.all.clicked.connect(lambda: self.resetRequested.emit(self._ids()))
        self.sort.currentIndexChanged.connect(self._fill)
        self.table.cellActivated.connect(self._go)
        for widget in (self.sort, self.table, self.note, self.buttons):
            self.column.addWidget(widget)
        self.resize(100 * GRID, 64 * GRID)

    def show_corrections(self, listed: Sequence[Listed]) -> None:
        """List these corrections, the newest first."""
        self._listed = list(reversed(listed))
        self._fill()

    def _seen(self) -> list[Listed]:
        sort = self.sort.currentText() if self.sort.currentIndex() else ""
        return [each for each in self._listed if not sort or each.sort == sort]

    def _ids(self) -> list[str]:
        return [each.correction.id for each in self._seen()]

    def _chosen(self) -> list[str]:
        ids = self._ids()
        return [ids[index.row()] for index in self.table.selectionModel().selectedRows()]

    def _go(self, row: int, _column: int) -> None:
        if node := self._seen()[row].node:
            self.nodeRequested.emit(node)

    def _fill(self) -> None:
        seen = self._seen()
        self.table.setRowCount(len(seen))
        for row, each in enumerate(seen):
            made = each.correction
            state = "" if made.fits else "与现在的文字不符，未采用"
            cells = (each.sort, each.name, made.author, local_moment(made.at), state)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        for column in (0, 2, 3, 4):
            self.table.resizeColumnToContents(column)
        self.note.setText(
            f"{len(seen)} 处更正。源文件不变；恢复也可以撤销。" if seen else "没有更正。"
        )
        self.some.setEnabled(bool(seen))
        self.all.setEnabled(bool(seen))


def outside(outline: Outline) -> list[OutsideLine]:
    """Return the lines that stand outside the tree and are not blank, by their parts."""
    found: list[OutsideLine] = []
    for part in get_args(Part):
        for line in getattr(outline, part):
            number, text = (None, line) if isinstance(line, str) else (line.line, line.text)
            if text.strip():
                found.append((part, number, text))
    return found
