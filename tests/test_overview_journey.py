"""A user's way through 概览: how things stand, and from each figure to its list."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import documents, ledger, marks, reading
from desktop.annotations import State
from desktop.store import Store
from desktop.views.dialogs import ImportChoice
from desktop.views.doubts import DoubtPanel
from desktop.views.main_window import MainWindow
from desktop.views.overview_model import COLUMNS
from desktop.views.overview_page import OverviewPage
from tests.journeys import command, named
from tests.rewording import reword

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WHO = "王明"
NUMBERS = {column.name: number for number, column in enumerate(COLUMNS)}
TODAY = date.today()  # noqa: DTZ011 - the window asks for the day of the place it runs at


@pytest.fixture
def worked_on(library: Path) -> list[str]:
    """The ids of the documents; the first has marks, ledger items and ticks."""
    with Store.open(library) as store:
        every = documents.list_documents(store)
        outline = documents.load_outline(store, document=every[0].id)
        nodes = [node for node in outline.walk() if node.kind == "measure"]
        for number, days, state in ((0, -3, State.UNDER_WAY), (1, 2, State.WAITING),
                                    (2, 20, State.WAITING), (3, -9, State.DONE)):  # fmt: skip
            (item,) = ledger.start(store, author=WHO, nodes=[nodes[number].id])
            due = (TODAY + timedelta(days)).isoformat()
            ledger.update(store, author=WHO, items=[item.id], due=due, state=state)
        for note in ("请核", ""):
            marks.add(store, author=WHO, pieces=[(nodes[5].id, 0, 4)], note=note)
        reading.set_read(store, author=WHO, nodes=[node.id for node in nodes[:7]], read=True)
    return [each.id for each in every]


@pytest.fixture
def window(worked_on: list[str], open_window: Callable, qtbot: QtBot) -> MainWindow:
    made = open_window().window
    made.resize(1366, 768)
    qtbot.waitUntil(lambda: bool(made.outline.chosen()))
    return made


def page(window: MainWindow) -> OverviewPage:
    return named(window, OverviewPage, "overviewView")


def opened(window: MainWindow, qtbot: QtBot) -> QTableView:
    command(window, "showOverview")
    table = named(window, QTableView, "overviewTable")
    qtbot.waitUntil(lambda: table.model().rowCount() == 6)
    assert page(window).isVisible()
    return table


def cell(table: QTableView, row: int, name: str) -> QModelIndex:
    return table.model().index(row, NUMBERS[name])


def shown(table: QTableView, row: int, *names: str) -> list[str]:
    return [cell(table, row, name).data() for name in names]


def click(table: QTableView, index: QModelIndex) -> None:
    table.scrollTo(index)
    where = table.visualRect(index).center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), button, none, where)


def go_to(table: QTableView, index: QModelIndex, qtbot: QtBot) -> None:
    """Go to a cell and press Enter."""
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Qt.Key.Key_Return)


def test_how_things_stand_is_seen_at_a_glance(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    names = ("read", "marks", "notes", "lost", "open", "overdue", "week", "month", "done")
    assert shown(table, 1, "measures", *names) == [
        "40", "7/40", "2", "1", "–", "3", "1", "1", "2", "1",
    ]  # fmt: skip
    assert shown(table, 0, *names[1:]) == shown(table, 1, *names[1:])
    assert shown(table, 0, "title") == ["全部文件　5 份"]
    assert int(shown(table, 0, "doubts")[0]) > 0
    assert "晋政办发〔2023〕56号" in cell(table, 1, "title").data(Qt.ItemDataRole.ToolTipRole)
    coming = named(window, QTableWidget, "overviewComing")
    assert [coming.item(row, 0).text() for row in range(coming.rowCount())] == [
        (TODAY + timedelta(days)).isoformat() for days in (2, 20)
    ]
    changes = named(window, QTableWidget, "overviewChanges")
    assert changes.item(0, 2).text() == "标为已阅 7 条"


def test_a_figure_opens_its_items_of_the_ledger(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    click(table, cell(table, 0, "overdue"))
    ledger_page = window.parts.work.ledger
    qtbot.waitUntil(ledger_page.isVisible)
    assert [row.due for row in ledger_page.rows()] == [(TODAY - timedelta(3)).isoformat()]
    assert named(window, QLabel, "ledgerNarrowed").text() == "只列出：逾期的"
    ledger_page.clear.click()
    assert len(ledger_page.rows()) == 4
    assert not named(window, QLabel, "ledgerNarrowed").isVisible()
    go_to(opened(window, qtbot), cell(table, 1, "month"), qtbot)
    assert len(ledger_page.rows()) == 2
    assert named(window, QLabel, "ledgerNarrowed").text().endswith("》30 天内到期的")
    command(window, "showOverview")
    go_to(table, cell(table, 2, "open"), qtbot)  # nothing is there, so nothing opens
    assert page(window).isVisible()


def test_figures_open_text_marks_doubts_and_what_is_unread(
    window: MainWindow, worked_on: list[str], qtbot: QtBot
) -> None:
    table = opened(window, qtbot)
    go_to(table, cell(table, 5, "title"), qtbot)
    assert window.reading.document.id == worked_on[4]
    assert window.reader.isVisible()
    go_to(opened(window, qtbot), cell(table, 1, "notes"), qtbot)
    panel = window.parts.marks
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert window.reading.document.id == worked_on[0]
    assert panel.isVisible()
    go_to(opened(window, qtbot), cell(table, 0, "marks"), qtbot)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert panel.filters.chosen_scope == "library"
    go_to(opened(window, qtbot), cell(table, 0, "doubts"), qtbot)
    assert window.parts.checking.panel.isVisible()
    assert window.reading.document.id == worked_on[1]  # the first with any
    checks, counted = window.parts.checking.panel, shown(table, 2, "doubts")
    second = "复看所见"
    qtbot.waitUntil(lambda: second in " ".join(choices(checks)))
    assert checks.kind.currentText() == f"拆分疑点　{counted[0]}"
    assert checks.list.count() == int(counted[0])
    assert f"拆分疑点还有 {counted[0]} 处，{second}还有 " in checks.progress.toolTip()
    go_to(opened(window, qtbot), cell(table, 1, "read"), qtbot)
    assert window.reading.document.id == worked_on[0]
    qtbot.waitUntil(lambda: "未阅" in told(window))


def choices(panel: DoubtPanel) -> list[str]:
    return [panel.kind.itemText(row) for row in range(panel.kind.count())]


def told(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.outline.findChildren(QLabel))


def test_marks_that_lost_their_place_are_listed(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    with Store.open(library) as store:
        document = documents.list_documents(store)[3]
        measure = next(node for node in documents.load_outline(store, document=document.id).walk()
                       if node.kind == "measure")  # fmt: skip
        marks.add(store, author=WHO, pieces=[(measure.id, 6, 12)], note="会丢")
        text = measure.text[:3] + measure.text[-3:]
        reword(store, document.id, measure, text, author=WHO)
    window = open_window().window
    table = opened(window, qtbot)
    assert shown(table, 4, "lost") == ["1"]
    go_to(table, cell(table, 0, "lost"), qtbot)
    panel = window.parts.marks
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert panel.filters.chosen_scope == "lost"


def test_the_row_chosen_says_whose_deadlines_and_steps_are_listed(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = opened(window, qtbot)
    coming = named(window, QTableWidget, "overviewComing")
    table.setCurrentIndex(cell(table, 2, "marks"))
    qtbot.waitUntil(lambda: coming.rowCount() == 0)
    assert not coming.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: coming.rowCount() == 2)
    coming.setCurrentCell(0, 0)
    coming.itemActivated.emit(coming.item(0, 0))
    assert window.reader.isVisible()
    qtbot.waitUntil(lambda: window.reading.place is not None)
    assert window.reading.place.row.label == "2."


def test_what_changes_is_seen_at_once_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    command(window, "undo")
    qtbot.waitUntil(lambda: shown(table, 1, "read") == ["0/40"])
    changes = named(window, QTableWidget, "overviewChanges")
    assert changes.item(1, 2).text() == "标为已阅 7 条（已撤销）"
    command(window, "redo")
    qtbot.waitUntil(lambda: shown(table, 1, "read") == ["7/40"])
    window.use_theme("dark")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert window.reader.isVisible()


def test_documents_are_sorted_and_all_stay_on_top(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(window, qtbot)
    click(table, cell(table, 2, "title"))
    assert page(window).isVisible()  # a document is chosen first
    chosen = cell(table, 2, "title").data()
    table.sortByColumn(NUMBERS["measures"], Qt.SortOrder.DescendingOrder)
    assert table.currentIndex().siblingAtColumn(0).data() == chosen
    counts = [int(shown(table, row, "measures")[0]) for row in range(1, 6)]
    assert counts == sorted(counts, reverse=True)
    assert shown(table, 0, "title") == ["全部文件　5 份"]
    where = table.visualRect(cell(table, 1, "measures")).center()
    QTest.mouseMove(table.viewport(), where)
    qtbot.waitUntil(lambda: table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QTest.mouseMove(table.viewport(), where + QPoint(0, -44))
    qtbot.waitUntil(lambda: table.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor)
    title = cell(table, 1, "title")
    where, button, none = (
        table.visualRect(title).center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    click(table, title)
    QTest.mouseDClick(table.viewport(), button, none, where)
    qtbot.waitUntil(window.reader.isVisible)
    assert window.reading.document.title == title.data()


def test_an_empty_library_says_what_to_do(
    home: Path, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(seeds=[]).window
    command(window, "showOverview")
    start = named(window, QPushButton, "overviewStart")
    qtbot.waitUntil(start.isVisible)
    assert not named(window, QWidget, "overviewTable").isVisible()
    asked: list[str] = []
    monkeypatch.setattr(ImportChoice, "ask", lambda _, folder: asked.append(folder) or [])
    start.click()
    assert len(asked) == 1
