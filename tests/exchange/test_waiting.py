"""What a package brings for documents that are still to come waits for them, and is never lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents, exchange, history, ledger, library, marks, reading, tags
from desktop.annotations import Target
from desktop.model import Kind
from desktop.store import Store
from tests.exchange.made import AUTHOR, contents_of, handed_on, nodes, work


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A library that has only the last of the seeds."""
    with Store.open(tmp_path / "empty.db") as store:
        documents.import_file(store, path=paths.seeds()[4])
        yield store


def everything(store: Store, folder: Path) -> dict[str, list[object]]:
    """What a library hands on, without the order, which is that of its documents."""
    files = contents_of(store, folder)
    return {
        name: sorted(json.dumps(each, sort_keys=True) for each in entries)
        for name, entries in files.items()
    }


def test_what_is_for_missing_documents_waits_and_comes_with_them(
    here: Store, empty: Store, tmp_path: Path
) -> None:
    work(here)
    result = handed_on(here, empty, tmp_path / "批注.zip")
    assert result.refused == []
    assert {each.kind for each in result.waiting} == {"mark", "follow_up"}
    before = len(result.waiting)
    again = handed_on(here, empty, tmp_path / "批注.zip")
    assert again.waiting == []
    assert len([each for each in again.skipped if "等候" in each.message]) == before
    outcomes = documents.import_files(empty, paths=paths.seeds()[:4])
    assert sum("附上" in each.message for each in outcomes) >= 2
    assert empty.waiting.all() == []
    assert library.check(empty) == []
    assert everything(here, tmp_path) == everything(empty, tmp_path)


def test_what_waits_is_handed_on_and_taken_away_by_undo(
    here: Store, empty: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    handed_on(here, empty, tmp_path / "一.zip")
    result = handed_on(empty, there, tmp_path / "二.zip")
    assert result.waiting == []
    assert everything(here, tmp_path) == everything(there, tmp_path)
    history.undo(empty)
    assert empty.waiting.all() == []
    history.redo(empty)
    assert empty.waiting.all() != []


def test_attaching_is_a_step_of_its_own_that_can_be_undone(
    here: Store, empty: Store, tmp_path: Path
) -> None:
    (node, *_) = nodes(here, "000", Kind.MEASURE)
    made = marks.add(here, author=AUTHOR, pieces=[(node.id, 0, 6)], note="核实")
    tags.tag(here, author=AUTHOR, targets=[Target("node", node.id)], path="能源")
    ledger.start(here, author=AUTHOR, nodes=[node.id])
    reading.set_read(here, author=AUTHOR, nodes=[node.id], read=True)
    handed_on(here, empty, tmp_path / "批注.zip")
    documents.import_file(empty, path=paths.seeds()[0])
    assert history.can_undo(empty) == "附上等候的批注 4 条"
    assert marks.get(empty, mark=made.id).note == "核实"
    history.undo(empty)
    assert len(empty.waiting.all()) == 4
    assert marks.some(empty, marks=[made.id]) == []
    assert exchange.attach_waiting(empty) == 4
    assert exchange.attach_waiting(empty) == 0


def test_a_colour_keeps_its_meaning_while_it_waits(
    here: Store, empty: Store, tmp_path: Path
) -> None:
    (node, *_) = nodes(here, "000", Kind.MEASURE)
    made = marks.add(here, author=AUTHOR, pieces=[(node.id, 0, 6)], colour="key2")
    marks.set_colour_name(here, author=AUTHOR, colour="key2", name="待核")
    handed_on(here, empty, tmp_path / "批注.zip")
    documents.import_file(empty, path=paths.seeds()[0])
    assert marks.get(empty, mark=made.id).colour == "key2"


def test_what_differs_from_what_waits_is_listed(here: Store, empty: Store, tmp_path: Path) -> None:
    (node, *_) = nodes(here, "000", Kind.MEASURE)
    made = marks.add(here, author=AUTHOR, pieces=[(node.id, 0, 6)], note="一")
    handed_on(here, empty, tmp_path / "一.zip")
    marks.set_note(here, author=AUTHOR, mark=made.id, note="二")
    result = handed_on(here, empty, tmp_path / "二.zip")
    assert [each.message for each in result.differing] == ["与正在等候的不同"]


def test_two_items_of_one_measure_are_both_kept_unless_they_say_the_same(
    here: Store, there: Store, tmp_path: Path
) -> None:
    wanted = nodes(here, "001", Kind.MEASURE)[3].id
    (one,) = ledger.start(here, author=AUTHOR, nodes=[wanted])
    (other,) = ledger.start(there, author="李四", nodes=[nodes(there, "001", Kind.MEASURE)[3].id])
    ledger.add_progress(here, author=AUTHOR, item=one.id, on="2026-03-01", text="已开会")
    same = handed_on(here, there, tmp_path / "一.zip")
    assert [each.message for each in same.skipped if each.kind == "follow_up"] == [
        "这条措施已有同样的一条"
    ]
    (kept,) = there.follow_ups.all()
    assert (kept.id, [note.text for note in kept.progress]) == (other.id, ["已开会"])
    ledger.update(there, author="李四", items=[other.id], remark="抓紧")
    result = handed_on(here, there, tmp_path / "二.zip")
    assert [each.message for each in result.added if each.kind == "follow_up"] == [
        "这条措施在台账中另有一条，两条都保留"
    ]
    assert len(there.follow_ups.on_nodes([kept.node])) == 2
