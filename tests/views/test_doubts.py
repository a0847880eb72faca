from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.model import Doubt
from desktop.text import SourceLine
from desktop.views.doubts import DOUBT_ROLE, DoubtPanel
from desktop.views.theme import DARK, LIGHT

DOUBTS = (
    Doubt("garbled", 8, "1梄1", "11", "序号有乱码，已按第11条处理。"),
    Doubt("title", 40, "甲 乙", "乙 甲", "标题与目录不一致。" * 12),
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
        made.show_doubts(DOUBTS)
    assert told.args == [2]
    assert made.list.objectName() == "doubtList"
    assert [made.list.item(row).text() for row in range(2)] == [d.message for d in DOUBTS]
    with qtbot.waitSignal(made.doubtRequested) as asked:
        made.list.setCurrentRow(1)
    assert asked.args == [DOUBTS[1]]
    with qtbot.waitSignal(made.doubtRequested) as asked:
        made.list.itemClicked.emit(made.list.item(1))
    assert asked.args[0] is made.list.item(1).data(DOUBT_ROLE)


def test_a_long_message_gets_the_room_it_needs(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_doubts(DOUBTS)
    heights = [made.list.visualItemRect(made.list.item(row)).height() for row in range(2)]
    assert heights[1] > 2 * heights[0]
    wide = heights[1]
    made.resize(230, 600)
    qtbot.waitUntil(lambda: made.list.visualItemRect(made.list.item(1)).height() > wide)
    assert not made.grab().isNull()


def test_the_printed_source_stands_beside_it(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_doubts(DOUBTS)
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
    made.show_doubts(DOUBTS)
    made.restyle(DARK)
    made.list.setCurrentRow(0)
    made.show_source(LINES, 8)
    asked: list[object] = []
    made.doubtRequested.connect(asked.append)
    made.restyle(LIGHT)
    (mark,) = made.source.extraSelections()
    assert mark.format.background().color() == QColor(LIGHT.found)
    assert asked == []


def test_no_doubts_are_said_so(qtbot: QtBot) -> None:
    made = panel(qtbot)
    made.show_doubts(DOUBTS)
    made.show_source(LINES, 8)
    made.show_doubts(())
    assert made._none.isVisible()
    assert not made.list.isVisible()
    assert made.source.toPlainText() == ""
