"""What is corrected is changed on the page that is open; what one reads stays where it was."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.actions import correcting
from desktop.model import Node
from desktop.views.compose import compose
from desktop.views.main_window import MainWindow
from tests.journeys import command
from tests.set_pages import assert_alike

LEVEL = 90  # pixels below the upper edge


def labelled(window: MainWindow, label: str) -> Node:
    assert window.reader.page is not None
    return next(node for node in window.reader.page.outline.walk() if node.label == label)


def stand(window: MainWindow, label: str) -> Node:
    """Read a node, in the middle of the page."""
    node = labelled(window, label)
    place = window.reader.page.place(node.id) if window.reader.page else None
    assert place is not None
    window.reader.jump_level(place, LEVEL)
    return node


def assert_there(window: MainWindow, node: Node, after: str) -> None:
    """Check where one stands, and that the page is as it would be set from scratch."""
    reader, document = window.reader, window.reading.document
    assert reader.page is not None
    assert reader.place is not None
    assert document is not None
    assert (after, reader.place.node.id, reader.extent(reader.place)[0]) == (after, node.id, LEVEL)
    assert_alike(
        reader.page, compose(reader.page.outline, name=document.title, type_=reader.typography)
    )


def test_a_corrected_page_is_one_set_from_scratch(library: Path, open_window: Callable) -> None:
    del library
    window: MainWindow = open_window().window
    text = window.reader.document()
    node = stand(window, "3.")
    assert window.reading.document is not None
    deed = correcting.rewording(node, words="text", text=f"改过的很长的几个字，{node.text}")
    assert deed is not None
    window.parts.correcting.correct(window.reading.document.id, [deed])
    assert_there(window, node, "edit")
    for name in ("moveUp", "raiseLevel", "undo", "undo", "joinNext", "undo", "redo", "undo"):
        command(window, name)
        assert_there(window, node, name)
    chapter = stand(window, "二、")
    for name in ("moveDown", "moveUp", "undo", "undo", "undo"):
        command(window, name)
        assert_there(window, chapter, name)
    assert labelled(window, "3.") == node
    assert window.reader.document() is text


def test_the_editor_is_as_wide_as_the_page_when_the_window_changes(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    del library
    window: MainWindow = open_window().window
    stand(window, "3.")
    command(window, "editWords")
    editor, page = window.parts.correcting.editor, window.reader.viewport()
    editor.text.setPlainText("正在写的字")

    def fits() -> bool:
        left, right = editor.x(), page.width() - editor.geometry().right() - 1
        place = window.reader.place
        assert place is not None
        first = window.reader.extent(place)[0]
        over = editor.y() < first < editor.geometry().bottom()
        return left == right > 0 and over and page.rect().contains(editor.geometry())

    assert fits()
    before = editor.width()
    for width in (760, 1500, 900):
        window.resize(width, 700)
        qtbot.waitUntil(fits)
    assert editor.width() < before
    command(window, "zoomIn")
    assert fits()
    assert editor.text.toPlainText() == "正在写的字"
    assert editor.text.font() == window.reader.typography.body.font()
