"""A superior's way with a report, and the window that takes the comments back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from desktop.actions import documents, ledger, marks, returned
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import MarkQuery
from desktop.model import Kind, Node
from desktop.settings import AUTHOR
from desktop.store import Store
from desktop.views.dialogs import Message
from desktop.views.returned_dialog import ReturnedDialog
from desktop.views.returned_model import CAME_ROLE
from desktop.views.returning import ReturnedFile
from tests.exchange.returned.sent import Sent
from tests.journeys import command, drop, named, policy

WAIT = 20_000


@pytest.fixture
def measures(library: Path) -> list[Node]:
    with Store.open(library) as store:
        first = documents.list_documents(store)[0].id
        outline = documents.load_outline(store, document=first)
    return [node for node in outline.walk() if node.kind is Kind.MEASURE]


@pytest.fixture
def report(library: Path, tmp_path: Path, measures: list[Node]) -> Path:
    """A review that came back with three comments, and one of one's own."""
    path = tmp_path / "审阅报告（已批）.docx"
    with Store.open(library) as store:
        first = documents.list_documents(store)[0].id
        marks.add(store, author="王明", pieces=[(measures[1].id, 0, 4)], note="自己的")
        making.write(store, request=Request("review", Selection(documents=(first,))), target=path)
    sent = Sent(path)
    for number, words in ((30, "请写明时限。"), (4, "同意。"), (7, "由哪家牵头？")):
        node = measures[number]
        sent.comment(sent.words(node.text[2:9], node.id), words, author="李副厅长")
    sent.save(path)
    return path


@pytest.fixture
def opened(library: Path, open_window: Callable):
    del library
    made = open_window()
    made.settings.set(AUTHOR, "王明")
    made.window.complete()
    return made


def dialog_of(opened, qtbot: QtBot, *, ready: bool = True) -> ReturnedDialog:
    def shown() -> bool:
        dialog = opened.window.findChild(ReturnedDialog, "returnedDialog")
        return dialog is not None and (not ready or dialog.model.rowCount() > 0)

    qtbot.waitUntil(shown, timeout=WAIT)
    return named(opened.window, ReturnedDialog, "returnedDialog")


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def line(dialog: ReturnedDialog, said: str) -> int:
    model = dialog.model
    rows = range(model.rowCount())
    return next(row for row in rows if model.index(row, 0).data(CAME_ROLE).said == said)


def listed(library: Path) -> list[str]:
    with Store.open(library) as store:
        return sorted(each.note for each in marks.listed(store, query=MarkQuery()))


def test_comments_are_looked_through_taken_in_and_undone(
    opened, qtbot: QtBot, report: Path, library: Path, measures: list[Node], monkeypatch
) -> None:
    monkeypatch.setattr(ReturnedFile, "ask", classmethod(lambda *_: report))
    command(opened.window, "importComments")
    dialog = dialog_of(opened, qtbot)
    view = named(dialog, QTreeView, "returnedList")
    heading = named(dialog, QLabel, "returnedHeading")
    assert "批注 4 条：新增 3 条，已有 1 条" in heading.text()
    assert view.isRowHidden(line(dialog, "自己的"), view.rootIndex())
    named(dialog, QCheckBox, "returnedAll").click()
    assert not view.isRowHidden(line(dialog, "自己的"), view.rootIndex())
    assert dialog.go.text() == "导入 3 条"

    # A click brings the words into view, and the whole comment below.
    index = dialog.model.index(line(dialog, "请写明时限。"), 4)
    where = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    detail = named(dialog, QPlainTextEdit, "returnedDetail").toPlainText()
    assert "李副厅长" in detail
    assert measures[30].text[2:9] in detail
    reading = opened.window.reading
    qtbot.waitUntil(lambda: reading.place and reading.place.node.id == measures[30].id)

    # One of them is not wanted.
    row = dialog.model.index(line(dialog, "同意。"), 0)
    box = view.visualRect(row)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 18, box.center().y())
    )
    assert dialog.go.text() == "导入 2 条"
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: "已导入" in heading.text(), timeout=WAIT)
    assert listed(library) == ["由哪家牵头？", "自己的", "请写明时限。"]
    bar = opened.window.statusBar()
    assert "已导入批注回稿" in bar.currentMessage()

    # Now a click leads to the mark itself.
    index = dialog.model.index(line(dialog, "由哪家牵头？"), 4)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    with Store.open(library) as store:
        (mark,) = marks.listed(store, query=MarkQuery(text="由哪家牵头"))
    assert opened.window.parts.marks_shown.chosen == mark.id

    press(qtbot, dialog.other)
    qtbot.waitUntil(lambda: listed(library) == ["自己的"], timeout=WAIT)
    assert "已撤销" in heading.text()
    press(qtbot, dialog.away)
    qtbot.waitUntil(lambda: not opened.window.findChildren(ReturnedDialog))


def test_a_dropped_report_offers_its_comments(
    opened, qtbot: QtBot, report: Path, library: Path, tmp_path: Path
) -> None:
    assert drop(opened.window, [report, policy(tmp_path, 8)])
    dialog = dialog_of(opened, qtbot)

    def count() -> int:
        with Store.open(library) as store:
            return len(documents.list_documents(store))

    qtbot.waitUntil(lambda: count() == 6, timeout=WAIT)
    assert dialog.other.text() == "作为文件导入"
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: len(listed(library)) == 4, timeout=WAIT)


def test_a_dropped_report_can_still_be_a_document(
    opened, qtbot: QtBot, report: Path, library: Path
) -> None:
    drop(opened.window, [report])
    press(qtbot, dialog_of(opened, qtbot).other)

    def count() -> int:
        with Store.open(library) as store:
            return len(documents.list_documents(store))

    qtbot.waitUntil(lambda: count() == 6, timeout=WAIT)


def test_a_file_that_is_none_is_refused_in_a_sentence(
    opened, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 no more")
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", classmethod(lambda _cls, _parent, text: told.append(text)))
    monkeypatch.setattr(ReturnedFile, "ask", classmethod(lambda *_: bad))
    command(opened.window, "importComments")
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert "坏.docx" in told[0]
    qtbot.waitUntil(lambda: not opened.window.findChildren(QDialog))


def test_the_same_report_again_brings_nothing_new(
    opened, qtbot: QtBot, report: Path, library: Path, monkeypatch
) -> None:

    with Store.open(library) as store:
        returned.take_file(store, author="王明", path=report)
    monkeypatch.setattr(ReturnedFile, "ask", classmethod(lambda *_: report))
    command(opened.window, "importComments")
    dialog = dialog_of(opened, qtbot)
    assert not dialog.go.isEnabled()
    view = named(dialog, QTreeView, "returnedList")
    assert not view.isRowHidden(0, view.rootIndex())


def test_the_line_on_what_is_due_waits_for_a_message_to_go(
    library: Path, open_window: Callable, qtbot: QtBot, measures: list[Node]
) -> None:
    with Store.open(library) as store:
        (item,) = ledger.start(store, author="王明", nodes=[measures[0].id])
        ledger.update(store, author="王明", items=[item.id], due="2020-01-01")
    opened = open_window()
    opened.window.complete()
    due, bar = opened.window.parts.work.due, opened.window.statusBar()
    qtbot.waitUntil(due.isVisible, timeout=WAIT)
    bar.showMessage("一句话")
    opened.window.parts.work.reloadRequested.emit()
    qtbot.wait(600)
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=WAIT)
    assert not due.isVisible()
    bar.clearMessage()
    assert due.isVisible()
