"""Any deeds: the tree stays a tree, no character is lost, words stand where the spans say."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.correcting import Corrected, corrected, words
from desktop.correcting.draft import Draft, rank
from desktop.corrections import (
    Deed,
    Join,
    Move,
    Patch,
    PutAside,
    Regrade,
    Reword,
    SetDatum,
    Split,
    TakeIn,
)
from desktop.model import HEADINGS, Kind, Node, Outline
from tests.documents import outline_of_text
from tests.shorthand import lines, tree

POLICY = lines(
    "某市关于稳增长的若干措施 / 一、做强工业 / 1.扩大产能。加快建设，~ / "
    "2.稳定价格。~（责任单位：市工信局，市发改委） / 二、促进消费 / （一）热点消费 / "
    "3.支持换新。~ / （二）文旅消费 / 4.办好活动。~ / 三、保障措施 / 各地要抓好落实。~"
)
FIRST = "一、chapter[1.measure 2.measure]"
SECTIONS = "（一）section[3.measure] （二）section[4.measure]"
LAST = "三、chapter[lead]"


def named(outline: Outline) -> Outline:
    """Return an outline with ids n0, n1, … in document order."""
    count = iter(range(10_000))

    def one(node: Node) -> Node:
        own = f"n{next(count)}"
        return replace(node, id=own, children=tuple(one(child) for child in node.children))

    return replace(outline, nodes=tuple(one(node) for node in outline.nodes))


@pytest.fixture(scope="module")
def policy() -> Outline:
    return named(outline_of_text(POLICY))


def node(outline: Outline, words: str) -> Node:
    return next(n for n in outline.walk() if (n.text or n.title).startswith(words))


def characters(outline: Outline) -> Counter[str]:
    """Return every character of an outline that is not blank, wherever it stands."""
    parts = [n.label + (n.text or n.title) + n.units_text for n in outline.walk()]
    outside = (*outline.front_matter, *outline.furniture, *outline.contents)
    parts += [line.text for line in outside] + list(outline.back_matter)
    return Counter("".join("".join(parts).split()))


def one(outline: Outline, deed: Deed) -> Corrected:
    result = corrected(outline, [deed])
    assert result.unfit == ()
    return result


def test_rewording_a_measure_changes_its_title(policy: Outline) -> None:
    measure = node(policy, "扩大产能")
    new = measure.text.replace("扩大产能", "扩大优质产能")
    result = one(policy, Reword(measure.id, "text", words.patches(measure.text, new)))
    found = node(result.outline, "扩大优质产能")
    assert (found.text, found.title, found.label) == (new, "扩大优质产能", "1.")
    spans = result.spans[0][measure.id]
    assert words.carried(spans, 0, 4) == [(measure.id, 0, 6)]
    assert words.carried(spans, 5, 9) == [(measure.id, 7, 11)]


def test_a_label_has_its_number_and_a_bracket_its_units(policy: Outline) -> None:
    measure = node(policy, "稳定价格")
    label = Reword(measure.id, "label", words.patches("2.", "12."))
    bracket = words.patches(measure.units_text, measure.units_text.replace("市发改委", "市财政局"))
    result = corrected(policy, [label, Reword(measure.id, "units_text", bracket)])
    found = node(result.outline, "稳定价格")
    assert (found.ordinal, found.units) == (12, ("市工信局", "市财政局"))


@pytest.mark.parametrize(
    ("what", "kind", "expected"),
    [
        pytest.param(
            "稳定价格",
            Kind.CHAPTER,
            f"一、chapter[1.measure] 2.chapter[lead] 二、chapter[{SECTIONS}] {LAST}",
            id="a measure becomes a chapter",
        ),
        pytest.param(
            "热点消费",
            Kind.CHAPTER,
            f"{FIRST} 二、chapter （一）chapter[3.measure （二）section[4.measure]] {LAST}",
            id="a section becomes a chapter and takes in what follows",
        ),
        pytest.param(
            "促进消费",
            Kind.SECTION,
            f"一、chapter[1.measure 2.measure 二、section {SECTIONS}] {LAST}",
            id="a chapter becomes a section of the one before",
        ),
        pytest.param(
            "热点消费",
            Kind.LEAD,
            f"{FIRST} 二、chapter[lead 3.measure （二）section[4.measure]] {LAST}",
            id="a section becomes plain text",
        ),
        pytest.param(
            "各地要",
            Kind.MEASURE,
            f"{FIRST} 二、chapter[{SECTIONS}] 三、chapter[measure]",
            id="plain text becomes a measure",
        ),
    ],
)
def test_regrading(policy: Outline, what: str, kind: Kind, expected: str) -> None:
    result = one(policy, Regrade(node(policy, what).id, kind, "fresh"))
    assert tree(result.outline) == expected
    assert characters(result.outline) == characters(policy)


def test_splitting_and_joining(policy: Outline) -> None:
    measure = node(policy, "扩大产能")
    at = measure.text.index("加快")
    split = Split(measure.id, at, measure.text[:at], measure.text[at : at + 8], "fresh")
    parted = one(policy, split)
    texts = [n.text[:4] for n in parted.outline.nodes[0].children]
    assert texts == ["扩大产能", "加快建设", "稳定价格"]
    assert words.carried(parted.spans[0][measure.id], at - 2, at + 2) == [
        (measure.id, at - 2, at),
        ("fresh", 0, 2),
    ]
    joined = one(parted.outline, Join(measure.id, ""))
    assert node(joined.outline, "扩大产能").text == measure.text
    assert words.carried(joined.spans[0]["fresh"], 0, 2) == [(measure.id, at, at + 2)]


def test_a_split_finds_the_label_of_the_second_half(policy: Outline) -> None:
    measure = node(policy, "扩大产能")
    put_in = Reword(
        measure.id, "text", words.patches(measure.text, measure.text.replace("加快", "9.加快"))
    )
    at = measure.text.index("加快")
    split = Split(measure.id, at, "", "9.加快", "fresh")
    outline = corrected(policy, [put_in, split]).outline
    second = outline.nodes[0].children[1]
    assert (second.label, second.ordinal, second.text[:2]) == ("9.", 9, "加快")


def test_lines_leave_the_tree_and_come_back(policy: Outline) -> None:
    lead = node(policy, "各地要")
    away = one(policy, PutAside(lead.id, "furniture")).outline
    assert [line.text for line in away.furniture] == [lead.text]
    back = one(away, TakeIn("furniture", lead.first_line, lead.text, "fresh")).outline
    assert [n.text for n in back.walk()] == [n.text for n in policy.walk()]
    assert characters(back) == characters(away) == characters(policy)


def test_moving_a_branch(policy: Outline) -> None:
    section, chapter = node(policy, "文旅消费"), policy.nodes[0]
    result = one(policy, Move(section.id, chapter.id, ""))
    assert tree(result.outline).startswith("一、chapter[（二）section[4.measure] 1.measure")
    nothing = corrected(policy, [Move(chapter.id, chapter.children[0].id, "")])
    assert nothing.unfit == (0,)
    assert nothing.outline == policy


def test_a_branch_is_not_moved_below_what_is_a_heading_no_more(policy: Outline) -> None:
    third, section = node(policy, "支持换新"), node(policy, "文旅消费")
    raised = Regrade(third.id, Kind.CHAPTER, "fresh")
    under = Move(section.id, third.id, "")
    assert corrected(policy, [raised, under]).unfit == ()
    assert corrected(policy, [under]).unfit == (0,)


def test_joined_headings_of_other_levels_keep_to_the_levels(policy: Outline) -> None:
    result = corrected(
        policy,
        [
            Regrade(node(policy, "做强工业").id, Kind.SECTION, "fresh"),
            Join(node(policy, "做强工业").id, ""),
        ],
    )
    assert result.unfit == ()
    assert tree(result.outline) == (f"一、section[1.measure 2.measure] {SECTIONS} {LAST}")
    assert characters(result.outline) == characters(policy)


def test_headings_have_no_text_and_texts_no_title_of_their_own(policy: Outline) -> None:
    measure, chapter = node(policy, "扩大产能"), node(policy, "做强工业")
    for each, what in ((measure, "title"), (chapter, "text")):
        changes = words.patches(getattr(each, what), getattr(each, what) + "改")
        assert corrected(policy, [Reword(each.id, what, changes)]).unfit == (0,)


def test_a_text_that_is_emptied_has_no_title(policy: Outline) -> None:
    measure = node(policy, "扩大产能")
    result = one(policy, Reword(measure.id, "text", words.patches(measure.text, "")))
    found = next(each for each in result.outline.walk() if each.id == measure.id)
    assert (found.label, found.title, found.text) == ("1.", "", "")


def test_joined_headings_keep_what_was_written_behind_them(policy: Outline) -> None:
    first, second = node(policy, "做强工业"), node(policy, "促进消费")
    bracket = Reword(second.id, "units_text", words.patches("", "（责任单位：市商务局）"))
    result = corrected(policy, [bracket, Join(first.id, "")])
    found = next(each for each in result.outline.walk() if each.id == first.id)
    assert (found.units_text, found.units) == ("（责任单位：市商务局）", ("市商务局",))


def test_data(policy: Outline) -> None:
    assert one(policy, SetDatum("issued_on", "2026-01-02")).outline.issued_on == "2026-01-02"
    assert one(policy, SetDatum("issued_on", None)).outline.issued_on is None
    for none in ("去年秋天", "20260102", "2026-13-01", ""):
        assert corrected(policy, [SetDatum("issued_on", none)]).unfit == (0,)


def test_a_patch_is_done_where_its_words_have_gone() -> None:
    old = "推进煤炭增产保供，做好煤炭价格监测。"
    changes = words.patches(old, old.replace("煤炭价格", "煤碳价格"))
    moved = "（略）" + old
    assert words.patched(moved, words.located(moved, changes)) == "（略）" + old.replace(
        "煤炭价格", "煤碳价格"
    )


TEXTS = st.text("煤炭增产保供，。价格0１ \n", max_size=30)


def test_between_changes_that_touch_nothing_is_kept() -> None:
    changes = [Patch(0, "甲", "甲甲"), Patch(1, "乙", ""), Patch(3, "丁", "")]
    spans = list(words.kept("n", "甲乙丙丁戊", changes))
    assert [(span.start, span.end, span.at) for span in spans] == [(2, 3, 2), (4, 5, 3)]


@given(TEXTS, TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_patches_make_the_new_text_and_keep_what_they_do_not_touch(
    old: str, new: str, one_end: int, other_end: int
) -> None:
    changes = words.patches(old, new)
    assert words.patched(old, words.located(old, changes)) == new
    spans = list(words.kept("n", old, changes))
    for span in spans:
        assert old[span.start : span.end] == new[span.at : span.at + span.end - span.start]
    start, end = sorted((min(one_end, len(old)), min(other_end, len(old))))
    for _, begin, then in words.carried(spans, start, end):
        assert 0 <= begin < then <= len(new)


def deeds(outline: Outline) -> st.SearchStrategy[Deed]:
    ids = st.sampled_from([*[n.id for n in outline.walk()], "f0", "f1", "f2", "f3"])
    fresh = st.sampled_from(["f0", "f1", "f2", "f3"])
    texts = {n.id: n.text for n in outline.walk()}

    def split(id_: str, at: int, new: str) -> Split:
        text = texts.get(id_, "")
        at = at % (len(text) + 1)
        return Split(id_, at, text[max(0, at - 9) : at], text[at : at + 9], new)

    lines = [
        (part, line.line, line.text)
        for part in ("front_matter", "furniture", "contents")
        for line in getattr(outline, part)
    ]
    parts = st.sampled_from(["front_matter", "furniture", "contents", "back_matter"])
    return st.one_of(
        st.builds(Regrade, ids, st.sampled_from(Kind), fresh),
        st.builds(Move, ids, ids | st.just(""), ids | st.just("")),
        st.builds(split, ids, st.integers(0, 500), fresh),
        st.builds(Join, ids, st.sampled_from(["", "\n"])),
        st.builds(PutAside, ids, parts),
        st.builds(lambda found, new: TakeIn(*found, new), st.sampled_from(lines), fresh)
        if lines
        else st.nothing(),
    )


OUTLINE = named(outline_of_text(POLICY))


@settings(max_examples=300)
@given(st.lists(deeds(OUTLINE), max_size=12))
def test_any_deeds_leave_a_tree_with_every_character(done: list[Deed]) -> None:
    result = corrected(OUTLINE, done)
    ids = [n.id for n in result.outline.walk()]
    assert len(ids) == len(set(ids))
    assert characters(result.outline) == characters(OUTLINE)
    for found in result.outline.walk():
        assert (found.kind not in HEADINGS) or not found.text
        assert found.text.startswith(found.title) or found.kind in HEADINGS
    again = Draft(result.outline).whole()
    assert again == result.outline


@settings(max_examples=200)
@given(st.lists(deeds(OUTLINE), max_size=8), st.data())
def test_words_stand_where_the_spans_say(done: list[Deed], data: st.DataObject) -> None:
    outline = OUTLINE
    for deed in done:
        result = corrected(outline, [deed])
        texts = {n.id: n.text for n in result.outline.walk()}
        for before in outline.walk():
            if not before.text:
                continue
            start = data.draw(st.integers(0, len(before.text) - 1))
            end = data.draw(st.integers(start + 1, len(before.text)))
            known = result.spans and before.id in result.spans[0]
            if not known:
                assert texts.get(before.id) == before.text
                continue
            found = words.carried(result.spans[0][before.id], start, end)
            there = "".join(texts[id_][begin:then] for id_, begin, then in found)
            assert "".join(there.split()) in "".join(before.text.split())
        outline = result.outline


def test_regrading_keeps_to_the_ranks() -> None:
    assert rank(Kind.CHAPTER) < rank(Kind.SECTION) < rank(Kind.MEASURE) < rank(Kind.LEAD)
