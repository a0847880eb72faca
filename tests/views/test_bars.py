import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.views.breadcrumb import Breadcrumb, fair_share
from desktop.views.empty import EmptyState
from desktop.views.find_bar import FindBar
from desktop.views.notice import NoticeBar
from desktop.views.progress import ProgressStrip

STEPS = [
    ("山西省全力稳增长推动经济持续回升向好的若干措施", ""),
    ("一、 纵深推进", "c1"),
    ("1. 夯实", "m1"),
]


@pytest.mark.parametrize(
    ("needs", "room", "expected"),
    [([], 100, 100), ([30, 30], 100, 30), ([10, 200], 100, 90), ([80, 80], 100, 50),
     ([10, 60, 200], 120, 55)],
)  # fmt: skip
def test_short_steps_leave_room_to_long_ones(needs: list[int], room: int, expected: int) -> None:
    assert fair_share(needs, room) == expected


def test_the_breadcrumb_shows_the_way_and_leads_back(qtbot: QtBot) -> None:
    bar = Breadcrumb()
    qtbot.addWidget(bar)
    bar.resize(900, 32)
    bar.show()
    bar.show_path(STEPS)
    bar.show_path(STEPS)
    assert bar.text == " › ".join(text for text, _ in STEPS)
    buttons = bar.findChildren(QToolButton)
    assert [button.text() for button in buttons] == [text for text, _ in STEPS]
    with qtbot.waitSignal(bar.nodeRequested) as asked:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert asked.args == ["c1"]
    bar.resize(300, 32)
    assert buttons[0].text().endswith("…")
    assert buttons[0].toolTip() == STEPS[0][0]
    assert buttons[2].text() == "1. 夯实"
    bar.show_path(STEPS[:1])
    assert bar.text == STEPS[0][0]


def test_the_find_bar_asks_at_every_key_and_counts(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    asked: list[str] = []
    steps: list[int] = []
    bar.searchRequested.connect(asked.append)
    bar.stepRequested.connect(steps.append)
    assert bar.isHidden()
    bar.ask("煤炭")
    qtbot.keyClicks(bar.box, "x")
    bar.ask("")
    assert asked == ["煤炭", "x", "x"]
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    qtbot.keyClick(bar.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    for name in ("findNext", "findPrevious"):
        bar.findChild(QToolButton, name).click()
    assert steps == [1, -1, 1, -1]
    bar.show_count(3, 17)
    assert bar.count.text() == "3/17"
    bar.show_count(0, 0)
    assert bar.count.text() == "没有找到"
    qtbot.keyClick(bar, Qt.Key.Key_A)
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert asked[-1] == ""
    assert bar.isHidden()


def test_the_empty_state_offers_one_thing(qtbot: QtBot) -> None:
    with_seeds, without = EmptyState(seeds=5), EmptyState(seeds=0)
    for each in (with_seeds, without):
        qtbot.addWidget(each)
    assert "5 份示例文件" in with_seeds.sentence.text()
    with qtbot.waitSignal(with_seeds.seedsRequested):
        with_seeds.button.click()
    assert without.button.text() == "导入文件…"
    with qtbot.waitSignal(without.importRequested):
        without.button.click()
    with_seeds.show_busy()
    assert with_seeds.button.isHidden()
    with_seeds.show_choice()
    assert "目录" in with_seeds.sentence.text()
    with_seeds.show_offer()
    assert not with_seeds.button.isHidden()


def test_a_notice_has_at_most_one_button(qtbot: QtBot) -> None:
    bar = NoticeBar("someNotice")
    qtbot.addWidget(bar)
    bar.say("旧版。", "打开现行版")
    with qtbot.waitSignal(bar.pressed):
        bar.button.click()
    bar.say("只读。")
    assert bar.button.isHidden()
    bar.say("")
    assert bar.isHidden()


def test_progress_can_be_stopped_once(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show_progress(0, 5, "")
    assert (strip.isHidden(), strip.label.text()) == (False, "正在导入 1/5")
    strip.show_progress(2, 5, "a.txt")
    assert strip.label.text() == "正在导入 3/5　a.txt"
    assert (strip.bar.value(), strip.bar.maximum()) == (2, 5)
    with qtbot.waitSignal(strip.cancelRequested):
        strip.button.click()
    assert not strip.button.isEnabled()
    strip.show_progress(0, 0, "")
    assert strip.isHidden()
    strip.show_progress(0, 1, "")
    assert strip.button.isEnabled()
