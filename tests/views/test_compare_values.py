from desktop.actions import comparing, documents
from desktop.comparison import Comparison, Edition, Measure, Pair, Relation, Side, Stretch
from desktop.store import Store
from desktop.views.compare_values import (
    ALONE_LEFT,
    ALONE_RIGHT,
    JUDGED,
    REJECTED,
    Wanted,
    counts,
    evidence,
    items,
    kept,
    named,
)


def measure(node: str, position: int, chapter: str = "一、总体") -> Measure:
    title = f"做好{node}"
    return Measure(
        node, "measure", f"{position + 1}.", position + 1, title, title, chapter, position
    )


def side(name: str, count: int) -> Side:
    chapters = ("一、总体", "一、总体", "二、保障")
    measures = tuple(measure(f"{name}{n}", n, chapters[n]) for n in range(count))
    return Side(name, 1, name, "", measures)


LIKE = Pair("a0", "b1", Relation.SAME, 0.9, (Stretch(0, 4, 0, 4),))
LESS = Pair("a0", "b0", Relation.RELATED, 0.4, terms=("煤炭", "电力"))
MADE = Pair("a1", "b0", Relation.ADAPTED, 0.2, origin="made")
GONE = Pair("a2", "b0", Relation.RELATED, 0.3)
COMPARISON = Comparison(side("a", 3), side("b", 3), (LIKE, LESS, MADE), (GONE,))


def nodes(wanted: Wanted) -> list[tuple[str, str]]:
    return [item.nodes for item in kept(items(COMPARISON), wanted)]


def test_lines_stand_by_place_with_what_only_the_right_has_at_the_end() -> None:
    assert nodes(Wanted()) == [
        ("a0", "b0"),
        ("a0", "b1"),
        ("a1", "b0"),
        ("a2", ""),
        ("a2", "b0"),
        ("", "b2"),
    ]
    assert [item.kind for item in items(COMPARISON)] == [
        "related", "same", "adapted", ALONE_LEFT, REJECTED, ALONE_RIGHT,
    ]  # fmt: skip


def test_lines_are_narrowed_and_sorted() -> None:
    assert nodes(Wanted(kind="same")) == [("a0", "b1")]
    assert nodes(Wanted(kind=JUDGED)) == [("a1", "b0"), ("a2", "b0")]
    assert nodes(Wanted(chapter="二、保障")) == [("a2", ""), ("a2", "b0")]
    assert nodes(Wanted(text="做好 b2")) == [("", "b2")]
    assert nodes(Wanted(by_score=True))[0] == ("a0", "b1")
    assert nodes(Wanted(kind="same", text="没有")) == []


def test_every_kind_is_counted() -> None:
    assert counts(items(COMPARISON)) == {
        "": 6, JUDGED: 2, "same": 1, "adapted": 1, "related": 1, REJECTED: 1, ALONE_LEFT: 1,
        ALONE_RIGHT: 1,
    }  # fmt: skip


def test_a_sentence_says_why_two_measures_are_a_pair() -> None:
    assert evidence(COMPARISON, LIKE) == "都写有“做好a0”。"
    assert evidence(COMPARISON, LESS) == "都说到煤炭、电力。"
    assert evidence(COMPARISON, MADE) == "由人工配对。"
    assert evidence(COMPARISON, GONE) == "相关，用词相近。"
    assert named(None) == ""


def test_evidence_quotes_the_longest_shared_words_of_real_documents(store: Store) -> None:
    a, _, _, b, _ = documents.list_documents(store)
    found = comparing.compare(store, a=Edition(a.id), b=Edition(b.id))
    pair = next(each for each in found.pairs if len(each.stretches) > 1)
    said = evidence(found, pair)
    quoted = said.split("“")[1].split("”")[0].rstrip("…")
    assert quoted in found.measure_a(pair.a).text.replace("\n", "")
    assert f"另有 {len(pair.stretches) - 1} 处" in said
