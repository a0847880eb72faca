"""Fields to type a day or units into, with a calendar and with completion."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.views.widgets import tool

UNIT_MARK = "、"
_UNIT_MARKS = re.compile(r"[、,，;；\n]+")
_DAY_MARKS = re.compile(r"[-年月/.]")


def day_of(text: str) -> str | None:
    """Return the day that somebody typed, as an ISO date; None for none or no day."""
    parts = _DAY_MARKS.split(text.strip().removesuffix("日"))
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def units_text(units: Iterable[str]) -> str:
    """Return units as one types them."""
    return UNIT_MARK.join(units)


def units_of(text: str) -> tuple[str, ...]:
    """Return the units that somebody typed, each once, in order."""
    parts = (part.strip() for part in _UNIT_MARKS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


class UnitField(QLineEdit):
    """One unit, or several with 、 between them, completed over those that are known.

    Args:
        several: whether there can be several; each is then completed by itself.
    """

    def __init__(self, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setPlaceholderText("多个单位用顿号隔开" if several else "单位名称")
        if several:
            self._completer.setWidget(self)
            self.textEdited.connect(self._offer)
            self._completer.activated.connect(self._take)
        else:
            self.setCompleter(self._completer)

    def set_known(self, units: Sequence[str]) -> None:
        """Complete over these units."""
        self._known.setStringList(list(units))

    def _offer(self, text: str) -> None:
        """Offer units for what is typed after the last mark."""
        last, popup = _UNIT_MARKS.split(text)[-1].strip(), self._completer.popup()
        if last:
            self._completer.setCompletionPrefix(last)
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _take(self, unit: str) -> None:
        """Put the unit in place of what was typed after the last mark."""
        typed = _UNIT_MARKS.split(self.text())[:-1]
        self.setText(units_text([*(part.strip() for part in typed), unit]))


class DayField(QWidget):
    """A day to type or to choose from a calendar; may be empty.

    Args:
        empty: what it means when nothing is typed.

    Signals:
        dayChanged: the day as an ISO date, or "" for none, once it is chosen or typed to its end.
    """

    dayChanged = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, empty: str = "不设期限") -> None:
        super().__init__(parent)
        self._day = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText("如 2025-06-30")
        self.line.setToolTip(f"年-月-日；留空为{empty}")
        self.line.setClearButtonEnabled(True)
        self.button = tool("日历", "从日历中选（Alt+↓）")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._typed)
        self.button.clicked.connect(self.show_calendar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar by Alt+Down, which elsewhere in the window means something else."""
        keys = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() in keys and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() == Qt.Key.Key_Down:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.show_calendar()
                return True
        return super().eventFilter(watched, event)

    @cached_property
    def calendar(self) -> QCalendarWidget:
        """The calendar, made when it is first asked for: it costs more than all the rest."""
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.activated.connect(self._chosen)
        calendar.clicked.connect(self._chosen)
        return calendar

    @cached_property
    def _sheet(self) -> QWidget:
        sheet = QWidget(self, Qt.WindowType.Popup)
        sheet.setObjectName("calendarSheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        return sheet

    @property
    def day(self) -> str:
        """The day as an ISO date, or ""."""
        return self._day

    def set_day(self, day: str) -> None:
        """Show a day, an ISO date, or none; nothing is told."""
        self._day = day
        self.line.setText(day)

    def show_calendar(self) -> None:
        """Open the calendar at the day, or at today's month."""
        day = QDate.fromString(self._day, Qt.DateFormat.ISODate)
        self.calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self._sheet.adjustSize()
        below = self.mapToGlobal(QPoint(0, self.height()))
        room = self.screen().availableGeometry()
        size = self._sheet.sizeHint()
        left = max(room.left(), min(below.x(), room.right() - size.width()))
        if below.y() + size.height() > room.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - size.height())
        self._sheet.move(left, below.y())
        self._sheet.show()
        self.calendar.setFocus()

    def commit(self) -> None:
        """Take what is typed as if the field had been left."""
        self._typed()

    def _chosen(self, day: QDate) -> None:
        self._sheet.hide()
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        self._typed()

    def _typed(self) -> None:
        """Take a day; leave what was there where it is none."""
        text = self.line.text().strip()
        day = day_of(text) or ""
        if text and not day:
            self.line.setText(self._day)
            return
        self.line.setText(day)
        if day != self._day:
            self._day = day
            self.dayChanged.emit(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to the line."""
        super().focusInEvent(event)
        self.line.setFocus(event.reason())
