from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.annotations import FollowUp, Progress, State
from desktop.views.follow_up import FollowUpPanel
from desktop.views.ledger_dialogs import DayChoice, LedgerFile, UnitChoice
from desktop.views.theme import DARK, LIGHT

ITEM = FollowUp(
    "i", "n", "d", "李四", "", "", lead="省发展改革委", support=("省能源局", "省财政厅"),
    due="2025-06-30", remark="要快",
    progress=(
        Progress("p", "2025-05-01", "李四", "开会"), Progress("q", "2025-05-11", "张三", "开工"),
    ),
)  # fmt: skip


@pytest.fixture
def panel(qtbot: QtBot) -> FollowUpPanel:
    made = FollowUpPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def test_a_measure_that_is_not_on_the_ledger_can_be_put_there(
    panel: FollowUpPanel, qtbot: QtBot
) -> None:
    assert panel.objectName() == "followUpPanel"
    assert panel.empty.isVisible()
    assert not panel.start.isVisible()
    panel.show_item("2. 推动煤炭价格稳定", None)
    with qtbot.waitSignal(panel.startRequested):
        panel.start.click()
    assert not panel.form.isVisible()
    panel.set_editable(False)
    panel.show_item("2. 推动煤炭价格稳定", None)
    assert not panel.start.isVisible()
    with qtbot.waitSignal(panel.ledgerRequested):
        panel.all.click()


def test_an_item_is_shown_with_its_light_in_sign_and_word(panel: FollowUpPanel) -> None:
    panel.set_units(["省财政厅"])
    panel.show_item("2. 推动煤炭价格稳定", ITEM, light="red", today="2025-07-03")
    assert panel.light.text() == "● 逾期　已过期限，还没有办结"
    assert panel.form.support.text() == "省能源局、省财政厅"
    assert panel.form.due.day == "2025-06-30"
    assert panel.notes.list.item(0).text() == "2025-05-11　张三\n开工"
    assert panel.notes.day.day == "2025-07-03"
    panel.restyle(DARK)
    assert DARK.signal in panel.light.styleSheet()
    assert not panel.grab().isNull()


def test_every_field_tells_its_change(panel: FollowUpPanel, qtbot: QtBot) -> None:
    panel.show_item("2.", ITEM, today="2025-07-03")
    form = panel.form

    def asked(do) -> dict:
        with qtbot.waitSignal(panel.changeRequested) as told:
            do()
        assert told.args[0] == ["i"]
        return told.args[1]

    form.state.setCurrentText("办结")
    assert asked(lambda: form.state.activated.emit(2)) == {"state": State.DONE}
    form.priority.setCurrentText("高")
    assert asked(lambda: form.priority.activated.emit(0)) == {"priority": "高"}
    assert asked(form.behind.click) == {"behind": True}
    form.lead.setText(" 省商务厅 ")
    assert asked(form.lead.editingFinished.emit) == {"lead": "省商务厅"}
    form.support.setText("省能源局")
    assert asked(form.support.editingFinished.emit) == {"support": ("省能源局",)}
    form.due.line.clear()
    assert asked(form.due.commit) == {"due": None}
    form.remark.setPlainText("要更快")
    assert asked(panel.commit) == {"remark": "要更快"}
    form.remark.setPlainText("最快")
    assert asked(lambda: None) == {"remark": "最快"}
    with qtbot.assertNotEmitted(panel.changeRequested, wait=10):
        form.lead.setText("省发展改革委")
        form.lead.editingFinished.emit()
    with qtbot.waitSignal(panel.removeRequested) as told:
        panel.remove.click()
    assert told.args == [["i"]]


def test_dated_notes_are_added_and_removed(panel: FollowUpPanel, qtbot: QtBot) -> None:
    panel.show_item("2.", ITEM, today="2025-07-03")
    with qtbot.waitSignal(panel.progressRequested) as told:
        panel.notes.text.setText(" 竣工 ")
        qtbot.keyClick(panel.notes.text, Qt.Key.Key_Return)
    assert told.args == ["i", "2025-07-03", "竣工"]
    with qtbot.assertNotEmitted(panel.progressRequested, wait=10):
        qtbot.keyClick(panel.notes.text, Qt.Key.Key_Return)
    menu = panel.notes.menu_for(panel.notes.list.item(0))
    with qtbot.waitSignal(panel.progressRemoved) as told:
        menu.actions()[-1].trigger()
    assert told.args == ["i", "q"]


def test_a_dated_note_is_changed_in_the_line(panel: FollowUpPanel, qtbot: QtBot) -> None:
    panel.show_item("2.", ITEM, today="2025-07-03")
    notes, first = panel.notes, panel.notes.list.item(0)
    notes.menu_for(first).actions()[0].trigger()
    assert (notes.text.text(), notes.day.day) == ("开工", "2025-05-11")
    with qtbot.assertNotEmitted(panel.progressChanged, wait=10):
        qtbot.keyClick(notes.text, Qt.Key.Key_Escape)
    assert (notes.text.text(), notes.day.day) == ("", "2025-07-03")
    notes.list.itemActivated.emit(first)
    with qtbot.waitSignal(panel.progressChanged) as told:
        notes.text.setText("全面开工")
        qtbot.keyClick(notes.text, Qt.Key.Key_Return)
    assert told.args == ["i", "q", "2025-05-11", "全面开工"]
    with qtbot.waitSignal(panel.progressRequested) as told:
        notes.text.setText("竣工")
        qtbot.keyClick(notes.text, Qt.Key.Key_Return)
    assert told.args == ["i", "2025-07-03", "竣工"]
    notes.list.itemActivated.emit(first)
    panel.show_item("2.", replace(ITEM, progress=ITEM.progress[:1]), today="2025-07-03")
    assert notes.text.text() == ""


def test_dialogs_return_what_was_entered(
    panel: FollowUpPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(dialog) -> int:
        dialog.field.setText("省商务厅") if isinstance(dialog, UnitChoice) else (
            dialog.field.line.setText("2025年7月1日")
        )
        return 1

    monkeypatch.setattr(UnitChoice, "exec", accept)
    monkeypatch.setattr(DayChoice, "exec", accept)
    assert UnitChoice.ask(panel, ["省商务厅"], count=2) == "省商务厅"
    assert DayChoice.ask(panel, count=2) == "2025-07-01"
    for kind in (UnitChoice, DayChoice):
        monkeypatch.setattr(kind, "exec", lambda _: 0)
    assert UnitChoice.ask(panel, [], count=2) is None
    assert DayChoice.ask(panel, count=2) is None
    monkeypatch.setattr("desktop.views.dialogs.QFileDialog.exec", lambda _: 0)
    assert LedgerFile.ask(panel, count=2) is None
