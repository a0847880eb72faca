"""The query language: every text has a meaning, and operators mean what the manual says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.searching import query
from desktop.searching.query import All, Field, Phrase, Some, Tree, Without, Years, parse


def word(*forms: str) -> Phrase:
    return Phrase(forms)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("稳增长", word("稳增长")),
        ("稳增长 煤炭", All((word("稳增长"), word("煤炭")))),
        ("稳增长\u3000煤炭", All((word("稳增长"), word("煤炭")))),
        ('"稳 增长"', word("稳增长")),
        ("“稳 增长”", word("稳增长")),
        ('＂稳 增长"', word("稳增长")),
        ('"没有写完', word("没有写完")),
        ("推进“双碳”目标", word("推进“双碳”目标")),
        ("“双碳”目标", word("“双碳”目标")),
        ("煤炭 或 光伏", Some((word("煤炭"), word("光伏")))),
        ("煤炭|光伏｜风电", Some((word("煤炭"), word("光伏"), word("风电")))),
        ("山西 煤炭 或 光伏", All((word("山西"), Some((word("煤炭"), word("光伏")))))),
        ("或者", word("或者")),
        ("或", word("或")),
        ("煤炭 或", word("煤炭")),
        ("或 煤炭", word("煤炭")),
        ("|", word("|")),
        ("-煤炭", Without(word("煤炭"))),
        ("煤炭 －电价", All((word("煤炭"), Without(word("电价"))))),
        ('煤炭 -"电 价"', All((word("煤炭"), Without(word("电价"))))),
        ("-", word("-")),
        ("煤炭-电价", word("煤炭-电价")),
        ("标题:煤炭", Field("title", ("煤炭",))),
        ("标题：煤炭", Field("title", ("煤炭",))),
        ("Title:煤炭", Field("title", ("煤炭",))),
        ('标题:"煤 炭"', Field("title", ("煤炭",))),
        ("标签:", Field("tag", ("",))),
        ("-标签:能源/煤炭", Without(Field("tag", ("能源/煤炭",)))),
        ("责任单位：省能源局", word("责任单位:省能源局")),
        ("状态:在办", Field("state", ("在办",))),
        ("年份:2023", Years(2023, 2023)),
        ("年份:２０２２．．２０２４", Years(2022, 2024)),
        ("年份:2022-2024", Years(2022, 2024)),
        ("年份:2022..", Years(2022, None)),
        ("年份:..2024", Years(None, 2024)),
        ("年份:", Years(None, None)),
        ("年份:去年", word("年份:去年")),
        ("500 千伏", word("500千伏")),
        ("２０２３ 年 5 月 1 日", word("2023年5月1日")),
        ("1 000 万", word("1000万")),
        ("稳增长 2023", All((word("稳增长"), word("2023")))),
        ("2022 2023", All((word("2022"), word("2023")))),
        ("2023 项目", All((word("2023"), word("项目")))),
        ("第 3 条", word("第3条")),
        ("晋政发(2022)14 号", word("晋政发(2022)14号", "晋政发[2022]14号")),
        ("晋政办发〔2023〕 56 号", word("晋政办发[2023]56号", "晋政办发(2023)56号")),
        ("ＧＤＰ", word("gdp")),
    ],
)
def test_what_a_query_asks_for(text: str, tree: Tree) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("text", ["", " ", "\u3000\n\t", "\ufeff"[:0]])
def test_a_blank_text_asks_for_nothing(text: str) -> None:
    assert parse(text) is None


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from('-|｜"“”或:： 标题年份标签0年.')))
)
def test_every_text_has_a_meaning(text: str) -> None:
    tree = parse(text)
    if text.strip():
        assert tree is not None or not query.searchable(text)
    for phrase in (*query.phrases(tree), query.needed(tree)):
        phrase.encode()
        assert "\uffff" not in phrase
    query.words(tree)


def test_what_is_marked_and_what_is_weighed() -> None:
    tree = parse("煤炭 标题:保供 -电价 光伏|风电 标签:能源 批注:核实")
    assert query.phrases(tree) == ("煤炭", "保供", "光伏", "风电", "核实")
    assert query.words(tree) == (("煤炭",), ("保供",), ("光伏",), ("风电",))
    assert query.needed(tree) == "煤炭"
    assert query.phrases(None) == ()
