"""The bar under the page to find words in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.views.theme import GRID
from desktop.views.widgets import Label, tool


class FindBar(QWidget):
    """A box for the words, the count of hits, and ways to the next and the one before.

    Signals:
        searchRequested: the words, at every key.
        stepRequested: +1 for the next hit, -1 for the one before.
        closed: the bar was put away.
    """

    searchRequested = Signal(str)
    stepRequested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = QLineEdit()
        self.box.setObjectName("findText")
        self.box.setPlaceholderText("在本文中查找")
        self.box.setMaximumWidth(40 * GRID)
        self.box.setClearButtonEnabled(True)
        self.count = Label()
        self.count.setObjectName("findCount")
        self.count.setProperty("none", False)
        self.count.setMinimumWidth(8 * GRID)
        before = tool("上一处", "上一处（Shift+F3）", name="findPrevious")
        after = tool("下一处", "下一处（F3）", name="findNext")
        close = tool("关闭", "关闭查找栏（Esc）", name="findClose")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        layout.setSpacing(GRID)
        layout.addWidget(self.box, 1)
        for widget in (self.count, before, after):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(close)
        self.setVisible(False)
        self.box.textChanged.connect(self.searchRequested)
        before.clicked.connect(lambda: self.stepRequested.emit(-1))
        after.clicked.connect(lambda: self.stepRequested.emit(1))
        close.clicked.connect(self.put_away)

    def ask(self, text: str) -> None:
        """Show the bar, with `text` to begin with unless it is empty, ready to type."""
        self.setVisible(True)
        if text and text != self.box.text():
            self.box.setText(text)
        elif self.box.text():
            self.searchRequested.emit(self.box.text())
        self.box.selectAll()
        self.box.setFocus()

    def put_away(self) -> None:
        """Hide the bar and end the search."""
        self.setVisible(False)
        self.searchRequested.emit("")
        self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Show which hit of how many is reached."""
        none = bool(self.box.text()) and not total
        self.count.setText("没有找到" if none else f"{current}/{total}" if total else "")
        if none != self.count.property("none"):
            self.count.setProperty("none", none)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Escape puts the bar away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepRequested.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
