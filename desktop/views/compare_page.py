"""The page 对照: two readers with a ribbon between them, and the list of pairs beside them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.compare_list import PairPanel
from desktop.views.compare_looks import Look
from desktop.views.compare_values import SIDES, SideName
from desktop.views.find_bar import FindBar
from desktop.views.layout import stacked
from desktop.views.reader import ReaderView
from desktop.views.ribbon import Ribbon
from desktop.views.short_label import ShortLabel
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, tool

NOTHING = "对照把两份文件并排，逐条看哪些沿用、哪些改动、哪些没有对应。"
NARROWEST = 160  # pixels of a reader
LIST_WIDTH = 300


class ComparePage(QWidget):
    """Lays the comparison out and tells what is pressed in it.

    Args:
        readers: of the left and of the right side.
        ribbon: stands between them.
        panel: the list of pairs.

    Signals:
        chooseRequested: other documents are wanted.
        swapRequested: left is to be right, and right left.
        lockToggled: whether the sides are to scroll together.
        listToggled: whether the list is to be seen.
        closeRequested: back to the text.
        cancelRequested: compare no further.
        entered: `left` or `right`, which side has the keyboard now.
        appeared: whether the page can be seen now.
    """

    chooseRequested = Signal()
    swapRequested = Signal()
    lockToggled = Signal(bool)
    closeRequested = Signal()
    cancelRequested = Signal()
    entered = Signal(str)
    appeared = Signal(bool)

    def __init__(
        self, readers: Mapping[SideName, ReaderView], *, ribbon: Ribbon, panel: PairPanel
    ) -> None:
        super().__init__()
        self.setObjectName("comparePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._readers = readers
        self.ribbon, self.panel = ribbon, panel
        self.titles = {side: _title(side) for side in SIDES}
        self.choose = tool("选择文件…", "选择要对照的两份文件", name="compareChoose")
        self.swap = tool("⇄ 交换", "交换左右两边", name="compareSwap")
        self.lock = tool("同步滚动", "左右两边一起滚动；点一下各滚各的", name="compareLock")
        self.lock.setCheckable(True)
        self.lock.setChecked(True)
        self.list = tool("条目", "显示或收起右边的条目", name="compareShowList")
        self.list.setCheckable(True)
        self.list.setChecked(True)
        self.back = tool("返回正文", "回到正文（Esc）", name="compareBack")
        self.find_bar = FindBar()
        self.find_bar.setObjectName("compareFindBar")
        self.find_bar.box.setObjectName("compareFindText")
        self.current = ShortLabel()
        self.current.setObjectName("compareCurrent")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(40 * GRID)
        self.busy_text = Label()
        self.busy_text.setObjectName("quiet")
        self.busy_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cancel = QPushButton("取消")
        self.cancel.setObjectName("compareCancel")
        self.start = QPushButton("选择两份文件…")
        self.start.setObjectName("compareStart")
        self.start.setDefault(True)
        self._build()
        self._wire()
        self.show_nothing()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        heading = Label("对照")
        heading.setObjectName("pageHeading")
        bar.addWidget(heading)
        for button in (self.choose, self.swap, self.lock):
            bar.addWidget(button)
        bar.addWidget(self.current, 1)
        bar.addWidget(self.list)
        bar.addWidget(self.back)
        columns = {
            side: stacked((self.titles[side], self._readers[side]), grows=self._readers[side])
            for side in SIDES
        }
        self.pages = QSplitter()
        self.pages.setObjectName("comparePages")
        between = stacked((_title("between"), self.ribbon), grows=self.ribbon)
        for widget in (columns["left"], between, columns["right"]):
            self.pages.addWidget(widget)
        self.outer = QSplitter()
        self.outer.setObjectName("compareSplitter")
        self.outer.addWidget(self.pages)
        self.outer.addWidget(self.panel)
        for splitter, stretches in ((self.pages, (1, 0, 1)), (self.outer, (1, 0))):
            splitter.setChildrenCollapsible(False)
            for number, stretch in enumerate(stretches):
                splitter.setStretchFactor(number, stretch)
        for side in SIDES:
            columns[side].setMinimumWidth(NARROWEST)
        self.outer.setSizes([3 * LIST_WIDTH, LIST_WIDTH])
        self.centre = QStackedWidget()
        self.centre.addWidget(_middle(_sentence(NOTHING), self.start))
        self.centre.addWidget(_middle(self.busy_text, self.progress, self.cancel))
        self.centre.addWidget(self.outer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = QWidget()
        self._bar.setObjectName("compareBar")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setLayout(bar)
        column.addWidget(self._bar)
        column.addWidget(self.centre, 1)
        column.addWidget(self.find_bar)

    def _wire(self) -> None:
        for button in (self.choose, self.start):
            button.clicked.connect(self.chooseRequested)
        self.swap.clicked.connect(self.swapRequested)
        self.lock.toggled.connect(self.lockToggled)
        self.list.toggled.connect(self.panel.setVisible)
        self.back.clicked.connect(self.closeRequested)
        self.cancel.clicked.connect(self.cancelRequested)
        for side in SIDES:
            self._readers[side].installEventFilter(self)
            self._readers[side].verticalScrollBar().valueChanged.connect(self.ribbon.update)
        self.pages.splitterMoved.connect(self.ribbon.update)

    # --- what is shown -----------------------------------------------------------------

    def show_nothing(self) -> None:
        """Offer to choose two documents."""
        self._show(0)

    def show_busy(self, text: str) -> None:
        """Say that the documents are being compared."""
        self.busy_text.setText(text)
        self.progress.setRange(0, 0)
        self._show(1)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the comparison has come."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        if what:
            self.busy_text.setText(what)

    def show_sides(self, *, paired: bool) -> None:
        """Show both sides; without pairs there is neither list nor ribbon to see."""
        for side in SIDES:
            self.titles[side].setText("")
        self._show(2)
        for widget in (self.lock, self.list):
            widget.setVisible(paired)
        self.panel.setVisible(paired and self.list.isChecked())

    def tell_title(self, side: SideName, title: str) -> None:
        """Write what a side shows over it."""
        self.titles[side].setText(title)

    def _show(self, number: int) -> None:
        self.centre.setCurrentIndex(number)
        of_sides: tuple[QWidget, ...]
        of_sides = (self.choose, self.swap, self.lock, self.list, self.current)
        for widget in of_sides:
            widget.setVisible(number == 2)  # noqa: PLR2004 - the sides

    @property
    def comparing(self) -> bool:
        """Whether two documents are shown."""
        return self.centre.currentWidget() is self.outer

    def enter(self, side: SideName) -> None:
        """Put the keyboard into one side, and let its title say so."""
        self._readers[side].setFocus()
        self._mark(side)

    def _mark(self, side: SideName) -> None:
        for each in SIDES:
            title = self.titles[each]
            title.setProperty("front", each == side)
            title.style().unpolish(title)
            title.style().polish(title)

    def tell(self, look: Look | None, text: str) -> None:
        """Say which pair is the current one."""
        self.current.setText(f"{look.sign} {look.word}　{text}" if look else text)

    def restyle(self, looks: Mapping[str, Look], theme: Theme) -> None:
        """Use the colours of another theme."""
        self.ribbon.restyle(looks, theme)
        self.panel.restyle(looks, theme)

    # --- what is remembered --------------------------------------------------------------

    def remembered(self) -> dict[str, Any]:
        """Return how the page is, to be put back at the next start."""
        return {
            "pages": self.pages.sizes(),
            "outer": self.outer.sizes(),
            "inner": self.panel.splitter.sizes(),
            "locked": self.lock.isChecked(),
            "list": self.list.isChecked(),
            **self.panel.remembered(),
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what `remembered` gave; anything else does nothing."""
        for name, splitter in (
            ("pages", self.pages), ("outer", self.outer), ("inner", self.panel.splitter),
        ):  # fmt: skip
            sizes = _sizes(kept.get(name), splitter.count())
            if sizes:
                splitter.setSizes(sizes)
        self.lock.setChecked(kept.get("locked") is not False)
        self.list.setChecked(kept.get("list") is not False)
        self.panel.setVisible(self.list.isChecked())
        self.panel.restore(kept)

    # --- events --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which side the keyboard is in; Escape leaves the page."""
        if event.type() == QEvent.Type.FocusIn:
            for side in SIDES:
                if watched is self._readers[side]:
                    self._mark(side)
                    self.entered.emit(side)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the filter by Escape, or leave the page."""
        typed = self.panel.filter
        if event.key() == Qt.Key.Key_Escape and typed.hasFocus() and typed.text():
            typed.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.closeRequested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page can be seen."""
        super().showEvent(event)
        self.appeared.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page is gone."""
        super().hideEvent(event)
        self.appeared.emit(False)


def _title(side: str) -> ShortLabel:
    made = ShortLabel()
    made.setObjectName(f"compareTitle{side.capitalize()}")
    made.setProperty("class", "compareTitle")
    return made


def _sentence(text: str) -> QLabel:
    made = Label(text)
    made.setObjectName("emptySentence")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(True)
    return made


def _middle(*widgets: QWidget) -> QWidget:
    """Return the widgets under each other in the middle of the page."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setSpacing(2 * GRID)
    column.addStretch(2)
    for number, widget in enumerate(widgets):
        if number:
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            column.addWidget(widget)
    column.addStretch(3)
    return made


def _sizes(found: object, count: int) -> list[int]:
    """Return the sizes of the parts of a splitter as they were kept; none for anything else."""
    if not isinstance(found, list) or len(found) != count:
        return []
    sizes = [size for size in found if isinstance(size, int) and size >= 0]
    return sizes if len(sizes) == count and any(sizes) else []
