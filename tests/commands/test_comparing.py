"""Comparing from the command line."""

from pathlib import Path

from desktop import paths
from desktop.actions import documents
from desktop.store import Store
from tests.called import Run, complaint, value

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
