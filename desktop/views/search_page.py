"""The page of the search results."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.search import Hit, Results
from desktop.views.search_list import ROW_ROLE, Head, More, SearchDelegate, SearchModel, rows_of
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, combo, tool

EVERYWHERE = "全部文件"
NOTHING_TYPED = (
    "在上面的框里写要找的词，如“稳增长”“500千伏”“单位:省能源局”。"
    "标题、正文、责任单位、标签和批注一起查，没有找到就是没有。"
)
ACTIONS = (
    ("tag", "加标签…", "给选中的措施加标签"),
    ("follow", "列入督办", "把选中的措施列入台账"),
    ("read", "标为已阅", "把选中的措施标为已阅"),
    ("excerpt", "专题摘编…", "把选中的措施摘编成 Word"),
)


class SearchPage(QWidget):
    """Results below a line that says how many there are.

    Signals:
        hitRequested: the `Hit` to read.
        documentRequested: the id of the document to read.
        scopeChanged: the id of the only document to look through, "" for all.
        moreRequested: show more hits.
        saveRequested: save the search under a name.
        closeRequested: go back to the text.
        backRequested: go back to the box.
        actionRequested: (a name of `ACTIONS`, the ids of the nodes chosen).
    """

    hitRequested = Signal(object)
    documentRequested = Signal(str)
    scopeChanged = Signal(str)
    moreRequested = Signal()
    saveRequested = Signal()
    closeRequested = Signal()
    backRequested = Signal()
    actionRequested = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = SearchModel(self)
        self._delegate = SearchDelegate(theme, self)
        self._editable = True
        self.count = Label()
        self.count.setObjectName("searchCount")
        self.scope = combo("searchScope", "只看一份文件里的", least=14)
        self.save = tool("存为查找…", "给这次查找起名，以后直接选用", name="searchSave")
        self.close_button = tool("返回正文", "关闭查找结果（Esc）", name="searchClose")
        self.buttons = {name: tool(text, tip, name=f"search_{name}") for name, text, tip in ACTIONS}
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.building = Label()
        self.building.setObjectName("searchBuilding")
        self.view = QListView()
        self.view.setObjectName("searchResults")
        self.view.setAccessibleName("查找结果")
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = Label(NOTHING_TYPED)
        self.empty.setObjectName("quiet")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(6 * GRID, 8 * GRID, 6 * GRID, 2 * GRID)
        self._build()
        self._wire()
        self.show_results(Results(""))
        self.show_building(0, 0)

    def _build(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, 0)
        below.setContentsMargins(GRID, 0, GRID, GRID // 2)
        top.addWidget(self.count, 1)
        for widget in (self.scope, self.save, self.close_button):
            top.addWidget(widget)
        for button in self.buttons.values():
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.building)
        below.addWidget(self.bar)
        self.bar.setFixedWidth(12 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)

    def _wire(self) -> None:
        self.scope.activated.connect(
            lambda _: self.scopeChanged.emit(self.scope.currentData() or "")
        )
        self.save.clicked.connect(self.saveRequested)
        self.close_button.clicked.connect(self.closeRequested)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self._act(name))
        self.view.clicked.connect(self._clicked)
        self.view.doubleClicked.connect(self._go)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.view.installEventFilter(self)

    # --- what the part tells -----------------------------------------------------

    def show_results(self, results: Results, *, scope: str = "") -> None:
        """Show what was found.

        Args:
            results: of a query; none for a blank one.
            scope: the id of the only document that was looked through, or "".
        """
        chosen = set(self.chosen)
        self.model.show_rows(rows_of(results))
        self._choose(chosen)
        found = bool(self.model.rows)
        self.view.setVisible(found)
        self.empty.setVisible(not found)
        self.save.setEnabled(bool(results.query.strip()) and self._editable)
        self.count.setText(_told(results))
        self.empty.setText(_nothing(results, scoped=bool(scope)))
        if not scope:
            self.scope.clear()
            self.scope.addItem(EVERYWHERE, "")
            for each in results.documents:
                self.scope.addItem(f"{each.title}　{each.count}", each.document)
        self.scope.setEnabled(self.scope.count() > 1)
        self._selected()

    def show_building(self, done: int, total: int) -> None:
        """Say how far the index is; a total of 0 hides it."""
        self.bar.setVisible(total > 0)
        self.building.setVisible(total > 0)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.building.setText("正在建立检索，结果可能不全")

    def set_editable(self, editable: bool) -> None:
        """Let hits be tagged and followed up, or only looked at."""
        self._editable = editable
        self._selected()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def take_keyboard(self) -> None:
        """Go to the first hit, or to the one where the user was."""
        if not isinstance(self.view.currentIndex().data(ROW_ROLE), Hit):
            self._step_to(0)
        self.view.setFocus()

    @property
    def chosen(self) -> list[str]:
        """The ids of the nodes of the hits that are selected, each once, in order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        hits = [self.model.rows[row] for row in rows]
        return list(dict.fromkeys(hit.node for hit in hits if isinstance(hit, Hit) and hit.node))

    # --- inside ------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open, Escape go back, and Up leave the first row for the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        here = self.view.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and here.isValid():
            self._go(here)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.backRequested.emit()
            return True
        if event.key() == Qt.Key.Key_Up and here.row() <= 0:
            self.backRequested.emit()
            return True
        return False

    def _step_to(self, row: int) -> None:
        hits = (
            place for place, each in enumerate(self.model.rows[row:], row) if isinstance(each, Hit)
        )
        self.view.setCurrentIndex(self.model.index(next(hits, 0), 0))

    def _choose(self, nodes: set[str]) -> None:
        if not nodes:
            return
        flag = self.view.selectionModel().SelectionFlag.Select
        for place, row in enumerate(self.model.rows):
            if isinstance(row, Hit) and row.node in nodes:
                self.view.selectionModel().select(self.model.index(place, 0), flag)

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ROW_ROLE), More):
            self.moreRequested.emit()

    def _go(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, More):
            self.moreRequested.emit()
        elif isinstance(row, Head):
            self.documentRequested.emit(row.hits.document)
        elif row is not None:
            self.hitRequested.emit(row)

    def _selected(self) -> None:
        some = bool(self.chosen)
        for name, button in self.buttons.items():
            button.setEnabled(some and (self._editable or name == "excerpt"))

    def _act(self, name: str) -> None:
        self.actionRequested.emit(name, self.chosen)

    def _show_menu(self, where: QPoint) -> None:
        if not self.chosen:
            return
        menu = QMenu(self)
        open_ = menu.addAction("转到正文")
        open_.triggered.connect(lambda: self._go(self.view.currentIndex()))
        menu.addSeparator()
        for name, text, _ in ACTIONS:
            action = menu.addAction(text)
            action.setEnabled(self.buttons[name].isEnabled())
            action.triggered.connect(lambda _=False, name=name: self._act(name))
        menu.popup(self.view.viewport().mapToGlobal(where))


def _told(results: Results) -> str:
    if not results.query.strip():
        return "查找全部文件"
    shown = len(results.hits)
    told = f"共 {results.total} 处，在 {len(results.documents)} 份文件中"
    return f"{told}，显示前 {shown} 处" if shown < results.total else told


def _nothing(results: Results, *, scoped: bool) -> str:
    if not results.query.strip():
        return NOTHING_TYPED
    where = "这份文件" if scoped else "所有文件"
    if not results.whole:
        return "检索还没有建好，已查过的部分里没有找到。建好以后会自动再查一遍。"
    return (
        f"{where}的标题、正文、责任单位、标签和批注里都没有“{results.query.strip()}”。"
        "词之间有空格时要都有才算；去掉一个词，或点“语法”看看写法。"
    )
