"""What became of each piece of a text, as a reader would say it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.comparison import Difference
from desktop.matching import Differ
from tests.documents import outline_of
from tests.labelled_pairs import Labelled, measures_of

LANGUAGE = (
    "加快推进项目建设。加快推动改革。加强监管，加大投入。全省推进，全市推动。资金周转，资金压力。"
)
CLAUSES = st.sampled_from(
    [
        "加快推进重点项目建设",
        "全力推动开发区改革",
        "达到5500万千瓦",
        "𠮷日完工",
        "提高 42%",
        "“一网通办”",
    ]
)
TEXTS = st.one_of(
    st.text(st.sampled_from("加快推进，。；、\n 12.%万亩５，~—“𠮷😀\u0301a"), max_size=40),
    st.lists(st.tuples(CLAUSES, st.sampled_from("，。； \n")).map("".join), max_size=8).map(
        "".join
    ),
)


def told(old: str, new: str) -> str:
    """The differences in one line: [old→new], # for numbers, ↕ around what was moved."""
    words = []
    for piece in Differ([old, new, LANGUAGE]).between(old, new):
        if piece.change in ("kept", "spacing"):
            word = piece.new
        else:
            sign = "#" if piece.change == "number" else ""
            word = f"[{sign}{piece.old}→{piece.new}]"
        words.append(f"↕{word}↕" if piece.moved else word)
    return "".join(words).replace("↕↕", "")


def check(old: str, new: str, pieces: tuple[Difference, ...]) -> None:
    """The pieces cover both texts without gaps and lead from one to the other."""
    at = 0
    for piece in pieces:
        assert piece.start_b == at
        assert new[piece.start_b : piece.end_b] == piece.new
        at = piece.end_b
    assert at == len(new)
    at = 0
    for piece in sorted(pieces, key=lambda each: (each.start_a, each.end_a)):
        assert piece.start_a == at
        assert old[piece.start_a : piece.end_a] == piece.old
        at = piece.end_a
    assert at == len(old)
    for piece in pieces:
        assert (piece.change == "kept") == (piece.old == piece.new)
        assert (piece.change == "added") == (piece.old == "")
        assert (piece.change == "removed") == (piece.new == "")
    rebuilt = (
        old[each.start_a : each.end_a] if each.change == "kept" else each.new for each in pieces
    )
    assert "".join(rebuilt) == new


@given(TEXTS, TEXTS)
@example("", "")
@example(" ", "")
@example("a\n", "a \n")
def test_the_pieces_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    check(old, new, Differ([old, new]).between(old, new))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    pieces = Differ([text]).between(text, text)
    assert [piece.change for piece in pieces] == (["kept"] if text else [])


@pytest.mark.parametrize("name", ["000_003", "002_000"])
def test_real_pairs(name: str) -> None:
    labelled = Labelled.load(name)
    one, other = (
        {each.node: each.text for each in measures_of(outline_of(path))}
        for path in (labelled.a, labelled.b)
    )
    differ = Differ([*one.values(), *other.values()])
    for a, b in labelled.pairs:
        old, new = one[str(a)], other[str(b)]
        check(old, new, differ.between(old, new))


def test_a_number_that_changed_stands_for_itself() -> None:
    assert (
        told(
            "力争年底装机容量达到5500万千瓦、占比达到 42%。",
            "力争年底装机容量达到500 万千瓦、占比达到 50%。",
        )
        == "力争年底装机容量达到[#5500万千瓦→500 万千瓦]、占比达到 [#42%→50%]。"
    )


def test_a_number_of_another_thing_is_no_change_of_a_number() -> None:
    assert "#" not in told("建设高标准农田28万亩。", "建设高标准农田28家。")
    assert "#" not in told("培育企业10家，开展督查。", "举办展会30家。")
    assert told("建成5G基站8000个。", "建成5G基站8000 个。") == "建成5G基站8000 个。"


def test_words_are_not_cut() -> None:
    assert told("加快改革。", "加强改革。") == "[加快→加强]改革。"
    assert told("缓解资金周转压力。", "缓解资金周转困难。") == "缓解资金周转[压力→困难]。"
    assert told("推进建设。", "推动项目推进建设。") == "[→推动项目]推进建设。"


def test_a_change_of_white_space_or_width_is_none() -> None:
    pieces = Differ([]).between("2023 年—2025 年，", "2023年-2025年,")
    assert {piece.change for piece in pieces} <= {"kept", "spacing"}


def test_a_moved_clause_is_shown_as_moved() -> None:
    old = "落实好各项税收减免政策。加快推进重点项目建设。强化要素服务保障机制。"
    new = "强化要素服务保障机制。落实好各项税收减免政策。加快推进重大项目建设。"
    assert (
        told(old, new)
        == "↕强化要素服务保障机制。↕落实好各项税收减免政策。加快推进重[点→大]项目建设。"
    )


def test_a_moved_clause_may_have_changed() -> None:
    old = "推动省内上市企业倍增。建好用好公共服务平台。力争年底达到5500万千瓦。"
    new = "力争年底达到500万千瓦。推动省内上市企业倍增。建好用好公共服务平台。"
    assert (
        told(old, new)
        == "↕力争年底达到[#5500万千瓦→500万千瓦]。↕推动省内上市企业倍增。建好用好公共服务平台。"
    )


def test_a_sentence_in_other_words_is_not_cut_to_scraps() -> None:
    old, new = "健全考核奖惩机制，细化认定标准。", "做大做强万荣外加剂专业镇，开展评选认定工作。"
    assert (
        told(old, new)
        == "[健全考核奖惩机制→做大做强万荣外加剂专业镇]，[细化认定标准→开展评选认定工作]。"
    )


def test_what_is_left_out_and_put_in() -> None:
    assert (
        told("甲项工作，乙项任务，丙项要求。", "甲项工作，丙项要求。")
        == "甲项工作，[乙项任务，→]丙项要求。"
    )
    assert told("", "新增。") == "[→新增。]"
    assert told("删去。", "") == "[删去。→]"
