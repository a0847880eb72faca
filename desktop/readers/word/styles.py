"""Styles: what a paragraph or run has because of the style it names, and the styles below that."""

from dataclasses import dataclass

from lxml import etree

from desktop.readers.word.names import switch, value, w, whole

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
        self._known: dict[str, Style] = {}
        self.default: str | None = None
        """The id of the style of paragraphs that name none."""
        for element in () if root is None else root.iter(w("style")):
            style_id = element.get(w("styleId"), "")
            self._elements[style_id] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
                self.default = style_id

    def get(self, style_id: str | None) -> Style:
        """Return a style with all it has from those it is based on; a plain one if unknown."""
        at = style_id or ""
        chain: dict[str, None] = {}  # from the style itself to those that it is based on
        while at and at in self._elements and at not in self._known and at not in chain:
            chain[at] = None
            at = value(self._elements[at], "basedOn") or ""
        found = self._known.get(at, Style())
        for each in reversed(chain):
            found = self._known[each] = _upon(self._elements[each], found)
        return found

    def lists(self) -> dict[str, str]:
        """Return which list each style names, by the styles' ids."""
        named = {style_id: self.get(style_id).list_id for style_id in self._elements}
        return {style_id: list_id for style_id, list_id in named.items() if list_id}


def _upon(element: etree._Element, base: Style) -> Style:
    """Return the style that an element of styles.xml makes of the one it is based on."""
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    heading = value(paragraph, "outlineLvl")
    numbers = None if paragraph is None else paragraph.find(w("numPr"))
    list_id, said = value(numbers, "numId"), value(numbers, "ilvl")
    level = None if said is None else whole(said)
    bold, hidden = switch(run, "b"), switch(run, "vanish")
    return Style(
        base.heading if heading is None else outline_level(heading),
        base.list_id if list_id is None else list_id,
        level if list_id is not None or base.level is None else base.level,
        base.bold if bold is None else bold,
        base.hidden if hidden is None else hidden,
    )


def outline_level(said: str | None) -> int:
    """Return the heading level, 1 to 9, that an outline level from 0 to 8 means; else 0."""
    level = whole(said, -1)
    return level + 1 if 0 <= level <= _LAST_LEVEL else 0
