from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.annotations import State
from desktop.views.fields import DayField
from desktop.views.ledger import LedgerPage
from desktop.views.ledger_lines import COLUMNS
from desktop.views.ledger_model import LedgerModel
from desktop.views.theme import DARK, LIGHT
from tests.timing import least
from tests.views.rows import PLAIN, ROWS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NUMBERS = {column.name: number for number, column in enumerate(COLUMNS)}


@pytest.fixture
def page(qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(LIGHT)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.show_rows(ROWS)
    made.set_units(["省财政厅"])
    return made


def cell(page: LedgerPage, item: str, name: str) -> QModelIndex:
    return page.model.index(page.model.row_of(item), NUMBERS[name])


def edit(page: LedgerPage, item: str, name: str, kind: type) -> QLineEdit | QComboBox | DayField:
    index = cell(page, item, name)
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    editors = [each for each in page.table.viewport().findChildren(kind) if each.isVisible()]
    return editors[0]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = LedgerModel(LIGHT)
    model.show_rows(ROWS)
    qtmodeltester.check(model)
    model.set_group("unit")
    qtmodeltester.check(model)


def test_cells_show_signs_words_and_tips(page: LedgerPage) -> None:
    assert page.table.objectName() == "ledgerTable"
    assert cell(page, "c", "light").data() == "● 逾期"
    assert cell(page, "c", "light").data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.signal
    assert "已过期限" in cell(page, "c", "light").data(Qt.ItemDataRole.ToolTipRole)
    assert "现行文本" in cell(page, "c", "title").data(Qt.ItemDataRole.ToolTipRole)
    assert "李四" in cell(page, "b", "progress").data(Qt.ItemDataRole.ToolTipRole)
    assert cell(page, "b", "progress").data() == "2025-05-01　已 开工"
    page.restyle(DARK)
    assert cell(page, "c", "light").data(Qt.ItemDataRole.ForegroundRole).name() == DARK.signal
    head = page.model.headerData(3, Qt.Orientation.Horizontal)
    assert head == "状态"
    assert not page.grab().isNull()


def test_cells_are_edited_in_place_with_what_suits_them(page: LedgerPage, qtbot: QtBot) -> None:
    box = edit(page, "a", "state", QComboBox)
    with qtbot.waitSignal(page.changeRequested) as asked:
        box.setCurrentText("在办")
        box.activated.emit(box.currentIndex())
    assert asked.args == [["a"], {"state": State.UNDER_WAY}]
    day = edit(page, "a", "due", DayField)
    with qtbot.waitSignal(page.changeRequested) as asked:
        day.line.setText("2025年7月1日")
        qtbot.keyClick(day.line, Qt.Key.Key_Return)
    assert asked.args == [["a"], {"due": "2025-07-01"}]
    units = edit(page, "a", "support", QLineEdit)
    assert units.text() == "省能源局、省财政厅"
    with qtbot.waitSignal(page.changeRequested) as asked:
        units.setText("省财政厅，省能源局")
        qtbot.keyClick(units, Qt.Key.Key_Return)
    assert asked.args == [["a"], {"support": ("省财政厅", "省能源局")}]
    note = edit(page, "b", "progress", QLineEdit)
    assert note.text() == ""
    with qtbot.waitSignal(page.progressRequested) as asked:
        note.setText("竣工")
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert asked.args == ["b", "竣工"]


def test_what_is_no_change_or_no_day_asks_for_nothing(page: LedgerPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.changeRequested, wait=30):
        assert not page.model.setData(cell(page, "a", "due"), "不是日子")
        assert not page.model.setData(cell(page, "a", "lead"), "省发展改革委 ")
        assert not page.model.setData(cell(page, "b", "progress"), " ")
        assert not page.model.setData(cell(page, "a", "lead"), "甲", Qt.ItemDataRole.ToolTipRole)
    assert page.model.setData(cell(page, "a", "due"), "")


def test_columns_sort_filter_and_group(page: LedgerPage, qtbot: QtBot) -> None:
    page.table.sortByColumn(NUMBERS["due"], Qt.SortOrder.AscendingOrder)
    assert [row.id for row in page.rows()] == ["c", "a", "b"]
    page.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    field = page.filters.fields["title"]
    field.setText("煤炭")
    assert [row.id for row in page.rows()] == ["a"]
    assert page.foot.text().startswith("列出 1 条，共 3 条")
    field.setText("没有的")
    assert page.empty.isVisible()
    assert page.filters.isVisible()
    page.clear.click()
    assert len(page.rows()) == 3
    page.filters.fields["state"].setCurrentText("办结")
    assert [row.id for row in page.rows()] == ["b"]
    page.clear.click()
    page.group.setCurrentIndex(page.group.findData("unit"))
    page.group.activated.emit(page.group.currentIndex())
    assert page.model.index(0, 0).data() == "▾ 省发展改革委　1 条"
    assert page.table.columnSpan(0, 0) == len(COLUMNS)
    page.table.clicked.emit(page.model.index(0, 0))
    assert page.model.index(0, 0).data() == "▸ 省发展改革委　1 条"
    assert page.model.rowCount() == 5
    assert not page.grab().isNull()


def test_the_filter_row_goes_along_with_the_columns(page: LedgerPage) -> None:
    page.table.setColumnWidth(0, 300)
    assert page.filters.fields["document"].width() == 296
    bar = page.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert page.filters.fields["document"].x() == 2 - bar.value()


def test_many_are_changed_at_once(page: LedgerPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    assert page.selected() == ["a", "b", "c"]
    assert page.change.text() == "批量修改（3 条）▾"
    page.change.menu().aboutToShow.emit()
    menus = {action.text(): action for action in page.change.menu().actions()}
    states = {action.text(): action for action in menus["状态"].menu().actions()}
    with qtbot.waitSignal(page.changeRequested) as asked:
        states["暂缓"].trigger()
    assert asked.args == [["a", "b", "c"], {"state": State.PAUSED}]
    with qtbot.waitSignal(page.changeRequested) as asked:
        menus["标为滞后"].trigger()
    assert asked.args[1] == {"behind": True}
    for text, signal in (
        ("牵头单位…", page.unitRequested),
        ("期限…", page.dayRequested),
        ("移出台账", page.removeRequested),
    ):
        with qtbot.waitSignal(signal) as asked:
            menus[text].trigger()
        assert asked.args == [["a", "b", "c"]]
    with qtbot.waitSignal(page.removeRequested):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.set_editable(False)
    assert not page.change.isEnabled()
    assert not page.model.flags(cell(page, "a", "lead")) & Qt.ItemFlag.ItemIsEditable


def test_a_row_leads_to_its_measure(page: LedgerPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.nodeRequested) as asked:
        page.table.doubleClicked.emit(cell(page, "a", "title"))
    assert asked.args == ["d1", "n-a"]
    page.table.setCurrentIndex(cell(page, "c", "title"))
    with qtbot.waitSignal(page.nodeRequested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["d2", ""]
    with qtbot.waitSignal(page.closeRequested):
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)


def test_fresh_rows_leave_selection_and_place(page: LedgerPage) -> None:
    page.table.setCurrentIndex(cell(page, "b", "lead"))
    page.show_rows([*ROWS[1:], ROWS[0], replace(PLAIN, id="d")])
    assert page.selected() == ["b"]
    assert page.table.currentIndex() == cell(page, "b", "lead")
    page.show_rows(ROWS[:1])
    assert page.selected() == []
    page.show_rows(())
    assert page.empty.button.isVisible()
    assert not page.filters.isVisible()


@pytest.mark.timed
def test_five_thousand_items_open_at_once(qtbot: QtBot) -> None:
    rows = [
        replace(ROWS[number % 3], id=str(number), lead=f"单位{number % 40}")
        for number in range(5000)
    ]
    page = LedgerPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()

    def opened() -> None:
        page.show_rows(rows)
        page.grab()

    def sorted_and_filtered() -> None:
        page.filters.fields["lead"].clear()
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            page.table.sortByColumn(NUMBERS["title"], order)
        page.filters.fields["lead"].setText("单位1")

    assert least(opened, runs=3) < 0.3
    assert least(sorted_and_filtered, runs=3) < 0.5
