"""The grammar of Chinese numbering: what a paragraph's printed label says.

A label is only *read* here. Whether it counts, and what its node is, is decided from the whole
document in `numbering` and `kinds`.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from desktop.text import chinese_number


class Scheme(IntEnum):
    """A way of numbering; the values are the usual nesting, outermost first."""

    ANNEX = 5
    PART = 10
    DIVISION = 15
    CHAPTER = 20
    CAPTION = 21
    SECTION = 30
    SUBCAPTION = 31
    ROMAN = 38
    CHINESE = 40
    CHINESE_BRACKETED = 50
    ARTICLE = 55
    DECIMAL = 58
    WORD = 59
    ARABIC = 60
    ARABIC_BRACKETED = 70
    CIRCLED = 80
    DASH = 90
    BOX = 100


_NEVER_MISREAD = (Scheme.ANNEX, Scheme.DASH, Scheme.BOX, Scheme.ROMAN, Scheme.CIRCLED)
HEAVY = (Scheme.PART, Scheme.DIVISION, Scheme.CHAPTER, Scheme.SECTION)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph.

    Attributes:
        scheme: the way of numbering.
        numbers: its value; several for decimals (`1.2.1`) and articles like 第十七条之一; empty for
            dashes and for boxes and annexes without a number.
        printed: the label as printed, without the white space around it.
        end: how many code points of the paragraph belong to it and the white space behind it.
        mended: the label that is meant, where the printed one was told by its neighbours.
    """

    scheme: Scheme
    numbers: tuple[int, ...]
    printed: str
    end: int
    mended: str = ""

    @property
    def ordinal(self) -> int | None:
        """The last of its numbers, or None."""
        return self.numbers[-1] if self.numbers else None

    @property
    def meant(self) -> str:
        """The label as printed, with the strokes and letters that OCR reads for numerals mended."""
        if self.mended or self.scheme in _NEVER_MISREAD:
            return self.mended or self.printed
        return self.printed.translate(_MENDED)


_NUMERALS = "一二三四五六七八九十百零〇○"
_CN = f"[{_NUMERALS}]{{1,7}}"
_READ = rf"(?:{_CN}|ニ|[二三ニ]?十?[—－ー–-]|[二三]?十[—－ー–ニ-]|ニ十(?:{_CN})?)"  # OCR's strokes
_AR = "[0-9０-９]{1,3}"
_MISREAD = "[0-9lIO]{0,2}[lIO][0-9lIO]?(?=[.．、][一-鿿])"
_ANY = f"(?:{_CN}|{_AR})"
_GAP = r"[ \t\u3000\xa0]*"
_COUNTED = f"(?:{_READ}|{_AR}|[{_NUMERALS}](?:{_GAP}[{_NUMERALS}]){{1,3}})"
_WORDS = "措施|任务|举措|行动|政策|重点|事项|专项|目标|工程|要点|方向"

_PATTERNS: tuple[tuple[Scheme, str], ...] = (
    (Scheme.PART, rf"第{_GAP}({_ANY}){_GAP}编(?![一-鿿]{{0,3}}[制写号])"),
    (Scheme.DIVISION, rf"第{_GAP}({_ANY}){_GAP}(?:部分|篇)(?![的所]|规定)"),
    (Scheme.CHAPTER, rf"第{_GAP}({_COUNTED}){_GAP}章(?![的所第、至和，]|规定)"),
    (Scheme.SECTION, rf"第{_GAP}({_COUNTED}){_GAP}节(?![的所第、至和，]|规定)"),
    (
        Scheme.ARTICLE,
        rf"第{_GAP}({_COUNTED}){_GAP}条(?:{_GAP}之{_GAP}({_CN}))?(?![的所第款项、至和及与或，。；]|规定的|[中后]?(?:修改为|改为|增加[一二三四五两]|删去|删除))",
    ),
    (Scheme.BOX, rf"专{_GAP}栏{_GAP}({_ANY})?{_GAP}[:：]?"),
    (
        Scheme.ANNEX,
        rf"附{_GAP}(?:件|录)(?!下载|列表|材料){_GAP}({_ANY})?(?:[-－—]{_AR})?{_GAP}[:：]?",
    ),
    (
        Scheme.CHINESE_BRACKETED,
        rf"(?:[（(〔﹙]|(?={_CN}[）)])){_GAP}({_READ}){_GAP}[）)〕﹚}}】〉]{_GAP}[、.．]?",
    ),
    (Scheme.CHINESE, r"([—－ー–])(?=、[一-鿿])、"),
    (Scheme.CHINESE, rf"({_CN}){_GAP}(?:[、.．]|[，,](?=[^，,。；;：:]{{2,30}}$))"),
    (Scheme.ARABIC_BRACKETED, rf"[（(]?{_GAP}({_AR}){_GAP}[）)]"),
    (
        Scheme.DECIMAL,
        rf"({_AR}(?:[.．]{_AR}){{1,3}})(?![0-9０-９]|{_GAP}[%％万亿元倍个版户家名兆千百‰])",
    ),
    (Scheme.ARABIC, rf"({_AR}|{_MISREAD}){_GAP}[.．、]"),
    (Scheme.CIRCLED, r"[①-⑳⑴-⒇❶-❿]"),
    (Scheme.ROMAN, rf"([Ⅰ-Ⅻ]){_GAP}[、.．]"),
    (Scheme.WORD, rf"(?:{_WORDS}){_GAP}({_ANY}){_GAP}[:：、.．]"),
    (Scheme.DASH, r"(?:——|--|—|―{1,2}|－－|──|[•●■◆▪□★▶·])(?![-—－]*\s*\d{1,4}\s*[-—－]*$)"),
)
_LABEL = re.compile("|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(_PATTERNS)))
_GROUPS = _LABEL.groupindex
_WHICH = {_GROUPS[f"p{i}"]: scheme for i, (scheme, _) in enumerate(_PATTERNS)}
_STARTS = re.compile(
    rf"[第专附（(〔﹙lIO0-9０-９①-⑳⑴-⒇❶-❿Ⅰ-Ⅻ措任举行政重事目工要方—―－─ー–•●■◆▪□★▶·\-{_NUMERALS}]"
)
_BARE = re.compile(rf"({_AR})[ \t\u3000]*(?=[一-鿿])")
_SPACED_DECIMAL = re.compile(rf"({_AR}(?:{_GAP}[.．]{_GAP}{_AR}){{1,3}})(?![0-9０-９])")
_DIGITS = frozenset("0123456789０１２３４５６７８９lIO")
_MISREAD_STROKES = str.maketrans("—－ー–-ニ", "一一一一一二")
_MENDED = str.maketrans("—－ー–-ニlIO}】〉", "一一一一一二110）））")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９lIO", "0123456789110")


def read(text: str) -> Label | None:
    """Return the label that `text` (without white space in front) begins with, or None."""
    if not _STARTS.match(text):
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    scheme, numbers = _value(match)
    if scheme is Scheme.BOX and not numbers and not match[0].rstrip().endswith((":", "：")):
        return None
    if numbers is None:
        return None
    return _label(scheme, numbers, text, match.end())


def read_bare(text: str) -> Label | None:
    """Return the label of a chapter in a decimal outline (`1 总则`), or None."""
    match = _BARE.match(text)
    if match is None:
        return None
    return _label(Scheme.DECIMAL, (number(match[1]) or 0,), text, match.end())


def read_spaced(text: str) -> Label | None:
    """Return the label of a line of a decimal outline with blanks in it (`2.1. 2`), or None."""
    match = _SPACED_DECIMAL.match(text)
    if match is None or not re.search(r"\s", match[1]):
        return None
    numbers = tuple(number(part.strip()) or 0 for part in re.split("[.．]", match[1]))
    return _label(Scheme.DECIMAL, numbers, text, match.end())


def caption(*, top: bool) -> Label:
    """Return the label of a heading that is printed without one."""
    return Label(Scheme.CAPTION if top else Scheme.SUBCAPTION, (), "", 0)


def number(printed: str) -> int | None:
    """Return the value of a Chinese, ASCII or full-width numeral, or None."""
    if printed[:1] in _DIGITS:
        return int(printed.translate(_WIDE_DIGITS))
    return chinese_number("".join(printed.split()).translate(_MISREAD_STROKES))


def _label(scheme: Scheme, numbers: tuple[int, ...], text: str, end: int) -> Label:
    printed = text[:end].rstrip()
    return Label(scheme, numbers, printed, len(text) - len(text[end:].lstrip()))


def _value(match: re.Match[str]) -> tuple[Scheme, tuple[int, ...] | None]:
    """Return what a match means; None for the numbers where they are no number."""
    group = match.lastindex or 0  # the outermost one, which is closed last
    scheme = _WHICH[group]
    if scheme is Scheme.CIRCLED:
        return scheme, (_circled(match[0]),)
    if scheme is Scheme.DASH:
        return scheme, ()
    return scheme, _numbers(match, group, scheme)


def _numbers(match: re.Match[str], group: int, scheme: Scheme) -> tuple[int, ...] | None:
    printed = match[group + 1]
    if printed is None:
        return ()
    if scheme is Scheme.DECIMAL:
        return tuple(int(part) for part in re.split("[.．]", printed.translate(_WIDE_DIGITS)))
    if "Ⅰ" <= printed <= "Ⅻ":
        return (ord(printed) - ord("Ⅰ") + 1,)
    value = number(printed)
    if value is None:
        return None
    if scheme is Scheme.ARTICLE and match[group + 2]:
        return (value, chinese_number(match[group + 2]) or 0)
    return (value,)


def _circled(char: str) -> int:
    for first in "①⑴❶":
        if 0 <= ord(char) - ord(first) < 20:
            return ord(char) - ord(first) + 1
    return 0
