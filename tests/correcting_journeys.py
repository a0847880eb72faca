"""What the tests of correcting in the real window do again and again."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTreeView
from pytestqt.qtbot import QtBot

from desktop.model import Node
from desktop.views.main_window import MainWindow
from desktop.views.outline import path_to
from desktop.views.word_editor import WordEditor
from tests.journeys import command, named

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LEFT, MOVE = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction


def document(window: MainWindow) -> str:
    assert window.reading.document is not None
    return window.reading.document.id


def nodes(window: MainWindow) -> list[Node]:
    assert window.reader.page is not None
    return list(window.reader.page.outline.walk())


def labelled(window: MainWindow, label: str) -> Node:
    return next(node for node in nodes(window) if node.label == label)


def go(window: MainWindow, label: str) -> Node:
    found = labelled(window, label)
    window.navigation.go(found.id)
    return found


def press(window: MainWindow, qtbot: QtBot, node: Node, offset: int) -> None:
    """Click before a character of a node that is in view."""
    page, reader = window.reader.page, window.reader
    assert page is not None
    place = page.place(node.id)
    assert place is not None
    cursor = reader.textCursor()
    cursor.setPosition(page.position(place, offset))
    spot = reader.cursorRect(cursor).center() + QPoint(1, 0)
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def edited(window: MainWindow, qtbot: QtBot, old: str, new: str) -> None:
    """Put words of the node that is stood at right, with the keyboard."""
    command(window, "editWords")
    editor = named(window, WordEditor, "wordEditor")
    assert editor.isVisible()
    text = named(window, QPlainTextEdit, "editorText")
    cursor = text.document().find(old)
    assert not cursor.isNull()
    cursor.insertText(new)
    qtbot.keyClick(text, Qt.Key.Key_Return, CONTROL)
    assert not editor.isVisible()


def index_of(window: MainWindow, node: str) -> QModelIndex:
    """Return the tree's row of a node of the open document, scrolled into view."""
    found = path_to(window._store, document=document(window), node=node)
    index = window.outline.model.index_of(found)
    window.outline.view.expandAll()
    window.outline.view.scrollTo(index)
    return index


class Dragged:
    """A row of the tree picked up with the mouse, as the view itself does it.

    Without a display Qt gives a drag up at once; so what the view packs for it is held, and carried
    on as the window system would.

    Attributes:
        begun: whether the view lets the row be dragged.
    """

    def __init__(self, window: MainWindow, node: str) -> None:
        self.window, self.view = window, window.outline.view
        place = self.view.visualRect(index_of(window, node)).center()
        port = self.view.viewport()
        QTest.mousePress(port, LEFT, NONE, place)
        QTest.mouseMove(port, place + QPoint(0, 2))
        self.begun = self.view.state() is QTreeView.State.DraggingState
        rows = self.view.selectionModel().selectedIndexes()
        self.packed = self.view.model().mimeData(rows)
        QTest.mouseMove(port, place + QPoint(0, 24))
        QTest.mouseRelease(port, LEFT, NONE, place + QPoint(0, 24))

    def drop(self, node: str, *, at: float) -> bool:
        """Drop it on a row, 0 its upper edge, 1 its lower; return whether it may be put there."""
        assert self.begun
        data = self.packed
        area = self.view.visualRect(index_of(self.window, node))
        spot = QPoint(area.center().x(), area.top() + round(at * (area.height() - 1)))
        port = self.view.viewport()
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(spot, MOVE, data, LEFT, NONE)
            QApplication.sendEvent(port, event)
        if event.isAccepted():
            QApplication.sendEvent(port, QDropEvent(spot.toPointF(), MOVE, data, LEFT, NONE))
        return event.isAccepted()
