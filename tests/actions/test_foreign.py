"""Comments and highlights of a Word file arrive as marks on exactly their words."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import documents, foreign, history, marks
from desktop.annotations import Mark
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.text import SourceLine
from tests.documents import CORPUS
from tests.readers.word_files import p, r, word_file
from tests.timing import growth

TITLE = "云岭市促进数字经济发展若干措施"
BEGIN, END = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
REFER = '<w:r><w:commentReference w:id="{}"/></w:r>'


def ranged(key: int, text: str) -> tuple[str, str, str, str]:
    return BEGIN.format(key), r(text), END.format(key), REFER.format(key)


def comment(key: int, text: str, author: str = "李处长", date: str = "2025-03-04T05:06:07Z") -> str:
    return f'<w:comment w:id="{key}" w:author="{author}" w:date="{date}">{p(text)}</w:comment>'


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library.db") as opened:
        yield opened


def imported(store: Store, folder: Path, *body: str, **parts: str) -> list[Mark]:
    path = folder / "甲.docx"
    path.write_bytes(word_file(p(TITLE), *body, **parts))
    document = documents.import_file(store, path=path).document
    assert document is not None
    return marks.of_document(store, document=document.id)


BODY = (
    p("一、夯实基础"),
    p("（一）加强统筹。落实责任，形成合力。"),
    p("（二）加大投入。安排资金。"),
)


def test_a_comment_lies_on_its_words(empty: Store, tmp_path: Path) -> None:
    body = (
        *BODY,
        p("（三）加快建设。到2027年，建成", *ranged(7, "基站12.5万个"), "。（责任单位：市局）"),
    )
    (mark,) = imported(empty, tmp_path, *body, comments=comment(7, "数字再核一下"))
    assert (mark.quote, mark.note, mark.author, mark.scope) == (
        "基站12.5万个", "数字再核一下", "李处长", "text",
    )  # fmt: skip
    assert mark.created == "2025-03-04T05:06:07.000+00:00"
    assert mark.colour == ""


def test_a_comment_over_paragraphs_and_measures_has_a_piece_for_each(
    empty: Store, tmp_path: Path
) -> None:
    body = (
        *BODY,
        p("（三）加快建设。", BEGIN.format(1), "分三步走。"),
        p("第一步打基础。"),
        p("（四）优化服务。全程网办", END.format(1), "。"),
    )
    (mark,) = imported(empty, tmp_path, *body, comments=comment(1, "甲"))
    assert [piece.quote for piece in mark.pieces] == [
        "分三步走。\n第一步打基础。",
        "优化服务。全程网办",
    ]


def test_words_that_stand_twice_are_told_apart(empty: Store, tmp_path: Path) -> None:
    body = (*BODY, p("（三）甲。安排资金，乙；", "再", *ranged(1, "安排资金"), "，丙。"))
    (mark,) = imported(empty, tmp_path, *body, comments=comment(1, "甲"))
    assert mark.pieces[0].prefix.endswith("乙；再")


def test_a_comment_on_a_heading_or_on_units_is_one_on_the_node(
    empty: Store, tmp_path: Path
) -> None:
    body = (
        p(*ranged(1, "一、夯实基础")),
        *BODY[1:],
        p("（三）加快建设。抓好落实。（责任单位：", *ranged(2, "市科技局"), "）"),
    )
    found = imported(empty, tmp_path, *body, comments=comment(1, "甲") + comment(2, "乙"))
    assert {(mark.note, mark.scope) for mark in found} == {("甲", "node"), ("乙", "node")}


def test_a_comment_on_the_title_is_one_on_the_document(empty: Store, tmp_path: Path) -> None:
    body = (p("云岭市人民政府", *ranged(1, "办公室")), *BODY)
    (mark,) = imported(empty, tmp_path, *body, comments=comment(1, "改为办公厅"))
    assert (mark.scope, mark.note) == ("document", "改为办公厅\n（标注处：办公室）")


@pytest.mark.parametrize(
    "date", ["昨天", "", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+09:00"]
)
def test_a_comment_without_a_range_lies_on_its_paragraph(
    empty: Store, tmp_path: Path, date: str
) -> None:
    body = (*BODY, p("（三）加快建设。抓好落实。", REFER.format(3)))
    (mark,) = imported(empty, tmp_path, *body, comments=comment(3, "甲", date=date, author=" "))
    assert mark.quote == "加快建设。抓好落实。"
    assert mark.author == foreign.AUTHOR
    assert mark.created[:2] == "20"


@pytest.mark.parametrize(
    ("properties", "colour"),
    [
        ('<w:highlight w:val="yellow"/>', "key1"),
        ('<w:highlight w:val="cyan"/>', "key2"),
        ('<w:shd w:fill="C0FFC0"/>', "key3"),
        ('<w:color w:val="FF0000"/>', "key4"),
        ('<w:highlight w:val="magenta"/>', "key5"),
        ('<w:highlight w:val="lightGray"/>', "key1"),
        ('<w:color w:val="333333"/>', None),
        ('<w:highlight w:val="none"/>', None),
    ],
)
def test_a_highlight_keeps_its_words_and_nearest_colour(
    empty: Store, tmp_path: Path, properties: str, colour: str | None
) -> None:
    body = (*BODY, p("（三）加快建设。", r("抓好", properties), r("落实", properties), "。"))
    found = imported(empty, tmp_path, *body)
    assert [(mark.quote, mark.colour, mark.author) for mark in found] == (
        [("抓好落实", colour, foreign.AUTHOR)] if colour else []
    )


def test_coloured_headings_and_letterheads_are_no_marks(empty: Store, tmp_path: Path) -> None:
    red = '<w:color w:val="FF0000"/>'
    body = (p(r("云岭市人民政府文件", red)), p(r("一、夯实基础", red)), *BODY[1:])
    assert imported(empty, tmp_path, *body) == []


def test_marks_of_markdown_do_not_shift_a_comment(empty: Store, tmp_path: Path) -> None:
    body = (*BODY, p("（三）**加快建设。**抓好", *ranged(1, "落实"), "。"))
    (mark,) = imported(empty, tmp_path, *body, comments=comment(1, "甲"))
    assert (mark.quote, mark.pieces[0].prefix) == ("落实", "加快建设。抓好")


def test_comments_in_cells_lie_on_their_words(empty: Store, tmp_path: Path) -> None:
    cell = f"<w:tc>{p('到', *ranged(1, '2030 年'))}</w:tc>"
    table = f"<w:tbl><w:tr><w:tc>{p('目标')}</w:tc>{cell}</w:tr></w:tbl>"
    (mark,) = imported(empty, tmp_path, *BODY, table, comments=comment(1, "甲"))
    assert mark.quote == "2030 年"


def test_taking_them_is_one_step_that_can_be_undone(empty: Store, tmp_path: Path) -> None:
    path = CORPUS / "d01_sh_g60_highlight.docx"
    result = documents.import_file(empty, path=path)
    assert "自带的 5 处批注" in result.message
    assert result.document is not None
    quotes = [mark.quote for mark in marks.of_document(empty, document=result.document.id)]
    assert quotes[0].startswith("建设开放协同的高能级科创平台。围绕")
    assert all(quote.endswith("。") for quote in quotes)
    assert "自带的批注" in (history.undo(empty, author="甲") or "")
    assert marks.of_document(empty, document=result.document.id) == []
    assert documents.import_file(empty, path=path).outcome == "same"
    assert marks.of_document(empty, document=result.document.id) == []


def test_a_newer_file_brings_only_what_is_new(empty: Store, tmp_path: Path) -> None:
    body = [*BODY, p("（三）加快建设。", *ranged(1, "抓好落实"), "。")]
    assert len(imported(empty, tmp_path, *body, comments=comment(1, "甲"))) == 1
    body.append(p("（四）强化", *ranged(2, "监督"), "。"))
    found = imported(empty, tmp_path, *body, comments=comment(1, "甲") + comment(2, "乙"))
    assert sorted(mark.note for mark in found) == ["乙", "甲"]


def test_the_nodes_around_a_line_are_found_in_any_tree() -> None:
    chance = random.Random(1)  # noqa: S311 - only has to be the same again
    for _ in range(300):
        starts = [chance.randrange(1, 30) for _ in range(chance.randrange(12))]
        nodes = [Node(Kind.LEAD, first_line=n, last_line=n + chance.randrange(9)) for n in starts]
        found = foreign._Places(Outline("甲.docx", nodes=tuple(nodes)))
        for line in range(1, 40):
            around = [each for each in nodes if each.first_line <= line <= each.last_line]
            around.sort(key=lambda each: -each.first_line)
            assert [each.first_line for each in found._at(line)] == [
                each.first_line for each in around
            ]


@pytest.mark.timed
def test_comments_on_very_many_headings_take_their_time_each() -> None:
    def place(count: int) -> None:
        nodes = [Node(Kind.SECTION, first_line=n, last_line=n) for n in range(1, count + 1)]
        places = foreign._Places(Outline("甲.docx", nodes=tuple(nodes)))
        for number in range(1, count + 1):
            assert places.find(SourceLine(number, "一、总则"), 0, 4)

    assert growth(place, 500) <= 8  # 16 looks at all before
