"""What the part 更正 says where nothing can be corrected, and how it follows what is open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from desktop.actions import correcting, documents, history, ledger, marks
from desktop.corrections import Regrade
from desktop.errors import UserError
from desktop.model import Kind
from desktop.views.author import login_name
from desktop.views.changes import MOST_AT_ONCE
from desktop.views.correcting import ELSEWHERE, NO_TARGET, OLD_VERSION, READ_ONLY
from desktop.views.correction_dialogs import DataDialog, OutsideDialog
from desktop.views.dialogs import Confirm, Message
from desktop.views.main_window import MainWindow
from desktop.views.mark_dialogs import AuthorDialog
from desktop.views.word_editor import WordEditor
from tests.correcting_journeys import document, edited, go, labelled, nodes, press
from tests.journeys import command, named

WHO = "张三"


@pytest.fixture
def window(library: Path, open_window: Callable) -> MainWindow:
    del library
    return open_window().window


def said(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


def count(window: MainWindow) -> int:
    return len(correcting.of_document(window._store, document=document(window)))


def test_what_is_refused_says_why(window: MainWindow, qtbot: QtBot) -> None:
    part = window.parts.correcting
    command(window, "documentTop")
    command(window, "splitHere")
    assert said(window) == "请先在要拆开的地方点一下。"
    node = go(window, "2.")
    press(window, qtbot, node, 0)
    command(window, "splitHere")
    assert "光标前后都要有文字" in said(window)
    go(window, nodes(window)[-1].label or "40.")
    command(window, "joinNext")
    assert said(window) == "这里不能这样移动或合并。"
    go(window, "2.")
    command(window, "resetNode")
    assert said(window) == "这一条没有更正过。"
    part.edit_node("nowhere")
    assert said(window) == NO_TARGET
    assert count(window) == 0


def test_an_older_version_is_not_corrected(window: MainWindow, tmp_path: Path) -> None:
    newer = tmp_path / "新版.txt"
    source = window._store.sources.get(window._store.documents.key(document(window), 1))
    newer.write_text("\n".join(line.text for line in source.lines) + "\n新的一段。\n", "utf-8")
    assert documents.import_file(window._store, path=newer).outcome == "version"
    window.reading.open(document(window), version=1)
    for name in ("editWords", "splitHere", "resetNode", "documentData", "takeIn", "joinNext"):
        window.statusBar().clearMessage()
        command(window, name)
        assert said(window) == OLD_VERSION, name
    window.parts.correcting._reset(["x"])
    assert count(window) == 0


def test_many_marks_are_put_back_in_a_job(window: MainWindow, qtbot: QtBot) -> None:
    store, node = window._store, go(window, "2.")
    at = node.text.index("煤炭")
    every = [each.id for each in nodes(window) if len(each.text) > 9]
    for place in range(MOST_AT_ONCE):
        pieces = [(every[place % len(every)], 0, 9)]
        marks.add(store, author=WHO, pieces=pieces)
    mark = marks.add(store, author=WHO, pieces=[(node.id, at, at + 2)])
    deed = correcting.rewording(node, words="text", text=node.text.replace("煤炭", "煤碳", 1))
    window.parts.correcting.correct(document(window), [deed])
    assert marks.get(store, mark=mark.id).quote == "煤碳"
    command(window, "resetNode")
    assert said(window) == "正在恢复 1 处……"
    assert count(window) == 1
    qtbot.waitUntil(lambda: said(window).startswith("已恢复 1 处，可以撤销"))
    assert labelled(window, "2.").text == node.text
    assert marks.get(store, mark=mark.id).quote == "煤炭"
    assert window.reader.page.place(node.id).node.text == node.text


def test_a_read_only_library_is_not_corrected(library: Path, open_window: Callable) -> None:
    del library
    window = open_window(read_only=True).window
    node = labelled(window, "2.")
    window.parts.correcting.edit_node(node.id)
    assert said(window) == READ_ONLY
    window.statusBar().clearMessage()
    window.parts.correcting._drop(document(window), node.id, "", "")
    assert said(window) == READ_ONLY
    assert not named(window, WordEditor, "wordEditor").isVisible()


def test_other_pages_are_left_first(window: MainWindow) -> None:
    go(window, "2.")
    command(window, "showLedger")
    window.parts.correcting.edit()
    assert said(window) == ELSEWHERE


def test_dialogs_put_away_change_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DataDialog, "exec", lambda _: 0)
    monkeypatch.setattr(OutsideDialog, "exec", lambda _: 0)
    command(window, "documentData")
    command(window, "takeIn")
    assert count(window) == 0


def test_a_ledger_item_keeps_its_measure(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _window, text: told.append(text))
    node = go(window, "2.")
    ledger.start(window._store, author="张三", nodes=[node.id])
    command(window, "aside-furniture")
    assert "已列入督办台账" in told[0]
    assert labelled(window, "2.") == node


def test_what_cannot_be_asked_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _window, text: told.append(text))

    def broken(*_: object, **__: object) -> list[object]:
        raise UserError("资料库读不出来。")

    monkeypatch.setattr(correcting, "losing", broken)
    go(window, "2.")
    command(window, "moveDown")
    assert told == ["资料库读不出来。"]


def test_many_marks_that_would_lose_their_words_are_counted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = go(window, "2.")
    for start in range(7):
        marks.add(window._store, author="张三", pieces=[(node.id, start, start + 1)])
    asked: list[str] = []
    monkeypatch.setattr(Confirm, "ask", lambda *_, text, **__: asked.append(text) or True)
    command(window, "aside-furniture")
    assert "等 7 处上有批注" in asked[0]
    assert said(window).startswith("列为页眉页码：“2.")
    assert said(window).endswith("，可以撤销（Ctrl+Z）。7 处批注待重新定位。")
    assert history.entries(window._store, limit=1)[0].label in said(window)


def test_the_editor_stays_over_its_words_and_is_kept_when_one_goes_on(
    window: MainWindow, qtbot: QtBot
) -> None:
    go(window, "2.")
    command(window, "editWords")
    editor = named(window, WordEditor, "wordEditor")
    bar = window.reader.verticalScrollBar()
    before, top = bar.value(), editor.y()
    bar.setValue(before + 30)
    assert window.reader.page is not None
    there = window.reader.page.place(editor.node)
    assert editor.y() == window.reader.extent(there)[0] < top
    editor.text.setPlainText("改过。" + editor.text.toPlainText())
    first = document(window)
    window.reading.open(documents.list_documents(window._store)[1].id)
    qtbot.waitUntil(lambda: not editor.isVisible())
    window.reading.open(first)
    assert labelled(window, "2.").text.startswith("改过。")


def test_a_correction_of_another_window_is_noticed(window: MainWindow) -> None:
    command(window, "showCorrections")
    node = go(window, "2.")
    deed = Regrade(node.id, Kind.ITEM, correcting.fresh_id())
    correcting.correct(window._store, author="李四", document=document(window), deeds=[deed])
    layer = window.parts.correcting._shown.layer
    assert not layer.shown
    window.parts.correcting.noticed("another")
    assert not layer.shown
    window.parts.correcting.noticed(document(window))
    assert len(layer.shown) == 1


def test_the_list_leads_to_its_places_and_takes_back_what_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    node = go(window, "2.")
    edited(window, qtbot, node.title[:2], "改过")
    go(window, "30.")
    command(window, "listCorrections")
    table = named(window, QTableWidget, "correctionTable")
    table.selectRow(0)
    assert "（2.）" in table.item(0, 1).text()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reader.place and window.reader.place.node.id == node.id)
    assert table.isVisible()
    table.window().some.click()
    assert labelled(window, "2.") == node
    assert table.rowCount() == 0
    window.use_theme("dark")
    table.window().close()
    command(window, "listCorrections")


def test_several_rows_of_the_tree_are_corrected_as_one_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    go(window, "2.")
    window.navigation._follow()
    view = window.outline.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    command(window, "grade-item")
    assert [labelled(window, label).kind for label in ("2.", "3.")] == [Kind.ITEM] * 2
    command(window, "undo")
    assert [labelled(window, label).kind for label in ("2.", "3.")] == [Kind.MEASURE] * 2


def test_who_has_given_no_name_is_offered_to_after_the_first_correction(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, bar = named(window, QToolButton, "unnamedLine"), window.statusBar()
    go(window, "2.")
    assert not line.isVisible()
    edited(window, qtbot, "煤炭", "煤碳")
    assert not line.isVisible()  # while the bar says what was corrected
    bar.clearMessage()
    assert line.isVisible()
    assert login_name() in line.text()
    edited(window, qtbot, "煤碳", "煤炭")  # one may go on
    bar.clearMessage()
    monkeypatch.setattr(AuthorDialog, "ask", lambda _parent, name: f"张三（{name}）")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    bar.clearMessage()
    assert not line.isVisible()
    edited(window, qtbot, "煤炭", "煤")
    bar.clearMessage()
    assert not line.isVisible()
    who = [each.author for each in correcting.of_document(window._store, document=document(window))]
    assert {who[0], who[-1]} == {login_name(), f"张三（{login_name()}）"}


def test_the_computers_name_may_be_kept_for_good(window: MainWindow, qtbot: QtBot) -> None:
    go(window, "2.")
    edited(window, qtbot, "煤炭", "煤碳")
    window.statusBar().clearMessage()
    qtbot.mouseClick(named(window, QToolButton, "keepName"), Qt.MouseButton.LeftButton)
    window.statusBar().clearMessage()
    assert not named(window, QToolButton, "unnamedLine").isVisible()
    assert window.author.known
