"""The ledger across the page: rows under their documents, lights in words, notes, totals."""

from desktop.reports import ledger
from desktop.reports.annotated import Choices
from desktop.reports.content import Report, Table
from tests.reports import made


def table(report: Report) -> Table:
    (found,) = [block for block in report.blocks if isinstance(block, Table)]
    return found


def rows(report: Report) -> list[list[str]]:
    return [
        ["\n".join(p.text for p in cell.paragraphs) for cell in row] for row in table(report).rows
    ]


def test_a_row_says_what_the_ledger_says() -> None:
    report = made.ledger(rows=5)
    found = rows(report)
    assert report.landscape
    assert found[0] == [
        "序号", "事项", "牵头单位", "配合单位", "时限", "状态", "预警", "进展", "备注",
    ]  # fmt: skip
    assert found[1] == ["《第0号措施》（晋政发〔2024〕1号）"]
    assert found[3] == [
        "2", "1.稳定煤炭产能", "省能源局", "省财政厅、省发展改革委", "2026-12-31", "在办", "◆ 临期",
        "2026-01-08\u3000已印发方案。（李红）\n2026-02-08\u3000完成三处。\n还差两处。（李红）",
        "每月报送",
    ]  # fmt: skip
    assert found[5][1].endswith("（现行文本中已没有这一条）")
    assert table(report).heads == 1


def test_lights_are_words_and_colours() -> None:
    cells = [row[6] for row in table(made.ledger(rows=4)).rows if len(row) > 1][1:]
    assert [cell.paragraphs[0].text for cell in cells] == ["", "◆ 临期", "▲ 滞后", "● 逾期"]
    assert len({cell.fill for cell in cells}) == 4


def test_totals_stand_at_the_foot_and_the_day_at_the_head() -> None:
    report = made.ledger(rows=5)
    assert rows(report)[-1] == [
        "合计 5 条：待办 1、在办 1、办结 1、暂缓 1、销号 1。预警：● 逾期 1、▲ 滞后 1、◆ 临期 1。"
    ]
    lines = [each.text for each in report.paragraphs()]
    assert lines[:2] == ["督办台账", "截至 2026年3月2日，共 5 条"]
    assert rows(made.ledger(rows=0))[-1][0].startswith("合计 0 条：没有事项。")


def test_each_document_is_named_once() -> None:
    heads = [row for row in rows(made.ledger(rows=45)) if len(row) == 1]
    assert [row[0] for row in heads[:-1]] == [
        "《第0号措施》（晋政发〔2024〕1号）", "《第1号措施》", "《第2号措施》",
    ]  # fmt: skip


def test_a_measure_on_the_ledger_twice_has_one_bookmark() -> None:
    twice = [made.ledger_row(1), made.ledger_row(2, node="n1")]
    totals = made.ledger_actions.totals(twice)
    report = ledger.compose(
        twice, {}, totals, made.CHOICES, made.Briefing(), day=made.date(2026, 3, 2)
    )
    names = [each.name for p in report.paragraphs() for each in p.inlines if hasattr(each, "name")]
    assert names == ["ceyue_n1", "ceyue_n1"]  # where it begins and where it ends


def test_a_clean_ledger_has_no_notes() -> None:
    report = made.ledger(Choices(clean=True, author="王明", made=made.AT), rows=5)
    assert rows(report)[0][-1] == "预警"
    said = "\n".join(each.text for each in report.paragraphs())
    assert not [word for word in ("李红", "已印发", "每月报送", "王明") if word in said]
    assert not [each for p in report.paragraphs() for each in p.inlines if hasattr(each, "name")]
    assert (report.author, report.made) == ("", "")
