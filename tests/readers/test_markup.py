"""Marks of Markdown and HTML: taken off the text, kept as hints."""

import pytest

from desktop.readers import markup
from desktop.text import SourceLine


def line(text):
    (found,) = markup.strip([text])
    return found


@pytest.mark.parametrize(
    ("printed", "text", "hints"),
    [
        ("一、总体要求", "一、总体要求", {}),
        ("　　1.加强领导", "　　1.加强领导", {}),
        ("# 总则", "总则", {"heading": 1}),
        ("### 总则 ###", "总则", {"heading": 3}),
        ("##总则", "总则", {"heading": 2}),
        ("<h2>总则</h2>", "总则", {"heading": 2}),
        ("#1 会议室", "#1 会议室", {}),
        ("- 加强领导", "加强领导", {"bullet": True}),
        ("* 加强领导", "加强领导", {"bullet": True}),
        ("- 3 -", "- 3 -", {}),
        ("- 2024年", "- 2024年", {}),
        ("> 加强领导", "加强领导", {}),
        ("**加强领导。**推进建设。", "加强领导。推进建设。", {"bold": 5}),
        ("<b>加强领导。</b>推进建设。", "加强领导。推进建设。", {"bold": 5}),
        ("推进**建设**。", "推进建设。", {}),
        ("__加强领导。__推进", "加强领导。推进", {"bold": 5}),
        ("填写____年", "填写____年", {}),
        ("---", "", {}),
        ("* * *", "", {}),
        ("增速&gt;6%，AT&amp;T", "增速>6%，AT&T", {}),
        ("https://example.cn/?a=1&copy=2", "https://example.cn/?a=1&copy=2", {}),
        ("增速&nbsp;6%&#10;以上", "增速 6% 以上", {}),
        ("增速<6%且>3%", "增速<6%且>3%", {}),
        ("推进<!-- 注 -->建设", "推进建设", {}),
        ("推进<!-- 注", "推进<!-- 注", {}),
        ("<p align=center>推进<br/>建设</p>", "推进建设", {}),
        ("[链接](https://example.cn)", "[链接](https://example.cn)", {}),
        ("标题\t1", "标题\t1", {}),
    ],
)
def test_lines(printed, text, hints):
    assert line(printed) == SourceLine(1, text, **hints)


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        (["|甲|乙|", "|:--|--:|", "|1|**2**|"], [("甲", "乙"), None, ("1", "2")]),
        (["|甲||", "||2|"], [("甲", ""), ("", "2")]),
        (["甲\t乙\t丙", "", "1\t2\t3"], [("甲", "乙", "丙"), None, ("1", "2", "3")]),
        (["甲\t乙\t丙", "推进建设。", "1\t2\t3"], [None, None, None]),
        (["<table><tr><th>甲</th><th>乙</th></tr>", "<tr><td>1<td>2</tr></table>"],
         [("甲", "乙"), ("1", "2")]),
        (["前<table><tr><td>甲</td></tr></table>后"], [None, ("甲",), None]),
        (["<TD>甲</TD>"], [None]),
    ],
)  # fmt: skip
def test_rows_of_tables(printed, cells):
    assert [found.cells for found in markup.strip(printed)] == cells


def test_several_rows_on_one_line_share_its_number():
    found = markup.strip(["", "<tr><td>甲</td></tr><tr><td>乙</td></tr>"])
    assert [(each.number, each.text) for each in found] == [(1, ""), (2, "甲"), (2, "乙")]


def test_form_feeds_count_pages():
    found = markup.strip(["甲", "\f乙", "丙\f"])
    assert [each.page for each in found] == [1, 2, 3]
    assert [each.page for each in markup.strip(["甲", "乙"])] == [None, None]
