from desktop.views.ledger_lines import COLUMNS, GROUPS, Group, grouped, kept, ordered, totals_text
from tests.views.rows import ROWS


def ids(lines: list) -> list[str]:
    return [line.name if isinstance(line, Group) else line.id for line in lines]


def test_rows_are_kept_by_what_their_cells_contain() -> None:
    assert ids(kept(ROWS, {})) == ["a", "b", "c"]
    assert ids(kept(ROWS, {"lead": "商务"})) == ["c"]
    assert ids(kept(ROWS, {"support": "财政", "document": "稳 增长"})) == ["a"]
    assert ids(kept(ROWS, {"light": "逾期"})) == ["c"]
    assert ids(kept(ROWS, {"due": "2025-0"})) == ["a", "c"]
    assert ids(kept(ROWS, {"remark": "要快", "title": " "})) == ["c"]


def test_every_column_sorts_both_ways_with_empty_cells_last() -> None:
    assert ids(ordered(ROWS, by="", descending=True)) == ["a", "b", "c"]
    assert ids(ordered(ROWS, by="label", descending=False)) == ["a", "c", "b"]
    assert ids(ordered(ROWS, by="due", descending=False)) == ["c", "a", "b"]
    assert ids(ordered(ROWS, by="due", descending=True)) == ["a", "c", "b"]
    assert ids(ordered(ROWS, by="priority", descending=False)) == ["c", "a", "b"]
    assert ids(ordered(ROWS, by="state", descending=True)) == ["b", "a", "c"]
    for column in COLUMNS:
        up = ordered(ROWS, by=column.name, descending=False)
        assert {row.id for row in up} == {"a", "b", "c"}
        filled = [bool(column.text(row)) for row in up]
        assert filled == sorted(filled, reverse=True)


def test_groups_have_heads_and_can_be_closed() -> None:
    assert ids(grouped(ROWS, by="")) == ["a", "b", "c"]
    assert ids(grouped(ROWS, by="unit")) == ["省发展改革委", "a", "省商务厅", "c", "未定单位", "b"]
    assert ids(grouped(ROWS, by="month")) == ["2025年5月", "c", "2025年6月", "a", "未定期限", "b"]
    assert ids(grouped(ROWS, by="state")) == ["待办", "a", "c", "办结", "b"]
    closed = grouped(ROWS, by="document", closed={"稳增长若干措施"})
    assert closed[0] == Group("稳增长若干措施", 2, True)
    assert ids(closed) == ["稳增长若干措施", "消费十条", "c"]
    assert set(GROUPS) == {"", "unit", "state", "month", "document"}


def test_the_foot_counts_states_and_lights() -> None:
    assert totals_text(ROWS, every=3) == "共 3 条　·　待办 2　办结 1　·　● 逾期 1"
    assert totals_text(ROWS[1:2], every=3) == "列出 1 条，共 3 条　·　办结 1"
