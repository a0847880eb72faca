"""Where one document ends and an attached one begins."""

import pytest

from desktop.structure import annexes
from tests.shorthand import joined, parsed, tree

MAIN = "江泽省数据方案 / 一、甲 / 1.摸底。~ / 2.整改。~ / 二、乙 / 3.验收。~"
SHAPE = "一、chapter[1.measure 2.measure] 二、chapter[3.measure]"


@pytest.mark.parametrize(
    ("behind", "shape", "titles"),
    [
        ("附件 / 任务清单 / 1.摸底。~ / 2.整改。~", "附件annex[1.measure 2.measure]", ["任务清单"]),
        ("附件：任务清单 / 1.摸底。~", None, []),
        ("附件1 / 甲清单 / 1.摸底。~ / 附件2 / 乙清单 / 1.摸底。~",
         "附件1annex[1.measure] 附件2annex[1.measure]", ["甲清单", "乙清单"]),
        ("附件1 甲清单 / 1.摸底。~ / 附件2 乙清单 / 1.摸底。~",
         "附件1annex[1.measure] 附件2annex[1.measure]", ["甲清单", "乙清单"]),
        ("附录 / 江泽省 / 任务清单 / 一、丙 / 1.摸底。~", "附录annex[一、chapter[1.measure]]",
         ["江泽省任务清单"]),
        ("附件 / |甲|乙| / |1|2|", "附件annex[table]", [""]),
        ("江泽省任务方案 / 一、丙 / 1.摸底。~ / 二、丁 / 2.整改。~",
         "annex[一、chapter[1.measure] 二、chapter[2.measure]]", ["江泽省任务方案"]),
    ],
)  # fmt: skip
def test_annexes(behind, shape, titles):
    found = parsed(f"{MAIN} / {behind}")
    if shape is not None:
        assert tree(found) == f"{SHAPE} {shape}"
    assert [node.title for node in found.nodes if node.kind == "annex"] == titles


@pytest.mark.parametrize(
    "behind",
    [
        "附件：1.甲清单 / 2.乙清单 / 江泽省人民政府 / 2024年3月5日",
        "附件：甲清单 / 江泽省人民政府 / 2024年3月5日",
        "附：甲清单",
        "附件：1.甲清单 / 附件：2.乙清单",
        "附件1：甲清单 / 附件2：乙清单 / 附件3：丙清单 / 江泽省人民政府 / 2024年3月5日",
    ],
)
def test_a_list_of_annexes_is_back_matter(behind):
    found = parsed(f"{MAIN} / {behind}")
    assert tree(found) == SHAPE
    assert list(found.back_matter) == behind.split(" / ")


def test_a_list_of_annexes_and_the_annexes():
    listed = "附件：1.甲清单 / 2.乙清单 / 江泽省人民政府 / 2024年3月5日"
    found = parsed(f"{MAIN} / {listed} / 附件1 / 甲清单 / 1.摸底。~ / 附件2 / 乙清单 / 1.摸底。~")
    assert tree(found) == f"{SHAPE} 附件1annex[1.measure] 附件2annex[1.measure]"
    assert list(found.back_matter) == listed.split(" / ")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1.名称： / 2.地址：＿＿＿＿ / 3.联系人：　　　　电话：", True),
        ("单位（盖章） / 负责人（签字） / 年　　月　　日", True),
        ("1.摸底。~ / 2.整改。~ / 3.验收。~", False),
        ("名称： / 地址：", False),
    ],
)
def test_forms(text, is_one):
    assert annexes.is_form(joined(text)) == is_one
