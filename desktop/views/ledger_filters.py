"""The row of fields under the heads of the ledger's columns, which go along with them."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QWidget
from shiboken6 import isValid

from desktop.views.ledger_lines import COLUMNS
from desktop.views.theme import GRID

HEIGHT = 32


class FilterRow(QWidget):
    """A field for every column, as wide as the column and scrolled with it.

    Signals:
        filterChanged: (name of a column, what its cells must contain, "" for anything).
    """

    filterChanged = Signal(str, str)

    def __init__(self, head: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerFilters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._head = head
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        for column in COLUMNS:
            field = _choice(column.choices) if column.choices else _line()
            field.setParent(self)
            field.setObjectName(f"ledgerFilter_{column.name}")
            field.setAccessibleName(f"按{column.title}筛选")
            field.setToolTip(f"只列出{column.title}里有这些字的条目")
            self.fields[column.name] = field
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(
                    lambda number, name=column.name, box=field: self.filterChanged.emit(
                        name, box.itemText(number) if number else ""
                    )
                )
            else:
                field.textChanged.connect(
                    lambda text, name=column.name: self.filterChanged.emit(name, text)
                )
        head.sectionResized.connect(self.place)
        head.geometriesChanged.connect(self.place)

    def clear(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            if isinstance(field, QComboBox):
                field.setCurrentIndex(0)
            else:
                field.clear()

    def place(self) -> None:
        """Put every field under the head of its column."""
        if not isValid(self._head):  # heads report their own end, too
            return
        for number, column in enumerate(COLUMNS):
            left = self._head.sectionViewportPosition(number)
            width = self._head.sectionSize(number)
            self.fields[column.name].setGeometry(left + 2, 2, max(0, width - 4), HEIGHT - GRID // 2)


def _choice(choices: Collection[str]) -> QComboBox:
    box = QComboBox()
    box.addItem("全部")
    box.addItems(list(choices))
    return box


def _line() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText("筛选")
    return line
