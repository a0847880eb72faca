"""A printed page as its reader delivers it: words and rules at their places.

Lengths are points (1/72 inch) from the page's upper left corner as it is looked at; y grows down.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

_FIRST_WIDE, _OTHER_WIDE = "\u2e80", "“”‘’—…·"

RISE, FALL = 0.88, 0.12
"""Of a font's size, above and below the base line, as in Chinese fonts."""
SLANT = 0.05
"""Quarters of a turn, up to which text counts as set straight."""
Box = tuple[float, float, float, float]
"""left, top, right, bottom."""


class Word(NamedTuple):
    """Characters that stand close together on one line.

    Attributes:
        text: without white space.
        left, right: where its characters begin and end.
        top, bottom: as far apart as its font is large, with the base line at the same share of it
            whatever the font.
        spaces: how many space characters the file itself has in front of it.
        bold: how many code points at its start are set in bold.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaces: int = 0
    bold: int = 0

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line of a drawing, across or down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


def edges(box: Box, thin: float) -> list[Rule]:
    """Return the rules that a shape draws: one where it is `thin`, else those around a rectangle.

    Args:
        box: its extent.
        thin: as wide as a line may be, in points.
    """
    left, top, right, bottom = box
    if min(right - left, bottom - top) <= thin:
        return [Rule(*box)]
    return [
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    ]


@dataclass(slots=True)
class Sheet:
    """One page.

    Attributes:
        width, height: as it is read, in points.
        turned: by how many quarters against the clock its text runs as the page is looked at.
        words: in the file's order.
        rules: lines of drawings, and the edges of rectangles.
        sideways: text that runs another way than the page's own, a string for each line.
        pictures: whether the page shows pictures.
        doubt: what a person should check about the whole page, or "".
    """

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    pictures: bool = False
    doubt: str = ""
    turned: int = 0

    def shown(self, box: Box) -> Box:
        """Return a box of the page as it is read on the page as it is looked at."""
        left, top, right, bottom = box
        if self.turned == 1:
            return top, self.width - right, bottom, self.width - left
        if self.turned == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if self.turned == 3:
            return self.height - bottom, left, self.height - top, right
        return box


def cells(text: str) -> float:
    """Return the width of `text` in cells of one Chinese character; a Latin letter has half."""
    return len(text.encode("gb18030", "replace")) / 2


def is_wide(char: str) -> bool:
    """Return whether a character takes up a whole cell: Chinese, or full-width punctuation."""
    return char >= _FIRST_WIDE or char in _OTHER_WIDE


def all_wide(text: str) -> bool:
    """Return whether each character of `text`, of which there is one at least, is wide."""
    lowest = min(text)
    return lowest >= _FIRST_WIDE or (lowest > "~" and all(map(is_wide, text)))
