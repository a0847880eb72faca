"""A text -> the tokens in which differences are told: numbers with their units, words, signs.

No dictionary is needed: Chinese characters are tokens of their own here, and which of them belong
to one word is told by how often they stand together in the documents at hand.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_COUNTED = (
    "万千瓦时|千瓦时|万千瓦|千瓦|千伏|平方公里|平方米|立方米|公里|公顷|亩次|人次|标准煤|个百分点|百分点"
    "|个工作日|工作日|小时|分钟|年度|月底|年底|元|吨|亩|米|年|月|日|天|周|个|家|户|人|名|座|条|项|次|倍"
    "|处|场|期|批|台|套|辆|架|岁|届|类|级|件|所|栋|间|层|章|节|号|版|路|支|只|头|株|份|组|笔|页|宗|艘|列"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d[\d,.]*)(?P<unit>\s*(?:[%％‰]|[十百千万亿]*\s*(?:{_COUNTED})|[十百千万亿]+|[A-Za-z]+)?)"
    r"|[A-Za-z]+|\S)|\s+"
)
_SPACE = re.compile(r"\s+")
_ALIKE = (
    dict.fromkeys(map(ord, "-‐‑‒–—―−~～〜"), "-")
    | dict.fromkeys(map(ord, '“”„"＂「」『』'), '"')
    | dict.fromkeys(map(ord, "‘’'＇"), "'")
)
_HELD = 0.3  # of how often the rarer company could be, that two characters stand together
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A token: where it stands, and what it is compared by; white space before it belongs to it.

    Attributes:
        start, end: code points.
        key: the same for tokens that read the same.
        unit: of a number, without white space; None for all others.
    """

    start: int
    end: int
    key: str
    unit: str | None = None


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a text, or of a part of it; they leave no gap."""
    return [
        Token(found.start(), found.end(), _key(found[0]), _unit(found))
        for found in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def _key(printed: str) -> str:
    if len(printed) == 1 and printed >= "\u3400":  # most often, and the same in every form
        return unicodedata.normalize("NFKC", printed).translate(_ALIKE)
    return _SPACE.sub("", unicodedata.normalize("NFKC", printed).translate(_ALIKE)).lower()


def _unit(found: re.Match[str]) -> str | None:
    return None if found["number"] is None else _key(found["unit"])


class Words:
    """Which characters belong together in the language of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count how often characters stand alone and together."""
        self._single: Counter[str] = Counter()
        self._double: Counter[str] = Counter()
        for text in texts:
            self._single.update(text)
            self._double.update(map(str.__add__, text, text[1:]))

    def holds(self, before: str, after: str) -> bool:
        """Return whether two characters are parts of one word."""
        together = self._double[before + after]
        if together < _TWICE or not (before.isalpha() and after.isalpha()):
            return False
        return together**2 >= _HELD**2 * self._single[before] * self._single[after]
