"""Texts whose sentences end with dots are parsed like any other, and printed as they are."""

import pytest

from tests.shorthand import lines, parsed, tree

TEXT = lines(
    "江泽省数据方案 / 一、甲 / （一）摸底。~ / （二）整改。达到85%。~ / 二、乙 / 1.验收。~"
)


@pytest.mark.parametrize("dot", [".", "．"])
def test_dots_are_stops_where_there_are_no_others(dot):
    wanted, found = parsed(TEXT), parsed(TEXT.replace("。", dot))
    assert tree(found) == tree(wanted)
    for got, node in zip(found.walk(), wanted.walk(), strict=True):
        assert (got.title, got.text) == (node.title, node.text.replace("。", dot))


def test_a_table_has_in_its_cells_what_its_text_has():
    cells = " / ".join(f"{n} / 增效.改革" for n in range(1, 5))
    found = parsed(f"一、甲 / 1.摸底.推进工作.确保完成. / 专栏1 指标 / 序号 / 任务 / {cells}")
    (table,) = (node for node in found.walk() if node.rows)
    assert table.text == "\n".join("\t".join(row) for row in table.rows)
    assert ("1", "增效.改革") in table.rows


def test_a_label_s_dot_and_a_number_s_are_no_stops():
    text = "一.甲 / 1.摸底.~ / 2.达到3.5亿元.~ / 二.乙 / ~".replace("~", "推进工作.确保完成.")
    found = parsed(text)
    assert tree(found) == "一.chapter[1.measure 2.measure] 二.chapter[lead]"
    assert found.nodes[0].children[1].title == "达到3.5亿元"


def test_doubts_quote_what_is_printed():
    text = "一、甲 / 1.摸底.推进工作.（责任单位：市财政局 / 2.整改.推进工作.比例1梄1."
    for doubt in parsed(text).doubts:
        assert "。" not in doubt.printed
        assert doubt.message.endswith("。")
