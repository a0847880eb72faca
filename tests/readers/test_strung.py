"""Texts that a copy has run into one line get their lines back."""

from desktop.model import Outline
from desktop.readers import strung, text
from desktop.structure import outline
from tests.shorthand import FILLER, tree

NOTICE = (
    "竹岭县人民政府关于 开展井盖普查的通知 竹政发〔2024〕7号 各乡镇人民政府："
    " 现将有关事项通知如下。"
    f" 一、摸清底数 （一）登记造册。{FILLER} （二）分类编号。{FILLER} 二、抓好整改"
    f" （三）限期更换。到2025年 6 月完成。{FILLER} 竹岭县人民政府 2024年4月2日"
)


def parsed(written: str) -> Outline:
    return outline(text.source("甲.txt", written.encode()))


def test_a_document_in_one_line_with_blanks_for_its_line_ends() -> None:
    found = parsed(NOTICE)
    assert found.title == "竹岭县人民政府关于开展井盖普查的通知"
    assert (found.doc_number, found.issued_on) == ("竹政发〔2024〕7号", "2024-04-02")
    assert tree(found) == (
        "lead 一、chapter[（一）measure （二）measure] 二、chapter[（三）measure]"
    )


def test_a_line_keeps_the_blanks_within_labels_words_and_dates() -> None:
    line = f"第一章 总 则 第一条 {FILLER} 2025年 6 月 {FILLER} 完 成。"
    line += f" {FILLER}" * 5
    assert strung.parted([line])[0] == "第一章 总 则"
    assert strung.parted([line])[1] == f"第一条 {FILLER} 2025年 6 月 {FILLER} 完 成。"


def test_the_wrapped_lines_of_a_print_in_one_line() -> None:
    body = FILLER * 3
    lines = " ".join(body[place : place + 28] for place in range(0, len(body), 28))
    found = parsed(f"井盖管理办法 第一条 {lines} 第二条 {lines} 第三条 {lines}")
    assert [node.text for node in found.nodes] == [body] * 3


def test_a_number_between_blanks_is_no_label() -> None:
    words = "到2025年 12 月建设 5个中心，新增 3.5 万户， 3.5万家"
    line = f"1. 总则 1.1 编制目的 {FILLER} 1.2 依据 {words}。 2. 职责 {FILLER} {FILLER} {FILLER}"
    assert strung.parted([line])[:6] == [
        "1. 总则",
        "1.1 编制目的",
        FILLER,
        "1.2 依据",
        f"{words}。",
        "2. 职责",
    ]


def test_a_short_line_and_a_text_of_many_lines_stay() -> None:
    for lines in (["一、甲 乙 丙 丁 戊 己 庚"], [NOTICE] * 4):
        assert strung.parted(lines) == lines


def test_paragraphs_by_their_tags_in_one_line() -> None:
    found = parsed("<p>井盖管理办法</p><p>第一条 甲应当公开。</p><p>第二条 乙<b>应当</b>登记。</p>")
    assert found.title == "井盖管理办法"
    assert [node.text for node in found.nodes] == ["甲应当公开。", "乙应当登记。"]


def test_long_lines_cost_no_more_than_their_length() -> None:
    words, wrapped = "a " * 100_000, f"{'井' * 28} " * 20_000
    assert strung.parted([words]) == [words]
    assert strung.parted([wrapped]) == ["井" * 28 * 20_000]
