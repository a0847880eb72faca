"""How the five colours of marks look: a tint under the words, a line, and a sign of its own.

The tints follow the palette of Okabe and Ito, which the colour-blind can tell apart; the signs do
without colour altogether.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.annotations import Colour
from desktop.views.theme import Theme

SIGNS = {"key1": "★", "key2": "？", "key3": "＋", "key4": "！", "key5": "＃"}
NOTE_SIGN = "注"
_LIGHT = {
    "key1": ("#f8e08a", "#8f6b00"),
    "key2": ("#bfe0f6", "#1b6ca8"),
    "key3": ("#bfe6d3", "#0b7a57"),
    "key4": ("#f9cdb4", "#b84a12"),
    "key5": ("#e6cbe4", "#8d4586"),
}
_DARK = {
    "key1": ("#5d4d12", "#e8c455"),
    "key2": ("#1d4764", "#7cc0ef"),
    "key3": ("#174d3b", "#5fcba4"),
    "key4": ("#66351c", "#f3996a"),
    "key5": ("#51344f", "#dba0d4"),
}
_OWN_TINT = 0.38  # how much of a colour of the user's own goes into the page
_CHOSEN = 0.25  # how much of its line goes into the ground of a mark that is chosen


@dataclass(frozen=True, slots=True)
class Look:
    """How marks of one colour look.

    Attributes:
        name: what the colour means.
        sign: one character that stands for it.
        tint: the ground under the words, for the theme's page.
        chosen: that ground for the one mark that is chosen.
        line: for the line below them, and for the sign.
    """

    name: str
    sign: str
    tint: QColor
    chosen: QColor
    line: QColor


class Looks:
    """The looks of all colours in one theme."""

    def __init__(self, colours: Iterable[Colour], theme: Theme) -> None:
        known = _DARK if theme.dark else _LIGHT
        self._looks: dict[str, Look] = {}
        for colour in colours:
            tint, line = known.get(colour.id, (theme.box, theme.quiet))
            if colour.colour:
                tint, line = _own(colour.colour, theme)
            sign = SIGNS.get(colour.id, NOTE_SIGN)
            self._looks[colour.id] = _look(colour.name, sign, tint, line)
        self._none = _look("", NOTE_SIGN, theme.box, theme.quiet)

    def __getitem__(self, colour: str) -> Look:
        """Return the look of the colour with this id; a plain one for "" and for unknown ids."""
        return self._looks.get(colour, self._none)

    def items(self) -> list[tuple[str, Look]]:
        """Return (id, look) of the colours in their order."""
        return list(self._looks.items())


def _look(name: str, sign: str, tint: str, line: str) -> Look:
    return Look(name, sign, QColor(tint), QColor(_mixed(line, tint, _CHOSEN)), QColor(line))


def _own(value: str, theme: Theme) -> tuple[str, str]:
    """Return tint and line for a colour that the user chose."""
    tint = _mixed(value, theme.paper, _OWN_TINT)
    return tint, _mixed(value, theme.text, 0.75)


def _mixed(one: str, other: str, share: float) -> str:
    """Return `share` of one colour and the rest of the other."""
    a, b = QColor(one), QColor(other)
    parts = [
        round(share * x + (1 - share) * y)
        for x, y in (
            (a.red(), b.red()),
            (a.green(), b.green()),
            (a.blue(), b.blue()),
        )
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)
