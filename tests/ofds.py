"""OFD files made to measure (GB/T 33190): texts at places, in points like those of `tests.pdfs`."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.pdfs import Setting, pages_of

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
Text = tuple[float, float, str]


def ofd(
    path: Path, contents: Iterable[str], extra: Mapping[str, str | bytes] | None = None
) -> Path:
    """Write a file whose pages have these contents (of `page`); `extra` adds or replaces files."""
    pages = list(contents)
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(1, len(pages) + 1)
    )
    files: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": document(listed),
        **{f"Doc_0/Pages/Page_{n}/Content.xml": each for n, each in enumerate(pages, 1)},
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def scanned_ofd(
    path: Path, pictures: Sequence[bytes], extra: Mapping[str, str | bytes] | None = None
) -> Path:
    """Write a file each of whose pages is one picture; `extra` adds or replaces files."""
    listed = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{number}.png</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for number in range(1, len(pictures) + 1)
    )
    pages = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(1, len(pictures) + 1)
    )
    shown = (
        page([], rest=f'<ofd:ImageObject Boundary="0 0 210 297" ResourceID="{number}"/>')
        for number in range(1, len(pictures) + 1)
    )
    return ofd(
        path,
        shown,
        {
            "Doc_0/Document.xml": document(pages, "<ofd:DocumentRes>R.xml</ofd:DocumentRes>"),
            "Doc_0/R.xml": f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{listed}'
            "</ofd:MultiMedias></ofd:Res>",
            **{f"Doc_0/Res/{number}.png": each for number, each in enumerate(pictures, 1)},
            **(extra or {}),
        },
    )


def document(pages: str, common: str = "", rest: str = "") -> str:
    """Return a Document.xml that lists pages."""
    return (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages>{rest}</ofd:Document>"
    )


def page(texts: Iterable[Text], size: float = 16, rest: str = "") -> str:
    """Return a page with texts at (x, base line), each character in a cell of its own."""
    layer = "".join(text_object(x, y, text, size) for x, y, text in texts)
    return (
        f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{layer}{rest}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def text_object(x: float, y: float, text: str, size: float = 16, more: str = "") -> str:
    """Return one object of text; `more` adds attributes."""
    deltas = " ".join(f"{size * _MM * (0.5 if ord(char) < 256 else 1):.3f}" for char in text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x * _MM:.3f} {(y - size) * _MM:.3f} 100 10" '
        f'Size="{size * _MM:.3f}" Font="1" {more}>'
        f'<ofd:TextCode X="0" Y="{size * _MM:.3f}" DeltaX="{deltas}">{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def composite(unit: int, x: float, y: float, more: str = "") -> str:
    """Return an object that draws a unit of `resources` at a place; `more` adds attributes."""
    return (
        f'<ofd:CompositeObject ResourceID="{unit}" '
        f'Boundary="{x * _MM:.3f} {y * _MM:.3f} 210 297" {more}/>'
    )


def resources(*units: str) -> str:
    """Return a list of what pages use: units with this content, numbered from 1."""
    listed = "".join(
        f'<ofd:CompositeGraphicUnit ID="{number}" Width="210" Height="297"><ofd:Content>{each}'
        "</ofd:Content></ofd:CompositeGraphicUnit>"
        for number, each in enumerate(units, 1)
    )
    return (
        f'<ofd:Res {NS} BaseLoc="Res"><ofd:CompositeGraphicUnits>{listed}'
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )


def rectangle(x: float, y: float, wide: float, high: float) -> str:
    """Return a drawn rectangle."""
    sides = " ".join(f"{side * _MM:.3f}" for side in (x, y, wide, high))
    return (
        f'<ofd:PathObject Boundary="{sides}"><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 L 0 1 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def typeset(path: Path, paragraphs: Sequence[str], setting: Setting) -> Path:
    """Set paragraphs as pages of an official document, as `tests.pdfs.typeset` does."""
    made = []
    for number, rows in enumerate(pages_of(paragraphs, setting), 1):
        texts: list[Text] = [
            (setting.left + indent * setting.size, setting.top + row * setting.pitch, text)
            for row, (indent, text) in enumerate(rows)
        ]
        foot = text_object(280, 800, setting.number.format(number), 12)
        head = text_object(240, 50, setting.head, 10) if setting.head else ""
        made.append(page(texts, setting.size, head + foot))
    return ofd(path, made)
