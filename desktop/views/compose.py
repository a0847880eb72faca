"""Sets an outline in type: title block, headings, measures, boxes, tables and what is left."""

import re

from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextOption,
    QTextTable,
)

from desktop.model import Kind, Outline
from desktop.views.page import Page, SetStrip, Spot
from desktop.views.strips import Around, Head, Looks, Strip, strips
from desktop.views.typography import (
    CENTRE,
    HANGING_EMS,
    LEFT,
    Typography,
    pixels_of,
    spaced,
)

_HEADINGS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX})
_TIGHT = ("、", "）", ")", "．", "—")
LONGEST_TOPIC = 60
SHORTEST_CELL, LONGEST_CELL, CELL_PADDING = 2.0, 14.0, 1.6  # in ems of the cell's type
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CONTROLS = {ord(c): " " for c in "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_SHOWN = _CONTROLS | {ord(c): "\ufffd" for c in "\0\ufdd0\ufdd1\ufffc"}


def compose(outline: Outline, *, name: str, type_: Typography) -> Page:
    """Return the page of an outline.

    Args:
        outline: the document.
        name: its title in the library, for outlines without one.
        type_: the formats to set it in.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(type_.default_font)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # QTextEdit's own
    document.setDefaultTextOption(option)
    edges = document.rootFrame().frameFormat()
    edges.setLeftMargin(type_.margin)
    edges.setRightMargin(type_.margin)
    edges.setTopMargin(type_.margin)
    edges.setBottomMargin(3 * type_.margin)
    document.rootFrame().setFrameFormat(edges)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    made = [set_strip(strip, cursor, type_) for strip in strips(outline, name=name)]
    cursor.endEditBlock()
    return Page(outline, document, made)


def set_strip(strip: Strip, cursor: QTextCursor, type_: Typography) -> SetStrip:
    """Write a strip behind what stands before it, and leave the cursor at its end.

    What is written depends on nothing but the strip and the type. A head is written into the
    empty paragraph that a document, or what is left of one, begins with.

    Args:
        strip: what to write.
        cursor: at the end of the paragraph that comes before.
        type_: the formats to set it in.
    """
    return _Composer(cursor, type_).write(strip)


class _Composer:
    """Writes one strip from top to bottom."""

    def __init__(self, cursor: QTextCursor, type_: Typography) -> None:
        self._cursor, self._type = cursor, type_
        self._begin = cursor.position()
        self._fresh = False  # whether the cursor stands in an empty paragraph to be used first
        self._spots: list[Spot] = []
        self._boxes: list[QTextFrame] = []

    def write(self, strip: Strip) -> SetStrip:
        looks = strip.looks
        if isinstance(looks, Head):
            self._fresh = True
            self._title_block(looks)
        elif isinstance(looks, Looks):
            self._node(looks)
        else:
            self._around(looks)
        length = self._cursor.position() - self._begin
        return SetStrip(strip, length, tuple(self._spots), tuple(self._boxes))

    # --- the parts of a page -------------------------------------------------

    def _title_block(self, head: Head) -> None:
        type_ = self._type
        if head.issuer:
            self._line(head.issuer, type_.meta, self._centred(type_.meta))
        self._line(head.title, type_.title, self._centred(type_.title, above=0.4, below=0.5))
        facts = [head.doc_number, chinese_date(head.issued_on)]
        below = [" · ".join(fact for fact in facts if fact)]
        if head.notice_title and head.notice_title != head.title:
            below.append(head.notice_title)
        if head.addressees:
            below.append(f"主送：{head.addressees}")
        for text in filter(None, below):
            self._line(text, type_.meta, self._centred(type_.meta))
        rule = self._type.gap_paragraph(0.8)
        self._line("", type_.gap, self._type.rule(rule))
        self._line("", type_.gap, self._type.gap_paragraph(0.8))

    def _node(self, node: Looks) -> None:
        if node.kind is Kind.BOX:
            self._box(node)
        elif node.kind is Kind.TABLE and node.rows:
            self._table(node.rows)
        elif node.kind in _HEADINGS and not node.text:
            self._heading(node)
        else:
            self._body(node)

    def _heading(self, node: Looks) -> None:
        type_ = self._type
        characters, align, above, below = {
            Kind.PART: (type_.part, CENTRE, 2.4, 0.8),
            Kind.ANNEX: (type_.part, CENTRE, 3.2, 0.8),
            Kind.CHAPTER: (type_.chapter, LEFT, 2.0, 0.6),
        }.get(node.kind, (type_.section, LEFT, 1.2, 0.4))
        size = pixels_of(characters)
        block = type_.paragraph(pixels=size, align=align, above=above, below=below)
        block.setHeadingLevel(2 if node.kind in {Kind.PART, Kind.CHAPTER, Kind.ANNEX} else 3)
        self._paragraph(block, characters)
        start = self._cursor.position()
        self._label(node.label, characters)
        body = self._cursor.position()
        self._write(node.title, characters)
        self._add(start, body)

    def _box(self, node: Looks) -> None:
        type_ = self._type
        frame = self._cursor.insertFrame(type_.box())
        self._boxes.append(frame)
        self._fresh = True
        size = pixels_of(type_.box_title)
        self._paragraph(type_.paragraph(pixels=size, align=CENTRE, below=0.4), type_.box_title)
        start = self._cursor.position()
        self._label(node.label, type_.box_label)
        body = self._cursor.position()
        self._write(node.title, type_.box_title)
        self._add(start, body)
        for child in node.inside:
            self._node(child)
        self._leave(frame)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        shares = _column_shares(rows)
        table = self._cursor.insertTable(len(rows), len(shares), self._type.table(shares))
        start = table.firstPosition()
        cell_block = self._type.paragraph(pixels=pixels_of(self._type.cell), align=LEFT)
        for number, row in enumerate(rows):
            characters = self._type.cell if number else self._type.cell_head
            if _is_heading_row(row):
                table.mergeCells(number, 0, 1, len(shares))
                characters = self._type.cell_head
            for column, text in enumerate(row[:1] if _is_heading_row(row) else row):
                cursor = table.cellAt(number, column).firstCursorPosition()
                cursor.setBlockFormat(cell_block)
                cursor.insertText(_shown(text), characters)
        self._add(start, start, table.lastPosition(), _cells(table, rows, self._begin))
        self._leave(table)

    def _body(self, node: Looks) -> None:
        """Write a measure, article, item or lead: label, topic sentence, text and units."""
        type_ = self._type
        plain = type_.lead if node.kind == Kind.LEAD else type_.body
        topic = len(node.title) if _has_topic(node) else 0
        hangs = bool(node.label) and _ems(node.label) <= HANGING_EMS - 0.1
        left = HANGING_EMS if hangs else 0.0
        indent = -HANGING_EMS if hangs else 2.0
        above = 0.0 if node.kind == Kind.LEAD else 0.35
        self._paragraph(type_.paragraph(above=above, left=left, indent=indent), plain)
        start = self._cursor.position()
        self._label(node.label, type_.label, width=left * type_.em)
        body = self._cursor.position()
        first, *rest = (node.text or node.title).split("\n")
        self._write(first[:topic], type_.topic)
        self._write(first[topic:], plain)
        for text in rest:
            self._paragraph(type_.paragraph(left=left, indent=2.0), plain)
            self._write(text, plain)
        if node.units_text:
            size = pixels_of(type_.units)
            self._paragraph(
                type_.paragraph(pixels=size, align=LEFT, left=left or 2.0, above=0.1, below=0.2),
                type_.units,
            )
            self._write(node.units_text, type_.units)
        self._add(start, body)

    def _around(self, around: Around) -> None:
        """Write what stands outside the tree, small, at the end."""
        type_ = self._type
        size = pixels_of(type_.small)
        for heading, lines in around.parts:
            self._line("", type_.gap, type_.rule(type_.gap_paragraph(2.4)))
            head = type_.paragraph(pixels=size, align=LEFT, above=0.8, below=0.2)
            self._line(heading, type_.small_title, head)
            for text in lines:
                self._line(text, type_.small, type_.paragraph(pixels=size, align=LEFT))

    # --- writing -------------------------------------------------------------

    def _paragraph(self, block: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(characters)
            self._fresh = False
        else:
            self._cursor.insertBlock(block, characters)

    def _write(self, text: str, characters: QTextCharFormat) -> None:
        if text:
            self._cursor.insertText(_shown(text), characters)

    def _label(self, label: str, characters: QTextCharFormat, *, width: float = 0.0) -> None:
        """Write a label and room after it, up to `width` pixels in all, as spacing of its end.

        No character is added, so that the page reads and copies as printed.
        """
        if not label:
            return
        self._write(label[:-1], characters)
        own = QFontMetricsF(characters.font()).horizontalAdvance(label)
        tight = label.endswith(_TIGHT)
        room = width - own if width else (0.0 if tight else self._type.em * 0.6)
        self._write(label[-1], spaced(characters, max(0.0, room)))

    def _line(self, text: str, characters: QTextCharFormat, block: QTextBlockFormat) -> None:
        self._paragraph(block, characters)
        self._write(text, characters)

    def _centred(
        self, characters: QTextCharFormat, *, above: float = 0.0, below: float = 0.0
    ) -> QTextBlockFormat:
        size = pixels_of(characters)
        return self._type.paragraph(pixels=size, align=CENTRE, above=above, below=below)

    def _leave(self, frame: QTextFrame) -> None:
        """Go on after a frame, behind the empty paragraph that Qt keeps there."""
        self._cursor.setPosition(frame.lastPosition() + 1)
        self._cursor.setBlockFormat(self._type.gap_paragraph(0.0))
        self._cursor.setBlockCharFormat(self._type.gap)

    def _add(
        self, start: int, body: int, end: int = -1, cells: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """Note where a node stands: to its end, or to where the cursor is."""
        begin, end = self._begin, self._cursor.position() if end < 0 else end
        self._spots.append(Spot(start - begin, body - begin, end - begin, cells))


def chinese_date(iso: str | None) -> str:
    """Return an ISO date as 2023年9月15日; anything else as it is, None as nothing."""
    found = _ISO_DATE.fullmatch(iso or "")
    return "{}年{}月{}日".format(*map(int, found.groups())) if found else iso or ""


def _has_topic(node: Looks) -> bool:
    """Return whether the first sentence is set off: it opens a text that goes on after it."""
    title = node.title
    return (
        node.kind in {Kind.MEASURE, Kind.ITEM}
        and 0 < len(title) <= LONGEST_TOPIC
        and node.text.startswith(title)
        and node.text != title
    )


def _ems(text: str) -> float:
    """Return about how wide the text is set, in ems: narrow figures and letters, full the rest."""
    return sum(0.58 if char.isascii() else 1.0 for char in text)


def _shown(text: str) -> str:
    """Return the text with the characters that Qt takes for structure replaced, one for one."""
    return text.translate(_SHOWN)


def _cells(
    table: QTextTable, rows: tuple[tuple[str, ...], ...], begin: int
) -> tuple[tuple[int, int], ...]:
    """Return where each cell begins: its offset in the node's text, and how far from `begin`."""
    found, offset = [], 0
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if column == 0 or not _is_heading_row(row):
                found.append((offset, table.cellAt(number, column).firstPosition() - begin))
            offset += len(text) + 1
    return tuple(found)


def _is_heading_row(row: tuple[str, ...]) -> bool:
    """Return whether a row has nothing but its first cell, which then heads the rows below."""
    return len(row) > 1 and bool(row[0].strip()) and not any(text.strip() for text in row[1:])


def _column_shares(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Return each column's part of the width in percent, by its longest cell within bounds."""
    longest = [SHORTEST_CELL] * max(map(len, rows))
    for row in rows:
        for column, text in enumerate(() if _is_heading_row(row) else row):
            longest[column] = max(longest[column], min(LONGEST_CELL, _ems(text)))
    padded = [length + CELL_PADDING for length in longest]
    return [100 * length / sum(padded) for length in padded]
