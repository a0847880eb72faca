"""The warning lights of the ledger: a sign, a word and a colour each, never a colour alone."""

from desktop.actions.ledger import LIGHT_NAMES
from desktop.annotations import Light
from desktop.views.theme import Theme

LIGHTS: tuple[Light, ...] = ("red", "yellow", "blue", "")
"""The lights, the most urgent first."""

_SIGNS: dict[Light, str] = {"red": "●", "yellow": "▲", "blue": "◆", "": ""}
MEANINGS: dict[Light, str] = {
    "red": "已过期限，还没有办结",
    "yellow": "已标为落后于计划",
    "blue": "期限将到",
    "": "",
}


def light_text(light: Light) -> str:
    """Return the light's sign and word, "" for none."""
    return f"{_SIGNS[light]} {LIGHT_NAMES[light]}".strip()


def light_colour(light: Light, theme: Theme) -> str:
    """Return the colour, #RRGGBB, in which sign and word are written."""
    if light == "yellow":
        return "#e0b860" if theme.dark else "#855c00"
    return {"red": theme.signal, "blue": theme.accent}.get(light, theme.text)
