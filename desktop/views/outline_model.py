"""The library tree as a lazy model: a level is asked for when it is opened, never before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from desktop.actions import marks, tree
from desktop.actions.tree import TreeRow
from desktop.store import Store
from desktop.text import normal
from desktop.views.badges import Badge, Badges
from desktop.views.rows import Index

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
LABEL_ROLE = Qt.ItemDataRole.UserRole + 2
TITLE_ROLE = Qt.ItemDataRole.UserRole + 3
MARKS_ROLE = Qt.ItemDataRole.UserRole + 4
BADGE_ROLE = Qt.ItemDataRole.UserRole + 5
_ROLES = frozenset({
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, ROW_ROLE, LABEL_ROLE, TITLE_ROLE, MARKS_ROLE,
    BADGE_ROLE,
})  # fmt: skip
DOCUMENT, GROUP = "document", "group"
NODE_TYPE = "application/x-ceyue-node"
MOST_FOUND = 500
MOST_CHOSEN = 2000


@dataclass(eq=False, slots=True)
class Branch:
    """A row of the tree with the rows below it, or None where they were not asked for yet."""

    row: TreeRow
    parent: "Branch | None" = None
    number: int = 0
    children: "list[Branch] | None" = None

    def adopt(self, rows: Iterable[TreeRow]) -> None:
        """Hold these rows as the children."""
        self.children = [Branch(row, self, number) for number, row in enumerate(rows)]


@dataclass(eq=False, slots=True)
class _Hits:
    """The rows of a filtered tree, merged from paths that begin alike."""

    top: list[Branch] = field(default_factory=list)
    known: dict[tuple[str, str], Branch] = field(default_factory=dict)

    def add(self, path: Sequence[TreeRow]) -> None:
        parent: Branch | None = None
        for row in path:
            branch = self.known.get((row.kind, row.id))
            if branch is None:
                siblings = self.top if parent is None else parent.children
                siblings = [] if siblings is None else siblings
                branch = Branch(row, parent, len(siblings), [])
                siblings.append(branch)
                self.known[row.kind, row.id] = branch
            parent = branch


class OutlineModel(QAbstractItemModel):
    """Groups, documents and their nodes; or, filtered, those that match with all above them.

    Signals:
        moveRequested: (document, node, parent, node to put it in front of) as it was dropped; ""
            for the document itself and for the end.
    """

    moveRequested = Signal(str, str, str, str)

    def __init__(self, store: Store, badges: Badges, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._badges = badges
        self._only: frozenset[str] | None = None
        self._top: list[Branch] = []
        self._filter = ""
        self._archived = False
        self._marks: dict[str, dict[str, int]] = {}  # document -> row -> marks there and below
        self.found = 0
        self.refresh()

    @property
    def filter(self) -> str:
        """What the tree is filtered by; "" for the whole tree."""
        return self._filter

    @property
    def filtered(self) -> bool:
        """Whether only some rows are shown, by words or by ids."""
        return bool(self._filter) or self._only is not None

    def refresh(self, document: str = "") -> None:
        """Ask the library anew; every row closes.

        Args:
            document: the only one of which something may be another, except how many marks its
                rows have; "" where anything may be.
        """
        self.forget_badges(document)
        if not document:
            self.forget_counts("")
        self.beginResetModel()
        if self.filtered:
            paths = self._paths()
            self.found = len(paths)
            hits = _Hits()
            for path in paths:
                hits.add((*_group(path[0]), *path))
            self._top = hits.top
        else:
            self._top = self._roots()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show only the rows whose label or title contains `text`; "" shows all."""
        self._filter = text.strip()
        self.refresh()

    def set_only(self, ids: Collection[str] | None) -> None:
        """Show only the rows of these nodes and documents, with those above them; None for all."""
        self._only = None if ids is None else frozenset(ids)
        self.refresh()

    def set_archived(self, shown: bool) -> None:
        """Show the documents that were put away too, or not."""
        self._archived = shown
        self.refresh()

    def forget_badges(self, document: str) -> None:
        """Ask anew what stands at the edge of a document's rows beside the number of their marks.

        Of all rows for "".
        """
        self._badges.forget(document)

    def forget_counts(self, document: str) -> None:
        """Ask anew how many marks a document's rows have, or all rows."""
        if document:
            self._marks.pop(document, None)
        else:
            self._marks.clear()

    def index_of(self, path: Sequence[TreeRow]) -> QModelIndex:
        """Return the row at the end of a path that begins with a document; invalid if not there.

        The levels on the way are asked for as needed.
        """
        siblings: list[Branch] | None = self._top
        found: Branch | None = None
        for row in (*_group(path[0]), *path) if path else ():
            found = next((b for b in siblings or () if b.row.id == row.id), None)
            if found is None:
                return QModelIndex()
            self._fetch(found)
            siblings = found.children
        return QModelIndex() if found is None else self.createIndex(found.number, 0, found)

    # --- QAbstractItemModel ------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Return the index of a row below `parent`."""
        siblings = self._below(parent)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    @overload
    def parent(self) -> QObject: ...
    @overload
    def parent(self, child: Index, /) -> QModelIndex: ...
    def parent(self, child: Index | None = None) -> QModelIndex | QObject | None:
        """Return the row above `child`; without one, the object that owns the model."""
        if child is None:
            return super().parent()
        branch = _branch(child)
        above = branch.parent if branch else None
        return QModelIndex() if above is None else self.createIndex(above.number, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows below `parent` have been asked for."""
        return 0 if parent.isValid() and parent.column() else len(self._below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own default
        """Return whether a row can be opened; nothing is asked for."""
        branch = _branch(parent)
        if branch is None:
            return bool(self._top)
        return bool(branch.row.children if branch.children is None else branch.children)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether the rows below `parent` were not asked for yet."""
        branch = _branch(parent)
        return branch is not None and branch.children is None and branch.row.children > 0

    def fetchMore(self, parent: Index) -> None:
        """Ask for the rows below `parent`."""
        branch = _branch(parent)
        if branch is not None:
            self._fetch(branch)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, its parts, its tip or the `TreeRow` itself."""
        # The style asks for six others each time that it paints a row.
        branch = _branch(index) if role in _ROLES else None
        if branch is None:
            return None
        row = branch.row
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, self._added(branch))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            between = "\n" if row.kind == DOCUMENT else ""
            title = between.join(filter(None, (row.label, row.title)))
            facts = (title, *_facts(row), self._added(branch).words)
            return "\n".join(filter(None, facts[role != Qt.ItemDataRole.ToolTipRole :]))
        if role in {BADGE_ROLE, MARKS_ROLE}:
            return self._added(branch) if role == BADGE_ROLE else self._badge(row)
        answers = {ROW_ROLE: row, LABEL_ROLE: _label(row), TITLE_ROLE: row.title}
        return answers.get(role)

    # --- dragging ----------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nodes be dragged, and be dropped onto nodes and documents."""
        flags = super().flags(index)
        branch = _branch(index)
        if branch is None or branch.row.kind == GROUP or self.filtered:
            return flags
        if branch.row.kind != DOCUMENT:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that nodes are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what is dragged: a node."""
        return [NODE_TYPE]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Return the first of the nodes dragged."""
        row: TreeRow = indexes[0].data(ROW_ROLE)
        data = QMimeData()
        data.setData(NODE_TYPE, f"{row.document} {row.id}".encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Return whether it is a node of the same document."""
        del action, row, column
        branch = _branch(parent)
        return branch is not None and bool(_dragged(data, branch.row.document))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the node to be moved; return False, for the rows are read anew."""
        del action, column
        branch = _branch(parent)
        if branch is not None and (node := _dragged(data, branch.row.document)):
            below = self._below(parent)
            before = below[row].row.id if 0 <= row < len(below) else ""
            above = "" if branch.row.kind == DOCUMENT else branch.row.id
            self.moveRequested.emit(branch.row.document, node, above, before)
        return False

    # --- inside ------------------------------------------------------------------

    def _badge(self, row: TreeRow) -> int:
        """Return how many marks a row has with all below it; a document is asked for once."""
        if row.kind == GROUP:
            return 0
        if row.document not in self._marks:
            self._marks[row.document] = marks.counts_below(self._store, document=row.document)
        return self._marks[row.document].get(row.id, 0)

    def _below(self, parent: Index) -> list[Branch]:
        branch = _branch(parent)
        return self._top if branch is None else branch.children or []

    def _paths(self) -> list[tuple[TreeRow, ...]]:
        if self._only is None:
            return tree.find(self._store, text=self._filter, limit=MOST_FOUND)
        key = normal(self._filter)
        paths = tree.paths_of(self._store, ids=self._only, limit=MOST_CHOSEN)
        return [path for path in paths if key in normal(path[-1].label + path[-1].title)]

    def _added(self, branch: Branch) -> Badge:
        row = branch.row
        if row.kind == GROUP:
            return Badge()
        above = branch.parent.row if branch.parent and row.kind != DOCUMENT else None
        return self._badges.of(row.document, row.id, above=above)

    def _fetch(self, branch: Branch) -> None:
        if branch.children is not None:
            return
        rows = tree.children(self._store, parent=branch.row)
        if not rows:
            branch.children = []
            return
        index = self.createIndex(branch.number, 0, branch)
        self.beginInsertRows(index, 0, len(rows) - 1)
        branch.adopt(rows)
        self.endInsertRows()

    def _roots(self) -> list[Branch]:
        rows = tree.roots(self._store)
        if self._archived:
            rows += tree.roots(self._store, archived=True)
        top: list[Branch] = []
        groups: dict[str, list[TreeRow]] = {}
        for row in rows:
            groups.setdefault(row.group, []).append(row)
        for name in sorted(groups, key=lambda name: (not name, name)):
            if not name:
                top += [Branch(row) for row in groups[name]]
                continue
            branch = Branch(_group(groups[name][0])[0])
            branch.adopt(groups[name])
            top.append(branch)
        for number, branch in enumerate(top):
            branch.number = number
        return top


def _branch(index: Index) -> Branch | None:
    return index.internalPointer() if index.isValid() else None


def _group(document: TreeRow) -> tuple[TreeRow, ...]:
    """Return the row of the group that a document is in, or nothing."""
    if not document.group:
        return ()
    return (TreeRow(f"group:{document.group}", "", None, GROUP, "", document.group, 1, 0),)


def _dragged(data: QMimeData, document: str) -> str:
    """Return the id of the node dragged if it is one of the document; else ""."""
    if not data.hasFormat(NODE_TYPE):
        return ""
    held, _, node = bytes(data.data(NODE_TYPE).data()).decode().partition(" ")
    return node if held == document else ""


def _name(row: TreeRow) -> str:
    """Return a row in one line."""
    return row.title if row.kind in {DOCUMENT, GROUP} else f"{row.label} {row.title}".strip()


def _spoken(row: TreeRow, badge: Badge) -> str:
    """Return how a row is read out: with what is wrong with its number."""
    return f"{_name(row)}，{badge.fault.words}" if badge.fault else _name(row)


def _label(row: TreeRow) -> str:
    return "" if row.kind in {DOCUMENT, GROUP} else row.label


def _facts(row: TreeRow) -> list[str]:
    return ["已存档"] * row.archived + [f"来自 {row.source}"] * bool(row.source)
