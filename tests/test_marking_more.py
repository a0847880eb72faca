"""More of a user's way with marks: names, colours, many at once, places lost, old versions."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QTableWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents, marks
from desktop.annotations import Colour, Mark
from desktop.settings import AUTHOR
from desktop.store import Store
from desktop.views.dialogs import Message
from desktop.views.main_window import MainWindow
from desktop.views.mark_dialogs import AuthorDialog, ColoursDialog
from desktop.views.theme import LIGHT


def command(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action.isEnabled(), name
    action.trigger()


def add(window: MainWindow, store: Store, label: str, start: int, end: int) -> Mark:
    page = window.reader.page
    assert page is not None
    node = next(place.node.id for place in page.places if place.node.label == label)
    return marks.add(store, author="甲", pieces=[(node, start, end)], colour="key1")


def select(window: MainWindow, label: str, start: int, end: int) -> None:
    page = window.reader.page
    assert page is not None
    place = next(place for place in page.places if place.node.label == label)
    cursor = window.reader.textCursor()
    cursor.setPosition(page.position(place, start))
    cursor.setPosition(page.position(place, end), cursor.MoveMode.KeepAnchor)
    window.reader.setTextCursor(cursor)


@pytest.fixture
def opened(library: object, open_window: Callable):
    made = open_window()
    made.settings.set(AUTHOR, "李")
    return made


def test_the_name_can_be_changed(opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    window = opened.window
    monkeypatch.setattr(AuthorDialog, "exec", lambda self: self.name.setText(" 赵 科长 ") or 1)
    command(window, "author")
    assert window.author.name == "赵 科长"
    monkeypatch.setattr(AuthorDialog, "exec", lambda _: 0)
    command(window, "author")
    assert window.author.name == "赵 科长"
    opened.settings.path = paths.default_library() / "settings.json"
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    monkeypatch.setattr(AuthorDialog, "exec", lambda self: self.name.setText("钱") or 1)
    command(window, "author")
    assert "设置未能保存" in told[0]


def test_colours_get_other_names_and_values(
    opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:  # fmt: skip
    window, store = opened.window, opened.store
    monkeypatch.setattr(ColoursDialog, "exec", lambda _: 0)
    command(window, "markColours")

    def choose(dialog: ColoursDialog) -> int:
        dialog.names[0].setText("要点")
        dialog.set_value(1, "#123456")
        return 1

    monkeypatch.setattr(ColoursDialog, "exec", choose)
    command(window, "markColours")
    assert [(each.name, each.colour) for each in marks.colours(store)[:2]] == [
        ("要点", ""), ("疑问", "#123456"),
    ]  # fmt: skip
    assert "要点" in window.parts.mark_bar.buttons["key1"].toolTip()
    assert window.commands["mark1"].text() == "标为“要点”(&1)"
    command(window, "undo")
    command(window, "undo")
    assert marks.colours(store)[0].name == "重点"
    assert "重点" in window.parts.mark_bar.buttons["key1"].toolTip()
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    monkeypatch.setattr(ColoursDialog, "exec", lambda self: self.names[0].clear() or 1)
    command(window, "markColours")
    assert "不能为空" in told[0]


def test_the_box_of_colours_shows_what_is_chosen(qtbot: QtBot, opened) -> None:
    colours = [Colour(f"key{n}", name) for n, name in enumerate("点疑建险数", 1)]
    dialog = ColoursDialog(opened.window, colours, LIGHT)
    dialog.set_value(2, "#00ff00")
    assert dialog.chosen[2] == Colour("key3", "建", "#00ff00")
    assert dialog.chosen[0] == colours[0]
    dialog.close()


def test_many_marks_are_deleted_in_a_job_and_come_back(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    for number in range(60):
        add(window, store, "2.", number, number + 3)
    window.parts.marks_shown.reload()
    command(window, "showMarks")
    window.parts.marks.list.selectAll()
    command(window, "deleteMark")
    qtbot.waitUntil(lambda: window.parts.marks.model.rowCount() == 0)
    command(window, "undo")
    qtbot.waitUntil(lambda: window.parts.marks.model.rowCount() == 60)


def test_more_than_a_thousand_marks_are_listed_a_moment_later(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    first = add(window, store, "2.", 0, 3)
    with store.step("x", author="甲"):
        for number in range(1000):
            store.marks.put(
                Mark(**{**{f: getattr(first, f) for f in first.__slots__}, "id": f"m{number}"})
            )
    window.parts.marks_shown.reload()
    qtbot.waitUntil(lambda: window.parts.marks.model.rowCount() == 1001)
    select(window, "3.", 0, 5)
    command(window, "annotate")
    assert window.parts.marks.model.rowCount() == 1002
    assert window.parts.marks.detail.note.isEnabled()
    select(window, "3.", 7, 9)
    command(window, "mark2")
    qtbot.waitUntil(lambda: window.parts.marks.model.rowCount() == 1003)
    assert window.parts.marks.chosen == [window.parts.marks_shown.chosen]


def test_commands_without_a_selection_say_what_is_missing(opened, qtbot: QtBot) -> None:
    window = opened.window
    for name, words in (
        ("mark1", "先在正文里选中"), ("moveMark", "先点选一处批注"), ("deleteMark", "先点选"),
        ("annotateMeasure", "先转到一条措施"), ("annotate", "先转到一条措施"),
    ):  # fmt: skip
        command(window, name)
        assert words in window.statusBar().currentMessage(), name
    mark = add(window, opened.store, "2.", 0, 3)
    window.parts.marks_shown.reload()
    window.parts.marks_shown.choose(mark.id)
    command(window, "moveMark")
    assert "先在正文里选中" in window.statusBar().currentMessage()


def test_a_mark_that_lost_its_place_is_placed_by_hand(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    mark = add(window, store, "2.", 0, 5)
    with store.step("x", author="甲"):
        store.marks.put(Mark(**{**{f: getattr(mark, f) for f in mark.__slots__}, "orphaned": True}))
    window.parts.marks_shown.reload()
    assert window.reader.marks_in_order() == []
    command(window, "showMarks")
    window.parts.marks.filters.scope.setCurrentIndex(2)
    assert window.parts.marks.filters.scope.itemText(2) == "待重新定位 1"
    qtbot.waitUntil(lambda: window.parts.marks.model.rowCount() == 1)
    window.parts.marks.choose(mark.id)
    window.parts.marks._show()
    assert "找不到原处" in window.statusBar().currentMessage()
    select(window, "3.", 2, 6)
    window.parts.marks.detail.ends.click()
    (placed,) = marks.of_document(store, document=mark.document)
    assert not placed.orphaned
    assert (placed.pieces[0].start, placed.pieces[0].end) == (2, 6)
    assert len(window.reader.marks_in_order()) == 1


def test_an_old_version_cannot_be_annotated(
    opened, tmp_path, qtbot: QtBot
) -> None:  # fmt: skip
    window, store = opened.window, opened.store
    path = tmp_path / "甲.txt"
    for text in ("认真测试。", "认真测试，不走过场。"):
        path.write_text(f"关于测试的若干措施\n\n一、总体要求\n\n1.做好测试。{text}\n", "utf-8")
        made = documents.import_file(store, path=path)
    window.reading.open(made.document.id, version=1)
    select(window, "1.", 0, 4)
    window.reader.selectionSettled.emit()
    assert window.parts.mark_bar.isHidden()
    command(window, "mark1")
    assert "这是旧版" in window.statusBar().currentMessage()
    assert marks.of_document(store, document=made.document.id) == []


def test_the_history_of_one_document(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    add(window, store, "2.", 0, 5)
    other = documents.list_documents(store)[1]
    marks.annotate_document(store, author="乙", document=other.id, note="看")
    command(window, "history")
    table = window.findChild(QTableWidget, "historyTable")
    assert table.rowCount() == 2
    window.findChild(QCheckBox, "historyOnly").setChecked(True)
    assert table.rowCount() == 1
    assert table.item(0, 1).text() == "甲"


def test_a_removed_document_comes_back_with_its_marks(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    mark = add(window, store, "2.", 0, 5)
    window.tasks.remove([mark.document])
    qtbot.waitUntil(lambda: len(documents.list_documents(store)) == 4)
    qtbot.waitUntil(lambda: "移除" in window.commands["undo"].text())
    command(window, "undo")
    qtbot.waitUntil(lambda: window.outline.model.rowCount() == 5)
    window.reading.open(mark.document)
    assert [each.id for each in window.reader.marks_in_order()] == [mark.id]
