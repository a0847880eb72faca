"""The inside of a paragraph: its words as they are printed, and what lies on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from desktop.readers.word.names import switch, value, w
from desktop.readers.word.styles import Style, Styles
from desktop.text import SOFT_HYPHEN

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_RUN, _TEXT, _PROPERTIES = w("r"), w("t"), w("rPr")
_LEFT_OUT = frozenset(
    map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "instrText", "delText",
            "delInstrText", "rubyPr", "proofErr", "bookmarkStart", "bookmarkEnd"))
)  # fmt: skip
_PRINTED = {
    w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-",
}  # fmt: skip
_SIGNS = {  # of the fonts Wingdings and Wingdings 2, as far as forms use them
    "A8": "□", "6F": "□", "FE": "☑", "FD": "☒", "52": "☑", "A3": "□", "54": "☒", "6C": "●",
    "6E": "■", "75": "◆", "D8": "➢", "FC": "√",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff",
    "blue": "#0000ff", "red": "#ff0000", "darkBlue": "#000080", "darkCyan": "#008080",
    "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000",
    "darkYellow": "#808000", "lightGray": "#c0c0c0", "darkGray": "#808080",
}  # fmt: skip
_RGB = re.compile("[0-9a-fA-F]{6}")
_PALE, _VIVID = 24, 64  # by how much the channels of a colour differ: of a ground, of letters


@dataclass(slots=True)
class Inline:
    """What a paragraph holds.

    Attributes:
        text: its words; a line feed where a line was broken by hand.
        bold: stretches set in bold.
        coloured: stretches with a colour behind or in them, as (start, end, `#rrggbb`, in them).
        pages: where a page begins that Word had laid out.
        breaks: how many page breaks were put in by hand.
        starts, ends: where ranges of comments begin and end, by the comments' ids.
        points: the ids of comments with no range of their own.
        boxes: text boxes that are anchored here, and words set as pictures.
        notes: the footnotes and endnotes it refers to, as the kind and the id.
    """

    text: str = ""
    bold: list[tuple[int, int]] = field(default_factory=list)
    coloured: list[tuple[int, int, str, bool]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    breaks: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    points: list[str] = field(default_factory=list)
    boxes: list[etree._Element | str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """The fields that are open, whose codes are no text; one may go over many paragraphs.

    Attributes:
        codes: for each, outermost first, whether its code is being read and not its result.
    """

    codes: list[bool] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Whether what is read is a code."""
        return True in self.codes

    def meet(self, kind: str | None) -> None:
        """Take the beginning, middle or end of a field."""
        if kind == "begin":
            self.codes.append(True)
        elif kind == "separate" and self.codes:
            self.codes[-1] = False
        elif kind == "end" and self.codes:
            self.codes.pop()


class Inliner:
    """Reads the inside of paragraphs, one after another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()

    def read(self, paragraph: etree._Element, style: Style) -> Inline:
        """Return what a paragraph of that style holds."""
        found = Inline()
        pieces: list[str] = []
        _Walk(self._styles, self._fields, style, found, pieces).children(paragraph)
        found.text = "".join(pieces)
        return found


class _Walk:
    """One way through a paragraph."""

    def __init__(
        self, styles: Styles, fields: Fields, style: Style, found: Inline, pieces: list[str]
    ) -> None:
        self._styles = styles
        self._fields = fields
        self._style = style
        self._found = found
        self._pieces = pieces
        self._length = 0
        self._hidden = False
        self._linked = False

    def children(self, element: etree._Element) -> None:
        """Read what stands in an element, in order."""
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in (_TEXT, _MATH):
                self._write(child.text or "")
            elif tag in _PRINTED:
                self._write(_PRINTED[tag])
            elif tag not in _LEFT_OUT:
                self._other(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(_PROPERTIES)
        if properties is None:
            bold, hidden, colour, lettered = self._style.bold, self._style.hidden, "", False
        else:
            bold, hidden = self._looks(properties)
            colour, lettered = _colour(properties)
        outside = self._hidden
        self._hidden = outside or bool(hidden)
        start = self._length
        self.children(run)
        self._hidden = outside
        if self._length > start:
            if bold:
                self._found.bold.append((start, self._length))
            if colour and not (lettered and self._linked):
                self._found.coloured.append((start, self._length, colour, lettered))

    def _looks(self, properties: etree._Element) -> tuple[bool | None, bool | None]:
        """Return whether a run is bold, and whether it is hidden."""
        style = self._styles.get(value(properties, "rStyle"))
        bold, hidden = switch(properties, "b"), switch(properties, "vanish")
        for other in (style, self._style):
            bold = other.bold if bold is None else bold
            hidden = other.hidden if hidden is None else hidden
        return bold, hidden

    def _write(self, text: str) -> None:
        if self._hidden or self._fields.hidden or not text:
            return
        text = _CONTROL.sub(" ", text).replace(SOFT_HYPHEN, "")
        self._pieces.append(text)
        self._length += len(text)

    def _other(self, element: etree._Element) -> None:
        """Read what is neither a run nor text."""
        way = _WAYS.get(str(element.tag))
        if way is not None:
            way(self, element)
        else:
            self.children(element)

    def link(self, element: etree._Element) -> None:
        """Read a link, whose letters are coloured because it is one."""
        self._linked = True
        self.children(element)
        self._linked = False

    def field(self, element: etree._Element) -> None:
        self._fields.meet(element.get(w("fldCharType")))

    def line_break(self, element: etree._Element) -> None:
        if element.get(w("type")) == "page":
            self._found.breaks += 1
        elif element.get(w("type")) != "column":
            self._write("\n")

    def page(self, _element: etree._Element) -> None:
        self._found.pages.append(self._length)

    def begin(self, element: etree._Element) -> None:
        self._found.starts[element.get(w("id"), "")] = self._length

    def end(self, element: etree._Element) -> None:
        self._found.ends[element.get(w("id"), "")] = self._length

    def comment(self, element: etree._Element) -> None:
        self._found.points.append(element.get(w("id"), ""))

    def sign(self, element: etree._Element) -> None:
        """Write a sign of a font that has pictures for letters."""
        code = element.get(w("char"), "")[-2:].upper()
        if "wingdings" in element.get(w("font"), "").lower():
            self._write(_SIGNS.get(code, ""))

    def note(self, element: etree._Element) -> None:
        kind = "footnotes" if element.tag == w("footnoteReference") else "endnotes"
        self._found.notes.append((kind, element.get(w("id"), "")))

    def alternate(self, element: etree._Element) -> None:
        """Read one of several ways in which a file says the same."""
        chosen = element.find(CHOICE)
        if chosen is None:
            chosen = element.find(FALLBACK)
        if chosen is not None:
            self.children(chosen)

    def drawing(self, element: etree._Element) -> None:
        self._found.boxes.extend(_outermost(element))


def _outermost(element: etree._Element) -> Iterator[etree._Element | str]:
    """Yield the text boxes of a drawing that stand in no other, and words set as pictures."""
    for child in element:
        if child.tag == w("txbxContent"):
            yield child
        elif child.tag == _TEXTPATH:
            yield child.get("string", "")
        elif child.tag != FALLBACK:
            yield from _outermost(child)


def _colour(properties: etree._Element) -> tuple[str, bool]:
    """Return the colour with which a run stands out, or "", and whether its letters have it."""
    marker = _HIGHLIGHTS.get(value(properties, "highlight") or "")
    if marker:
        return marker, False
    shade = properties.find(w("shd"))
    if shade is not None and (colour := _rgb(shade.get(w("fill")), _PALE)):
        return colour, False
    return _rgb(value(properties, "color"), _VIVID), True


def _rgb(text: str | None, least: int) -> str:
    """Return a colour as `#rrggbb` where it is one and no shade of grey, else ""."""
    if not text or not _RGB.fullmatch(text):
        return ""
    channels = [int(text[place : place + 2], 16) for place in (0, 2, 4)]
    return f"#{text.lower()}" if max(channels) - min(channels) >= least else ""


_WAYS = {
    w("hyperlink"): _Walk.link,
    w("fldChar"): _Walk.field,
    w("br"): _Walk.line_break,
    w("lastRenderedPageBreak"): _Walk.page,
    w("commentRangeStart"): _Walk.begin,
    w("commentRangeEnd"): _Walk.end,
    w("commentReference"): _Walk.comment,
    w("sym"): _Walk.sign,
    w("footnoteReference"): _Walk.note,
    w("endnoteReference"): _Walk.note,
    ALTERNATE: _Walk.alternate,
    w("drawing"): _Walk.drawing,
    w("pict"): _Walk.drawing,
    w("object"): _Walk.drawing,
}
