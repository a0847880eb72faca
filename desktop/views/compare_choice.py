"""Which two texts to compare."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.comparison import Edition
from desktop.text import normal
from desktop.views.dialogs import Dialog
from desktop.views.theme import GRID
from desktop.views.widgets import Label


class Choice(NamedTuple):
    """A text that can be chosen, and what it is called."""

    edition: Edition
    name: str


class CompareChoice(Dialog):
    """Two lists of documents and their older versions, and the choices made last."""

    def __init__(
        self, parent: QWidget, choices: Sequence[Choice], recent: Sequence[tuple[Edition, Edition]]
    ) -> None:
        super().__init__(parent, name="compareChoice", title="对照两份文件", accept="对照")
        self._names = {choice.edition: choice.name for choice in choices}
        self.recent = QComboBox()
        self.recent.setObjectName("compareRecent")
        self.recent.addItem("最近对照过的…")
        self._recent = [pair for pair in recent if set(pair) <= set(self._names)]
        for left, right in self._recent:
            self.recent.addItem(f"{self._names[left]} ↔ {self._names[right]}")
        self.recent.setVisible(bool(self._recent))
        self.recent.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.lists = (_TextList("左边", choices), _TextList("右边", choices))
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for each in self.lists:
            row.addWidget(each)
            each.list.currentItemChanged.connect(self._allow)
            each.list.itemActivated.connect(self._accept)
        self.column.addWidget(self.recent)
        self.column.addLayout(row)
        self.column.addWidget(self.buttons)
        self.recent.activated.connect(self._take_recent)
        self._allow()
        self.lists[0].list.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        choices: Sequence[Choice],
        *,
        recent: Sequence[tuple[Edition, Edition]],
        first: tuple[Edition | None, Edition | None],
    ) -> tuple[Edition, Edition] | None:
        """Return the two texts chosen; None when it was put away.

        Args:
            parent: the window.
            choices: what there is.
            recent: pairs compared before, the newest first.
            first: what is chosen at first on either side.
        """
        dialog = cls(parent, choices, recent)
        for each, text in zip(dialog.lists, first, strict=True):
            each.choose(text)
        return dialog.chosen if dialog.exec() else None

    @property
    def chosen(self) -> tuple[Edition, Edition] | None:
        """The two texts chosen; None while one is missing."""
        left, right = (each.chosen for each in self.lists)
        return (left, right) if left and right else None

    def _take_recent(self, number: int) -> None:
        if number > 0:
            for each, text in zip(self.lists, self._recent[number - 1], strict=True):
                each.choose(text)

    def _allow(self) -> None:
        self.buttons.buttons()[0].setEnabled(self.chosen is not None)

    def _accept(self) -> None:
        if self.chosen is not None:
            self.accept()


class _TextList(QWidget):
    """A list of texts under a heading, with a line to narrow it."""

    def __init__(self, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("筛选：标题或文号")
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setMinimumSize(54 * GRID, 36 * GRID)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(heading)
        for text, name in choices:
            item = QListWidgetItem(name)
            item.setToolTip(name)
            item.setData(Qt.ItemDataRole.UserRole, text)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (Label(heading), self.filter, self.list):
            column.addWidget(widget)
        self.filter.textChanged.connect(self._narrow)

    @property
    def chosen(self) -> Edition | None:
        """The text chosen, or None."""
        row = self.list.currentRow()
        found: Edition | None = None
        if row >= 0:
            found = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def choose(self, text: Edition | None) -> None:
        """Choose a text, if it is there."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == text:
                item.setHidden(False)
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _narrow(self, words: str) -> None:
        wanted = normal(words)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in normal(item.text()))
