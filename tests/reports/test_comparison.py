"""对照表 in Word: how much is carried out, the pairs with what differs, and what has none."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.comparison import Comparison
from desktop.reports import comparison, package, preview
from desktop.reports.annotated import Choices
from desktop.reports.briefing import Briefing
from desktop.reports.content import BookmarkStart, Cell, Report, Span, Table
from desktop.reports.official import C
from tests.reports import compared, reading


def tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [["\n".join(p.text for p in cell.paragraphs) for cell in row] for row in table.rows]


def pairs(report: Report) -> Table:
    return tables(report)[2]


def styled(cell: Cell, *styles: str) -> list[str]:
    return [
        each.text
        for paragraph in cell.paragraphs
        for each in paragraph.inlines
        if isinstance(each, Span) and each.style in styles
    ]


def test_first_it_says_how_much_is_carried_out() -> None:
    report = compared.report()
    lines = [each.text for each in report.paragraphs()]
    assert lines[:3] == [
        "对照表",
        "左：《全省若干措施》（晋政办发〔2023〕56号）",
        "右：《全市一揽子措施》",
    ]
    assert lines[4] == (
        "《全省若干措施》4 条措施中，3 条（75%）在《全市一揽子措施》中有对应："
        "相同 1 条、改写 2 条、相关 0 条；1 条没有对应。"
    )
    assert texts(tables(report)[0]) == [
        ["章", "措施", "相同", "改写", "相关", "没有对应", "有对应的占比"],
        ["一、能源", "2", "0", "2", "0", "0", "100%"],
        ["二、民生", "2", "1", "0", "0", "1", "50%"],
        ["合计", "4", "1", "2", "0", "1", "75%"],
    ]


def test_pairs_stand_side_by_side_with_what_differs() -> None:
    report = compared.report()
    table = pairs(report)
    assert report.landscape
    assert table.top
    assert table.heads == 1
    rows = texts(table)
    assert rows[0] == ["全省若干措施", "全市一揽子措施", "异同"]
    assert rows[1] == ["一、能源"]
    left, right, about = table.rows[2]
    assert styled(left, C.OLD_NUMBER) == ["5500万千瓦"]
    assert styled(right, C.NEW_NUMBER) == ["500 万千瓦"]
    assert styled(left, C.REMOVED) == ["加快"]
    assert styled(right, C.ADDED) == ["全力推进"]
    assert about.paragraphs[0].text == "改写（已确认）"
    assert about.paragraphs[1].text == "数字“5500万千瓦”改为“500万千瓦”；“加快”改为“全力推进”。"
    assert rows[5][0] == "二、民生"
    assert rows[6][2] == "相同\n文字相同。"


def test_related_measures_are_not_marked_and_told_once() -> None:
    rows = texts(pairs(compared.report()))
    assert rows[3][0] == "1.夯实煤炭稳产保供基础（原文见上）"
    assert rows[3][1].startswith("2.推动上市企业倍增。落实好")
    assert rows[3][2] == "相关\n主题相关，各自表述；都提到“煤矿项目”、“装机容量”。"
    assert rows[7][2].startswith("相关（人工）")
    assert rows[7][1] == "1.夯实煤炭稳产保供基础（原文见上）"


def test_what_was_moved_is_marked_as_moved() -> None:
    left, right, about = pairs(compared.report()).rows[4]
    assert styled(left, C.MOVED)
    assert sorted(styled(left, C.MOVED)) == sorted(styled(right, C.MOVED))
    assert "移动了位置" in about.paragraphs[1].text


def test_what_has_no_counterpart_stands_at_the_end() -> None:
    report = compared.report()
    lines = [each.text for each in report.paragraphs()]
    assert "《全省若干措施》中的 1 条" in lines
    assert texts(tables(report)[4])[1] == ["二、民生", "4.保障农产品有效供给"]
    assert lines[-1] == "省发展改革委"


def test_a_clean_report_names_nobody() -> None:
    report = compared.report(clean=True)
    assert (report.author, report.made) == ("", "")
    told = "".join(each.text for each in report.paragraphs())
    assert "已确认" not in told
    assert "人工" not in told
    inlines = [each for paragraph in report.paragraphs() for each in paragraph.inlines]
    assert not any(isinstance(each, BookmarkStart) for each in inlines)


def test_bookmarks_stand_once() -> None:
    report = compared.report()
    found = [
        each.name
        for paragraph in report.paragraphs()
        for each in paragraph.inlines
        if isinstance(each, BookmarkStart)
    ]
    assert len(found) == len(set(found)) == 6


def test_two_versions_are_told_apart() -> None:
    found = compared.comparison()
    other = Comparison(found.a, replace(found.b, document="document a", version=2), found.pairs)
    report = comparison.compose(other, compared.told(found), Choices(), Briefing(title="修改对照"))
    lines = [each.text for each in report.paragraphs()]
    assert lines[:3] == [
        "修改对照",
        "左：《全省若干措施》（晋政办发〔2023〕56号），第 1 版",
        "右：《全市一揽子措施》，第 2 版",
    ]


def test_it_can_be_stopped() -> None:
    class Stop(Exception):  # noqa: N818 - not an error
        pass

    def tick(done: int, total: int) -> None:
        assert total == 5
        if done == 3:
            raise Stop

    found = compared.comparison()
    with pytest.raises(Stop):
        comparison.compose(found, compared.told(found), Choices(), Briefing(), tick=tick)


def test_heads_repeat_and_cells_begin_at_the_top_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "对照.docx"
    package.write(compared.report(), file)
    document = reading.part(file, "word/document.xml")
    table = document.findall(f".//{reading.W}tbl")[2]
    head, *rows = table.findall(f"{reading.W}tr")
    assert head.find(f".//{reading.W}tblHeader") is not None
    sides = {reading.value(each) for row in rows for each in row.iter(f"{reading.W}vAlign")}
    assert sides == {"top"}
    styles = reading.part(file, "word/styles.xml")
    by_id = {reading.value(each, "styleId"): each for each in styles.findall(f"{reading.W}style")}
    assert by_id[C.REMOVED].find(f".//{reading.W}strike") is not None
    assert reading.value(by_id[C.NEW_NUMBER].find(f".//{reading.W}u")) == "double"


def test_the_preview_strikes_and_underlines() -> None:
    html = preview.html(compared.report())
    assert "text-decoration:line-through" in html
    assert "text-decoration:underline" in html
