"""Headings printed without a label."""

import pytest

from tests.shorthand import parsed, tree


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("强化领导 / 1.摸底。~ / 2.整改。~ / 落实保障 / 3.验收。~",
         "chapter[1.measure 2.measure] chapter[3.measure]"),
        ("强化领导 / （一）摸底。~ / （二）整改。~ / 落实保障 / （三）验收。~",
         "chapter[（一）measure （二）measure] chapter[（三）measure]"),
        ("甲类 / 强化领导 / 1.摸底。~ / 落实保障 / 2.整改。~ / 乙类 / 强化监督 / 3.验收。~",
         "chapter[section[1.measure] section[2.measure]] chapter[section[3.measure]]"),
        ("## 强化领导 / ~ / ## 落实保障 / ~", "chapter[lead] chapter[lead]"),
        ("## 强化领导 / ### 摸底 / ~ / ### 整改 / ~ / ## 落实保障 / ~",
         "chapter[section[lead] section[lead]] chapter[lead]"),
        ("强化领导。 / 1.摸底。~ / 2.整改。~", "lead 1.measure 2.measure"),
        ("一、甲 / 强化领导 / 1.摸底。~ / 2.整改。~ / 落实保障 / 3.验收。~",
         "一、chapter[lead 1.measure 2.measure 3.measure]"),
    ],
)  # fmt: skip
def test_captions(text, shape):
    assert tree(parsed(f"江泽省数据方案 / ~ / {text}")) == f"lead {shape}"
