"""The bar below the tags: which combination of them the library tree shows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.annotations import Expression, SavedFilter
from desktop.views.tag_words import Join, joined, told
from desktop.views.theme import GRID
from desktop.views.widgets import Label, tool

EVERYTHING = "全部目录"
UNSAVED = "未保存的组合"


class TagFilterBar(QWidget):
    """The combination in use, told in words, and those that were saved.

    Signals:
        filterRequested: the `Expression` that the tree is to show, None for everything.
        saveRequested: the `Expression` to save under a name.
        deleteRequested: the id of the saved filter to delete.
    """

    filterRequested = Signal(object)
    saveRequested = Signal(object)
    deleteRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.expression: Expression | None = None
        self._saved: tuple[SavedFilter, ...] = ()
        self._names: Mapping[str, str] = {}
        self.box = QComboBox()
        self.box.setObjectName("savedFilters")
        self.box.setAccessibleName("目录只看")
        self.box.setToolTip("目录里只列出带这些标签的条目")
        self.words = Label()
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        self.save = tool("存为筛选…", "给这个组合起名，以后直接选用")
        self.forget = tool("删除筛选", "删除这个存好的筛选，可以撤销")
        self.clear = tool("看全部")
        top = QHBoxLayout()
        top.addWidget(Label("目录只看"))
        top.addWidget(self.box, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.save, self.forget, self.clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.box.activated.connect(self._chosen)
        self.clear.clicked.connect(lambda: self.use(None))
        self.save.clicked.connect(lambda: self.saveRequested.emit(self.expression))
        self.forget.clicked.connect(lambda: self.deleteRequested.emit(self.box.currentData()))
        self.show_saved((), {})

    def show_saved(self, saved: Sequence[SavedFilter], names: Mapping[str, str]) -> None:
        """Offer these filters.

        Args:
            saved: the filters.
            names: what tags are called, by id.
        """
        self._saved, self._names = tuple(saved), names
        self.box.clear()
        self.box.addItem(EVERYTHING, "")
        for each in saved:
            self.box.addItem(each.name, each.id)
        self._show()

    def join(self, tag: str, how: Join) -> None:
        """Put a tag into the combination, and use it."""
        self.use(joined(self.expression, tag, how))

    def use(self, expression: Expression | None) -> None:
        """Have the tree show what a combination is true of; None for everything."""
        self.expression = expression
        self._show()
        self.filterRequested.emit(expression)

    def _chosen(self) -> None:
        chosen = self.box.currentData()
        found = next((each.expression for each in self._saved if each.id == chosen), None)
        if chosen is not None:
            self.use(found)

    def _show(self) -> None:
        used = self.expression
        known = next((each.id for each in self._saved if each.expression == used), None)
        unsaved = self.box.findText(UNSAVED, Qt.MatchFlag.MatchExactly)
        if unsaved >= 0:
            self.box.removeItem(unsaved)
        if used is not None and known is None:
            self.box.addItem(UNSAVED, None)
        at = self.box.count() - 1 if used is not None and known is None else -1
        self.box.setCurrentIndex(at if at >= 0 else self.box.findData(known or ""))
        self.words.setText(told(used, self._names) if used is not None else "")
        self.words.setVisible(used is not None)
        self.save.setVisible(used is not None and known is None)
        self.forget.setVisible(known is not None)
        self.clear.setVisible(used is not None)
