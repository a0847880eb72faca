"""Boxes: where one ends, and what stands in it."""

import pytest

from desktop.model import Kind
from tests.shorthand import parsed, tree

ITEMS = "1.园区工程。建设园区。 / 2.平台工程。建设平台。"


@pytest.mark.parametrize(
    ("box", "behind", "shape"),
    [
        (f"专栏1 重点工程 / {ITEMS}", "", "专栏1box[1.item 2.item]"),
        (f"专栏：重点工程 / {ITEMS}", "", "专栏：box[1.item 2.item]"),
        (
            f"专栏1 重点工程 / {ITEMS}",
            "二、保障措施 / ~",
            "专栏1box[1.item 2.item]] 二、chapter[lead",
        ),
        (f"专栏1 重点工程 / {ITEMS}", "2.加强保障。~", "专栏1box[1.item 2.item] 2.measure"),
        (f"专栏1 甲 / {ITEMS} / 专栏2 乙 / {ITEMS}", "",
         "专栏1box[1.item 2.item] 专栏2box[1.item 2.item]"),
        ("专栏1 甲 / ——园区工程。建设园区。 / ——平台工程。建设平台。", "2.加强保障。~",
         "专栏1box[——item ——item] 2.measure"),
        ("专栏1 甲 / |指标|目标| / |一、增速|6%|", "2.加强保障。~", "专栏1box[table] 2.measure"),
        ("专栏1 甲 / 园区工程。建设园区。 / 平台工程。建设平台。", "推进园区建设。~",
         "专栏1box[item item] measure"),
        ("专栏1 甲 / **园区工程。** 建设园区。 / **平台工程。** 建设平台。", "工程进度要加快。~",
         "专栏1box[item item] measure"),
    ],
)  # fmt: skip
def test_where_a_box_ends(box, behind, shape):
    found = parsed(f"一、重点任务 / 1.加强领导。~ / {box}" + (f" / {behind}" if behind else ""))
    assert tree(found) == f"一、chapter[1.measure {shape}]"


def test_a_title_on_the_line_below_the_label():
    found = parsed(f"一、重点任务 / ~ / 专栏1 / 十大重点工程 / {ITEMS}")
    assert tree(found) == "一、chapter[lead 专栏1box[1.item 2.item]]"
    box = found.nodes[0].children[1]
    assert (box.title, box.first_line, box.last_line) == ("十大重点工程", 3, 4)


def test_a_table_behind_a_box_in_a_measure_stays_behind_it():
    box = "专栏1 指标 / |甲|乙| / |1|2|"
    found = parsed(f"一、任务 / 1.加强领导。~ / {box} / ~~ / |丙|丁| / |3|4| / 2.整改。~")
    assert tree(found) == "一、chapter[1.measure 专栏1box[table] lead table 2.measure]"


def test_items_keep_label_topic_and_text():
    found = parsed(f"一、重点任务 / 1.加强领导。~ / 专栏1 重点工程 / {ITEMS}")
    items = [node for node in found.walk() if node.kind is Kind.ITEM]
    assert [(i.label, i.title, i.text) for i in items] == [
        ("1.", "园区工程", "园区工程。建设园区。"),
        ("2.", "平台工程", "平台工程。建设平台。"),
    ]


def test_a_long_paragraph_in_front_of_the_items_is_a_lead():
    found = parsed(
        "一、重点任务 / 1.加强领导。~ / 专栏1 重点工程 / 依托园区，~~ / ——园区工程。建设园区。"
    )
    assert tree(found) == "一、chapter[1.measure 专栏1box[lead ——item]]"


def test_the_back_matter_is_not_in_the_last_box():
    found = parsed(
        f"一、任务 / 1.加强领导。~ / 专栏1 工程 / {ITEMS} / 江泽省人民政府 / 2024年3月5日"
    )
    assert tree(found) == "一、chapter[1.measure 专栏1box[1.item 2.item]]"
    assert found.back_matter == ("江泽省人民政府", "2024年3月5日")
