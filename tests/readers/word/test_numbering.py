"""Automatic numbers of Word: forms, levels, starts and restarts."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import pytest

from desktop.readers import numerals, word
from tests.readers.word_files import level, numbered, numbering, p, table, word_file

NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'


def printed(*body: str, **parts: str) -> list[str]:
    return [line.text for line in word.source("甲.docx", word_file(*body, **parts)).lines]


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 105: "一百零五", 110: "一百一十"}),
        ("chineseCountingThousand", {1001: "一千零一", 1010: "一千零一十", 10_050: "一万零五十"}),
        ("japaneseCounting", {23: "二十三"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {12: "壹拾贰", 100: "壹佰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("decimal", {7: "7", 0: "0"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: "36"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerRoman", {3: "iii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {28: "bb"}),
        ("none", {5: ""}),
        ("bullet", {5: ""}),
        ("unheardOf", {5: "5"}),
    ],
)  # fmt: skip
def test_numbers_are_printed_as_word_prints_them(form: str, values: dict[int, str]) -> None:
    assert {number: numerals.printed(number, form) for number in values} == values


@pytest.mark.parametrize("number", [-1, 100_000, 10**12])
def test_numbers_that_no_list_reaches_stay_digits(number: int) -> None:
    assert numerals.printed(number, "lowerRoman") == str(number)


def test_labels_do_not_grow_with_every_number() -> None:
    assert numerals.printed(780, "lowerLetter") == "z" * 30
    assert numerals.printed(781, "lowerLetter") == "781"
    assert numerals.printed(4_000, "upperRoman") == "4000"


def test_a_label_is_no_longer_than_word_lets_one_be() -> None:
    lists = numbering([level(0, "upperRoman", "%1" * 3_000, start=3_888)])
    (text,) = printed(numbered("甲"), numbering=lists)
    assert text.startswith("MMMDCCCLXXXVIII" * 2)
    assert len(text) == 255 + len(" 甲")


POLICY = (
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
)


def test_levels_count_and_begin_anew_below_a_higher_one() -> None:
    levels = (0, 1, 2, 2, 1, 2, 0, 1)
    body = [numbered("甲", 1, each) for each in levels]
    labels = [text.removesuffix("甲") for text in printed(*body, numbering=numbering(POLICY))]
    assert labels == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_a_level_may_run_on() -> None:
    lists = numbering((POLICY[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')))
    body = [numbered("甲", 1, each) for each in (0, 1, 0, 1, 1)]
    assert printed(*body, numbering=lists) == ["一、甲", "1.甲", "二、甲", "2.甲", "3.甲"]


def test_a_level_may_begin_anew_only_below_a_certain_one() -> None:
    lists = numbering((*POLICY[:2], level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')))
    body = [numbered("甲", 1, each) for each in (0, 1, 2, 1, 2, 0, 1, 2)]
    texts = printed(*body, numbering=lists)
    assert [text for text in texts if text[0].isdigit()] == ["1.甲", "2.甲", "1.甲"]


def test_decimals_and_digits_for_chinese_levels() -> None:
    lists = numbering(
        (level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    )
    body = [numbered("总则", 1, 0), numbered("目的", 1, 1), numbered("依据", 1, 1)]
    assert printed(*body, numbering=lists) == ["第一章 总则", "1.1 目的", "1.2 依据"]


def test_a_number_does_not_run_into_a_year() -> None:
    lists = numbering((level(0, "decimal", "%1."),))
    assert printed(numbered("2025年完成"), numbered("甲"), numbering=lists) == [
        "1. 2025年完成",
        "2.甲",
    ]


def test_lists_of_one_kind_count_on_and_their_own_starts_begin_anew() -> None:
    uses = (
        NUM.format(2, 1, ""),
        NUM.format(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    )
    lists = numbering((level(0, "decimal", "%1."),), uses=uses)
    body = [numbered("甲", each) for each in (1, 1, 2, 3, 3)]
    assert printed(*body, numbering=lists) == ["1.甲", "2.甲", "3.甲", "5.甲", "6.甲"]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    lists = numbering((level(0, "decimal", "%1."),), uses=(NUM.format(2, 1, own),))
    assert printed(numbered("甲", 1), numbered("乙", 2), numbering=lists) == ["1.甲", "C)乙"]


def test_styles_number_their_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="章"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="节"><w:basedOn w:val="章"/></w:style>'
    )
    lists = numbering(
        (
            level(0, "chineseCounting", "%1、", '<w:pStyle w:val="章"/>'),
            level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="节"/>'),
        )
    )
    body = [p("甲", properties=f'<w:pStyle w:val="{name}"/>') for name in ("章", "节", "节", "章")]
    off = '<w:pStyle w:val="章"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    texts = printed(*body, p("无", properties=off), styles=styles, numbering=lists)
    assert texts == ["一、甲", "（一）甲", "（二）甲", "二、甲", "无"]


def test_a_list_may_be_that_of_a_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="单"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:numStyleLink w:val="单"/>'
    lists = numbering((level(0, "chineseCounting", "%1、"),), (linked,))
    assert printed(numbered("甲", 2), styles=styles, numbering=lists) == ["一、甲"]


def test_bullets_are_hints_and_dashes_are_printed() -> None:
    lists = numbering((level(0, "bullet", "\uf06c"),), (level(0, "bullet", "——"),))
    lines = word.source(
        "甲.docx", word_file(numbered("甲"), numbered("乙", 2), numbering=lists)
    ).lines
    assert [(line.text, line.bullet) for line in lines] == [("甲", True), ("——乙", False)]


@pytest.mark.parametrize("list_id", [9, 0])
def test_a_list_that_is_not_there_numbers_nothing(list_id: int) -> None:
    assert printed(numbered("甲", list_id), numbering=numbering((level(0, "decimal", "%1."),))) == [
        "甲"
    ]


def test_what_was_deleted_does_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    lists = numbering((level(0, "decimal", "%1."),))
    assert printed(numbered("甲"), gone, numbered("乙"), numbering=lists) == ["1.甲", "2.乙"]


def test_numbers_stand_alone_where_there_is_no_text() -> None:
    rows = table(*((numbered(""), text) for text in ("甲", "乙")))
    lists = numbering((level(0, "decimal", "%1"),))
    assert printed(rows, numbered(""), numbering=lists) == ["1\t甲", "2\t乙", "3"]


def test_a_style_has_what_a_long_chain_of_styles_below_it_says() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(50)
    )
    last = (
        '<w:style w:type="paragraph" w:styleId="s50"><w:basedOn w:val="s0"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("甲", properties='<w:pStyle w:val="s0"/>')
    assert printed(body, styles=styles + last, numbering=numbering(POLICY)) == ["一、甲"]
