"""What a Word file prints: paragraphs, tables, boxes, notes, changes and fields."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from desktop import readers
from desktop.errors import UserError
from desktop.readers import word
from desktop.readers.reading import BadFileError
from desktop.readers.word.names import MAIN, STRICT
from tests.readers.packed import packed
from tests.readers.word_files import as_word, p, r, table, word_file


def printed(*body: str, **parts: str) -> list[str]:
    return [line.text for line in word.source("甲.docx", word_file(*body, **parts)).lines]


def test_paragraphs_in_order_with_blank_ones() -> None:
    source = word.source("甲.docx", word_file(p("一、总则"), p(), p("  二、", "附则")))
    assert [(line.number, line.text) for line in source.lines] == [
        (1, "一、总则"), (2, ""), (3, "  二、附则"),
    ]  # fmt: skip
    assert source.wrapped is False
    assert source.lines[0].page is None


def test_tabs_hyphens_signs_and_breaks() -> None:
    run = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0A8"/><w:br/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>'
    )
    assert printed(p(run)) == ["甲\t乙-丙□", "丁", "戊"]


def test_control_characters_are_spaces() -> None:
    assert printed(p("甲&#x7f;乙&#xfeff;丙")) == ["甲 乙 丙"]


def test_soft_hyphens_are_no_text() -> None:
    assert printed(p("合&#xad;作co&#xad;op&#xad;")) == ["合作coop"]


def test_tracked_changes_are_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>应当</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>及时</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>"
    )
    assert printed(body) == ["应当及时新"]


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert printed(p("前半", properties=gone), p("后半"), p("另段")) == ["前半后半", "另段"]


def test_a_paragraph_that_was_deleted_is_gone() -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    assert printed(p("甲"), gone, p("乙")) == ["甲", "乙"]


def test_rows_that_were_deleted_are_gone() -> None:
    rows = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc>" + p("甲") + "</w:tc><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl>"
    )
    assert printed(rows) == ["甲\t乙"]


@pytest.mark.parametrize(
    ("properties", "shown"),
    [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:rStyle w:val="隐"/>', False)],
)
def test_hidden_text_is_left_out(properties: str, shown: bool) -> None:
    styles = '<w:style w:type="character" w:styleId="隐"><w:rPr><w:vanish/></w:rPr></w:style>'
    text = printed(p(r("显"), r("隐", properties)), styles=styles)
    assert text == ["显隐" if shown else "显"]


def test_results_of_fields_are_read_and_not_their_codes() -> None:
    simple = '<w:fldSimple w:instr="DATE"><w:r><w:t>今天</w:t></w:r></w:fldSimple>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>第三条</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert printed(p("见", field, simple)) == ["见第三条今天"]


def test_a_field_may_go_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    parted = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert printed(p(begin, parted, "一、甲"), p("二、乙", end), p("正文")) == [
        "一、甲",
        "二、乙",
        "正文",
    ]


def test_content_controls_and_links_are_transparent() -> None:
    link = "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    inline = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>"
    assert printed(p("有", link, inline), block) == ["有链接控件", "块"]


def test_rows_have_cells_and_merged_cells_are_empty() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("宽")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("高")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    source = word.source(
        "甲.docx",
        word_file(table((wide, "三"), (top, "乙", p("丙") + p("丁")), (below, "己", "庚"))),
    )
    assert [line.cells for line in source.lines] == [
        ("宽", "", "三"), ("高", "乙", "丙 丁"), ("", "己", "庚"),
    ]  # fmt: skip
    assert source.lines[1].text == "高\t乙\t丙 丁"


def test_a_table_around_paragraphs_is_a_frame() -> None:
    box = table((p("专栏1 重点工程") + p("1. 甲工程。") + p("2. 乙工程。"),))
    source = word.source("甲.docx", word_file(box))
    assert [line.text for line in source.lines] == ["专栏1 重点工程", "1. 甲工程。", "2. 乙工程。"]
    assert {line.cells for line in source.lines} == {None}


def test_the_title_of_a_box_above_its_table_is_a_line() -> None:
    title = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("专栏 2 指标")}</w:tc>'
    source = word.source("甲.docx", word_file(table((title,), ("指标", "2030 年"))))
    assert [(line.text, line.cells) for line in source.lines] == [
        ("专栏 2 指标", None), ("指标\t2030 年", ("指标", "2030 年")),
    ]  # fmt: skip


def test_a_table_that_only_sets_lines_to_the_right_is_none() -> None:
    source = word.source("甲.docx", word_file(table(("", "云岭省人民政府"), ("", "2025年3月1日"))))
    assert [(line.text, line.cells) for line in source.lines] == [
        ("云岭省人民政府", None), ("2025年3月1日", None),
    ]  # fmt: skip


def test_a_list_of_one_column_stays_a_table() -> None:
    source = word.source("甲.docx", word_file(table(("1.甲",), ("2.乙",), ("3.丙",))))
    assert [line.cells for line in source.lines] == [("1.甲",), ("2.乙",), ("3.丙",)]


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    words = (
        '<w:r><w:pict><v:shape><v:textpath string="云岭省人民政府文件"/></v:shape></w:pict></w:r>'
    )
    assert printed(p("锚", drawing), p(words)) == ["锚", "框内", "", "云岭省人民政府文件"]


def test_notes_stand_at_the_end_in_their_order() -> None:
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{key}" {kind}>{p(text)}</w:footnote>'
        for key, kind, text in ((0, 'w:type="separator"', "线"), (2, "", " 乙注"), (3, "", "甲注"))
    )
    lines = printed(p("甲", refer.format(3), "乙", refer.format(2)), p("末"), footnotes=notes)
    assert lines == ["甲乙", "末", "[1] 甲注", "[2] 乙注"]


def test_headings_and_bold_starts_are_told() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        p("章", properties='<w:pStyle w:val="2"/>'),
        p(r("（一）导语。", "<w:b/>"), r("正文。")),
        p(r("粗", '<w:b w:val="false"/>'), "细"),
        p("节", properties='<w:outlineLvl w:val="1"/>'),
    )
    source = word.source("甲.docx", word_file(*body, styles=styles))
    assert [line.heading for line in source.lines] == [1, 0, 0, 2]
    assert [line.bold for line in source.lines] == [1, 6, 0, 0]


def test_pages_are_told_where_word_has_laid_them_out() -> None:
    mark = "<w:r><w:lastRenderedPageBreak/></w:r>"
    source = word.source("甲.docx", word_file(p("甲"), p("乙", mark, "丙"), p(mark, "丁"), p("戊")))
    assert [line.page for line in source.lines] == [1, 1, 3, 3]


def test_pages_begun_by_hand_count_where_they_are_all_there_are() -> None:
    body = (
        p("甲", '<w:r><w:br w:type="page"/></w:r>'),
        p("乙"),
        p("丙", properties="<w:pageBreakBefore/>"),
    )
    app = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>{}</Pages></Properties>'
    for told, pages in ((3, [1, 2, 3]), (4, [None] * 3)):
        data = word_file(*body, others={"docProps/app.xml": app.format(told).encode()})
        assert [line.page for line in word.source("甲.docx", data).lines] == pages


def test_parts_may_be_named_from_the_root_and_lead_out_of_the_file() -> None:
    data = word_file(
        p("甲", REFER),
        others={"a.txt": b"x"},
        footnotes=f'<w:footnote w:id="1">{p("注")}</w:footnote>',
    )
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    relations = parts["word/_rels/document.xml.rels"]
    for change, lines in (
        ((b'Target="footnotes.xml"', b'Target="/word/footnotes.xml"'), ["甲", "[1] 注"]),
        ((b'Target="footnotes.xml"', b'Target="footnotes.xml" TargetMode="External"'), ["甲"]),
    ):
        parts["word/_rels/document.xml.rels"] = relations.replace(*change)
        assert [line.text for line in word.source("甲.docx", packed(parts)).lines] == lines


def test_the_strict_form_of_the_format_is_read() -> None:
    data = word_file(p("甲"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(MAIN.encode(), STRICT)
    assert [line.text for line in word.source("甲.docx", packed(parts)).lines] == ["甲"]


def test_what_is_pasted_as_markdown_is_read_as_such() -> None:
    source = word.source(
        "甲.docx", word_file(p("## 一、**总则**"), p("| 甲 | 乙 |"), p("|---|---|"))
    )
    assert (source.lines[0].text, source.lines[0].heading) == ("一、总则", 2)
    assert source.lines[1].cells == ("甲", "乙")


def test_lines_pasted_from_a_page_are_left_to_the_parser() -> None:
    line = "坚持以人民为中心的发展思想加快建设现代化产业体"
    assert word.source("甲.docx", as_word("\n".join([line] * 12))).wrapped is None
    assert word.source("甲.docx", as_word("\n".join([line + "。"] * 12))).wrapped is False


@pytest.mark.parametrize("body", ["", p(), p(r("隐", "<w:vanish/>"))])
def test_a_file_without_words_is_refused(body: str) -> None:
    with pytest.raises(UserError, match=r"“甲.docx”里没有文字"):
        word.source("甲.docx", word_file(body))


def test_another_zip_is_no_word_file() -> None:
    with pytest.raises(BadFileError):
        word.source("甲.docx", as_word("甲")[:-30])


REFER = '<w:r><w:footnoteReference w:id="1"/></w:r>'
CHUNK = '<w:altChunk r:id="rChunk1"/>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<html><head><meta charset=utf-8></head><body><p>第一条 甲。<br>（一）乙；</p></body></html>".encode()),
        ("a.mht", b'MIME-Version: 1.0\nContent-Type: text/html; charset="gb2312"\n\n<p>' + "第一条 甲。<br/>（一）乙；".encode("gbk")),
        ("a.txt", "第一条 甲。\n（一）乙；".encode()),
        ("a.docx", as_word("第一条 甲。\n（一）乙；")),
    ],
)  # fmt: skip
def test_a_body_that_is_another_file_is_read(name: str, data: bytes) -> None:
    source = word.source("甲.docx", word_file(p("题"), CHUNK, others={name: data}))
    assert [line.text for line in source.lines] == ["题", "第一条 甲。", "（一）乙；"]


def test_a_body_that_holds_itself_is_not_followed() -> None:
    inner = word_file(p("内"), CHUNK, others={"b.txt": b"deep"})
    source = word.source("甲.docx", word_file(p("外"), CHUNK, others={"a.docx": inner}))
    assert [line.text for line in source.lines] == ["外"]


def test_more_paragraphs_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_MOST_PARAGRAPHS", 3)
    path = Path("甲.docx")
    assert len(readers.parsed(path, word_file(*[p("甲")] * 3)).lines) == 3
    with pytest.raises(UserError, match=r"“甲.docx”：它有 4 段，超过了 3 段。请拆成几个文件"):
        readers.parsed(path, word_file(*[p("甲")] * 4))
