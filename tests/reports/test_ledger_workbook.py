"""The workbook read back: dates are dates, text stays text, the page is set up."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.annotations import LedgerRow, Progress, State
from desktop.errors import UserError
from desktop.reports import ledger_workbook

MADE = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ROW = LedgerRow(
    id="1",
    node="n1",
    document="d1",
    document_title="山西省推动经济转型行动方案",
    doc_number="晋政发〔2026〕3号",
    label="12.",
    title="推进煤矿智能化改造",
    lost=False,
    state=State.UNDER_WAY,
    lead="省能源局",
    support=("省工信厅", "省财政厅"),
    due="2026-12-31",
    light="blue",
    behind=False,
    priority="高",
    remark="每月报送",
    last_progress=Progress("p", "2026-11-02", "王五", "已完成三处"),
    author="王五",
    created="2026-01-01T00:00:00+00:00",
    modified="2026-01-01T00:00:00+00:00",
)
HEADS = [
    "序号", "文件", "文号", "条目", "事项", "牵头单位", "配合单位", "状态", "完成时限", "预警",
    "优先级", "备注", "进展日期", "最新进展",
]  # fmt: skip


def written(tmp_path: Path, *rows: LedgerRow) -> Worksheet:
    target = tmp_path / "台账.xlsx"
    ledger_workbook.write(rows, target, made=MADE)
    book = load_workbook(target)
    assert book.sheetnames == ["督办台账"]
    sheet = book["督办台账"]
    assert isinstance(sheet, Worksheet)
    return sheet


def cells(sheet: Worksheet, row: int) -> dict[str, Any]:
    return dict(zip(HEADS, [cell.value for cell in sheet[row]], strict=True))


def test_a_row_says_what_the_ledger_says(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW)
    assert [cell.value for cell in sheet[1]] == HEADS
    assert cells(sheet, 2) == {
        "序号": 1,
        "文件": ROW.document_title,
        "文号": ROW.doc_number,
        "条目": "12.",
        "事项": ROW.title,
        "牵头单位": "省能源局",
        "配合单位": "省工信厅、省财政厅",
        "状态": "在办",
        "完成时限": datetime(2026, 12, 31),  # noqa: DTZ001 - as openpyxl reads a day
        "预警": "◆ 临期",
        "优先级": "高",
        "备注": "每月报送",
        "进展日期": datetime(2026, 11, 2),  # noqa: DTZ001
        "最新进展": "已完成三处",
    }
    assert sheet["I2"].is_date
    assert sheet["I2"].number_format == "yyyy-mm-dd"
    assert list(tmp_path.iterdir()) == [tmp_path / "台账.xlsx"]


def test_lights_are_words_and_colours(tmp_path: Path) -> None:
    sheet = written(
        tmp_path, *(replace(ROW, light=light) for light in ("", "blue", "yellow", "red"))
    )
    shown = [sheet.cell(row, 10) for row in range(2, 6)]
    assert [cell.value for cell in shown] == [None, "◆ 临期", "▲ 滞后", "● 逾期"]
    assert len({cell.fill.fgColor.rgb for cell in shown}) == 4


def test_the_sheet_is_ready_to_filter_fill_in_and_print(tmp_path: Path) -> None:
    sheet = written(tmp_path, *[ROW] * 40)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:N41"
    validations = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert validations == {"H2:H41": '"待办,在办,办结,暂缓,销号"', "K2:K41": '"高,中,低"'}
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'督办台账'!$A$1:$N$41"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.oddHeader.right.text == "截至 2026-11-21"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKLMN"]
    assert all(5 <= width <= 40 for width in widths)


def test_an_empty_ledger_is_a_workbook_too(tmp_path: Path) -> None:
    sheet = written(tmp_path)
    assert [cell.value for cell in sheet[1]] == HEADS
    assert sheet.auto_filter.ref == "A1:N2"


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x.example","点我")', "+1", "-1", "@SUM(A1)", "{=A1}", "0012", "2026-1-1",
     "http://x.example/", "_x0041_", "  两边有空格  ", "一\n二", "𠮷🀄"],
)  # fmt: skip
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    row = replace(ROW, title=text, remark=text, lead=text, support=(text,))
    sheet = written(tmp_path, row)
    for name in ("事项", "备注", "牵头单位", "配合单位"):
        cell = sheet.cell(2, HEADS.index(name) + 1)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.hyperlink is None


def test_what_xml_forbids_is_made_visible(tmp_path: Path) -> None:
    sheet = written(
        tmp_path, replace(ROW, remark="甲\x00乙\x1b丙\x7f丁\ud800戊\uffff己\r\n庚\r辛\t壬")
    )
    assert cells(sheet, 2)["备注"] == "甲␀乙␛丙␡丁�戊�己\n庚\n辛\t壬"


@pytest.mark.parametrize("text", ["长" * 40_000, "𠮷" * 20_000, "长" * 20_000 + "𠮷" * 9_000])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path, text: str) -> None:
    value = cells(written(tmp_path, replace(ROW, remark=text)), 2)["备注"]
    assert len(value.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert value.endswith("……（后略）")
    assert text.startswith(value.removesuffix("……（后略）"))


def test_a_text_as_long_as_a_cell_is_whole(tmp_path: Path) -> None:
    text = "长" * 32_767
    assert cells(written(tmp_path, replace(ROW, remark=text)), 2)["备注"] == text


@pytest.mark.parametrize(
    ("due", "value"), [(None, None), ("年底", "年底"), ("1890-01-01", "1890-01-01")]
)
def test_what_is_no_day_of_a_workbook_is_text(
    tmp_path: Path, due: str | None, value: str | None
) -> None:
    assert cells(written(tmp_path, replace(ROW, due=due)), 2)["完成时限"] == value


def test_an_item_without_progress(tmp_path: Path) -> None:
    found = cells(written(tmp_path, replace(ROW, last_progress=None)), 2)
    assert (found["进展日期"], found["最新进展"]) == (None, None)


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(), min_size=1, max_size=40), min_size=1, max_size=9))
def test_any_text_comes_back_as_it_is_shown(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        sheet = written(Path(folder), *(replace(ROW, remark=text) for text in texts))
        for number, text in enumerate(texts, 2):
            assert cells(sheet, number)["备注"] == ledger_workbook.visible(text)


def test_a_disk_that_is_full_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_text("旧")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", refuse)
    with pytest.raises(UserError, match="磁盘已满"):
        ledger_workbook.write([ROW], target, made=MADE)
    assert target.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [target]
