"""A user's way through two documents beside each other, in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QListView, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.actions import documents, marks
from desktop.comparison import Edition
from desktop.views.compare_choice import CompareChoice
from desktop.views.dialogs import Message
from desktop.views.main_window import MainWindow
from desktop.views.ribbon import nodes_of
from tests.beside import choose, desk_of, first_pair, ids, level, place, wait
from tests.journeys import command, named, policy

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(library: object, open_window: Callable, qtbot: QtBot) -> MainWindow:
    made = open_window().window
    made.resize(1366, 768)
    return made


def test_two_documents_are_chosen_and_scroll_together(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(window, "showCompare")
    page = desk_of(window).page
    assert page.start.isVisible()
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    left, right = (named(window, QTextEdit, f"compare{name}") for name in ("Left", "Right"))
    assert "全力稳增长" in left.toPlainText()
    assert "运城市" in right.toPlainText()
    assert named(window, QListView, "compareList").model().rowCount() > 40
    pair = first_pair(desk, "adapted")
    target = desk.sides["left"].place(pair.a)
    bar = left.verticalScrollBar()
    while desk.sides["left"].reader.place is not target:
        bar.setValue(bar.value() + 20)
    assert desk.pair == desk.comparison.of_a(pair.a)[0]
    assert level(desk, desk.pair) <= 30
    frames = [side.layer.frame for side in desk.sides.values()]
    assert frames[0] == (target.start, target.end)
    assert frames[1] is not None
    stood = right.verticalScrollBar().value()
    command(window, "lockSides")
    bar.setValue(0)
    assert right.verticalScrollBar().value() == stood
    command(window, "lockSides")
    desk.show_pair(nodes_of(pair))
    assert level(desk, pair) <= 1
    light = page.grab().toImage()
    window.use_theme("dark")
    assert page.grab().toImage() != light
    assert window.commands["showCompare"].isEnabled()
    command(window, "showCompare")
    assert not page.isVisible()
    assert window.reader.isVisible()


def test_side_panels_make_room_for_two_documents_and_come_back(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(window, "showMarks")
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    assert window.side.isHidden()
    assert desk.sides["right"].reader.width() > 300
    command(window, "showMarks")  # whoever wants them has them, and nothing covers the text
    view = desk.sides["right"].reader.viewport()
    qtbot.waitUntil(lambda: view.width() < 300)
    assert view.visibleRegion().boundingRect() == view.rect()
    command(window, "showPanel")
    command(window, "showCompare")
    assert window.side.isHidden()
    command(window, "showPanel")
    command(window, "showCompare")
    assert window.side.isHidden()
    command(window, "showCompare")
    assert not window.side.isHidden()
    window.resize(1920, 1080)
    command(window, "showCompare")
    assert not window.side.isHidden()


def test_pairs_and_differences_are_gone_through_by_keys(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    seen = []
    for _ in range(6):
        command(window, "nextPair")
        seen.append(desk.nodes)
    assert len(set(seen)) == 6
    command(window, "previousPair")
    assert desk.nodes == seen[-2]
    desk.show_pair(nodes_of(first_pair(desk, "adapted")))
    assert desk.front == "left"
    before = desk.sides["left"].reader.top_position()
    command(window, "nextDifference")
    said = window.statusBar().currentMessage()
    assert said[0] in "≠№＋－⇄＝"
    assert desk.pair is not None
    at = desk.sides["left"].place(desk.pair.a)
    assert at.start <= desk._at < at.end
    assert level(desk, desk.pair) <= 30
    command(window, "nextDifference")
    command(window, "previousDifference")
    assert desk.sides["left"].reader.top_position() >= before - 2000
    command(window, "switchSide")
    assert desk.front == "right"
    assert desk.page.titles["right"].property("front") is True
    reader = desk.sides["right"].reader
    here = reader.place
    command(window, "nextMeasure")
    assert reader.place is not here
    command(window, "documentTop")
    assert reader.place is None
    assert window.reader.place is None  # the reader of the text has not been moved
    size = desk.sides["left"].reading.zoom
    command(window, "zoomIn")
    assert {side.reading.zoom for side in desk.sides.values()} == {size + 0.1}
    command(window, "zoomReset")


def test_words_are_found_on_the_side_in_front(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    desk.page.enter("right")
    reader = desk.sides["right"].reader
    command(window, "nextMeasure")
    command(window, "find")
    bar = desk.page.find_bar
    bar.box.setText("项目")
    assert bar.count.text().split("/")[1] == str(reader.toPlainText().count("项目"))
    here = bar.count.text()
    command(window, "findNext")
    assert bar.count.text() != here
    command(window, "findPrevious")
    assert bar.count.text() == here
    desk.page.enter("left")
    assert reader._hits.count == 0
    bar.put_away()
    assert desk.front == "left"
    command(window, "findNext")
    assert bar.isVisible()
    bar.put_away()


def test_the_side_in_front_is_marked_and_the_reader_knows_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    desk.page.enter("right")
    reader = desk.sides["right"].reader
    target = place(desk, "right", "5.")
    reader.jump(target)
    cursor = reader.textCursor()
    cursor.setPosition(target.body)
    cursor.setPosition(target.body + 6, cursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)
    qtbot.keyClick(reader, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    (mark,) = marks.of_document(window._store, document=ids(window)[3])
    assert mark.quote == target.node.text[:6]
    assert [drawn.id for drawn in reader.marks_in_order()] == [mark.id]
    command(window, "showMarks")
    listed = named(window, QListView, "annotationList").model()
    assert listed.rowCount() == 1
    qtbot.waitUntil(lambda: window.outline.chosen()[0].id == target.node.id)
    command(window, "followUp")
    assert window.parts.work.follow_up.heading.text().startswith("5.")
    command(window, "toggleRead")
    assert "已阅" in window.statusBar().currentMessage()
    desk.page.enter("left")
    assert listed.rowCount() == 0  # the left document has no marks
    command(window, "showCompare")
    window.reading.open(ids(window)[3])
    assert [drawn.id for drawn in window.reader.marks_in_order()] == [mark.id]
    marks.set_colour(window._store, author="李四", marks=[mark.id], colour="key4")
    window.parts.comparing.noticed("")
    command(window, "showCompare")
    assert reader.marks_in_order()[0].look.name == "风险"
    command(window, "undo")
    command(window, "undo")
    command(window, "undo")
    command(window, "undo")
    qtbot.waitUntil(lambda: reader.marks_in_order() == [])


def test_what_is_clicked_becomes_the_current_pair(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    pair = first_pair(desk, "adapted")
    desk.show_pair(nodes_of(pair))
    ribbon = desk.ribbon
    assert ribbon.pair_at(QPointF(3, 40)) == pair
    reader = desk.sides["right"].reader
    paired = {other.b for other in desk.comparison.pairs} - {pair.b}
    lower = next(each for each in reader.page.places if each.node.id in paired)
    desk.lock.set_locked(False)
    reader.reveal(lower.body)
    cursor = reader.textCursor()
    cursor.setPosition(lower.body + 3)
    spot = reader.cursorRect(cursor).center()
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.nodes[1] == lower.node.id
    assert desk.panel.chosen().nodes == desk.nodes
    window.outline.nodeRequested.emit(ids(window)[3], pair.b)
    assert desk.nodes[1] == pair.b
    assert desk.page.isVisible()
    window.outline.nodeRequested.emit(ids(window)[1], "")
    assert not desk.page.isVisible()


def test_a_newer_version_stands_beside_the_older_one(
    window: MainWindow, qtbot: QtBot, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    store = window._store
    (first,) = documents.import_files(store, paths=[policy(tmp_path, 1)])
    newer = policy(tmp_path, 1, text="不走过场，完成 30% 以上。")
    documents.import_files(store, paths=[newer])
    window.reading.open(first.document.id)
    command(window, "compareVersion")
    desk = wait(window, qtbot)
    assert desk.page.titles["left"].text().startswith("第 1 版（旧版）")
    kinds = {change.kind for change in desk.sides["right"].layer.drawn}
    assert "added" in kinds or "changed" in kinds
    desk.page.enter("left")
    desk.sides["left"].reader.selectAll()
    command(window, "mark1")
    assert "旧版" in window.statusBar().currentMessage()
    command(window, "swapSides")
    desk = wait(window, qtbot)
    assert desk.page.titles["right"].text().startswith("第 1 版（旧版）")
    window.reading.open(ids(window)[0])
    command(window, "compareVersion")
    assert "第一版" in window.statusBar().currentMessage()
    assert told == []


def test_one_document_is_split(window: MainWindow, qtbot: QtBot) -> None:
    command(window, "splitReader")
    desk = wait(window, qtbot)
    left, right = (side.reader for side in desk.sides.values())
    assert left.toPlainText() == right.toPlainText()
    assert not desk.panel.isVisible()
    stood = right.verticalScrollBar().value()
    left.verticalScrollBar().setValue(900)
    assert right.verticalScrollBar().value() == stood


def test_the_comparison_is_there_again_after_a_restart(
    library: object, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_window()
    desk = choose(first.window, qtbot, monkeypatch, 0, 3)
    command(first.window, "lockSides")
    desk.panel.restore({"kind": "adapted"})
    desk.page.list.click()
    first.close()
    second = open_window().window
    command(second, "showCompare")
    desk = wait(second, qtbot)
    assert [side.reading.document.id for side in desk.sides.values()] == [
        ids(second)[0], ids(second)[3],
    ]  # fmt: skip
    assert not desk.lock.locked
    assert not desk.panel.isVisible()
    assert desk.panel.wanted.kind == "adapted"
    desk.page.list.click()
    desk.panel.filter.setFocus()
    desk.panel.filter.setText("产业")
    qtbot.keyClick(desk.panel.filter, Qt.Key.Key_Escape)
    assert desk.panel.filter.text() == ""
    assert desk.page.isVisible()
    qtbot.keyClick(desk.sides["left"].reader, Qt.Key.Key_Escape)
    assert not desk.page.isVisible()


def test_a_removed_document_ends_the_comparison(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = choose(window, qtbot, monkeypatch, 0, 3)
    documents.remove(window._store, documents=[ids(window)[3]])
    window.tasks.libraryChanged.emit()
    assert desk.page.start.isVisible()
    assert not window.commands["nextPair"].isEnabled()


def test_comparing_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = tuple(Edition(ids(window)[number]) for number in (4, 1))
    monkeypatch.setattr(CompareChoice, "ask", lambda *_, **__: pair)
    command(window, "chooseCompare")
    desk = desk_of(window)
    assert desk.page.cancel.isVisible()
    desk.page.cancel.click()
    assert desk.page.start.isVisible()
    qtbot.waitUntil(lambda: not window.parts.comparing._frame.jobs.busy, timeout=20_000)
    assert desk.page.start.isVisible()
    assert not window.grab().isNull()
