"""Styles: what a paragraph or run has because of the style it names, and the styles below that."""

from dataclasses import dataclass

from lxml import etree

from desktop.readers.word.names import switch, value, w, whole

_DEEPEST = 20  # styles based on one another
_LAST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Style:
    """What of a style matters to reading.

    Attributes:
        heading: its outline level from 1 to 9, 0 for none.
        list_id, level: the list it numbers its paragraphs in, and the level; None where it does not
            say.
        bold, hidden: whether its text is; None where it does not say.
    """

    heading: int = 0
    list_id: str | None = None
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the root of styles.xml."""
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str | None, Style] = {}
        self.default: str | None = None
        """The id of the style of paragraphs that name none."""
        for element in () if root is None else root.iter(w("style")):
            style_id = element.get(w("styleId"), "")
            self._elements[style_id] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
                self.default = style_id

    def get(self, style_id: str | None) -> Style:
        """Return a style with all it has from those it is based on; a plain one if unknown."""
        found = self._known.get(style_id)
        if found is None:
            found = self._known[style_id] = self._read(style_id)
        return found

    def lists(self) -> dict[str, str]:
        """Return which list each style names, by the styles' ids."""
        named = {style_id: self.get(style_id).list_id for style_id in self._elements}
        return {style_id: list_id for style_id, list_id in named.items() if list_id}

    def _read(self, style_id: str | None) -> Style:
        heading, list_id, level, bold, hidden = None, None, None, None, None
        for element in self._chain(style_id):
            paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
            if heading is None:
                heading = value(paragraph, "outlineLvl")
            numbers = None if paragraph is None else paragraph.find(w("numPr"))
            if list_id is None:
                list_id = value(numbers, "numId")
                level = level if value(numbers, "ilvl") is None else whole(value(numbers, "ilvl"))
            bold = switch(run, "b") if bold is None else bold
            hidden = switch(run, "vanish") if hidden is None else hidden
        return Style(outline_level(heading), list_id, level, bold, hidden)

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id and len(chain) < _DEEPEST:
            element = self._elements.get(style_id)
            if element is None:
                break
            chain.append(element)
            style_id = value(element, "basedOn")
        return chain


def outline_level(said: str | None) -> int:
    """Return the heading level, 1 to 9, that an outline level from 0 to 8 means; else 0."""
    level = whole(said, -1)
    return level + 1 if 0 <= level <= _LAST_LEVEL else 0
