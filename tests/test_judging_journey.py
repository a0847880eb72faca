"""A user's way of confirming, rejecting and making pairs of measures, in the real window."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.main_window import MainWindow
from desktop.views.ribbon import nodes_of
from tests.beside import again, alone, choose, first_pair, judge, wait
from tests.journeys import command

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(library: object, open_window: Callable, qtbot: QtBot) -> MainWindow:
    made = open_window().window
    made.resize(1366, 768)
    return made


def test_pairs_are_confirmed_rejected_and_made_by_hand_and_undone(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    good, wrong = first_pair(desk, "adapted"), first_pair(desk, "related")
    made = alone(desk)
    judge(window, qtbot, nodes_of(good), "confirmPair")
    assert desk.pair.origin == "confirmed"
    assert "✓ 已确认" in desk.page.current.text()
    command(window, "confirmPair")
    assert "已经由人工判定过" in window.statusBar().currentMessage()
    judge(window, qtbot, nodes_of(wrong), "rejectPair")
    assert desk.pair is None
    assert "✗ 已排除" in desk.page.current.text()
    judge(window, qtbot, made, "makePair")
    assert desk.pair.origin == "made"
    assert desk.panel.chosen().nodes == made
    undo = window.commands["undo"]
    assert "手工对应" in undo.text()
    undo.trigger()
    again(window, qtbot)
    assert desk.pair is None
    command(window, "redo")
    again(window, qtbot)
    assert desk.pair.origin == "made"
    desk.panel.kind.setCurrentIndex(desk.panel.kind.findData("judged"))
    desk.panel.kind.activated.emit(0)
    assert desk.panel.model.rowCount() == 3


def test_what_was_said_of_pairs_is_there_after_a_restart(
    library: object, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_window()
    desk = choose(first.window, qtbot, monkeypatch, 0, 3)
    good, wrong = nodes_of(first_pair(desk, "adapted")), nodes_of(first_pair(desk, "related"))
    made = alone(desk)
    for nodes, name in ((good, "confirmPair"), (wrong, "rejectPair"), (made, "makePair")):
        judge(first.window, qtbot, nodes, name)
    first.close()
    second = open_window().window
    command(second, "showCompare")
    desk = wait(second, qtbot)
    origins = {nodes_of(pair): pair.origin for pair in desk.comparison.pairs}
    assert (origins[good], origins[made]) == ("confirmed", "made")
    assert [nodes_of(pair) for pair in desk.comparison.rejected] == [wrong]
    judge(second, qtbot, wrong, "withdrawPair")
    assert desk.pair.origin == "machine"
    command(second, "withdrawPair")
    assert "没有作过判断" in second.statusBar().currentMessage()


def test_a_rejected_pair_differs_no_more(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    found = desk.comparison
    pair = next(
        each
        for each in found.pairs
        if each.relation == "adapted" and len(found.of_a(each.a)) == len(found.of_b(each.b)) == 1
    )

    def shown() -> int:
        places = [side.place(side.node_of(pair)) for side in desk.sides.values()]
        return sum(
            at.start <= change.start < at.end
            for at, side in zip(places, desk.sides.values(), strict=True)
            for change in side.layer.drawn
        )

    assert shown() > 0
    judge(window, qtbot, nodes_of(pair), "rejectPair")
    assert shown() == 0
    command(window, "undo")
    again(window, qtbot)
    assert shown() > 0


def test_what_cannot_be_judged_is_said(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    said = window.statusBar().currentMessage
    for name in ("confirmPair", "rejectPair", "makePair"):
        desk._stand(("", ""))
        command(window, name)
        assert "各点选一条" in said()
    desk._stand(alone(desk))
    command(window, "confirmPair")
    assert "Ctrl+J" in said()
    command(window, "rejectPair")
    assert "不用排除" in said()
    desk.show_pair(nodes_of(desk.comparison.pairs[0]))
    command(window, "makePair")
    assert "已经是一对" in said()


def test_a_library_that_is_only_read_is_compared_and_not_judged(
    library: object, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(read_only=True).window
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    assert len(desk.comparison.pairs) > 20
    assert not window.commands["confirmPair"].isEnabled()
    assert window.commands["nextPair"].isEnabled()
