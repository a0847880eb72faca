"""A report's blocks as the body of a Word file, built element by element.

The order of elements is that of the schema (ECMA-376, CT_P, CT_Tbl, CT_SectPr).
"""

import re
from collections.abc import Callable, Iterator

from lxml.etree import SubElement

from desktop.reports.characters import replaced
from desktop.reports.content import (
    BookmarkEnd,
    BookmarkStart,
    CommentEnd,
    CommentStart,
    Paragraph,
    Report,
    Span,
    Table,
)
from desktop.reports.official import BODY, CLOSER, HEAD_FILL, LANDSCAPE, PITCH, PORTRAIT, C, P
from desktop.reports.xml import SPACE, Element, R, add, root, w

_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, _T = map(w, ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t"))
_RFONTS, _HINT, _VAL, _ID, _NAME = map(w, ("rFonts", "hint", "val", "id", "name"))
_TAB, _BREAK, _HYPERLINK, _ANCHOR = map(w, ("tab", "br", "hyperlink", "anchor"))
_RANGE_START, _RANGE_END = w("commentRangeStart"), w("commentRangeEnd")
_BOOK_START, _BOOK_END, _REFERENCE = w("bookmarkStart"), w("bookmarkEnd"), w("commentReference")
_AMBIGUOUS = re.compile("[\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7\u2010-\u203b\u2103-\u2193]")
"""Characters that Word sets narrow, as Latin, unless a run says that they are Chinese here."""
_BROKEN = re.compile(r"([\t\n\r])")
_BREAKS = {"\t": _TAB, "\n": _BREAK, "\r": _BREAK}
_EMPTY = P.NORMAL
_OFTEN = 50  # blocks between two looks at progress


def document(report: Report, *, tick: Callable[[int], None] = lambda _: None) -> Element:
    """Return the part with the report's text.

    Args:
        report: the report.
        tick: called now and then with the count of blocks done; may raise to stop.
    """
    part = root("document")
    body = add(part, "body")
    _Writer(body).write(report, tick)
    _section(body, report)
    return part


class _Writer:
    """Writes blocks; it counts the bookmarks."""

    def __init__(self, body: Element) -> None:
        self._body = body
        self._bookmarks: dict[str, str] = {}

    def write(self, report: Report, tick: Callable[[int], None]) -> None:
        width = (LANDSCAPE if report.landscape else PORTRAIT).inner
        for done, block in enumerate(report.blocks):
            if done % _OFTEN == 0:
                tick(done)
            if isinstance(block, Paragraph):
                self._paragraph(self._body, block)
            else:
                self._table(block, width)

    def _paragraph(self, parent: Element, paragraph: Paragraph) -> None:
        element = SubElement(parent, _P)
        properties = SubElement(element, _PPR)
        SubElement(properties, _PSTYLE).set(_VAL, paragraph.style)
        if paragraph.left or paragraph.right:
            _indent(properties, paragraph)
        for inline in paragraph.inlines:
            if isinstance(inline, Span):
                self._span(element, inline)
            elif isinstance(inline, CommentStart):
                SubElement(element, _RANGE_START).set(_ID, str(inline.comment))
            elif isinstance(inline, CommentEnd):
                _comment_end(element, str(inline.comment))
            else:
                self._bookmark(element, inline)

    def _span(self, parent: Element, span: Span) -> None:
        if span.link:
            parent = SubElement(parent, _HYPERLINK)
            parent.set(_ANCHOR, span.link)
            parent.set(w("history"), "1")
        run = SubElement(parent, _R)
        ambiguous = _AMBIGUOUS.search(span.text)
        if span.style or ambiguous:
            properties = SubElement(run, _RPR)
            if span.style:
                SubElement(properties, _RSTYLE).set(_VAL, span.style)
            if ambiguous:
                SubElement(properties, _RFONTS).set(_HINT, "eastAsia")
        for part in _BROKEN.split(replaced(span.text)):
            if part in _BREAKS:
                SubElement(run, _BREAKS[part])
            elif part:
                words = SubElement(run, _T)
                words.text = part
                words.set(SPACE, "preserve")

    def _bookmark(self, parent: Element, bookmark: BookmarkStart | BookmarkEnd) -> None:
        if isinstance(bookmark, BookmarkStart):
            number = self._bookmarks.setdefault(bookmark.name, str(len(self._bookmarks)))
            element = SubElement(parent, _BOOK_START)
            element.set(_ID, number)
            element.set(_NAME, bookmark.name)
        else:
            SubElement(parent, _BOOK_END).set(_ID, self._bookmarks[bookmark.name])

    def _table(self, table: Table, width: int) -> None:
        element = add(self._body, "tbl")
        properties = add(element, "tblPr")
        add(properties, "tblStyle", val="TableGrid")
        add(properties, "tblW", w=width, type="dxa")
        add(properties, "tblLayout", type="fixed")
        widths = [round(share * width / sum(table.widths)) for share in table.widths]
        grid = add(element, "tblGrid")
        for each in widths:
            add(grid, "gridCol", w=each)
        for number, cells in enumerate(table.rows):
            row = add(element, "tr")
            settings = add(row, "trPr")
            add(settings, "cantSplit")
            if number < table.heads:
                add(settings, "tblHeader")
            spans = _columns([cell.columns for cell in cells], widths)
            for cell, (columns, across) in zip(cells, spans, strict=True):
                inner = add(row, "tc")
                fill = cell.fill or (HEAD_FILL if number < table.heads else "")
                _cell_properties(add(inner, "tcPr"), across, columns, fill)
                for paragraph in cell.paragraphs:
                    self._paragraph(inner, paragraph)


def _indent(parent: Element, paragraph: Paragraph) -> None:
    width = BODY * 20 + CLOSER
    left, right = round(paragraph.left * width), round(paragraph.right * width)
    add(parent, "ind", left=left, right=right)


def _columns(counts: list[int], widths: list[int]) -> Iterator[tuple[int, int]]:
    """Yield how many columns each cell spans and how wide it is."""
    place = 0
    for count in counts:
        yield count, sum(widths[place : place + count])
        place += count


def _cell_properties(parent: Element, width: int, columns: int, fill: str) -> None:
    add(parent, "tcW", w=width, type="dxa")
    if columns > 1:
        add(parent, "gridSpan", val=columns)
    if fill:
        add(parent, "shd", val="clear", color="auto", fill=fill)
    add(parent, "vAlign", val="center")


def _comment_end(parent: Element, comment: str) -> None:
    SubElement(parent, _RANGE_END).set(_ID, comment)
    run = SubElement(parent, _R)
    SubElement(SubElement(run, _RPR), _RSTYLE).set(_VAL, C.COMMENT)
    SubElement(run, _REFERENCE).set(_ID, comment)


def _section(body: Element, report: Report) -> None:
    page = LANDSCAPE if report.landscape else PORTRAIT
    section = add(body, "sectPr")
    for kind, part in (("default", "footer1"), ("even", "footer2")):
        add(section, "footerReference", type=kind).set(f"{{{R}}}id", part)
    size = add(section, "pgSz", w=page.width, h=page.height)
    if report.landscape:
        size.set(w("orient"), "landscape")
    add(
        section,
        "pgMar",
        top=page.top,
        right=page.right,
        bottom=page.bottom,
        left=page.left,
        header=851,
        footer=page.footer,
        gutter=0,
    )
    add(section, "cols", space=425)
    add(section, "docGrid", type="lines", linePitch=PITCH)
