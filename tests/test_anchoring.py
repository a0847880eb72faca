"""A mark's words in a changed text: found again, followed, or given up rather than misplaced."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.anchoring import Finder
from desktop.annotations import Piece
from tests.changed import Revision
from tests.timing import growth, least

TEXT = (
    "加快重大项目建设。建立重点项目台账，全年完成固定资产投资5000亿元，逐月调度、按季通报。"
    "各市人民政府要加快推进前期工作，做到开工一批、投产一批、储备一批。"
    "对推进不力的，由省发展改革委会同有关部门约谈。"
)
OTHER = (
    "促进汽车消费。鼓励各县（市、区）发放购车补贴，开展新能源汽车下乡活动，支持老旧车辆以旧换新，"
    "优化二手车交易登记管理，落实好车辆购置税减征政策。"
)


def piece(quote: str, text: str = TEXT, node: str = "a") -> Piece:
    """The piece of a text that has these words, the first of them."""
    start = text.index(quote)
    return Piece.of(node, text, start, start + len(quote))


def found(mark: Piece, *texts: str) -> str | None:
    """Where the piece is in the nodes a, b, c …: the node's text with the words in brackets."""
    nodes = list(zip("abcdefgh", texts, strict=False))
    place = Finder(nodes).find(mark)
    if place is None:
        return None
    text = dict(nodes)[place.node]
    assert place == Piece.of(place.node, text, place.start, place.end)
    return f"{place.node} {text[: place.start]}[{place.quote}]{text[place.end :]}"


# --- exact words


def test_an_unchanged_text_keeps_its_marks_where_they_are() -> None:
    mark = piece("重点项目")
    assert Finder([("a", TEXT)]).find(mark) == mark


def test_words_are_found_where_they_have_gone_in_their_text() -> None:
    new = "统筹谋划，精准发力。" + TEXT
    assert found(piece("逐月调度"), new) == f"a {new.replace('逐月调度', '[逐月调度]')}"


def test_words_are_found_in_another_node_with_what_was_around_them() -> None:
    new = OTHER + TEXT
    want = new.replace("逐月调度", "[逐月调度]")
    assert found(piece("逐月调度"), OTHER, new) == f"b {want}"
    assert found(piece("逐月调度", node="gone"), OTHER, new) == f"b {want}"


def test_words_of_a_node_that_was_cut_in_two_are_found_in_the_second_half() -> None:
    cut = TEXT.index("各市")
    assert found(piece("各市人民政府"), TEXT[:cut], TEXT[cut:]) == (
        f"b [各市人民政府]{TEXT[cut + 6 :]}"
    )


def test_a_long_quote_that_stands_only_once_needs_nothing_around_it() -> None:
    quote = "建立重点项目台账，全年完成固定资产投资5000亿元，逐月调度、按季通报。"
    new = f"{OTHER[:20]}{quote}{OTHER[20:]}"
    assert found(piece(quote), OTHER, new) == f"b {OTHER[:20]}[{quote}]{OTHER[20:]}"
    assert found(piece(quote), OTHER, new, new) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("5000亿元", "5000 亿元"),
        lambda text: text.replace("完成", "完\n成"),
        lambda text: text.replace("，", ","),
        lambda text: text.replace("5000", "５０００"),
        lambda text: text.replace("固定", "固\u200b定"),
        "　".join,
    ],
)
def test_white_space_and_width_are_no_change(change) -> None:
    mark = piece("全年完成固定资产投资5000亿元，逐月调度")
    new = change(TEXT)
    place = Finder([("a", new)]).find(mark)
    assert place is not None
    assert _plain(place.quote) == _plain(mark.quote)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("\u200b", "")
    return "".join(folded.split())


def test_white_space_at_the_ends_of_a_quote_stays_in_it() -> None:
    old = "第一段话说完了。\n第二段话从这里说起。"
    mark = piece("。\n", old)
    assert (
        found(mark, "新增的一句。" + old)
        == "a 新增的一句。第一段话说完了[。\n]第二段话从这里说起。"
    )
    assert found(piece("\n第二段", old), "第一段话说完了。第二段话从这里说起。") == (
        "a 第一段话说完了。[第二段]话从这里说起。"
    )


# --- the same words more than once


def test_of_equal_words_those_in_their_own_surroundings_are_taken() -> None:
    old = "各市人民政府要加快推进前期工作。省直部门要加快推进审批事项。各县也要加快推进征地工作。"
    mark = Piece.of("a", old, old.index("加快推进审批"), old.index("审批"))
    new = "县级部门要加快推进资金拨付。" + old
    assert found(mark, new) == f"a {new.replace('加快推进审批', '[加快推进]审批')}"


def test_equal_words_elsewhere_do_not_take_a_mark_whose_own_words_are_gone() -> None:
    new = TEXT.replace("各市人民政府要加快推进前期工作，做到开工一批、投产一批、储备一批。", "")
    far = OTHER + "请各市人民政府于年底前报送总结。"
    assert found(piece("各市人民政府"), new, far) is None


def test_a_changed_quote_stays_in_its_place_though_its_old_words_stand_elsewhere() -> None:
    old = TEXT + "各级各有关部门要密切配合，形成合力，加快推进各项工作落实见效。"
    new = old.replace("要加快推进前期", "要加快办理前期")
    mark = piece("加快推进前期"[:4], old)
    assert found(mark, new) is None or "[加快办理]" in str(found(mark, new))


def test_a_topic_sentence_that_is_printed_twice_stays_in_its_own_node() -> None:
    title = "加快重大项目建设。"
    mark = piece(title, node="b")
    assert found(mark, title, "新增：" + TEXT) == f"b 新增：[{title}]{TEXT[len(title) :]}"


def test_words_in_equal_surroundings_are_left_to_a_person_once_the_text_has_changed() -> None:
    row = "人均公共体育场地面积\t1.5\t2.0\t预期性\n"
    mark = Piece.of("a", row * 20, len(row) * 8, len(row) * 8 + 6)
    assert Finder([("a", row * 20)]).find(mark) == mark
    assert found(mark, "单位\n" + row * 20) is None


def test_twins_without_their_own_node_are_left_to_a_person() -> None:
    assert found(piece("逐月调度", node="gone"), TEXT, TEXT) is None


def test_repeated_phrases_of_any_number_are_never_confused() -> None:
    old = "".join(f"第{n}批由各市人民政府加快推进，责任到人。" for n in range(200))
    new = "（修订）" + old.replace("第7批由", "第7批改由")
    finder = Finder([("a", new)])
    for n in range(200):
        at = old.index("加快推进", old.index(f"第{n}批"))
        place = finder.find(Piece.of("a", old, at, at + 4))
        assert place is None or place.start == new.index("加快推进", new.index(f"第{n}批"))


# --- changed words


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("固定资产投资5000亿元", "5000亿元", "5600亿元", "固定资产投资5600亿元"),
        ("逐月调度、按季通报", "按季", "按年", "逐月调度、按年通报"),
        ("开工一批、投产一批、储备一批", "投产一批、", "", "开工一批、储备一批"),
        ("开工一批、投产一批", "、投产", "、建设一批、投产", "开工一批、建设一批、投产一批"),
        ("加快推进前期工作", "加快推进", "推进", "推进前期工作"),
        ("由省发展改革委会同有关部门约谈", "会同有关部门约谈", "约谈", "由省发展改革委约谈"),
        ("按季通报。", "按季通报。", "按季通报；", "按季通报；"),
    ],
)
def test_changed_words_are_followed_to_what_they_have_become(
    quote: str, old: str, new: str, expected: str
) -> None:
    text = "全省上下齐心协力。" + TEXT.replace(old, new, 1)
    assert found(piece(quote), text) == f"a {text.replace(expected, f'[{expected}]', 1)}"


@pytest.mark.parametrize("quote", ["约谈", "逐月调度", "做到开工一批、投产一批、储备一批"])
def test_words_that_were_taken_out_or_replaced_lose_their_place(quote: str) -> None:
    assert found(piece(quote), TEXT.replace(quote, "")) is None
    assert found(piece(quote), TEXT.replace(quote, "另行制定具体办法")) is None


def test_words_far_from_the_others_are_not_theirs() -> None:
    old = "推动现代消费品提质扩能增效。"
    new = "推动现代消费品提质扩能。协同推进钢铁行业数字化转型，全面提质增效。"
    assert found(piece("现代消费品提质扩能增效。", old), new) == (
        "a 推动[现代消费品提质扩能]。协同推进钢铁行业数字化转型，全面提质增效。"
    )


def test_a_text_rewritten_throughout_loses_its_marks() -> None:
    assert all(found(piece(quote), OTHER) is None for quote in ("重点项目", TEXT[:60], "。", TEXT))


# --- sensible ends


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("完成投资20", "完成投资20亿", "完成投资205亿", "完成投资205"),
        ("达到3", "达到3万", "达到3.5万", "达到3.5"),
        ("支持RCEP", "支持RCEP规则", "支持RCEPS规则", "支持RCEPS"),
        ("5G基站", "5G基站", "15G基站", "15G基站"),
        ("咖啡cafe", "咖啡cafe。", "咖啡cafe\u0301。", "咖啡cafe\u0301"),
        ("表扬👍", "表扬👍。", "表扬👍🏽。", "表扬👍🏽"),
        ("家庭👨", "家庭👨。", "家庭👨\u200d👩。", "家庭👨\u200d👩"),
    ],
)
def test_ends_do_not_split_what_belongs_together(
    quote: str, old: str, new: str, expected: str
) -> None:
    around = "鼓励各县市区结合实际抓好落实，{}，并按月报送进展情况和存在的问题。"
    before, after = around.format(old), around.format(new)
    assert found(piece(quote, before), after) == f"a {after.replace(expected, f'[{expected}]')}"


def test_ends_that_split_a_number_before_may_do_so_again() -> None:
    old = "全年完成固定资产投资5000亿元，同比增长百分之六。"
    mark = piece("投资50", old)
    assert (
        found(mark, "其中：" + old) == "a 其中：全年完成固定资产[投资50]00亿元，同比增长百分之六。"
    )


def test_a_changed_stretch_has_no_punctuation_that_the_quote_did_not_have() -> None:
    new = TEXT.replace("逐月调度、按季通报。", "逐月调，、按季通报。")
    assert found(piece("逐月调度"), new) == f"a {TEXT.replace('逐月调度', '[逐月调]，')}"
    new = TEXT.replace("，逐月调度", "，，月调度")
    assert found(piece("逐月调度"), new) == f"a {new.replace('月调度', '[月调度]')}"
    percent = "力争全年增长6%左右，好于全国平均水平。"
    assert found(piece("增长6%", percent), percent.replace("6%", "7%")) == (
        "a 力争全年[增长7%]左右，好于全国平均水平。"
    )


def test_a_quote_of_which_only_punctuation_is_left_loses_its_place() -> None:
    old = "力争甲，全年增长百分之六左右，好于全国平均水平。"
    assert found(piece("甲，", old), old.replace("甲，", "，")) is None


def test_the_sign_between_nodes_is_an_ordinary_character_of_a_text() -> None:
    old = "加快\0推进重点项目建设，逐月\0调度。"
    mark = piece("逐月\0调度", old)
    assert found(mark, "各市" + old, "甲") == "a 各市加快\0推进重点项目建设，[逐月\0调度]。"


# --- marks in several pieces


def test_a_mark_over_several_nodes_is_found_in_all_of_them() -> None:
    pieces = [Piece.of("a", TEXT, 40, len(TEXT)), Piece.of("b", OTHER, 0, 20)]
    nodes = [("x", "新增一条。"), ("b", "一是" + OTHER), ("a", "二是" + TEXT)]
    places = Finder(nodes).find_all(pieces)
    assert places is not None
    assert [(each.node, each.quote) for each in places] == [("b", OTHER[:20]), ("a", TEXT[40:])]


def test_a_mark_that_lost_one_of_its_nodes_is_left_to_a_person() -> None:
    pieces = [Piece.of("a", TEXT, 40, len(TEXT)), Piece.of("b", OTHER, 0, 20)]
    assert Finder([("a", TEXT)]).find_all(pieces) is None


def test_pieces_that_would_cover_the_same_words_are_left_to_a_person() -> None:
    pieces = [piece("逐月调度", node="a"), piece("月调度、按", node="gone")]
    assert Finder([("a", TEXT)]).find_all(pieces) is None


def test_a_mark_without_pieces_is_where_it_was() -> None:
    assert Finder([("a", TEXT)]).find_all([]) == ()


# --- what cannot be found


@pytest.mark.parametrize(
    "mark",
    [
        Piece("a"),
        Piece("a", 3, 3, "", "加快重", "大项目"),
        Piece("a", 0, 2, " \n"),
        Piece("a", -5, 2, "加快"),
        Piece("a", 900, 902, "绝无此语"),
        Piece("gone", 0, 2, "加快", "", "", "hash"),
    ],
)
def test_a_piece_that_says_nothing_or_nonsense_has_no_place(mark: Piece) -> None:
    assert Finder([("a", TEXT)]).find(mark) in (None, piece("加快"))
    assert Finder([]).find(mark) is None
    assert Finder([("a", "")]).find(mark) is None


# --- long texts, rare characters


def test_a_text_of_ten_thousand_characters_is_followed() -> None:
    old = "".join(f"第{n}项任务由第{n * 7 % 1000}组承担，{TEXT[n % 60 :]}" for n in range(120))
    assert len(old) > 10_000
    new = old.replace("第60项任务由", "其中第60项任务改由")
    whole = Piece.of("a", old, 0, len(old))
    place = Finder([("a", new)]).find(whole)
    assert place is not None
    assert place.quote == new
    part = Piece.of("a", old, 100, 10_000)
    place = Finder([("a", "总则。" + new)]).find(part)
    assert place is not None
    assert place.start == 103
    assert place.quote.endswith(old[9_900:10_000])


@pytest.mark.timed
def test_five_thousand_marks_of_a_document_are_placed_in_two_seconds() -> None:
    revision = Revision(max(paths.seeds(), key=lambda path: path.stat().st_size), seed=3)
    marks = [revision.pieces(mark) for mark in revision.marks(5_000)]
    find = Finder(revision.new).find_all
    assert least(lambda: list(map(find, marks)), runs=2) < 4  # benchmarks/ hold it to 2


@pytest.mark.timed
def test_marks_in_one_long_node_of_one_phrase_cost_no_more() -> None:
    made = {
        size: [Piece.of("a", "加快推进。" * size, at, at + 7) for at in range(90, size * 4, 9)]
        for size in (1_000, 4_000)
    }

    def looked_for(phrases: int) -> None:
        finder = Finder([("a", "各市" + "加快推进。" * phrases)])
        assert all(finder.find(mark) is None for mark in made[phrases])

    assert growth(looked_for, 1_000) < 8


SIGNS = st.sampled_from("加快推进各市，。 \n2.5%G60A😀👍🏽𠮷e\u0301\u200d\ufe0f\0")
TEXTS = st.text(SIGNS, min_size=1, max_size=60) | st.text(min_size=1, max_size=40)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return Piece.of("a", text, start, draw(st.integers(start + 1, len(text))))


@settings(max_examples=300)
@given(pieces(), st.lists(TEXTS, max_size=4))
def test_a_place_is_always_inside_a_text_and_never_empty(mark: Piece, texts: list[str]) -> None:
    nodes = list(zip("abcd", texts, strict=False))
    place = Finder(nodes).find(mark)
    if place is not None:
        text = dict(nodes)[place.node]
        assert 0 <= place.start < place.end <= len(text)
        assert place == Piece.of(place.node, text, place.start, place.end)


@given(TEXTS, st.data())
def test_an_unchanged_text_gives_the_identical_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    mark = Piece.of("a", text, start, data.draw(st.integers(start + 1, len(text))))
    assert Finder([("b", text), ("a", text)]).find(mark) == mark


@given(
    st.text("天地玄黄宇宙洪荒A😀 \n", max_size=300),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 120),
)
def test_what_is_put_in_front_moves_a_mark_and_nothing_else(
    front: str, start: int, size: int
) -> None:
    mark = Piece.of("a", TEXT, start, min(len(TEXT), start + size))
    place = Finder([("a", f"{front}\n{TEXT}")]).find(mark)
    assert place is not None
    assert (place.start, place.quote) == (start + len(front) + 1, mark.quote)


# --- whole documents


@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_marks_of_a_seed_follow_their_words_into_a_changed_version(seed) -> None:
    revision = Revision(seed, seed=0)
    finder = Finder(revision.new)
    verdicts = Counter(
        revision.verdict(mark, finder.find_all(revision.pieces(mark)))
        for mark in revision.marks(2_000)
    )
    unchanged = sum(count for (same, _), count in verdicts.items() if same)
    assert unchanged > 700
    assert verdicts[True, "exactly"] >= 0.98 * unchanged
    assert verdicts[True, "other"] == verdicts[False, "other"] == 0
    assert verdicts[False, "nearly"] > 0.85 * (verdicts.total() - unchanged)
