"""Ledger and review packages from the command line."""

import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from desktop import paths
from desktop.actions import documents, history, ledger, marks
from desktop.annotations import State
from desktop.model import Document, Node
from desktop.settings import AUTHOR, Settings
from desktop.store import Store
from tests.called import Run, complaint, value
from tests.exchange.made import package


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


def test_a_review_goes_from_one_library_into_another(
    ceyue: Run, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(library, other)
    with Store.open(library) as store:
        (first, *_) = documents.list_documents(store)
        mark = marks.annotate_document(store, author="王五", document=first.id, note="整份")
    target = tmp_path / "批注.zip"
    ran = ceyue("review", "export", "-o", target)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert f"1 条批注和台账导出到“{target}”" in ran.stdout.decode()
    imported = value(ceyue("--library", other, "review", "import", target, "--json"))
    assert imported == {
        "added": [{"kind": "mark", "id": f"urn:uuid:{mark.id}", "message": ""}],
        "skipped": [],
        "differing": [],
        "refused": [],
        "orphaned": [],
        "waiting": [],
    }
    again = ceyue("review", "import", target, "--library", other).stdout.decode()
    assert again.startswith("新增 0 条，已有 1 条")
    with Store.open(other) as store:
        marks.set_note(store, author="赵六", mark=mark.id, note="改了")
    assert (
        "未改  mark  urn:uuid:"
        in ceyue("--library", other, "review", "import", target).stdout.decode()
    )
    with Store.open(tmp_path / "empty.db"):
        pass
    ran = ceyue("--library", tmp_path / "empty.db", "review", "import", target)
    assert "等候文件 1 条" in ran.stdout.decode()


def test_the_author_of_what_says_none_is_the_user(
    ceyue: Run, library: Path, home: Path, tmp_path: Path
) -> None:
    settings = Settings.load(paths.settings_file())
    settings.set(AUTHOR, "赵六")
    settings.save()
    with Store.open(library) as store:
        number = documents.list_documents(store)[0].doc_number
    entry = {"id": f"urn:uuid:{uuid.UUID(int=1)}", "target": {"source": {"doc_number": number}}}
    path = package(tmp_path / "包.zip", {"annotations.json": [entry]})
    assert ceyue("review", "import", path).returncode == 0
    with Store.open(library) as store:
        assert marks.get(store, mark=str(uuid.UUID(int=1))).author == "赵六"
        assert history.entries(store, limit=1)[0].author == "赵六"


def test_what_is_no_package_is_named(ceyue: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("信")
    assert "信.txt" in complaint(ceyue("review", "import", tmp_path / "信.txt"))
    assert "没有.zip" in complaint(ceyue("review", "import", tmp_path / "没有.zip"))
    assert "没有写成" in complaint(ceyue("review", "export", "-o", tmp_path / "没有" / "包.zip"))
    assert ceyue("review").returncode == 2
    assert ceyue("review", "export").returncode == 2
