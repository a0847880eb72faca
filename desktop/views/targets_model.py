"""Targets and deadlines as a table: what is shown of each, filtered and sorted."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop.model import TARGET_KINDS, Target
from desktop.text import normal
from desktop.views.rows import Index

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what a cell shows, what rows are sorted by, its width in pixels."""

    title: str
    text: Callable[[Target], str]
    order: Callable[[Target], Any]
    width: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which targets are listed; "" for any.

    Attributes:
        kind: target, deadline or validity.
        year: of the deadline; "-" for those without one.
        words: what document, measure, quote or deadline must contain.
    """

    kind: str = ""
    year: str = ""
    words: str = ""


def place_of(target: Target) -> str:
    """Return the measure's label and title."""
    return f"{target.label} {target.title}".strip() or "（段落）"


def _value(target: Target) -> float:
    found = _NUMBER.search(target.value)
    return float(found[0]) if found else 0.0


COLUMNS = (
    Column("类别", lambda t: TARGET_KINDS[t.kind], lambda t: list(TARGET_KINDS).index(t.kind), 64),
    Column("期限", lambda t: t.deadline, lambda t: t.deadline or "9999", 104),
    Column("数值", lambda t: t.amount, lambda t: (t.unit, _value(t)), 112),
    Column("原文", lambda t: t.words, lambda t: t.words),
    Column("措施", place_of, place_of, 240),
    Column("文件", lambda t: t.document_title, lambda t: t.document_title, 200),
)
QUOTE, FILE = 3, 5


class TargetsModel(QAbstractTableModel):
    """The targets that are wanted, in the order of the texts or sorted by a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: list[Target] = []
        self._searched: list[str] = []
        self.lines: list[Target] = []
        self._wanted = Wanted()
        self._sort, self._descending = -1, False

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show these targets, as far as they are wanted."""
        self._every = list(targets)
        self._searched = [
            normal(f"{t.words} {place_of(t)} {t.document_title} {t.deadline} {t.unit}")
            for t in targets
        ]
        self._arrange()

    def narrow(self, wanted: Wanted) -> None:
        """Show only what is wanted."""
        self._wanted = wanted
        self._arrange()

    @property
    def count(self) -> int:
        """How many there are, whether or not they are wanted."""
        return len(self._every)

    @property
    def years(self) -> list[str]:
        """The years of all deadlines, the first first."""
        return sorted({target.deadline[:4] for target in self._every if target.deadline})

    def _fits(self, target: Target, searched: str) -> bool:
        wanted = self._wanted
        return (
            wanted.kind in {"", target.kind}
            and wanted.year in {"", target.deadline[:4] or "-"}
            and all(normal(word) in searched for word in wanted.words.split())
        )

    def _arrange(self) -> None:
        self.beginResetModel()
        pairs = zip(self._every, self._searched, strict=True)
        self.lines = [target for target, searched in pairs if self._fits(target, searched)]
        if self._sort >= 0:
            self.lines.sort(key=COLUMNS[self._sort].order, reverse=self._descending)
        self.endResetModel()

    # --- QAbstractTableModel -----------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many targets are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title, or what a click on it does."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"点一下按{COLUMNS[section].title}排序"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or the tip of its row."""
        target = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return COLUMNS[index.column()].text(target) or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            until = (
                f"\n期限：{target.deadline}（{target.deadline_text}）" if target.deadline else ""
            )
            head = f"《{target.document_title}》\n{place_of(target)}"
            return f"{head}\n“{target.words}”{until}\n单击：到原文"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; in the order of the texts where it is -1."""
        self._sort, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()
