"""Characters as they are meant that the fonts of a PDF only look like: radicals, odd hyphens."""

import re
import unicodedata
from functools import cache

from desktop.text import SOFT_HYPHEN

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\ufffe\uffff\u2e80-\u2fdf\u301c\uf900-\ufaff]"
)
_HYPHENS = "\x02\ufffe\uffff"
_RANGE = re.compile("(?<=[0-9])\u00ad(?=[0-9A-Za-z])|(?<=[A-Za-z])\u00ad(?=[0-9])")
"""Between figures a soft hyphen is a hyphen: fonts show both by one shape and may name either."""
_SHARED = dict(
    zip(
        "〜⼾⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "～户母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""What fonts share the shape of with a character that is meant, and no normal form makes it."""


def at_once(text: str) -> str:
    """Return a page's text with each character as it is meant, where that is one character too."""
    for char in set(_ODD.findall(text)):
        if len(meant := _meant(char)) == 1:
            text = text.replace(char, meant)
    return text


def clean(text: str) -> str:
    """Return text with characters as they are meant that a PDF's fonts only look like."""
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda match: _meant(match[0]), _RANGE.sub("-", text))


@cache
def _meant(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    if char == SOFT_HYPHEN:
        return char
    if char < "\u2e80":
        return ""
    return _SHARED.get(char) or unicodedata.normalize("NFKC", char)
