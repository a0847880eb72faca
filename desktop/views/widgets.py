"""The small widgets that panels and pages are made of, each with its words in one line."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QStatusBar,
    QTableView,
    QTableWidget,
    QToolButton,
    QWidget,
)


class Label(QLabel):
    """Words as they are: those of people and files may look like markup, which Qt would believe."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)


def literal(text: str) -> str:
    """Return a text for a menu or a button that shows it as it is: one & would mark a key."""
    return text.replace("&", "&&")


def tool(text: str = "", tip: str = "", *, name: str = "") -> QToolButton:
    """Return a flat button.

    Args:
        text: on it.
        tip: what it does, and its keys.
        name: its objectName.
    """
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setToolTip(tip)
    return button


def combo(name: str, about: str, choices: Iterable[str] = (), *, least: int = 0) -> QComboBox:
    """Return a box to choose from.

    Args:
        name: its objectName.
        about: what is chosen; its tip, and what a screen reader says.
        choices: what is in it at first.
        least: the characters that it keeps room for where there is little; 0 for its longest
            choice.
    """
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(about)
    box.setToolTip(about)
    box.addItems(list(choices))
    if least:
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(least)
    return box


def listing(name: str, spoken: str, heads: Sequence[str]) -> QTableWidget:
    """Return an empty table of rows to choose from, none of which can be edited.

    Args:
        name: its objectName.
        spoken: what a screen reader calls it.
        heads: the titles of its columns.
    """
    table = QTableWidget(0, len(heads))
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().setVisible(False)
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    return table


def make_quiet(table: QTableView, *, row: int) -> None:
    """Make a table of a page look like the others: no grid, rows of one height, Tab leaves it.

    Args:
        table: any table.
        row: the height of its rows in pixels.
    """
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setHighlightSections(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setDefaultSectionSize(row)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def show_in_status(widget: QWidget, shown: bool) -> None:
    """Show what stands in the status bar, or hide it; never over a message that is there.

    The bar shows what it was told to hide for a message once that has gone.
    """
    widget.setVisible(shown)
    bar = widget.parent()
    if shown and isinstance(bar, QStatusBar) and bar.currentMessage():
        widget.hide()
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
