"""Targets and deadlines as a workbook: one row each, deadlines as dates."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.model import TARGET_KINDS, Target
from desktop.reports.ledger_workbook import visible
from desktop.reports.official import HEAD_FILL
from desktop.reports.workbooks import workbook

TITLE = "目标和时限"
COLUMNS = (
    ("序号", 5), ("文件", 26), ("文号", 18), ("条目", 8), ("措施", 30), ("类别", 8),
    ("原文", 44), ("比较", 6), ("数值", 10), ("单位", 10), ("期限", 12), ("期限原文", 16),
)  # fmt: skip
_A4 = 9
_DUE = 10  # the column of deadlines


def write(targets: Sequence[Target], target: Path, *, made: datetime) -> None:
    """Write targets into a workbook at `target`, in the order given.

    Args:
        targets: what is written.
        target: the file; what was there is replaced once the new one is whole.
        made: the moment that its head tells.

    Raises:
        UnwritableError: the file cannot be written; what was there has not changed.
    """
    with workbook(target, TITLE) as book:
        _fill(book, targets, made)


def _fill(book: Any, targets: Sequence[Target], made: datetime) -> None:
    plain = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    head = plain | {"font_name": "黑体", "align": "center", "bg_color": f"#{HEAD_FILL}"}
    text, day = book.add_format(plain), book.add_format(plain | {"num_format": "yyyy-mm-dd"})
    title = book.add_format(head)
    sheet = book.add_worksheet(TITLE)
    for place, (name, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, title)
    for number, each in enumerate(targets, 1):
        sheet.write_number(number, 0, number, text)
        for place, words in enumerate(_words(each), 1):
            if place == _DUE and words:
                sheet.write_datetime(number, place, date.fromisoformat(words), day)
            else:
                sheet.write_string(number, place, visible(words), text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(targets)), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f'&C&"黑体"&14{TITLE}&R&9截至 {made:%Y-%m-%d}')
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _words(each: Target) -> tuple[str, ...]:
    return (
        each.document_title, each.doc_number, each.label, each.title, TARGET_KINDS[each.kind],
        each.words, each.op, each.value, each.unit, each.deadline,
        each.deadline_text,
    )  # fmt: skip
