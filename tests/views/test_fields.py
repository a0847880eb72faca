import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCompleter, QMainWindow, QSplitter
from pytestqt.qtbot import QtBot

from desktop.views.fields import DayField, UnitField, day_of, units_of, units_text
from desktop.views.lights import light_colour, light_text
from desktop.views.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-06-30", "2025-06-30"),
        (" 2025年6月3日 ", "2025-06-03"),
        ("2025/6/3", "2025-06-03"),
        ("2025.06.03", "2025-06-03"),
        ("2025-02-30", None),
        ("6月", None),
        ("", None),
    ],
)
def test_days_are_understood_as_people_type_them(typed: str, day: str | None) -> None:
    assert day_of(typed) == day


def test_units_are_taken_apart_and_put_together() -> None:
    assert units_of(" 省财政厅、省能源局，省财政厅;;") == ("省财政厅", "省能源局")
    assert units_text(("甲", "乙")) == "甲、乙"


def test_a_day_is_typed_or_taken_from_the_calendar(qtbot: QtBot) -> None:
    field = DayField()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    with qtbot.waitSignal(field.dayChanged) as told:
        field.line.setText("2025年6月30日")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told.args == ["2025-06-30"]
    field.line.setText("不是日子")
    field.commit()
    assert (field.day, field.line.text()) == ("2025-06-30", "2025-06-30")
    field.show_calendar()
    assert field.calendar.selectedDate() == QDate(2025, 6, 30)
    with qtbot.waitSignal(field.dayChanged):
        field.calendar.clicked.emit(QDate(2025, 7, 1))
    assert field.day == "2025-07-01"
    assert not field.calendar.isVisible()
    with qtbot.waitSignal(field.dayChanged) as told:
        field.line.clear()
        field.commit()
    assert told.args == [""]
    field.set_day("")
    field.show_calendar()
    assert field.calendar.selectedDate() == QDate.currentDate()


def test_the_last_of_several_units_is_completed(qtbot: QtBot) -> None:
    field = UnitField(several=True)
    qtbot.addWidget(field)
    field.set_known(["省财政厅", "省能源局", "省发展改革委"])
    field.show()
    field.setFocus()
    field.setText("甲、财政")
    field.textEdited.emit(field.text())
    popup = field.findChild(QCompleter).popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "甲、省财政厅"
    field.textEdited.emit("甲、省财政厅、")
    assert not popup.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_lights_have_a_sign_a_word_and_a_colour(theme) -> None:
    texts = [light_text(light) for light in ("red", "yellow", "blue", "")]
    assert texts == ["● 逾期", "▲ 滞后", "◆ 临期", ""]
    colours = {light_colour(light, theme) for light in ("red", "yellow", "blue", "")}
    assert len(colours) == 4


def test_the_calendar_opens_by_a_key_that_means_something_else_in_the_window(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    elsewhere: list[bool] = []
    action = QAction("下一条", window)
    action.setShortcut("Alt+Down")
    action.triggered.connect(elsewhere.append)
    window.addAction(action)
    field, other = DayField(), DayField()
    holder = QSplitter()
    holder.addWidget(field)
    holder.addWidget(other)
    window.setCentralWidget(holder)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.calendar.isVisible()
    assert not elsewhere
