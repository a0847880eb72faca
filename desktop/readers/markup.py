"""Marks of Markdown and HTML in lines of text: what they say is kept as hints, they are not text.

Text from OCR and from web archives carries such marks whatever the file's ending, so they are
looked for in plain text as well. Links and images stay as printed; a back-slash that keeps a stop
or a star from being a mark, or that ends a line, is no text.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from desktop.text import SourceLine, unhyphenated

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|(?=[一-鿿*]))")
_BULLET = re.compile(r"\s{0,8}[-*+]\s+(?=[^\s\d\-—－=_])(?!.{0,12}\s-$)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"\s*(?:[-=_*~·][ \t]*){3,}$")
_STRONG = re.compile(r"\*\*|(?<!_)__(?=[^\s_])|(?<=[^\s_])__(?!_)")
_ESCAPE = re.compile(r"(?<!\\)\\(?=[.\-+*#()\[\]!~>])|(?<=[一-鿿，。；：、）”])\\$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|sub|sup|span|font|br|p|div|center|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_HEADING_TAG = re.compile(r"\s*<h([1-6])\b", re.IGNORECASE)
_BOLD_START = re.compile(
    r"\s*(?:\*\*|__|<b>|<strong>)(.+?)(?:\*\*|__|</b>|</strong>)", re.IGNORECASE
)
_WIDE_GAP = re.compile(r"(?<=\S)(?:[\u3000 ]*\u3000{2}[\u3000 ]*| {4,})(?=\S)")
_GAP = re.compile(r"(?<=\S)(?:[\u3000 ]*\u3000[\u3000 ]*| {4,})(?=\S)")
_TITLE = re.compile(r"\s*第.{1,4}[编章节条]|\s*目")
_PIPE_ROW = re.compile(r"\s*\|(.*)\|\s*$")
_PIPE_RULE = re.compile(r"[\s|:\-]+$")
_TABLE_TAG = re.compile(r"</?(?:table|tbody|thead|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?:</tr>|$)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?:</t[dh]>|(?=<t[dh]\b)|$)", re.IGNORECASE | re.DOTALL)
_LONGEST_TABLE = 100_000
_MARK = re.compile(r"[#*_<>|\-+=~&\t\\]")


def strip(lines: Sequence[str]) -> tuple[SourceLine, ...]:
    """Return `lines` as source lines numbered from 1, with their marks taken off and kept as hints.

    A form feed in a line begins a new page; a file without one has no pages. Rows of Markdown,
    HTML and tab-separated tables get `cells`; several HTML rows on one line share its number.
    """
    pages = _pages(lines)
    found = [
        line
        for number, text in enumerate(lines, start=1)
        for line in _line(number, text, pages[number - 1] if pages else None)
    ]
    return tuple(_blank_rows(list(_tab_rows(found))))


def refined(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Return lines of another format, with the marks of Markdown that their text has taken off.

    People paste such text into Word files and web pages. What the format itself says of a line
    stays, and is added to.
    """
    found = [each for line in lines for each in _refined(line)]
    return tuple(_blank_rows(list(_tab_rows(found))))


def _refined(line: SourceLine) -> Iterator[SourceLine]:
    if line.cells is not None or not _MARK.search(line.text):
        yield line
        return
    for each in _line(line.number, line.text, line.page):
        bold = max(each.bold, min(line.bold, len(each.text.strip())))
        yield each._replace(
            heading=each.heading or line.heading,
            bold=bold,
            bullet=each.bullet or line.bullet,
            box=line.box,
            width=line.width if each.cells is None else 0.0,
        )


def printed(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines of a print, with the marks taken off that were printed with the text.

    A table's tags may have been broken over lines, and its rows get the number of the first of
    these.
    """
    found: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line, index = lines[index], index + 1
        if not _MARK.search(line.text):
            found.append(line)
            continue
        while _opens_table(line.text) and index < len(lines):
            line, index = line._replace(text=line.text + lines[index].text), index + 1
        if line.cells is not None:
            cells = tuple(_plain(cell) for cell in line.cells)
            line = line._replace(text="\t".join(cells), cells=cells)
        found += _refined(line)
    return found


def _opens_table(text: str) -> bool:
    """Return whether a table begins in `text` and does not end there."""
    return text.rfind("<table") > text.rfind("</table") and len(text) < _LONGEST_TABLE


def _pages(lines: Sequence[str]) -> list[int] | None:
    if not any("\f" in line for line in lines):
        return None
    pages, page = [], 1
    for line in lines:
        page += line.count("\f")
        pages.append(page)
    return pages


def _line(number: int, text: str, page: int | None) -> Iterator[SourceLine]:
    if not _MARK.search(text):
        yield SourceLine(number, text, page)
    elif (row := _PIPE_ROW.match(text)) and row[1].strip():
        if _PIPE_RULE.match(row[1]):
            yield SourceLine(number, "", page)
        else:
            cells = tuple(_plain(cell) for cell in row[1].split("|"))
            yield SourceLine(number, "\t".join(cells), page, cells=cells)
    elif "<" in text and _TABLE_TAG.search(text):
        yield from _html_rows(number, text, page)
    elif _RULE.match(text):
        yield SourceLine(number, "", page)
    else:
        yield _marked(number, text, page)


def _marked(number: int, text: str, page: int | None) -> SourceLine:
    level, bullet = 0, False
    if match := _QUOTE.match(text):
        text = text[match.end() :]
    if match := _HEADING.match(text):
        level, text = len(match[1]), text[match.end() :].rstrip().rstrip("#")
    elif match := _HEADING_TAG.match(text):
        level = int(match[1])
    elif match := _BULLET.match(text):
        bullet, text = True, text[match.end() :]
    bold = len(_plain(match[1])) if (match := _BOLD_START.match(text)) else 0
    if text.count("\t") > 1:
        plain = "\t".join(_plain(cell) for cell in text.split("\t"))
    else:
        plain = text[: len(text) - len(text.lstrip())] + _plain(text)
    return SourceLine(number, plain, page, level, bold, bullet)


def _html_rows(number: int, text: str, page: int | None) -> Iterator[SourceLine]:
    """Yield a line for what stands before a table, one for each row, and one for what is behind."""
    place = 0
    for row in _ROW.finditer(text):
        if before := _plain(text[place : row.start()]):
            yield SourceLine(number, before, page)
        cells = tuple(_plain(cell) for cell in _CELL.findall(row[1])) or (_plain(row[1]),)
        yield SourceLine(number, "\t".join(cells), page, cells=cells)
        place = row.end()
    if (rest := _plain(text[place:])) or place == 0:
        yield SourceLine(number, rest, page)


def _plain(text: str) -> str:
    """Return `text` without tags, strong marks and entities, stripped."""
    if "<" in text:
        text = _TABLE_TAG.sub("", _TAG.sub("", _uncommented(text)))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: " ".join(unescape(entity[0]).split()) or " ", text)
        text = unhyphenated(text)
    if "*" in text or "__" in text:
        text = _STRONG.sub("", text)
    return _ESCAPE.sub("", text).strip() if "\\" in text else text.strip()


def _uncommented(text: str) -> str:
    """Return `text` without HTML comments; one that is not closed stays."""
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join([*kept, text[place:]])


def _tab_rows(lines: list[SourceLine]) -> Iterator[SourceLine]:
    """Give `cells` to runs of lines with at least two tabs each; blank lines do not end one.

    A line with one tab between such lines is a row too: the heading of a group of rows.
    """
    run: list[SourceLine] = []
    for line in lines:
        tabs = line.text.count("\t") if line.cells is None else 0
        if run and not tabs and line.text.strip():
            yield from _run(run)
            run = []
        if run or tabs > 1:
            run.append(line)
        else:
            yield line
    yield from _run(run)


def _run(run: list[SourceLine]) -> Iterator[SourceLine]:
    rows = [place for place, line in enumerate(run) if line.text.count("\t") > 1]
    if len(rows) < 2:  # noqa: PLR2004 - one line with tabs is no table
        yield from run
        return
    for place, line in enumerate(run):
        cells = tuple(cell.strip() for cell in line.text.split("\t"))
        is_row = len(cells) > 1 and place <= rows[-1]
        yield line._replace(text="\t".join(cells), cells=cells) if is_row else line


def _blank_rows(lines: list[SourceLine]) -> Iterator[SourceLine]:
    """Give `cells` to runs of three or more lines set in columns with runs of blanks.

    Such lines have two gaps at least, one of them wide; lines between them may have one, or begin
    far in, where a cell goes on.
    """
    run: list[SourceLine] = []
    for line in lines:
        gaps = _gaps(line)
        apart = not gaps and line.text.strip() and not line.text.startswith("\u3000" * 3)
        if run and (line.cells is not None or apart):
            yield from _columns(run)
            run = []
        if run or (gaps > 1 and not _TITLE.match(line.text)):
            run.append(line)
        else:
            yield line
    yield from _columns(run)


def _gaps(line: SourceLine) -> int:
    """Return how many gaps of blanks a line has, one of them at least wide; else 0."""
    text = line.text.rstrip()
    if line.cells is not None or not _WIDE_GAP.search(text):
        return 0
    return len(_GAP.findall(text))


def _columns(run: list[SourceLine]) -> Iterator[SourceLine]:
    rows = [place for place, line in enumerate(run) if _gaps(line) > 1]
    if len(rows) < 3:  # noqa: PLR2004 - a line or two may be spaced for other reasons
        yield from run
        return
    for place, line in enumerate(run):
        if place > rows[-1] or not line.text.strip():
            yield line
        else:
            cells = tuple(_GAP.split(line.text.strip()))
            yield line._replace(text="\t".join(cells), cells=cells)
