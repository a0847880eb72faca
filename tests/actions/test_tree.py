"""The tree a level at a time, and its filter."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents, tree
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from tests.outlines import put
from tests.timing import least

POLICY = Outline(
    "a.txt",
    title="稳住经济若干措施",
    doc_number="晋政发〔2022〕14号",
    nodes=(
        Node(Kind.LEAD, text="为贯彻落实……"),
        Node(
            Kind.CHAPTER,
            "一、",
            title="扩大投资",
            children=(
                Node(Kind.LEAD, title="导语"),
                Node(Kind.MEASURE, "1.", title="加快 5Ｇ 基站建设"),
                Node(Kind.TABLE, title="投资表"),
                Node(
                    Kind.BOX,
                    "专栏1",
                    title="重大项目",
                    children=(Node(Kind.ITEM, "（1）", title="煤炭储备", text="煤炭储备。正文"),),
                ),
            ),
        ),
        Node(Kind.CHAPTER, "二、", title="促进消费"),
    ),
)


@pytest.fixture
def policy(store: Store) -> Store:
    put(store, POLICY, document="a")
    put(store, Outline("b.txt", title="煤炭清洁利用方案"), document="b")
    return store


def titles(found: list[tuple[tree.TreeRow, ...]]) -> list[str]:
    return ["/".join(row.title for row in path) for path in found]


def test_the_top_rows_are_the_documents(policy: Store) -> None:
    first, second = tree.roots(policy)
    assert (first.id, first.document, first.parent, first.kind) == ("a", "a", None, "document")
    assert (first.label, first.title) == ("晋政发〔2022〕14号", "稳住经济若干措施")
    assert (first.children, first.position) == (2, 0)
    assert (second.label, second.children, second.position) == ("", 0, 1)


def test_rows_open_a_level_at_a_time(policy: Store) -> None:
    root = tree.roots(policy)[0]
    one, two = tree.children(policy, parent=root)
    assert (one.label, one.title, one.kind, one.children) == ("一、", "扩大投资", "chapter", 2)
    assert (one.parent, one.document) == ("a", "a")
    assert two.children == 0
    assert tree.children(policy, parent=two) == []
    measure, box = tree.children(policy, parent=one)
    assert (measure.kind, box.kind) == ("measure", "box")
    assert box.parent == one.id
    (item,) = tree.children(policy, parent=box)
    assert (item.title, item.position) == ("煤炭储备", 6)


def test_rows_of_what_is_gone_have_nothing_below(policy: Store) -> None:
    root = tree.roots(policy)[0]
    chapter = tree.children(policy, parent=root)[0]
    documents.remove(policy, documents=["a"])
    assert tree.children(policy, parent=root) == []
    assert tree.children(policy, parent=chapter) == []
    assert tree.path_of(policy, node=chapter.id) == ()


def test_a_path_leads_from_the_document_to_the_node(policy: Store) -> None:
    outline = documents.load_outline(policy, document="a")
    item = next(node for node in outline.walk() if node.kind is Kind.ITEM)
    path = tree.path_of(policy, node=item.id)
    assert [row.kind for row in path] == ["document", "chapter", "box", "item"]
    assert [row.parent for row in path] == [None, *(row.id for row in path[:-1])]
    assert tree.path_of(policy, node="没有") == ()
    by_level, row = [tree.roots(policy)[0]], tree.roots(policy)[0]
    for step in path[1:]:
        row = next(each for each in tree.children(policy, parent=row) if each.id == step.id)
        by_level.append(row)
    assert tuple(by_level) == path


def test_a_path_can_be_asked_for_a_lead_too(policy: Store) -> None:
    outline = documents.load_outline(policy, document="a")
    path = tree.path_of(policy, node=outline.nodes[0].id)
    assert [row.kind for row in path] == ["document", "lead"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("煤炭", ["稳住经济若干措施/扩大投资/重大项目/煤炭储备", "煤炭清洁利用方案"]),
        ("5g基站", ["稳住经济若干措施/扩大投资/加快 5Ｇ 基站建设"]),
        ("１．加快", ["稳住经济若干措施/扩大投资/加快 5Ｇ 基站建设"]),
        (" 促 进 ", ["稳住经济若干措施/促进消费"]),
        ("晋政发[2022]", ["稳住经济若干措施"]),
        ("专栏1", ["稳住经济若干措施/扩大投资/重大项目"]),
        ("导语", []),
        ("投资表", []),
        ("正文", []),
        ("%", []),
        ("_", []),
        ("", []),
        (" \n", []),
    ],
)
def test_the_filter_finds_by_label_and_title(policy: Store, text: str, found: list[str]) -> None:
    assert titles(tree.find(policy, text=text)) == found


def test_found_rows_are_those_of_the_tree(policy: Store) -> None:
    ((root, chapter, box, item),) = tree.find(policy, text="煤炭储备")
    assert root == tree.roots(policy)[0]
    assert chapter in tree.children(policy, parent=root)
    assert box in tree.children(policy, parent=chapter)
    assert item in tree.children(policy, parent=box)


def test_the_filter_stops_at_its_limit_in_tree_order(policy: Store) -> None:
    everything = tree.find(policy, text="、")
    assert titles(everything) == ["稳住经济若干措施/扩大投资", "稳住经济若干措施/促进消费"]
    assert tree.find(policy, text="、", limit=1) == everything[:1]
    assert titles(tree.find(policy, text="煤炭", limit=1)) == [
        "稳住经济若干措施/扩大投资/重大项目/煤炭储备"
    ]


def test_the_filter_looks_only_at_current_versions(policy: Store) -> None:
    newer = Outline("a.txt", title="稳住经济若干措施（修订）")
    arrival = Arrival("稳住经济若干措施（修订）", "1" * 64, "", "0", "2026")
    with policy.transaction():
        key = policy.documents.renew("a", 2, arrival, newer)
        policy.outlines.put(key, newer, [])
    assert tree.find(policy, text="扩大投资") == []
    assert titles(tree.find(policy, text="稳住经济")) == ["稳住经济若干措施（修订）"]
    assert tree.path_of(policy, node="a-1") == ()
    assert tree.children(policy, parent=tree.roots(policy)[0]) == []


@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_every_shown_node_of_a_seed_is_found_by_its_title(store: Store, seed: Path) -> None:
    document = documents.import_file(store, path=seed).document
    assert document is not None
    outline = documents.load_outline(store, document=document.id)
    for node in list(outline.walk())[::7]:
        if node.kind in {Kind.LEAD, Kind.TABLE} or not node.title.strip():
            continue
        found = tree.find(store, text=node.title)
        assert node.id in {path[-1].id for path in found}


@pytest.mark.timed
def test_a_hundred_thousand_nodes_open_and_filter_at_once(store: Store) -> None:
    chapters = tuple(
        Node(
            Kind.CHAPTER,
            f"第{chapter}章",
            title=f"章名{chapter}",
            children=tuple(
                Node(Kind.MEASURE, f"{place}.", title=f"推进第{chapter * 100 + place}项工作落地")
                for place in range(99)
            ),
        )
        for chapter in range(1000)
    )
    put(store, Outline("大.txt", title="大文件", nodes=chapters))

    def opened() -> tuple[int, int]:
        (root,) = tree.roots(store)
        top = tree.children(store, parent=root)
        return len(top), len(tree.children(store, parent=top[500]))

    def filtered() -> list[str]:
        return [path[-1].title for path in tree.find(store, text="第77777项")]

    assert opened() == (1000, 99)
    assert filtered() == ["推进第77777项工作落地"]
    assert least(opened) < 0.1
    assert least(filtered) < 0.2  # 20 ms measured; the limit of 100 ms is the benchmark's


def test_rows_are_found_by_their_ids(policy: Store) -> None:
    (path,) = tree.find(policy, text="基站")
    ids = [path[-1].id, "gone", "a"]
    assert tree.paths_of(policy, ids=ids) == [path[:1], path]
    assert tree.paths_of(policy, ids=ids, limit=1) == [path[:1]]
    assert tree.paths_of(policy, ids=[]) == []
    documents.set_archived(policy, documents=["a"], archived=True)
    assert tree.paths_of(policy, ids=ids) == []
