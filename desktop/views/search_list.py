"""The rows of the search results: hits grouped by document, and how a row is painted.

Every row has the same height, so that thousands scroll like ten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.actions.correction_names import KIND_NAMES
from desktop.actions.search import DocumentHits, Hit, Results
from desktop.views.rows import Index, RowDelegate
from desktop.views.theme import GRID, Theme, label_grey

ROW_ROLE = Qt.ItemDataRole.UserRole + 1

_NAMES = {kind.value: name for kind, name in KIND_NAMES.items()} | {"note": "批注"}


@dataclass(frozen=True, slots=True)
class Head:
    """The row above the hits of a document.

    Attributes:
        hits: which document, and how many there are in all.
        named: whether its own title, number or issuer has the words.
    """

    hits: DocumentHits
    named: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """The last row, where there are more hits than are shown: how many are not."""

    left: int


Row = Head | Hit | More


def rows_of(results: Results) -> list[Row]:
    """Return the rows of results: documents in the order of their best hits, each over its hits."""
    counts = {each.document: each for each in results.documents}
    groups: dict[str, list[Hit]] = {}
    for hit in results.hits:
        groups.setdefault(hit.document, []).append(hit)
    named = {each.document for each in results.named}
    rows: list[Row] = [
        Head(each, named=True) for each in results.named if each.document not in groups
    ]
    for document, hits in groups.items():
        rows.append(Head(counts[document], named=document in named))
        rows += hits
    left = results.total - len(results.hits)
    return [*rows, More(left)] if left > 0 else rows


class SearchModel(QAbstractListModel):
    """Rows in their order; heads and hits can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold these rows; where they only go on from those there are, nothing above moves."""
        kept = [row for row in self._rows if not isinstance(row, More)]
        if kept and list(rows[: len(kept)]) == kept:
            if len(kept) < len(self._rows):
                self.beginRemoveRows(QModelIndex(), len(kept), len(kept))
                self._rows = kept
                self.endRemoveRows()
            if len(rows) > len(kept):
                self.beginInsertRows(QModelIndex(), len(kept), len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's words, its tip or the `Row` itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words_of(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Hit):
            return f"《{row.document_title}》{place_of(row)}\n{row.snippet}"
        return None


def words_of(row: Row) -> str:
    """Return a row in words."""
    if isinstance(row, Head):
        number = f"　{row.hits.doc_number}" if row.hits.doc_number else ""
        found = f"　{row.hits.count} 处" if row.hits.count else "　标题、文号或机关符合"
        return f"{row.hits.title}{number}{found}"
    if isinstance(row, More):
        return f"还有 {row.left} 处，点这里接着显示"
    return f"{place_of(row)}　{row.snippet}"


def place_of(hit: Hit) -> str:
    """Return where a hit stands: the labels on the way, its own label and title."""
    above = "".join(f"{label} › " for label in hit.path[:-1] if label)
    own = f"{hit.label} {hit.title}".strip()
    return above + (own or _NAMES.get(hit.kind, ""))


class SearchDelegate(RowDelegate):
    """Paints a hit in two lines, its place and its words, and a document's name over its hits."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same size for every row: two lines."""
        del index
        return QSize(1, 2 * _line(option.fontMetrics) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the lines."""
        super().paint(painter, option, index)
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(3 * GRID, GRID, -2 * GRID, -GRID)
        if isinstance(row, Hit):
            self._paint_hit(painter, option, area, row)
        elif isinstance(row, Head):
            self._paint_head(painter, option, area.adjusted(-GRID, 0, 0, 0), row)
        else:
            painter.setPen(QColor(self.theme.accent))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words_of(row))
        painter.restore()

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Head
    ) -> None:
        bold = QFont(option.font)
        bold.setBold(True)
        told = f"{row.hits.count} 处" if row.hits.count else "标题、文号或机关符合"
        number = row.hits.doc_number or ""
        painter.setPen(label_grey(option.palette))
        right = "　".join(filter(None, (number, told)))
        painter.drawText(area, _RIGHT, right)
        room = area.width() - option.fontMetrics.horizontalAdvance(right) - 2 * GRID
        painter.setFont(bold)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        title = QFontMetrics(bold).elidedText(row.hits.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _LEFT, title)

    def _paint_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: Hit
    ) -> None:
        metrics = option.fontMetrics
        line = QRect(area.topLeft(), QSize(area.width(), _line(metrics)))
        kind = _NAMES.get(hit.kind, "")
        painter.setPen(label_grey(option.palette))
        painter.drawText(line, _RIGHT, kind)
        room = line.width() - metrics.horizontalAdvance(kind) - 2 * GRID
        place = metrics.elidedText(place_of(hit), Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(QColor(self.theme.accent))
        painter.drawText(line, _LEFT, place)
        line.translate(0, line.height())
        left = line.left()
        ink = option.palette.color(QPalette.ColorRole.Text)
        for part, found in parts_of(hit):
            text = metrics.elidedText(part, Qt.TextElideMode.ElideRight, line.right() - left)
            width = metrics.horizontalAdvance(text)
            if found:
                painter.fillRect(left, line.top() + 1, width, line.height() - 2, self.theme.found)
            painter.setPen(ink)
            painter.drawText(QRect(left, line.top(), width + GRID, line.height()), _LEFT, text)
            left += width
            if left >= line.right():
                break


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def parts_of(hit: Hit) -> Iterable[tuple[str, bool]]:
    """Yield the snippet piece by piece, with whether the piece is what was looked for."""
    done = 0
    for start, end in hit.marked:
        if start > done:
            yield hit.snippet[done:start], False
        yield hit.snippet[start:end], True
        done = end
    if done < len(hit.snippet):
        yield hit.snippet[done:], False


def _line(metrics: QFontMetrics) -> int:
    return metrics.height() + 3
