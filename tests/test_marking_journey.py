"""A user's way with marks through the real window: select, mark, note, undo, restart."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QPlainTextEdit, QTableWidget
from pytestqt.qtbot import QtBot

from desktop.actions import documents, history, ledger, marks
from desktop.annotations import LedgerQuery, Mark
from desktop.settings import AUTHOR
from desktop.store import Store
from desktop.views.main_window import MainWindow
from desktop.views.mark_list import MARK_ROLE

ALT = Qt.KeyboardModifier.AltModifier


def command(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action.isEnabled(), name
    action.trigger()


def point_of(window: MainWindow, position: int) -> QPoint:
    reader = window.reader
    cursor = reader.textCursor()
    cursor.setPosition(position)
    return reader.cursorRect(cursor).center() + QPoint(1, 0)


def measure(window: MainWindow, label: str) -> str:
    page = window.reader.page
    assert page is not None
    return next(place.node.id for place in page.places if place.node.label == label)


def drag(window: MainWindow, qtbot: QtBot, start: tuple[str, int], end: tuple[str, int]) -> None:
    """Select with the mouse, from one place (a node and an offset in its text) to another."""
    page, view = window.reader.page, window.reader.viewport()
    assert page is not None
    spots = []
    for label, offset in (start, end):
        place = page.place(measure(window, label))
        assert place is not None
        spots.append(point_of(window, page.position(place, offset)))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=spots[0])
    qtbot.mouseMove(view, spots[1])
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spots[1])


def press(window: MainWindow, qtbot: QtBot, label: str, offset: int) -> None:
    page = window.reader.page
    assert page is not None
    place = page.place(measure(window, label))
    assert place is not None
    spot = point_of(window, page.position(place, offset))
    qtbot.mouseClick(window.reader.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def kept(store: Store, window: MainWindow) -> list[Mark]:
    assert window.reading.document is not None
    return marks.of_document(store, document=window.reading.document.id)


def listed(window: MainWindow) -> QListView:
    found = window.findChild(QListView, "annotationList")
    assert found is not None
    return found


@pytest.fixture
def opened(library: object, open_window: Callable):
    made = open_window()
    made.window.resize(1366, 768)
    made.window.navigation.go(measure(made.window, "2."))
    return made


def test_select_with_the_mouse_mark_note_undo_redo_restart(
    opened, open_window: Callable, qtbot: QtBot
) -> None:  # fmt: skip
    window, store = opened.window, opened.store
    command(window, "showMarks")
    drag(window, qtbot, ("2.", 2), ("2.", 9))
    assert window.parts.mark_bar.isVisible()
    assert window.parts.mark_bar.asks_name
    window.parts.mark_bar.name.setText("王处长")
    window.parts.mark_bar.buttons["key2"].click()
    (mark,) = kept(store, window)
    text = window.reader.page.place(measure(window, "2.")).node.text
    assert (mark.quote, mark.colour, mark.author) == (text[2:9], "key2", "王处长")
    assert window.parts.mark_bar.isHidden()
    assert window.reader.selected_text() == ""
    assert listed(window).model().rowCount() == 1
    assert window.commands["undo"].text() == f"撤销(&U)：添加批注“{text[2:9]}”"
    note = window.findChild(QPlainTextEdit, "noteEdit")
    command(window, "annotate")
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "123")
    qtbot.waitUntil(lambda: kept(store, window)[0].note == "123")
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert window.reader.hasFocus()

    mark_two_measures(window, store, qtbot)
    undo_and_redo_all(window, store)
    before = kept(store, window)
    opened.close()

    again = open_window()
    assert kept(again.store, again.window) == before
    assert again.settings.get(AUTHOR) == "王处长"
    assert listed(again.window).model().rowCount() == 2
    assert len(again.window.reader.marks_in_order()) == 2
    command(again.window, "undo")
    assert len(kept(again.store, again.window)) == 1
    command(again.window, "redo")
    again.window.parts.marks.choose(before[0].id)
    assert window_note(again.window) == "123"


def mark_two_measures(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    drag(window, qtbot, ("2.", 30), ("3.", 8))
    qtbot.keyClick(window, Qt.Key.Key_4, ALT)
    second = kept(store, window)[1]
    assert second.colour == "key4"
    assert len(second.pieces) == 2
    assert [each.author for each in kept(store, window)] == ["王处长"] * 2


def undo_and_redo_all(window: MainWindow, store: Store) -> None:
    command(window, "undo")
    assert len(kept(store, window)) == 1
    assert listed(window).model().rowCount() == 1
    command(window, "undo")
    assert kept(store, window)[0].note == ""
    command(window, "undo")
    assert kept(store, window) == []
    assert not window.commands["undo"].isEnabled()
    for _ in range(3):
        command(window, "redo")
    assert [each.note for each in kept(store, window)] == ["123", ""]
    assert not window.commands["redo"].isEnabled()


def window_note(window: MainWindow) -> str:
    note = window.findChild(QPlainTextEdit, "noteEdit")
    assert note is not None
    return note.toPlainText()


def test_a_click_on_a_mark_shows_it_and_it_can_be_changed(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    command(window, "showMarks")
    drag(window, qtbot, ("2.", 2), ("2.", 9))
    command(window, "mark1")
    press(window, qtbot, "2.", 40)
    assert window.parts.marks.chosen == []
    press(window, qtbot, "2.", 5)
    assert window.parts.marks.chosen == [kept(store, window)[0].id]
    command(window, "mark5")
    assert kept(store, window)[0].colour == "key5"
    window.parts.marks.detail.colours["key3"].click()
    assert kept(store, window)[0].colour == "key3"
    drag(window, qtbot, ("2.", 1), ("2.", 12))
    window.parts.marks.detail.ends.click()
    piece = kept(store, window)[0].pieces[0]
    assert (piece.start, piece.end) == (1, 12)
    drag(window, qtbot, ("2.", 0), ("2.", 4))
    command(window, "moveMark")
    assert kept(store, window)[0].pieces[0].end == 4
    qtbot.keyClick(listed(window), Qt.Key.Key_Delete)
    assert kept(store, window) == []
    assert "可以撤销" in window.statusBar().currentMessage()
    command(window, "undo")
    assert len(kept(store, window)) == 1


def test_notes_on_a_measure_and_on_the_document(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    note = window.findChild(QPlainTextEdit, "noteEdit")
    command(window, "annotateMeasure")
    qtbot.waitUntil(note.hasFocus)
    assert kept(store, window) == []
    note.setPlainText("整条都要督办")
    qtbot.waitUntil(lambda: len(kept(store, window)) == 1)
    note.setPlainText("整条都要督办。")
    qtbot.waitUntil(lambda: kept(store, window)[0].note == "整条都要督办。")
    assert kept(store, window)[0].scope == "node"
    assert kept(store, window)[0].pieces[0].node == measure(window, "2.")
    command(window, "annotateDocument")
    note.setPlainText("总体意见")
    window.parts.marks.flush()
    assert {mark.scope for mark in kept(store, window)} == {"node", "document"}
    assert len(window.reader.marks_in_order()) == 2
    command(window, "annotateDocument")
    window.parts.marks.choose("")
    assert len(kept(store, window)) == 2


def test_the_next_mark_by_keyboard_goes_round(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    command(window, "nextMark")
    assert "还没有批注" in window.statusBar().currentMessage()
    document = window.reading.document
    for label in ("5.", "20.", "1."):
        stretch = [(measure(window, label), 0, 6)]
        marks.add(store, author="甲", pieces=stretch, colour="key1")
    window.parts.marks_shown.reload()
    seen = []
    for name in ("nextMark", "nextMark", "nextMark", "previousMark"):
        command(window, name)
        seen.append(window.statusBar().currentMessage())
    assert seen == ["批注 2/3", "批注 3/3", "批注 1/3", "批注 3/3"]
    row = listed(window).currentIndex().data(MARK_ROLE)
    assert row.place.startswith("20.")
    assert row.document == document.id


def test_marks_of_the_whole_library_lead_to_their_document(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    other = documents.list_documents(store)[3]
    node = next(n for n in documents.load_outline(store, document=other.id).walk() if n.text)
    made = marks.add(store, author="乙", pieces=[(node.id, 0, 4)], colour="key3")
    command(window, "showMarks")
    assert listed(window).model().rowCount() == 0
    window.parts.marks.filters.scope.setCurrentIndex(1)
    qtbot.waitUntil(lambda: listed(window).model().rowCount() == 1)
    index = listed(window).model().index(0, 0)
    spot = listed(window).visualRect(index).center()
    qtbot.mouseClick(listed(window).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.reading.document.id == other.id
    qtbot.waitUntil(lambda: window.parts.marks.chosen == [made.id])


def test_the_keyboard_alone_selects_and_marks(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    opened.settings.set(AUTHOR, "李")
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(4):
        qtbot.keyClick(window.reader, Qt.Key.Key_Right, shift)
    assert window.parts.mark_bar.isVisible()
    assert not window.parts.mark_bar.asks_name
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    text = window.reader.page.place(measure(window, "2.")).node.text
    assert [mark.quote for mark in kept(store, window)] == [text[:4]]


def test_the_history_says_who_did_what(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    opened.settings.set(AUTHOR, "李")
    drag(window, qtbot, ("2.", 2), ("2.", 9))
    command(window, "history")
    table = window.findChild(QTableWidget, "historyTable")
    assert table.rowCount() == 0
    command(window, "mark1")
    assert table.item(0, 1).text() == "李"
    assert table.item(0, 2).text().startswith("添加批注")
    command(window, "undo")
    assert table.rowCount() == 2
    assert table.item(1, 3).text() == "已撤销"
    assert history.can_redo(store) is not None


def test_a_read_only_library_shows_marks_and_changes_none(
    library, open_window: Callable, qtbot: QtBot
) -> None:  # fmt: skip
    with Store.open(library) as store:
        first = documents.list_documents(store)[0]
        nodes = [n for n in documents.load_outline(store, document=first.id).walk() if n.text]
        marks.add(store, author="甲", pieces=[(nodes[3].id, 0, 5)], colour="key1", note="看")
    window = open_window(read_only=True).window
    command(window, "showMarks")
    assert listed(window).model().rowCount() == 1
    command(window, "nextMark")
    assert window_note(window) == "看"
    assert window.findChild(QPlainTextEdit, "noteEdit").isReadOnly()
    for name in ("mark1", "annotate", "annotateMeasure", "annotateDocument", "deleteMark", "undo"):
        assert not window.commands[name].isEnabled(), name
    window.reader.selectAll()
    window.reader.selectionSettled.emit()
    assert window.parts.mark_bar.isHidden()


def test_commands_take_the_measure_that_was_clicked_or_selected(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.window._store
    drag(window, qtbot, ("3.", 2), ("3.", 9))
    qtbot.waitUntil(lambda: [row.label for row in window.outline.chosen()] == ["3."])
    command(window, "followUp")
    (item,) = ledger.listed(store, query=LedgerQuery(), today=store.clock().date())
    assert item.label == "3."
    press(window, qtbot, "4.", 5)
    assert window.reading.place.node.label == "4."
    command(window, "annotateMeasure")
    window.findChild(QPlainTextEdit, "noteEdit").setPlainText("整条")
    window.parts.marks.flush()
    (mark,) = kept(store, window)
    assert [piece.node for piece in mark.pieces] == [measure(window, "4.")]


def test_words_selected_by_keyboard_are_where_one_stands(opened, qtbot: QtBot) -> None:
    window = opened.window
    press(window, qtbot, "3.", 5)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.reader, Qt.Key.Key_Right, shift)
    assert window.reading.place.node.label == "3."
    assert window.reader.selected_text() != ""
