"""A user's way from a word in the box to its places in the library, and what is done with them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents, history, ledger, marks, reading, search, tags
from desktop.actions.search import Hit
from desktop.settings import AUTHOR
from desktop.store import Store
from desktop.views.dialogs import NameChoice
from desktop.views.main_window import MainWindow
from desktop.views.report_dialog import ReportDialog
from desktop.views.search_list import ROW_ROLE, Head
from tests.journeys import command, named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(library: Path, open_window: Callable):
    made = open_window()
    made.window.complete()
    made.settings.set(AUTHOR, "王明")
    return made


def box(window: MainWindow) -> QLineEdit:
    return named(window, QLineEdit, "searchBox")


def view(window: MainWindow) -> QListView:
    return named(window, QListView, "searchResults")


def hits(window: MainWindow) -> list[Hit]:
    model = view(window).model()
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [row for row in rows if isinstance(row, Hit)]


def look(window: MainWindow, qtbot: QtBot, text: str) -> list[Hit]:
    box(window).clear()
    box(window).insert(text)  # as an input method does; QTest types no Chinese
    searching = window.parts.searching
    qtbot.waitUntil(
        lambda: searching._results.query == text and searching._results.whole, timeout=30_000
    )
    return hits(window)


def test_from_the_box_to_the_words_and_back(opened, qtbot: QtBot) -> None:
    window = opened.window
    command(window, "searchLibrary")
    qtbot.waitUntil(box(window).hasFocus)
    found = look(window, qtbot, "500千伏")
    expected = search.find(opened.store, text="500千伏", limit=500)
    assert len(found) == expected.total > 3
    assert window.centre.shown == "search"
    assert f"共 {expected.total} 处" in named(window, QLabel, "searchCount").text()
    qtbot.keyClick(box(window), Qt.Key.Key_Down)
    qtbot.waitUntil(view(window).hasFocus)
    qtbot.keyClick(view(window), Qt.Key.Key_Return)
    assert window.centre.shown == ""
    assert window.reading.place.node.id == found[0].node
    text = window.reader.document().toPlainText()
    start, end = window.reader._hits._places[0]
    assert text[start:end].replace(" ", "") == "500千伏"
    before = window.reader._hits.number
    command(window, "findNext")
    assert window.reader._hits.number == before + 1
    command(window, "showResults")
    assert window.centre.shown == "search"
    assert view(window).currentIndex().data(ROW_ROLE) == found[0]
    qtbot.keyClick(view(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(box(window).hasFocus)
    qtbot.keyClick(box(window), Qt.Key.Key_Escape)
    assert window.centre.shown == ""
    assert search.recent(opened.settings) == ["500千伏"]


def test_only_one_document(opened, qtbot: QtBot) -> None:
    every = look(opened.window, qtbot, "煤炭")
    scope = named(opened.window, QComboBox, "searchScope")
    document = every[-1].document
    scope.setCurrentIndex(scope.findData(document))
    scope.activated.emit(scope.currentIndex())
    qtbot.waitUntil(lambda: {hit.document for hit in hits(opened.window)} == {document})


def test_more_hits_as_one_asks(opened, qtbot: QtBot) -> None:
    found = look(opened.window, qtbot, "发展")
    assert len(found) == search.LIMIT
    model = view(opened.window).model()
    last = model.index(model.rowCount() - 1, 0)
    assert "接着显示" in last.data()
    view(opened.window).clicked.emit(last)
    qtbot.waitUntil(lambda: len(hits(opened.window)) > search.LIMIT, timeout=20_000)


def choose(window: MainWindow, count: int) -> list[str]:
    model, selection = view(window).model(), view(window).selectionModel()
    selection.clear()
    chosen = []
    for row in range(model.rowCount()):
        hit = model.index(row, 0).data(ROW_ROLE)
        if isinstance(hit, Hit) and hit.kind == "measure" and len(chosen) < count:
            selection.select(model.index(row, 0), selection.SelectionFlag.Select)
            chosen.append(hit.node)
    return chosen


def test_hits_are_tagged_followed_up_ticked_and_excerpted(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    look(window, qtbot, "光伏")
    page = window.parts.searching._page
    assert not page.buttons["tag"].isEnabled()
    chosen = choose(window, 3)
    page.buttons["tag"].click()
    entry = window.parts.work.tags.entry.line
    qtbot.waitUntil(entry.hasFocus)
    entry.insert("能源/光伏")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    (tag,) = [each for each in tags.tree(store) if each.path == "能源/光伏"]
    assert sorted(use.target.id for use in store.tags.uses([tag.id])) == sorted(chosen)
    choose(window, 3)
    page.buttons["follow"].click()
    assert sorted(item.node for item in store.follow_ups.all()) == sorted(chosen)
    page.buttons["read"].click()
    read = {tick.node for each in documents.list_documents(store)
            for tick in reading.of_document(store, document=each.id)}  # fmt: skip
    assert read == set(chosen)
    choose(window, 2)
    page.buttons["excerpt"].click()
    dialog = named(window, ReportDialog, "reportDialog")
    assert dialog.form.kind.currentData() == "excerpt"
    assert sorted(dialog.form.scopes["nodes"].ticked()) == sorted(chosen[:2])
    history.undo(store)
    assert ledger.of_document(store, document="") == []


def test_notes_and_new_documents_are_found_at_once(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    look(window, qtbot, "核对口径")
    assert hits(window) == []
    assert "都没有“核对口径”" in window.parts.searching._page.empty.text()
    first = documents.list_documents(store)[0].id
    node = next(n for n in documents.load_outline(store, document=first).walk() if n.text)
    mark = marks.add(store, author="王明", pieces=[(node.id, 0, 4)], note="请核对口径")
    window.parts.searching.noticed("")
    qtbot.waitUntil(lambda: [hit.mark for hit in hits(window)] == [mark.id], timeout=20_000)
    assert hits(window)[0].kind == "note"


def test_searches_are_saved_and_offered(
    opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, store = opened.window, opened.store
    look(window, qtbot, "标题:专业镇")
    monkeypatch.setattr(NameChoice, "ask", lambda *_, **__: "专业镇")
    window.parts.searching._page.save.click()
    (saved,) = search.saved(store)
    assert (saved.name, saved.query) == ("专业镇", "标题:专业镇")
    window.parts.searching._delete(saved.id)
    assert search.saved(store) == []
    history.undo(store)
    assert search.saved(store) == [saved]


def offered(window: MainWindow, qtbot: QtBot) -> QMenu:
    """What Down in the empty box offers."""
    box(window).clear()
    qtbot.keyClick(box(window), Qt.Key.Key_Down)
    (menu,) = window.findChildren(QMenu, "searchMenu")
    assert menu.isVisible()
    return menu


def lines(menu: QMenu) -> list[str]:
    """What a menu says, as it is shown: a single & is a sign for the keyboard."""
    texts = (action.text() for action in menu.actions() if not action.isSeparator())
    return [text.replace("&&", "\0").replace("&", "").replace("\0", "&") for text in texts]


def put_away(menu: QMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def take(menu: QMenu, text: str, qtbot: QtBot) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    put_away(menu, qtbot)


def test_earlier_and_saved_searches_are_offered_taken_and_forgotten(
    opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, store = opened.window, opened.store
    command(window, "searchLibrary")
    menu = offered(window, qtbot)
    assert lines(menu) == ["还没有查过什么"]
    assert not menu.actions()[0].isEnabled()
    put_away(menu, qtbot)
    long = "单位:省能源局 或 单位:省发展改革委 或 单位:省工业和信息化厅"
    for text in ("R&D", long):
        look(window, qtbot, text)
        qtbot.keyClick(box(window), Qt.Key.Key_Return)
    monkeypatch.setattr(NameChoice, "ask", lambda *_, **__: "能源 & 工信")
    window.parts.searching._page.save.click()
    menu = offered(window, qtbot)
    short = f"{long[:29]}…"
    saved, delete, *rest = lines(menu)
    assert (saved, delete) == (f"能源 & 工信　{short}", "删除存好的查找")
    assert rest == [short, "R&D", "清除查过的内容"]
    take(menu, "R&&D", qtbot)
    qtbot.waitUntil(lambda: window.parts.searching._results.query == "R&D")
    assert box(window).selectedText() == "R&D"
    menu = offered(window, qtbot)
    menu.actions()[0].trigger()
    put_away(menu, qtbot)
    qtbot.waitUntil(lambda: window.parts.searching._results.query == long)
    take(offered(window, qtbot), "清除查过的内容", qtbot)
    assert search.recent(opened.settings) == []
    menu = offered(window, qtbot)
    (one,) = menu.actions()[1].menu().actions()
    one.trigger()
    put_away(menu, qtbot)
    assert search.saved(store) == []
    menu = offered(window, qtbot)
    assert lines(menu) == ["还没有查过什么"]
    put_away(menu, qtbot)


def test_the_sheet_of_examples_stands_below_the_box_and_each_can_be_tried(
    opened, qtbot: QtBot
) -> None:
    window, searching = opened.window, opened.window.parts.searching
    help_ = named(window, QToolButton, "searchHelp")
    help_.click()
    sheet = named(window, QFrame, "searchSheet")
    assert sheet.isVisible()
    line = box(window)
    assert sheet.y() >= line.mapToGlobal(line.rect().bottomLeft()).y()
    assert sheet.screen().availableGeometry().contains(sheet.geometry())
    button = next(each for each in sheet.findChildren(QPushButton) if each.text() == "标题:专业镇")
    button.click()
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: bool(hits(window)), timeout=20_000)
    assert searching._results.query == "标题:专业镇"
    assert all("专业镇" in hit.title for hit in hits(window))


def test_the_dictionary_is_kept_for_the_user_not_beside_the_library(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘" / "库.db"
    stick.parent.mkdir()
    shutil.copy(library, stick)
    opened = open_window(stick)
    qtbot.waitUntil((paths.user_folder() / "jieba.cache").exists, timeout=60_000)
    opened.close()
    assert not (stick.parent / "jieba.cache").exists()


def test_related_measures(opened, qtbot: QtBot) -> None:
    window, store = opened.window, opened.store
    assert search.update(store)
    assert search.update_words(store, cache=store.path.parent)
    first = documents.list_documents(store)[0].id
    outline = documents.load_outline(store, document=first)
    node = next(n for n in outline.walk() if n.title == "加快建设开发区升级版")
    window.navigation.open(first, node.id)
    command(window, "showRelated")
    listed = named(window, QListWidget, "relatedList")
    qtbot.waitUntil(lambda: listed.count() > 0, timeout=30_000)
    assert "加快建设开发区升级版" in listed.item(0).text()
    assert "运城市" in listed.item(0).text()
    assert "《运城市" in listed.item(0).toolTip()  # long names are cut in the list
    heights = {listed.visualItemRect(listed.item(row)).height() for row in range(listed.count())}
    assert len(heights) == 1
    listed.itemClicked.emit(listed.item(0))
    assert window.reading.document.title.startswith("运城市")


def test_rows_are_a_sound_model(opened, qtbot: QtBot, qtmodeltester) -> None:
    look(opened.window, qtbot, "煤炭")
    model = opened.window.parts.searching._page.model
    qtmodeltester.check(model)
    assert isinstance(model.rows[0], Head)


def test_a_read_only_library_can_be_searched(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    with Store.open(library) as store:
        search.update(store)
    made = open_window(read_only=True)
    made.window.complete()
    assert look(made.window, qtbot, "煤炭")
    page = made.window.parts.searching._page
    choose(made.window, 1)
    assert not page.buttons["tag"].isEnabled()
    assert page.buttons["excerpt"].isEnabled()
