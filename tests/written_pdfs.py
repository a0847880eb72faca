"""PDFs written by hand, for what Qt does not write: hidden text, fonts that tell nothing, crops."""

from collections.abc import Mapping, Sequence

A4 = "/MediaBox[0 0 595 842]"
PICTURE = "q 595 0 0 842 0 0 cm /I Do Q\n"
_DESCENDANT = (
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering({})"
    "/Supplement 0>>/FontDescriptor 5 0 R/DW 1000>>"
)
_OBJECTS = {
    1: "<</Type/Catalog/Pages 2 0 R>>",
    3: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
    4: _DESCENDANT.format("GB1"),
    5: "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0"
    "/Ascent 860/Descent -140/CapHeight 700/StemV 80>>",
    6: "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    "/Length 1>>\nstream\n \nendstream",
    7: "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]"
    "/ToUnicode 9 0 R>>",
    8: _DESCENDANT.format("Identity"),
}


def show(x: float, y: float, text: str, *, size: float = 16, hidden: bool = False) -> str:
    """Return what shows a text with its base line at `y`, counted from the bottom."""
    mode = "3 Tr" if hidden else "0 Tr"
    return f"BT {mode} /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def shapes(x: float, y: float, numbers: Sequence[int]) -> str:
    """Return what shows shapes of the font that tells characters only by its map."""
    codes = "".join(f"{number:04x}" for number in numbers)
    return f"BT 0 Tr /F2 16 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n"


def written(
    pages: Sequence[str], entries: str = A4, characters: Mapping[int, str] | None = None
) -> bytes:
    """Return a PDF.

    Args:
        pages: what draws each.
        entries: of each page's dictionary: its boxes and turns.
        characters: which shapes of the second font are told to be which characters.
    """
    objects = dict(_OBJECTS)
    objects[9] = _stream(_map(characters or {}))
    for number, content in enumerate(pages):
        objects[10 + 2 * number] = (
            "<</Type/Page/Parent 2 0 R/Resources"
            "<</Font<</F1 3 0 R/F2 7 0 R>>/XObject<</I 6 0 R>>>>"
            f"/Contents {11 + 2 * number} 0 R{entries}>>"
        )
        objects[11 + 2 * number] = _stream(content)
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects[2] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"
    return _file(objects)


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def _map(characters: Mapping[int, str]) -> str:
    rows = "\n".join(
        f"<{number:04x}><{char.encode('utf-16-be').hex()}>" for number, char in characters.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName/X def\n"
        "1 begincodespacerange <0000><ffff> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    )


def _file(objects: Mapping[int, str]) -> bytes:
    made, places = "%PDF-1.7\n", {}
    for number in sorted(objects):
        places[number] = len(made)
        made += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    rows = "".join(f"{places[number]:010d} 00000 n \n" for number in sorted(places))
    end = f"xref\n0 1\n0000000000 65535 f \n1 {len(places)}\n{rows}"
    end += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
    return (made + end).encode("ascii")
