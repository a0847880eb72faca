"""Marks are on the words they were put on, and the list finds them."""

import sqlite3
import threading
from dataclasses import replace
from typing import Any

import pytest

from desktop.actions import documents, library, marks, tags
from desktop.annotations import Colour, Mark, MarkQuery, Piece, Target, text_hash
from desktop.errors import UserError
from desktop.store import Store
from tests.actions.made import ENERGY, Clock
from tests.timing import least

AWKWARD = (
    "".join(map(chr, (0, 1, 9, 10, 11, 13, 27, 127, 0x2028, 0xFFFF))) + "😀𠮷é" + "长" * 10_000
)


def add(store: Store, *pieces: marks.Stretch, author: str = "张三", **other: str) -> Mark:
    the_clock(store).wait(1)
    return marks.add(store, author=author, pieces=pieces, **other)


def the_clock(store: Store) -> Clock:
    assert isinstance(store.clock, Clock)
    return store.clock


def ids(store: Store, **query: Any) -> list[str]:
    return [row.id for row in marks.listed(store, query=MarkQuery(**query))]


def test_a_mark_remembers_its_words_and_what_stands_around_them(filled: Store) -> None:
    text = ENERGY.nodes[0].children[0].text
    start = text.index("𠮷")
    mark = add(filled, ("a-1", start, start + 2), colour="key4", note="哪一天？")
    assert mark.pieces == (
        Piece("a-1", start, start + 2, "𠮷日", text[:start][-32:], "完工。", text_hash(text)),
    )
    assert (mark.document, mark.author, mark.colour, mark.note) == ("a", "张三", "key4", "哪一天？")
    assert (mark.scope, mark.orphaned, mark.quote) == ("text", False, "𠮷日")
    assert mark.created == mark.modified == "2026-03-02T01:00:01.000+00:00"
    assert marks.of_document(filled, document="a") == [mark]
    assert marks.of_document(filled, document="b") == []
    assert marks.get(filled, mark=mark.id) == mark
    assert library.check(filled) == []


def test_pieces_come_in_document_order_and_do_not_overlap(filled: Store) -> None:
    mark = add(filled, ("a-3", 0, 4), ("a-1", 5, 8), ("a-1", 0, 3), ("a-1", 2, 5), ("a-2", 0, 2))
    assert [(piece.node, piece.start, piece.end) for piece in mark.pieces] == [
        ("a-1", 0, 8),
        ("a-2", 0, 2),
        ("a-3", 0, 4),
    ]
    assert marks.of_document(filled, document="a") == [mark]


def test_marks_may_overlap(filled: Store) -> None:
    one, other = add(filled, ("a-1", 0, 6)), add(filled, ("a-1", 3, 9))
    assert marks.of_document(filled, document="a") == [one, other]
    assert marks.counts(filled, document="a") == {"a-1": 2}


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [("a-1", 3, 3)],
        [("a-1", 5, 3)],
        [("a-1", -1, 3)],
        [("a-1", 0, 999)],
        [("a-0", 0, 1)],  # a heading has no text
        [("没有", 0, 1)],
        [("a-1", 0, 3), ("b-1", 0, 3)],
    ],
)
def test_what_is_not_there_is_not_marked(filled: Store, pieces: list[marks.Stretch]) -> None:
    mark = add(filled, ("a-1", 0, 4))
    with pytest.raises(UserError, match="批注"):
        add(filled, *pieces)
    with pytest.raises(UserError, match="批注"):
        marks.set_pieces(filled, author="张三", mark=mark.id, pieces=pieces)
    assert marks.of_document(filled, document="a") == [mark]


def test_an_unknown_colour_is_refused(filled: Store) -> None:
    mark = add(filled, ("a-1", 0, 4))
    with pytest.raises(UserError, match="key9"):
        add(filled, ("a-1", 0, 4), colour="key9")
    with pytest.raises(UserError, match="key9"):
        marks.set_colour(filled, author="张三", marks=[mark.id], colour="key9")
    assert marks.of_document(filled, document="a") == [mark]


def test_notes_on_a_measure_and_on_a_document(filled: Store) -> None:
    on_node = marks.annotate_node(filled, author="李四", node="a-0", note="整章重点", colour="key1")
    on_document = marks.annotate_document(filled, author="李四", document="a", note="待研究")
    assert (on_node.scope, on_node.pieces) == ("node", (Piece("a-0"),))
    assert (on_document.scope, on_document.pieces) == ("document", ())
    assert set(marks.of_document(filled, document="a")) == {on_node, on_document}
    assert marks.counts(filled, document="a") == {"a-0": 1, "a": 1}
    assert documents.list_documents(filled)[0].marks == 2
    with pytest.raises(UserError, match="不在"):
        marks.annotate_node(filled, author="李四", node="没有", note="甲")
    with pytest.raises(UserError, match="没有编号"):
        marks.annotate_document(filled, author="李四", document="没有", note="甲")
    assert library.check(filled) == []


def test_a_mark_is_changed(filled: Store) -> None:
    mark = add(filled, ("a-1", 0, 4))
    the_clock(filled).wait(60)
    noted = marks.set_note(filled, author="李四", mark=mark.id, note=AWKWARD)
    assert noted.note == AWKWARD
    assert noted.author == "张三"
    assert noted.modified > noted.created == mark.created
    marks.set_colour(filled, author="李四", marks=[mark.id], colour="key5")
    moved = marks.set_pieces(filled, author="李四", mark=mark.id, pieces=[("a-2", 0, 4)])
    assert (moved.quote, moved.colour, moved.note) == ("保障电煤", "key5", AWKWARD)
    assert marks.of_document(filled, document="a") == [moved]
    with pytest.raises(UserError, match="同一份文件"):
        marks.set_pieces(filled, author="李四", mark=mark.id, pieces=[("b-1", 0, 2)])
    assert library.check(filled) == []
    assert marks.delete(filled, author="李四", marks=[mark.id, "没有"]) == 1
    for gone in (
        lambda: marks.get(filled, mark=mark.id),
        lambda: marks.set_note(filled, author="李四", mark=mark.id, note=""),
    ):
        with pytest.raises(UserError, match="不在库中"):
            gone()


def test_halves_of_surrogate_pairs_are_kept_as_signs_of_damage(filled: Store) -> None:
    assert add(filled, ("a-1", 0, 4), note="甲\ud800乙").note == "甲\ufffd乙"


def test_a_mark_that_lost_its_place_is_placed_by_hand(filled: Store) -> None:
    mark = add(filled, ("a-1", 0, 4), note="核实")
    with filled.step("丢失", author=""):
        filled.marks.put(replace(mark, orphaned=True))
    assert marks.counts(filled, document="a") == {}
    assert ids(filled, orphaned=True) == [mark.id]
    placed = marks.set_pieces(filled, author="张三", mark=mark.id, pieces=[("a-2", 0, 4)])
    assert not placed.orphaned
    assert placed.note == "核实"
    assert ids(filled, orphaned=True) == []


def test_a_deleted_mark_loses_its_tags(filled: Store) -> None:
    mark = add(filled, ("a-1", 0, 4))
    tag = tags.tag(filled, author="张三", targets=[Target("mark", mark.id)], path="能源")
    marks.delete(filled, author="张三", marks=[mark.id])
    (left,) = tags.tree(filled)
    assert (left.id, left.uses) == (tag.id, 0)
    assert library.check(filled) == []


def test_colours_mean_what_the_user_says(filled: Store) -> None:
    assert [(each.id, each.name) for each in marks.colours(filled)] == [
        ("key1", "重点"),
        ("key2", "疑问"),
        ("key3", "建议"),
        ("key4", "风险"),
        ("key5", "数据"),
    ]
    marks.set_colour_name(filled, author="张三", colour="key2", name=" 待\n核实 ")
    marks.set_colour_value(filled, author="张三", colour="key2", value="#AA00ff")
    assert marks.colours(filled)[1] == Colour("key2", "待 核实", "#aa00ff")
    for name in ("", " ", "重点"):
        with pytest.raises(UserError, match="没有改动"):
            marks.set_colour_name(filled, author="张三", colour="key2", name=name)
    with pytest.raises(UserError, match="不是颜色"):
        marks.set_colour_value(filled, author="张三", colour="key2", value="red;")
    with pytest.raises(UserError, match="key6"):
        marks.set_colour_name(filled, author="张三", colour="key6", name="甲")
    marks.set_colour_value(filled, author="张三", colour="key2", value="")
    assert marks.colours(filled)[1] == Colour("key2", "待 核实")


@pytest.fixture
def five(filled: Store) -> dict[str, str]:
    """Five marks by a letter each."""
    clock = the_clock(filled)
    a = add(filled, ("a-3", 0, 4), colour="key1", note="ＡＢＣ 核实")
    b = add(filled, ("a-1", 5, 9), ("a-2", 0, 4), colour="key2", author="李四")
    clock.wait(86_400)
    c = add(filled, ("b-1", 0, 6), colour="key2", note="口径")
    clock.wait(1)
    d = marks.annotate_node(filled, author="李四", node="a-2", note="整条")
    clock.wait(1)
    e = marks.annotate_document(filled, author="王五", document="b", note="整份", colour="key5")
    tags.tag(filled, author="张三", targets=[Target("mark", a.id)], path="能源/风电")
    tags.tag(filled, author="张三", targets=[Target("mark", a.id)], path="重点")
    tags.tag(filled, author="张三", targets=[Target("mark", c.id)], path="消费")
    return {"a": a.id, "b": b.id, "c": c.id, "d": d.id, "e": e.id}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "bdaec"),
        ({"descending": True}, "ceadb"),
        ({"sort": "created"}, "abcde"),
        ({"sort": "created", "descending": True}, "edcba"),
        ({"sort": "colour"}, "dabce"),
        ({"sort": "author"}, "acbde"),
        ({"document": "a"}, "bda"),
        ({"colours": ("key2",)}, "bc"),
        ({"colours": ("", "key5")}, "de"),
        ({"author": "李四"}, "bd"),
        ({"noted": True}, "daec"),
        ({"noted": False}, "b"),
        ({"text": "abc核实"}, "a"),
        ({"text": "保障 电煤"}, "b"),
        ({"text": "核实发展"}, ""),  # nothing is found across note and quote
        ({"text": "%"}, ""),
        ({"orphaned": True}, ""),
        ({"orphaned": False, "document": "b"}, "ec"),
        ({"since": "2026-03-03"}, "dec"),
        ({"until": "2026-03-02"}, "ba"),
        ({"since": "2026-03-02", "until": "2026-03-03"}, "bdaec"),
    ],
)
def test_the_list_has_what_is_asked_for(
    filled: Store, five: dict[str, str], query: dict[str, Any], found: str
) -> None:
    letters = {id_: letter for letter, id_ in five.items()}
    assert "".join(letters[id_] for id_ in ids(filled, **query)) == found


def test_a_tag_asked_for_counts_with_those_below(filled: Store, five: dict[str, str]) -> None:
    by_path = {tag.path: tag.id for tag in tags.tree(filled)}
    assert ids(filled, tags=(by_path["能源"],)) == [five["a"]]
    assert ids(filled, tags=(by_path["能源"], by_path["消费"])) == [five["a"], five["c"]]
    assert ids(filled, tags=("没有",)) == []


def test_a_line_of_the_list_tells_all(filled: Store, five: dict[str, str]) -> None:
    rows = {row.id: row for row in marks.listed(filled, query=MarkQuery())}
    a, b, d, e = (rows[five[letter]] for letter in "abde")
    assert (a.title, a.place, a.quote, a.tags) == (
        "能源保供方案",
        "3. 发展风电。",
        "发展风电",
        ("能源/风电", "重点"),
    )
    assert (b.node, b.start, b.quote, b.tags) == ("a-1", 5, "能。20\n保障电煤", ())
    assert (d.scope, d.place, d.quote) == ("node", "2. 保障电煤。", "")
    assert (e.scope, e.node, e.place, e.title) == ("document", "", "", "促进消费措施")
    assert marks.authors(filled) == ["张三", "李四", "王五"]


def test_marks_of_removed_documents_are_not_listed(filled: Store, five: dict[str, str]) -> None:
    documents.remove(filled, documents=["a"])
    assert ids(filled) == [five["e"], five["c"]]
    assert [tag.path for tag in tags.tree(filled) if tag.uses] == ["消费"]


def test_a_mark_does_not_go_by_itself(filled: Store) -> None:
    """What is taken away without the history is refused by the tables."""
    mark = add(filled, ("a-1", 0, 4))
    for sql in ("DELETE FROM marks WHERE id = ?", "UPDATE marks SET scope = '' WHERE id = ?"):
        with pytest.raises(sqlite3.IntegrityError), filled.transaction():
            filled.marks._write(sql, (mark.id,))
    with pytest.raises(RuntimeError, match="outside a step"), filled.transaction():
        filled.marks.remove(mark)
    assert marks.of_document(filled, document="a") == [mark]


def test_two_programs_do_not_undo_each_others_changes(filled: Store) -> None:
    mark = add(filled, ("a-1", 0, 4))

    def colour() -> None:
        with Store.open(filled.path, patience=30) as other:
            for number in range(40):
                key = f"key{number % 5 + 1}"
                marks.set_colour(other, author="李四", marks=[mark.id], colour=key)

    thread = threading.Thread(target=colour)
    thread.start()
    for number in range(40):
        marks.set_note(filled, author="张三", mark=mark.id, note=f"第{number}稿")
    thread.join()
    found = marks.get(filled, mark=mark.id)
    assert (found.colour, found.note) == ("key5", "第39稿")
    assert library.check(filled) == []


@pytest.mark.timed
def test_five_thousand_marks_are_read_at_once_and_one_more_is_added(filled: Store) -> None:
    text = ENERGY.nodes[0].children[0].text
    with filled.step("很多", author="张三"):
        for number in range(20_000):
            document, node = ("a", "a-1") if number < 5000 else ("b", "b-1")
            words = text if document == "a" else "支持汽车消费。以旧换新。"
            filled.marks.put(
                Mark(
                    f"m{number}",
                    document,
                    "张三",
                    filled.now(),
                    filled.now(),
                    f"key{number % 5 + 1}",
                    "核实" if number % 2 else "",
                    pieces=(Piece.of(node, words, number % 5, number % 5 + 4),),
                )
            )

    assert least(lambda: marks.of_document(filled, document="a")) < 0.1
    assert least(lambda: marks.listed(filled, query=MarkQuery(colours=("key1",)))) < 0.1
    assert least(lambda: marks.listed(filled, query=MarkQuery(noted=True, text="核实"))) < 0.1
    assert least(lambda: add(filled, ("a-1", 0, 4))) < 0.01
