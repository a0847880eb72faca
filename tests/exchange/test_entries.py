"""Entries of a package: each field is what it must be, or the entry alone is refused."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import exchange, ledger, library, marks, reading, tags
from desktop.annotations import MarkQuery, State
from desktop.errors import UserError
from desktop.exchange import entries
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.results import Result
from desktop.model import Kind
from desktop.store import Store
from tests.actions.made import everything
from tests.exchange.made import contents, nodes, package

UUID = "00000000-0000-4000-8000-{:012}"
SOURCE = {"doc_number": "晋政发〔2024〕1号"}
MEASURE = {"type": "MeasureSelector", "path": ["一、", "1."]}
NOTE = {
    "id": "urn:uuid:" + UUID.format(1),
    "motivation": "commenting",
    "creator": {"name": "李四"},
    "created": "2026-05-01T08:00:00Z",
    "modified": "2026-05-02T08:00:00+08:00",
    "body": [{"type": "TextualBody", "purpose": "commenting", "value": "好"}],
    "target": {"source": SOURCE, "selector": [MEASURE]},
}
ITEM = {
    "id": UUID.format(2),
    "target": {"source": SOURCE, "selector": [MEASURE]},
    "state": "在办",
    "progress": [{"id": "p", "on": "2026-05-01", "by": "李四", "text": "好"}],
}


def changed(entry: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of an entry in which one thing is another; `...` takes it away."""
    entry = deepcopy(entry)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner: Any = entry
    for part in way:
        inner = inner[part]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return entry


def test_an_annotation_is_read() -> None:
    found = entries.annotation(NOTE)
    assert (found.id, found.author, found.note) == (UUID.format(1), "李四", "好")
    assert found.created == "2026-05-01T08:00:00.000+00:00"
    assert found.modified == "2026-05-02T00:00:00.000+00:00"
    assert found.scope == "node"
    assert found.aims[0].number == "晋政发[2024]1号"
    assert not found.tagging
    assert found.more == {}


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("id", ..., "urn:uuid"), ("id", 5, "id"), ("id", "urn:uuid:abc", "urn:uuid"),
        ("creator", "李四", "对象"), ("creator.name", 1, "name"),
        ("created", "昨天", "created"), ("created", 5, "created"),
        ("modified", "0001-01-01T00:00:00+14:00", "modified"),
        ("body", 5, "对象"), ("body.0.value", ["甲"], "value"),
        ("target", ..., "target"), ("target", [], "target"), ("target", "甲", "对象"),
        ("target.source", ..., "对象"), ("target.source", {}, "哪份文件"),
        ("target.source.doc_number", 5, "doc_number"), ("target.selector", "x", "对象"),
        ("target.selector.0.path", ..., "path"), ("target.selector.0.path", "一、", "列表"),
        ("target.selector.0.path", [1], "文字"), ("target.selector.0.title", 5, "title"),
        ("target.selector.0.occurrence", True, "occurrence"),
        ("target.selector.0.occurrence", -1, "occurrence"),
        ("target.selector.0.occurrence", 1e9, "occurrence"),
        ("target.selector.0", {"type": "TextQuoteSelector"}, "引文"),
        ("target.selector.0", {"type": "TextQuoteSelector", "exact": "长" * 100_001}, "引文"),
        ("target.selector.0", {"type": "TextPositionSelector", "start": 1}, "end"),
        ("target", [{"source": SOURCE}, {"source": {"sha256": "a"}}], "几份文件"),
        ("target", [{"source": SOURCE}, {"source": SOURCE}], "不都是文字"),
    ],
)  # fmt: skip
def test_an_annotation_with_a_wrong_field_is_refused(path: str, value: Any, words: str) -> None:
    with pytest.raises(RefusedEntryError, match=words):
        entries.annotation(changed(NOTE, path, value))


@pytest.mark.parametrize("value", [None, 1, "甲", [], True])
def test_what_is_no_object_is_refused(value: Any) -> None:
    for read in (entries.annotation, entries.item):
        with pytest.raises(RefusedEntryError, match="不是对象"):
            read(value)


def test_one_body_and_one_selector_need_no_list() -> None:
    found = entries.annotation(
        changed(changed(NOTE, "body", NOTE["body"][0]), "target.selector", MEASURE)
    )
    assert (found.note, found.scope) == ("好", "node")
    assert entries.annotation(changed(NOTE, "body", ...)).note == ""
    assert entries.annotation(changed(NOTE, "target.selector", ...)).scope == "document"


def test_missing_moments_and_authors_are_none() -> None:
    bare = changed(changed(changed(NOTE, "created", ...), "modified", ...), "creator", ...)
    found = entries.annotation(bare)
    assert (found.created, found.modified, found.author) == ("", "", "")
    assert entries.annotation(changed(NOTE, "created", "2026-05-01")).created.startswith("2026-05")


def test_an_item_is_read() -> None:
    found = entries.item(ITEM)
    assert (found.state, found.priority, found.due) == (State.UNDER_WAY, "中", None)
    assert [note.text for note in found.progress] == ["好"]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("id", ..., "id"), ("id", "x" * 61, "id"), ("state", "完了", "state"),
        ("priority", "急", "priority"), ("due", "2026-02-30", "due"), ("due", 5, "due"),
        ("behind", "yes", "behind"), ("support", "省", "support"), ("support", [None], "support"),
        ("target.selector", ..., "一条措施"),
        ("target", {"source": SOURCE, "selector": {"type": "TextQuoteSelector", "exact": "甲"}},
         "一条措施"),
    ],
)  # fmt: skip
def test_an_item_with_a_wrong_field_is_refused(path: str, value: Any, words: str) -> None:
    with pytest.raises(RefusedEntryError, match=words):
        entries.item(changed(ITEM, path, value))


@pytest.mark.parametrize(
    ("path", "value"), [("id", 1), ("on", "下周"), ("on", ...), ("text", []), ("by", {})]
)
def test_a_note_with_a_wrong_field_is_refused_alone(path: str, value: Any) -> None:
    found = entries.item(changed(ITEM, f"progress.0.{path}", value))
    assert found.progress == ()
    assert len(found.refused) == 1


def given_to(store: Store, path: Path, **files: list[Any]) -> Result:
    written = package(path, {f"{name}.json": entries for name, entries in files.items()})
    return exchange.import_review(store, author="赵六", path=written)


def source(store: Store) -> dict[str, Any]:
    held = store.places.known([nodes(store, "001", Kind.MEASURE)[0].id])
    (document,) = {place.document for place in held.values()}
    return {"doc_number": store.documents.get(document).doc_number}


def test_bad_entries_are_listed_and_the_others_come_in(here: Store, tmp_path: Path) -> None:
    good = NOTE | {"target": {"source": source(here)}}
    result = given_to(
        here,
        tmp_path / "包.zip",
        annotations=[good, good, 5, changed(good, "id", "x"), changed(good, "body", 1)],
        follow_ups=[{"id": "甲" * 90}, None],
        tags=[{"path": "能源"}, {"path": "能源"}, {"path": "//"}, {"path": "a/" * 9 + "a"}, 5],
        reviewed=[{"target": {"source": source(here)}}, {}],
        filters=[{"name": " "}, {"name": "甲", "expression": 5}, {"expression": "能源"}],
        deleted=[{"id": 5}, "甲", {"id": "没有"}],
        colours=[{"id": 5}],
    )
    assert [each.kind for each in result.added] == ["tag", "mark"]
    assert len(result.refused) == 18
    assert all(each.message for each in result.refused)
    assert any("两条同样的 id" in each.message for each in result.refused)
    assert [row.note for row in marks.listed(here, query=MarkQuery())] == ["好"]
    assert library.check(here) == []


def test_a_bad_tag_does_not_cost_the_mark(here: Store, tmp_path: Path) -> None:
    bodies = [{"purpose": "tagging", "value": path} for path in ("能源 / 煤炭 ", "a//b", "")]
    entry = NOTE | {"target": {"source": source(here)}, "body": [*NOTE["body"], *bodies]}
    result = given_to(here, tmp_path / "包.zip", annotations=[entry])
    assert [each.kind for each in result.refused] == ["tag", "tag"]
    assert [each.kind for each in result.added] == ["mark"]
    assert [tag.path for tag in tags.tree(here)] == ["能源", "能源/煤炭"]


def test_texts_of_any_kind_come_in(here: Store, tmp_path: Path) -> None:
    texts = ["😀𠮷", "一\n二\r\n三", "\x00\x0b\x1f", "=HYPERLINK(1)", "长" * 10_000, "\ud800半"]
    entries_ = [
        NOTE
        | {
            "id": "urn:uuid:" + UUID.format(n),
            "target": {"source": source(here)},
            "body": {"purpose": "commenting", "value": text},
            "creator": {"name": text},
        }
        for n, text in enumerate(texts)
    ]
    assert len(given_to(here, tmp_path / "包.zip", annotations=entries_).added) == len(texts)
    found = {row.note for row in marks.listed(here, query=MarkQuery())}
    assert found == {text.replace("\ud800", "\ufffd") for text in texts}
    assert library.check(here) == []


def test_words_without_surroundings_are_found_where_they_are_sure(
    here: Store, tmp_path: Path
) -> None:
    first = nodes(here, "001", Kind.MEASURE)[0]
    place = {"type": "MeasureSelector", "path": path_of(here, first.id)}
    quote = {"type": "TextQuoteSelector", "exact": first.text[3:9]}
    position = {"type": "TextPositionSelector", "start": 3, "end": 9}
    other = {"type": "TextPositionSelector", "start": 90_000, "end": 90_006}
    sha = {"sha256": here.documents.get(document_of(here)).sha256}
    wanted = [
        ([place, quote, position], source(here), "added"),
        ([place, quote], source(here), "added"),
        ([place, quote, other], source(here), "added"),
        ([place, position], sha, "added"),
        ([place, position], source(here), "orphaned"),
        ([position], sha, "orphaned"),
        ([place, quote | {"exact": "没有这样的话"}], source(here), "orphaned"),
        ([{"type": "Unknown"}, place, quote], source(here), "added"),
    ]
    for number, (selectors, where, outcome) in enumerate(wanted):
        entry = NOTE | {
            "id": "urn:uuid:" + UUID.format(number),
            "target": {"source": where, "selector": selectors},
        }
        result = given_to(here, tmp_path / "包.zip", annotations=[entry])
        assert [each.id for each in getattr(result, outcome)] == [entry["id"]], number
        mark = marks.get(here, mark=UUID.format(number))
        if outcome == "added":
            assert (mark.pieces[0].node, mark.pieces[0].start) == (first.id, 3)
    assert library.check(here) == []


def document_of(store: Store) -> str:
    first = nodes(store, "001", Kind.MEASURE)[0].id
    return store.places.current([first])[first].document


def path_of(store: Store, node: str) -> list[str]:
    mark = marks.annotate_node(store, author="王五", node=node, note="")
    exchange.export_review(store, target=store.path.with_name("看.zip"))
    (entry,) = contents(store.path.with_name("看.zip"))["annotations.json"]
    marks.delete(store, author="王五", marks=[mark.id])
    return entry["target"]["selector"][0]["path"]


KEYS = [
    "id", "target", "source", "selector", "path", "body", "purpose", "value", "type", "state",
    "progress", "on", "name", "doc_number", "expression", "motivation", "creator", "created",
]  # fmt: skip
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=15,
)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    JSON,
    st.sampled_from(
        ["annotations", "follow_ups", "tags", "reviewed", "pairs", "filters", "deleted"]
    ),
)
def test_no_value_is_a_mistake_of_the_program(
    here: Store, tmp_path: Path, value: Any, name: str
) -> None:
    result = given_to(here, tmp_path / "包.zip", **{"tags": [], name: [value, value]})
    assert not result.orphaned
    assert library.check(here) == []


def test_a_package_that_fails_half_way_changes_nothing(
    here: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong between two entries: all are in, or none."""
    before = everything(here)

    def full(*_: Any, **__: Any) -> None:
        raise UserError("磁盘已满")

    monkeypatch.setattr(here.follow_ups, "put", full)
    target = {"source": source(here), "selector": [MEASURE]}
    with pytest.raises(UserError, match="磁盘已满"):
        given_to(
            here,
            tmp_path / "包.zip",
            annotations=[NOTE | {"target": {"source": source(here)}}],
            follow_ups=[ITEM | {"target": target}],
        )
    assert everything(here) == before


def test_ticks_and_items_say_whose_they_are(here: Store, tmp_path: Path) -> None:
    first = nodes(here, "001", Kind.MEASURE)[0]
    place = {"type": "MeasureSelector", "path": path_of(here, first.id)}
    target = {"source": source(here), "selector": place}
    result = given_to(
        here,
        tmp_path / "包.zip",
        follow_ups=[ITEM | {"target": target}],
        reviewed=[{"target": target}],
    )
    assert [each.kind for each in result.added] == ["follow_up", "progress", "reviewed"]
    assert ledger.get(here, item=ITEM["id"]).author == "赵六"
    (tick,) = reading.of_document(here, document=document_of(here))
    assert tick.by == "赵六"
