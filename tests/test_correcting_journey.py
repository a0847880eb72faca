"""A person puts right what the machine got wrong: words, structure, data; and takes it back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from desktop import settings as known
from desktop.actions import corrected_places, correcting, documents, marks
from desktop.model import Kind
from desktop.store import Store
from desktop.views.check_preview import PreviewDialog
from desktop.views.correction_dialogs import DataDialog, OutsideDialog, outside
from desktop.views.dialogs import Confirm
from desktop.views.doubts import FINDING_ROLE
from desktop.views.main_window import MainWindow
from desktop.views.outline_model import ROW_ROLE
from desktop.views.word_editor import WordEditor
from tests.correcting_journeys import CONTROL, document, edited, go, labelled, nodes, press
from tests.journeys import command, named
from tests.rewording import reword


@pytest.fixture
def window(library: Path, open_window: Callable) -> MainWindow:
    del library
    return open_window().window


def test_words_are_put_right_in_place_and_marks_stay(window: MainWindow, qtbot: QtBot) -> None:
    node = go(window, "2.")
    start = node.text.index("煤炭")
    marks.add(window._store, author="张三", pieces=[(node.id, start, start + 2)])
    edited(window, qtbot, node.title[:2], "改过的")
    now = labelled(window, "2.")
    assert now.text == node.text.replace(node.title[:2], "改过的", 1)
    assert now.title == node.title.replace(node.title[:2], "改过的", 1)
    (mark,) = marks.of_document(window._store, document=document(window))
    assert (mark.quote, mark.orphaned) == ("煤炭", False)
    view = window.outline.view
    qtbot.waitUntil(lambda: view.currentIndex().data(ROW_ROLE).title == now.title)
    assert window.reader.place is not None
    assert window.reader.place.node == now
    assert "更正文字" in window.commands["undo"].text()
    command(window, "undo")
    assert labelled(window, "2.") == node
    command(window, "redo")
    assert labelled(window, "2.") == now


def test_escape_gives_up(window: MainWindow, qtbot: QtBot) -> None:
    node = go(window, "2.")
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_F2)
    text = named(window, QPlainTextEdit, "editorText")
    text.insertPlainText("不要")
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not named(window, WordEditor, "wordEditor").isVisible()
    assert labelled(window, "2.") == node
    assert correcting.of_document(window._store, document=document(window)) == []


def test_the_pages_menu_has_each_command_once(window: MainWindow) -> None:
    def names(actions: list[QAction]) -> list[str]:
        every = [names(each.menu().actions()) if each.menu() else [each.text()] for each in actions]
        return [name for found in every for name in found if name]

    found = names(window.reader.actions())
    assert "改文字(&E)" in found
    assert len(found) == len(set(found))


def test_marks_whose_words_would_go_are_asked_about(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = go(window, "2.")
    words = node.text[10:20]
    marks.add(window._store, author="张三", pieces=[(node.id, 10, 20)], note="核实")
    asked: list[str] = []

    def answer(*_: object, text: str, **__: object) -> bool:
        asked.append(text)
        return len(asked) > 1

    monkeypatch.setattr(Confirm, "ask", answer)
    edited(window, qtbot, words, "")
    assert words in asked[0]
    assert labelled(window, "2.") == node
    edited(window, qtbot, words, "")
    assert words not in labelled(window, "2.").text
    (mark,) = marks.of_document(window._store, document=document(window))
    assert (mark.orphaned, mark.note) == (True, "核实")


def test_heading_label_and_units(window: MainWindow, qtbot: QtBot) -> None:
    go(window, "二、")
    command(window, "editWords")
    named(window, QLineEdit, "editorTitle").setText("改过的标题")
    qtbot.keyClick(named(window, QLineEdit, "editorTitle"), Qt.Key.Key_Return)
    assert labelled(window, "二、").title == "改过的标题"
    go(window, "3.")
    command(window, "editWords")
    named(window, QLineEdit, "editorLabel").setText("33.")
    named(window, QLineEdit, "editorUnits").setText("（责任单位：省能源局、省财政厅）")
    qtbot.keyClick(named(window, QLineEdit, "editorUnits"), Qt.Key.Key_Return, CONTROL)
    now = labelled(window, "33.")
    assert (now.ordinal, now.units) == (33, ("省能源局", "省财政厅"))


def test_alt_and_a_double_click_edit_what_is_clicked(window: MainWindow, qtbot: QtBot) -> None:
    go(window, "2.")
    third = labelled(window, "3.")
    page, reader = window.reader.page, window.reader
    assert page is not None
    place = page.place(third.id)
    assert place is not None
    cursor = reader.textCursor()
    cursor.setPosition(page.position(place, 3))
    spot = reader.cursorRect(cursor).center()
    qtbot.mouseDClick(
        reader.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, spot
    )
    assert named(window, WordEditor, "wordEditor").node == third.id


def test_split_join_and_reset_one_node(window: MainWindow, qtbot: QtBot) -> None:
    node = go(window, "2.")
    at = node.text.index("。") + 1
    press(window, qtbot, node, at)
    command(window, "splitHere")
    ids = [each.id for each in nodes(window)]
    second = nodes(window)[ids.index(node.id) + 1]
    assert labelled(window, "2.").text + second.text == node.text
    window.navigation.go(node.id)
    command(window, "joinNext")
    assert labelled(window, "2.").text.replace("\n", "") == node.text
    window.navigation.go(node.id)
    command(window, "resetNode")
    assert labelled(window, "2.") == node


def test_structure_by_keys_and_menus(window: MainWindow) -> None:
    second, third = labelled(window, "2."), labelled(window, "3.")
    go(window, "3.")
    command(window, "moveUp")
    ids = [node.id for node in nodes(window)]
    assert ids.index(third.id) < ids.index(second.id)
    command(window, "moveDown")
    ids = [node.id for node in nodes(window)]
    assert ids.index(third.id) > ids.index(second.id)
    command(window, "grade-chapter")
    assert labelled(window, "3.").kind is Kind.CHAPTER
    command(window, "lowerLevel")
    assert labelled(window, "3.").kind is Kind.SECTION
    command(window, "raiseLevel")
    assert labelled(window, "3.").kind is Kind.CHAPTER
    go(window, "2.")
    command(window, "aside-furniture")
    assert second.id not in {node.id for node in nodes(window)}
    for _ in range(6):
        command(window, "undo")
    assert labelled(window, "2.") == second
    assert labelled(window, "3.") == third


def test_the_menu_of_a_row_means_that_row(window: MainWindow) -> None:
    node = go(window, "4.")
    window.navigation._follow()
    index = window.outline.view.currentIndex()
    menu = window.outline.menu_for(index.data(ROW_ROLE))
    go(window, "1.")
    own = menu.findChild(QMenu, "correctMenu")
    assert own is not None
    action = next(a for a in own.findChildren(QMenu) if a.title() == "改为(&G)").actions()[5]
    assert isinstance(action, QAction)
    action.trigger()
    assert labelled(window, "4.").kind is Kind.ITEM
    assert labelled(window, "4.").id == node.id
    menu.close()


def test_data_and_lines_outside(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"doc_number": "晋政办发〔2023〕65号", "issued_on": "2023-10-01"}
    monkeypatch.setattr(DataDialog, "ask", lambda *_: wanted)
    command(window, "documentData")
    found = documents.find_document(window._store, reference=document(window))
    assert (found.doc_number, found.issued_on) == ("晋政办发〔2023〕65号", "2023-10-01")
    assert window.reading.document is not None
    assert window.reading.document.doc_number == "晋政办发〔2023〕65号"
    assert "65号" in window.reader.document().toPlainText()
    assert window.reader.page is not None
    line = outside(window.reader.page.outline)[0]
    monkeypatch.setattr(OutsideDialog, "ask", lambda *_: [line])
    command(window, "takeIn")
    assert any(node.kind is Kind.LEAD and node.text == line[2] for node in nodes(window))
    assert line not in outside(window.reader.page.outline)


def test_corrections_are_shown_and_taken_back_by_kind(window: MainWindow, qtbot: QtBot) -> None:
    node = go(window, "2.")
    edited(window, qtbot, node.title[:2], "改过")
    go(window, "3.")
    command(window, "grade-item")
    command(window, "showCorrections")
    layer = window.parts.correcting._shown.layer
    assert [each.words for each in layer.shown] == [True, False]
    page = window.reader.page
    assert page is not None
    place = page.place(node.id)
    assert place is not None
    assert layer.tip(page.position(place, 0)) == f"原为“{node.title[:2]}”"
    assert not window.reader.grab().isNull()
    command(window, "listCorrections")
    table = named(window, QTableWidget, "correctionTable")
    assert table.rowCount() == 2
    dialog = table.window()
    dialog.sort.setCurrentText("类别")
    assert table.rowCount() == 1
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "恢复列出的全部")
    button.click()
    assert labelled(window, "3.").kind is Kind.MEASURE
    assert labelled(window, "2.").title.startswith("改过")
    dialog.sort.setCurrentIndex(0)
    assert table.rowCount() == 1
    button.click()
    assert labelled(window, "2.") == node
    assert not layer.shown


def test_an_older_version_and_a_read_only_library_stay(
    library: Path, open_window: Callable
) -> None:
    del library
    window = open_window(read_only=True).window
    go(window, "2.")
    assert not window.commands["editWords"].isEnabled()
    window.outline.moveRequested.emit(document(window), "x", "", "")
    assert window.commands["listCorrections"].isEnabled()


def test_places_are_told(store: Store) -> None:
    (found, *_) = documents.list_documents(store)
    outline = documents.load_outline(store, document=found.id)
    node = next(each for each in outline.walk() if each.label == "2.")
    reword(store, found.id, node, node.text[:5] + node.text[8:])
    (place,) = corrected_places.corrected_places(store, document=found.id)
    assert (place.start, place.end, place.told) == (5, 5, f"原为“{node.text[5:8]}”")


def test_the_work_list_is_gone_through(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = next(
        each
        for each in documents.list_documents(window._store)
        if "34号" in (each.doc_number or "")
    )
    window.reading.open(other.id)
    command(window, "showDoubts")
    panel = window.parts.checking.panel
    qtbot.waitUntil(lambda: panel.list.count() > 50)
    total = panel.list.count()
    panel.list.setCurrentRow(0)
    first = panel.list.currentItem().text()
    qtbot.keyClick(panel.list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: panel.list.count() == total - 1)
    assert panel.list.currentRow() == 0
    assert panel.list.currentItem().text() != first or panel.progress.value() == 1
    command(window, "undo")
    qtbot.waitUntil(lambda: panel.list.count() == total)
    panel.kind.setCurrentIndex(panel.kind.findData("半角标点"))
    count = panel.list.count()
    assert count > 50
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: panel.list.count() == count - 1)
    monkeypatch.setattr(PreviewDialog, "ask", lambda _parent, found, _texts: found)
    panel.buttons["all"].click()
    qtbot.waitUntil(lambda: panel.list.count() == 0)
    steps = correcting.of_document(window._store, document=other.id)
    assert len({each.deed.node for each in steps}) == count
    command(window, "undo")
    qtbot.waitUntil(lambda: panel.kind.findData("半角标点") > 0)
    qtbot.waitUntil(lambda: len(correcting.of_document(window._store, document=other.id)) == 1)
    panel.kind.setCurrentIndex(panel.kind.findData("生僻字"))
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_E)
    assert named(window, WordEditor, "wordEditor").isVisible()
    text = named(window, QPlainTextEdit, "editorText")
    text.document().find("1梄1").insertText("1∶1")
    qtbot.keyClick(text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: panel.kind.findData("生僻字") < 0)
    assert window.focusWidget() is panel.list


def test_a_newer_program_parses_again_at_the_start(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    with Store.open(library) as store:
        (found, *_) = documents.list_documents(store)
        outline = documents.load_outline(store, document=found.id)
        node = next(each for each in outline.walk() if each.label == "2.")
        reword(store, found.id, node, "改过。" + node.text)
    with sqlite3.connect(library) as connection:  # as if the older one had not seen measure 3
        connection.execute("UPDATE versions SET parser = '0.0.0'")
        connection.execute("DELETE FROM printed")
        connection.execute("DELETE FROM nodes WHERE label = '3.' AND parent IS NOT NULL")
    window = open_window().window
    assert "3." not in {each.label for each in nodes(window)[:8]}
    said: list[str] = []
    window._joined.said.connect(said.append)
    qtbot.waitUntil(lambda: any("重新拆分" in each for each in said), timeout=20_000)
    assert "3." in {each.label for each in nodes(window)[:8]}
    assert labelled(window, "2.").text.startswith("改过。")


def test_the_editor_begins_where_one_has_clicked(window: MainWindow, qtbot: QtBot) -> None:
    node = go(window, "2.")
    press(window, qtbot, node, 7)
    command(window, "editWords")
    assert named(window, QPlainTextEdit, "editorText").textCursor().position() == 7
    command(window, "documentTop")
    assert named(window, WordEditor, "wordEditor").isVisible()


def test_what_is_looked_at_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    command(window, "showDoubts")
    filters = window.parts.checking.panel.filters
    window.reading.open(documents.list_documents(window._store)[1].id)
    qtbot.waitUntil(lambda: filters.weight.findData("轻微") > 0)
    filters.weight.setCurrentIndex(filters.weight.findData("轻微"))
    assert window._settings.get(known.CHECKING)["weight"] == "轻微"
    panel = window.parts.checking.panel
    listed = [panel.list.item(row).data(FINDING_ROLE) for row in range(panel.list.count())]
    assert {each.weight for each in listed} == {"轻微"}
