"""The list of pairs beside the two pages: coverage, filters, the pairs, what to do with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.comparison import Comparison
from desktop.views.compare_looks import Look
from desktop.views.compare_model import ITEM_ROLE, PairDelegate, PairModel
from desktop.views.compare_values import (
    ALONE_LEFT,
    ALONE_RIGHT,
    JUDGED,
    REJECTED,
    Item,
    Wanted,
    counts,
    evidence,
    items,
    kept,
)
from desktop.views.coverage import CoverageChart
from desktop.views.empty import Nothing
from desktop.views.layout import stacked
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, combo, tool

FILTER_MILLISECONDS = 150
KINDS = ("", "same", "adapted", "related", ALONE_LEFT, ALONE_RIGHT, JUDGED, REJECTED)
NONE_FOUND = "没有符合筛选的条目。"


class PairView(QListView):
    """The list itself.

    Signals:
        opened: Enter was pressed.
        moved: the keyboard went to another line.
    """

    opened = Signal()
    moved = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, arrows show as they go."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.moved.emit()


class PairPanel(QWidget):
    """Coverage over filters over the list.

    Signals:
        itemRequested: the `Item` to show on both pages.
        opened: the keyboard is to go to the pages.
        wantedChanged: other lines are wanted.
    """

    itemRequested = Signal(object)
    opened = Signal()
    wantedChanged = Signal()

    def __init__(
        self, looks: Mapping[str, Look], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("comparePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: list[Item] = []
        self._looks = looks
        self._actions: Sequence[QAction] = ()
        self.model = PairModel(looks, self)
        self.list = _view(self.model)
        self.chart = CoverageChart(looks, theme)
        self.kind = combo("compareKind", "只看一类")
        self.order = combo("compareOrder", "排列的次序")
        self.order.addItem("按位置", False)
        self.order.addItem("按相似度", True)
        self.filter = QLineEdit()
        self.filter.setObjectName("compareFilter")
        self.filter.setPlaceholderText("筛选：序号或标题")
        self.filter.setClearButtonEnabled(True)
        self.count = Label()
        self.count.setObjectName("quiet")
        self.empty = Nothing(NONE_FOUND, "清除筛选")
        self.buttons = QHBoxLayout()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FILTER_MILLISECONDS)
        self._build()
        self._wire()
        self._offer_kinds()

    def _build(self) -> None:
        chart = QScrollArea()
        chart.setObjectName("coverageScroll")
        chart.setWidgetResizable(True)
        chart.setWidget(self.chart)
        chart.setFrameShape(QFrame.Shape.NoFrame)
        chart.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.addWidget(self.kind, 1)
        row.addWidget(self.order)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self.filter)
        column.addLayout(self.buttons)
        column.addWidget(self.count)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.list, 1)
        below.addWidget(self.empty, 1)
        column.addLayout(below, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("compareInner")
        heading = Label("左边各章在右边有对应的比例")
        heading.setObjectName("quiet")
        heading.setContentsMargins(2 * GRID, GRID, GRID, 0)
        self.splitter.addWidget(stacked((heading, chart), grows=chart))
        self.splitter.addWidget(lower)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([26 * GRID, 60 * GRID])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _wire(self) -> None:
        self._soon.timeout.connect(self._list)
        self.filter.textChanged.connect(lambda _: self._soon.start())
        self.kind.activated.connect(self._list)
        self.order.activated.connect(self._list)
        self.empty.button.clicked.connect(self._clear)
        self.chart.chapterRequested.connect(self._list)
        self.list.clicked.connect(self._show)
        self.list.moved.connect(lambda: self._show(self.list.currentIndex()))
        self.list.opened.connect(self.opened)
        self.list.customContextMenuRequested.connect(self._show_menu)

    # --- what the page asks ----------------------------------------------------------

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer these commands in the menu of a line, and as buttons with these words."""
        self._actions = tuple(actions.values())
        for words, action in actions.items():
            button = tool(words, action.toolTip())
            button.setEnabled(action.isEnabled())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """List the pairs of a comparison; the line chosen stays so where it is still there."""
        self._items = items(comparison) if comparison else []
        if comparison is not None:
            self.model.explain(lambda pair: evidence(comparison, pair))
        self.chart.show_shares(comparison.coverage_a() if comparison else ())
        self._offer_kinds()
        self._list()

    def choose(self, nodes: tuple[str, str]) -> None:
        """Select the line of two measures, "" on the side that has none; none for no line."""
        index = self.model.index_of(nodes)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        else:
            self.list.clearSelection()

    def chosen(self) -> Item | None:
        """Return the line selected, or None."""
        found = self.list.selectionModel().selectedIndexes()
        item: Item | None = found[0].data(ITEM_ROLE) if found else None
        return item

    def step(self, count: int) -> None:
        """Show the next line, or the one before."""
        row = self.list.currentIndex().row() + count
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))
            self._show(self.list.currentIndex())

    @property
    def wanted(self) -> Wanted:
        """Which lines are wanted."""
        return Wanted(
            kind=self.kind.currentData() or "",
            text=self.filter.text(),
            chapter=self.chart.chapter,
            by_score=bool(self.order.currentData()),
        )

    def remembered(self) -> dict[str, Any]:
        """Return the filters, to be put back at the next start."""
        return {"kind": self.wanted.kind, "by_score": self.wanted.by_score}

    def restore(self, kept_filters: Mapping[str, Any]) -> None:
        """Put back what `remembered` gave; anything else does nothing."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(kept_filters.get("kind", ""))))
        self.order.setCurrentIndex(int(kept_filters.get("by_score") is True))

    def restyle(self, looks: Mapping[str, Look], theme: Theme) -> None:
        """Use the colours of another theme."""
        self._looks = looks
        self.model.looks = looks
        self.chart.restyle(looks, theme)
        self.list.viewport().update()

    def stop(self) -> None:
        """List nothing more; the window closes."""
        self._soon.stop()

    # --- inside ----------------------------------------------------------------------

    def _offer_kinds(self) -> None:
        """Name the kinds with how many there are of each; the one chosen stays so."""
        chosen = self.kind.currentData() or ""
        told = counts(self._items)
        words = {"": "全部", JUDGED: "✓ 人工判定"}
        self.kind.clear()
        for kind in KINDS:
            look = self._looks.get(kind)
            name = f"{look.sign} {look.word}" if look else words[kind]
            self.kind.addItem(f"{name}　{told.get(kind, 0)}", kind)
        self.kind.setCurrentIndex(KINDS.index(chosen))

    def _list(self) -> None:
        self._soon.stop()
        chosen = self.chosen()
        found, every = kept(self._items, self.wanted), len(self._items)
        self.model.show_items(found)
        part = "" if len(found) == every else f"/{every}"
        self.count.setText(f"{len(found)}{part} 条")
        self.empty.setVisible(not found and bool(every))
        self.list.setVisible(bool(found) or not every)
        if chosen is not None:
            self.choose(chosen.nodes)
        self.wantedChanged.emit()

    def _clear(self) -> None:
        self.filter.clear()
        self.kind.setCurrentIndex(0)
        if self.chart.chapter:
            self.chart.choose(0)
        self._list()

    def _show(self, index: QModelIndex) -> None:
        item: Item | None = index.data(ITEM_ROLE)
        if item is not None:
            self.itemRequested.emit(item)

    def _show_menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        if index.isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(list(self._actions))
            menu.popup(self.list.viewport().mapToGlobal(where))


def _view(model: PairModel) -> PairView:
    view = PairView()
    view.setObjectName("compareList")
    view.setAccessibleName("对应关系")
    view.setModel(model)
    view.setItemDelegate(PairDelegate(view))
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return view
