"""Sheets to `SourceText`: what is furniture, where lines are indented and set apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.errors import UserError
from desktop.readers.pages import columns, furniture, gaps, grids, lines, margins
from desktop.readers.pages.lines import PrintedLine
from desktop.readers.pages.sheet import Box, Sheet, Word
from desktop.readers.reading import ScannedError
from desktop.text import SOFT_HYPHEN, SourceLine, SourceText, unhyphenated

_FEW = 20  # characters of a page that a scanner or a stamp may have put on it
_SHOWS_MARKS = re.compile(r"\s*(?:#{1,6}\s|\*\*\S|<(?:table|tr|td)\b)", re.IGNORECASE)
_FEWEST_MARKS = 3
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")  # where fonts do not tell their characters
_PICTURE = "这一页是图片，没有文字，请对照原件核对。"
_DEEPEST = 40  # cells of an indent
_HANGING = (1.2, 4.5)  # cells by which the first line of a paragraph begins further in
_SET_APART = 1.35  # times the pitch of lines


@dataclass(slots=True)
class _Block:
    """Lines of one column of one page, with the column's left edge."""

    page: int
    lines: list[PrintedLine]
    left: float = 0.0


def printed(name: str, sheets: Sequence[Sheet]) -> SourceText:
    """Return the lines of printed pages in reading order.

    Raises:
        ScannedError: they are pictures without text, or with text that cannot be read.
        UserError: they are empty.
    """
    if not any(sheet.words or sheet.pictures or sheet.rules for sheet in sheets):
        raise UserError(f"“{name}”里没有文字，没有导入。请检查文件是否保存完整。")
    if is_scan(sheets):
        raise ScannedError(name, len(sheets))
    return source(name, sheets)


def is_scan(sheets: Sequence[Sheet]) -> bool:
    """Return whether pages hold no text, or next to none beside pictures, or none of sense."""
    texts = [word.text for sheet in sheets for word in sheet.words]
    pictures = sum(sheet.pictures for sheet in sheets)
    size = sum(map(len, texts))
    odd = sum(len(_UNREADABLE.findall(text)) for text in texts)
    few = size < _FEW * len(sheets) and pictures >= 0.8 * len(sheets)
    return size == 0 or few or odd > 0.3 * size


def source(name: str, sheets: Sequence[Sheet]) -> SourceText:
    """Return the lines of printed pages in reading order."""
    for sheet in sheets:
        margins.take_out(sheet)
    pages = _pages(sheets)
    blocks = [block for page in pages for block in page]
    cell = _cell(blocks)
    _set_edges(blocks, cell)
    apart = furniture.find([(b.page, b.lines) for b in blocks], [s.height for s in sheets])
    pitch = _pitch(blocks)
    writer = _Writer(cell, pitch)
    for number, (page, sheet) in enumerate(zip(pages, sheets, strict=True), 1):
        for block in page:
            writer.add(block, apart, sheet)
        writer.note(number, sheet)
    return SourceText(
        name,
        tuple(_unmarked(writer.lines)),
        wrapped=True,
        doubts=tuple(writer.doubts),
        furniture=frozenset(writer.furniture),
    )


def _unmarked(lines: list[SourceLine]) -> list[SourceLine]:
    """Return the lines without the marks of Markdown or HTML, where these were printed as text.

    A print of it shows them at the start of lines again and again.
    """
    if sum(_SHOWS_MARKS.match(line.text) is not None for line in lines) < _FEWEST_MARKS:
        return lines
    from desktop.readers import markup  # noqa: PLC0415 - seldom needed by a process that is new

    return markup.printed(lines)


def _pages(sheets: Sequence[Sheet]) -> list[list[_Block]]:
    """Return the blocks of each page; where some have two columns, others may have them, too."""
    pages = [_blocks(number, sheet) for number, sheet in enumerate(sheets, 1)]
    parted = [sheet for page, sheet in zip(pages, sheets, strict=True) if len(page) > 1]
    if not parted:
        return pages
    cell = _cell([block for page in pages for block in page])
    usual = columns.usual((sheet.words for sheet in parted), cell)
    if usual is None:
        return pages
    return [_blocks(number, sheet, usual) for number, sheet in enumerate(sheets, 1)]


def _blocks(number: int, sheet: Sheet, usual: float | None = None) -> list[_Block]:
    words = sheet.words
    tables: list[tuple[grids.Grid, list[Word]]] = []
    for grid in grids.grids(sheet.rules, sheet.width):
        inside = [word for word in words if grid.holds(word)]
        if len(inside) > 1:
            tables.append((grid, inside))
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
    if not words:
        return [_Block(number, [line for g, w in tables for line in grids.read(g, w)])]
    cell = sorted(word.bottom - word.top for word in words)[len(words) // 2]
    parts = columns.blocks(words, max(cell, 1), usual)
    blocks = [_Block(number, lines.lines(part)) for part in parts]
    blocks = [_Block(number, gaps.mark(block.lines)) for block in blocks if block.lines]
    for grid, inside in tables:
        _put(blocks, grids.read(grid, inside))
    return blocks


def _put(blocks: list[_Block], rows: list[PrintedLine]) -> None:
    """Put a table's rows among the lines of a page, where its top is."""
    if not rows:
        return
    top = rows[0].box[1]
    for block in blocks:
        if block.lines[-1].box[1] >= top:
            index = next(i for i, line in enumerate(block.lines) if line.box[1] >= top)
            block.lines[index:index] = rows
            return
    blocks[-1].lines += rows


def _cell(blocks: Sequence[_Block]) -> float:
    """Return the width of a Chinese character of the body, in points."""
    counts: Counter[int] = Counter()  # quarters of a point
    for block in blocks:
        for line in block.lines:
            if line.row is None:
                counts[round(line.cell * 4)] += len(line.text)
    return counts.most_common(1)[0][0] / 4 if counts else 10.0


def _set_edges(blocks: Sequence[_Block], cell: float) -> None:
    """Find the left edge of each column: the place where most of the document's full lines begin.

    The first line of a paragraph begins further in, so that a place is no edge where lines begin
    a few characters before it; facing pages may have edges of their own.
    """
    counts: Counter[int] = Counter()
    for block in blocks:
        text = [line for line in block.lines if line.row is None]
        right = max((line.box[2] for line in text), default=0.0)
        full = [line for line in text if line.box[2] > right - 1.6 * cell]
        if len(full) > 2:
            counts.update(round(line.box[0]) for line in full)
    edges = [
        edge
        for edge, count in counts.items()
        if count > 2
        and not any(
            _HANGING[0] * cell <= edge - other <= _HANGING[1] * cell and before >= 0.5 * count
            for other, before in counts.items()
        )
    ]
    for block in blocks:
        inner = min((line.box[0] for line in block.lines if line.row is None), default=0.0)
        outer = [edge for edge in edges if inner - 10 * cell <= edge <= inner + 0.4 * cell]
        block.left = min(max(outer, default=inner), inner)


def _pitch(blocks: Sequence[_Block]) -> float:
    """Return the smallest usual distance from one line to the next, in points."""
    counts: Counter[int] = Counter()  # half points
    for block in blocks:
        for before, line in pairwise(block.lines):
            if before.row is None and line.row is None:
                counts[round(2 * _down(before, line))] += 1
    least = max(3, 0.01 * counts.total())
    usual = [pitch for pitch, count in counts.items() if count >= least and pitch > 8]
    return min(usual, default=0) / 2


def _down(before: PrintedLine, line: PrintedLine) -> float:
    """Return how far below another one a line stands."""
    _, top, _, bottom = line.box
    _, upper, _, lower = before.box
    return ((top + bottom) - (upper + lower)) / 2


def _rounded(box: Box) -> Box:
    """Return a box to a tenth of a point; `round` is slow where it is told of digits."""
    left, top, right, bottom = box
    return (
        round(left * 10) / 10,
        round(top * 10) / 10,
        round(right * 10) / 10,
        round(bottom * 10) / 10,
    )


@dataclass(slots=True)
class _Writer:
    """Numbers the lines of all pages and puts blank ones where lines stand apart."""

    cell: float
    pitch: float
    lines: list[SourceLine] = field(default_factory=list)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    _first: dict[int, int] = field(default_factory=dict)

    def add(self, block: _Block, apart: set[int], sheet: Sheet) -> None:
        """Write the lines of a column."""
        before: PrintedLine | None = None
        for line in block.lines:
            if before is not None and self._stands_apart(before, line):
                self.lines.append(SourceLine(len(self.lines) + 1, "", block.page))
            number = len(self.lines) + 1
            self._first.setdefault(block.page, number)
            if id(line) in apart:
                self.furniture.append(number)
                before = None
            else:
                before = line
            self.lines.append(self._line(number, line, block, sheet))

    def _line(self, number: int, line: PrintedLine, block: _Block, sheet: Sheet) -> SourceLine:
        box = _rounded(sheet.shown(line.box) if sheet.turned else line.box)
        text = unhyphenated(line.text)
        if line.row is not None:
            row = tuple(cell.replace(SOFT_HYPHEN, "") for cell in line.row)
            return SourceLine(number, text, block.page, cells=row, box=box)
        left, cell = block.left, self.cell
        indent = round((line.box[0] - left) / cell - 0.1)
        reach = (line.box[2] - left) / cell
        if indent > 0:
            text, reach = "\u3000" * min(indent, _DEEPEST) + text, reach - indent
        elif line.spaces:
            text = " " + text
        width = max(round(reach * 100) / 100, 0.5)
        # By their order, for names cost as much as all else here.
        return SourceLine(number, text, block.page, 0, line.bold, False, None, box, width)

    def _stands_apart(self, before: PrintedLine, line: PrintedLine) -> bool:
        if before.row is not None or line.row is not None or not self.pitch:
            return False
        return _down(before, line) > _SET_APART * self.pitch

    def note(self, number: int, sheet: Sheet) -> None:
        """Write what a page has beside its text, and doubt it where it is doubtful."""
        for text in dict.fromkeys(sheet.sideways):
            self.furniture.append(len(self.lines) + 1)
            self.lines.append(SourceLine(len(self.lines) + 1, text, number))
        pictured = _PICTURE if sheet.pictures and not sheet.words else ""
        if doubt := sheet.doubt or pictured:
            line = self._first.get(number, max(len(self.lines), 1))
            self.doubts.append((line, f"第 {number} 页", doubt))
