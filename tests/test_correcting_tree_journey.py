"""Corrections seen and made in the library tree: numbers out of sequence, rows dragged about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import documents
from desktop.views.main_window import MainWindow
from desktop.views.outline_model import BADGE_ROLE
from tests.correcting_journeys import Dragged, document, edited, go, index_of, labelled, nodes
from tests.journeys import command


@pytest.fixture
def window(library: Path, open_window: Callable) -> MainWindow:
    del library
    return open_window().window


def signs(window: MainWindow, label: str) -> tuple[str, str]:
    """The sign at the edge of a row of the tree, and what the row's tip adds."""
    index = index_of(window, labelled(window, label).id)
    return index.data(BADGE_ROLE).signs, index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_gap_is_flagged_at_once_and_gone_when_mended(window: MainWindow, qtbot: QtBot) -> None:
    second = go(window, "2.")
    assert signs(window, "3.")[0] == ""
    command(window, "aside-furniture")
    assert signs(window, "3.")[0] == "缺"
    assert "“1.”之后是“3.”，缺“2.”" in signs(window, "3.")[1]
    index = index_of(window, labelled(window, "3.").id)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("缺“2.”。")
    assert "缺“2.”" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    command(window, "showDoubts")
    panel = window.parts.checking.panel
    qtbot.waitUntil(lambda: panel.kind.findData("编号次序") > 0)
    panel.kind.setCurrentIndex(panel.kind.findData("编号次序"))
    assert panel.list.item(0).text() == "编号不连续：“1.”之后是“3.”，缺“2.”。"
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_X)
    assert signs(window, "3.")[0] == ""
    command(window, "undo")
    assert signs(window, "3.")[0] == "缺"
    command(window, "undo")
    assert labelled(window, "2.") == second
    assert signs(window, "3.")[0] == ""


def test_a_number_that_stands_twice_is_flagged(window: MainWindow, qtbot: QtBot) -> None:
    node = labelled(window, "3.")
    go(window, "3.")
    command(window, "joinNext")
    go(window, "3.")
    edited(window, qtbot, node.text[:2], "改了")
    assert signs(window, "5.")[0] == "缺"
    command(window, "resetNode")
    command(window, "moveUp")
    assert signs(window, "2.")[0] == "序"
    assert "“2.”排在“3.”之后" in signs(window, "2.")[1]


def test_a_row_is_dragged_with_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    second, third, chapter = (labelled(window, label) for label in ("2.", "3.", "二、"))
    assert Dragged(window, third.id).drop(second.id, at=0.0)
    qtbot.waitUntil(lambda: before(window, third.id, second.id))
    assert "移动“3." in window.statusBar().currentMessage()
    assert Dragged(window, third.id).drop(chapter.id, at=0.5)
    qtbot.waitUntil(lambda: labelled(window, "二、").children[-1].id == third.id)
    command(window, "undo")
    command(window, "undo")
    assert labelled(window, "2.") == second
    assert before(window, second.id, third.id)


def test_what_cannot_stand_there_is_refused_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    every = nodes(window)
    second, chapter = labelled(window, "2."), labelled(window, "二、")
    said: list[str] = []
    window._joined.said.connect(said.append)
    assert Dragged(window, chapter.id).drop(second.id, at=0.5)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["不能放在这里：上级应当高于它。"]
    assert nodes(window) == every


def test_a_row_is_not_dropped_into_another_document(window: MainWindow) -> None:
    other = documents.list_documents(window._store)[1].id
    every = nodes(window)
    dragged = Dragged(window, labelled(window, "2.").id)
    first = document(window)
    window.reading.open(other)
    assert not dragged.drop(labelled(window, "3.").id, at=0.5)
    window.reading.open(first)
    assert nodes(window) == every


def test_nothing_is_dragged_in_a_library_that_is_only_read(
    library: Path, open_window: Callable
) -> None:
    del library
    window = open_window(read_only=True).window
    assert not Dragged(window, labelled(window, "3.").id).begun


def before(window: MainWindow, one: str, other: str) -> bool:
    ids = [node.id for node in nodes(window)]
    return ids.index(one) < ids.index(other)
