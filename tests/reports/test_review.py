"""What a review says: every mark at its words, a summary in front, nothing of people when clean."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from desktop.annotations import Mark, Piece
from desktop.reports import package, review
from desktop.reports.annotated import Choices
from desktop.reports.briefing import Briefing
from desktop.reports.content import Paragraph, Report, Span, Table
from desktop.reports.official import P
from tests.reports import made, reading
from tests.reports.reading import W


def texts(report: Report, style: str | None = None) -> list[str]:
    return [each.text for each in report.paragraphs() if style is None or each.style == style]


def tables(report: Report) -> list[list[list[str]]]:
    return [
        [["\n".join(p.text for p in cell.paragraphs) for cell in row] for row in block.rows]
        for block in report.blocks
        if isinstance(block, Table)
    ]


MARKS = {"Mark1", "Mark2", "Mark3", "Mark4", "Mark5"}


def styles_of(report: Report) -> set[str]:
    spans = [each for p in report.paragraphs() for each in p.inlines if isinstance(each, Span)]
    return {span.style for span in spans}


def test_the_whole_text_is_there_in_the_styles_of_the_standard() -> None:
    report = made.review()
    found = [(each.style, each.text) for each in report.blocks if isinstance(each, Paragraph)]
    assert (P.TITLE, "《山西省推动能源高质量发展若干措施》审阅报告") in found
    assert (P.PART_TITLE, "山西省推动能源高质量发展若干措施") in found
    assert (P.META, "晋政发〔2024〕1号\u30002024年5月6日") in found
    assert (P.ADDRESS, "各市、县人民政府：") in found
    assert (P.BODY, "为深入贯彻落实，制定以下措施。") in found
    assert (P.BODY, "第二段。") in found
    assert (P.HEADING_1, "一、煤炭") in found
    assert (P.HEADING_1, "第二章\u3000风电") in found
    assert (P.HEADING_2, "（一）清洁利用") in found
    assert (P.HEADING_3, "2.保障电煤。") in found
    assert (P.HEADING_3, "第七条\u3000风电项目应当并网。") in found
    assert (P.BOX_TITLE, "专栏1\u3000重大工程") in found
    (long,) = [text for style, text in found if text.startswith("1.稳定") and style == P.BODY]
    assert long.endswith("（责任单位：省能源局、省财政厅）")
    assert (P.SOURCE, "抄送：省委各部门。") in found
    assert [list(row) for row in tables(report)[-1]] == [list(row) for row in made.TABLE]


def test_the_briefing_stands_around_it() -> None:
    lines = texts(made.review())
    assert lines[1:3] == ["报送：省政府办公厅", "现将审阅情况报告如下。"]
    assert lines[-5:] == [
        "以上意见，供参考。", "", "省发展改革委", "二〇二六年三月二日", "（联系人：王明）",
    ]  # fmt: skip
    titled = made.review(briefing=Briefing(title="审阅情况"))
    assert (titled.title, texts(titled)[0]) == ("审阅情况", "审阅情况")


def test_the_summary_counts_by_colour_and_tag() -> None:
    report = made.review()
    data, colours, tags = tables(report)[:3]
    assert ["文号", "晋政发〔2024〕1号"] in data
    assert ["措施", "4 条"] in data
    assert ["批注", "43 处"] in data
    assert ["批注人", "王明、John Smith"] in data
    marks = [mark for mark in made.marks(made.NOTES) if not mark.orphaned]
    every = Counter(mark.colour for mark in marks)
    noted = Counter(mark.colour for mark in marks if mark.note)
    for colour in made.COLOURS:
        assert [colour.name, str(every[colour.id]), str(noted[colour.id])] in colours
    assert colours[-1] == ["合计", "43", str(sum(noted.values()))]
    assert tags[1:] == [
        ["口径", "0", "1"], ["能源/煤炭", "1", "0"], ["能源/风电", "1", "0"], ["资金", "1", "0"],
    ]  # fmt: skip


def test_open_questions_lead_to_their_measures() -> None:
    report = made.review()
    start = texts(report).index("三、疑问清单")
    questions = [mark for mark in made.marks(made.NOTES) if mark.colour == "key2"]
    open_ones = [mark for mark in questions if not mark.orphaned]
    block = list(report.paragraphs())[start + 1 :][: len(open_ones)]
    assert [each.text[:2] for each in block] == [f"{n}．" for n in range(1, len(block) + 1)]
    links = {span.link for each in block for span in each.inlines if getattr(span, "link", "")}
    bookmarks = {
        each.name for p in report.paragraphs() for each in p.inlines if hasattr(each, "name")
    }
    assert links
    assert links <= bookmarks


def test_marks_without_a_place_are_not_lost() -> None:
    assert "“旧文”：旧批注（John Smith）" in texts(made.review(), P.NOTE)


def test_a_measure_has_a_line_with_tags_and_follow_up() -> None:
    details = texts(made.review(), P.DETAIL)
    assert (
        "标签：口径、能源/煤炭、资金\u3000督办：在办\u3000牵头：省能源局\u3000配合：省财政厅\u3000"
        "时限：2026年3月1日\u3000● 逾期"
    ) in details
    assert texts(made.review(Choices(details="none")), P.DETAIL) == []


def test_tags_and_follow_up_can_stand_in_comments() -> None:
    report = made.review(Choices(details="comment", author="王明"))
    assert texts(report, P.DETAIL) == []
    said = [each.text for each in report.comments]
    assert any(each.startswith("标签：能源/煤炭、资金\u3000督办：在办") for each in said)
    assert any(each.endswith("标签：口径") for each in said)


def test_a_mark_over_several_measures_says_its_note_once() -> None:
    said = [each.text for each in made.review().comments]
    in_cells = sum(mark.note != "" and "\t" in mark.quote for mark in made.marks(made.NOTES))
    assert in_cells == 2
    assert said.count("（同一处批注的第 2 段，内容见第 1 段。）") == 1 + in_cells


def test_marks_without_words_have_their_colour_and_no_comment() -> None:
    silent = made.annotated(notes=("",))
    report = review.compose([silent], made.COLOURS, made.CHOICES, Briefing())
    assert not report.comments
    styles = {
        span.style for p in report.paragraphs() for span in p.inlines if hasattr(span, "style")
    }
    assert {"Mark1", "Mark2", "Mark3", "Mark4", "Mark5"} <= styles
    plain = review.compose(
        [silent], made.COLOURS, replace(made.CHOICES, highlights=False), Briefing()
    )
    styles = {
        span.style for p in plain.paragraphs() for span in p.inlines if hasattr(span, "style")
    }
    assert not {"Mark1", "Mark2", "Mark3", "Mark4", "Mark5"} & styles


def test_a_part_says_that_it_is_one() -> None:
    annotated = made.annotated()
    part = replace(annotated, nodes=annotated.nodes[1:2], whole=False)
    report = review.compose([part], made.COLOURS, made.CHOICES, Briefing())
    assert ["本报告内容", "一、煤炭"] in tables(report)[0]
    assert "第二章\u3000风电" not in texts(report)
    assert "抄送：省委各部门。" not in texts(report)


def test_several_documents_and_no_marks() -> None:
    bare = replace(made.other(), marks=(), tags={})
    report = review.compose([bare, bare], made.COLOURS, made.CHOICES, Briefing())
    assert report.title == "政策文件审阅报告"
    assert texts(report).count("促进消费措施") == 2
    assert "没有批注。" in texts(report)
    short = review.compose([bare], made.COLOURS, Choices(summary=False), Briefing())
    assert "没有批注。" not in texts(short)


def test_marks_that_fit_no_words_are_about_the_whole_measure() -> None:
    odd = made.mark("odd", [Piece("a3", 3, 999, "别的")], "key1", "放不下")
    only = replace(made.annotated(), marks=(odd,))
    report = review.compose([only], made.COLOURS, made.CHOICES, Briefing())
    assert [each.text for each in report.comments] == ["放不下"]


WORDS_OF_PEOPLE = ("王明", "John Smith", "李红", "请核对", "谁牵头", "第一行", "旧批注", "旧文")


@pytest.mark.parametrize("details", ["line", "comment", "none"])
def test_a_clean_review_tells_nothing_of_people(tmp_path: Path, details: str) -> None:
    choices = replace(made.CHOICES, clean=True, details=details)  # type: ignore[arg-type]
    report = made.review(choices, briefing=Briefing())
    target = tmp_path / "清洁.docx"
    package.save(report, target)
    said = reading.everything(target)
    assert not [word for word in WORDS_OF_PEOPLE if word in said]
    assert "2026-03-01" not in said.replace("时限", "")
    assert "T01:00" not in said
    assert "ceyue_" not in said
    assert not [name for name in reading.names(target) if "omment" in name or "people" in name]
    assert "稳定煤炭产能" in said
    core = reading.part(target, "docProps/core.xml")
    assert [each.tag.rpartition("}")[2] for each in core] == ["title"]


def test_what_is_not_clean_tells_all(tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    package.save(made.review(), target)
    said = reading.everything(target)
    assert all(word in said for word in WORDS_OF_PEOPLE if word != "李红")


def test_a_mark_keeps_author_initials_and_time(tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    package.save(made.review(), target)
    found = {(each.author, each.initials) for each in reading.comments(target)}
    assert found == {("王明", "王明"), ("John Smith", "JS")}
    utc = reading.part(target, "word/commentsExtensible.xml")
    assert {value for each in utc for name, value in each.items() if "dateUtc" in name} == {
        "2026-03-01T01:00:00Z"
    }


def test_a_mark_of_nobody_has_an_author(tmp_path: Path) -> None:
    mark = Mark(
        "x", "a", "", "immer", "", note="何时", pieces=(Piece.of("a3", "保障电煤。", 0, 2),)
    )
    only = replace(made.annotated(), marks=(mark,))
    target = tmp_path / "审阅.docx"
    package.save(review.compose([only], made.COLOURS, made.CHOICES, Briefing()), target)
    (comment,) = reading.comments(target)
    assert (comment.author, comment.date, comment.anchored) == ("未署名", "", "保障")


def test_a_table_with_short_rows_and_broken_cells_is_whole(tmp_path: Path) -> None:
    rows = (("指标", "单位", "数值"), ("产量\n合计", "吨"), ("一行",))
    table = made.node(made.Kind.TABLE, "t1", "", rows=rows, text="\n".join(map("\t".join, rows)))
    start = table.text.index("合计")
    mark = made.mark("x", [Piece.of("t1", table.text, start, start + 4)], "key1", "口径？")
    home = replace(made.annotated(), nodes=(table,), marks=(mark,), tags={})
    target = tmp_path / "表.docx"
    package.save(review.compose([home], made.COLOURS, made.CHOICES, Briefing()), target)
    assert [each.anchored for each in reading.comments(target)] == ["合计", "吨"]
    (*_, last) = reading.part(target, "word/document.xml").iter(f"{W}tbl")
    spans = [[of_cell(cell) for cell in row.iter(f"{W}tc")] for row in last.iter(f"{W}tr")]
    assert spans == [[1, 1, 1], [1, 2], [3]]


def of_cell(cell: etree._Element) -> int:
    return int(reading.value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)


def test_a_table_whose_text_is_not_its_cells_is_paragraphs() -> None:
    odd = made.node(made.Kind.TABLE, "t1", "", rows=(("甲", "乙"),), text="甲乙")
    home = replace(made.annotated(), nodes=(odd,), marks=(), tags={})
    report = review.compose([home], made.COLOURS, made.CHOICES, Briefing())
    assert "甲乙" in texts(report, P.BODY)


def test_a_row_with_its_first_cell_only_heads_those_below(tmp_path: Path) -> None:
    rows = (("序号", "指标", "属性"), ("一、经济", "", ""), ("1", "产值", "预期"), ("2", "", " "))
    table = made.node(made.Kind.TABLE, "t1", "", rows=rows, text="\n".join(map("\t".join, rows)))
    home = replace(made.annotated(), nodes=(table,), marks=(), tags={})
    target = tmp_path / "表.docx"
    package.save(review.compose([home], made.COLOURS, made.CHOICES, Briefing()), target)
    (*_, last) = reading.part(target, "word/document.xml").iter(f"{W}tbl")
    spans = [[of_cell(cell) for cell in row.iter(f"{W}tc")] for row in last.iter(f"{W}tr")]
    assert spans == [[1, 1, 1], [3], [1, 1, 1], [1, 1, 1]]


def test_a_row_longer_than_a_page_may_break(tmp_path: Path) -> None:
    rows = (("短", "短"), ("长" * 2000, "短"))
    table = made.node(made.Kind.TABLE, "t1", "", rows=rows, text="\n".join(map("\t".join, rows)))
    home = replace(made.annotated(), nodes=(table,), marks=(), tags={})
    target = tmp_path / "表.docx"
    package.save(review.compose([home], made.COLOURS, made.CHOICES, Briefing()), target)
    (*_, last) = reading.part(target, "word/document.xml").iter(f"{W}tbl")
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in last.iter(f"{W}tr")]
    assert whole == [True, False]
