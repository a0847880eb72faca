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
        ("附件1：甲清单 / 1.摸底。~ / 附件2：乙清单 / 1.摸底。~",
         "附件1：annex[1.measure] 附件2：annex[1.measure]", ["甲清单", "乙清单"]),
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


def test_a_list_below_the_signature_of_the_notice_that_issues_it():
    notice = "江泽市关于数据的通知 / 各单位： / ~ / 一、甲。~ / 二、乙。~"
    found = parsed(f"{notice} / 江泽市教育局 / 2024年3月5日 / 江泽市数据任务清单 / ~")
    assert tree(found) == "lead 一、measure 二、measure annex[lead]"
    assert (found.issuer, found.issued_on) == ("江泽市教育局", "2024-03-05")
    assert found.back_matter == ("江泽市教育局", "2024年3月5日")


@pytest.mark.parametrize(
    "behind",
    [
        "附件：1.甲清单 / 2.乙清单 / 江泽省人民政府 / 2024年3月5日",
        "附件：甲清单 / 江泽省人民政府 / 2024年3月5日",
        "附：甲清单",
        "附件：1.甲清单 / 附件：2.乙清单",
        "附件1：甲清单 / 附件2：乙清单 / 附件3：丙清单 / 江泽省人民政府 / 2024年3月5日",
        "附件1：甲清单.docx / （此件公开发布）",
        "附件1：甲清单 / 江泽省财政厅　江泽省教育厅 / 2024.3.5",
    ],
)
def test_a_list_of_annexes_is_back_matter(behind):
    found = parsed(f"{MAIN} / {behind}")
    assert tree(found) == SHAPE
    assert list(found.back_matter) == behind.split(" / ")


@pytest.mark.parametrize(
    "link",
    ["《数据清单》政策解读 / 江泽市关于停水的通知", "江泽市关于停水的通知 / ~", "一图读懂数据清单"],
)
def test_links_below_a_signature_are_no_annex(link):
    notice = "江泽市关于数据的通知 / 各单位： / ~ / 一、甲。~ / 二、乙。~"
    found = parsed(f"{notice} / 江泽市教育局 / 2024年3月5日 / {link}")
    assert [node for node in found.nodes if node.kind == "annex"] == []


def test_rules_that_a_decision_puts_in_force_stand_apart():
    changes = "一、将第一条修改为：“为了测试。” / 二、将第二条删去。 / 本决定自公布之日起施行。"
    rules = "江泽省数据办法 / （2020年3月5日公布） / 第一条 为了测试。~ / 第二条 应当测试。~"
    found = parsed(f"江泽省人民政府关于修改数据办法的决定 / 现决定： / {changes} / {rules}")
    assert tree(found).endswith("annex[lead 第一条article 第二条article]")
    assert "一、measure 二、measure" in tree(found)


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
