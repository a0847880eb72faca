"""What the tests of two documents beside each other do again and again."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions import documents
from desktop.comparison import Edition, Pair
from desktop.views.compare_choice import CompareChoice
from desktop.views.compare_desk import CompareDesk
from desktop.views.main_window import MainWindow
from desktop.views.page import Place
from tests.journeys import command


def ids(window: MainWindow) -> list[str]:
    return [document.id for document in documents.list_documents(window._store)]


def desk_of(window: MainWindow) -> CompareDesk:
    desk = window.parts.comparing.desk
    assert desk is not None
    return desk


def wait(window: MainWindow, qtbot: QtBot) -> CompareDesk:
    """Wait until the comparison stands on the page."""
    action = window.commands["nextPair"]
    qtbot.waitUntil(action.isEnabled, timeout=20_000)
    again(window, qtbot)
    return desk_of(window)


def choose(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, left: int, right: int
) -> CompareDesk:
    """Open two documents from the dialog."""
    pair = tuple(Edition(ids(window)[number]) for number in (left, right))
    monkeypatch.setattr(CompareChoice, "ask", lambda *_, **__: pair)
    command(window, "chooseCompare")
    return wait(window, qtbot)


def place(desk: CompareDesk, side: str, label: str) -> Place:
    page = desk.sides[side].reader.page
    return next(each for each in page.places if each.node.label == label)


def first_pair(desk: CompareDesk, relation: str, after: int = 0) -> Pair:
    """A pair well inside both documents, so that both pages can stand level."""
    pairs = [pair for pair in desk.comparison.pairs if pair.relation == relation]
    left = desk.sides["left"]
    return next(pair for pair in pairs if left.place(pair.a).start > after)


def level(desk: CompareDesk, pair: Pair) -> int:
    """How many pixels the two measures of a pair stand apart."""
    ends = [side.reader.extent(side.place(side.node_of(pair)))[0] for side in desk.sides.values()]
    return abs(ends[0] - ends[1])


def again(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is worked out or set on the pages any more."""
    qtbot.waitUntil(lambda: not window.parts.comparing.busy, timeout=20_000)


def alone(desk: CompareDesk) -> tuple[str, str]:
    """A measure on each side that has no counterpart."""
    return desk.comparison.only_a[0].node, desk.comparison.only_b[0].node


def judge(window: MainWindow, qtbot: QtBot, nodes: tuple[str, str], name: str) -> CompareDesk:
    desk = desk_of(window)
    desk.show_pair(nodes)
    command(window, name)
    again(window, qtbot)
    return desk
