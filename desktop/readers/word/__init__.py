"""Word files (.docx) to `SourceText`, as Word prints them.

Paragraphs and tables in order, text boxes behind the paragraph they hang on, automatic numbers as
labels, tracked changes as accepted, notes at the end; hidden text, field codes, headers and footers
are left out. The file's own comments and highlights come along as marks. ECMA-376 part 1.
"""

from collections.abc import Sequence

from lxml import etree

from desktop.errors import UserError
from desktop.readers import entries, sniff, text, wrapping
from desktop.readers.entries import Entry
from desktop.readers.reading import Step, straight_on
from desktop.readers.word import notes
from desktop.readers.word.body import Body, Parts
from desktop.readers.word.names import w
from desktop.readers.word.numbering import Numbering
from desktop.readers.word.package import Package
from desktop.readers.word.styles import Styles
from desktop.text import SourceLine, SourceMark, SourceText


def source(name: str, data: bytes, step: Step = straight_on) -> SourceText:
    """Return the lines and marks of a Word file; each paragraph is a line.

    Raises:
        UserError: there is no text in it.
        BadFileError: it is broken, too large, or holds what could do harm.
    """
    package = Package(data)
    found, marks = _read(package, name, step)
    lines = entries.lines(found)
    if not any(line.text.strip() for line in lines):
        raise UserError(
            f"“{name}”里没有文字，没有导入。如果内容是图片，请先用文字识别软件转换成文字。"
        )
    return SourceText(name, lines, wrapping.told(lines), marks=entries.placed(found, lines, marks))


def _read(package: Package, name: str, step: Step) -> tuple[list[Entry], dict[str, SourceMark]]:
    root = package.root(package.document)
    body = None if root is None else root.find(w("body"))
    if body is None:
        return [], {}
    styles = Styles(package.root(package.related("styles")))
    rendered = next(body.iter(w("lastRenderedPageBreak")), None) is not None
    walk = Body(
        Parts(
            styles,
            Numbering(package.root(package.related("numbering")), styles.lists()),
            chunk=lambda relation: _chunk(package, relation, name, step),
            note=notes.Notes(package).get,
            rendered=rendered,
            paged=not rendered and notes.pages(package) == _breaks(body) + 1,
        )
    )
    found = walk.read(body)
    marks = notes.comments(package)
    by, at = notes.last_hand(package)
    for key, colour in walk.highlights.items():
        marks[key] = SourceMark((), by, at, colour=colour)
    return found, marks


def _breaks(body: etree._Element) -> int:
    """Return how many pages are begun by hand."""
    return sum(each.get(w("type")) == "page" for each in body.iter(w("br"))) + sum(
        1 for _ in body.iter(w("pageBreakBefore"))
    )


def _chunk(package: Package, relation: str, name: str, step: Step) -> list[Entry]:
    """Return what a document put into this one whole says (`w:altChunk`)."""
    part = package.target(relation)
    data = package.bytes(part) if part else b""
    if not data.strip():
        return []
    kind = sniff.kind(data)
    if kind == "word":
        inner = Package(data)
        return _plain(_inner_lines(inner, name, step))
    if kind in ("html", "mht"):
        from desktop.readers import web  # noqa: PLC0415 - only few Word files have such a part

        return _plain(web.fragment(data))
    return _plain(text.source(name, data).lines) if kind == "" else []


def _inner_lines(package: Package, name: str, step: Step) -> Sequence[SourceLine]:
    root = package.root(package.document)
    if root is None or next(root.iter(w("altChunk")), None) is not None:
        return []  # nesting that no program makes
    return entries.lines(_read(package, name, step)[0])


def _plain(lines: Sequence[SourceLine]) -> list[Entry]:
    return [
        Entry(line.text, None, line.heading, line.bold, line.bullet, line.cells) for line in lines
    ]
