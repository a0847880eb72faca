"""Measures by subject: each once in full, with its sources and notes."""

from dataclasses import replace

from desktop.reports import excerpt
from desktop.reports.annotated import Choices
from desktop.reports.briefing import Briefing
from desktop.reports.content import Report, Span
from desktop.reports.excerpt import Grouping
from desktop.reports.official import P
from tests.reports import made


def texts(report: Report, style: str | None = None) -> list[str]:
    return [each.text for each in report.paragraphs() if style is None or each.style == style]


def test_measures_stand_by_tag_and_once_in_full() -> None:
    report = made.excerpt()
    assert texts(report, P.HEADING_1) == [
        "一、口径（1 条）",
        "二、消费（1 条）",
        "三、能源（7 条）",
        "四、能源/煤炭（1 条）",
        "五、能源/风电（1 条）",
        "六、资金（1 条）",
    ]
    lines = texts(report)
    assert sum(text.startswith("1.稳定煤炭产能。") for text in lines) == 1
    assert "1.稳定煤炭产能（见“口径”）" in lines
    links = [s.link for p in report.paragraphs() for s in p.inlines if isinstance(s, Span)]
    assert "ceyue_a2" in links


def test_the_same_words_of_two_documents_stand_once_with_both_sources() -> None:
    lines = texts(made.excerpt())
    at = next(place for place, text in enumerate(lines) if text.startswith("1.稳定煤炭产能。"))
    rest = lines[at : lines.index("", at)]
    assert "——《山西省推动能源高质量发展若干措施》（晋政发〔2024〕1号）\u3000一、煤炭 › 1." in rest
    assert "——《促进消费措施》\u30005." in rest
    assert "批注【重点】“稳定”：与省里的一致。（John Smith，2026年3月1日）" in rest
    assert lines[1] == "共 8 条，选自 2 份文件"


def test_only_the_tags_asked_for_make_groups() -> None:
    report = made.excerpt(grouping=Grouping("tag", ("能源",)))
    heads = texts(report, P.HEADING_1)
    assert heads == [
        "一、能源（7 条）",
        "二、能源/煤炭（1 条）",
        "三、能源/风电（1 条）",
        "四、未加标签（1 条）",
    ]


def test_by_document_and_by_unit() -> None:
    heads = texts(made.excerpt(grouping=Grouping("document")), P.HEADING_1)
    assert heads == [
        "一、《山西省推动能源高质量发展若干措施》（晋政发〔2024〕1号）（7 条）",
        "二、《促进消费措施》（1 条）",
    ]
    heads = texts(made.excerpt(grouping=Grouping("unit")), P.HEADING_1)
    assert heads == ["一、省能源局（2 条）", "二、省财政厅（2 条）", "三、未写明责任单位（6 条）"]


def test_notes_can_stand_in_comments_instead() -> None:
    report = made.excerpt(replace(made.CHOICES, details="comment"))
    assert report.comments
    notes = [text for text in texts(report, P.NOTE) if text.startswith("批注")]
    assert len(notes) == 1  # of the other source, whose words do not stand here


def test_a_clean_excerpt_tells_nothing_of_people() -> None:
    report = made.excerpt(Choices(clean=True, author="王明", made=made.AT))
    said = "\n".join(texts(report))
    assert not [word for word in ("王明", "John Smith", "批注", "请核对") if word in said]
    assert not report.comments
    assert (report.author, report.made) == ("", "")
    assert "1.稳定煤炭产能（见“口径”）" in said


def test_text_of_other_kinds_only_where_people_worked_on_it() -> None:
    bare = replace(made.annotated(), marks=(), tags={}, follow_ups={})
    report = excerpt.compose(
        [bare], made.COLOURS, made.CHOICES, Briefing(), grouping=Grouping("document")
    )
    assert texts(report)[1] == "共 5 条，选自 1 份文件"
    assert "为深入贯彻落实，制定以下措施。" not in texts(report)


def test_what_stands_in_a_measure_comes_with_it() -> None:
    rows = (("指标", "数值"),)
    inner = made.node(made.Kind.TABLE, "t1", "", rows=rows, text="指标\t数值")
    measure = replace(made.measure("m1", 1, "指标"), children=(inner,))
    home = replace(made.other(), nodes=(measure,), marks=(), tags={})
    report = excerpt.compose(
        [home], made.COLOURS, made.CHOICES, Briefing(), grouping=Grouping("document")
    )
    assert "数值" in texts(report)
    assert texts(report)[1] == "共 1 条，选自 1 份文件"
