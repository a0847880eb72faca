"""A user's way from what documents want reached to the words and to the ledger."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from desktop.actions import documents, ledger
from desktop.views import dialogs
from desktop.views.main_window import MainWindow
from desktop.views.targets_model import COLUMNS
from tests.journeys import command, named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def window(library: Path, open_window: Callable, qtbot: QtBot) -> MainWindow:
    assert library.exists()
    made = open_window().window
    made.resize(1366, 768)
    qtbot.waitUntil(lambda: bool(made.outline.chosen()))
    made.reading.open(documents.list_documents(made._store)[0].id)
    return made


def opened(window: MainWindow, qtbot: QtBot) -> QTableView:
    command(window, "showTargets")
    table = named(window, QTableView, "targetsTable")
    qtbot.waitUntil(lambda: table.model().rowCount() > 20)
    return table


def cells(table: QTableView, title: str) -> list[str]:
    model, column = table.model(), TITLES.index(title)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def press(window: MainWindow, name: str) -> None:
    button = named(window, QToolButton, name)
    assert button.isEnabled(), name
    button.click()


def test_targets_are_listed_filtered_and_sorted(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    assert table.isColumnHidden(TITLES.index("文件"))
    assert "≥5%" in cells(table, "数值")
    own = table.model().rowCount()
    named(window, QComboBox, "targetsKind").setCurrentText("有效期")
    assert set(cells(table, "类别")) == {"有效期"}
    named(window, QComboBox, "targetsYear").setCurrentText("2027")
    assert cells(table, "期限") == ["2027-12-31"]
    named(window, QComboBox, "targetsKind").setCurrentIndex(0)
    named(window, QComboBox, "targetsYear").setCurrentText("没有期限")
    assert set(cells(table, "期限")) == {"—"}
    named(window, QComboBox, "targetsYear").setCurrentIndex(0)
    words = named(window, QLineEdit, "targetsWords")
    words.insert("煤炭 亿吨")
    assert cells(table, "原文") == ["达到13.65亿吨"]
    words.insert("没有这样的字")
    assert "没有符合" in window.parts.targeting.page.empty.sentence.text()
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert table.model().rowCount() == own
    named(window, QComboBox, "targetsScope").setCurrentIndex(1)
    qtbot.waitUntil(lambda: table.model().rowCount() > own)
    assert not table.isColumnHidden(TITLES.index("文件"))
    table.sortByColumn(TITLES.index("期限"), Qt.SortOrder.AscendingOrder)
    days = [day for day in cells(table, "期限") if day != "—"]
    assert days == sorted(days)
    tip = table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "《" in tip
    assert "期限：" in tip


def test_a_click_goes_to_the_words_and_flashes_them(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    row = cells(table, "数值").index("13.65亿吨")
    spot = table.visualRect(table.model().index(row, TITLES.index("原文"))).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.reader.isVisible()
    assert window.reading.place.node.label == "1."
    flash = window.reader._flash
    start, end = flash._place
    assert window.reader.document().toPlainText()[start:end] == "达到 13.65亿吨"
    command(window, "showTargets")
    table.selectRow(row + 1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.reader.isVisible()
    assert window.reading.place.node.label == "3."
    command(window, "showTargets")
    spot = table.visualRect(table.model().index(row, 0)).center()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, control, spot)
    assert table.isVisible()  # several are being chosen
    table.customContextMenuRequested.emit(spot)
    (menu,) = window.parts.targeting.page.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["到原文", "定为督办时限"]
    menu.actions()[0].trigger()
    menu.close()
    assert window.reader.isVisible()
    command(window, "showTargets")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert window.reader.isVisible()


def test_a_deadline_becomes_that_of_the_ledger_item(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    due = named(window, QToolButton, "targetsDue")
    assert not due.isEnabled()
    table.selectRow(cells(table, "数值").index("6条"))
    assert not due.isEnabled()  # no deadline
    row = cells(table, "数值").index("≥5%")
    table.selectRow(row)
    press(window, "targetsDue")
    node = table.model().lines[row].node
    item = ledger.of_node(window._store, node=node)
    assert item is not None
    assert item.due == "2023-12-31"
    assert "可以撤销" in window.statusBar().currentMessage()
    command(window, "undo")
    assert ledger.of_node(window._store, node=node) is None


def test_what_is_listed_becomes_a_workbook(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = opened(window, qtbot)
    target = tmp_path / "目标.xlsx"
    monkeypatch.setattr(dialogs, "file_to_write", lambda *_, **__: target)
    press(window, "targetsExport")
    qtbot.waitUntil(lambda: "已导出" in window.statusBar().currentMessage())
    sheet = openpyxl.load_workbook(target).active
    assert sheet.max_row == table.model().rowCount() + 1
    assert [cell.value for cell in sheet[1]][6] == "原文"
    assert f"{sheet.cell(3, 11).value:%Y-%m-%d}" == "2023-12-31"


def test_an_empty_library_says_what_to_do(open_window: Callable, qtbot: QtBot) -> None:
    window = open_window(seeds=[]).window
    command(window, "showTargets")
    start = named(window, QPushButton, "targetsStart")
    qtbot.waitUntil(start.isVisible)
    assert "导入" in window.parts.targeting.page.empty.sentence.text()
