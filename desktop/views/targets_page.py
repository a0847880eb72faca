"""The page 目标: targets, deadlines and ends of policies, of one document or of all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.model import TARGET_KINDS, Target
from desktop.views.empty import Nothing
from desktop.views.targets_model import COLUMNS, FILE, QUOTE, TargetsModel, Wanted
from desktop.views.theme import GRID
from desktop.views.widgets import Label, combo, make_quiet, tool

NO_DOCUMENT = "资料库还没有文件：导入以后，这里列出文件里的量化目标、完成时限和政策有效期。"
NOTHING = "这里没有找到量化目标或时限。"
NOTHING_FITS = "没有符合筛选条件的目标。"
LOOKING = "正在查找目标…"
ROW = 32  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TargetsPage(QWidget):
    """The list, with its filters and what can be done with what is chosen.

    Signals:
        placeRequested: the `Target` whose words to show.
        scopeChanged: other documents are asked for; see `whole`.
        dueRequested: the list of `Target` whose deadlines become those of ledger items.
        exportRequested: the list of `Target` to write into a workbook.
        importRequested: choose files.
        closeRequested: back to the text.
    """

    placeRequested = Signal(object)
    scopeChanged = Signal()
    dueRequested = Signal(list)
    exportRequested = Signal(list)
    importRequested = Signal()
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("targetsView")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editable = True
        self.model = TargetsModel(self)
        self.table = _table(self.model)
        self.scope = combo("targetsScope", "列出哪些文件的目标", ("本文件", "全部文件"))
        self.kind = combo("targetsKind", "只列出这一类", ("全部类别", *TARGET_KINDS.values()))
        self.year = combo("targetsYear", "只列出这一年到期的", ("全部年份",))
        self.words = QLineEdit()
        self.words.setObjectName("targetsWords")
        self.words.setPlaceholderText("筛选字词")
        self.words.setClearButtonEnabled(True)
        self.words.setToolTip("只列出文件、措施、原文或期限里有这些字词的；几个词用空格隔开")
        self.count = Label()
        self.count.setObjectName("quiet")
        self.due = tool(
            "定为督办时限",
            "把选中各条的期限定为台账时限，不在台账的先列入；按住 Ctrl 选几条",
            name="targetsDue",
        )
        self.export = tool("导出…", "把列出的目标存为工作簿", name="targetsExport")
        self.back = tool("返回正文", "回到正文（Esc）", name="targetsBack")
        self.empty = Nothing(LOOKING, "导入文件…", name="targetsStart", middle=True)
        self.empty.button.setVisible(False)
        self.setFocusProxy(self.table)
        self._build()
        self._wire()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, GRID, GRID, GRID)
        bar.setSpacing(GRID)
        heading = Label("目标")
        heading.setObjectName("pageHeading")
        bar.addWidget(heading)
        for box in (self.scope, self.kind, self.year):
            bar.addWidget(box)
        bar.addWidget(self.words, 1)
        bar.addWidget(self.count)
        for button in (self.due, self.export, self.back):
            bar.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.scope.currentIndexChanged.connect(self._rescope)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.year.currentIndexChanged.connect(self._narrow)
        self.words.textChanged.connect(self._narrow)
        self.back.clicked.connect(self.closeRequested)
        self.empty.button.clicked.connect(self.importRequested)
        self.export.clicked.connect(lambda: self.exportRequested.emit(list(self.model.lines)))
        self.due.clicked.connect(lambda: self.dueRequested.emit(self._datable()))
        self.table.clicked.connect(lambda index: self._clicked(index.row()))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        for widget in (self.table, self.words):
            widget.installEventFilter(self)
        self._offer()

    # --- what the window asks ----------------------------------------------------

    @property
    def whole(self) -> bool:
        """Whether all documents are asked for, and not only the one that is open."""
        return self.scope.currentIndex() == 1

    def show_targets(self, targets: Sequence[Target], *, documents: bool) -> None:
        """List these targets; `documents` tells whether the library has any document."""
        year = self.year.currentText()
        self.model.show_targets(targets)
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems(["全部年份", *self.model.years, "没有期限"])
        self.year.setCurrentIndex(max(0, self.year.findText(year)))
        self.year.blockSignals(False)
        self.empty.sentence.setText(NOTHING if documents else NO_DOCUMENT)
        self.empty.button.setVisible(not documents)
        self._rescope(tell=False)
        self._narrow()

    def set_editable(self, editable: bool) -> None:
        """Let deadlines be taken over and files imported, or not."""
        self._editable = editable
        self.empty.button.setEnabled(editable)
        self._offer()

    # --- what the user does ------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the words by Enter, back by Escape, from the words typed down to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                if watched is self.words and self.words.text():
                    self.words.clear()
                else:
                    self.closeRequested.emit()
                return True
            if watched is self.table and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._show(self.table.currentIndex().row())
                return True
            if watched is self.words and event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, row: int) -> None:
        if not QGuiApplication.keyboardModifiers():  # with Ctrl and Shift several are chosen
            self._show(row)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.model.lines):
            self.placeRequested.emit(self.model.lines[row])

    def _show_menu(self, where: QPoint) -> None:
        index = self.table.indexAt(where)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = index.row()
        menu.addAction("到原文").triggered.connect(lambda: self._show(row))
        due = menu.addAction("定为督办时限")
        due.setEnabled(self.due.isEnabled())
        due.triggered.connect(self.due.click)
        menu.popup(self.table.viewport().mapToGlobal(where))

    def _chosen(self) -> list[Target]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.lines[row] for row in rows]

    def _datable(self) -> list[Target]:
        return [target for target in self._chosen() if target.deadline]

    def _offer(self) -> None:
        self.due.setEnabled(self._editable and bool(self._datable()))

    def _rescope(self, *_: object, tell: bool = True) -> None:
        self.table.setColumnHidden(FILE, not self.whole)
        if tell:
            self.scopeChanged.emit()

    def _narrow(self) -> None:
        kind, year = self.kind.currentIndex(), self.year.currentIndex()
        self.model.narrow(
            Wanted(
                ["", *TARGET_KINDS][max(0, kind)],
                ["", *self.model.years, "-"][max(0, year)],
                self.words.text(),
            )
        )
        shown, every = len(self.model.lines), self.model.count
        if every:
            self.empty.sentence.setText(NOTHING_FITS)
        self.count.setText(f"{shown} 处" if shown == every else f"{shown} / {every} 处")
        self._stack.setCurrentIndex(0 if shown else 1)
        self.export.setEnabled(bool(shown))
        self._offer()


def _table(model: TargetsModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName("targetsTable")
    table.setAccessibleName("目标和时限")
    make_quiet(table, row=ROW)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = table.horizontalHeader()
    head.setDefaultAlignment(_LEFT)
    for number, column in enumerate(COLUMNS):
        if number == QUOTE:
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        else:
            table.setColumnWidth(number, column.width)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    head.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)
    return table
