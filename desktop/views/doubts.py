"""The panel 校核: what is to be checked as a work list, and the printed source under it."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.checking import PARSED, SEEN, Finding
from desktop.text import SourceLine
from desktop.views.doubt_filters import SIGNS, DoubtFilters
from desktop.views.rows import Index, RowDelegate
from desktop.views.source_lines import SourceLines
from desktop.views.theme import GRID, Theme, label_grey
from desktop.views.widgets import Label, tool

FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
SETTLED = {"accepted": "已认可", "dismissed": "已忽略", "corrected": "已更正", "": ""}
PARAGRAPH = "¶"  # stands for the end of a paragraph where words are quoted
_KEYS = {
    Qt.Key.Key_A: "accepted", Qt.Key.Key_X: "dismissed", Qt.Key.Key_Delete: "dismissed",
    Qt.Key.Key_E: "correct", Qt.Key.Key_F2: "correct", Qt.Key.Key_Backspace: "open",
}  # fmt: skip


class FindingList(QListWidget):
    """The list itself; single keys settle what is chosen.

    Signals:
        keyPressed: `accepted`, `dismissed`, `correct` or `open`.
    """

    keyPressed = Signal(str)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every message the height that it takes at the new width, a scroll bar's too."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first one: what the keys would settle is to be seen."""
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle by a key, or go on as any list."""
        wanted = _KEYS.get(cast("Qt.Key", event.key()))
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if wanted and plain and self.currentItem() is not None:
            self.keyPressed.emit(wanted)
        else:
            super().keyPressEvent(event)


class DoubtPanel(QWidget):
    """A work list over the source lines of what is chosen in it.

    Signals:
        findingRequested: the `Finding` whose place to show, and its source.
        sourceRequested: the `Finding` whose source alone to show: the page is left where it is.
        settleRequested: (`Finding`, `accepted`, `dismissed` or "" to open it again).
        correctRequested: the `Finding` to put right.
        allRequested: the list of `Finding` to put right as they propose.
        countChanged: how many are open.
    """

    findingRequested = Signal(object)
    sourceRequested = Signal(object)
    settleRequested = Signal(object, str)
    correctRequested = Signal(object)
    allRequested = Signal(list)
    countChanged = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doubtPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._findings: list[Finding] = []
        self._editable = True
        self._acted = False  # what is chosen was settled or put right from here
        self._build_list()
        self._build_bars()
        self._none = Label("这份文件没有存疑之处。")
        self._none.setObjectName("quiet")
        self._none.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._none.setWordWrap(True)
        self.source = SourceLines(theme)
        self.source.setObjectName("sourceLines")
        self.source.setPlaceholderText("点选一条，这里显示原文。")
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        for widget in (self.filters, self._top, self.narrowed, self.list, self._bottom):
            column.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(work)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.source)
        splitter.addWidget(self._beside)
        splitter.setSizes([3000, 2000])  # shares of whatever height there is
        splitter.setChildrenCollapsible(False)
        self._splitter = splitter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none)
        layout.addWidget(splitter)
        self.setFocusProxy(self.list)
        self.show_findings(())

    def _build_list(self) -> None:
        self.list = FindingList()
        self.list.setObjectName("doubtList")
        self.list.setAccessibleName("校核")
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.currentItemChanged.connect(self._moved)
        self.list.itemClicked.connect(self._chosen)
        self.list.keyPressed.connect(self._act)

    def _build_bars(self) -> None:
        self.filters = DoubtFilters()
        self.filters.changed.connect(self._fill)
        self.narrowed = tool("", "不按类别、轻重和章筛选", name="doubtClear")
        self.narrowed.setVisible(False)
        self.narrowed.clicked.connect(self.filters.clear)
        self.kind, self.settled = self.filters.kind, self.filters.settled
        self.progress = QProgressBar()
        self.progress.setObjectName("doubtProgress")
        self.progress.setTextVisible(False)
        self.done = Label()
        self.done.setObjectName("quiet")
        self._top = _row(self.progress, self.done, self.settled)
        self.buttons: dict[str, QToolButton] = {}
        for what, text, tip in (
            ("accepted", "认可", "程序认得对，到下一条（A）"),
            ("correct", "更正", "照所提的改，或打开编辑框（E 或 F2）"),
            ("dismissed", "忽略", "不用管，到下一条（X 或 Delete）"),
            ("all", "全部…", "把列出的能照改的一起改，先看一遍"),
        ):
            button = tool(text, tip, name=f"doubt-{what}")
            button.clicked.connect(lambda _=False, what=what: self._act(what))
            self.buttons[what] = button
        self._bottom = _row(*self.buttons.values())

    def set_editable(self, editable: bool) -> None:
        """Let things be settled and put right, or only read."""
        self._editable = editable
        self._bottom.setEnabled(editable)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List these; what is looked at and the row chosen stay as far as they can."""
        self._findings = list(findings)
        self.filters.count(self._findings)
        self._fill()
        done, total = sum(bool(each.how) for each in self._findings), len(self._findings)
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)
        self.done.setText(f"{done} / {total}")
        self.progress.setToolTip(f"已校核 {done} / {total}；{_open(self._findings)}")
        self.progress.setAccessibleName(f"已校核 {done} / {total}")
        self._none.setVisible(not total)
        self._splitter.setVisible(bool(total))
        self.countChanged.emit(total - done)

    def hold_page(self, page: QWidget) -> None:
        """Have a page of the original stand where else the source lines do."""
        self._beside.addWidget(page)

    def show_pages(self, shown: bool) -> None:
        """Show what was given to `hold_page`, or the source lines."""
        self._beside.setCurrentIndex(int(shown))

    def show_source(self, lines: Sequence[SourceLine], line: int) -> None:
        """Show source line `line` with its neighbours, as printed, under its number."""
        self.source.show_lines(lines, line, line)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.source.restyle(theme)

    def _fill(self) -> None:
        row = self.list.currentRow()
        before = self.list.item(row).data(FINDING_ROLE).slip.doubt if row >= 0 else None
        shown = self.filters.chosen(self._findings)
        left_out = self.filters.narrow(self._findings)
        self.narrowed.setText(f"筛选后 {len(shown)} 处，另有 {left_out} 处。点这里全部列出")
        self.narrowed.setVisible(left_out > 0)
        self.list.blockSignals(True)
        self.list.clear()
        for each in shown:
            doubt = each.slip.doubt
            item = QListWidgetItem(doubt.message)
            item.setData(FINDING_ROLE, each)
            told = f"{heading(each)} {doubt.message}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(f"原文：{doubt.printed}\n认作：{doubt.assumed}")
            self.list.addItem(item)
        place = next((n for n, each in enumerate(shown) if each.slip.doubt == before), -1)
        # The list goes on only from what was done here: the page is not to be taken from under
        # somebody who puts things right in it.
        goes_on = self._acted and (place < 0 or bool(shown[place].how))
        if row >= 0 and shown:
            place = row if place < 0 else place + goes_on
            self.list.setCurrentRow(min(place, len(shown) - 1))
        self.list.blockSignals(False)
        self.source.empty()
        self.buttons["all"].setEnabled(any(each.slip.fixes for each in shown))
        if row >= 0 and shown and self.isVisible():
            asked = self.findingRequested if goes_on else self.sourceRequested
            asked.emit(self.list.currentItem().data(FINDING_ROLE))
        self._acted = self._acted and not goes_on

    def _act(self, what: str) -> None:
        if not self._editable:
            return
        if what == "all":
            rows = range(self.list.count())
            found = [self.list.item(row).data(FINDING_ROLE) for row in rows]
            self.allRequested.emit([each for each in found if each.slip.fixes])
            return
        if self.list.currentRow() < 0:
            return
        finding: Finding = self.list.currentItem().data(FINDING_ROLE)
        self._acted = what != "open"
        if what == "correct":
            self.correctRequested.emit(finding)
        else:
            self.settleRequested.emit(finding, "" if what == "open" else what)

    def _moved(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self._chosen(current)

    def _chosen(self, item: QListWidgetItem) -> None:
        self._acted = False
        self.findingRequested.emit(item.data(FINDING_ROLE))


class FindingDelegate(RowDelegate):
    """Paints a finding in two tones: its kind and place, and under them what is doubtful."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the wrapped message takes at the list's present width."""
        view = cast("QListWidget", option.widget)
        width = view.viewport().width() - 4 * GRID
        area = option.fontMetrics.boundingRect(0, 0, width, 10_000, _WRAPPED, _told(index))
        return QSize(width, area.height() + option.fontMetrics.height() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the heading and the message."""
        super().paint(painter, option, index)
        area = option.rect.adjusted(2 * GRID, GRID - 2, -2 * GRID, -GRID)
        palette = option.palette
        painter.save()
        painter.setPen(label_grey(palette))
        finding: Finding = index.data(FINDING_ROLE)
        left, right = headline(finding, option.fontMetrics, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, right)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        area.setTop(area.top() + option.fontMetrics.height() + 2)
        painter.drawText(area, _WRAPPED, _told(index))
        painter.restore()


_WRAPPED = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft)


def heading(finding: Finding) -> str:
    """Return what stands above a finding: weight, kind, where it is, what became of it."""
    weight = f"{SIGNS[finding.weight]} {finding.weight}"
    line = f"原文第 {finding.slip.doubt.line} 行" if finding.slip.doubt.line else ""
    parts = (weight, finding.kind, finding.place[:12], line, SETTLED[finding.how])
    return "　".join(filter(None, parts))


def headline(finding: Finding, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """Return what is painted above a finding, at the left and at the right, on one line.

    Args:
        finding: what it is about.
        metrics: of the font that it is painted in.
        room: how much there is of it, in pixels; where it is too little, the weight's word goes
            first, for its sign tells it too.
    """
    line = finding.slip.doubt.line
    right = SETTLED[finding.how] or (f"{line} 行" if line else "")
    room -= metrics.horizontalAdvance(right) + GRID
    rest = "　".join(filter(None, (finding.kind, finding.place[:12])))
    sign = SIGNS[finding.weight]
    left = f"{sign} {finding.weight}　{rest}"
    if metrics.horizontalAdvance(left) > room:
        left = metrics.elidedText(f"{sign} {rest}", Qt.TextElideMode.ElideRight, room)
    return left, right


def _told(index: Index) -> str:
    """Return the message of a finding, with what is proposed where it can be put right."""
    finding: Finding = index.data(FINDING_ROLE)
    doubt = finding.slip.doubt
    if not finding.slip.fixes:
        return doubt.message
    change = f"{doubt.printed} → {doubt.assumed}".replace("\n", PARAGRAPH)
    return f"{doubt.message}\n{change}"


def _open(findings: Sequence[Finding]) -> str:
    """Return how many are open of either origin; 概览 counts the first."""
    left = Counter(each.origin for each in findings if not each.how)
    return "，".join(f"{origin}还有 {left[origin]} 处" for origin in (PARSED, SEEN))


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(GRID, 0, GRID, 0)
    row.setSpacing(GRID // 2)
    for widget in widgets:
        row.addWidget(widget)
    row.setStretch(0, 1)
    return made
