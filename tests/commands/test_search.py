"""The command `search` to its contract."""

from pathlib import Path

import pytest

from desktop.actions import marks
from desktop.store import Store
from tests.called import Run, value

KEYS = ["document", "doc_number", "node", "kind", "label", "title", "path", "snippet"]


def test_search_prints_the_contracts_json(ceyue: Run, library: Path) -> None:
    with Store.open(library) as store:
        documents = {document.id: document for document in store.documents.all()}
        (node,) = [each.id for each in store.outlines.get(1).walk() if each.label == "6."][:1]
        marks.annotate_node(store, author="甲", node=node, note="与 500 千伏规划核对")
    printed = value(ceyue("search", "500 千伏", "--json"))
    assert list(printed) == ["query", "total", "hits"]
    assert printed["query"] == "500 千伏"
    assert printed["total"] == len(printed["hits"]) > 3
    for hit in printed["hits"]:
        assert list(hit) == KEYS
        assert hit["doc_number"] == documents[hit["document"]].doc_number
        assert "500" in hit["snippet"]
        assert hit["path"][-1] == hit["label"]
    assert [hit["node"] for hit in printed["hits"] if hit["kind"] == "note"] == [node]


def test_search_limits_and_tells_in_words(ceyue: Run, library: Path) -> None:
    assert library.exists()
    printed = value(ceyue("search", "煤炭", "--limit", "2", "--json"))
    assert (len(printed["hits"]), printed["total"] > 2) == (2, True)
    told = ceyue("search", "煤炭", "--limit", "1").stdout.decode()
    assert f"共 {printed['total']} 处，列出 1 处。" in told
    assert "没有找到" in ceyue("search", "无此一词一语").stdout.decode()
    assert value(ceyue("search", "煤炭", "--limit", "0", "--json"))["hits"] == []


@pytest.mark.parametrize("text", ["", "，。", "的", '"', "((", "-", "AND", "a*", "标题:"])
def test_every_query_gets_an_answer(ceyue: Run, library: Path, text: str) -> None:
    assert library.exists()
    printed = value(ceyue("search", "--json", "--", text))
    assert printed["query"] == text


def test_wrong_usage(ceyue: Run) -> None:
    assert ceyue("search").returncode == 2
    assert ceyue("search", "煤炭", "--limit", "-1").returncode == 2
    assert ceyue("search", "煤炭", "--limit", "x").returncode == 2
