"""The parts of a Word file that hold no words of the report: styles, fonts, settings, page numbers.

The order of elements is that of the schema (ECMA-376, CT_PPr, CT_RPr, CT_Style, CT_Settings).
"""

from collections.abc import Iterable

from desktop.reports.content import MarkStyle
from desktop.reports.official import (
    BODY,
    CHARACTER_STYLES,
    CLOSER,
    FANG,
    FONTS,
    PITCH,
    STYLES,
    CharacterStyle,
    Font,
    P,
    ParagraphStyle,
)
from desktop.reports.xml import SPACE, Element, add, root, w

_LANGUAGE = "zh-CN"
_FRAME, _BAR = (6, "7F7F7F"), (18, "9DB2C8")  # eighths of a point, colour
_CHARACTER = 100  # Word counts characters of an indent in hundredths


def styles(marks: Iterable[MarkStyle]) -> Element:
    """Return the part with all styles, those of the marks' colours too."""
    part = root("styles")
    defaults = add(part, "docDefaults")
    characters = add(add(defaults, "rPrDefault"), "rPr")
    _fonts(characters, FANG)
    add(characters, "kern", val=2)
    add(characters, "sz", val=round(BODY * 2))
    add(characters, "szCs", val=round(BODY * 2))
    add(characters, "lang", val="en-US", eastAsia=_LANGUAGE, bidi="ar-SA")
    add(add(defaults, "pPrDefault"), "pPr")
    for style in STYLES:
        _paragraph_style(part, style)
    font = add(part, "style", type="character", default=1, styleId="DefaultParagraphFont")
    add(font, "name", val="Default Paragraph Font")
    add(font, "uiPriority", val=1)
    add(font, "semiHidden")
    ours = [CharacterStyle(mark.id, mark.name, fill=mark.fill) for mark in marks]
    for each in (*CHARACTER_STYLES, *ours):
        _character_style(part, each)
    _table_style(part)
    return part


def _fonts(parent: Element, font: Font) -> None:
    add(
        parent,
        "rFonts",
        hint="eastAsia",
        ascii=font.latin,
        eastAsia=font.east,
        hAnsi=font.latin,
        cs="Times New Roman",
    )


def _paragraph_style(part: Element, style: ParagraphStyle) -> None:
    element = add(part, "style", type="paragraph")
    if style.base is None:
        element.set(w("default"), "1")
    element.set(w("styleId"), style.id)
    add(element, "name", val=style.name)
    if style.base is not None:
        add(element, "basedOn", val=style.base)
    if style.outline is not None:
        add(element, "next", val=P.BODY)
    add(element, "qFormat")
    _paragraph_properties(add(element, "pPr"), style)
    _character_properties(
        add(element, "rPr"),
        CharacterStyle(style.id, "", style.font, style.size, style.bold, style.colour),
        closer=CLOSER if style.closer else 0,
    )


def _paragraph_properties(parent: Element, style: ParagraphStyle) -> None:
    if style.keeps:
        add(parent, "keepNext")
        add(parent, "keepLines")
    if style.breaks:
        add(parent, "pageBreakBefore")
    add(parent, "widowControl", val=0)
    if style.border:
        _borders(add(parent, "pBdr"), style.border)
    if style.line != PITCH:
        add(parent, "snapToGrid", val=0)
    line, rule = (style.line, "exact") if style.line else (240, "auto")
    add(parent, "spacing", before=style.before, after=style.after, line=line, lineRule=rule)
    _indent(parent, style)
    add(parent, "jc", val=style.align)
    if style.outline is not None:
        add(parent, "outlineLvl", val=style.outline)


def _borders(parent: Element, kind: str) -> None:
    sides = {"box": ("top", "left", "bottom", "right"), "left": ("left",)}
    for side in sides[kind]:
        size, colour = _BAR if kind == "left" else _FRAME
        room = 6 if side in {"left", "right"} else 4
        add(parent, side, val="single", sz=size, space=room, color=colour)


def _indent(parent: Element, style: ParagraphStyle) -> None:
    """Add indents in characters, and in twips for programs that do not count characters."""
    width = (style.size or BODY) * 20 + (CLOSER if style.closer else 0)
    room = 10 if style.border == "box" else 0  # keeps a box inside the page
    values = {
        "left": style.left + room / 20,
        "right": style.right + room / 20,
        "firstLine": style.first,
    }
    attributes: dict[str, int] = {}
    for name, characters in values.items():
        if characters:
            attributes[f"{name}Chars"] = round(characters * _CHARACTER)
            attributes[name] = round(characters * width)
    add(parent, "ind", **(attributes or {"firstLine": 0}))


def _character_properties(parent: Element, style: CharacterStyle, *, closer: int | None) -> None:
    if style.font:
        _fonts(parent, style.font)
    if style.bold:
        add(parent, "b")
    if style.strike:
        add(parent, "strike")
    if style.colour:
        add(parent, "color", val=style.colour)
    if closer is not None:
        add(parent, "spacing", val=closer)
    if style.size:
        add(parent, "sz", val=round(style.size * 2))
        add(parent, "szCs", val=round(style.size * 2))
    if style.underline:
        add(parent, "u", val=style.underline)
    if style.fill:
        add(parent, "shd", val="clear", color="auto", fill=style.fill)


def _character_style(part: Element, style: CharacterStyle) -> None:
    element = add(part, "style", type="character", styleId=style.id)
    add(element, "name", val=style.name)
    add(element, "basedOn", val="DefaultParagraphFont")
    add(element, "qFormat")
    _character_properties(add(element, "rPr"), style, closer=None)


def _table_style(part: Element) -> None:
    normal = add(part, "style", type="table", default=1, styleId="TableNormal")
    add(normal, "name", val="Normal Table")
    add(normal, "semiHidden")
    margins = add(add(normal, "tblPr"), "tblCellMar")
    for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)):
        add(margins, side, w=width, type="dxa")
    grid = add(part, "style", type="table", styleId="TableGrid")
    add(grid, "name", val="Table Grid")
    add(grid, "basedOn", val="TableNormal")
    properties = add(grid, "tblPr")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="808080")
    margins = add(properties, "tblCellMar")
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        add(margins, side, w=width, type="dxa")


def fonts() -> Element:
    """Return the part that tells by what other names the typefaces may be found."""
    part = root("fonts")
    for font in FONTS:
        element = add(part, "font", name=font.east)
        if font.others:
            add(element, "altName", val=font.others[0])
        add(element, "panose1", val=font.panose)
        add(element, "charset", val="86")  # GB2312
        add(element, "family", val="modern")
        add(element, "pitch", val="default")
    return part


def settings() -> Element:
    """Return the part with the settings: pages differ left and right, Chinese rules of setting."""
    part = root("settings")
    add(part, "zoom", percent=100)
    add(part, "bordersDoNotSurroundHeader")
    add(part, "bordersDoNotSurroundFooter")
    add(part, "defaultTabStop", val=420)
    add(part, "evenAndOddHeaders")
    add(part, "drawingGridVerticalSpacing", val=PITCH // 2)
    add(part, "displayHorizontalDrawingGridEvery", val=0)
    add(part, "characterSpacingControl", val="compressPunctuation")
    compatible = add(part, "compat")
    for name in ("spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone",
                 "ulTrailSpace", "doNotExpandShiftReturn", "adjustLineHeightInTable",
                 "useFELayout"):  # fmt: skip
        add(compatible, name)
    add(
        compatible,
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    add(part, "themeFontLang", val="en-US", eastAsia=_LANGUAGE)
    return part


def footer(*, even: bool) -> Element:
    """Return the foot of odd pages, or of even ones: `— 1 —`, to the outer side."""
    part = root("ftr")
    paragraph = add(part, "p")
    add(add(paragraph, "pPr"), "pStyle", val=P.FOOTER_EVEN if even else P.FOOTER)
    _words(paragraph, "— ")
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            add(add(paragraph, "r"), "instrText").text = "PAGE"
        add(add(paragraph, "r"), "fldChar", fldCharType=kind)
        if kind == "separate":
            _words(paragraph, "1")
    _words(paragraph, " —")
    return part


def _words(paragraph: Element, text: str) -> None:
    words = add(add(paragraph, "r"), "t")
    words.text = text
    words.set(SPACE, "preserve")
