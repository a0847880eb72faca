"""What the panel 校核 lists, and in which order: by kind, weight and place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from desktop.actions.checking import PARSED, WEIGHTS, Finding, Order, Weight, ordered
from desktop.views.theme import GRID
from desktop.views.widgets import combo

SIGNS: dict[Weight, str] = {"要紧": "▲", "一般": "●", "轻微": "○"}
_SORTS: tuple[tuple[str, Order], ...] = (
    ("按轻重排列", "weight"),
    ("按类别排列", "kind"),
    ("按位置排列", "place"),
)
_NARROWEST = 4  # characters of a box; the panel decides how much more


class DoubtFilters(QWidget):
    """Boxes to choose with; each change tells.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = combo("doubtKind", "只看一类", least=_NARROWEST)
        self.weight = combo("doubtWeight", "只看要紧的、一般的或轻微的", least=_NARROWEST)
        self.place = combo("doubtPlace", "只看一章", least=_NARROWEST)
        self.sort = combo("doubtSort", "按什么排列", least=_NARROWEST)
        for text, order in _SORTS:
            self.sort.addItem(text, order)
        self.settled = QCheckBox("含已校核")
        self.settled.setObjectName("doubtSettled")
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, 0, GRID, 0)
        grid.setSpacing(GRID // 2)
        for place, box in enumerate((self.kind, self.weight, self.place, self.sort)):
            grid.addWidget(box, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            box.currentIndexChanged.connect(self._choose)
        self.settled.toggled.connect(self._choose)
        self._own: dict[str, Any] | None = None  # how it was left, while `only` holds

    def count(self, findings: Sequence[Finding]) -> None:
        """Offer what occurs in these, with how many are open; what was chosen stays if it can."""
        weighty = sorted(findings, key=lambda each: WEIGHTS.index(each.weight))
        parsed_first = sorted(findings, key=lambda each: each.origin != PARSED)
        self._offer(
            self.kind,
            "全部类别",
            parsed_first,
            lambda each: (each.origin, each.origin),
            lambda each: (each.kind, each.kind),
        )
        self._offer(
            self.weight,
            "不论轻重",
            weighty,
            lambda each: (f"{SIGNS[each.weight]} {each.weight}", each.weight),
        )
        placed = [each for each in ordered(findings, "place") if each.chapter]
        self._offer(self.place, "全文", placed, lambda each: (each.chapter, each.chapter))

    def chosen(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return those that are wanted, in the order that is wanted."""
        kind, weight, place = (box.currentData() for box in (self.kind, self.weight, self.place))
        return ordered(
            (
                each
                for each in findings
                if (not kind or kind in {each.kind, each.origin})
                and (not weight or each.weight == weight)
                and (not place or each.chapter == place)
                and (not each.how or self.settled.isChecked())
            ),
            self.sort.currentData(),
        )

    def only(self, kind: str) -> None:
        """Want what is open of one kind or origin, wherever it stands; `remembered` stays."""
        own = self.remembered
        with QSignalBlocker(self):
            self.clear()
            self.settled.setChecked(False)
            if self.kind.findData(kind) < 0:
                self.kind.addItem(kind, kind)  # counted as soon as there is something to count
            self.kind.setCurrentIndex(self.kind.findData(kind))
        self._own = own
        self.changed.emit()

    def clear(self) -> None:
        """Want every kind and weight, wherever it stands."""
        with QSignalBlocker(self):
            for box in (self.kind, self.weight, self.place):
                box.setCurrentIndex(0)
        self.changed.emit()

    def narrow(self, findings: Sequence[Finding]) -> int:
        """Return how many are left out for their kind, weight or place."""
        wanted = sum(not each.how or self.settled.isChecked() for each in findings)
        return wanted - len(self.chosen(findings))

    def _choose(self) -> None:
        self._own = None
        self.changed.emit()

    @property
    def remembered(self) -> dict[str, Any]:
        """How the list was left by hand, but for the place, which is of one document only."""
        if self._own is not None:
            return self._own
        return {
            "kind": self.kind.currentData() or "",
            "weight": self.weight.currentData() or "",
            "sort": self.sort.currentData(),
            "settled": self.settled.isChecked(),
        }

    def remember(self, left: dict[str, Any]) -> None:
        """Take up what `remembered` was; what is not known stays."""
        for box, name in ((self.kind, "kind"), (self.weight, "weight"), (self.sort, "sort")):
            value = left.get(name)
            if value and box.findData(value) < 0 and box is not self.sort:
                box.addItem(str(value), value)  # counted as soon as there is something to count
            box.setCurrentIndex(max(0, box.findData(value)))
        self.settled.setChecked(left.get("settled") is True)

    def _offer(
        self,
        box: QComboBox,
        every: str,
        findings: Sequence[Finding],
        *told: Callable[[Finding], tuple[str, str]],
    ) -> None:
        chosen = box.currentData()
        counts: dict[tuple[str, str], int] = {}
        for way in told:
            for each in findings:
                counts[way(each)] = counts.get(way(each), 0) + (not each.how)
        box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for (text, value), count in counts.items():
            box.addItem(f"{text}　{count}", value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
