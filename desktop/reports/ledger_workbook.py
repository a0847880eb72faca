"""The ledger as a workbook, as people would otherwise make it by hand.

Limits and codes of the format are those of ECMA-376 and Excel's own: 32,767 UTF-16 units in a cell,
no dates before 1900, paper size 9 for A4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from desktop.annotations import PRIORITIES, LedgerRow, State
from desktop.reports import characters
from desktop.reports.official import HEAD_FILL, LIGHT_FILLS, LIGHT_WORDS
from desktop.reports.workbooks import workbook

TITLE = "督办台账"
_A4 = 9
_CELL = 32_767  # UTF-16 units
_FIRST_YEAR = 1900
_CUT = "……（后略）"


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    width: float  # in digits of the standard font
    kind: Literal["text", "date", "light", "number"] = "text"
    choices: tuple[str, ...] = ()


_COLUMNS = (
    _Column("序号", 5, "number"),
    _Column("文件", 22),
    _Column("文号", 16),
    _Column("条目", 9),
    _Column("事项", 36),
    _Column("牵头单位", 14),
    _Column("配合单位", 20),
    _Column("状态", 7, choices=tuple(state.value for state in State)),
    _Column("完成时限", 11, "date"),
    _Column("预警", 8, "light"),
    _Column("优先级", 7, choices=PRIORITIES),
    _Column("备注", 20),
    _Column("进展日期", 11, "date"),
    _Column("最新进展", 30),
)


def write(rows: Sequence[LedgerRow], target: Path, *, made: datetime) -> None:
    """Write the ledger's rows into a workbook at `target`, in the order given.

    Args:
        rows: the rows, with the lights of the day.
        target: the file; what was there is replaced once the new one is whole.
        made: the moment that its head tells.

    Raises:
        UserError: the file cannot be written; what was there has not changed.
    """
    with workbook(target, TITLE, default_date_format="yyyy-mm-dd") as book:
        _fill(book, rows, made)


def visible(text: str) -> str:
    """Return a text as a cell can hold it: what XML forbids made visible, cut at the limit."""
    text = characters.visible(text)
    if len(text) * 2 <= _CELL or len(text.encode("utf-16-le")) <= 2 * _CELL:
        return text
    room = 2 * (_CELL - len(_CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT


def _fill(book: Any, rows: Sequence[LedgerRow], made: datetime) -> None:
    sheet = book.add_worksheet(TITLE)
    plain = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    head = plain | {
        "font_name": "黑体",
        "align": "center",
        "valign": "vcenter",
        "bg_color": f"#{HEAD_FILL}",
    }
    formats: dict[str, Any] = {
        "text": book.add_format(plain),
        "number": book.add_format(plain | {"align": "center"}),
        "date": book.add_format(plain | {"align": "center", "num_format": "yyyy-mm-dd"}),
        "light": book.add_format(plain | {"align": "center"}),
        **{
            light: book.add_format(plain | {"align": "center", "bg_color": f"#{fill}"})
            for light, fill in LIGHT_FILLS.items()
            if fill
        },
    }
    style = book.add_format(head)
    last = max(1, len(rows))
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, style)
        if column.choices:
            sheet.data_validation(
                1,
                place,
                last,
                place,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "error_title": column.head,
                    "error_message": f"请从列表中选择：{'、'.join(column.choices)}",
                },
            )
    for number, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(_COLUMNS, _values(number, row), strict=True)):
            _put(sheet, (number, place), column, value, formats)
    _set_up(sheet, last, made)


def _values(number: int, row: LedgerRow) -> tuple[Any, ...]:
    note = row.last_progress
    return (
        number,
        row.document_title,
        row.doc_number,
        row.label,
        row.title,
        row.lead,
        "、".join(row.support),
        row.state.value,
        row.due or "",
        row.light,
        row.priority,
        row.remark,
        note.on if note else "",
        note.text if note else "",
    )


def _put(
    sheet: Any, cell: tuple[int, int], column: _Column, value: Any, formats: dict[str, Any]
) -> None:
    """Write one cell; text is written as text whatever it begins with, none leaves it empty."""
    if column.kind == "number":
        sheet.write_number(*cell, value, formats["number"])
    elif column.kind == "light" and value:
        sheet.write_string(*cell, LIGHT_WORDS[value], formats[value])
    elif column.kind == "date" and (day := _day(value)):
        sheet.write_datetime(*cell, day, formats["date"])
    elif value:
        sheet.write_string(*cell, visible(value), formats[column.kind])
    else:
        sheet.write_blank(*cell, None, formats[column.kind])


def _day(text: str) -> date | None:
    """Return the day that a cell can hold as a date; None where it must be text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _set_up(sheet: Any, last: int, made: datetime) -> None:
    """Freeze and filter the head; set the page up for A4 across, as wide as one page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, len(_COLUMNS) - 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.set_header(f'&C&"黑体"&14{TITLE}&R&9截至 {made:%Y-%m-%d}')
    sheet.set_footer("&C第 &P 页，共 &N 页")
