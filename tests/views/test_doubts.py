from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions.checking import Finding
from desktop.corrections import Slip
from desktop.model import Doubt, Kind, Node
from desktop.text import SourceLine
from desktop.views.check_preview import PreviewDialog
from desktop.views.doubts import FINDING_ROLE, DoubtPanel, _told, headline
from desktop.views.theme import DARK, LIGHT

DOUBTS = (
    Doubt("garbled", 8, "1梄1", "11", "序号有乱码，已按第11条处理。"),
    Doubt("title", 40, "甲 乙", "乙 甲", "标题与目录不一致。" * 12),
)
FOUND = tuple(Finding(Slip(doubt, "a"), "", "1.") for doubt in DOUBTS)
FIXES = Finding(
    Slip(Doubt("and", 9, "甲 and 乙", "甲和乙", "应为和。"), "b", 1, 6, ((1, 6, "和"),)), "", "2."
)
LINES = tuple(SourceLine(number, f"第{number}行的文字") for number in range(1, 60))


def panel(qtbot: QtBot) -> DoubtPanel:
    made = DoubtPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    return made


def test_doubts_are_listed_and_asked_for(qtbot: QtBot) -> None:
    made = panel(qtbot)
    with qtbot.waitSignal(made.countChanged) as told:
        made.show_findings(FOUND)
    assert told.args == [2]
    assert made.list.objectName() == "doubtList"
    assert [made.list.item(row).text() for row in range(2)] == [d.message for d in DOUBTS]
    with qtbot.waitSignal(made.findingRequested) as asked:
        made.list.setCurrentRow(1)
    assert asked.args == [FOUND[1]]
    with qtbot.waitSignal(made.findingRequested) as asked:
        made.list.itemClicked.emit(made.list.item(1))
    assert asked.args[0] is made.list.item(1).data(FINDING_ROLE)


def test_a_long_message_gets_the_room_it_needs(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings(FOUND)
    heights = [made.list.visualItemRect(made.list.item(row)).height() for row in range(2)]
    assert heights[1] > 2 * heights[0]
    wide = heights[1]
    made.resize(230, 600)
    qtbot.waitUntil(lambda: made.list.visualItemRect(made.list.item(1)).height() > wide)
    assert not made.grab().isNull()


def test_the_printed_source_stands_beside_it(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings(FOUND)
    made.show_source(LINES, 40)
    shown = made.source.toPlainText().split("\n")
    assert (shown[0][:2], shown[-1][:2]) == ("30", "50")
    (mark,) = made.source.extraSelections()
    assert "第40行的文字" in mark.cursor.selectedText()
    made.show_source(LINES, 1)
    assert made.source.toPlainText().startswith("\u20071　第1行的文字")
    made.show_source((), 1)
    assert made.source.toPlainText() == ""


def test_a_theme_recolours_the_source_and_asks_for_nothing(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings(FOUND)
    made.restyle(DARK)
    made.list.setCurrentRow(0)
    made.show_source(LINES, 8)
    asked: list[object] = []
    made.findingRequested.connect(asked.append)
    made.restyle(LIGHT)
    (mark,) = made.source.extraSelections()
    assert mark.format.background().color() == QColor(LIGHT.found)
    assert asked == []


def test_no_doubts_are_said_so(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings(FOUND)
    made.show_source(LINES, 8)
    made.show_findings(())
    assert made._none.isVisible()
    assert not made.list.isVisible()
    assert made.source.toPlainText() == ""


def keys(made: DoubtPanel, qtbot: QtBot, signal: object, key: Qt.Key) -> list[object]:
    with qtbot.waitSignal(signal) as told:
        qtbot.keyClick(made.list, key)
    return told.args


def test_one_key_settles_and_the_list_goes_on(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings((*FOUND, FIXES))
    made.list.setCurrentRow(0)
    assert keys(made, qtbot, made.settleRequested, Qt.Key.Key_A) == [FOUND[0], "accepted"]
    assert keys(made, qtbot, made.settleRequested, Qt.Key.Key_X) == [FOUND[0], "dismissed"]
    assert keys(made, qtbot, made.settleRequested, Qt.Key.Key_Backspace) == [FOUND[0], ""]
    assert keys(made, qtbot, made.correctRequested, Qt.Key.Key_E) == [FOUND[0]]
    made.show_findings((replace(FOUND[0], how="accepted"), FOUND[1], FIXES))
    assert made.list.count() == 2
    assert made.list.currentItem().data(FINDING_ROLE) == FOUND[1]
    assert (made.progress.value(), made.progress.maximum()) == (1, 3)
    made.settled.setChecked(True)
    assert made.list.count() == 3
    made.set_editable(False)
    with qtbot.assertNotEmitted(made.settleRequested):
        qtbot.keyClick(made.list, Qt.Key.Key_A)


def test_kinds_are_chosen_and_put_right_together(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings((*FOUND, FIXES))
    assert [made.kind.itemText(row) for row in range(4)] == [
        "全部类别",
        "拆分疑点　3",
        "其他　2",
        "and　1",
    ]
    made.kind.setCurrentIndex(2)
    assert not made.buttons["all"].isEnabled()
    made.kind.setCurrentIndex(3)
    assert made.list.count() == 1
    with qtbot.waitSignal(made.allRequested) as told:
        made.buttons["all"].click()
    assert told.args == [[FIXES]]


def test_what_would_be_changed_is_shown_first(qtbot: QtBot) -> None:
    parent = panel(qtbot)
    dialog = PreviewDialog(parent, [FIXES], {"b": Node(Kind.MEASURE, text="甲 and 乙的事")})
    assert dialog.list.item(0).text() == "2.　甲〔 and  → 和〕乙的事"
    assert dialog.chosen == [FIXES]
    assert dialog.heading.text().startswith("要改 1 处，共 1 处。")
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen == []
    assert dialog.heading.text().startswith("要改 0 处，共 1 处。")
    assert not buttons["更正"].isEnabled()
    buttons["全选"].click()
    assert dialog.chosen == [FIXES]
    assert buttons["更正"].isEnabled()
    buttons["全不选"].click()
    assert dialog.chosen == []


WEIGHTY = (
    Finding(
        Slip(Doubt("half_mark", 4, "甲,乙", "甲，乙", "半角。"), "a"),
        "",
        "1.",
        "一、总则",
        (0, 4, 0),
    ),
    Finding(Slip(Doubt("number", 9, "3.", "3.", "跳号。"), "b"), "", "3.", "二、附则", (5, 9, 0)),
    Finding(Slip(Doubt("rare", 2, "梄", "梄", "生僻。"), "c"), "", "", "", (-1, 2, 0)),
)


def listed(made: DoubtPanel) -> list[str]:
    return [made.list.item(row).text() for row in range(made.list.count())]


def test_weight_kind_and_place_filter_and_sort(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings(WEIGHTY)
    filters = made.filters
    assert listed(made) == ["跳号。", "生僻。", "半角。"]
    assert [filters.weight.itemText(row) for row in range(4)] == [
        "不论轻重", "▲ 要紧　1", "● 一般　1", "○ 轻微　1"
    ]  # fmt: skip
    told = made.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "▲ 要紧　编号　3.　原文第 9 行 跳号。"
    filters.sort.setCurrentIndex(filters.sort.findData("place"))
    assert listed(made) == ["生僻。", "半角。", "跳号。"]
    filters.weight.setCurrentIndex(filters.weight.findData("轻微"))
    assert listed(made) == ["半角。"]
    filters.weight.setCurrentIndex(0)
    filters.place.setCurrentIndex(filters.place.findData("二、附则"))
    assert listed(made) == ["跳号。"]
    made.show_findings(WEIGHTY[:1])
    assert filters.place.currentData() == ""
    assert listed(made) == ["半角。"]


def test_how_the_list_was_left_is_taken_up(qtbot: QtBot) -> None:
    made, again = panel(qtbot), panel(qtbot)
    made.show_findings(WEIGHTY)
    made.filters.weight.setCurrentIndex(made.filters.weight.findData("要紧"))
    made.filters.sort.setCurrentIndex(made.filters.sort.findData("place"))
    made.settled.setChecked(True)
    again.filters.remember(made.filters.remembered)
    again.show_findings(WEIGHTY)
    assert listed(again) == ["跳号。"]
    assert again.filters.remembered == made.filters.remembered
    assert again.filters.weight.count() == 4
    again.filters.remember({"sort": "nonsense", "settled": 3})
    assert again.filters.remembered == {
        "kind": "", "weight": "", "sort": "weight", "settled": False
    }  # fmt: skip


def test_what_changes_elsewhere_leads_nowhere_what_is_settled_here_goes_on(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings((*FOUND, FIXES))
    made.list.setCurrentRow(1)
    with qtbot.assertNotEmitted(made.findingRequested), qtbot.waitSignal(made.sourceRequested):
        made.show_findings((*FOUND, FIXES))
    with qtbot.assertNotEmitted(made.findingRequested):
        made.show_findings((FOUND[1], FIXES))
    assert made.list.currentItem().data(FINDING_ROLE) == FOUND[1]
    made.settled.setChecked(True)
    qtbot.keyClick(made.list, Qt.Key.Key_A)
    with qtbot.waitSignal(made.findingRequested) as told:
        made.show_findings((replace(FOUND[1], how="accepted"), FIXES))
    assert told.args == [FIXES]
    with qtbot.assertNotEmitted(made.findingRequested):
        made.show_findings((replace(FOUND[1], how="accepted"), FIXES))


def test_the_line_above_a_finding_fits_and_keeps_what_counts(qtbot: QtBot) -> None:
    made = panel(qtbot)
    metrics = made.list.fontMetrics()
    found = replace(FOUND[0], place="第二十三条之一")
    assert headline(found, metrics, 1000) == ("● 一般　其他　第二十三条之一", "8 行")
    for room in (90, 150, 200, 250):
        left, right = headline(found, metrics, room)
        assert metrics.horizontalAdvance(left + right) < room
        assert left.startswith("● ")
        assert right == "8 行"
    assert headline(replace(found, how="dismissed"), metrics, 1000)[1] == "已忽略"


def test_a_paragraph_that_ends_in_what_is_proposed_is_quoted_on_one_line(qtbot: QtBot) -> None:
    made = panel(qtbot)
    doubt = Doubt("mark", 9, "下列:\n（一）", "下列：\n（一）", "应为全角。")
    made.show_findings((replace(FIXES, slip=replace(FIXES.slip, doubt=doubt)),))
    assert _told(made.list.model().index(0, 0)) == "应为全角。\n下列:¶（一） → 下列：¶（一）"


def test_what_is_left_out_is_said_and_listed_by_one_click(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_findings((*FOUND, FIXES))
    every = made.list.count()
    assert not made.narrowed.isVisible()
    made.kind.setCurrentIndex(made.kind.findData("and"))
    assert made.narrowed.isVisible()
    assert f"筛选后 1 处，另有 {every - 1} 处" in made.narrowed.text()
    qtbot.mouseClick(made.narrowed, Qt.MouseButton.LeftButton)
    assert (made.list.count(), made.narrowed.isVisible()) == (every, False)


def test_a_list_asked_for_from_elsewhere_is_not_remembered(qtbot: QtBot) -> None:
    filters = panel(qtbot).filters
    filters.remember({"weight": "要紧", "settled": True})
    own, left = filters.remembered, []
    filters.changed.connect(lambda: left.append(filters.remembered))
    filters.only("拆分疑点")
    assert filters.kind.currentData() == "拆分疑点"
    assert left == [own]
    filters.clear()
    assert filters.remembered["kind"] == filters.remembered["weight"] == ""
