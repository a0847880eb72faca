"""The ledger from the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from desktop.actions import documents, ledger
from desktop.annotations import State
from desktop.model import Document, Node
from desktop.store import Store
from tests.called import Run, complaint


def with_units(store: Store, document: Document) -> list[Node]:
    """The measures that name who is responsible."""
    outline = documents.load_outline(store, document=document.id)
    return [node for node in outline.walk() if node.units]


def test_the_ledger_becomes_a_workbook(ceyue: Run, library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        document, nodes = next(
            (document, nodes)
            for document in documents.list_documents(store)
            if (nodes := with_units(store, document)[:3])
        )
        items = ledger.start(store, author="王五", nodes=[node.id for node in nodes])
        late = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
        ledger.update(
            store,
            author="王五",
            items=[items[0].id],
            state=State.UNDER_WAY,
            due=late,
            remark="=1+1",
        )
    target = tmp_path / "台账.xlsx"
    ran = ceyue("ledger", "-o", target)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert f"3 条台账导出到“{target}”" in ran.stdout.decode()
    sheet = load_workbook(target)["督办台账"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 3
    (row,) = [row for row in rows if row[7] == "在办"]
    assert row[1:4] == [document.title, document.doc_number, nodes[0].label]
    assert row[5] == nodes[0].units[0]
    assert row[8].date().isoformat() == late
    assert row[9] == "● 逾期"
    assert row[11] == "=1+1"


def test_the_ledger_needs_a_workbooks_name(ceyue: Run, library: Path, tmp_path: Path) -> None:
    assert "台账.doc" in complaint(ceyue("ledger", "-o", tmp_path / "台账.doc"))
    assert "没有写成" in complaint(ceyue("ledger", "-o", tmp_path / "没有" / "台账.xlsx"))
    assert ceyue("ledger").returncode == 2
    assert not (tmp_path / "台账.doc").exists()
