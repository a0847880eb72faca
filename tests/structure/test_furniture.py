"""Page numbers and running heads: told by their form, by counting, or by what they interrupt."""

import pytest

from desktop.structure import furniture, layout
from tests.shorthand import parsed, source, tree

WRAPPED = "坚持目标导向和问题导向相结合推动各项政策落地见效确保年度"  # a line of 28 without an end
ENDED = "各项工作全面完成。"


def row(text):
    return layout.rows(source(text))[0]


@pytest.mark.parametrize(
    "text",
    ["- 20 -", "— 3 —", "—12—", "－ 3 －", "·7·", "第 3 页", "第3页 共10页", "第3页，共10页",
     "共 10 页 第 3 页", "第十二页", "Page 3 of 10", "3/10", "3／10页", "-- 4 --", "—— 4 ——"],
)  # fmt: skip
def test_page_numbers_by_their_form(text):
    assert furniture.numbered(row(text))


@pytest.mark.parametrize(
    "text", ["10", "2023年", "第3页的内容", "3/10的企业", "-20-30-", "|- 3 -|", "—— 坚持创新"]
)
def test_what_is_no_page_number_by_its_form(text):
    assert not furniture.numbered(row(text))


def page(number, *, head=""):
    """A page of ten full lines in two paragraphs, its number behind them."""
    lines = [WRAPPED] * 4 + [ENDED] + [WRAPPED] * 5
    return [*filter(None, [head]), *lines, *filter(None, [number])]


@pytest.mark.parametrize("numbers", [["1", "2", "3", "4"], ["- 1 -", "- 2 -", "- 3 -", "- 4 -"]])
def test_page_numbers_that_count_up(numbers):
    text = "\n".join(line for number in numbers for line in page(number)) + f"\n{ENDED}"
    found = parsed(text)
    assert [line.text for line in found.furniture] == numbers
    assert not any(number in node.text for node in found.walk() for number in numbers)


def test_a_running_head_that_comes_back_on_each_page():
    heads = ["政府公报　2023年第1期"] * 5
    text = "\n".join(line for head in heads for line in page("", head=head)) + f"\n{ENDED}"
    found = parsed(text)
    assert len(found.furniture) >= 4
    assert {line.text for line in found.furniture} == {heads[0]}


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_chapter_s_heading_repeated_on_its_pages(times):
    again = [*page("- 3 -"), "第一章 总则"] * times
    lines = ["第一章 总则", *again, WRAPPED, ENDED, "第二章 附则", WRAPPED, ENDED]
    found = parsed("\n".join(lines))
    assert [node.title for node in found.nodes] == ["总则", "附则"]
    assert [line.text for line in found.furniture].count("第一章 总则") == times


def test_numbers_that_are_text():
    found = parsed("一、名额 / 张三 / 12 / 李四 / 7 / 二、说明 / ~")
    assert [line.text for line in found.furniture] == []
    assert "12" in "".join(node.text for node in found.walk())


def test_footnotes_under_a_rule():
    found = parsed("一、总则 / ~① / ──────── / ①指2023年数据。 / - 1 - / 二、附则 / ~")
    assert [line.text for line in found.furniture] == ["────────", "①指2023年数据。", "- 1 -"]
    assert tree(found) == "一、chapter[lead] 二、chapter[lead]"
