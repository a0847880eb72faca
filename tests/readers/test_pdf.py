"""PDF files: what a page shows comes out as lines in the order in which it is read."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from desktop import readers
from desktop.errors import UserError
from desktop.readers.pages import meant, pdfium, source
from desktop.readers.pages.lines import between
from desktop.structure import outline
from desktop.text import SourceText
from tests.documents import CORPUS, DATA
from tests.pdfs import A4, Setting, lines, pdf, picture, put, ruled, typeset

PROSE = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，加快构建新发展格局。" * 3
LEFT, RIGHT = "左栏文字从上到下先读完，" * 12, "右栏文字在左栏之后才读，" * 12

pytestmark = pytest.mark.usefixtures("qapp")


def read(path: Path) -> SourceText:
    """Read in this process, as the helper process does."""
    return source.source(path.name, pdfium.sheets(path.read_bytes()))


def texts(found: SourceText) -> list[str]:
    return [
        line.text.strip() for line in found.lines
        if line.text.strip() and line.number not in found.furniture
    ]  # fmt: skip


def outcome(file: Path) -> str:
    """Whether a file is read, or refused with a sentence that names it."""
    try:
        readers.read(file)
    except UserError as fault:
        return "refused" if file.name in str(fault) else str(fault)
    return "read"


def test_a_page_of_an_official_document(tmp_path: Path) -> None:
    title, first, second = "  关于测试的若干措施", "一、总体要求", PROSE
    found = readers.read(typeset(tmp_path / "甲.pdf", [title, first, second]))
    assert found.wrapped
    assert texts(found)[:2] == [title.strip(), first]
    assert "".join(texts(found)[2:]) == PROSE
    body = [line for line in found.lines if line.text.strip()]
    assert body[1].text.startswith("\u3000\u3000一、")
    assert body[2].text.startswith("\u3000\u3000坚持")
    assert not body[3].text[0].isspace()
    assert {line.page for line in body} == {1}
    assert body[3].width == pytest.approx(28, abs=0.3)


def test_page_numbers_and_running_heads_are_furniture(tmp_path: Path) -> None:
    setting = Setting(rows=5, number="{}", head="政策文件汇编")
    found = read(typeset(tmp_path / "甲.pdf", [PROSE] * 4, setting))
    printed = [line.text.strip() for line in found.lines if line.number in found.furniture]
    pages = max(line.page or 0 for line in found.lines)
    assert pages > 2
    assert printed == [each for page in range(1, pages + 1) for each in ("政策文件汇编", str(page))]
    assert "".join(texts(found)) == PROSE * 4


def test_a_heading_repeated_far_off_is_no_furniture(tmp_path: Path) -> None:
    page = lines(*((74, 200 + 30 * row, PROSE[:25]) for row in range(12)))

    def headed(painter: QPainter) -> None:
        put(painter, 74, 80, "附件1")
        page(painter)

    found = read(pdf(tmp_path / "甲.pdf", [headed, page, page, page, headed]))
    assert texts(found).count("附件1") == 2


def test_small_heads_may_change_with_the_chapter(tmp_path: Path) -> None:
    def headed(head: str, size: float) -> Callable[[QPainter], None]:
        def draw(painter: QPainter) -> None:
            put(painter, 200, 60, head, size)
            for row in range(8):
                put(painter, 74, 120 + 30 * row, PROSE[:25])

        return draw

    heads = ["第一章　总则", "第二章　任务"]
    small = read(pdf(tmp_path / "甲.pdf", [headed(each, 10) for each in heads]))
    assert not set(heads) & set(texts(small))
    large = read(pdf(tmp_path / "乙.pdf", [headed(each, 16) for each in heads]))
    assert set(heads) <= set(texts(large))


def test_a_table_cut_off_at_the_edge_of_its_page_keeps_its_words(tmp_path: Path) -> None:
    rows = [("序号", "改革举措"), ("1", "推动知识产权案件快速审判"), ("2", "推动科技成果转化激励")]

    def draw(painter: QPainter) -> None:
        put(painter, 74, 60, "附件")
        for x in (500, 540, 594):
            painter.drawLine(x, 100, x, 220)
        for row, cells in enumerate(rows):
            painter.drawLine(500, 100 + 40 * row, 594, 100 + 40 * row)
            for x, text in zip((504, 544), cells, strict=True):
                put(painter, x, 126 + 40 * row, text, 12)
        painter.drawLine(500, 220, 594, 220)

    found = read(pdf(tmp_path / "甲.pdf", [draw]))
    assert [line.cells for line in found.lines if line.cells] == rows
    assert all(line.box and line.box[2] < 596 for line in found.lines if line.cells)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(painter: QPainter) -> None:
        put(painter, 74, 80, "上方通栏的标题占满整行，后面才是两栏的正文内容")
        for row in range(8):
            put(painter, 74, 130 + 24 * row, LEFT[row * 13 : row * 13 + 13])
            put(painter, 310, 133 + 24 * row, RIGHT[row * 13 : row * 13 + 13])
        put(painter, 74, 400, "下方通栏的结尾占满整行，要在两栏之后才轮到它出现")

    found = texts(read(pdf(tmp_path / "甲.pdf", [draw])))
    assert found[0].startswith("上方")
    assert "".join(found[1:9]) == LEFT[: 13 * 8]
    assert "".join(found[9:17]) == RIGHT[: 13 * 8]
    assert found[17].startswith("下方")


def test_two_pages_on_a_sheet_are_read_one_after_the_other(tmp_path: Path) -> None:
    short = "短句一行。"

    def draw(painter: QPainter) -> None:
        sides = ((40, "总则", LEFT, "— 1 —"), (460, "细则", RIGHT, "— 2 —"))
        for left, title, text, number in sides:
            put(painter, left + 110, 70, title)
            for row in range(6):
                put(painter, left, 100 + 30 * row, text[row * 16 : row * 16 + 16])
            for row in range(6, 11):
                put(painter, left, 100 + 30 * row, short)
            put(painter, left + 110, 560, number, 12)

    found = texts(read(pdf(tmp_path / "甲.pdf", [draw], page=(842, 595))))
    pages = [title + text[:96] + short * 5 for title, text in (("总则", LEFT), ("细则", RIGHT))]
    assert "".join(found) == "".join(pages)


def test_a_ruled_table_has_cells(tmp_path: Path) -> None:
    rows = [["序号", "指标", "2025年"], ["1", "地区生产总值", "5%"], ["2", "", "8%"]]
    found = read(pdf(tmp_path / "甲.pdf", [ruled(rows, [60, 200, 100], 80, 100)]))
    assert [line.cells for line in found.lines] == [tuple(row) for row in rows]
    assert found.lines[1].box is not None


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "甲.pdf", [ruled([["专栏1"], ["扩大投资"]], [300], 80, 100)]))
    assert [line.text for line in found.lines if line.text] == ["专栏1", "扩大投资"]


def test_columns_of_a_table_without_rules(tmp_path: Path) -> None:
    rows = [("指标", "2020年", "2025年"), ("就业", "1.0", "2.0"), ("人口", "3.0", "4.0")]
    page = lines(*((x, 120 + 30 * y, text) for y, row in enumerate(rows)
                   for x, text in zip((74, 250, 400), row, strict=True)))  # fmt: skip
    assert [line.cells for line in read(pdf(tmp_path / "甲.pdf", [page])).lines] == rows


def test_gaps_tell_spaces(tmp_path: Path) -> None:
    page = lines((74, 100, "到2025年建成5G基站"), (74, 130, "open data"), (74, 160, "目　录"))
    assert texts(read(pdf(tmp_path / "甲.pdf", [page]))) == [
        "到2025年建成5G基站",
        "open data",
        "目　录",
    ]


def test_text_apart_keeps_its_distance(tmp_path: Path) -> None:
    page = lines((74, 100, "晋政发〔2026〕4号"), (400, 100, "签发人：某某"))
    (found,) = texts(read(pdf(tmp_path / "甲.pdf", [page])))
    assert found.split("\u3000\u3000")[0] == "晋政发〔2026〕4号"
    assert found.endswith("签发人：某某")


def test_lines_set_apart_have_a_blank_line_between(tmp_path: Path) -> None:
    page = lines(*((74, 100 + 30 * row + (40 if row > 3 else 0), PROSE[:20]) for row in range(8)))
    blank = [line.number for line in read(pdf(tmp_path / "甲.pdf", [page])).lines if not line.text]
    assert blank == [5]


@pytest.mark.parametrize("first", [True, False])
def test_a_line_drawn_together_with_a_water_mark_is_whole(first: bool, tmp_path: Path) -> None:
    def draw(painter: QPainter) -> None:
        lines((74, 400, PROSE[:20]), (74, 430, PROSE[20:40]))(painter)
        if first:
            put(painter, 300, 500, "2024年6月")
        painter.save()
        painter.translate(372, 500)
        painter.rotate(-45)
        put(painter, 0, 0, "内部资料")
        painter.restore()
        if not first:
            put(painter, 417, 455, "2024年6月")

    assert "2024年6月" in texts(read(pdf(tmp_path / "甲.pdf", [draw])))


def test_slanted_text_is_furniture(tmp_path: Path) -> None:
    def draw(painter: QPainter) -> None:
        put(painter, 74, 100, "正文在这里。")
        painter.translate(QPointF(200, 500))
        painter.rotate(-45)
        put(painter, 0, 0, "内部资料")

    found = read(pdf(tmp_path / "甲.pdf", [draw]))
    assert texts(found) == ["正文在这里。"]
    assert [line.text for line in found.lines if line.number in found.furniture] == ["内部资料"]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_printed_on_its_side_is_read_as_its_text_runs(quarters: int, tmp_path: Path) -> None:
    def draw(painter: QPainter) -> None:
        painter.translate(QPointF(297, 421))
        painter.rotate(-90 * quarters)
        painter.translate(QPointF(-200, -200))
        for row in range(10):
            put(painter, 20, 60 + 30 * row, PROSE[row * 20 : row * 20 + 20])

    found = read(pdf(tmp_path / "甲.pdf", [draw]))
    assert "".join(texts(found)) == PROSE
    left, top, right, bottom = found.lines[0].box or (0, 0, 0, 0)
    assert (bottom - top > right - left) == (quarters % 2 == 1)
    assert 0 < left < right < A4[0]
    assert 0 < top < bottom < A4[1]


def test_a_page_that_is_a_picture_among_others_is_doubted(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "甲.pdf", [lines((74, 100, PROSE[:30])), picture]))
    assert [message for _, _, message in found.doubts] == [
        "这一页是图片，没有文字，请对照原件核对。"
    ]


def test_a_scan_is_refused_with_its_page_count(tmp_path: Path) -> None:
    file = pdf(tmp_path / "扫描.pdf", [picture, picture, picture])
    with pytest.raises(UserError, match=r"“扫描\.pdf”是扫描件，共 3 页，没有文字层，没有导入"):
        readers.read(file)


def test_empty_pages_are_no_scan(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“空\.pdf”里没有文字，没有导入"):
        readers.read(pdf(tmp_path / "空.pdf", [lines(), lines()]))


def test_a_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“locked.pdf”有密码"):
        readers.read(DATA / "pages" / "locked.pdf")


def test_a_file_that_may_be_opened_but_not_changed_is_read() -> None:
    assert texts(readers.read(DATA / "pages" / "owner_locked.pdf")) == [
        "一、加密的文件",
        "可以打开。",
    ]


def test_bold_type_is_a_hint_as_far_as_it_goes(tmp_path: Path) -> None:
    def draw(painter: QPainter) -> None:
        put(painter, 74, 120, "一、标题", bold=True)
        put(painter, 74, 160, "做好工作。", bold=True)
        put(painter, 74 + 5 * 16, 160, "各地各部门要抓紧落实。")
        put(painter, 74, 200, "正文没有加粗。")

    found = [line for line in read(pdf(tmp_path / "甲.pdf", [draw])).lines if line.text]
    assert [line.bold for line in found] == [4, 5, 0]


def test_a_bold_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    heading = "一、" + "深入推进重点领域改革" * 3

    def draw(painter: QPainter) -> None:
        put(painter, 74 + 32, 120, heading[:26], bold=True)
        put(painter, 74, 149, heading[26:], bold=True)
        for row in range(6):
            put(
                painter, 74 + (0 if row % 3 else 32), 178 + 29 * row, PROSE[: 28 if row % 3 else 26]
            )

    found = outline(read(pdf(tmp_path / "甲.pdf", [draw])))
    assert [node.title for node in found.nodes] == [heading[2:]]


def test_what_is_cropped_away_is_not_read() -> None:
    assert texts(read(DATA / "pages" / "cropped.pdf")) == ["可以打开。"]


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    assert meant.clean("⼀、⻓治⺠⽣⼾20\ufffe") == "一、长治民生户20-"


def test_a_soft_hyphen_is_a_hyphen_between_figures_only() -> None:
    assert meant.clean("2020\u00ad2025、B\u00ad7、co\u00adop") == "2020-2025、B-7、co\u00adop"


@pytest.mark.parametrize("seed", range(10))
def test_a_file_cut_short_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    data = (CORPUS / "k02_geshui_xinyong.pdf").read_bytes()
    file = tmp_path / "断.pdf"
    file.write_bytes(data[: random.Random(seed).randrange(1, len(data))])  # noqa: S311 - no secret
    assert outcome(file) in {"read", "refused"}


def test_reading_stops_when_told(tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - nothing is wrong
        pass

    def step(_done: int, _of: int) -> None:
        raise Stop

    file = typeset(tmp_path / "甲.pdf", [PROSE])
    with pytest.raises(Stop):
        readers.parsed(file, file.read_bytes(), step)


def test_every_character_of_a_real_file_comes_out_once() -> None:
    """Nothing that PDFium has is lost, whatever is done with its place."""
    for file in CORPUS.glob("*.pdf"):
        sheets = pdfium.sheets(file.read_bytes())
        words = "".join(word.text for sheet in sheets for word in sheet.words)
        found = "".join(line.text for line in source.source(file.name, sheets).lines)
        assert sorted("".join(found.split())) == sorted("".join(words.split()))


def test_page_sizes_and_counts_of_no_sense(tmp_path: Path) -> None:
    wide = pdf(tmp_path / "大.pdf", [lines((74, 100, "一、很大的纸"))], page=(14_000, 14_000))
    assert texts(read(wide)) == ["一、很大的纸"]
    assert A4[0] < 14_000


def test_a_frozen_program_starts_its_helper_as_itself(tmp_path: Path) -> None:
    program = tmp_path / "ceyue"
    program.write_text(
        # Read by sh first, which starts Python: the path of that may have blanks in it.
        f"#!/bin/sh\n'''exec' '{sys.executable}' \"$0\" \"$@\"\n' '''\n"
        "import sys\n"
        "if __name__ == '__main__':\n"
        "    sys.frozen, sys.executable = True, __file__\n"
        "    from desktop.__main__ import main\n"
        "    sys.exit(main())\n"
    )
    program.chmod(0o755)
    command = [str(program), "outline", str(CORPUS / "k02_geshui_xinyong.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 - ours
    assert "个人所得税" in done.stdout


@pytest.mark.parametrize(
    ("ends", "join"), [("d5", " "), ("5d", " "), ("汉d", ""), ("d汉", ""), ("，d", "")]
)
def test_lines_of_a_cell_are_joined_like_any_others(ends: str, join: str) -> None:
    assert between(*ends) == join
