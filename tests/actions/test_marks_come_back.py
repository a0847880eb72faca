"""A correction that is taken back gives marks their words back, whatever was done around it."""

import pytest

from desktop.actions import correcting, history, library, marks
from desktop.annotations import Mark
from desktop.corrections import Join
from desktop.store import Store
from tests.actions.made import fill, node

WHO = "张三"


@pytest.fixture
def full(store: Store) -> Store:
    return fill(store)


def reword(store: Store, id_: str, old: str, new: str) -> tuple[str, ...]:
    """Put another word into a node; what was done."""
    before = node(store, id_)
    assert before.text.count(old) == 1
    deed = correcting.rewording(before, words="text", text=before.text.replace(old, new))
    assert deed is not None
    return correcting.correct(store, author=WHO, document="a", deeds=[deed]).corrections


def reset(store: Store, done: tuple[str, ...]) -> None:
    correcting.reset(store, author=WHO, document="a", corrections=done)
    assert library.check(store) == []


def marked(store: Store, *words: tuple[str, str]) -> Mark:
    """A mark on words of nodes."""
    pieces = [(id_, at := node(store, id_).text.index(word), at + len(word)) for id_, word in words]
    return marks.add(store, author=WHO, pieces=pieces)


def quotes(store: Store) -> list[tuple[str, str]]:
    (mark,) = marks.of_document(store, document="a")
    return [(piece.node, piece.quote) for piece in mark.pieces]


def test_words_of_both_measures_are_marked_again(full: Store) -> None:
    """Also where the mark once had those of the other measure alone, and more of them."""
    marked(full, ("a-1", "完工。"), ("a-2", "保障电煤。签订"))
    reset(full, reword(full, "a-1", "完工。", ""))
    gone = reword(full, "a-2", "保障电煤。签订", "")
    reword(full, "a-1", "完工", "完竣工")
    reset(full, gone)
    assert quotes(full) == [("a-1", "完竣工。"), ("a-2", "保障电煤。签订")]


def test_a_word_deleted_at_the_edge_is_marked_again(full: Store) -> None:
    marked(full, ("a-1", "新增产能3000万吨"))
    first = reword(full, "a-1", "新增", "")
    reword(full, "a-1", "3000", "30 00")
    last = reword(full, "a-1", "万吨", "")
    assert quotes(full) == [("a-1", "产能30 00")]
    reset(full, first)
    assert quotes(full) == [("a-1", "新增产能30 00")]
    reset(full, last)
    assert quotes(full) == [("a-1", "新增产能30 00万吨")]


def test_also_in_a_measure_that_was_joined_since(full: Store) -> None:
    marked(full, ("a-2", "保障电煤"))
    gone = reword(full, "a-2", "保障", "")
    correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "\n")])
    assert quotes(full) == [("a-1", "电煤")]
    reset(full, gone)
    assert quotes(full) == [("a-1", "保障电煤")]


def test_all_words_of_a_mark_that_waited(full: Store) -> None:
    marked(full, ("a-1", "新增产能"))
    gone = reword(full, "a-1", "新增产能", "")
    reword(full, "a-1", "完工", "竣工")
    assert marks.of_document(full, document="a")[0].orphaned
    reset(full, gone)
    assert quotes(full) == [("a-1", "新增产能")]
    assert not marks.of_document(full, document="a")[0].orphaned


def test_a_mark_is_never_put_on_words_that_a_person_took_it_from(full: Store) -> None:
    mark = marked(full, ("a-1", "新增产能"))
    gone = reword(full, "a-1", "新增", "")
    start = node(full, "a-1").text.index("产能3000")
    marks.set_pieces(full, author=WHO, mark=mark.id, pieces=[("a-1", start, start + 6)])
    reword(full, "a-1", "完工", "竣工")
    reset(full, gone)
    assert quotes(full) == [("a-1", "产能3000")]


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("新增产能", "新增产量", "新增产量"),
        ("新增产能", "亲增产能", "亲增产能"),
        ("新增产能", "亲曾产能力", "亲曾产能"),
        ("新增产能3000", "新增产出4000", "新增产"),  # the mark was on a part of it
        ("新增产能3000", "新增产能约3000", "新增产能"),  # nothing of it was replaced
        ("前新增", "前再新增", "新增产能"),
    ],
)
def test_what_replaces_marked_characters_at_the_edge_is_marked(
    full: Store, old: str, new: str, quote: str
) -> None:
    marked(full, ("a-1", "新增产能"))
    done = reword(full, "a-1", old, new)
    assert quotes(full) == [("a-1", quote)]
    reword(full, "a-1", "完工", "竣工")
    reset(full, done)
    assert quotes(full) == [("a-1", "新增产能")]


def test_a_replaced_character_is_marked_again_where_the_mark_was_made_on_the_new_one(
    full: Store,
) -> None:
    done = reword(full, "a-1", "3000万吨", "3000万噸")
    marked(full, ("a-1", "3000万噸"))
    reword(full, "a-1", "完工", "竣工")
    reset(full, done)
    assert quotes(full) == [("a-1", "3000万吨")]


def test_a_mark_on_words_that_were_all_replaced_waits(full: Store) -> None:
    marked(full, ("a-1", "𠮷日"))
    reword(full, "a-1", "𠮷日", "早些")
    assert marks.of_document(full, document="a")[0].orphaned
    history.undo(full)
    assert quotes(full) == [("a-1", "𠮷日")]
