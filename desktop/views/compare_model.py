"""The lines of the list of pairs: a model over values, and how a line is painted.

Every line has the same height and its words are made when it is painted, so that the pairs of two
long plans scroll like those of two short ones.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.comparison import Pair
from desktop.views.compare_looks import Look
from desktop.views.compare_values import ORIGINS, Item, named
from desktop.views.rows import Index, RowDelegate
from desktop.views.theme import GRID, label_grey

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
Why = Callable[[Pair], str]
NOBODY = "（没有对应）"
_BAR = 4
_LONGEST = 200  # characters that are measured at most


class PairModel(QAbstractListModel):
    """Pairs and measures alone, in the order they were asked for.

    Attributes:
        looks: how their kinds look.
    """

    def __init__(self, looks: Mapping[str, Look], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks = looks
        self._items: Sequence[Item] = ()
        self._why: Why = lambda _: ""

    def explain(self, why: Why) -> None:
        """Say why pairs were made in these words from now on."""
        self._why = why

    def show_items(self, items: Sequence[Item]) -> None:
        """Hold these lines and no others."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def index_of(self, nodes: tuple[str, str]) -> QModelIndex:
        """Return the line of two measures, "" on the side that has none; invalid for no line."""
        rows = (row for row, item in enumerate(self._items) if item.nodes == nodes)
        return self.index(next(rows, -1), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's words, its tip or the `Item` itself."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{named(item.left) or NOBODY} ↔ {named(item.right) or NOBODY}"
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return "\n".join(words for words in self.lines(item) if words)
        return None

    def lines(self, item: Item) -> tuple[str, str, str, str]:
        """Return what a line says: its relation, the left measure, the right one, and why."""
        look, pair = self.looks[item.kind], item.pair
        told = f"{look.sign} {look.word}"
        if pair is not None:
            told = f"{told}　{pair.score:.0%}　{ORIGINS[pair.origin]}".rstrip("　")
        left, right = named(item.left) or NOBODY, named(item.right) or NOBODY
        return told, f"左　{left}", f"右　{right}", self._why(pair) if pair else ""


class PairDelegate(RowDelegate):
    """Paints a line: relation, score and who says so; the left measure; the right one; why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same size for every line."""
        del index
        return QSize(1, 4 * _line(option.fontMetrics) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the four lines of words."""
        super().paint(painter, option, index)
        item: Item = index.data(ITEM_ROLE)
        model = index.model()
        if not isinstance(model, PairModel):
            return
        look, palette, metrics = model.looks[item.kind], option.palette, option.fontMetrics
        quiet, text = label_grey(palette), palette.color(QPalette.ColorRole.Text)
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(2 * GRID, GRID, -GRID, -GRID)
        painter.fillRect(area.left() - GRID - 2, area.top(), _BAR, area.height(), look.line)
        line = QRect(area.topLeft(), QSize(area.width(), _line(metrics)))
        colours = (look.line, text if item.left else quiet, text if item.right else quiet, quiet)
        for words, colour in zip(model.lines(item), colours, strict=True):
            painter.setPen(colour)
            shown = metrics.elidedText(words[:_LONGEST], Qt.TextElideMode.ElideRight, line.width())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, flags, shown)
            line.translate(0, line.height())
        painter.restore()


def _line(metrics: QFontMetrics) -> int:
    return metrics.height() + 3
