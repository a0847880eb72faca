"""The box at the top of the window that looks through the whole library."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop.actions.search import SavedSearch
from desktop.views.theme import GRID
from desktop.views.widgets import literal, tool

TYPING_MILLISECONDS = 150
_WIDTH = 34 * GRID
_SHOWN = 30  # characters of a query in a menu


class SearchLine(QLineEdit):
    """A line whose arrow keys and Escape leave it.

    Signals:
        leftDown: Down was pressed with something typed.
        menuRequested: Down was pressed with nothing typed.
        leftBack: Escape was pressed.
    """

    leftDown = Signal()
    menuRequested = Signal()
    leftBack = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape and Down out of the ordinary keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.leftBack.emit()
        elif event.key() == Qt.Key.Key_Down:
            (self.leftDown if self.text().strip() else self.menuRequested).emit()
        else:
            super().keyPressEvent(event)


class SearchBox(QWidget):
    """The line, a menu of earlier and saved searches, and help with the language.

    Signals:
        queryChanged: what is looked for, a moment after it was typed; at once by Enter.
        entered: Enter was pressed.
        leftDown, leftBack: see `SearchLine`.
        deleteRequested: the id of the saved search to delete.
        forgetRequested: forget the earlier searches.
        helpRequested: where (`QPoint`) to show the help.
    """

    queryChanged = Signal(str)
    entered = Signal()
    leftDown = Signal()
    leftBack = Signal()
    deleteRequested = Signal(str)
    forgetRequested = Signal()
    helpRequested = Signal(QPoint)

    def __init__(
        self,
        *,
        recent: Callable[[], Sequence[str]],
        saved: Callable[[], Sequence[SavedSearch]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._recent, self._saved = recent, saved
        self.line = SearchLine()
        self.line.setObjectName("searchBox")
        self.line.setPlaceholderText("查找全部文件（Ctrl+K）")
        self.line.setAccessibleName("查找全部文件")
        self.line.setToolTip("查找所有文件的标题、正文、单位、批注；↓ 看查过的和存好的")
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(_WIDTH // 2)
        self.line.setMaximumWidth(_WIDTH)
        self.help = tool("语法", "怎么写查找的内容", name="searchHelp")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        row.addStretch(1)
        row.addWidget(self.line, 2)
        row.addWidget(self.help)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPING_MILLISECONDS)
        self._soon.timeout.connect(self._tell)
        self.line.textChanged.connect(lambda _: self._soon.start())
        self.line.returnPressed.connect(self._enter)
        self.line.leftDown.connect(self.leftDown)
        self.line.leftBack.connect(self.leftBack)
        self.line.menuRequested.connect(self.show_menu)
        self.help.clicked.connect(
            lambda: self.helpRequested.emit(self.line.mapToGlobal(QPoint(0, self.line.height())))
        )

    @property
    def query(self) -> str:
        """What is typed."""
        return self.line.text()

    def ask(self, text: str = "") -> None:
        """Take the keyboard, with a query to begin with unless it is empty."""
        if text:
            self.line.setText(text)
        self.line.setFocus()
        self.line.selectAll()

    def stop(self) -> None:
        """Tell nothing more; the window closes."""
        self._soon.stop()

    def show_menu(self) -> None:
        """Offer what was looked for before, and what was saved."""
        menu = QMenu(self)
        menu.setObjectName("searchMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        saved, recent = self._saved(), self._recent()
        for each in saved:
            action = menu.addAction(f"{_short(each.name)}　{_short(each.query)}")
            action.triggered.connect(lambda _=False, text=each.query: self.ask(text))
        if saved:
            delete = menu.addMenu("删除存好的查找")
            for each in saved:
                delete.addAction(_short(each.name)).triggered.connect(
                    lambda _=False, id_=each.id: self.deleteRequested.emit(id_)
                )
            menu.addSeparator()
        for text in recent:
            menu.addAction(_short(text)).triggered.connect(
                lambda _=False, text=text: self.ask(text)
            )
        if recent:
            menu.addSeparator()
            menu.addAction("清除查过的内容").triggered.connect(self.forgetRequested)
        if not saved and not recent:
            menu.addAction("还没有查过什么").setEnabled(False)
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height())))

    def _enter(self) -> None:
        self._tell()
        self.entered.emit()

    def _tell(self) -> None:
        self._soon.stop()
        self.queryChanged.emit(self.line.text())


def _short(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return literal(shown)
