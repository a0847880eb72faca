"""A list to tick things in, with a line that filters it."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme import GRID
from desktop.views.widgets import Label

_ID = Qt.ItemDataRole.UserRole
_FEW = 8  # rows that need no filter


class CheckList(QWidget):
    """Rows with a box each; Space ticks the one that the keyboard stands on.

    Args:
        name: the list's objectName.
        title: what it lists, for those who cannot see it.
        nothing: what is said where there are no rows.

    Signals:
        changed: something was ticked or is so no longer.
    """

    changed = Signal()

    def __init__(self, name: str, *, title: str, nothing: str) -> None:
        super().__init__()
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(f"筛选{title}")
        self.filter_box.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setAccessibleName(title)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Label(nothing)
        self.empty.setObjectName("quiet")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        for widget in (self.filter_box, self.empty):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.filter_box.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.show_rows(())

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """List (id, text) of things; what was ticked and is still there stays so."""
        ticked = self.ticked()
        self.list.blockSignals(True)
        self.list.clear()
        for id_, text in rows:
            item = QListWidgetItem(text)
            item.setData(_ID, id_)
            item.setToolTip(text.strip())
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(_state(id_ in ticked))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
        self.filter_box.setVisible(self.list.count() > _FEW)
        self.filter_box.clear()

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of what is ticked, in the list's order."""
        return tuple(item.data(_ID) for item in self._ticked())

    def ticked_texts(self) -> tuple[str, ...]:
        """Return what is ticked as the list names it."""
        return tuple(item.text().strip() for item in self._ticked())

    def tick(self, ids: Collection[str]) -> None:
        """Tick these and nothing else."""
        before = self.ticked()
        self.list.blockSignals(True)
        for item in map(self.list.item, range(self.list.count())):
            item.setCheckState(_state(item.data(_ID) in ids))
        self.list.blockSignals(False)
        if self.ticked() != before:
            self.changed.emit()

    def _ticked(self) -> list[QListWidgetItem]:
        items = map(self.list.item, range(self.list.count()))
        return [item for item in items if item.checkState() == Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in map(self.list.item, range(self.list.count())):
            item.setHidden(wanted not in item.text().casefold())


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
