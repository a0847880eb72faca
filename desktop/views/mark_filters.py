"""What the panel 批注 lists: of which documents, words, colours, tags, authors, days, notes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Literal, get_args

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import MarkQuery
from desktop.views.fields import DayField
from desktop.views.mark_bar import colour_button
from desktop.views.mark_colours import Looks
from desktop.views.theme import GRID
from desktop.views.widgets import Label, combo, tool

TYPING_MILLISECONDS = 150
Scope = Literal["document", "library", "lost"]
Sort = Literal["place", "created", "modified", "colour", "author"]
_NARROWEST = 4  # characters of a box
_SORTS: tuple[tuple[str, tuple[Sort, bool]], ...] = (
    ("按位置", ("place", False)),
    ("最近添加", ("created", True)),
    ("最近修改", ("modified", True)),
    ("按颜色", ("colour", False)),
    ("按署名", ("author", False)),
)
_RANGE = -1
_DAYS = (
    ("不限日期", None), ("今天", 0), ("近七天", 6), ("近三十天", 29), ("近一年", 364),
    ("自选日期", _RANGE),
)  # fmt: skip


class MarkFilters(QWidget):
    """Boxes to choose with; each change tells.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self.scope = combo("markScope", "列出哪些批注", least=_NARROWEST)
        for text, scope in zip(("本文件", "全部文件", "待重新定位"), get_args(Scope), strict=True):
            self.scope.addItem(text, scope)
        self.sort = combo("markSort", "按什么排列", least=_NARROWEST)
        for text, order in _SORTS:
            self.sort.addItem(text, order)
        self.text = QLineEdit()
        self.text.setObjectName("markFilter")
        self.text.setPlaceholderText("筛选批注：原文或批注中的字")
        self.text.setToolTip("只列出原文或批注中有这些字的")
        self.text.setClearButtonEnabled(True)
        self.colours: dict[str, QToolButton] = {}
        self._colour_row = QHBoxLayout()
        self._colour_row.setSpacing(2)
        self.more = tool("更多筛选", "按署名、标签、日期、有无批注文字筛选", name="markMore")
        self.more.setCheckable(True)
        self._colour_row.addStretch(1)
        self._colour_row.addWidget(self.more)
        self.author = combo("markAuthors", "按署名筛选", least=_NARROWEST)
        self.tag = combo("markTags", "按标签筛选", least=_NARROWEST)
        self.days = combo("markDays", "按添加日期筛选", least=_NARROWEST)
        for text, count in _DAYS:
            self.days.addItem(text, count)
        self.first = _day("markSince", "从这一天起添加的", "不限")
        self.last = _day("markUntil", "到这一天为止添加的", "不限")
        self.noted = combo("markNoted", "按有无批注文字筛选", least=_NARROWEST)
        for text, noted in (("有无文字均可", None), ("有批注文字", True), ("无批注文字", False)):
            self.noted.addItem(text, noted)
        self._build()
        self.show_choices((), ())
        self._wire()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.scope, 1)
        top.addWidget(self.sort, 1)
        self._rest = QWidget()
        grid = QGridLayout(self._rest)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID // 2)
        for number, box in enumerate((self.author, self.tag, self.days, self.noted)):
            grid.addWidget(box, number // 2, number % 2)
        self._range = QWidget()
        days = QGridLayout(self._range)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(GRID // 2)
        for row, (word, field) in enumerate((("从", self.first), ("到", self.last))):
            days.addWidget(Label(word), row, 0)
            days.addWidget(field, row, 1)
        days.setColumnStretch(1, 1)
        self._range.setVisible(False)
        grid.addWidget(self._range, 2, 0, 1, 2)
        self._rest.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self.text)
        column.addLayout(self._colour_row)
        column.addWidget(self._rest)

    def _wire(self) -> None:
        for box in (self.scope, self.sort, self.author, self.tag, self.days, self.noted):
            box.currentIndexChanged.connect(self.changed)
        self.days.currentIndexChanged.connect(self._offer_range)
        for field in (self.first, self.last):
            field.dayChanged.connect(self.changed)
        self.text.textChanged.connect(self._typing.start)
        self.text.returnPressed.connect(self.apply)
        self._typing.timeout.connect(self.changed)
        self.more.toggled.connect(self._rest.setVisible)

    # --- what is chosen ----------------------------------------------------------

    @property
    def chosen_scope(self) -> Scope:
        """Which marks: those of the document, all, or all that lost their place."""
        scope: Scope = self.scope.currentData()
        return scope

    @property
    def narrowing(self) -> bool:
        """Whether anything is left out besides by the scope."""
        query = self.query("")
        given = (query.colours, query.tags, query.author, query.since, query.until)
        return any(given) or bool(query.text.strip()) or query.noted is not None

    def query(self, document: str) -> MarkQuery:
        """Return what is asked for while this document is open."""
        scope = self.chosen_scope
        sort, descending = self.sort.currentData()
        since, until = self._days_asked()
        tag = self.tag.currentData()
        return MarkQuery(
            document=document if scope == "document" else None,
            colours=tuple(id_ for id_, button in self.colours.items() if button.isChecked()),
            tags=(tag,) if tag else (),
            author=self.author.currentData(),
            since=since,
            until=until,
            noted=self.noted.currentData(),
            text=self.text.text(),
            orphaned=True if scope == "lost" else None,
            sort=sort,
            descending=descending,
        )

    def _days_asked(self) -> tuple[str | None, str | None]:
        """Return the first and the last day, None where it does not matter."""
        days = self.days.currentData()
        if days is None:
            return None, None
        if days != _RANGE:
            return (date.today() - timedelta(days)).isoformat(), None  # noqa: DTZ011 - the user's own day
        first, last = self.first.day, self.last.day
        if first and last:
            first, last = min(first, last), max(first, last)
        return first or None, last or None

    def _offer_range(self) -> None:
        self._range.setVisible(self.days.currentData() == _RANGE)

    def stop(self) -> None:
        """Ask for nothing more."""
        self._typing.stop()

    def ask(self, scope: Scope, *, noted: bool) -> None:
        """Leave nothing out but what has no note, if so asked, of the marks of this scope."""
        self.blockSignals(True)
        self.scope.setCurrentIndex(get_args(Scope).index(scope))
        self.clear()
        self.noted.setCurrentIndex(self.noted.findData(True) if noted else 0)
        self.more.setChecked(noted)
        self.blockSignals(False)
        self.apply()

    def apply(self) -> None:
        """Ask at once for what was typed."""
        self._typing.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Leave nothing out."""
        self.blockSignals(True)
        self.text.clear()
        for box in (self.author, self.tag, self.days, self.noted):
            box.setCurrentIndex(0)
        for field in (self.first, self.last):
            field.set_day("")
        for button in self.colours.values():
            button.setChecked(False)
        self.blockSignals(False)
        self.apply()

    # --- what there is to choose -------------------------------------------------

    def show_colours(self, looks: Looks) -> None:
        """Offer these colours; those chosen stay so."""
        chosen = {id_ for id_, button in self.colours.items() if button.isChecked()}
        for button in self.colours.values():
            self._colour_row.removeWidget(button)
            button.deleteLater()
        self.colours = {}
        for number, (colour, look) in enumerate(looks.items()):
            button = colour_button(look, f"只列出“{look.name}”（可选几种）")
            button.setObjectName(f"markFilter-{colour}")
            button.setCheckable(True)
            button.setChecked(colour in chosen)
            button.toggled.connect(self.changed)
            self._colour_row.insertWidget(number, button)
            self.colours[colour] = button

    def show_choices(self, authors: Iterable[str], tags: Iterable[tuple[str, str]]) -> None:
        """Offer these authors and these tags, each an id and a path; what is chosen stays so."""
        _refill(self.author, [("全部署名", None), *((name, name) for name in authors)])
        _refill(self.tag, [("全部标签", None), *((path, tag) for tag, path in tags)])

    def show_lost(self, count: int) -> None:
        """Say how many marks of the library have lost their place."""
        self.scope.setItemText(2, f"待重新定位 {count}" if count else "待重新定位")


def _day(name: str, tip: str, empty: str) -> DayField:
    field = DayField(empty=empty)
    field.setObjectName(name)
    field.line.setAccessibleName(tip)
    return field


def _refill(box: QComboBox, entries: list[tuple[str, Any]]) -> None:
    if entries == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
