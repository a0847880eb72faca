"""What goes into the library comes out the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desktop import paths, readers, structure
from desktop.actions import documents, library, tree
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.outlines import OUTLINES, put, without_ids
from tests.rewording import reword


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(outline=OUTLINES)
def test_any_outline_is_read_as_it_was_stored(store: Store, outline: Outline) -> None:
    put(store, outline)
    stored = documents.load_outline(store, document="d")
    assert without_ids(stored) == outline
    assert [node.id for node in stored.walk()] == [
        f"d-{place}" for place, _ in enumerate(outline.walk())
    ]
    assert library.check(store) == []
    documents.purge(store, documents=["d"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(outline=OUTLINES)
def test_the_tree_shows_every_node_but_leads_and_tables(store: Store, outline: Outline) -> None:
    put(store, outline)
    (root,) = tree.roots(store)

    def shown(row: tree.TreeRow, nodes: tuple[Node, ...]) -> None:
        rows = tree.children(store, parent=row)
        seen = [node for node in nodes if node.kind not in {Kind.LEAD, Kind.TABLE}]
        assert row.children == len(rows) == len(seen)
        for below, node in zip(rows, seen, strict=True):
            assert (below.kind, below.label, below.title) == (node.kind, node.label, node.title)
            assert below.parent == row.id
            shown(below, node.children)

    shown(root, outline.nodes)
    for place, node in enumerate(outline.walk()):
        path = tree.path_of(store, node=f"d-{place}")
        assert path[0].id == "d"
        assert (path[-1].label, path[-1].title, path[-1].position) == (
            node.label,
            node.title,
            place,
        )
        assert [row.parent for row in path[1:]] == [row.id for row in path[:-1]]
    documents.purge(store, documents=["d"])


@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_a_seed_is_read_as_it_was_parsed(store: Store, seed: Path) -> None:
    source = readers.read(seed)
    outline = structure.outline(source)
    document = documents.import_file(store, path=seed).document
    assert document is not None
    stored = documents.load_outline(store, document=document.id)
    assert without_ids(stored) == outline
    assert documents.source_lines(store, document=document.id) == source.lines
    key = store.documents.key(document.id, 1)
    assert store.sources.get(key) == source
    ids = [node.id for node in stored.walk()]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert document.title == (outline.title or outline.notice_title or seed.stem)
    assert document.measures == sum(
        node.kind in {Kind.MEASURE, Kind.ARTICLE} for node in outline.walk()
    )


def test_a_deep_tree_and_a_wide_one_are_read_as_stored(store: Store) -> None:
    deep = Node(Kind.ITEM, "1.", first_line=1, last_line=1)
    for _ in range(100):
        deep = Node(Kind.SECTION, "（一）", children=(deep,))
    wide = Node(Kind.CHAPTER, children=tuple(Node(Kind.MEASURE, f"{n}.") for n in range(2000)))
    outline = Outline("甲.txt", nodes=(deep, wide))
    put(store, outline)
    assert without_ids(documents.load_outline(store, document="d")) == outline


def test_a_text_of_every_awkward_character_is_kept(store: Store) -> None:
    awkward = "".join(map(chr, (0, 1, 8, 9, 10, 11, 12, 13, 27, 31, 34, 39, 92, 127, 133, 0x2028)))
    awkward += "\ufeff\uffff😀𠮷e\u0301" + "长" * 10_000
    node = Node(Kind.MEASURE, awkward, None, awkward, awkward, (awkward,), awkward, ((awkward,),))
    outline = replace(Outline(awkward), title=awkward, nodes=(node,), back_matter=(awkward,))
    put(store, outline)
    assert without_ids(documents.load_outline(store, document="d")) == outline
    assert len(tree.find(store, text="长" * 9_999)) == 2
    assert library.check(store) == []


def reworded(store: Store, outline: Outline, text: str) -> None:
    reword(store, "d", outline.nodes[0], text)


def texts(store: Store) -> list[str]:
    return [node.text for node in documents.load_outline(store, document="d").walk()]


def test_what_is_held_is_not_read_again_unless_somebody_wrote(store: Store) -> None:
    put(store, Outline("甲.txt", nodes=(Node(Kind.MEASURE, "1.", text="甲"),)))
    held = documents.load_outline(store, document="d")
    assert documents.load_outline(store, document="d") is held
    with Store.open(store.path) as other:
        reworded(other, held, "乙")
        assert texts(other) == texts(store) == ["乙"]
    held = documents.load_outline(store, document="d")
    reworded(store, held, "丙")
    with Store.open(store.path) as other:
        assert documents.load_outline(other, document="d") == documents.load_outline(
            store, document="d"
        )
    assert texts(store) == ["丙"]


def test_nothing_is_held_of_what_was_taken_back(store: Store) -> None:
    put(store, Outline("甲.txt", nodes=(Node(Kind.MEASURE, "1.", text="甲"),)))
    held = documents.load_outline(store, document="d")
    key, count = store.documents.key("d", 1), store.changes
    node = replace(held.nodes[0], text="乙")
    lost = replace(held, nodes=(node,))

    def fail() -> None:
        with store.transaction():
            store.outlines.replace_lines(key, lost)
            assert texts(store) == ["乙"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert texts(store) == ["甲"]
    with Store.open(store.path) as other:
        reworded(other, held, "丙")
    assert store.changes == count + 1  # as many as when the other text was written
    assert texts(store) == ["丙"]


def test_a_tree_is_stored_whatever_was_held_before(store: Store) -> None:
    put(store, Outline("甲.txt", nodes=(Node(Kind.MEASURE, "1.", text="甲"),)))
    key, held = store.documents.key("d", 1), documents.load_outline(store, document="d")
    first = replace(held.nodes[0], text="乙")
    second = Node(Kind.CHAPTER, "一、", children=(first,), id="n")
    for nodes in ((second,), (first, replace(second, children=())), (first,), held.nodes):
        with store.transaction():
            store.outlines.replace_lines(key, replace(held, nodes=nodes))
            store.documents.revise(key, replace(held, nodes=nodes))
        with Store.open(store.path) as other:
            stored = other.outlines.get(key)
        assert stored.nodes == nodes == store.outlines.get(key).nodes
        assert library.check(store) == []
