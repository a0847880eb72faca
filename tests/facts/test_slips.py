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
    ],
)
def test_brackets_without_their_half(text: str, lone: str) -> None:
    assert "".join(text[each.start] for each in found(measure(1, text), kind="brackets")) == lone


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


def test_rare_characters() -> None:
    (slip,) = found(measure(1, "资金1梄1奖励"), kind="rare")
    assert (slip.start, slip.end) == (3, 4)


def test_units_that_nobody_else_names() -> None:
    nodes = [measure(n, "事", units=("省能源局", "省财政厅")) for n in range(1, 12)]
    assert found(*nodes, kind="lone_unit") == []
    nodes.append(measure(12, "事", units=("省能原局", "省林草局")))
    near, far = found(*nodes, kind="lone_unit")
    assert "与“省能源局”只差一字" in near.doubt.message
    assert "只差" not in far.doubt.message
    assert found(*nodes[-1:], kind="lone_unit") == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("省、市(边)协同,办理", "省、市（边）协同，办理"),
        ("时机、规模 and 标准", "时机、规模和标准"),
        ("增长 3,000 万(kW)", "增长 3,000 万（kW)"),
        ("见 (a) 项", "见 (a) 项"),
        ("甲;乙:丙", "甲；乙：丙"),
    ],
)
def test_what_can_be_put_right(text: str, fixed: str) -> None:
    fixes = [fix for slip in found(measure(1, text)) for fix in slip.fixes]
    assert fixed_text(text, fixes) == fixed


@given(st.text(alphabet="省市,()（）and 和《》“”;1梄.\n𠮷", max_size=60))
def test_whatever_is_written_slips_lie_in_it(text: str) -> None:
    node = replace(measure(1, text), title=text[:8])
    for slip in found(node):
        assert 0 <= slip.start <= slip.end <= len(text)
        assert all(0 <= start < end <= len(text) for start, end, _ in slip.fixes)
    fixes = [fix for slip in found(node) for fix in slip.fixes]
    assert len(fixed_text(text, fixes)) <= len(text)
