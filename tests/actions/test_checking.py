"""What is to be checked in real texts: each of the second look's checks finds what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import checking, correcting, documents
from desktop.actions.checking import Finding
from desktop.correcting.words import patches
from desktop.corrections import PutAside, Reword
from desktop.model import Kind, Node
from desktop.store import Store


@pytest.fixture
def store(library: Path) -> Iterator[Store]:
    """The library with the five seeds."""
    with Store.open(library) as opened:
        yield opened


def document(store: Store, number: int) -> str:
    return documents.list_documents(store)[number].id


def found(store: Store, number: int, kind: str) -> list[Finding]:
    every = checking.findings(store, document=document(store, number))
    return [each for each in every if each.slip.doubt.kind == kind and not each.how]


def node(store: Store, number: int, label: str) -> Node:
    outline = documents.load_outline(store, document=document(store, number))
    return next(each for each in outline.walk() if each.label == label)


def correct(store: Store, number: int, *deeds: object) -> None:
    correcting.correct(store, author="张三", document=document(store, number), deeds=deeds)


def test_brackets_and_quotes(store: Store) -> None:
    assert found(store, 0, "brackets") == []
    outline = documents.load_outline(store, document=document(store, 0))
    quoting = next(each for each in outline.walk() if "”" in each.text)
    changes = patches(quoting.text, quoting.text.replace("”", "", 1))
    correct(store, 0, Reword(quoting.id, "text", changes))
    (lone,) = found(store, 0, "brackets")
    assert (lone.place, lone.weight) == (quoting.label, "一般")
    assert lone.slip.doubt.message == "““”没有后半，请对照原件。"


def test_of_a_document_that_has_been_removed_meanwhile_there_is_nothing(store: Store) -> None:
    gone = document(store, 1)
    assert checking.findings(store, document=gone)
    documents.remove(store, documents=[gone])
    assert checking.findings(store, document=gone) == []


def test_numbers(store: Store) -> None:
    assert found(store, 0, "sequence") == []
    correct(store, 0, PutAside(node(store, 0, "7.").id, "furniture"))
    (gap,) = found(store, 0, "sequence")
    assert (gap.place, gap.weight) == ("8.", "要紧")
    assert "缺“7.”" in gap.slip.doubt.message


def test_rare_characters(store: Store) -> None:
    assert found(store, 0, "rare") == []
    first = node(store, 0, "1.")
    correct(store, 0, Reword(first.id, "text", patches(first.text, first.text + "职エ之家")))
    (rare,) = found(store, 0, "rare")
    assert (rare.weight, rare.slip.doubt.printed[-4:]) == ("一般", "职エ之家")


def test_a_declared_count(store: Store) -> None:
    assert found(store, 2, "count") == []
    outline = documents.load_outline(store, document=document(store, 2))
    chapter = next(each for each in outline.nodes if "条）" in each.title)
    correct(store, 2, PutAside(chapter.children[-1].id, "furniture"))
    (count,) = found(store, 2, "count")
    assert count.chapter == f"{chapter.label}{chapter.title}"
    there = sum(each.kind is Kind.MEASURE for each in chapter.walk())
    assert f"写明 {there} 条，现在有 {there - 1} 条" in count.slip.doubt.message


def test_a_topic_sentence_twice(store: Store) -> None:
    (twice,) = found(store, 2, "repeated")
    assert twice.place == "29."
    deeds = checking.fixing(
        documents.load_outline(store, document=document(store, 2)), [twice.slip]
    )
    correct(store, 2, *deeds)
    assert found(store, 2, "repeated") == []


def test_what_is_listed_may_be_older_than_the_text(store: Store) -> None:
    """A list that was made before a correction has places of other words."""
    older = found(store, 1, "half_mark")
    slip = older[0].slip
    outline = documents.load_outline(store, document=document(store, 1))
    slips = [each.slip for each in older]
    assert {deed.node for deed in checking.fixing(outline, slips)} == {each.node for each in slips}
    before = next(each for each in outline.walk() if each.id == slip.node)
    changes = patches(before.text, before.text[5:])
    correct(store, 1, Reword(before.id, "text", changes))
    now = documents.load_outline(store, document=document(store, 1))
    assert checking.fitting(now, slips) == slips[1:]
    assert checking.fixing(now, [slip]) == []


def test_units_that_no_other_measure_names(store: Store) -> None:
    others, joined = found(store, 1, "lone_unit")
    assert "“省工信厅”和别的单位没有分开" in joined.slip.doubt.message
    assert "山西证监局" in others.slip.doubt.message
    assert joined.weight == others.weight == "轻微"


def test_brackets_of_units_are_put_right_with_those_of_the_text(store: Store) -> None:
    listed = found(store, 1, "half_bracket")
    outline = documents.load_outline(store, document=document(store, 1))
    correct(store, 1, *checking.fixing(outline, [each.slip for each in listed]))
    now = documents.load_outline(store, document=document(store, 1))
    assert found(store, 1, "half_bracket") == []
    before = {each.id: each.units for each in outline.walk()}
    assert {each.id: each.units for each in now.walk()} == before
    assert not any("(" in each.units_text or "(" in each.text for each in now.walk())


def test_what_was_put_right_counts_as_done(store: Store) -> None:
    every = checking.findings(store, document=document(store, 1))
    half = [each.slip for each in every if each.slip.doubt.kind == "half_mark"]
    outline = documents.load_outline(store, document=document(store, 1))
    correct(store, 1, *checking.fixing(outline, half[:3]))
    later = checking.findings(store, document=document(store, 1))
    done = [each for each in later if each.how == "corrected"]
    assert len(later) == len(every)
    assert {each.slip.node for each in done} == {slip.node for slip in half[:3]}
    assert not any(each.slip.fixes or each.slip.end for each in done)


def test_what_the_parser_has_told_is_not_told_again(store: Store) -> None:
    every = checking.findings(store, document=document(store, 1))
    (told,) = (each for each in every if "梄" in each.slip.doubt.printed)
    assert (told.slip.doubt.kind, told.origin) == ("character", checking.PARSED)


def test_half_width_signs_and_foreign_words(store: Store) -> None:
    assert "和" in found(store, 4, "and")[0].slip.doubt.assumed
    assert len(found(store, 1, "half_mark")) > 50
    assert len(found(store, 4, "half_bracket")) > 1


@pytest.mark.parametrize("order", ["weight", "kind", "place"])
def test_orders(store: Store, order: checking.Order) -> None:
    every = checking.findings(store, document=document(store, 1))
    listed = checking.ordered(every, order)
    assert sorted(each.at for each in listed) == sorted(each.at for each in every)
    if order == "place":
        assert [each.at for each in listed] == sorted(each.at for each in every)
    if order == "weight":
        ranks = [checking.WEIGHTS.index(each.weight) for each in listed]
        assert ranks == sorted(ranks)
