"""对照表 as a workbook, read back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.errors import UnwritableError
from desktop.reports import comparison_workbook
from tests.reports import compared

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def written(folder: Path) -> Path:
    found = compared.comparison()
    target = folder / "对照.xlsx"
    comparison_workbook.write(found, compared.told(found), target, made=MADE)
    return target


def test_three_sheets_tell_all(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path), rich_text=True)
    assert book.sheetnames == ["对应情况", "逐条对照", "没有对应"]
    told = [[cell.value for cell in row] for row in book["对应情况"].iter_rows()]
    assert told[1][0].startswith("《全省若干措施》4 条措施中，3 条（75%）")
    assert told[5][:7] == ["合计", 4, 1, 2, 0, 1, 0.75]
    pairs = book["逐条对照"]
    assert [cell.value for cell in pairs[1]] == [
        "序号", "左：章", "左：条目", "左：原文", "关系", "相似度", "右：条目", "右：原文", "异同",
    ]  # fmt: skip
    first = [cell.value for cell in pairs[2]]
    assert first[4] == "改写（已确认）"
    assert str(first[3]).startswith("夯实煤炭稳产保供基础。")
    struck = [part for part in first[3] if getattr(part, "font", None) and part.font.strike]
    assert [part.text for part in struck] == ["5500万千瓦", "加快"]
    assert first[8] == "数字“5500万千瓦”改为“500万千瓦”；“加快”改为“全力推进”。"
    assert [row[4].value for row in pairs.iter_rows(min_row=2)][-1] == "相关（人工）"
    assert pairs.freeze_panes == "A2"
    alone = [[cell.value for cell in row] for row in book["没有对应"].iter_rows(min_row=2)]
    assert [row[0] for row in alone] == ["全省若干措施", "全市一揽子措施"]


def test_text_stays_text(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith('=HYPERLINK("x")培育商贸企业😀') for cell in cells)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    found = compared.comparison()
    with pytest.raises(UnwritableError, match="没有写成"):
        comparison_workbook.write(
            found, compared.told(found), tmp_path / "没有" / "a.xlsx", made=MADE
        )
