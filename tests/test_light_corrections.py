"""A correction in the window reads and asks for what it concerns, and no frame lacks its marks."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.crowd import put_marks
from desktop.actions import correcting, documents, marks, reading, restructuring
from desktop.model import Kind, Node
from desktop.views.main_window import MainWindow
from desktop.views.marks_shown import MANY
from desktop.views.outline import path_to
from desktop.views.outline_model import MARKS_ROLE
from tests.conftest import Opened
from tests.correcting_journeys import document, labelled, nodes
from tests.journeys import command

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MARKED = MANY + 200
WHO = "张三"


@pytest.fixture
def opened(library: Path, open_window: Callable[..., Opened]) -> Opened:
    del library
    made = open_window()
    assert made.window.reading.document is not None
    return made


def settle(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=50_000)
    qtbot.wait(300)
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=50_000)


def correct(window: MainWindow, words: str = "改过的字，") -> Node:
    """Put words in front of a measure."""
    node = labelled(window, "3.")
    deed = correcting.rewording(node, words="text", text=f"{words}{node.text}")
    assert deed is not None
    window.parts.correcting.correct(document(window), [deed])
    return node


@contextmanager
def asked(opened: Opened) -> Iterator[list[str]]:
    """Collect what the window asks the library meanwhile, on its own thread."""
    found: list[str] = []
    opened.store._connection.set_trace_callback(found.append)
    yield found
    opened.store._connection.set_trace_callback(None)


def test_only_the_corrected_document_is_asked_for_its_badges(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, share, told = opened.window, reading.share, []

    def sharing(store: object, *, document: str) -> object:
        told.append(document)
        return share(store, document=document)  # type: ignore[arg-type]

    settle(opened, qtbot)
    window.grab()
    monkeypatch.setattr(reading, "share", sharing)
    every = {each.id for each in documents.list_documents(opened.store)}
    correct(window)
    window.grab()
    assert told == [document(window)]
    for name in ("undo", "redo", "undo"):
        told.clear()
        command(window, name)
        window.grab()
        assert (name, told) == (name, [document(window)])
    told.clear()
    window.parts.work.reloadRequested.emit()
    window.grab()
    assert set(told) == every


def test_a_correction_reads_no_tree_again(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    correct(window)  # from the first one on, the printed tree is kept
    settle(opened, qtbot)

    def reads(statements: list[str]) -> int:
        return sum("units_text" in each and each.startswith("SELECT") for each in statements)

    with asked(opened) as statements:
        correct(window)
        command(window, "undo")
        command(window, "redo")
    assert statements
    assert reads(statements) == 0
    with opened.store.transaction(), asked(opened) as statements:
        opened.store._connection.execute("UPDATE nodes SET text = text WHERE position = 0")
        documents.load_outline(opened.store, document=document(window))
    assert reads(statements) == 1


def test_marks_in_view_are_there_in_the_frame_of_a_correction(opened: Opened, qtbot: QtBot) -> None:
    window, id_ = opened.window, document(opened.window)
    with opened.store.step("批注很多", author=WHO):
        put_marks(opened.store, random.Random(3), id_, MARKED)  # noqa: S311 - always the same
    window.parts.work.reloadRequested.emit()
    reader = window.reader

    def all_shown() -> bool:
        return len(reader.marks_in_order()) == MARKED

    qtbot.waitUntil(all_shown, timeout=50_000)
    measures = [node for node in nodes(window) if node.kind is Kind.MEASURE]
    window.navigation.go(measures[len(measures) // 2].id)
    for change in (lambda: correct(window), lambda: command(window, "undo")):
        change()
        seen = [place.node.id for place in reader.places_seen()]
        wanted = {mark.id for mark in marks.on_nodes(opened.store, nodes=seen)}
        assert wanted
        assert {mark.id for mark in reader.marks_in_order()} == wanted
        qtbot.waitUntil(all_shown, timeout=50_000)


def test_numbers_of_marks_in_the_tree_follow_a_moved_measure(opened: Opened, qtbot: QtBot) -> None:
    window, page = opened.window, opened.window.reader.page
    assert page is not None
    chapters = [each.id for each in nodes(window) if each.kind is Kind.CHAPTER][:2]
    node = next(each for each in nodes(window) if each.kind is Kind.MEASURE)
    marks.add(opened.store, author=WHO, pieces=[(node.id, 0, 4)])
    window.parts.work.reloadRequested.emit()

    def numbers() -> list[int]:
        model = window.outline.model
        paths = (path_to(opened.store, document=document(window), node=id_) for id_ in chapters)
        return [model.index_of(path).data(MARKS_ROLE) for path in paths]

    assert numbers() == [1, 0]
    deed = restructuring.moving(page.outline, node=node.id, parent=chapters[1], before="")
    assert deed is not None
    window.parts.correcting.correct(document(window), [deed])
    qtbot.waitUntil(lambda: numbers() == [0, 1])
    command(window, "undo")
    qtbot.waitUntil(lambda: numbers() == [1, 0])
