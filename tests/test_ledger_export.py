"""The ledger's workbook has what its page shows, or all, as the user chooses."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop.actions import documents, ledger, reports
from desktop.store import Store
from desktop.views.ledger_dialogs import LedgerExtent, LedgerFile
from tests.journeys import command

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MEASURES = 5


@pytest.fixture
def listed(library: Path) -> list[str]:
    """The measures that are on the ledger, in the library's order."""
    with Store.open(library) as store:
        document = documents.list_documents(store)[0]
        outline = documents.load_outline(store, document=document.id)
        measures = [node for node in outline.walk() if node.kind == "measure"][:MEASURES]
        ledger.start(store, author="王明", nodes=[node.id for node in measures])
    return [node.label for node in measures]


def labels(path: Path) -> list[str]:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (head,) = (number for number, row in enumerate(cells) if "条目" in row)
    column = cells[head].index("条目")
    return [row[column] for row in cells[head + 1 :] if row[column]]


def test_the_workbook_has_what_the_page_shows(
    listed: list[str], open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[object] = []
    answers: list[bool | None] = [True, False, None, True]
    files = [tmp_path / f"{number}.xlsx" for number in range(4)]
    targets = list(files)

    def extent(*_: object, shown: int, every: int) -> bool | None:
        asked.append((shown, every))
        return answers.pop(0)

    def file(*_: object, count: int) -> Path:
        asked.append(count)
        return targets.pop(0)

    monkeypatch.setattr(LedgerExtent, "ask", extent)
    monkeypatch.setattr(LedgerFile, "ask", file)
    window = open_window().window

    def export() -> None:
        command(window, "exportLedger")

    export()
    qtbot.waitUntil(files[0].exists)
    assert labels(files[0]) == listed
    command(window, "showLedger")
    page = window.parts.work.ledger
    page.table.sortByColumn(1, page.table.horizontalHeader().sortIndicatorOrder().DescendingOrder)
    page.filters.fields["label"].setText(".")
    page.filters.fields["title"].setText(page.rows()[1].title[:6])
    wanted = [row.label for row in page.rows()]
    assert 0 < len(wanted) < MEASURES
    export()
    qtbot.waitUntil(files[1].exists)
    assert labels(files[1]) == wanted
    export()
    qtbot.waitUntil(files[2].exists)
    assert labels(files[2]) == listed
    export()
    page.clear.click()
    page.group.setCurrentIndex(page.group.findData("document"))
    page.group.activated.emit(page.group.currentIndex())
    page.model.toggle(0)
    assert not page.model.as_it_is
    export()
    qtbot.waitUntil(files[3].exists)
    assert labels(files[3]) == listed[::-1]
    some, every = len(wanted), MEASURES
    assert asked == [5, (some, every), some, (some, every), every, (some, every), (5, 5), 5]


def test_how_many_is_said_and_the_whole_ledger_can_be_chosen(
    listed: list[str], open_window: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().window
    dialogs: list[LedgerExtent] = []

    def accept(dialog: LedgerExtent) -> int:
        dialogs.append(dialog)
        if len(dialogs) > 1:
            dialog.every.click()
        return int(len(dialogs) < 3)

    monkeypatch.setattr(LedgerExtent, "exec", accept)
    answers = [LedgerExtent.ask(window, shown=2, every=5) for _ in range(3)]
    assert answers == [True, False, None]
    assert "2 条" in dialogs[0].shown.text()
    assert "5 条" in dialogs[0].every.text()


def test_items_that_are_gone_are_left_out(listed: list[str], store: Store, tmp_path: Path) -> None:
    today = store.clock().date()
    rows = ledger.listed(store, query=ledger.LedgerQuery(), today=today)
    wanted = [rows[2].id, "gone", rows[0].id]
    target = tmp_path / "a.xlsx"
    assert reports.write_ledger(store, target=target, items=wanted) == 2
    assert labels(target) == [listed[2], listed[0]]
