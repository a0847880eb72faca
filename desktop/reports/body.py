"""A report's blocks as the body of a Word file.

What grows with the report is written as text, for elements of lxml would take five times as long;
the order of elements is that of the schema (ECMA-376, CT_P, CT_Tbl, CT_SectPr).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from desktop.reports.comments import UNNAMED, local_date
from desktop.reports.content import (
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
    for done, block in enumerate(report.blocks):
        if done % _OFTEN == 0:
            tick(done)
        if isinstance(block, Paragraph):
            writer.paragraph(block)
        else:
            writer.table(block)
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

    def written(self) -> str:
        """Return all that was written."""
        return "".join(self._out)

    def paragraph(self, paragraph: Paragraph) -> None:
        out = self._out
        indent = _indent(paragraph) if paragraph.left or paragraph.right else ""
        out.append(f'<w:p><w:pPr><w:pStyle w:val="{paragraph.style}"/>{indent}</w:pPr>')
        for inline in paragraph.inlines:
            if isinstance(inline, Span):
                run = _run(inline)
                if inline.change is not None:
                    run = self._changed(run, inline.change)
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

    def _changed(self, run: str, change: Change) -> str:
        """Return a run as a tracked change; its number is one that no comment has."""
        self._changes += 1
        if change.kind == "del":
            run = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        name = quoteattr(change.author or UNNAMED)
        date = local_date(change.at)
        return (
            f'<w:{change.kind} w:id="{self._changes}" {date}w:author={name}>{run}</w:{change.kind}>'
        )

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
        for number, cells in enumerate(table.rows):
            head = number < table.heads
            self._out.append(_row_start(cells, head=head))
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


def _row_start(cells: Sequence[Cell], *, head: bool) -> str:
    """Return the beginning of a row: it stays on one page where it surely has room there."""
    length = max(sum(len(each.text) for each in cell.paragraphs) for cell in cells)
    whole = "<w:cantSplit/>" if length <= _WHOLE else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>"


def _run(span: Span) -> str:
    words = escaped(span.text)
    if _BREAKS.search(words):
        words = _BREAKS.sub(lambda found: f"{_CLOSED}{_BREAK[found.group()]}{_OPENED}", words)
    style = f'<w:rStyle w:val="{span.style}"/>' if span.style else ""
    hint = _CHINESE if _AMBIGUOUS.search(words) else ""
    properties = f"<w:rPr>{style}{hint}</w:rPr>" if style or hint else ""
    return f"<w:r>{properties}{_OPENED}{words}{_CLOSED}</w:r>"


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
