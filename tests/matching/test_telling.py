"""What differs, in one sentence."""

import pytest

from desktop.matching import Differ, told

A = "推动新能源扩量提质。力争年底装机容量达到5500万千瓦、占比达到 42%。加快电网建设。"


def sentence(old: str, new: str) -> str:
    return told(Differ([old, new, "加快推进，加强监管，加快建设，全省，全市"]).between(old, new))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (A, "文字相同。"),
        (A.replace("。", "，", 1), "文字相同。"),
        (A.replace("5500", "500").replace("42%", "50%"),
         "数字“5500万千瓦”改为“500万千瓦”、“42%”改为“50%”。"),
        (A.replace("加快电网建设。", ""), "删去“加快电网建设”。"),
        (A + "做好统计。", "增加“做好统计”。"),
        (A.replace("加快", "加强"), "“加快”改为“加强”。"),
        ("保障农产品有效供给。创建蔬菜标准园。", "大部分另行表述。"),
        (A.replace("推动新能源扩量提质。", "") + "推动新能源扩量提质。",
         "移动了位置：“推动新能源扩量提质”。"),
    ],
)  # fmt: skip
def test_what_is_said(new: str, said: str) -> None:
    assert sentence(A, new) == said


def test_of_many_the_first_are_told_and_all_counted() -> None:
    old = "。".join(f"第{at}项工作按时完成{at}0家任务" for at in range(1, 7)) + "。"
    new = "。".join(f"第{at}项工作按时完成{at}5家任务" for at in range(1, 7)) + "。"
    assert sentence(old, new) == (
        "数字“10家”改为“15家”、“20家”改为“25家”、“30家”改为“35家”等 6 处。"
    )


def test_where_little_is_kept_that_is_told() -> None:
    new = "丰富文旅体活动赛事，打造金字招牌，高质量完成补短板工程项目。力争年底装机容量"
    assert sentence(A, new).endswith("，其余另行表述。")
    assert "沿用“力争年底装机容量" in sentence(A, new)
