"""How relations and differences look: a word, a sign and a colour each, never a colour alone.

The colours follow the palette of Okabe and Ito, which the colour-blind can tell apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.comparison import RELATION_WORDS, Relation
from desktop.views.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How one relation, or one kind of difference, looks.

    Attributes:
        word: its name.
        sign: one character that stands for it.
        line: for signs, edges and lines.
        tint: for grounds.
    """

    word: str
    sign: str
    line: QColor
    tint: QColor


_WORDS: Mapping[str, tuple[str, str]] = {
    "same": (RELATION_WORDS[Relation.SAME], "＝"),
    "adapted": (RELATION_WORDS[Relation.ADAPTED], "≈"),
    "related": (RELATION_WORDS[Relation.RELATED], "～"),
    "alone_left": ("左侧独有", "－"),
    "alone_right": ("右侧独有", "＋"),
    "rejected": ("已排除", "✗"),
    "changed": ("改动", "≠"),
    "number": ("数字不同", "№"),
    "added": ("增加", "＋"),
    "removed": ("删去", "－"),
    "moved": ("移到别处", "⇄"),
    "kept": ("相同", "＝"),
}
_LIGHT = {
    "same": ("#24507f", "#cfdfee"),
    "adapted": ("#0b7a57", "#cfe9dd"),
    "related": ("#8a8375", "#e9e4d8"),
    "alone_left": ("#a04a12", "#f6dccb"),
    "alone_right": ("#1b6ca8", "#d3e6f4"),
    "rejected": ("#a19a8c", "#efeade"),
    "changed": ("#8f6b00", "#f6e9bd"),
    "number": ("#a5302a", "#f7d9c4"),
    "added": ("#1b6ca8", "#d3e6f4"),
    "removed": ("#a04a12", "#f6dccb"),
    "moved": ("#8d4586", "#ecdcea"),
    "kept": ("#0b7a57", "#dcefe5"),
}
_DARK = {
    "same": ("#8bb4de", "#2b425a"),
    "adapted": ("#5fcba4", "#1f4a3b"),
    "related": ("#a19c90", "#3d3d3d"),
    "alone_left": ("#f3996a", "#54301e"),
    "alone_right": ("#7cc0ef", "#1f4059"),
    "rejected": ("#6d6a64", "#2e2f33"),
    "changed": ("#e8c455", "#4c421c"),
    "number": ("#f08a80", "#5b3128"),
    "added": ("#7cc0ef", "#1f4059"),
    "removed": ("#f3996a", "#54301e"),
    "moved": ("#dba0d4", "#482f46"),
    "kept": ("#5fcba4", "#23443a"),
}


def looks(theme: Theme) -> dict[str, Look]:
    """Return the looks of all relations and differences in one theme, by their names."""
    colours = _DARK if theme.dark else _LIGHT
    return {
        name: Look(word, sign, QColor(colours[name][0]), QColor(colours[name][1]))
        for name, (word, sign) in _WORDS.items()
    }
