"""A second look at a text: what may be wrong, where, and what would put it right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.checking import fixed_text
from desktop.corrections import Slip
from desktop.facts.slips import slips
from desktop.model import Kind, Node, Outline

LATER = "，按期完成。"


def measure(number: int, text: str, *, title: str = "", units: tuple[str, ...] = ()) -> Node:
    return Node(
        Kind.MEASURE, f"{number}.", number, title, text, units, first_line=number, id=f"m{number}"
    )


def found(*nodes: Node, kind: str = "") -> list[Slip]:
    return [
        each for each in slips(Outline("a", nodes=nodes)) if not kind or each.doubt.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("落实（一）和“两个”《办法》。", ""),
        ("落实（一和二。", "（"),
        ("落实一）和二。", "）"),
        ("落实(一）和二。", ""),
        ("“落实《办法》", "“"),
        ("落实：1) 甲；2) 乙。", ""),
        ("落实《办法。（见附件）", "《"),
        ("改为：\n“第二条　甲。\n“第三条　乙。”", ""),
        ("改为：\n“第二条　甲。\n“第三条　乙。", "“"),
        ("落实“甲，\n并“乙”。", "“"),
        ("要求：a）甲；b）乙。", ""),
        ('落实"两个"办法。', ""),
        ('落实"两个办法。\n"甲"。', '"'),
    ],
)
def test_brackets_without_their_half(text: str, lone: str) -> None:
    assert "".join(text[each.start] for each in found(measure(1, text), kind="brackets")) == lone


def test_headings_have_brackets_too_and_a_pair_may_be_in_two_paragraphs() -> None:
    chapter = Node(Kind.CHAPTER, "一、", 1, "措施（9条", id="c")
    (slip,) = found(chapter, kind="brackets")
    assert (slip.doubt.printed, slip.start, slip.end) == ("措施（9条", 0, 0)
    first, second = (
        Node(Kind.LEAD, text=text, id=text) for text in ("（2008年通过", "2020年修订）")
    )
    assert found(first, second, kind="brackets") == []
    assert len(found(first, measure(1, "甲"), second, kind="brackets")) == 2


def test_numbers_out_of_sequence_and_twice() -> None:
    nodes = [measure(number, "事") for number in (1, 2, 4, 4, 5)]
    told = [each.doubt.message for each in found(*nodes, kind="sequence")]
    assert told == ["编号不连续：“2.”之后是“4.”，缺“3.”。", "编号重复：“4.”与上文重复。"]


def test_numbers_run_through_chapters_or_begin_anew() -> None:
    def chapter(number: int, *children: Node) -> Node:
        return Node(Kind.CHAPTER, f"第{number}章", number, "章", id=f"c{number}", children=children)

    through = [chapter(1, measure(1, "甲"), measure(2, "乙")), chapter(2, measure(3, "丙"))]
    anew = [chapter(1, measure(1, "甲"), measure(2, "乙")), chapter(2, measure(1, "丙"))]
    assert found(*through, kind="sequence") == found(*anew, kind="sequence") == []
    gap = [chapter(1, measure(1, "甲")), chapter(2, measure(5, "丙"))]
    assert len(found(*gap, kind="sequence")) == 1


@pytest.mark.parametrize(("declared", "wrong"), [("（2条）", 0), ("（九条）", 1), ("（3 条）", 1)])
def test_a_declared_count_is_counted(declared: str, wrong: int) -> None:
    children = (measure(1, "甲"), measure(2, "乙"))
    node = Node(Kind.CHAPTER, "一、", 1, f"措施{declared}", id="c", children=children)
    assert len(found(node, kind="count")) == wrong


def test_topic_sentences_twice() -> None:
    nodes = [
        measure(1, "加强能源保供工作。好。", title="加强能源保供工作"),
        measure(2, "加强能源保供工作。另。", title="加强能源保供工作"),
        measure(3, "推动产业转型升级。推动产业转型升级。好。", title="推动产业转型升级"),
    ]
    other, twice = found(*nodes, kind="repeated")
    assert "“1.”" in other.doubt.message
    assert fixed_text(nodes[2].text, twice.fixes) == "推动产业转型升级。好。"


def test_the_same_clause_before_a_comma_or_a_list_is_no_repetition() -> None:
    clause, listed = "社会力量投资的公共租赁住房", "下列人士逝世："
    nodes = [
        measure(1, f"{clause}，由甲定。", title=clause),
        measure(2, f"{clause}，由乙定。", title=clause),
        measure(3, listed, title=listed),
        measure(4, listed, title=listed),
    ]
    assert found(*nodes, kind="repeated") == []
    twice = measure(5, f"{clause}，由甲定。{clause}，由甲定。好。", title=clause)
    (slip,) = found(twice, kind="repeated")
    assert fixed_text(twice.text, slip.fixes) == f"{clause}，由甲定。好。"


def test_rare_characters() -> None:
    (slip,) = found(measure(1, "资金1梄1奖励"), kind="rare")
    assert (slip.start, slip.end) == (3, 4)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("职エ之家", "エ"),
        ("人ロ普查", "ロ"),
        ("Ш类水体", "Ш"),
        ("瞭望塔和二噁英", ""),
        ("α射线、β受体", ""),
        ("用“カラオケ”一词", ""),
        ("X光机", ""),
    ],
)
def test_letters_of_other_scripts_within_chinese(text: str, odd: str) -> None:
    assert "".join(text[each.start] for each in found(measure(1, text), kind="rare")) == odd


def test_a_rare_character_is_asked_about_once() -> None:
    (slip,) = found(measure(1, "梄和梄"), measure(2, "又是梄"), kind="rare")
    assert (slip.node, slip.start) == ("m1", 0)
    assert "全文 3 处" in slip.doubt.message


COMMON = ("省能源局", "省财政厅", "省交通运输厅", "省卫生健康委")


def lone_units(*units: str) -> list[str]:
    nodes = [measure(n, "事", units=COMMON) for n in range(1, 12)]
    return [
        each.doubt.message
        for each in found(*nodes, measure(12, "事", units=units), kind="lone_unit")
    ]


def test_units_that_nobody_else_names() -> None:
    assert lone_units() == []
    near, others = lone_units("省能原局", "省林草局", "太原海关")
    assert "与“省能源局”只差一字" in near
    assert "2 个" in others
    assert "省林草局（12.）、太原海关（12.）" in others
    assert found(measure(1, "事", units=("省能原局", "省能源局")), kind="lone_unit") == []


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("省能源局会同有关单位", "“省能源局”和别的单位没有分开"),
        ("省交通厅", "与“省交通运输厅”可能是同一单位"),
        ("省卫生和健康委", "与“省卫生健康委”只差一字"),
        ("省民政厅", "2 个"),
        ("市能源局", "2 个"),
    ],
)
def test_what_a_lone_unit_looks_like(unit: str, why: str) -> None:
    assert any(why in message for message in lone_units(unit, "太原海关"))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("省、市(边)协同,办理", "省、市（边）协同，办理"),
        ("时机、规模 and 标准", "时机、规模和标准"),
        ("增长 3,000 万(kW)", "增长 3,000 万（kW）"),
        ("见 (a) 项", "见 (a) 项"),
        ("甲;乙:丙", "甲；乙：丙"),
        ("投资8亿元,2025年建成", "投资8亿元，2025年建成"),
        ("开发APP,推动应用", "开发APP，推动应用"),
        ("比例为3:1,共2,000人", "比例为3:1，共2,000人"),
        ("及时通报.一.总则.", "及时通报。一.总则。"),
        ("基金(REITs）和(A)级", "基金（REITs）和（A）级"),
    ],
)
def test_what_can_be_put_right(text: str, fixed: str) -> None:
    fixes = [fix for slip in found(measure(1, text)) for fix in slip.fixes]
    assert fixed_text(text, fixes) == fixed


def test_units_and_headings_are_put_right_too() -> None:
    node = replace(measure(1, "省、市(边)"), units_text="(责任单位:省能源局)")
    (slip,) = found(node, kind="half_bracket")
    assert "4 处" in slip.doubt.message
    assert fixed_text(node.units_text, slip.units) == "（责任单位:省能源局）"
    only = replace(node, text="好")
    (slip,) = found(only, kind="half_bracket")
    assert (slip.words, slip.start, slip.end, len(slip.fixes)) == ("units_text", 0, 0, 2)
    heading = Node(Kind.CHAPTER, "一、", 1, "措施(9条)", id="c")
    (slip,) = found(heading, kind="half_bracket")
    assert slip.words == "title"
    assert fixed_text(heading.title, slip.fixes) == "措施（9条）"


@given(st.text(alphabet="省市,()（）and 和《》“”;1梄.\n𠮷", max_size=60))
def test_whatever_is_written_slips_lie_in_it(text: str) -> None:
    node = replace(measure(1, text), title=text[:8])
    for slip in found(node):
        assert 0 <= slip.start <= slip.end <= len(text)
        assert all(0 <= start < end <= len(text) for start, end, _ in slip.fixes)
    fixes = [fix for slip in found(node) for fix in slip.fixes]
    assert len(fixed_text(text, fixes)) <= len(text)
