"""The forest of tags as a model: counts, colours, ticks for what is selected, moved by drag."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.annotations import Tag
from desktop.views.rows import Index

TAG_ROLE = Qt.ItemDataRole.UserRole + 1
SEARCHED_ROLE = Qt.ItemDataRole.UserRole + 2
MIME = "application/x-ceyue-tag"
_STATES = {0: Qt.CheckState.Unchecked, 1: Qt.CheckState.PartiallyChecked, 2: Qt.CheckState.Checked}


class TagModel(QStandardItemModel):
    """Every tag below the one it belongs to.

    Signals:
        tickRequested: (id of a tag, whether what is selected is to carry it).
        renameRequested: (id of a tag, new name).
        moveRequested: (id of a tag, id of the tag to put it under, "" for the top).
    """

    tickRequested = Signal(str, bool)
    renameRequested = Signal(str, str)
    moveRequested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QStandardItem] = {}
        self._editable = True

    def set_editable(self, editable: bool) -> None:
        """Let tags be renamed, moved and ticked, or not."""
        self._editable = editable

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show these tags, those above before those below them; every row closes."""
        self.clear()
        self._items = {}
        for tag in tags:
            item = QStandardItem(tag.name)
            item.setData(tag, TAG_ROLE)
            item.setData(tag.path, SEARCHED_ROLE)
            item.setToolTip("\n".join(filter(None, (tag.path, tag.description, _used(tag)))))
            item.setAccessibleText(f"{tag.path}，{_used(tag)}")
            above = self._items.get(tag.parent or "", self.invisibleRootItem())
            above.appendRow(item)
            self._items[tag.id] = item

    def show_ticks(self, carried: Mapping[str, int] | None, *, among: int) -> None:
        """Show which tags the things selected carry.

        Args:
            carried: how many of them carry a tag, by its id; None where nothing can be ticked.
            among: how many things are selected.
        """
        for id_, item in self._items.items():
            if carried is None or not self._editable:
                item.setData(None, Qt.ItemDataRole.CheckStateRole)
                continue
            count = carried.get(id_, 0)
            item.setCheckState(_STATES[2 if count == among else min(count, 1)])

    def index_of(self, tag: str) -> QModelIndex:
        """Return the row of a tag; invalid where it is not there."""
        item = self._items.get(tag)
        return item.index() if item else QModelIndex()

    # --- QAbstractItemModel ------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        item = Qt.ItemFlag
        if not index.isValid():
            return item.ItemIsDropEnabled if self._editable else item.NoItemFlags
        flags = item.ItemIsEnabled | item.ItemIsSelectable
        if self._editable:
            flags |= item.ItemIsEditable | item.ItemIsDragEnabled | item.ItemIsDropEnabled
            if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
                flags |= item.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name or a tick; the model shows it once it gets the tags anew."""
        tag: Tag = index.data(TAG_ROLE)
        if role == Qt.ItemDataRole.CheckStateRole:
            self.tickRequested.emit(tag.id, Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and str(value).strip() not in {"", tag.name}:
            self.renameRequested.emit(tag.id, str(value).strip())
        else:
            return False
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one form in which a tag is dragged."""
        return [MIME]

    def mimeData(self, indexes: Collection[Index]) -> QMimeData:
        """Return the tag that is dragged."""
        data = QMimeData()
        for index in indexes:
            data.setData(MIME, index.data(TAG_ROLE).id.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Return whether a tag is dragged that does not already stand there."""
        if not self._editable or not data.hasFormat(MIME):
            return False
        moved, under = _tag(data), parent.data(TAG_ROLE) if parent.isValid() else None
        item = self._items.get(moved)
        path = item.data(TAG_ROLE).path if item else ""
        return under is None or not f"{under.path}/".startswith(f"{path}/")

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; nothing moves by itself."""
        if self.canDropMimeData(data, action, row, column, parent):
            self.moveRequested.emit(
                _tag(data), parent.data(TAG_ROLE).id if parent.isValid() else ""
            )
        return False


def _tag(data: QMimeData) -> str:
    return bytes(data.data(MIME).data()).decode()


def _used(tag: Tag) -> str:
    return f"用在 {tag.uses} 处" if tag.uses else "还没有用过"
