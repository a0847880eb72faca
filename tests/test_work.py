"""A user's way through tags, follow-up, ledger and ticks in the real window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from desktop.actions import ledger, marks, reading, tags, tree
from desktop.annotations import Has, LedgerQuery, State, Target
from desktop.views.dialogs import Confirm, Message, NameChoice
from desktop.views.ledger_dialogs import DayChoice, LedgerFile, UnitChoice
from desktop.views.main_window import MainWindow
from desktop.views.tag_dialogs import TagChoice, TagText
from tests.journeys import command, named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date.today()  # noqa: DTZ011 - the window asks for the day of the place it runs at


def undo(window: MainWindow, label: str) -> None:
    action = window.findChild(QAction, "undo")
    assert label in action.text()
    action.trigger()


@pytest.fixture
def window(library: Path, open_window: Callable, qtbot: QtBot) -> MainWindow:
    made = open_window().window
    made.resize(1366, 768)
    qtbot.waitUntil(lambda: bool(made.outline.chosen()))
    return made


def row(window: MainWindow, text: str) -> QModelIndex:
    (path,) = tree.find(window._store, text=text)
    return window.outline.model.index_of(path)


def select(window: MainWindow, *texts: str) -> list[str]:
    """Click the measures one after the other with Ctrl held."""
    view = named(window, QTreeView, "outlineTree")
    flag = QItemSelectionModel.SelectionFlag
    how = flag.ClearAndSelect
    ids = []
    for text in texts:
        index = row(window, text)
        view.selectionModel().setCurrentIndex(index, how | flag.Rows)
        ids.append(window.outline.model.data(index, Qt.ItemDataRole.UserRole + 1).id)
        how = flag.Select
    return ids


def add_tag(window: MainWindow, path: str, qtbot: QtBot) -> None:
    command(window, "addTag")
    entry = named(window, QLineEdit, "tagEntry")
    entry.setText(path)
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text() == "")


def test_measures_are_tagged_together_and_the_tree_shows_only_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    nodes = select(window, "煤炭价格", "智能化改造")
    qtbot.wait(100)  # the reader has followed, and left both selected
    add_tag(window, "能源/煤炭", qtbot)
    found = tags.tree(window._store)
    assert [(tag.path, tag.uses) for tag in found] == [("能源", 2), ("能源/煤炭", 2)]
    assert window.outline.chosen()[0].id in nodes
    view = named(window, QTreeView, "tagList")
    assert view.model().rowCount() == 1
    window.parts.work.tags.combination.join(found[0].id, "only")
    outline = window.outline
    assert outline.only.label.text() == "所选标签：2 条"
    top = outline.model.index(0, 0)
    assert outline.model.rowCount(outline.model.index(0, 0, top)) == 2
    outline.only.button.click()
    assert outline.model.rowCount() == 5
    undo(window, "加标签“能源/煤炭”")
    assert tags.tree(window._store) == []
    command(window, "redo")
    assert len(tags.tree(window._store)) == 2


def test_tags_are_arranged_from_the_panel(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, panel = window._store, window.parts.work.tags
    select(window, "煤炭价格")
    qtbot.wait(100)
    add_tag(window, "煤", qtbot)
    add_tag(window, "财政", qtbot)

    def ids() -> dict[str, str]:
        return {tag.path: tag.id for tag in tags.tree(store)}

    panel.renameRequested.emit(ids()["煤"], "煤炭")
    panel.recolourRequested.emit(ids()["煤炭"], "#3f6fb0")
    monkeypatch.setattr(TagText, "ask", lambda *_, **__: "与煤有关")
    panel.describeRequested.emit(ids()["煤炭"])
    (coal,) = (tag for tag in tags.tree(store) if tag.name == "煤炭")
    assert (coal.colour, coal.description) == ("#3f6fb0", "与煤有关")
    panel.moveRequested.emit(ids()["煤炭"], ids()["财政"])
    assert set(ids()) == {"财政", "财政/煤炭"}
    panel.moveRequested.emit(ids()["财政/煤炭"], "")
    panel.tickRequested.emit(ids()["财政"], False)
    assert {tag.path: tag.uses for tag in tags.tree(store)} == {"煤炭": 1, "财政": 0}
    panel.tickRequested.emit(ids()["财政"], True)
    into = ids()["财政"]
    monkeypatch.setattr(TagChoice, "ask", lambda *_, **__: into)
    panel.mergeRequested.emit(ids()["煤炭"])
    assert set(ids()) == {"财政"}
    asked: list[str] = []
    monkeypatch.setattr(Confirm, "ask", lambda *_, text, **__: bool(asked.append(text)) or True)
    panel.deleteRequested.emit(into)
    assert "用在 1 处" in asked[0]
    assert ids() == {}
    undo(window, "删除标签“财政”")
    assert set(ids()) == {"财政"}
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    window.parts.work.tagging.add("能源//煤炭")
    assert "不能用作标签" in told[0]


def test_a_combination_of_tags_is_saved_and_forgotten(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, bar = window._store, window.parts.work.tags.combination
    select(window, "煤炭价格")
    qtbot.wait(100)
    add_tag(window, "煤炭", qtbot)
    monkeypatch.setattr(NameChoice, "ask", lambda *_, **__: "涉煤")
    bar.use(Has(tags.tree(store)[0].id))
    bar.save.click()
    (saved,) = tags.filters(store)
    assert saved.name == "涉煤"
    assert bar.box.currentText() == "涉煤"
    bar.forget.click()
    assert tags.filters(store) == []
    bar.clear.click()
    assert window.outline.only.isHidden()


def test_suggestions_come_from_the_measures_words(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "煤炭价格")
    qtbot.wait(100)
    entry = window.parts.work.tags.entry
    entry.suggest.click()
    qtbot.waitUntil(lambda: bool(entry.suggested), timeout=30_000)
    word = entry.suggested[0].text().removeprefix("＋")
    entry.suggested[0].click()
    assert [tag.path for tag in tags.tree(window._store)] == [word]


def test_a_mark_is_tagged_from_the_list_of_marks(window: MainWindow, qtbot: QtBot) -> None:
    (node,) = select(window, "煤炭价格")
    mark = marks.annotate_node(window._store, author="李四", node=node, note="核对")
    command(window, "showMarks")
    window.activateWindow()
    window.parts.marks_shown.reload()
    qtbot.waitUntil(lambda: window.parts.marks.choose(mark.id))
    window.parts.marks.list.setFocus()
    qtbot.waitUntil(lambda: window.parts.marks.isAncestorOf(window.focusWidget()))
    add_tag(window, "待核", qtbot)
    target = Target("mark", mark.id)
    assert [tag.path for tag in tags.of(window._store, targets=[target])[target]] == ["待核"]


def notes_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    """Add a dated note in the panel, change it, take that back, and delete it."""
    notes = window.parts.work.follow_up.notes
    notes.text.setText("已开会")
    qtbot.keyClick(notes.text, Qt.Key.Key_Return)
    assert notes.list.count() == 1
    notes.list.itemActivated.emit(notes.list.item(0))
    notes.text.setText("已开两次会")
    qtbot.keyClick(notes.text, Qt.Key.Key_Return)
    assert notes.list.item(0).text().endswith("已开两次会")
    undo(window, "修改进展")
    assert notes.list.item(0).text().endswith("已开会")
    notes.menu_for(notes.list.item(0)).actions()[-1].trigger()
    assert notes.list.count() == 0


def test_a_measure_is_followed_up_and_its_light_is_seen(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    window = first.window
    (node,) = select(window, "煤炭价格")
    qtbot.wait(100)
    assert not window.parts.work.due.isVisible()
    command(window, "followUp")
    panel = window.parts.work.follow_up
    assert panel.isVisible()
    assert panel.heading.text() == "2. 推动煤炭价格稳定在合理区间"
    day = named(window, QLineEdit, "followUpDue")
    day.setText((TODAY - timedelta(days=1)).isoformat())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert panel.light.text().startswith("● 逾期")
    assert "●" in row(window, "煤炭价格").data(Qt.ItemDataRole.UserRole + 5).signs
    qtbot.waitUntil(lambda: window.parts.work.due.text() == "台账有 1 条逾期。")
    day.setText((TODAY + timedelta(days=2)).isoformat())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert panel.light.text().startswith("◆ 临期")
    panel.form.behind.click()
    assert panel.light.text().startswith("▲ 滞后")
    undo(window, "进度")
    assert panel.light.text().startswith("◆ 临期")
    notes_are_kept(window, qtbot)
    panel.form.remark.setPlainText("要快")
    first.close()
    second = open_window().window
    item = ledger.of_node(second._store, node=node)
    assert item is not None
    assert (item.remark, item.state) == ("要快", State.WAITING)
    qtbot.waitUntil(lambda: "临期" in second.parts.work.due.text())
    second.parts.work.due.click()
    assert second.parts.work.ledger.isVisible()
    assert not second.grab().isNull()


def test_the_ledger_is_edited_in_place_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "煤炭价格", "智能化改造")
    qtbot.wait(100)
    command(window, "followUp")
    command(window, "followUp")
    assert window.statusBar().currentMessage() == "已在台账中。"
    command(window, "showLedger")
    table = named(window, QTableView, "ledgerTable")
    assert table.model().rowCount() == 2
    index = table.model().index(0, 3)
    table.setCurrentIndex(index)
    table.edit(index)
    box = next(each for each in table.viewport().findChildren(QComboBox) if each.isVisible())
    box.setCurrentText("在办")
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: table.model().index(0, 3).data() == "在办")
    undo(window, "状态")
    qtbot.waitUntil(lambda: table.model().index(0, 3).data() == "待办")


def test_many_items_are_changed_and_the_ledger_is_exported(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store, page = window._store, window.parts.work.ledger
    select(window, "煤炭价格", "智能化改造")
    qtbot.wait(100)
    command(window, "followUp")
    command(window, "showLedger")
    table = page.table
    table.selectAll()
    monkeypatch.setattr(UnitChoice, "ask", lambda *_, **__: "省能源局")
    monkeypatch.setattr(DayChoice, "ask", lambda *_, **__: "2001-01-01")
    page.unitRequested.emit(page.selected())
    page.dayRequested.emit(page.selected())
    page.progressRequested.emit(page.selected()[0], "已开工")
    rows = ledger.listed(store, query=LedgerQuery(), today=TODAY)
    assert {(each.lead, each.due, each.light) for each in rows} == {
        ("省能源局", "2001-01-01", "red")
    }
    assert rows[0].last_progress is not None
    target = tmp_path / "台账.xlsx"
    monkeypatch.setattr(LedgerFile, "ask", lambda *_, count: target if count == 2 else None)
    command(window, "exportLedger")
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: "已导出台账 2 条" in window.statusBar().currentMessage())
    table.setCurrentIndex(table.model().index(1, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert not page.isVisible()
    qtbot.waitUntil(lambda: window.reading.place.node.title.startswith("加快煤矿智能化"))
    command(window, "showLedger")
    page.removeRequested.emit([rows[0].id])
    assert table.model().rowCount() == 1
    undo(window, "移出台账")
    assert table.model().rowCount() == 2
    command(window, "showLedger")
    assert not page.isVisible()
    window.use_theme("dark")
    window.use_theme("light")


def test_measures_are_ticked_and_what_is_left_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    nodes = select(window, "煤炭价格")
    qtbot.wait(100)
    document = window.outline.chosen()[0].document
    command(window, "toggleRead")
    read, every = reading.share(window._store, document=document)
    assert read == 1
    assert window.statusBar().currentMessage() == f"1 条标为已阅；本文已阅 1/{every} 条。"
    command(window, "onlyUnread")
    outline = window.outline
    left = outline.model.found
    assert outline.only.label.text() == f"未阅：{left} 条"
    assert not outline.model.index_of(tree.path_of(window._store, node=nodes[0])).isValid()
    window.parts.work.ticking.set_read([tree.path_of(window._store, node=nodes[0])[1]], read=True)
    assert outline.model.found < left
    command(window, "onlyAll")
    assert outline.only.isHidden()
    command(window, "onlyUnmarked")
    assert outline.only.label.text().startswith("未批注")
    window.parts.work.narrowing.refresh()
    command(window, "onlyAll")
    outline.readRequested.emit(False)
    assert reading.share(window._store, document=document)[0] == 6
    undo(window, "标为未阅")
    window.parts.work.ticking.set_read([], read=True)
    assert "请先" in window.statusBar().currentMessage()


def test_a_read_only_library_is_only_looked_at(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    window = open_window(read_only=True).window
    qtbot.waitUntil(lambda: bool(window.outline.chosen()))
    command(window, "showTags")
    assert not window.parts.work.tags.entry.line.isEnabled()
    command(window, "showFollowUp")
    assert not window.parts.work.follow_up.start.isVisible()
    command(window, "showLedger")
    assert window.parts.work.ledger.empty.button.isVisible()


def test_lights_change_at_midnight_in_an_open_window(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    opened = open_window()
    window, store = opened.window, opened.store
    qtbot.waitUntil(lambda: bool(window.outline.chosen()))
    (path,) = tree.find(store, text="煤炭价格")
    (item,) = ledger.start(store, author="张三", nodes=[path[-1].id])
    ledger.update(store, author="张三", items=[item.id], due=TODAY.isoformat())
    command(window, "showLedger")
    page = window.parts.work.ledger
    assert [row.light for row in page.rows()] == ["blue"]
    store.clock = lambda: datetime.now(UTC) + timedelta(days=1)
    window.parts.work.findChild(QTimer, "dayTimer").timeout.emit()
    assert [row.light for row in page.rows()] == ["red"]
    qtbot.waitUntil(lambda: "1 条逾期" in window.parts.work.due.text())


def test_a_measure_with_two_items_says_so(window: MainWindow) -> None:
    store = window._store
    (path,) = tree.find(store, text="煤炭价格")
    (item,) = ledger.start(store, author="张三", nodes=[path[-1].id])
    with store.step("另一条", author="李四"):
        store.follow_ups.put(replace(item, id="other", remark="另一个单位的"))
    window.parts.work.following.set_rows([path[-1]])
    assert "台账中有 2 条" in window.parts.work.follow_up.heading.text()
