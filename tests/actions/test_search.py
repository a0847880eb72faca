"""Searching: fields, notes, counts, saved and recent queries, and how the index follows."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.actions import documents, history, ledger, marks, safety, search, tags
from desktop.annotations import Target
from desktop.errors import UserError
from desktop.model import Kind, Node, Outline
from desktop.settings import Settings
from desktop.store import Store
from desktop.tables import search_file
from tests.actions.made import CONSUMPTION, ENERGY
from tests.outlines import put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library.db") as opened:
        put(opened, replace(ENERGY, nodes=with_units(ENERGY.nodes)), document="a")
        put(opened, CONSUMPTION, document="b")
        with opened.transaction():
            opened._connection.execute(
                "UPDATE versions SET number_key = '晋政发[2024]1号', issuer = '山西省人民政府',"
                " issued_on = '2024-03-01' WHERE document = 'a'"
            )
        yield opened


def with_units(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(
        replace(
            node,
            units_text=f"（责任单位：{'、'.join(node.units)}）" if node.units else "",
            children=with_units(node.children),
        )
        for node in nodes
    )


def found(store: Store, text: str) -> list[str]:
    """The ids of what is found, in the order of the library; of marks for notes."""
    return sorted(hit.mark or hit.node for hit in search.find(store, text=text).hits)


def test_a_hit_tells_where_it_is_and_what_was_found(store: Store) -> None:
    (hit,) = search.find(store, text="新增产能 3000 万吨").hits
    assert (hit.document, hit.document_title, hit.node) == ("a", "能源保供方案", "a-1")
    assert (hit.kind, hit.label, hit.title, hit.path) == (
        "measure", "1.", "稳定煤炭产能。", ("一、", "1.")
    )  # fmt: skip
    assert [hit.snippet[start:end] for start, end in hit.marked] == ["新增产能3000万吨"]


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("标题:煤炭", ["a-0", "a-1"]),
        ("标题:产能", ["a-1"]),
        ("标题:新增", []),
        ("单位:能源局", ["a-1"]),
        ("单位:发展", ["a-1"]),
        ("单位:", ["a-1"]),
        ("文号:晋政发(2024)1号", ["a-0", "a-1", "a-2", "a-3"]),
        ("文号:2024 电煤", ["a-2"]),
        ("文件:消费", ["b-0", "b-1"]),
        ("机关:山西 标题:风电", ["a-3"]),
        ("年份:2024 合同", ["a-2"]),
        ("年份:2023..", ["a-0", "a-1", "a-2", "a-3"]),
        ("年份:..2023", []),
        ("-年份:2024", ["b-0", "b-1"]),
        ("𠮷日", ["a-1"]),
        ("基地。并网", ["a-3"]),
        ("完工。（责任单位", ["a-1"]),
        ("无此一词", []),
    ],
)
def test_fields_of_documents_and_nodes(store: Store, text: str, nodes: list[str]) -> None:
    assert found(store, text) == nodes


def test_fields_of_what_people_made(store: Store) -> None:
    tags.tag(store, author="甲", targets=[Target("node", "a-2")], path="能源/煤炭")
    tags.tag(store, author="甲", targets=[Target("document", "b")], path="民生")
    noted = marks.annotate_node(store, author="甲", node="a-3", note="口径待核实")
    tags.tag(store, author="甲", targets=[Target("mark", noted.id)], path="存疑")
    on_document = marks.annotate_document(store, author="甲", document="b", note="整份核实")
    ledger.start(store, author="甲", nodes=["a-1"])
    assert found(store, "标签:能源") == ["a-2"]
    assert found(store, "标签:煤炭 签订") == ["a-2"]
    assert found(store, "标签:民生 汽车") == ["b-1"]
    assert found(store, "标签:存疑") == sorted(["a-3", noted.id])
    assert found(store, "批注:口径") == sorted(["a-3", noted.id])
    assert found(store, "批注:核实 风电") == ["a-3"]
    assert found(store, "核实 文件:消费") == [on_document.id]
    assert found(store, "批注:核实 单位:能源局") == []
    assert found(store, "状态:待办") == ["a-1"]
    assert found(store, "状态:") == ["a-1"]
    assert found(store, "状态:办结") == []
    assert found(store, "核实") == sorted([noted.id, on_document.id])
    assert found(store, "核实 年份:2024") == [noted.id]
    assert found(store, "核实|风电 -口径") == sorted(["a-3", on_document.id])


def test_a_note_tells_its_place(store: Store) -> None:
    noted = marks.annotate_node(store, author="甲", node="a-2", note="与去年的\n口径不同")
    results = search.find(store, text="口径不同")
    (hit,) = results.hits
    assert (hit.kind, hit.node, hit.mark, hit.label) == ("note", "a-2", noted.id, "2.")
    assert (hit.path, hit.snippet) == (("一、", "2."), "与去年的 口径不同")
    assert [hit.snippet[start:end] for start, end in hit.marked] == ["口径不同"]
    assert search.nodes(store, text="口径不同") == ["a-2"]
    marks.annotate_document(store, author="甲", document="a", note="口径不同")
    assert {(hit.node, hit.label) for hit in search.find(store, text="口径不同").hits} == {
        ("a-2", "2."), ("", "")
    }  # fmt: skip


def test_counts_documents_and_limits(store: Store) -> None:
    results = search.find(store, text="消费|煤", limit=2)
    assert (results.total, len(results.hits)) == (5, 2)
    assert [(each.document, each.count) for each in results.documents] == [("a", 3), ("b", 2)]
    assert [each.document for each in search.find(store, text="能源").named] == ["a"]
    assert [each.document for each in search.find(store, text="晋政发〔2024〕1号").named] == ["a"]
    inside = search.find(store, text="消费|煤", document="b")
    assert (inside.total, {hit.document for hit in inside.hits}) == (2, {"b"})
    assert search.find(store, text=" ").hits == ()
    assert search.nodes(store, text=" ") == []


def test_no_half_of_a_character_is_taken_for_another(store: Store) -> None:
    """In two bytes a character, the others' halves look like one half a step further on."""
    inside = "\u4241\u4341\u4441\u4541"
    odd = inside.encode("utf-16-le")[1:-1].decode("utf-16-le")
    nodes = (Node(Kind.LEAD, text=inside), Node(Kind.LEAD, text=inside + odd))
    put(store, Outline("双.txt", title="双", nodes=nodes), document="c")
    assert found(store, odd) == ["c-1"]
    assert found(store, inside) == ["c-0", "c-1"]
    with store.index.reading():
        first, count = store.index.ranges[store.documents.key("c", 1)]
        assert list(store.index._really(odd, range(first, first + count), "text")) == [first + 1]


def test_the_index_follows_every_change_at_once(store: Store) -> None:
    assert found(store, "煤炭") == ["a-0", "a-1"]
    documents.remove(store, documents=["a"])
    assert found(store, "煤炭") == []
    history.undo(store)
    assert found(store, "煤炭") == ["a-0", "a-1"]
    put(
        store, Outline("新.txt", title="新", nodes=(Node(Kind.MEASURE, text="煤炭"),)), document="c"
    )
    assert found(store, "煤炭") == ["a-0", "a-1", "c-0"]
    with store.transaction():
        store._connection.execute("UPDATE nodes SET text = '石油' WHERE id = 'c-0'")
    assert found(store, "煤炭") == ["a-0", "a-1"]
    assert found(store, "石油") == ["c-0"]
    documents.purge(store, documents=["a", "c"])
    assert found(store, "煤炭|石油") == []


def test_the_index_follows_another_program(store: Store) -> None:
    assert found(store, "石油") == []
    with Store.open(store.path) as other:
        put(
            other,
            Outline("新.txt", title="新", nodes=(Node(Kind.LEAD, text="石油"),)),
            document="c",
        )
        assert found(other, "石油") == ["c-0"]
    assert found(store, "石油") == ["c-0"]


def test_the_index_is_the_owners_and_holds_nothing_that_is_missed(store: Store) -> None:
    assert found(store, "煤炭")
    path = search_file.beside(store.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store.close()
    for each in path.parent.glob("*.search*"):
        each.unlink()
    with Store.open(store.path) as again:
        assert found(again, "煤炭") == ["a-0", "a-1"]


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[2000:] = os.urandom(len(data) - 2000)
    path.write_bytes(data)


def strange(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (text)")


def older(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 0")


@pytest.mark.parametrize(
    "harm", [spoil, strange, older, lambda path: path.write_bytes(b"no database at all")]
)
def test_a_useless_index_is_built_again(store: Store, harm: Callable[[Path], object]) -> None:
    assert found(store, "煤炭")
    store.close()
    for each in store.path.parent.glob("*.search-*"):
        each.unlink()
    harm(search_file.beside(store.path))
    with Store.open(store.path) as again:
        assert search.update(again)
        assert found(again, "煤炭") == ["a-0", "a-1"]


def test_another_library_in_its_place_is_read_anew(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as other:
        put(other, CONSUMPTION, document="a")
        made = safety.back_up(other, target=tmp_path / "copy.db")
    assert found(store, "煤炭")
    safety.restore(store, backup=made.path)
    assert found(store, "煤炭") == []
    assert found(store, "汽车") == ["a-1"]


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index file can be made or written, as in a folder of somebody else."""

    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(search_file.os, "open", refused)


def test_a_library_that_cannot_be_written_is_searched_all_the_same(
    store: Store, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("unwritable")
    with Store.open(store.path, read_only=True) as reader:
        assert found(reader, "煤炭") == ["a-0", "a-1"]
    assert not search_file.beside(store.path).exists()


def test_an_index_that_cannot_be_written_serves_as_it_is(
    store: Store, request: pytest.FixtureRequest
) -> None:
    with Store.open(store.path) as writer:
        assert search.update(writer)
    index = search_file.beside(store.path)
    before = index.read_bytes()
    request.getfixturevalue("unwritable")
    with Store.open(store.path, read_only=True) as reader:
        assert search.is_whole(reader)
        assert found(reader, "煤炭") == ["a-0", "a-1"]
        put(
            store,
            Outline("新.txt", title="新", nodes=(Node(Kind.LEAD, text="石油"),)),
            document="c",
        )
        assert found(reader, "石油") == ["c-0"]
    assert index.read_bytes() == before
    spoil(index)
    with Store.open(store.path, read_only=True) as reader:
        assert found(reader, "煤炭") == ["a-0", "a-1"]


def test_an_index_that_turns_out_damaged_is_built_again(store: Store) -> None:
    many(store, 3)
    search.update(store)
    store.index._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    index = search_file.beside(store.path)
    data = bytearray(index.read_bytes())
    data[3 * 4096 :] = os.urandom(len(data) - 3 * 4096)
    index.write_bytes(data)
    with Store.open(store.path) as again:
        assert search.update(again)
        assert not search.find(again, text="煤炭").whole  # it has come upon the damage
        assert search.update(again)
        assert search.find(again, text="煤炭").total == 3002


def many(store: Store, count: int) -> None:
    nodes = tuple(Node(Kind.MEASURE, text=f"第{n}条煤炭") for n in range(1000))
    for number in range(count):
        put(store, Outline("多.txt", title=f"多{number}", nodes=nodes), document=f"m{number}")


def test_building_tells_its_progress_and_can_be_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CHUNK", 2000)
    many(store, 5)
    told: list[tuple[int, int, str]] = []
    results = search.find(store, text="煤炭")
    assert (results.whole, results.total) == (False, 0)
    assert not search.update(store, cancelled=lambda: True)  # but one text more is there
    assert search.update(store, progress=lambda *step: told.append(step))
    assert told[0] == (0, 4006, "建立检索")
    assert [step[0] for step in told] == sorted(step[0] for step in told)
    assert all(step[1:] == (told[0][1], "建立检索") for step in told)
    assert len(told) > 1
    assert search.is_whole(store)
    assert search.find(store, text="煤炭").total == 5002


def test_a_cancelled_search_is_not_whole(store: Store) -> None:
    assert search.find(store, text="煤炭", cancelled=lambda: True) == search.Results(
        "煤炭", whole=False
    )


def test_much_that_is_gone_is_cleared_away(store: Store) -> None:
    many(store, 12)
    search.update(store)
    documents.purge(store, documents=[f"m{number}" for number in range(12)])
    search.update(store)
    assert found(store, "煤炭") == ["a-0", "a-1"]
    with sqlite3.connect(search_file.beside(store.path)) as index:
        assert index.execute("SELECT next FROM state").fetchone() == (6,)


def test_two_may_build_at_the_same_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CHUNK", 1000)
    many(store, 6)
    faults: list[Exception] = []

    def build() -> None:
        try:
            with Store.open(store.path) as own:
                assert search.update(own)
                assert search.find(own, text="煤炭").total == 6002
        except (UserError, sqlite3.Error, AssertionError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=build) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_searches_are_saved_and_undone(store: Store) -> None:
    first = search.save(store, author="甲", name=" 煤 ", text="煤炭 -电价")
    again = search.save(store, author="甲", name="煤", text="煤炭")
    assert again.id == first.id
    assert search.saved(store) == [again]
    search.delete(store, author="甲", search=again.id)
    assert search.saved(store) == []
    history.undo(store)
    assert search.saved(store) == [again]
    with pytest.raises(UserError, match="不能为空"):
        search.save(store, author="甲", name="x", text=" ")


def test_queries_are_remembered(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(30):
        search.remember(settings, text=f"词{number}")
    search.remember(settings, text="词20")
    search.remember(settings, text=" ")
    assert search.recent(settings)[:3] == ["词20", "词29", "词28"]
    assert len(search.recent(settings)) == search.RECENT
    search.forget(settings)
    assert search.recent(settings) == []
