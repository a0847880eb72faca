"""The lines of what a returned report brings: a model over values, ticked line by line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette

from desktop.actions.returned import OUTCOMES, Came
from desktop.views.theme import label_grey

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("结果", "批注人", "位置", "原文", "批注")
CAME_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN = 200  # characters of a cell
_NOWHERE = QModelIndex()


class ReturnedModel(QAbstractTableModel):
    """Comments in the file's order, each with what comes of it.

    Args:
        palette: whose grey what is known already is written in.
        parent: the owner.
    """

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grey: QColor = label_grey(palette)
        self._came: list[Came] = []
        self._off: set[str] = set()
        self._choosing = True

    def show_came(self, came: Sequence[Came], *, choosing: bool) -> None:
        """Hold these comments, all ticked; `choosing` says whether they can be unticked."""
        self.beginResetModel()
        self._came, self._choosing, self._off = list(came), choosing, set()
        self.endResetModel()

    @property
    def chosen(self) -> list[str]:
        """The keys of the comments that are ticked."""
        return [
            each.key for each in self._came if each.outcome != "known" and each.key not in self._off
        ]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's own
        return 0 if parent.isValid() else len(self._came)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's own
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: D102 - Qt's own
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's own
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's own
        came = self._came[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(_cells(came)[index.column()].split())[:_SHOWN]
            case Qt.ItemDataRole.CheckStateRole if self._ticks(index):
                off = came.key in self._off
                return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
            case Qt.ItemDataRole.ForegroundRole if came.outcome == "known":
                return self._grey
            case role if role == CAME_ROLE:
                return came
        return None

    def setData(  # noqa: D102 - Qt's own
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._ticks(index):
            return False
        key = self._came[index.row()].key
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._off.discard(key)
        else:
            self._off.add(key)
        self.dataChanged.emit(index, index)
        return True

    def _ticks(self, index: Index) -> bool:
        """Return whether a cell has a box to tick."""
        known = self._came[index.row()].outcome == "known"
        return self._choosing and index.column() == 0 and not known


def told(came: Came) -> str:
    """Return all that is to be said of a comment, on lines of its own."""
    head = "\u3000".join(filter(None, (came.author, _moment(came.created), came.place)))
    quote = f"“{came.quote}”" if came.quote else ""
    message = f"（{OUTCOMES[came.outcome]}：{came.message}）" if came.message else ""
    return "\n".join(filter(None, (head, quote, came.said, message)))


def _cells(came: Came) -> tuple[str, ...]:
    place = came.place or (f"《{came.title}》" if came.title else "")
    return OUTCOMES[came.outcome], came.author, place, came.quote, came.said


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}" if at else ""
