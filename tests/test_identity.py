"""What makes two things the same: numbers, texts, and the nodes of two versions."""

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given

from desktop import paths, readers, structure
from desktop.identity import carried_ids, heirs, likeness, number_key
from desktop.model import Kind, Node, Outline
from tests.outlines import OUTLINES

_BODY = "各县区要加强统筹，明确分工，按季度调度推进情况，确保各项任务落到实处。"


def chapter(label: str, title: str, *children: Node) -> Node:
    return Node(Kind.CHAPTER, label, title=title, children=children, id=f"{label}{title}")


def measure(label: str, title: str, body: str = "") -> Node:
    text = f"{title}。{body}"
    return Node(Kind.MEASURE, label, title=title, text=text, id=f"{label}{title}")


def lead(text: str) -> Node:
    return Node(Kind.LEAD, text=text, id=text)


def carried(old: tuple[Node, ...], new: tuple[Node, ...]) -> list[str]:
    """Return the new tree's ids; new ones are counted."""
    count = itertools.count(1)
    return carried_ids(old, new, fresh=lambda: f"new {next(count)}")


OLD = (
    chapter(
        "一、",
        "扩大有效投资",
        measure("1.", "加快重大项目建设", "全年完成投资五千亿元。"),
        measure("2.", "支持民间投资", "对民间投资项目给予贴息。"),
    ),
    chapter("二、", "促进消费", measure("3.", "发放消费券", "第二季度发放两亿元。")),
)


def test_the_same_tree_keeps_all_ids() -> None:
    assert carried(OLD, OLD) == [node.id for top in OLD for node in top.walk()]


def test_a_first_version_gets_new_ids() -> None:
    assert carried((), OLD) == ["new 1", "new 2", "new 3", "new 4", "new 5"]


def test_an_empty_new_version_needs_none() -> None:
    assert carried(OLD, ()) == []


def test_an_inserted_measure_is_new_and_renumbered_ones_keep_their_ids() -> None:
    new = (
        chapter(
            "一、",
            "扩大有效投资",
            measure("1.", "做实项目储备", "建立三年滚动的储备库。"),
            measure("2.", "加快重大项目建设", "全年完成投资五千亿元。"),
            measure("3.", "支持民间投资", "对民间投资项目给予贴息。"),
        ),
        chapter("二、", "促进消费", measure("4.", "发放消费券", "第二季度发放两亿元。")),
    )
    assert carried(OLD, new) == [
        "一、扩大有效投资",
        "new 1",
        "1.加快重大项目建设",
        "2.支持民间投资",
        "二、促进消费",
        "3.发放消费券",
    ]


def test_a_measure_moved_to_another_chapter_keeps_its_id() -> None:
    new = (
        chapter("一、", "扩大有效投资", OLD[0].children[0]),
        chapter("二、", "促进消费", OLD[1].children[0], OLD[0].children[1]),
    )
    assert carried(OLD, new)[-1] == "2.支持民间投资"


def test_a_measure_with_new_words_under_its_title_keeps_its_id() -> None:
    new = (chapter("一、", "扩大有效投资", measure("1.", "加快重大项目建设", "任务另行下达。")),)
    assert carried(OLD, new) == ["一、扩大有效投资", "1.加快重大项目建设"]


def test_a_reworded_measure_keeps_its_id_and_a_rewritten_one_does_not() -> None:
    old = (measure("1.", "加强组织领导", _BODY), measure("2.", "强化督导", "每月通报。"))
    new = (
        measure("1.", "切实加强组织领导", _BODY.replace("按季度", "每季度")),
        measure("2.", "健全考核办法", "结果与预算安排挂钩，纳入年度目标责任考核。"),
    )
    assert carried(old, new) == ["1.加强组织领导", "new 1"]


def test_the_most_alike_takes_the_id_whatever_the_order() -> None:
    old = (measure("1.", "开展技能培训", _BODY),)
    near = measure("5.", "开展职业技能培训", _BODY)
    far = measure("4.", "开展技工院校招生", "各县区要加强统筹，明确分工，按季度调度推进情况。")
    assert carried(old, (far, near)) == ["new 1", "1.开展技能培训"]
    assert carried(old, (near, far)) == ["1.开展技能培训", "new 1"]


def test_equal_measures_pair_in_their_order() -> None:
    old = tuple(
        chapter(label, title, measure("1.", "加强领导", _BODY))
        for label, title in (("一、", "投资"), ("二、", "消费"), ("三、", "外贸"))
    )
    old = tuple(
        Node(c.kind, c.label, title=c.title, children=(_named(c.children[0], c.label),), id=c.id)
        for c in old
    )
    assert carried(old, old) == ["一、投资", "一、", "二、消费", "二、", "三、外贸", "三、"]
    assert carried(old, old[1:]) == ["二、消费", "二、", "三、外贸", "三、"]


def _named(node: Node, name: str) -> Node:
    return Node(node.kind, node.label, title=node.title, text=node.text, id=name)


def test_a_renamed_heading_is_known_by_its_title_or_by_what_stands_under_it() -> None:
    new = (
        chapter("一、", "进一步扩大有效投资", *OLD[0].children),
        chapter("二、", "让市场热起来", *OLD[1].children),
    )
    assert carried(OLD, new) == [node.id for top in OLD for node in top.walk()]


def test_a_heading_over_other_nodes_is_new() -> None:
    new = (chapter("三、", "保障措施", measure("9.", "健全考核办法", "纳入年度考核。")),)
    assert carried(OLD, new) == ["new 1", "new 2"]


def test_a_heading_that_gave_most_of_its_nodes_away_is_not_the_old_one() -> None:
    old = (
        chapter("一、", "扩大投资", *(measure(f"{n}.", f"第{n}项", _BODY[n:]) for n in range(6))),
    )
    moved = old[0].children[:2]
    others = tuple(measure(f"{n}.", f"新增{n}", f"事项{n}另行通知。") for n in range(7, 12))
    new = (chapter("一、", "其他事项", *moved, *others),)
    assert carried(old, new)[:3] == ["new 1", moved[0].id, moved[1].id]


def test_headings_and_texts_never_pair() -> None:
    old = (chapter("一、", "加快重大项目建设进度"),)
    new = (measure("一、", "加快重大项目建设的进度"),)
    assert carried(old, new) == ["new 1"]


def test_leads_without_title_or_label_pair_by_their_words() -> None:
    first, second = lead("为贯彻落实国务院决策部署，制定本方案。"), lead("本方案自印发之日起施行。")
    revised = lead("为深入贯彻落实国务院决策部署，制定本方案。")
    assert carried((first, second), (revised, second)) == [first.id, second.id]


def test_nodes_without_any_words_pair_only_in_place() -> None:
    old = (Node(Kind.BOX, "专栏1", id="a"), Node(Kind.LEAD, id="b"))
    assert carried(old, (Node(Kind.BOX, "专栏1"), Node(Kind.LEAD))) == ["a", "b"]
    assert carried(old, (Node(Kind.BOX, "专栏2"),)) == ["new 1"]


@given(OUTLINES, OUTLINES)
def test_no_id_is_given_twice_and_each_is_old_or_new(one: Outline, other: Outline) -> None:
    olds = [_with_ids(node, f"{place}") for place, node in enumerate(one.nodes)]
    ids = carried(tuple(olds), other.nodes)
    known = {node.id for top in olds for node in top.walk()}
    assert len(ids) == len(list(other.walk()))
    assert len(set(ids)) == len(ids)
    assert {id_ for id_ in ids if not id_.startswith("new")} <= known


def _with_ids(node: Node, id_: str) -> Node:
    children = tuple(_with_ids(c, f"{id_}.{place}") for place, c in enumerate(node.children))
    return Node(node.kind, node.label, None, node.title, node.text, children=children, id=id_)


@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_a_seed_with_a_tenth_of_its_nodes_reworded_keeps_nearly_all_ids(
    seed: Path,
) -> None:
    outline = structure.outline(readers.read(seed))
    old = tuple(_with_ids(node, f"{place}") for place, node in enumerate(outline.nodes))
    chance = random.Random(7)  # noqa: S311 - only has to be the same each time

    def reworded(node: Node) -> Node:
        children = tuple(reworded(child) for child in node.children)
        text = node.text
        if len(text) > 30 and chance.random() < 0.1:
            cut = len(text) // 3
            text = text[:cut] + "（有改动）" + text[cut + 5 :]
        return Node(node.kind, node.label, None, node.title, text, children=children)

    ids = carried(old, tuple(reworded(node) for node in outline.nodes))
    same = [id_ == node.id for id_, node in zip(ids, _walk(old), strict=True)]
    assert all(same)


def _walk(nodes: tuple[Node, ...]) -> list[Node]:
    return [node for top in nodes for node in top.walk()]


@pytest.mark.parametrize(
    "written",
    [
        "晋政办发〔2023〕56号",
        "晋政办发[2023]56号",
        "晋政办发（2023）56号",
        "晋政办发(2023)56 号",
        " 晋政办发【２０２３】５６号 ",
        "晋政办发﹝2023﹞56号",
        "晋政办发「2023」56号",
    ],
)
def test_a_number_is_the_same_in_any_brackets(written: str) -> None:
    assert number_key(written) == "晋政办发[2023]56号"


def test_no_number_has_no_key() -> None:
    assert number_key(None) == number_key("") == number_key(" ") == ""


def test_texts_are_like_themselves_and_the_seeds_unlike_each_other() -> None:
    texts = [seed.read_text(encoding="utf-8") for seed in paths.seeds()]
    for text in texts:
        assert likeness(text, text) == 1
        assert likeness(text, text.replace("\n", "")) == 1
    for one, other in itertools.combinations(texts, 2):
        assert likeness(one, other) < 0.35  # 003 carries out 000, often in its words


def test_a_revised_text_is_still_alike() -> None:
    text = paths.seeds()[0].read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    assert likeness(text, "\n\n".join(paragraphs[: len(paragraphs) * 2 // 3])) > 0.5
    assert likeness(text, text.replace("加快", "大力推进")) > 0.8


def test_short_and_empty_texts_can_be_compared() -> None:
    assert likeness("", "") == 1
    assert likeness("甲", "甲") == 1
    assert likeness("甲", "乙") == 0
    assert likeness("", "总体要求和主要目标") == 0


def lined(id_: str, first: int, last: int, text: str) -> Node:
    return Node(Kind.LEAD, text=text, first_line=first, last_line=last, id=id_)


def test_what_is_gone_has_the_node_with_its_lines_for_an_heir() -> None:
    old = (
        lined("stays", 1, 1, "总则"),
        lined("joined", 3, 4, "做好检查"),
        lined("parted", 5, 9, "加强督办落实，按季调度"),
        lined("page", 11, 11, "— 3 —"),
        lined("nowhere", 0, 0, "抄送"),
    )
    new = (
        lined("stays", 1, 1, "总则"),
        lined("whole", 2, 4, "做好测试做好检查"),
        lined("first", 5, 7, "加强"),
        lined("rest", 7, 9, "督办落实，按季调度"),
        lined("taken in", 0, 0, "抄送"),
    )
    assert heirs(old, new) == {"joined": "whole", "parted": "rest", "page": None, "nowhere": None}
