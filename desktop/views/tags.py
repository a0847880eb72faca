"""The panel 标签: every tag with its count; what is selected is tagged here."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import SavedFilter, Tag
from desktop.views.tag_delegate import TagDelegate
from desktop.views.tag_entry import TagEntry
from desktop.views.tag_filter_bar import TagFilterBar
from desktop.views.tag_model import SEARCHED_ROLE, TAG_ROLE, TagModel
from desktop.views.theme import GRID
from desktop.views.widgets import Label, literal

COLOURS = (
    ("红", "#b5483f"), ("橙", "#c07a2c"), ("黄", "#a58c1f"), ("绿", "#4f8a4c"), ("青", "#3a8a8a"),
    ("蓝", "#3f6fb0"), ("紫", "#7a5aa6"), ("灰", "#7d7a74"),
)  # fmt: skip
NOTHING = "还没有标签：选中措施，在上面输入标签名，按回车。用“能源/煤炭”可以分级。"


class TagPanel(QWidget):
    """Tags, a line to type one, and the combination that the tree is filtered by.

    Signals:
        addRequested: the path of the tag that what is selected is to carry.
        tickRequested: (id of a tag, whether what is selected is to carry it).
        renameRequested: (id of a tag, new name).
        moveRequested: (id of a tag, id of the tag to put it under, "" for the top).
        recolourRequested: (id of a tag, `#rrggbb` or "").
        describeRequested, mergeRequested, deleteRequested: the id of a tag.
        suggestionsRequested: look for tags in the words of what is selected.
    """

    addRequested = Signal(str)
    tickRequested = Signal(str, bool)
    renameRequested = Signal(str, str)
    moveRequested = Signal(str, str)
    recolourRequested = Signal(str, str)
    describeRequested = Signal(str)
    mergeRequested = Signal(str)
    deleteRequested = Signal(str)
    suggestionsRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editable = True
        self._closed: set[str] = set()
        self.model = TagModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterRole(SEARCHED_ROLE)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setRecursiveFilteringEnabled(True)
        self.entry = TagEntry()
        self.filter_box = QLineEdit()
        self.filter_box.setObjectName("tagFilter")
        self.filter_box.setPlaceholderText("筛选标签")
        self.filter_box.setClearButtonEnabled(True)
        self.empty = Label(NOTHING)
        self.empty.setObjectName("quiet")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.view = _tree_view(self.proxy)
        self.combination = TagFilterBar()
        self._build()
        self._wire()
        self.show_targets("", None, among=0)
        self.show_tags(())

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(GRID, GRID, GRID, 0)
        head.setSpacing(GRID // 2)
        head.addWidget(self.entry)
        head.addWidget(self.filter_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addStretch()
        column.addWidget(self.combination)

    def _wire(self) -> None:
        self.entry.addRequested.connect(self.addRequested)
        self.entry.suggestionsRequested.connect(self.suggestionsRequested)
        self.filter_box.textChanged.connect(self._filter)
        self.view.collapsed.connect(lambda at: self._closed.add(at.data(TAG_ROLE).id))
        self.view.expanded.connect(lambda at: self._closed.discard(at.data(TAG_ROLE).id))
        self.view.customContextMenuRequested.connect(self._show_menu)
        # Queued: the rows that ask must not be replaced while they do.
        queued = Qt.ConnectionType.QueuedConnection
        self.model.tickRequested.connect(self.tickRequested, queued)
        self.model.renameRequested.connect(self.renameRequested, queued)
        self.model.moveRequested.connect(self.moveRequested, queued)

    # --- what the window asks ----------------------------------------------------

    def show_tags(self, tags: Sequence[Tag], saved: Sequence[SavedFilter] = ()) -> None:
        """Show the tags and the saved filters; what was open and chosen stays."""
        current: Tag | None = self.view.currentIndex().data(TAG_ROLE)
        place = self.view.verticalScrollBar().value()
        closed = set(self._closed)
        self.model.show_tags(tags)
        self._closed = closed
        self._expand()
        self.entry.set_known([tag.path for tag in tags])
        self.empty.setVisible(not tags)
        self.view.setVisible(bool(tags))
        self.combination.setVisible(bool(tags))
        self.combination.show_saved(saved, {tag.id: tag.path for tag in tags})
        if current is not None:
            self.view.setCurrentIndex(self.proxy.mapFromSource(self.model.index_of(current.id)))
        self.view.verticalScrollBar().setValue(place)

    def show_targets(self, name: str, carried: Mapping[str, int] | None, *, among: int) -> None:
        """Show what is selected and which tags it carries.

        Args:
            name: what is selected, "" for nothing.
            carried: how many of the things selected carry a tag, by its id.
            among: how many things are selected.
        """
        self.entry.show_targets(name, among=among)
        self.model.show_ticks(carried if among else None, among=among)

    def set_editable(self, editable: bool) -> None:
        """Let tags be changed, or only looked at."""
        self._editable = editable
        self.model.set_editable(editable)
        self.entry.set_editable(editable)

    def menu_for(self, tag: Tag) -> QMenu:
        """Return what can be done with a tag."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        only = menu.addMenu("目录只看")
        join = self.combination.join
        only.addAction(f"带“{literal(tag.name)}”的").triggered.connect(lambda: join(tag.id, "only"))
        if self.combination.expression is not None:
            only.addAction("并且带它的").triggered.connect(lambda: join(tag.id, "and"))
            only.addAction("或者带它的").triggered.connect(lambda: join(tag.id, "or"))
        only.addAction("不带它的").triggered.connect(lambda: join(tag.id, "not"))
        if self._editable:
            self._add_changes(menu, tag)
        return menu

    # --- inside ------------------------------------------------------------------

    def _add_changes(self, menu: QMenu, tag: Tag) -> None:
        menu.addSeparator()
        rename = menu.addAction("重命名")
        rename.setShortcut("F2")
        rename.triggered.connect(lambda: self.view.edit(self._index(tag)))
        colours = menu.addMenu("颜色")
        for name, colour in COLOURS:
            swatch = QPixmap(12, 12)
            swatch.fill(QColor(colour))
            colours.addAction(QIcon(swatch), name).triggered.connect(
                lambda _=False, colour=colour: self.recolourRequested.emit(tag.id, colour)
            )
        colours.addAction("无").triggered.connect(lambda: self.recolourRequested.emit(tag.id, ""))
        for text, signal in (
            ("说明…", self.describeRequested),
            ("合并到…", self.mergeRequested),
            ("删除…", self.deleteRequested),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, s=signal: s.emit(tag.id))
        if tag.parent is not None:
            menu.addAction("移到最上层").triggered.connect(
                lambda: self.moveRequested.emit(tag.id, "")
            )

    def _index(self, tag: Tag) -> QModelIndex:
        return self.proxy.mapFromSource(self.model.index_of(tag.id))

    def _filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text.strip())
        self._expand()

    def _expand(self) -> None:
        """Open every row that was not closed by hand; filtered, every row."""
        closed = set(self._closed)
        self.view.expandAll()
        if not self.filter_box.text().strip():
            for tag in closed:
                self.view.collapse(self.proxy.mapFromSource(self.model.index_of(tag)))

    def _show_menu(self, where: QPoint) -> None:
        tag: Tag | None = self.view.indexAt(where).data(TAG_ROLE)
        if tag is not None:
            self.menu_for(tag).popup(self.view.viewport().mapToGlobal(where))


def _tree_view(proxy: QSortFilterProxyModel) -> QTreeView:
    view = QTreeView()
    view.setObjectName("tagList")
    view.setAccessibleName("标签")
    view.setModel(proxy)
    view.setItemDelegate(TagDelegate(view))
    view.setHeaderHidden(True)
    view.setUniformRowHeights(True)
    view.setIndentation(2 * GRID)
    view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return view
