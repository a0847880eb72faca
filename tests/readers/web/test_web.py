"""Saved pages: what is printed, what of it is the document, and what it was written in."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import pytest

from desktop.errors import UserError
from desktop.readers import web
from desktop.readers.reading import BadFileError, straight_on
from desktop.text import SourceText
from tests.timing import growth

MEASURES = [
    "关于印发《云岭省促进数字经济发展若干措施》的通知",
    "各市人民政府，省政府各部门：",
    "现将《云岭省促进数字经济发展若干措施》印发给你们，请认真贯彻执行。",
    "一、夯实基础",
    "（一）加快网络建设。到2027年，建成5G基站12.5万个，重点场所全部覆盖。",
    "（二）统筹算力布局。支持建设区域性算力中心，按规定给予补助。",
    "二、强化保障",
    "（三）加强组织领导。各部门要按照职责分工抓好落实，形成工作合力。",
]


def read(page: str, encoding: str = "utf-8") -> list[str]:
    data = page.encode(encoding)
    return [line.text for line in web.source("甲.html", data, straight_on).lines if line.text]


def around(body: str, head: str = "") -> str:
    """A page of a site, with much around the body."""
    return f"""<!DOCTYPE html><html><head><title>{MEASURES[0]}_云岭省人民政府</title>
    <meta charset="utf-8">{head}<style>p {{color: red}}</style></head><body>
    <div id=top><a href=/>首页</a> <a href=/zw>政务公开</a><input value=搜索><button>搜索</button></div>
    <ul><li><a href=/a>领导之窗</a><li><a href=/b>政策文件</a></ul>
    <div>您现在的位置：<a href=/>首页</a> &gt; <a href=/zc>政策</a></div>
    {body}
    <div><a href=/1>上一篇：关于表彰先进集体的决定</a><br><a href=/2>下一篇：关于放假的通知</a></div>
    <div><h3>相关阅读</h3><ul><li><a href=/3>一图读懂若干措施</a><li><a href=/4>政策解读</a></ul></div>
    <div>扫一扫在手机打开当前页</div>
    <div><p>主办单位：云岭省人民政府办公厅　网站标识码：5300000001</p><p>滇ICP备05000000号</p></div>
    <script>var a = "一、脚本。";</script></body></html>"""


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        "<div class=x><div>{}</div></div>",
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
        "<form><center><font>{}</font></center></form>",
        "<article>{}</article>",
        "{}",
    ],
)
def test_the_document_is_found_in_the_page(body: str) -> None:
    found = read(around(body.format(paragraphs(MEASURES))))
    assert [text.strip() for text in found] == MEASURES


def test_a_document_in_several_parts_is_found_whole() -> None:
    parts = "".join(f"<div>{paragraphs(MEASURES[i : i + 3])}</div>" for i in range(0, 9, 3))
    assert [text.strip() for text in read(around(f"<div>{parts}</div>"))] == MEASURES
    annex = "<div><p>附件</p><table><tr><td>序号<td>指标<td>目标值</tr><tr><td>1<td>算力<td>5</tr></table></div>"
    found = read(around(f"<div>{paragraphs(MEASURES)}</div>{annex}"))
    assert found[-3:] == ["附件", "序号\t指标\t目标值", "1\t算力\t5"]


def test_title_and_data_above_the_text_are_taken_along() -> None:
    data = """<table><tr><td>索 引 号：</td><td>015-1</td><td>发文字号：</td><td>云政办发〔2025〕8号</td></tr>
    <tr><td>【发布机构】</td><td>云岭省人民政府办公厅</td><td>主题词：</td><td></td></tr></table>"""
    head = f"<h1>{MEASURES[0]}</h1><div>发布时间：2025-03-01 浏览次数：<span>85</span></div><div>【打印】【关闭】</div>"
    found = read(around(f"<div>{data}</div><div>{head}</div><div>{paragraphs(MEASURES[1:])}</div>"))
    assert [text.strip() for text in found] == [
        "索引号：015-1", "发文字号：云政办发〔2025〕8号", "发布机构：云岭省人民政府办公厅", *MEASURES,
    ]  # fmt: skip


def test_buttons_inside_the_text_are_gone_and_sentences_about_them_stay() -> None:
    said = "（四）推动网站适老化改造，在首页设置打印、下载、分享功能，方便群众浏览。"
    body = paragraphs([*MEASURES[:3], "【字体：大 中 小】", "浏览次数：12", *MEASURES[3:], said])
    assert [text.strip() for text in read(around(f"<div>{body}</div>"))] == [*MEASURES, said]


def test_hidden_parts_are_left_out() -> None:
    page = '<p>显</p><p style="DISPLAY : none">隐一</p><p hidden>隐二</p><span style="visibility:hidden">隐三</span>'
    assert read(page) == ["显"]
    assert read(f'<body style="visibility:hidden"><p>{MEASURES[3]}</p></body>') == [MEASURES[3]]


def test_a_document_that_a_script_would_show_is_read() -> None:
    body = f'<div id=c style="display:none">{paragraphs(MEASURES)}</div><script>show("c")</script>'
    assert [text.strip() for text in read(around(body))] == MEASURES


def test_lines_end_where_a_browser_ends_them() -> None:
    page = "<div>甲<p>乙\n   丙 <b>丁</b><br>戊</p>己<div>庚</div>abc\n def</div><pre>辛\n 壬</pre>"
    assert read(page) == ["甲", "乙丙 丁", "戊", "己", "庚", "abc def", "辛", " 壬"]


def test_an_empty_paragraph_is_a_blank_line() -> None:
    data = "<p>甲</p><p>&nbsp;</p><p></p><p>乙<br><br>丙</p>".encode()
    lines = web.source("甲.html", data, straight_on).lines
    assert [line.text for line in lines] == ["甲", "", "乙", "", "丙"]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]


def test_headings_bold_starts_and_bullets_are_told() -> None:
    page = (
        "<h2>一、甲</h2><p>　　<strong>（一）乙。</strong>丙</p><p style='font-weight:bold'>丁</p>"
        "<p><b>戊<span style='font-weight: normal'>己</span></b></p><ul><li>庚<li>辛</ul>"
    )
    lines = web.source("甲.html", page.encode(), straight_on).lines
    assert [line.heading for line in lines] == [2, 0, 0, 0, 0, 0]
    assert [line.bold for line in lines] == [3, 5, 1, 1, 0, 0]
    assert [line.bullet for line in lines] == [False] * 4 + [True] * 2


@pytest.mark.timed
@pytest.mark.parametrize("named", ["punycode", "idna", "unicode_escape", "rot13", "undefined", ""])
def test_an_encoding_that_no_page_has_is_not_tried(named: str) -> None:
    def taken(size: int) -> SourceText:
        page = f"<meta charset={named}><p>" + "正文里的话，" * 200 + "-" + "zzz9" * size
        return web.source("甲.html", page.encode(), straight_on)

    assert growth(taken, 20_000) < 8
    found = taken(20_000)
    assert found.encoding == "utf_8"
    assert found.lines[0].text.startswith("正文里的话，")


def test_a_number_that_no_browser_takes_counts_as_none() -> None:
    absurd = "9" * 4_300
    page = f"<ol start={absurd}><li value={absurd}>甲<li>乙</ol>"
    assert [line.text for line in web.fragment(page.encode())] == ["1.甲", "2.乙"]


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    page = (
        "<ol><li>甲<li value=5>乙<li>丙</ol><ol type=a start=2><li>丁</ol>"
        "<ol type=A start=26><li>壬<li>癸</ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>戊<ol><li>己</ol><li>庚</ol>"
        "<ol style='list-style:none'><li>辛</ol>"
    )
    assert read(page) == [
        "1.甲", "5.乙", "6.丙", "b.丁", "Z.壬", "AA.癸", "一、戊", "1.己", "二、庚", "辛",
    ]  # fmt: skip


def test_tables_have_cells_and_merged_cells_are_empty() -> None:
    page = """<table><caption>表1</caption><tr><th rowspan=2>序号<th colspan=2>目标</tr>
    <tr><td>2025年<td>2030年</tr><tr><td>1<td><p>12.5</p><p>万个</p><td>20</tr></table>"""
    lines = web.source("甲.html", page.encode(), straight_on).lines
    assert [line.cells for line in lines] == [
        ("表1",), ("序号", "目标", ""), ("", "2025年", "2030年"), ("1", "12.5 万个", "20"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("told", [True, False])
def test_characters_are_read_in_every_encoding(encoding: str, told: bool) -> None:
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if told else ""
    )
    page = f"<html><head>{meta}</head><body>{paragraphs(MEASURES)}</body></html>"
    assert [text.strip() for text in read(page, encoding)] == MEASURES


def test_what_a_page_says_of_its_encoding_is_not_believed_against_the_bytes() -> None:
    page = f'<meta charset="utf-8">{paragraphs(MEASURES)}'
    assert [text.strip() for text in read(page, "gb18030")] == MEASURES


def test_bytes_that_cannot_be_read_become_doubts() -> None:
    data = f'<meta charset="utf-8">{paragraphs(MEASURES)}<p>坏'.encode() + b"\xff\xfe</p>"
    source = web.source("甲.html", data, straight_on)
    assert [text for _, text, _ in source.doubts] == [source.lines[-1].text.strip()]
    assert source.encoding == "utf_8"


def test_a_page_saved_as_one_file_is_read() -> None:
    page = paragraphs(MEASURES)
    data = (
        (
            "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
            "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>广告</p>\r\n"
            '--x\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        ).encode()
        + page.encode("gbk")
        + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    lines = web.source("甲.mht", data, straight_on).lines
    assert [line.text.strip() for line in lines] == MEASURES


def test_a_file_without_a_page_is_refused() -> None:
    with pytest.raises(BadFileError):
        web.source("甲.mht", b"MIME-Version: 1.0\nContent-Type: text/plain\n\na", straight_on)


@pytest.mark.parametrize("page", ["<p> </p>", "<!-- a -->", "<script>1</script>", "\n", "<html>"])
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(UserError, match=r"“甲.html”里没有文字"):
        read(page)


def test_a_page_too_deep_is_refused_and_not_cut_off() -> None:
    with pytest.raises(BadFileError, match="太深"):
        read("<div>" * 100_000 + "甲" + "</div>" * 100_000 + "<p>乙</p>")
    assert read("<span>" * 1_000 + "甲" + "</span>" * 1_000 + "<p>乙</p>") == ["甲", "乙"]


def test_pictures_written_into_a_page_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_LARGEST", 20_000)
    page = f'{paragraphs(MEASURES)}<img src="data:image/png;base64,{"A" * 41_000}">'
    assert len(read(page)) == len(MEASURES)
    with pytest.raises(BadFileError, match="内容过多"):
        read("<p>" + "甲" * 14_000)


def test_a_list_of_its_own_headings_is_no_part_of_the_page() -> None:
    heads = "".join(f'<a href="#a">{text}</a>' for text in MEASURES if text[1] == "、")
    body = paragraphs(MEASURES)
    assert read(around(f"<div><div>{heads}</div><div>{body}</div></div>"))[0].strip() == MEASURES[0]
    other = '<a href="#b">名词解释</a>' + heads
    assert "名词解释" in read(around(f"<div>{other}{body}</div>"))[0]


def test_fields_without_a_colon_are_told_where_they_are_a_list() -> None:
    pairs = [
        ("索引号", "0031-18"),
        ("发布机构", "云岭省人民政府"),
        ("文号", "云政发〔2024〕8号"),
        ("公开方式", "主动公开"),
        ("有效性", "有效"),
    ]
    listed = "".join(f"<div><span>{name}</span><span>{value}</span></div>" for name, value in pairs)
    lines = read(around(f"<div>{listed}</div><div>{paragraphs(MEASURES)}</div>"))
    assert lines[: len(pairs)] == [f"{name}：{value}" for name, value in pairs]
    alone = read(around(f"<div>来源广泛收集</div><div>{paragraphs(MEASURES)}</div>"))
    assert alone[0].strip() == MEASURES[0]


def test_a_labelled_line_is_the_documents_whatever_it_says() -> None:
    measures = [*MEASURES, "（四）推广扫一扫在手机打开当前页"]
    found = read(around(f"<div>{paragraphs(measures)}</div>"))
    assert [text.strip() for text in found] == measures


def test_soft_hyphens_are_no_text() -> None:
    texts = [*MEASURES[:4], "（一）支持co&shy;op&shy;eration。\u00ad", *MEASURES[5:]]
    assert "（一）支持cooperation。" in [text.strip() for text in read(around(paragraphs(texts)))]
