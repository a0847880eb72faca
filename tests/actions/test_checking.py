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
    return [each for each in every if each.slip.doubt.kind == kind]


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


def test_numbers(store: Store) -> None:
    assert found(store, 0, "sequence") == []
    correct(store, 0, PutAside(node(store, 0, "7.").id, "furniture"))
    (gap,) = found(store, 0, "sequence")
    assert (gap.place, gap.weight) == ("8.", "要紧")
    assert "缺“7.”" in gap.slip.doubt.message


def test_rare_characters(store: Store) -> None:
    (rare,) = found(store, 1, "rare")
    assert "梄" in rare.slip.doubt.printed


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
    assert len(checking.fixing(outline, [each.slip for each in older])) == len(older)
    before = next(each for each in outline.walk() if each.id == slip.node)
    changes = patches(before.text, before.text[5:])
    correct(store, 1, Reword(before.id, "text", changes))
    now = documents.load_outline(store, document=document(store, 1))
    assert slip not in checking.fitting(now, [each.slip for each in older])
    assert checking.fixing(now, [slip]) == []
    assert len(checking.fixing(now, [each.slip for each in older])) == len(older) - 1


def test_units_that_no_other_measure_names(store: Store) -> None:
    told = {each.slip.doubt.printed: each for each in found(store, 1, "lone_unit")}
    assert "山西证监局" in told
    assert all(each.weight == "轻微" for each in told.values())


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
