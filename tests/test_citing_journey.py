"""A user's way from one document to another along citations, in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.actions import documents
from desktop.views.link_layer import Link
from desktop.views.main_window import MainWindow
from desktop.views.page_view import PageView
from tests.journeys import command, named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def ids(window: MainWindow) -> list[str]:
    return [document.id for document in documents.list_documents(window._store)]


@pytest.fixture
def window(library: object, open_window: Callable, qtbot: QtBot) -> MainWindow:
    made = open_window().window
    made.resize(1366, 768)
    made.reading.open(ids(made)[3])
    qtbot.waitUntil(lambda: bool(made.parts.citing.links.layer.links))
    return made


def first_link(window: MainWindow) -> Link:
    """The city document's words on the provincial one."""
    links = window.parts.citing.links.layer.links
    return next(link for link in links if link.citation.cited == ids(window)[0])


def point_of(reader: PageView, link: Link) -> QPoint:
    reader.reveal(link.start)
    cursor = reader.textCursor()
    cursor.setPosition(link.start + 2)
    return reader.cursorRect(cursor).center()


def test_a_named_document_is_a_link(window: MainWindow, qtbot: QtBot) -> None:
    reader, link = window.reader, first_link(window)
    assert "晋政办发〔2023〕56 号" in link.citation.words
    text = reader.document().toPlainText()
    assert text[link.start : link.end] == link.citation.words
    spot = point_of(reader, link)
    help_at = QHelpEvent(QEvent.Type.ToolTip, spot, reader.viewport().mapToGlobal(spot))
    QApplication.sendEvent(reader.viewport(), help_at)
    assert "全力稳增长" in QToolTip.text()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(reader.viewport(), left, pos=spot)
    assert window.reading.document.id == ids(window)[3]
    qtbot.mouseClick(reader.viewport(), left, Qt.KeyboardModifier.ControlModifier, spot)
    assert window.reading.document.id == ids(window)[0]
    qtbot.mouseClick(reader.viewport(), left, Qt.KeyboardModifier.ControlModifier, QPoint(9, 9))
    assert window.reading.document.id == ids(window)[0]


def test_enter_and_the_menu_follow_the_words(window: MainWindow, qtbot: QtBot) -> None:
    reader, link = window.reader, first_link(window)
    reader.jump(reader.page.place(link.citation.node))
    qtbot.keyClick(reader, Qt.Key.Key_Return)
    assert window.reading.document.id == ids(window)[0]
    window.reading.open(ids(window)[3])
    qtbot.waitUntil(lambda: bool(window.parts.citing.links.layer.links))
    link = first_link(window)
    spot = point_of(reader, link)
    qtbot.mousePress(reader.viewport(), Qt.MouseButton.RightButton, pos=spot)
    assert reader.pointed >= link.start
    command(window, "openCitation")
    assert window.reading.document.id == ids(window)[0]
    reader.jump(None)
    command(window, "openCitation")
    assert "没有提到" in window.statusBar().currentMessage()


def test_the_panel_leads_both_ways(window: MainWindow, qtbot: QtBot) -> None:
    command(window, "showCitations")
    tree = named(window, QTreeWidget, "citationList")
    qtbot.waitUntil(tree.isVisible)
    cites = tree.topLevelItem(0)
    assert cites.text(0).startswith("本文引用")
    place = cites.child(0).child(0)
    assert "56 号" in place.toolTip(0)
    window.reader.verticalScrollBar().setValue(3000)
    tree.itemClicked.emit(place, 0)
    assert first_link(window).start <= window.reader.top_position() + 2000
    assert window.reader.verticalScrollBar().value() < 3000
    tree.setCurrentItem(place)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert window.reading.document.id == ids(window)[0]
    qtbot.waitUntil(lambda: tree.topLevelItem(0).text(0).startswith("引用本文"))
    back = tree.topLevelItem(0).child(0)
    assert "运城市" in back.text(0)
    tree.itemDoubleClicked.emit(back.child(0), 0)
    assert window.reading.document.id == ids(window)[3]
    node = first_link(window).citation.node if window.parts.citing.links.layer.links else ""
    qtbot.waitUntil(lambda: window.parts.citing._coming is None)
    assert window.reader.place.node.id == (node or first_link(window).citation.node)


def test_the_panel_has_a_menu_and_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.parts.citing.panel
    command(window, "showCitations")
    tree = panel.tree
    qtbot.waitUntil(tree.isVisible)
    place = tree.topLevelItem(0).child(0).child(0)
    tree.customContextMenuRequested.emit(tree.visualItemRect(place).center())
    menu = next(each for each in panel.children() if each.metaObject().className() == "QMenu")
    assert [action.text() for action in menu.actions()] == ["到原处", "打开文件"]
    menu.actions()[1].trigger()
    menu.close()
    assert window.reading.document.id == ids(window)[0]
    window.reading.open(ids(window)[4])
    qtbot.waitUntil(panel.empty.button.isVisible)
    assert "没有提到" in panel.empty.sentence.text()
    window.use_theme("dark")
    assert not window.grab().isNull()
    window.use_theme("light")
    window.reading.close()
    qtbot.waitUntil(lambda: "打开一份文件" in panel.empty.sentence.text())


def test_a_removed_document_is_no_link_any_more(window: MainWindow, qtbot: QtBot) -> None:
    documents.remove(window._store, documents=[ids(window)[0]])
    window.tasks.libraryChanged.emit()
    qtbot.waitUntil(lambda: not window.parts.citing.links.layer.links)


def test_links_are_there_beside_each_other_too(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(window, "splitReader")
    qtbot.waitUntil(window.commands["nextPair"].isEnabled, timeout=20_000)
    side = window.parts.comparing.desk.sides["right"]
    qtbot.waitUntil(lambda: bool(side.links.layer.links))
    link = next(each for each in side.links.layer.links if each.citation.cited == ids(window)[0])
    spot = point_of(side.reader, link)
    control, left = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
    qtbot.mouseClick(side.reader.viewport(), left, control, spot)
    assert window.reader.isVisible()
    assert window.reading.document.id == ids(window)[0]
