"""The rows of the panel 批注: a model over values, and how a row is painted.

Every row has the same height, and a row's texts are made when it is painted, so that twenty
thousand marks scroll like twenty.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.annotations import MarkRow
from desktop.views.mark_colours import Look, Looks
from desktop.views.rows import Index, RowDelegate
from desktop.views.theme import GRID, label_grey

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
BAR_PIXELS = 4
QUOTE_LINES = 2
NARROWEST = 48  # pixels into which author and tags are still written


class MarkListModel(QStringListModel):
    """Marks in the order they were asked for.

    A list of as many empty strings stands for them, so that Qt, which asks for the number of rows
    at each row that it lays out, need not ask Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MarkRow] = []
        self._numbers: dict[str, int] = {}
        self.rowsRemoved.connect(self._removed)  # before any view hears of it

    def show_rows(self, rows: Iterable[MarkRow]) -> None:
        """Hold these rows and no others."""
        self._hold(list(rows))
        self.setStringList([""] * len(self._rows))

    def index_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark; invalid where it is not listed."""
        number = self._numbers.get(mark)
        return QModelIndex() if number is None else self.index(number, 0)

    def replace(self, rows: Iterable[MarkRow]) -> None:
        """Show what has become of marks that are listed, without asking for the whole list anew."""
        for row in rows:
            index = self.index_of(row.id)
            if index.isValid():
                self._rows[index.row()] = row
                self.dataChanged.emit(index, index)

    def append(self, row: MarkRow) -> None:
        """List one more mark at the end."""
        number = self._numbers[row.id] = len(self._rows)
        self._rows.append(row)
        self.insertRows(number, 1)

    def remove(self, mark: str) -> None:
        """List a mark no longer."""
        number = self._numbers.get(mark)
        if number is not None:
            self.removeRows(number, 1)

    @property
    def rows(self) -> Sequence[MarkRow]:
        """The marks listed, in their order."""
        return self._rows

    def _removed(self, parent: QModelIndex, first: int, last: int) -> None:
        del parent
        self._hold([*self._rows[:first], *self._rows[last + 1 :]])

    def _hold(self, rows: list[MarkRow]) -> None:
        self._rows = rows
        self._numbers = {row.id: number for number, row in enumerate(rows)}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's words, its tip or the `MarkRow` itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == MARK_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.quote) or row.note or place_name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (place_name(row), one_line(row.quote), row.note)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row)
        return None


class MarkDelegate(RowDelegate):
    """Paints a mark: its place and day, its words, its note, its tags."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks: Looks | None = None
        self.library = False
        self._today = datetime.now().astimezone().date()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same size for every row: place, two lines of quote, note with tags."""
        del index
        return QSize(1, (2 + QUOTE_LINES) * _line(option.fontMetrics) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the lines."""
        row: MarkRow = index.data(MARK_ROLE)
        super().paint(painter, option, index)
        if self.looks is None:
            return
        look = self.looks[row.colour]
        metrics, palette = option.fontMetrics, option.palette
        quiet, text = label_grey(palette), palette.color(QPalette.ColorRole.Text)
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        painter.fillRect(area.left() - GRID - 2, area.top(), BAR_PIXELS, area.height(), look.line)
        line = QRect(area.topLeft(), QSize(area.width(), _line(metrics)))
        self._paint_head(painter, line, row, look, quiet)
        below = line.height()
        line.translate(0, below)
        for part in wrapped(one_line(row.quote), metrics, line.width(), QUOTE_LINES):
            painter.fillRect(_behind(line, metrics, part), look.tint)
            _write(painter, line, part, text)
            line.translate(0, below)
        note = _cut(one_line(row.note), metrics, line.width())
        if note:
            _write(painter, line, note, text)
            line.setLeft(line.left() + metrics.horizontalAdvance(note) + GRID)
        if line.width() > NARROWEST:
            _write(painter, line, _cut(told(row), metrics, line.width()), quiet)
        painter.restore()

    def _paint_head(
        self, painter: QPainter, line: QRect, row: MarkRow, look: Look, quiet: QColor
    ) -> None:
        metrics = painter.fontMetrics()
        _write(painter, line, look.sign, look.line)
        day = short_day(row.created, this_year=self._today.year)
        width = metrics.horizontalAdvance(day)
        painter.setPen(quiet)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, day)
        left = metrics.horizontalAdvance(look.sign) + GRID // 2
        room = line.adjusted(left, 0, -width - GRID, 0)
        name = f"《{row.title}》{place_name(row)}" if self.library else place_name(row)
        _write(painter, room, _cut(name, metrics, room.width()), quiet)


def place_name(row: MarkRow) -> str:
    """Return where a mark stands, in words."""
    if row.orphaned:
        return "待重新定位"
    return "全文" if row.scope == "document" else row.place


def told(row: MarkRow) -> str:
    """Return who made a mark and its tags."""
    return "　".join(filter(None, (row.author, *(f"#{path}" for path in row.tags))))


def tip(row: MarkRow) -> str:
    """Return all that is known of a mark."""
    made = local_moment(row.created)
    changed = local_moment(row.modified)
    times = made if made == changed else f"{made}，改于 {changed}"
    head = f"《{row.title}》{place_name(row)}"
    return "\n".join(filter(None, (head, row.quote, row.note, f"{told(row)}　{times}")))


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def local_moment(moment: str) -> str:
    """Return a moment in the user's time zone, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def short_day(moment: str, *, this_year: int) -> str:
    """Return the day of a moment in the user's time zone, with the year if it is another one."""
    day = datetime.fromisoformat(moment).astimezone().date()
    shown = f"{day.month}月{day.day}日"
    return shown if day.year == this_year else f"{day.year}年{shown}"


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Return a text cut into at most so many lines, the last one ended with … where it goes on."""
    lines: list[str] = []
    while text and len(lines) < most - 1:
        part = text[: _fitting(text, metrics, width)]
        lines.append(part)
        text = text[len(part) :]
    return [*lines, _cut(text, metrics, width)] if text else lines


def _fitting(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how many characters of a text fit into a width, at least one."""
    low, high = 1, min(len(text), max(1, width // 3))
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, metrics: QFontMetrics, width: int) -> str:
    most = max(1, width // 2)  # no font is narrower; a long note is not measured to its end
    return metrics.elidedText(text[:most], Qt.TextElideMode.ElideRight, width)


def _write(painter: QPainter, line: QRect, text: str, colour: QColor) -> None:
    painter.setPen(colour)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _behind(line: QRect, metrics: QFontMetrics, text: str) -> QRect:
    return QRect(line.left(), line.top() + 1, metrics.horizontalAdvance(text), line.height() - 2)


def _line(metrics: QFontMetrics) -> int:
    return metrics.height() + 3
