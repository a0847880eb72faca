"""The doubts a parse leaves: their kinds, their places, and sentences that a person can read."""

import pytest

from tests.shorthand import parsed

LISTED = "目录 / 第一章 总则 / 第二章 部署 / 第三章 保障"


@pytest.mark.parametrize(
    ("text", "kind", "line", "words"),
    [
        (
            f"{LISTED} / 第一章 总则 / ~ / 部署 第二章 / ~ / 第三章 保障 / ~",
            "contents",
            7,
            "部署 第二章",
        ),
        ("一、甲 / 1.摸底。~ / 2.整改。~ / 4.验收。~", "number", 4, "前一项为2"),
        ("一、甲 / 1.摸底。~ / 2.整改。~ / 2.验收。~", "number", 4, "重复"),
        ("一、甲 / 2.摸底。~ / 3.整改。~", "number", 2, "没有第1项"),
        ("一、甲 / （—）摸底。~ / （二）整改。~", "number", 2, "已按“（一）”编排"),
        ("一、甲 / l.摸底。~ / 2.整改。~", "number", 2, "已按“1.”编排"),
        (
            "一、甲 / （一）摸底。~（二）整改。~ / （三）验收。~",
            "glued",
            2,
            "（二）",
        ),
        (
            "第一条 为了测试。 / 第二条 应当测试。第三条 不得不测。 / 第四条 施行。",
            "glued",
            2,
            "第三条",
        ),
        ("一、甲 / 1.摸底。~（责任单位：市财政局 / 2.整改。~", "units", 2, "没有收尾"),
        ("一、甲 / 1.摸底。~（责任单位：市财政局）各地落实。 / 2.整改。~", "units", 2, "还有文字"),
        ("一、甲 / 专栏1 指标 / |甲|乙| / |1|2| / 二、乙 / ~", "table", 3, "对照原件"),
        ("一、甲 / 推进�建设。", "character", 2, "无法识别"),
        ("一、甲 / 推进 and 建设。", "character", 2, "and"),
        ("一、甲 / 比例为1梄1。", "character", 2, "梄"),
        ("一、甲 / 推进\ue001建设。", "character", 2, "造字区"),
    ],
)
def test_doubts(text, kind, line, words):
    (doubt,) = parsed(text).doubts
    assert (doubt.kind, doubt.line) == (kind, line)
    assert words in doubt.message
    assert doubt.message.endswith("。")
    assert doubt.printed


@pytest.mark.parametrize(
    "line", ["2024年3月5日", "第3至5项", "3个2分之1", "A and B", "使用 Windows", "3万5千人"]
)
def test_what_raises_no_doubt(line):
    assert parsed(f"一、甲 / {line}").doubts == ()
