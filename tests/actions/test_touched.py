"""The history tells what was written, so that only this is read anew."""

import pytest

from desktop.actions import documents, history, ledger, marks, reading, tags
from desktop.annotations import Target
from desktop.store import Store
from tests.actions.made import Clock

WHO = "张三"


def test_marks_pieces_and_their_tags_count_as_their_mark(filled: Store) -> None:
    one = marks.add(filled, author=WHO, pieces=[("a-1", 0, 4)]).id
    other = marks.add(filled, author=WHO, pieces=[("a-2", 0, 4)]).id
    seen = history.newest(filled)
    assert history.touched(filled, since=seen) == history.Touched()
    marks.set_note(filled, author=WHO, mark=one, note="核实")
    told = history.touched(filled, since=seen)
    assert (told.marks, told.tables, told.documents) == ({one}, {"marks"}, {"a"})
    seen = history.newest(filled)
    tags.tag(
        filled, author=WHO, targets=[Target("mark", other), Target("node", "b-0")], path="能源"
    )
    told = history.touched(filled, since=seen)
    assert (told.marks, told.documents) == ({other}, {"a", "b"})
    assert told.tables == {"tags", "tagged"}
    history.undo(filled)
    history.undo(filled)
    assert history.touched(filled, since=seen).marks == {one, other}


def test_a_note_counts_as_its_item_written_or_taken_away(filled: Store) -> None:
    (item,) = ledger.start(filled, author=WHO, nodes=["a-1"])
    seen = history.newest(filled)
    ledger.add_progress(filled, author=WHO, item=item.id, on="2026-03-01", text="开会")
    assert history.touched(filled, since=seen).items == {item.id}
    seen = history.newest(filled)
    history.undo(filled)
    assert history.touched(filled, since=seen).items == {item.id}


def test_a_step_that_has_gone_on_is_told_again(filled: Store, clock: Clock) -> None:
    mark = marks.add(filled, author=WHO, pieces=[("a-1", 0, 4)]).id
    marks.set_note(filled, author=WHO, mark=mark, note="核")
    seen = history.newest(filled)
    clock.wait(1)
    marks.set_note(filled, author=WHO, mark=mark, note="核实")
    assert history.newest(filled)[0] == seen[0]
    assert history.touched(filled, since=seen).marks == {mark}


def test_of_very_much_only_the_tables_are_all_told(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MANY", 2)
    seen = history.newest(filled)
    with filled.step("很多", author=WHO):
        filled.journal.set(
            "colours", ("key1",), {"id": "key1", "position": 1, "name": "要", "colour": ""},
            document=None,
        )  # fmt: skip
    reading.set_read(filled, author=WHO, nodes=["a-1", "a-2", "a-3"], read=True)
    told = history.touched(filled, since=seen)
    assert told.many
    assert told.tables == {"colours", "reviewed"}
    assert told.annotations_only
    assert history.size_of_undo(filled) == 3
    assert history.size_of_redo(filled) == 0
    history.undo(filled)
    assert history.size_of_redo(filled) == 3


def test_that_a_document_was_removed_is_no_mere_annotation(filled: Store) -> None:
    seen = history.newest(filled)
    documents.remove(filled, documents=["a"], author=WHO)
    assert not history.touched(filled, since=seen).annotations_only


def test_marks_of_several_pieces_count_once_above_and_single_ones_each(filled: Store) -> None:
    marks.add(filled, author=WHO, pieces=[("a-1", 0, 4), ("a-1", 6, 9), ("a-2", 0, 3)])
    marks.add(filled, author=WHO, pieces=[("a-1", 1, 5)])
    marks.add(filled, author=WHO, pieces=[("a-1", 2, 5)])
    marks.annotate_node(filled, author=WHO, node="a-0", note="整章")
    marks.annotate_document(filled, author=WHO, document="a", note="全文")
    found = marks.counts_below(filled, document="a")
    assert found == {"a": 5, "a-0": 4, "a-1": 3, "a-2": 1}
