"""Word files made of what a test says, part by part."""

from collections.abc import Sequence
from io import BytesIO

import docx

from desktop.readers.word.names import MAIN
from tests.readers.packed import packed

_SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs, or of text."""
    runs = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbers)


def table(*rows: Sequence[str]) -> str:
    """A table; a cell is text, paragraphs or a whole `w:tc`."""
    made = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 9}</w:tblGrid>{made}</w:tbl>"


def _cell(cell: str) -> str:
    if cell.startswith("<w:tc>"):
        return cell
    return f"<w:tc>{cell if cell.startswith('<w:p>') else p(cell)}</w:tc>"


def level(place: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*kinds: Sequence[str], uses: Sequence[str] = ()) -> str:
    """A part with lists: each kind is its levels; `uses` are further `w:num`."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        for number, levels in enumerate(kinds, start=1)
    )
    plain = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(kinds) + 1)
    )
    return made + plain + "".join(uses)


def word_file(*body: str, others: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word file with this body; parts (`styles`, `comments` …) are what stands in their roots.

    `others` are files by their names; `chunks` of them can be named as altChunks `rChunk1` …
    """
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
             "styles": "styles", "numbering": "numbering"}  # fmt: skip
    files = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _xml("document", f"<w:body>{''.join(body)}</w:body>"),
    }
    related = {f"r{name}": (name, f"{name}.xml") for name in parts}
    for name, content in parts.items():
        files[f"word/{name}.xml"] = _xml(roots[name], content)
    for number, (name, data) in enumerate((others or {}).items(), start=1):
        files[f"word/{name}" if "/" not in name else name] = data
        related[f"rChunk{number}"] = ("aFChunk", name)
    files["word/_rels/document.xml.rels"] = _relations(related)
    return packed(files)


def _xml(root: str, content: str) -> bytes:
    return f'<?xml version="1.0"?><w:{root} {_SPACES}>{content}</w:{root}>'.encode()


def _relations(related: dict[str, tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'.encode()


def as_word(text: str) -> bytes:
    """A text as a Word file, each line a paragraph."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line.replace("\f", ""))
    made = BytesIO()
    document.save(made)
    return made.getvalue()
