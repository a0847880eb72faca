"""Which ways of numbering a text uses and how they nest; which labels count."""

import pytest

from desktop.structure import schemes
from tests.shorthand import joined, parsed, tree


def entries(*labels, text="加强领导。~"):
    return " / ".join(f"{label}{text}" for label in labels)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (f"一、甲 / {entries('1.', '2.')} / 二、乙 / {entries('3.', '4.')}",
         "一、chapter[1.measure 2.measure] 二、chapter[3.measure 4.measure]"),
        (f"一、甲 / {entries('1、', '2、')} / 二、乙 / {entries('1、', '2、')}",
         "一、chapter[1、measure 2、measure] 二、chapter[1、measure 2、measure]"),
        (f"一、甲 / {entries('（一）', '（二）')} / 二、乙 / {entries('（三）', '（四）')}",
         "一、chapter[（一）measure （二）measure] 二、chapter[（三）measure （四）measure]"),
        (f"一、甲 / （一）丙 / {entries('1.', '2.')} / （二）丁 / {entries('3.')}",
         "一、chapter[（一）section[1.measure 2.measure] （二）section[3.measure]]"),
        (f"一、甲 / （一）丙 / {entries('1.')} / 二、乙 / {entries('（一）', '（二）')}",
         "一、chapter[（一）section[1.measure]] 二、chapter[（一）measure （二）measure]"),
        (f"{entries('一、', '二、', '三、')}", "一、measure 二、measure 三、measure"),
        (f"第一章 甲 / {entries('一、', '二、')} / 第二章 乙 / {entries('三、')}",
         "第一章chapter[一、measure 二、measure] 第二章chapter[三、measure]"),
        (f"第一编 甲 / 第一章 乙 / 第一节 丙 / {entries('第一条　', '第二条　')}",
         "第一编part[第一章chapter[第一节section[第一条article 第二条article]]]"),
        (f"第一章 甲 / {entries('第一条　', '第一条之一　', '第二条　')}",
         "第一章chapter[第一条article 第一条之一article 第二条article]"),
        (f"第一部分 甲 / 第一章 乙 / {entries('1.')} / 第二部分 丙 / 第一章 丁 / {entries('1.')}",
         "第一部分part[第一章chapter[1.measure]] 第二部分part[第一章chapter[1.measure]]"),
        (f"第一部分 甲 / {entries('1.', '2.')} / 第二部分 乙 / {entries('3.')}",
         "第一部分chapter[1.measure 2.measure] 第二部分chapter[3.measure]"),
        (f"Ⅰ.甲 / {entries('一、', '二、')} / Ⅱ.乙 / {entries('一、')}",
         "Ⅰ.chapter[一、measure 二、measure] Ⅱ.chapter[一、measure]"),
        (f"行动一：甲 / {entries('任务1：', '任务2：')} / 行动二：乙 / {entries('任务3：')}",
         "行动一：section[任务1：measure 任务2：measure] 行动二：section[任务3：measure]"),
        (f"一、甲 / {entries('1.', '（1）', '（2）', '2.')}", "一、chapter[1.measure 2.measure]"),
        (f"一、甲 / {entries('1.', '①', '②', '2.')}", "一、chapter[1.measure 2.measure]"),
        (f"一、甲 / {entries('1.', '2.')} / —— 3 —— / {entries('3.')}",
         "一、chapter[1.measure 2.measure 3.measure]"),
        (f"{entries('1.', '1.1', '1.2', '2.', '2.1', '2.2')}", "1.measure 2.measure"),
        (f"1.甲 / {entries('1.1', '1.2')} / 2.乙 / {entries('2.1', '2.2')}",
         "1.chapter[1.1measure 1.2measure] 2.chapter[2.1measure 2.2measure]"),
        (f"一、甲 / 1.丙 / {entries('1.1', '1.2')} / 2.丁 / {entries('2.1', '2.2')}",
         "一、chapter[1.section[1.1measure 1.2measure] 2.section[2.1measure 2.2measure]]"),
        (f"一、甲 / {entries('1.1', '1.2')} / 二、乙 / {entries('2.1', '2.2')}",
         "一、chapter[1.1measure 1.2measure] 二、chapter[2.1measure 2.2measure]"),
        ("一、同意设立石门街道。 / 二、请你区做好交接工作。 / 此复",
         "一、measure 二、measure lead"),
        ("一、加强巡逻。 / 二、加强检查。 / 请予支持为盼。", "一、measure 二、measure lead"),
        ("一、总体要求。 / ~ / 二、重点任务。 / ~", "一、chapter[lead] 二、chapter[lead]"),
        ("1 甲 / 1.1 ~ / 1 . 2 ~ / 2 乙 / 2.1 丙 / 2.1.1 ~ / 2.1. 2 ~",
         "1chapter[1.1section 1.2section] 2chapter[2.1section[2.1.1measure 2.1.2measure]]"),
        ("一、甲 / 1.目标。~ / 3.5亿元用于补助。~ / 2.任务。~",
         "一、chapter[1.measure 2.measure]"),
        ("一、甲 / 1.目标。~ / 2.5%左右的增速。~ / 2.任务。~",
         "一、chapter[1.measure 2.measure]"),
        ("一、甲 / 12.目标。~ / 13.2022 年继续引导。~ / 14.任务。~",
         "一、chapter[12.measure 13.measure 14.measure]"),
        ("一、甲 / 1.总则：修改为：“第一条　国家。 / “第二条　人民。” / 2.附则。~",
         "一、chapter[1.measure 2.measure]"),
        ("一、甲 / 1.总则：修改为：“第一条　国家。 / 第二条　人民。” / 2.附则。~",
         "一、chapter[1.measure 2.measure]"),
    ],
)  # fmt: skip
def test_nesting(text, shape):
    assert tree(parsed(text)) == shape


@pytest.mark.parametrize(
    ("labels", "counted", "doubted"),
    [
        (["1.", "2.", "4."], ["1.", "2.", "4."], ["4."]),
        (["1.", "2.", "2.", "3."], ["1.", "2.", "2.", "3."], ["2."]),
        (["1.", "3.", "2.", "4."], ["1.", "3.", "2.", "4."], ["3.", "2.", "4."]),
        (["1.", "2.", "88.", "3."], ["1.", "2.", "3."], []),
        (["5.", "6.", "7."], ["5.", "6.", "7."], []),
        (["3.", "4.", "5."], ["3.", "4.", "5."], ["3."]),
    ],
)
def test_slips_in_numbers_count_and_are_doubted(labels, counted, doubted):
    found = parsed(f"一、甲 / {entries(*labels)}")
    assert [node.label for node in found.nodes[0].children] == counted
    assert [doubt.printed for doubt in found.doubts if doubt.kind == "number"] == doubted


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1 总则 / 1.1 目的 / 1.2 依据 / 2 职责 / 2.1 机构 / 2.2 成员", True),
        ("一、总则 / 1.1 目的 / 1.2 依据 / 2.1 机构 / 2.2 成员", True),
        ("1. 总则 / 2. 职责", False),
        ("1.1 目的 / 1.2 依据 / 1.3 范围 / 1.4 原则", False),
        ("第一章 总则 / 1.1 目的 / 1.2 依据 / 2.1 机构 / 2.2 成员", False),
    ],
)
def test_decimal_outlines(text, is_one):
    assert schemes.is_decimal(joined(text)) == is_one


def test_chapters_of_a_decimal_outline_have_no_dot():
    found = parsed("1 总则 / 1.1 目的 / ~ / 1.2 依据 / ~ / 2 职责 / 2.1 机构 / ~ / 2.1.1 省级。~")
    assert tree(found) == (
        "1chapter[1.1section[lead] 1.2section[lead]] 2chapter[2.1section[lead 2.1.1measure]]"
    )


def test_decimals_below_words_of_the_same_number():
    found = parsed("一、支持内容 / 方向1：甲 / 1.1 乙 / ~ / 1.2 丙 / ~ / 方向2：丁 / 2.1 戊 / ~")
    assert tree(found) == (
        "一、chapter[方向1：section[1.1measure 1.2measure] 方向2：section[2.1measure]]"
    )


def test_a_stroke_for_the_first_numeral():
    found = parsed("—、工作目标 / ~ / 二、工作任务 / ~")
    assert tree(found) == "—、chapter[lead] 二、chapter[lead]"
    assert [doubt.printed for doubt in found.doubts] == ["—、"]


@pytest.mark.parametrize("closing", ["感谢您的关心和支持！", "全县各级党组织要抓好落实。"])
def test_what_closes_a_document_is_no_part_of_its_last_measure(closing):
    found = parsed(f"一、甲 / （一）摸底。~ / 二、乙 / （二）整改。~ / {closing}")
    assert tree(found) == "一、chapter[（一）measure] 二、chapter[（二）measure lead]"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("一、摸底。~二、整改。~ / 三、验收。~", "一、measure 二、measure 三、measure"),
        ("一、甲 / （一）摸底。~　（二）整改。~ / （三）验收。~",
         "一、chapter[（一）measure （二）measure （三）measure]"),
        ("一、摸底。~二、整改。~三、督促。~ / 四、验收。~",
         "一、measure 二、measure 三、measure 四、measure"),
        ("第一条 ~ / 第二条 材料：（一）甲。（二）乙。第三条 ~ / 第四条 ~",
         "第一条article 第二条article 第三条article 第四条article"),
        ("一、甲 / 原因有：一、人少。二、钱少。三、地少。~ / 二、乙 / ~",
         "一、chapter[lead] 二、chapter[lead]"),
        ("一、甲 / （一）摸底。~ / 二、乙 / （二）整改。~三、保障措施 / （三）督促。~",
         "一、chapter[（一）measure] 二、chapter[（二）measure] 三、chapter[（三）measure]"),
        ("一、甲 / （一）摸底。~ / 二、乙 / （二）整改。~三、保障措施 / ~",
         "一、chapter[（一）measure] 二、chapter[（二）measure]"),
        ("第一章 总 则 第一条 ~ 第二条 ~ 第二章 附则 第三条 ~ 第四条 ~",
         "第一章chapter[第一条article 第二条article] 第二章chapter[第三条article 第四条article]"),
        ("第一章 总则第一条 ~第二条 ~第二章 职责第三条 ~第四条 ~",
         "第一章chapter[第一条article 第二条article] 第二章chapter[第三条article 第四条article]"),
        ("第一条 依照本办法 第二条 的规定。~ / 第二条 ~", "第一条article 第二条article"),
        ("一、甲 / （一）摸底。依照第三条（二）项。（三）项除外。~ / （二）整改。~",
         "一、chapter[（一）measure （二）measure]"),
    ],
)  # fmt: skip
def test_labels_that_the_print_ran_into_the_paragraph_before(text, shape):
    assert tree(parsed(text)) == shape
