"""The part 校核 beside the page: what it says where something has changed, and where it leads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import checking, correcting, documents
from desktop.corrections import Slip
from desktop.errors import UserError
from desktop.model import Doubt
from desktop.views.check_preview import PreviewDialog
from desktop.views.checking import CHANGED
from desktop.views.dialogs import Message
from desktop.views.doubts import FINDING_ROLE, DoubtPanel
from desktop.views.main_window import MainWindow
from tests.correcting_journeys import document, go, nodes
from tests.journeys import command
from tests.rewording import reword


@pytest.fixture
def window(library: Path, open_window: Callable) -> MainWindow:
    """The window at the document with the most to check."""
    del library
    made = open_window().window
    made.reading.open(documents.list_documents(made._store)[1].id)
    return made


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> DoubtPanel:
    command(window, "showDoubts")
    made = window.parts.checking.panel
    qtbot.waitUntil(lambda: made.kind.findData("半角标点") > 0)
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _window, text: found.append(text))
    return found


def broken(*_: object, **__: object) -> list[object]:
    raise UserError("资料库读不出来。")


def test_what_has_changed_since_it_was_listed_is_not_put_right(
    window: MainWindow, panel: DoubtPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.kind.setCurrentIndex(panel.kind.findData("半角标点"))
    found = panel.list.item(0).data(FINDING_ROLE)
    outline = documents.load_outline(window._store, document=document(window))
    node = next(each for each in outline.walk() if each.id == found.slip.node)
    reword(window._store, document(window), node, node.text[3:], author="李四")
    window.reading.reload()
    asked: list[object] = []
    monkeypatch.setattr(PreviewDialog, "ask", lambda *given: asked.append(given) or [])
    panel.correctRequested.emit(found)
    assert window.statusBar().currentMessage() == CHANGED
    window.statusBar().clearMessage()
    panel.allRequested.emit([found])
    assert window.statusBar().currentMessage() == CHANGED
    assert asked == []
    assert len(correcting.of_document(window._store, document=document(window))) == 1


def test_a_doubt_about_no_measure_leads_to_its_line(window: MainWindow, panel: DoubtPanel) -> None:
    number = window.reading.source_lines()[3].number
    panel.findingRequested.emit(checking.Finding(Slip(Doubt("x", number, "", "", ""), ""), "", ""))
    assert str(number) in panel.source.toPlainText()


def test_a_library_that_cannot_be_asked_is_told(
    window: MainWindow,
    panel: DoubtPanel,
    told: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel.list.setCurrentRow(0)
    with monkeypatch.context() as patch:
        patch.setattr(correcting, "settle", broken)
        qtbot.keyClick(panel.list, Qt.Key.Key_A)
    assert told == ["资料库读不出来。"]
    monkeypatch.setattr(checking, "findings", broken)
    window.parts.checking.reload()
    qtbot.waitUntil(lambda: len(told) == 2)
    window.reading.open(documents.list_documents(window._store)[0].id)
    qtbot.waitUntil(lambda: len(told) == 4)


def test_nothing_open_leaves_nothing_to_check(
    window: MainWindow, panel: DoubtPanel, qtbot: QtBot
) -> None:
    finding = panel.list.item(0).data(FINDING_ROLE)
    everything = [each.id for each in documents.list_documents(window._store)]
    documents.remove(window._store, documents=everything)
    window._joined.refresh()
    qtbot.waitUntil(lambda: window.reading.document is None)
    assert panel.list.count() == 0
    panel.settleRequested.emit(finding, "accepted")
    panel.correctRequested.emit(finding)
    panel.allRequested.emit([finding])
    assert documents.list_documents(window._store) == []


def test_a_list_that_is_open_takes_nobody_away_from_what_is_moved(
    window: MainWindow, panel: DoubtPanel, qtbot: QtBot
) -> None:
    panel.list.setCurrentRow(0)
    node = go(window, "20.")
    for _ in range(2):
        with qtbot.waitSignal(window.parts.checking.panel.countChanged):
            command(window, "moveDown")
        assert window.reading.place is not None
        assert window.reading.place.node.id == node.id
    labels = [each.label for each in nodes(window) if each.kind == node.kind]
    assert labels[labels.index("20.") - 1] == "22."


def test_a_doubt_of_no_measure_is_put_right_where_its_line_stands(
    window: MainWindow, panel: DoubtPanel
) -> None:
    node = next(each for each in nodes(window) if each.first_line and each.text)
    editor = window.parts.correcting.editor
    for line, opens in ((1, False), (node.first_line, True)):
        slip = Slip(Doubt("encoding", line, "", "", ""), "")
        panel.correctRequested.emit(checking.Finding(slip, "", ""))
        assert editor.isVisible() is opens
    assert editor.node == node.id


def test_words_in_doubt_are_selected_where_they_are_edited(
    window: MainWindow, panel: DoubtPanel, qtbot: QtBot
) -> None:
    editor = window.parts.correcting.editor
    for kind, words in (("责任单位", ""), ("文字", "梄")):
        panel.kind.setCurrentIndex(panel.kind.findData(kind))
        panel.list.setCurrentRow(0)
        qtbot.keyClick(panel.list, Qt.Key.Key_E)
        assert editor.isVisible()
        cursor = editor.text.textCursor()
        assert cursor.selectedText() == words
        assert not words or "1梄1" in editor.text.toPlainText()[cursor.selectionStart() - 1 :]
        qtbot.keyClick(editor.text, Qt.Key.Key_Escape)


def test_the_keyboard_comes_to_the_first_one(
    window: MainWindow, panel: DoubtPanel, qtbot: QtBot
) -> None:
    panel.list.clearSelection()
    panel.list.setCurrentRow(-1)
    window.reader.setFocus()
    command(window, "showDoubts")
    assert panel.list.hasFocus()
    assert [panel.list.row(each) for each in panel.list.selectedItems()] == [0]
