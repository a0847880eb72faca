"""How cells of the ledger are painted and edited: lists, calendar, completion."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.views.fields import DayField, UnitField
from desktop.views.ledger_lines import COLUMNS, Group
from desktop.views.ledger_model import LINE_ROLE
from desktop.views.rows import Index
from desktop.views.theme import GRID, tabular

ROW_HEIGHT = 30
_FIGURES = frozenset({"label", "due"})


class LedgerDelegate(QStyledItemDelegate):
    """Paints cells; edits them with what suits their column.

    Args:
        units: gives the units known, asked for when one is typed.
        parent: the table.
    """

    def __init__(self, units: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._units = units

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Set heads of groups bold, figures in equal widths."""
        super().initStyleOption(option, index)
        if isinstance(index.data(LINE_ROLE), Group):
            font = QFont(option.font)
            font.setBold(True)
            option.font = font
        elif COLUMNS[index.column()].name in _FIGURES:
            option.font = tabular(QFont(option.font))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell; where a group begins, a band."""
        if isinstance(index.data(LINE_ROLE), Group):
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Midlight))
        super().paint(painter, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor that suits the column."""
        column = COLUMNS[index.column()]
        if column.choices:
            return self._choice(parent, column.choices)
        if column.name == "due":
            field = DayField(parent)
            field.setAutoFillBackground(True)
            field.dayChanged.connect(lambda _: self._finish(field))
            return field
        if column.name in {"lead", "support"}:
            units = UnitField(several=column.name == "support", parent=parent)
            units.set_known(self._units())
            return units
        line = QLineEdit(parent)
        if column.name == "progress":
            line.setPlaceholderText("新进展，回车记下")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds."""
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, DayField):
            editor.set_day(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was chosen or typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, DayField):
            editor.commit()
            model.setData(index, editor.day)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let an editor be as wide as it needs, and inside the table."""
        area = option.rect
        if isinstance(editor, DayField):
            area.setWidth(max(area.width(), 22 * GRID))
        parent = editor.parentWidget()
        if parent is not None and area.right() > parent.width():
            area.moveRight(parent.width())
        editor.setGeometry(area)

    def _choice(self, parent: QWidget, choices: Sequence[str]) -> QComboBox:
        box = QComboBox(parent)
        box.addItems(list(choices))
        box.activated.connect(lambda _: self._finish(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
