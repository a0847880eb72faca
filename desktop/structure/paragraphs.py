"""Lines to paragraphs: what a page's width broke is joined again, what was printed apart stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.structure import headlines, labels
from desktop.structure.labels import HEAVY, Label, Scheme
from desktop.structure.layout import CLOSING, INDENT, Layout, Row, is_open, opener
from desktop.text import SOFT_HYPHEN

_PROSE = frozenset("，。；,;")
_HEADINGS = (*HEAVY, Scheme.BOX, Scheme.ANNEX)
_MOSTLY = 0.25
_ALMOST_ALWAYS = 0.8
_NEARLY = 0.75
_LONG = 100.0
_NUMERALS = "一二三四五六七八九十"
_LEAST = 30.0
_GAP = 3
_REACH = 15
_ADDRESSEES = re.compile(r"(?:政府|单位|部门|机构|[局厅委办院会])[：:]$")
_ROLL = re.compile(
    r"(?:出\s*席|列\s*席|请\s*假|缺\s*席|参\s*加|主\s*持|记\s*录|分\s*送|抄\s*送|抄\s*报)"
    r"(?:会议)?(?:人员|人|领导|单位)?\s*[:：]"
)
_SPEAKS = re.compile("[^，。；：:]{2,14}[：:]")
_COPIES = re.compile(r"抄\s*[送报]")
_LEADERS = re.compile(r"[.…·．⋯\s]{3,}\d{0,4}")
_INLINE = re.compile(r"(?<=[：:；;。，,])(\d+)\s*[.．、）)](?!\d)|[（(](\d+)[）)]")
_RECENT = 40
_SIGNERS = 6  # lines of a signature
_WIDE_GAP = re.compile(r"[\u3000\t]| {2}")
_DEEP = 4.0  # cells; what is set in further is centred


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the source, unwrapped.

    Attributes:
        text: as printed, label included; lines of Chinese text are joined without a space.
        first, last: its source lines.
        label: what `labels.read` says of its start.
        starts: for each source line how many characters are left from its start to the text's end.
        heading, bold, bullet, cells, page: hints of its first line, see `desktop.text.SourceLine`.
    """

    text: str
    first: int
    last: int
    label: Label | None
    heading: int = 0
    bold: int = 0
    bullet: bool = False
    cells: tuple[str, ...] | None = None
    page: int | None = None
    starts: tuple[tuple[int, int], ...] = ()

    def line_before_end(self, count: int) -> int:
        """Return the source line of the character that is `count` before the end of the text."""
        return next((line for left, line in reversed(self.starts) if left >= count), self.first)

    def end(self, text: str) -> "Paragraph":
        """Return `text`, with which the paragraph ends, as a paragraph of its own."""
        return replace(self, text=text, first=self.line_before_end(len(text)), label=None)

    def begin(self, left: int) -> "Paragraph":
        """Return the paragraph up to the character that is `left` before its end."""
        starts = tuple((count - left, line) for count, line in self.starts if count > left)
        text, last = self.text[: len(self.text) - left], self.line_before_end(left + 1)
        return replace(self, text=text.rstrip(), last=last, starts=starts)

    @property
    def is_short(self) -> bool:
        """Whether it may be a line of a title, a signature or a letterhead."""
        text = self.text
        if self.cells is not None or headlines.is_long(text) or "。" in text:
            return False
        return text[-1] not in "。；！？，.,;" and not text.endswith(("：", ":"))

    @property
    def body(self) -> str:
        """The text behind the label."""
        return self.text[self.label.end :] if self.label else self.text


def join(found: Sequence[Row], layout: Layout) -> list[Paragraph]:
    """Return the paragraphs of a document's rows, furniture already taken out."""
    joiner = _Joiner(found, layout)
    for index in range(len(found)):
        joiner.add(index)
    return joiner.finished()


class _Joiner:
    """Collects rows into paragraphs, remembering how far each numbering has come."""

    def __init__(self, rows: Sequence[Row], layout: Layout) -> None:
        self._rows = rows
        self._layout = layout
        self._done: list[Paragraph] = []
        self._open: list[Row] = []
        self._counts: dict[Scheme, int] = {}

    def add(self, index: int) -> None:
        """Join the row at `index` to the open paragraph, or begin the next one with it."""
        if self._open and not self._continues(index):
            self._close()
        self._open.append(self._rows[index])

    def finished(self) -> list[Paragraph]:
        """Return the paragraphs of all rows added."""
        if self._open:
            self._close()
        return self._done

    def _close(self) -> None:
        first = self._open[0]
        pieces, length = [first.text], len(first.text)
        begins = [(0, first.number)]
        for before, row in pairwise(self._open):
            gap = _gap(before.last, row.text[0])
            if before.last == SOFT_HYPHEN:
                pieces[-1] = pieces[-1][:-1]
                length -= 1
            begins.append((length + len(gap), row.number))
            pieces += (gap, row.text)
            length += len(gap) + len(row.text)
        text = "".join(pieces).rstrip(SOFT_HYPHEN)
        length = len(text)
        starts = tuple((length - begin, line) for begin, line in begins)
        label = first.label
        if label is None and first.cells is None and len(self._open) > 1:
            label = labels.read(text)
        if label:
            self._count(label)
        self._done.append(
            Paragraph(
                text, first.number, self._open[-1].number, label,
                first.heading, first.bold, first.bullet, first.cells, first.page, starts,
            )
        )  # fmt: skip
        self._open = []

    @property
    def _recent(self) -> list[Row]:
        """The last rows of the open paragraph: enough to judge it by, however long it is."""
        return self._open[-_RECENT:]

    def _count(self, label: Label) -> None:
        if label.ordinal is not None:
            self._counts[label.scheme] = label.numbers[0]

    def _continues(self, index: int) -> bool:
        """Return whether the row at `index` goes on with the open paragraph."""
        row, before = self._rows[index], self._open[-1]
        if self._set_apart(row):
            return False
        if not self._layout.wrapped or _LEADERS.fullmatch(row.text):
            return self._resumes(row)
        if self._layout.placed and (told := self._told_by_place(index)) is not None:
            return told
        if self._layout.indented and row.indent >= INDENT:
            return self._resumes(row)
        if not self._layout.full(before, row, first=len(self._open) == 1):
            return self._resumes(row)
        if _addresses(self._recent) or (_addresses([row]) and "，" not in before.text):
            return False
        if self._layout.blanks == "between" and row.blank_before and not is_open(before.text):
            return False
        if row.label is not None and self._expected(index, before):
            return False
        if before.last in "。！？!?" and (self._opens(row) or self._signs(index)):
            return False
        return not self._ended_heading(index)

    def _lists_names(self, row: Row) -> bool:
        """Return whether a row goes on with the names of 出席：, set in below each other."""
        first = self._open[0]
        if not _ROLL.match(first.text) or row.label is not None or "。" in row.text:
            return False
        apart = headlines.is_apart(row.text) or _SPEAKS.match(row.text) is not None
        return row.indent > first.indent + 1 and not apart

    def _set_apart(self, row: Row) -> bool:
        """Return whether `row` is apart by markup, a table, or a list of who was there."""
        first = self._open[0]
        if _ROLL.match(row.text) or (first is self._open[-1] and _is_imprint(first)):
            return True
        if row.cells is not None or self._open[-1].cells is not None or row.heading or row.bullet:
            return True
        if row.label and row.label.scheme is Scheme.ANNEX and row.label.printed == row.text:
            return True
        heavy = bool(first.bold) and first.bold >= len(first.text)
        return bool(first.heading) or (heavy and not (row.placed and row.bold))

    def _told_by_place(self, index: int) -> bool | None:
        """Return whether a row goes on with the open paragraph, if its place on the page tells."""
        row, before = self._rows[index], self._open[-1]
        full = self._layout.full(before, row, first=len(self._open) == 1)
        unlabelled = row.label is None and not _addresses([row])
        if self._layout.indented:
            if row.indent < INDENT:
                return True if full and unlabelled and before.indent < _DEEP else None
            hangs = unlabelled and full and self._hangs(row)
            return True if hangs else None if before.last in "、，," else False
        if self._layout.blanks == "between":
            if row.blank_before and (row.label or not is_open(before.text)):
                return row.label is None and before.last in "；;" and self._long_around(index)
            if row.blank_before:
                return None
            return True if full and unlabelled and not row.page_start else None
        return None

    def _long_around(self, index: int) -> bool:
        """Return whether the open paragraph and what is set below it are both long."""
        below = 0.0
        for row in self._rows[index : index + _RECENT]:
            if row.blank_before and below:
                break
            below += row.width
        return min(below, sum(row.width for row in self._recent)) >= _LONG

    def _hangs(self, row: Row) -> bool:
        """Return whether the open paragraph is set in as a whole, and `row` with it."""
        before = self._open[-1]
        if len(self._open) > 1:
            return abs(row.indent - before.indent) < 1
        return before.label is not None and 1 <= row.indent - before.indent < _DEEP

    def _resumes(self, row: Row) -> bool:
        """Return whether the open paragraph stopped in a sentence that `row` takes up again."""
        text = self._open[-1].text
        first = self._open[0]
        if row.label is not None or row.bold or (_WIDE_GAP.search(row.text) and _is_imprint(row)):
            return False
        if self._lists_names(row):
            return True
        if text[-1] in "、，," or _LEADERS.fullmatch(row.text):
            return True
        if not is_open(text):
            return self._listed_on(row) or (_bracket_open(self._open) and text[-1] not in CLOSING)
        if _COPIES.match(first.text):
            return True
        if first.label is not None:
            sentences = any("。" in part.text for part in self._recent)
            return sentences or self._runs_on(first.label)
        enough = 0.8 * self._layout.width if self._layout.wrapped else _LEAST
        width = sum(part.width for part in self._recent)
        return width >= enough and any(_PROSE.intersection(part.text) for part in self._recent)

    def _opens(self, row: Row) -> bool:
        """Return whether a line begins as this document's paragraphs, and the open one, begin."""
        how = opener(row.text)
        if how == "effect":
            return True
        if how not in self._layout.openers:
            return False
        if how == "count" and self._counts_in_words(row.text):
            return False
        return how in ("count", "speaker") or opener(self._open[0].text) in ("", how)

    def _signs(self, index: int) -> bool:
        """Return whether a signature begins: authorities on lines of their own, and a date."""
        for row in self._rows[index : index + _SIGNERS]:
            if headlines.is_date(row.text):
                return True
            if row.label is not None or not headlines.is_organ(row.text):
                return False
        return False

    def _runs_on(self, label: Label) -> bool:
        """Return whether a first line that is nearly full goes on, as all of its scheme do."""
        run_in = self._layout.run_in.get(label.scheme, 0.0) >= _ALMOST_ALWAYS
        nearly = self._open[-1].width >= _NEARLY * self._layout.width
        return self._layout.wrapped and nearly and run_in and bool(label.numbers)

    def _counts_in_words(self, text: str) -> bool:
        """Return whether 二是 goes on with a 一是 inside the open paragraph."""
        place = _NUMERALS.find(text[0])
        return place > 0 and f"{_NUMERALS[place - 1]}是" in self._inside()

    def _listed_on(self, row: Row) -> bool:
        """Return whether a page break fell behind a ； inside a long paragraph."""
        before = self._open[-1]
        long = not self._layout.wrapped and before.width >= _LONG and row.width >= _LONG
        return long and before.last in "；;"

    def _expected(self, index: int, before: Row) -> bool:
        """Return whether a label behind a full line is one, and not part of a sentence."""
        row = self._rows[index]
        label = row.label
        if label is None:
            return False
        stopped = before.last in "。！？；：!?;:" or before.last in CLOSING
        if label.ordinal is None:
            return stopped
        heading = len(self._open) == 1 and before.label is not None and "。" not in before.text
        value, count = label.numbers[0], self._counts_with_open().get(label.scheme)
        if value > 1 and self._counts_inline(value - 1):
            return False
        if label.scheme is Scheme.DECIMAL:
            return stopped or heading
        if row.text[label.end : label.end + 1].isdigit():
            return stopped and count is not None and value == count + 1
        if count is not None and value == count + 1:
            return stopped or heading or label.scheme <= Scheme.CHINESE_BRACKETED
        if value == 1:
            if heading or before.last == "。" or (stopped and label.scheme < Scheme.CHINESE):
                return True
            return stopped and self._lists_on(index)
        if label.scheme < Scheme.ARTICLE:
            return stopped
        return stopped and count is not None and count < value <= count + _GAP

    def _lists_on(self, index: int) -> bool:
        """Return whether the 2 that follows a 1 begins a paragraph and not just a line."""
        first = self._rows[index].label
        for place in range(index + 1, min(index + _REACH, len(self._rows))):
            label = self._rows[place].label
            if label and first and label.scheme is first.scheme and label.numbers[:1] == (2,):
                return not self._layout.full(self._rows[place - 1], self._rows[place], first=False)
        return False

    def _counts_inline(self, value: int) -> bool:
        """Return whether the open paragraph counts 1.…；2.… inside, up to `value`."""
        counts = _INLINE.finditer(self._inside())
        return any(int(count[1] or count[2]) == value for count in counts)

    def _inside(self) -> str:
        """Return the open paragraph's recent text, without the first character of its label."""
        return "".join(row.text for row in self._recent)[1:]

    def _counts_with_open(self) -> dict[Scheme, int]:
        label = self._open[0].label
        if label is None or label.ordinal is None:
            return self._counts
        return {**self._counts, label.scheme: label.numbers[0]}

    def _ended_heading(self, index: int) -> bool:
        """Return whether a heading that fills its line exactly ends there."""
        first, row = self._open[0], self._rows[index]
        following = self._rows[index + 1] if index + 1 < len(self._rows) else None
        if len(self._open) > 1 or first.label is None or "。" in first.text[:-1]:
            return False
        scheme = first.label.scheme
        if scheme not in _HEADINGS and self._layout.run_in.get(scheme, 1.0) > _MOSTLY:
            return False
        if first.last == "。" or self._layout.full(row, following, first=False):
            return True
        return not is_open(row.text) and row.last in "。：:"


def _is_imprint(row: Row) -> bool:
    """Return whether a row is an authority and a date: 济川市人民政府办公室　2023年9月6日."""
    return (row.last in "日发" or row.last.isdigit()) and headlines.imprint(row.text) is not None


def _addresses(rows: Sequence[Row]) -> bool:
    """Return whether the paragraph so far is a line of addressees, which ends with a colon."""
    if rows[0].label is not None or rows[-1].last not in "：:":
        return False
    text = "".join(row.text for row in rows)
    return "。" not in text and bool(_ADDRESSEES.search(text))


def _bracket_open(rows: Sequence[Row]) -> bool:
    """Return whether a bracket that names responsible units is still open."""
    text = rows[-1].text
    start = max(text.rfind("（"), text.rfind("("))
    if start < 0 or max(text.rfind("）"), text.rfind(")")) > start:
        return False
    return any(word in text[start : start + 8] for word in ("责任", "牵头", "配合"))


def _gap(before: str, after: str) -> str:
    """Return what joins two lines: a space between Latin words, nothing elsewhere."""
    return " " if all(c.isascii() and c.isalnum() for c in (before, after)) else ""
