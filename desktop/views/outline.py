"""The library tree with its filter box."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import tree
from desktop.actions.tree import TreeRow
from desktop.store import Store
from desktop.views.badges import Badges
from desktop.views.notice import NoticeBar
from desktop.views.outline_delegate import OutlineDelegate
from desktop.views.outline_model import DOCUMENT, GROUP, MOST_FOUND, ROW_ROLE, OutlineModel
from desktop.views.theme import GRID
from desktop.views.widgets import Label

FILTER_DELAY_MILLISECONDS = 120
EXPAND_DELAY_MILLISECONDS = 600  # a row opens after this when something is held over it


class FilterBox(QLineEdit):
    """A line to type in; Escape empties it, Down leaves it for the list below."""

    leftDown = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape and Down out of the ordinary keys."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.leftDown.emit()
        else:
            super().keyPressEvent(event)


class OutlinePanel(QWidget):
    """Documents, chapters and measures; a click asks for the place in the reader.

    Signals:
        nodeRequested: (document id, node id) of the row chosen; no node id for a document.
        groupRequested: the ids of the documents to put into a group.
        archiveRequested: (document ids, whether to put them away or back).
        removeRequested: the ids of the documents to remove.
        versionsRequested: the id of the document whose versions to show.
        chosenChanged: other rows are selected, or the place followed is another.
        followUpRequested: put the rows selected on the ledger.
        tagRequested: tag the rows selected.
        readRequested: whether to tick the rows selected as read, or take the ticks away.
        allRequested: show every row again.
        moveRequested: (document id, node id, the id of the node to put it under, that of the row
            to put it in front of), "" for the document's top and for the end.
        menuOffered: (menu, row): a row's menu is being made; more can be put into it.
    """

    nodeRequested = Signal(str, str)
    groupRequested = Signal(list)
    archiveRequested = Signal(list, bool)
    removeRequested = Signal(list)
    versionsRequested = Signal(str)
    chosenChanged = Signal()
    followUpRequested = Signal()
    tagRequested = Signal()
    readRequested = Signal(bool)
    allRequested = Signal()
    moveRequested = Signal(str, str, str, str)
    menuOffered = Signal(QMenu, object)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outlinePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._following = False
        self._editable = True
        self._place: tuple[TreeRow, ...] = ()
        self._counted_before: set[str] = set()  # documents whose marks are to be counted anew
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        badges = Badges(store, today=store.today)
        self.model = OutlineModel(store, badges, self)
        self.filter_box = FilterBox()
        self.filter_box.setObjectName("outlineFilter")
        self.filter_box.setPlaceholderText("筛选目录：序号或标题")
        self.filter_box.setToolTip("按序号或标题筛选（Ctrl+L）")
        self.filter_box.setClearButtonEnabled(True)
        self._hint = Label()
        self._hint.setObjectName("quiet")
        self._hint.setVisible(False)
        self.only = NoticeBar("outlineOnly")
        self.view = _tree_view(self.model)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(FILTER_DELAY_MILLISECONDS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        top = QVBoxLayout()
        top.setContentsMargins(GRID, 0, GRID, 0)
        top.addWidget(self.filter_box)
        top.addWidget(self._hint)
        top.addWidget(self.only)
        layout.addLayout(top)
        layout.addWidget(self.view)
        self._wire()

    def _wire(self) -> None:
        self._delay.timeout.connect(self._apply_filter)
        self._count_soon.timeout.connect(self._count_anew)
        self.filter_box.textChanged.connect(self._delay.start)
        self.filter_box.returnPressed.connect(self._take_first)
        self.filter_box.leftDown.connect(self._into_tree)
        self.view.clicked.connect(self._chosen)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.only.pressed.connect(self.allRequested)
        self.model.moveRequested.connect(self.moveRequested)

    # --- what the window asks ----------------------------------------------------

    def refresh(self, document: str = "") -> None:
        """Show the library as it is now; what was open stays open.

        Args:
            document: the only one of which something may be another; "" where anything may.
        """
        opened = self._opened(QModelIndex())
        self.model.refresh(document)
        if document:
            self._count(document)
        if self.model.filtered:
            self.view.expandAll()
        else:
            self._open(QModelIndex(), opened)
        self.follow(self._place)

    def show_only(self, ids: Collection[str] | None, name: str = "") -> None:
        """Show only the rows of these nodes and documents; None shows all.

        Args:
            ids: the ids.
            name: what they have in common, for the bar that leads back to all.
        """
        if ids is None and not self.only.isVisibleTo(self):
            return
        self.model.set_only(ids)
        count = self.model.found if ids is not None else 0
        self.only.say(f"{name}：{count} 条" if ids is not None else "", "看全部")
        if self.model.filtered:
            self.view.expandAll()
        else:
            self.open_document(self._place)
        self.follow(self._place)

    def chosen(self) -> list[TreeRow]:
        """Return the rows selected if there are several, else the one that the reader stands at."""
        rows = [index.data(ROW_ROLE) for index in self.view.selectionModel().selectedIndexes()]
        several = [row for row in rows if row.kind != GROUP]
        return several if len(several) > 1 else list(self._place[-1:])

    def refresh_badges(self, document: str) -> None:
        """Show anew what stands at the edge of a document's rows, or of all rows.

        How many marks they have is asked once all else is painted; of 5,000 it takes a while.
        """
        self.model.forget_badges(document)
        self.view.viewport().update()
        self._count(document)

    def _count(self, document: str) -> None:
        self._counted_before.add(document)
        self._count_soon.start()

    def _count_anew(self) -> None:
        for document in self._counted_before:
            self.model.forget_counts(document)
        self._counted_before.clear()
        self.view.viewport().update()

    def stop(self) -> None:
        """Ask the library nothing more; it is about to be closed."""
        self._delay.stop()
        self._count_soon.stop()

    def set_editable(self, editable: bool) -> None:
        """Offer, or do not offer, what changes the library in the menus of documents."""
        self._editable = editable
        self.view.setDragEnabled(editable)
        self.view.setAcceptDrops(editable)

    def show_archived(self, shown: bool) -> None:
        """Show archived documents too, or not."""
        self.model.set_archived(shown)
        self.follow(self._place)

    def follow(self, path: Sequence[TreeRow]) -> None:
        """Select the row at the end of a path without asking for it and without taking focus."""
        self._place = tuple(path)
        index = self.model.index_of(self._place)
        if index.isValid():
            self._following = True
            flag = QItemSelectionModel.SelectionFlag
            select = self.view.selectionModel()
            # Several rows that somebody selects one after the other stay selected on the way.
            kept = select.isSelected(index) and len(select.selectedRows()) > 1
            how = flag.NoUpdate if kept else flag.ClearAndSelect | flag.Rows
            select.setCurrentIndex(index, how)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self._following = False
        self.chosenChanged.emit()

    def open_document(self, path: Sequence[TreeRow]) -> None:
        """Open a document's row, so that its chapters can be seen."""
        index = self.model.index_of(path[:1])
        if index.isValid():
            self.view.expand(index)

    # --- what the user does ------------------------------------------------------

    def _selected(self) -> None:
        if not self._following:
            self.chosenChanged.emit()

    def _moved(self, current: QModelIndex) -> None:
        if not self._following:
            self._chosen(current)

    def _chosen(self, index: QModelIndex) -> None:
        row: TreeRow | None = index.data(ROW_ROLE)
        if row is None or row.kind == GROUP:
            return
        node = "" if row.kind == DOCUMENT else row.id
        self.nodeRequested.emit(row.document, node)

    def _apply_filter(self) -> None:
        self._delay.stop()
        text = self.filter_box.text()
        if text.strip() == self.model.filter:
            return
        self.model.set_filter(text)
        found = self.model.found
        self._hint.setVisible(bool(self.model.filter) and not 0 < found < MOST_FOUND)
        self._hint.setText(
            f"只列出前 {MOST_FOUND} 条，请多输入几个字。" if found else "没有符合的条目。"
        )
        if self.model.filtered:
            self.view.expandAll()
        else:
            self.open_document(self._place)
        self.follow(self._place)

    def _take_first(self) -> None:
        """Go to the first row that matches, not to one that only stands above it."""
        self._apply_filter()
        index = self.model.index(0, 0)
        while index.isValid() and self.model.hasChildren(index) and self.model.filter:
            index = self.model.index(0, 0, index)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def _into_tree(self) -> None:
        self._apply_filter()
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _show_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        row: TreeRow | None = index.data(ROW_ROLE)
        if row is not None:
            self.menu_for(row).popup(self.view.viewport().mapToGlobal(where))

    def menu_for(self, row: TreeRow) -> QMenu:
        """Return the menu of a row; for a document, of all documents selected with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._editable and row.kind != GROUP:
            self._add_work(menu)
            self.menuOffered.emit(menu, row)
        if row.kind == DOCUMENT:
            menu.addAction("查看版本…").triggered.connect(
                lambda: self.versionsRequested.emit(row.document)
            )
            if self._editable:
                self._add_changes(menu, row)
            menu.addSeparator()
        menu.addAction("全部收起").triggered.connect(self.view.collapseAll)
        return menu

    def _add_work(self, menu: QMenu) -> None:
        for text, ask in (
            ("加标签…", self.tagRequested.emit),
            ("列入督办", self.followUpRequested.emit),
            ("标为已阅", lambda: self.readRequested.emit(True)),
            ("标为未阅", lambda: self.readRequested.emit(False)),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, ask=ask: ask())
        menu.addSeparator()

    def _add_changes(self, menu: QMenu, row: TreeRow) -> None:
        chosen = self._selected_documents(row)
        put = "取消存档" if row.archived else "存档"
        menu.addAction("归入分组…").triggered.connect(lambda: self.groupRequested.emit(chosen))
        menu.addAction(put).triggered.connect(
            lambda: self.archiveRequested.emit(chosen, not row.archived)
        )
        menu.addSeparator()
        menu.addAction("移除…").triggered.connect(lambda: self.removeRequested.emit(chosen))

    def _selected_documents(self, row: TreeRow) -> list[str]:
        rows = [index.data(ROW_ROLE) for index in self.view.selectionModel().selectedIndexes()]
        chosen = [each.id for each in rows if each.kind == DOCUMENT]
        return chosen if row.id in chosen else [row.id]

    # --- what is open ------------------------------------------------------------

    def _opened(self, parent: QModelIndex) -> set[str]:
        """Return the ids of the rows that are open, with the rows below them."""
        opened: set[str] = set()
        for number in range(self.model.rowCount(parent)):
            index = self.model.index(number, 0, parent)
            if self.view.isExpanded(index):
                opened |= {index.data(ROW_ROLE).id} | self._opened(index)
        return opened

    def _open(self, parent: QModelIndex, opened: set[str]) -> None:
        for number in range(self.model.rowCount(parent)):
            index = self.model.index(number, 0, parent)
            if index.data(ROW_ROLE).id in opened:
                self.view.expand(index)
                self._open(index, opened)


def path_to(store: Store, *, document: str, node: str) -> tuple[TreeRow, ...]:
    """Return the tree's rows down to a node, or the document's own row where there is no node."""
    if node:
        return tree.path_of(store, node=node)
    rows = tree.roots(store) + tree.roots(store, archived=True)
    return tuple(row for row in rows if row.id == document)


def _tree_view(model: OutlineModel) -> QTreeView:
    view = QTreeView()
    view.setObjectName("outlineTree")
    view.setAccessibleName("目录")
    view.setModel(model)
    view.setItemDelegate(OutlineDelegate(view))
    view.setHeaderHidden(True)
    view.setUniformRowHeights(True)
    view.setIndentation(2 * GRID)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setExpandsOnDoubleClick(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    view.setDefaultDropAction(Qt.DropAction.MoveAction)
    view.setDropIndicatorShown(True)
    view.setAutoExpandDelay(EXPAND_DELAY_MILLISECONDS)
    return view
