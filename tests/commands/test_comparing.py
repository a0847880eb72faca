"""Comparing from the command line."""

from pathlib import Path

from openpyxl import load_workbook

from desktop import paths
from desktop.actions import documents
from desktop.store import Store
from tests.called import Run, complaint, value
from tests.reports import reading

MEASURE = ["node", "label", "ordinal", "title"]


def test_compare_prints_the_contracts_json(ceyue: Run, library: Path) -> None:
    found = value(ceyue("compare", "晋政办发(2023)56号", "运城市推动经济", "--json"))
    assert list(found) == ["a", "b", "pairs", "only_a", "only_b"]
    with Store.open(library) as store:
        ids = {document.source: document.id for document in documents.list_documents(store)}
        nodes = {
            side: [
                node.id
                for node in documents.load_outline(store, document=found[side]).walk()
                if node.kind == "measure"
            ]
            for side in ("a", "b")
        }
    assert (found["a"], found["b"]) == (ids[paths.seeds()[0].name], ids[paths.seeds()[3].name])
    for pair in found["pairs"]:
        assert list(pair) == ["a", "b", "relation", "score"]
        assert list(pair["a"]) == list(pair["b"]) == MEASURE
        assert pair["relation"] in {"same", "adapted", "related"}
        assert 0 <= pair["score"] <= 1
    for side in ("a", "b"):
        paired = {pair[side]["node"] for pair in found["pairs"]}
        alone = [measure["node"] for measure in found[f"only_{side}"]]
        assert all(list(measure) == MEASURE for measure in found[f"only_{side}"])
        assert not paired & set(alone)
        assert paired | set(alone) == set(nodes[side])
        assert alone == [node for node in nodes[side] if node in set(alone)]
    order = [nodes["a"].index(pair["a"]["node"]) for pair in found["pairs"]]
    assert order == sorted(order)
    same = [pair["a"]["ordinal"] for pair in found["pairs"] if pair["relation"] == "same"]
    assert same == [25, 27, 28, 29]


def test_compare_speaks_plainly(ceyue: Run, library: Path) -> None:
    assert library.exists()
    lines = ceyue("compare", "晋政办发〔2023〕56号", "运城市推动").stdout.decode().splitlines()
    assert "相同  1.00  28. 狠抓重点人群就业帮扶  ←→  49. 狠抓重点人群就业帮扶" in lines
    assert any("条没有对应：" in line for line in lines)


def test_compare_refuses_what_is_not_there(ceyue: Run, library: Path) -> None:
    assert library.exists()
    assert "库中没有“没有的文件”" in complaint(ceyue("compare", "没有的文件", "运城市推动"))
    assert "对应多份文件" in complaint(ceyue("compare", "运城市推动", "山西省", "--json"))
    assert ceyue("compare", "运城市推动").returncode == 2


def test_a_report_of_two_documents(ceyue: Run, library: Path, tmp_path: Path) -> None:
    assert library.exists()
    sides = ("晋政办发〔2023〕56号", "运政办发〔2023〕31号")
    target = tmp_path / "对照.docx"
    ran = ceyue("report", "comparison", *sides, "-o", target, "--title", "落实情况对照")
    assert ran.stdout.decode() == f"已把对照表导出到“{target}”。\n"
    words = reading.everything(target)
    assert "落实情况对照" in words
    assert "5500万千瓦" in words
    book = tmp_path / "对照.xlsx"
    found = value(ceyue("report", "comparison", *sides, "-o", book, "--json"))
    assert found == {"path": str(book), "comments": 0}
    assert load_workbook(book).sheetnames == ["对应情况", "逐条对照", "没有对应"]
    assert (
        "对措施的对照表导出到" in ceyue("report", "comparison", *sides, "-o", book).stdout.decode()
    )
    assert "不是 Word 文件的名称" in complaint(
        ceyue("report", "comparison", *sides, "-o", tmp_path / "a.pdf")
    )
    assert ceyue("report", "comparison", sides[0], "-o", target).returncode == 2
