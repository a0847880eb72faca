"""A report's blocks as the body of a Word file.

What grows with the report is written as text, for elements of lxml would take five times as long;
the order of elements is that of the schema (ECMA-376, CT_P, CT_Tbl, CT_SectPr).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from desktop.bookmarks import UNNAMED
from desktop.reports.comments import local_date
from desktop.reports.content import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Change,
    CommentEnd,
    CommentStart,
    Paragraph,
    Report,
    Span,
    Table,
)
from desktop.reports.official import BODY, CLOSER, HEAD_FILL, LANDSCAPE, PITCH, PORTRAIT, C, Page
from desktop.reports.xml import escaped, framed

_AMBIGUOUS = re.compile("[\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7\u2010-\u203b\u2103-\u2193]")
"""Characters that Word sets narrow, as Latin, unless a run says that they are Chinese here."""
_CHINESE = '<w:rFonts w:hint="eastAsia"/>'
_BREAKS = re.compile(r"[\t\n\r]")
_BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
_CLOSED, _OPENED = "</w:t>", '<w:t xml:space="preserve">'
_WHOLE = 200  # characters of a cell
_FIRST_CHANGE = 1_000_000  # the numbers below it are those of comments
_OFTEN = 50  # blocks between two looks at progress


def document(report: Report, *, tick: Callable[[int], None] = lambda _: None) -> bytes:
    """Return the part with the report's text.

    Args:
        report: the report.
        tick: called now and then with the count of blocks done; may raise to stop.
    """
    page = LANDSCAPE if report.landscape else PORTRAIT
    writer = _Writer(page.inner)
    before: Block | None = None
    for done, block in enumerate(report.blocks):
        if done % _OFTEN == 0:
            tick(done)
        writer.moves(before, block)
        before = block
        if isinstance(block, Paragraph):
            writer.paragraph(block)
        else:
            writer.table(block)
    writer.moves(before, None)
    section = _section(page, landscape=report.landscape)
    return framed("document", f"<w:body>{writer.written()}{section}</w:body>")


class _Writer:
    """Writes blocks one after the other; it counts the bookmarks.

    Args:
        width: of tables, in twips.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._out: list[str] = []
        self._bookmarks: dict[str, int] = {}
        self._changes = _FIRST_CHANGE
        self._range = 0  # the number of the move that is open

    def written(self) -> str:
        """Return all that was written."""
        return "".join(self._out)

    def paragraph(self, paragraph: Paragraph) -> None:
        out = self._out
        indent = _indent(paragraph) if paragraph.left or paragraph.right else ""
        changes = ""
        if paragraph.mark is not None:
            changes = f"<w:rPr>{self._change(paragraph.mark)}/></w:rPr>"
        if paragraph.restyled is not None:
            was = f'<w:pPr><w:pStyle w:val="{paragraph.restyled.was}"/></w:pPr>'
            changes += f"{self._change(paragraph.restyled, 'pPrChange')}>{was}</w:pPrChange>"
        out.append(f'<w:p><w:pPr><w:pStyle w:val="{paragraph.style}"/>{indent}{changes}</w:pPr>')
        for inline in paragraph.inlines:
            if isinstance(inline, Span):
                run = self._span(inline)
                if inline.link:
                    link = f"<w:hyperlink w:anchor={quoteattr(inline.link)} "
                    run = f'{link}w:history="1">{run}</w:hyperlink>'
                out.append(run)
            elif isinstance(inline, CommentStart):
                out.append(f'<w:commentRangeStart w:id="{inline.comment}"/>')
            elif isinstance(inline, CommentEnd):
                out.append(
                    f'<w:commentRangeEnd w:id="{inline.comment}"/><w:r><w:rPr>'
                    f'<w:rStyle w:val="{C.COMMENT}"/></w:rPr>'
                    f'<w:commentReference w:id="{inline.comment}"/></w:r>'
                )
            else:
                out.append(self._bookmark(inline))
        out.append("</w:p>")

    def _span(self, span: Span) -> str:
        """Return a run, as a tracked change where it is one."""
        change = span.change
        if change is None:
            return _run(span)
        if change.kind == "style":
            was = f'<w:rStyle w:val="{change.was}"/>' if change.was else ""
            was = f"<w:rPr>{was}{_hint(span.text)}</w:rPr>"
            return _run(span, f"{self._change(change, 'rPrChange')}>{was}</w:rPrChange>")
        run = _run(span)
        if change.kind == "del":
            run = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"{self._change(change)}>{run}</w:{change.kind}>"

    def _change(self, change: Change, name: str = "") -> str:
        """Return the open beginning of a tracked change; its number is one that no comment has."""
        self._changes += 1
        author = quoteattr(change.author or UNNAMED)
        date = local_date(change.at)
        return f'<w:{name or change.kind} w:id="{self._changes}" {date}w:author={author}'

    def moves(self, before: Block | None, after: Block | None) -> None:
        """Close and open the ranges of moves between two blocks; None is no block."""
        ends, begins = _moved(before), _moved(after)
        if ends and begins and (ends.kind, ends.move) == (begins.kind, begins.move):
            return
        if ends:
            self._out.append(f'<w:{ends.kind}RangeEnd w:id="{self._range}"/>')
        if begins:
            start = self._change(begins, f"{begins.kind}RangeStart")
            self._range = self._changes
            self._out.append(f'{start} w:name="move{begins.move}"/>')

    def _bookmark(self, bookmark: BookmarkStart | BookmarkEnd) -> str:
        if isinstance(bookmark, BookmarkEnd):
            return f'<w:bookmarkEnd w:id="{self._bookmarks[bookmark.name]}"/>'
        number = self._bookmarks.setdefault(bookmark.name, len(self._bookmarks))
        return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(bookmark.name)}/>'

    def table(self, table: Table) -> None:
        widths = [round(share * self._width / sum(table.widths)) for share in table.widths]
        self._out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{self._width}" '
            'w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + "</w:tblGrid>"
        )
        changes = table.changes or (None,) * len(table.rows)
        for cells, change, head in zip(table.rows, changes, _heads(table), strict=True):
            tracked = f"{self._change(change)}/>" if change else ""
            self._out.append(_row_start(cells, tracked, head=head))
            spans = _columns([cell.columns for cell in cells], widths)
            for cell, (columns, across) in zip(cells, spans, strict=True):
                fill = cell.fill or (HEAD_FILL if head else "")
                top = table.top and not head
                self._out.append(_cell_start(across, columns, fill, top=top))
                for paragraph in cell.paragraphs:
                    self.paragraph(paragraph)
                self._out.append("</w:tc>")
            self._out.append("</w:tr>")
        self._out.append("</w:tbl>")


def _heads(table: Table) -> Iterator[bool]:
    """Yield for each row whether it is at the head of the table that it is in, before or now."""
    counts = {"ins": 0, "del": 0}
    for number in range(len(table.rows)):
        change = table.changes[number] if table.changes else None
        ways = [way for way in counts if change is None or change.kind == way]
        yield any(counts[way] < table.heads for way in ways)
        for way in ways:
            counts[way] += 1


def _row_start(cells: Sequence[Cell], tracked: str, *, head: bool) -> str:
    """Return the beginning of a row: it stays on one page where it surely has room there."""
    length = max(sum(len(each.text) for each in cell.paragraphs) for cell in cells)
    whole = "<w:cantSplit/>" if length <= _WHOLE else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{whole}{repeated}{tracked}</w:trPr>"


def _moved(block: Block | None) -> Change | None:
    """Return the move of a block, or None."""
    mark = block.mark if isinstance(block, Paragraph) else None
    return mark if mark and mark.move else None


def _run(span: Span, restyled: str = "") -> str:
    words = escaped(span.text)
    if _BREAKS.search(words):
        words = _BREAKS.sub(lambda found: f"{_CLOSED}{_BREAK[found.group()]}{_OPENED}", words)
    style = f'<w:rStyle w:val="{span.style}"/>' if span.style else ""
    hint = _hint(words)
    properties = f"<w:rPr>{style}{hint}{restyled}</w:rPr>" if style or hint or restyled else ""
    return f"<w:r>{properties}{_OPENED}{words}{_CLOSED}</w:r>"


def _hint(words: str) -> str:
    return _CHINESE if _AMBIGUOUS.search(words) else ""


def _indent(paragraph: Paragraph) -> str:
    width = BODY * 20 + CLOSER
    left, right = round(paragraph.left * width), round(paragraph.right * width)
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def _columns(counts: Sequence[int], widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield how many columns each cell spans and how wide it is."""
    place = 0
    for count in counts:
        yield count, sum(widths[place : place + count])
        place += count


def _cell_start(width: int, columns: int, fill: str, *, top: bool) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{ground}'
        f'<w:vAlign w:val="{"top" if top else "center"}"/></w:tcPr>'
    )


def _section(page: Page, *, landscape: bool) -> str:
    lying = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="even" r:id="footer2"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{lying}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="851" w:footer="{page.footer}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr>'
    )
