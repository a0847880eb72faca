"""The comments of a returned report from the command line."""

from pathlib import Path

from desktop.actions import documents, marks
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import MarkQuery
from desktop.model import Kind
from desktop.store import Store
from tests.called import Run, complaint, value
from tests.exchange.returned.sent import Sent


def test_comments_are_taken_in_and_told(ceyue: Run, library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        document = documents.list_documents(store)[0]
        outline = documents.load_outline(store, document=document.id)
        node = next(node for node in outline.walk() if node.kind is Kind.MEASURE)
        own = marks.add(store, author="王明", pieces=[(node.id, 0, 4)], note="自己的")
        path = tmp_path / "报告.docx"
        request = Request("review", Selection(documents=(document.id,)))
        making.write(store, request=request, target=path)
    sent = Sent(path)
    words = node.text[6:12]
    sent.comment(sent.words(words, node.id), "请补充\n数据")
    sent.save(path)

    told = value(ceyue("comments", "import", path, "--json"))
    assert list(told) == ["added", "updated", "known", "unplaced"]
    (added,) = told["added"]
    created = added.pop("created")
    assert created.startswith("2026-03-0")
    assert added.pop("id").startswith("urn:uuid:")
    assert added == {
        "document": document.id,
        "node": node.id,
        "quote": words,
        "note": "请补充\n数据",
        "author": "李处",
        "message": "",
    }
    assert [each["id"] for each in told["known"]] == [f"urn:uuid:{own.id}"]
    assert told["updated"] == told["unplaced"] == []

    ran = ceyue("comments", "import", path)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "批注 2 条：已有 2 条。" in ran.stdout.decode()
    with Store.open(library) as store:
        assert len(marks.listed(store, query=MarkQuery())) == 2


def test_what_is_printed_of_new_comments(ceyue: Run, library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        document = documents.list_documents(store)[0]
        outline = documents.load_outline(store, document=document.id)
        node = next(node for node in outline.walk() if node.kind is Kind.MEASURE)
        path = tmp_path / "报告.docx"
        request = Request("review", Selection(documents=(document.id,)))
        making.write(store, request=request, target=path)
    sent = Sent(path)
    sent.comment(sent.words(node.label, node.id), "整条\n重写")
    sent.save(path)
    ran = ceyue("comments", "import", path)
    assert ran.returncode == 0
    last = ran.stdout.decode().splitlines()[-1]
    assert last == f"新增  李处  {node.label} {node.title}：整条 重写（放在整条上）"


def test_files_that_are_none(ceyue: Run, library: Path, tmp_path: Path) -> None:
    del library
    assert "没有.docx" in complaint(ceyue("comments", "import", tmp_path / "没有.docx"))
    (tmp_path / "空.docx").write_bytes(b"")
    assert "空文件" in complaint(ceyue("comments", "import", tmp_path / "空.docx"))
    assert ceyue("comments", "import").returncode == 2
