"""对照表 as a workbook: how much is carried out, the pairs, and what has none, a sheet each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from desktop.comparison import RELATION_WORDS, Comparison, Measure, Pair, Relation
from desktop.reports.comparison import (
    COUNTS,
    ORIGINS,
    TITLE,
    Told,
    counts,
    covered,
    named,
    new_spans,
    old_spans,
)
from desktop.reports.content import Span
from desktop.reports.ledger_workbook import visible
from desktop.reports.official import C
from desktop.reports.workbooks import workbook

_A4 = 9
_CELL = 32_767  # UTF-16 units of a cell, Excel's own limit
_LINE, _HIGHEST = 13.5, 409.0  # points of a line of the type used here, and of a row at most
_PAIRS = (
    ("序号", 5), ("左：章", 14), ("左：条目", 8), ("左：原文", 48), ("关系", 9), ("相似度", 8),
    ("右：条目", 8), ("右：原文", 48), ("异同", 36),
)  # fmt: skip
_FONTS: dict[str, dict[str, Any]] = {
    "": {},
    C.REMOVED: {"font_color": "#A61C1C", "font_strikeout": True},
    C.ADDED: {"font_color": "#1B4F8A", "underline": 1},
    C.OLD_NUMBER: {"font_color": "#A61C1C", "font_strikeout": True, "bold": True},
    C.NEW_NUMBER: {"font_color": "#1B4F8A", "underline": 2, "bold": True},
    C.MOVED: {"font_color": "#2F6B4F", "italic": True},
}


def write(comparison: Comparison, told: Told, target: Path, *, made: datetime) -> None:
    """Write a comparison into a workbook at `target`.

    Args:
        comparison: two texts and the pairs of their measures.
        told: what differs between two of them.
        target: the file; what was there is replaced once the new one is whole.
        made: the moment that its head tells.

    Raises:
        UnwritableError: the file cannot be written; what was there has not changed.
    """
    with workbook(target, TITLE) as book:
        sheets = _Sheets(book, made)
        sheets.summary(comparison)
        sheets.pairs(comparison, told)
        sheets.alone(comparison)


class _Sheets:
    """The sheets of a workbook."""

    def __init__(self, book: Any, made: datetime) -> None:
        self._book, self._made = book, made
        plain = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
        self._text = book.add_format(plain | {"border": 1})
        self._centre = book.add_format(plain | {"border": 1, "align": "center"})
        self._share = book.add_format(plain | {"border": 1, "align": "center", "num_format": "0%"})
        self._score = book.add_format(
            plain | {"border": 1, "align": "center", "num_format": "0.00"}
        )
        self._head = book.add_format(
            plain | {"font_name": "黑体", "align": "center", "bg_color": "#E7E6E0", "border": 1}
        )
        self._bare = book.add_format(plain | {"text_wrap": False})
        self._fonts = {
            style: book.add_format({"font_name": "宋体", "font_size": 10, **font})
            for style, font in _FONTS.items()
        }

    def summary(self, comparison: Comparison) -> None:
        sheet = self._sheet("对应情况", [("章", 40), *((word, 12) for word in COUNTS)], 0)
        a, b = comparison.a, comparison.b
        line = 0
        for side, other, found in (
            (a, b, comparison.coverage_a()),
            (b, a, comparison.coverage_b()),
        ):
            sheet.write_string(line, 0, visible(named(comparison, side)), self._bare)
            sheet.write_string(line + 1, 0, visible(covered(side, other, found[0])), self._bare)
            line += 2
            for place, word in enumerate(("章", *COUNTS)):
                sheet.write_string(line, place, word, self._head)
            for coverage in (*found[1:], found[0]):
                line += 1
                chapter = "合计" if coverage is found[0] else coverage.chapter or "（未分章）"
                sheet.write_string(line, 0, visible(chapter), self._text)
                for place, number in enumerate(counts(coverage), 1):
                    sheet.write_number(line, place, number, self._centre)
                sheet.write_number(line, len(COUNTS), coverage.share, self._share)
            line += 2

    def pairs(self, comparison: Comparison, told: Told) -> None:
        sheet = self._sheet("逐条对照", _PAIRS, len(comparison.pairs))
        for line, pair in enumerate(comparison.pairs, 1):
            self._pair(sheet, line, comparison, pair, told)

    def _pair(self, sheet: Any, line: int, comparison: Comparison, pair: Pair, told: Told) -> None:
        a, b = comparison.measure_a(pair.a), comparison.measure_b(pair.b)
        pieces, words = told(pair)
        if pair.relation is Relation.RELATED:
            left, right = [Span(a.text)], [Span(b.text)]
            words = "主题相关，各自表述。"
        else:
            left, right = list(old_spans(pieces)), list(new_spans(pieces))
        sheet.write_number(line, 0, line, self._centre)
        relation = f"{RELATION_WORDS[pair.relation]}{ORIGINS[pair.origin]}"
        for place, text in ((1, a.chapter), (2, a.label), (6, b.label), (8, words)):
            self._string(sheet, line, place, text)
        sheet.write_string(line, 4, relation, self._centre)
        sheet.write_number(line, 5, pair.score, self._score)
        self._rich(sheet, line, 3, left)
        self._rich(sheet, line, 7, right)
        texts = {1: a.chapter, 3: max(a.text, b.text, key=len), 8: words}
        sheet.set_row(line, _height({_PAIRS[at][1]: text for at, text in texts.items()}))

    def alone(self, comparison: Comparison) -> None:
        heads = [("文件", 30), ("章", 24), ("条目", 8), ("措施", 36), ("原文", 70)]
        rows = [
            (side.title, measure)
            for side, only in (
                (comparison.a, comparison.only_a),
                (comparison.b, comparison.only_b),
            )
            for measure in only
        ]
        sheet = self._sheet("没有对应", heads, len(rows))
        for line, (title, measure) in enumerate(rows, 1):
            texts = (title, *_fields(measure))
            for place, text in enumerate(texts):
                self._string(sheet, line, place, text)
            widths = [width for _, width in heads]
            sheet.set_row(line, max(_height({w: t}) for w, t in zip(widths, texts, strict=True)))

    def _sheet(self, name: str, heads: Sequence[tuple[str, int]], rows: int) -> Any:
        """Return a sheet set up for A4 across; with rows to come, its first row is the head."""
        sheet = self._book.add_worksheet(name)
        for place, (head, width) in enumerate(heads):
            sheet.set_column(place, place, width)
            if rows:
                sheet.write_string(0, place, head, self._head)
        if rows:
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, rows, len(heads) - 1)
            sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.set_header(f'&C&"黑体"&14{TITLE}&R&9制表 {self._made:%Y-%m-%d}')
        sheet.set_footer("&C第 &P 页，共 &N 页")
        return sheet

    def _string(self, sheet: Any, line: int, place: int, text: str) -> None:
        if text:
            sheet.write_string(line, place, visible(text), self._text)
        else:
            sheet.write_blank(line, place, None, self._text)

    def _rich(self, sheet: Any, line: int, place: int, spans: Iterable[Span]) -> None:
        """Write words with their styles; words alone where Excel could not hold the styles."""
        shown = [(visible(span.text), span.style) for span in spans if span.text]
        text = "".join(words for words, _ in shown)
        if len(shown) < 2 or 2 * len(text) > _CELL:  # noqa: PLR2004 - one piece has no styles
            self._string(sheet, line, place, text)
            return
        parts = [part for words, style in shown for part in (self._fonts[style], words)]
        sheet.write_rich_string(line, place, *parts, self._text)


def _height(texts: Mapping[int, str]) -> float:
    """Return how high a row must be for texts, by the widths of their columns in digits.

    No program that opens the file does this for rows with several styles in a cell.
    """
    lines = 1
    for width, text in texts.items():
        wide = [sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n")]
        lines = max(lines, sum(max(1, ceil(each / (width - 1))) for each in wide))
    return min(_HIGHEST, _LINE * lines + 3)


def _fields(measure: Measure) -> tuple[str, str, str, str]:
    return measure.chapter, measure.label, measure.title, measure.text
