"""What reading, structure, matching and searching share: source lines and normal forms."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_BRACKETS = str.maketrans({"〔": "[", "〕": "]", "【": "[", "】": "]"})
_SPACE = re.compile(r"\s+")
SOFT_HYPHEN = "\u00ad"
"""Where a word may be divided; it shows where a line ends at it, and is no part of the text."""
_SOFT = re.compile("\u00ad(?![\\t \u3000]{0,20}(?:[\r\n]|$))")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_NUMERALS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


class SourceLine(NamedTuple):
    """One line, paragraph or table row of a source, as its reader delivers it.

    Attributes:
        number: 1-based, in the numbering that the user sees in the file; for formats without
            lines, the count of paragraphs.
        text: as printed, without the line end and without markup; spaces at the start are kept.
        page: the 1-based page it stands on, or None where the format has no pages.
        heading: the level that markup or a style gives it, 1 to 9; 0 for none. A hint only.
        bold: how many code points at the start of `text` (after white space) are set in bold.
        bullet: whether markup made it a list entry.
        cells: a table row's cells, or None for ordinary text.
        box: where it stands on its page, as (left, top, right, bottom) in points from the upper
            left corner; None where the format does not say.
        width: how far it reaches behind its indent, in characters of the body's size; 0 where
            only the text itself can tell.
    """

    number: int
    text: str
    page: int | None = None
    heading: int = 0
    bold: int = 0
    bullet: bool = False
    cells: tuple[str, ...] | None = None
    box: tuple[float, float, float, float] | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A highlight or comment that the file itself carries.

    Attributes:
        pieces: the words it covers, as (line number, start, end) in code points of the line's text.
        author: who made it, or "" where the file does not say.
        created: the moment, ISO 8601, or "".
        note: what a comment says, or "".
        colour: a highlight's colour as `#rrggbb`, or "".
    """

    pieces: tuple[tuple[int, int, int], ...]
    author: str = ""
    created: str = ""
    note: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader makes of one file, whatever its format.

    Attributes:
        name: the file's name without its folder.
        lines: in reading order; blank lines are included, for they tell about page breaks.
        wrapped: True where the format breaks lines at the width of a page (PDF, OFD), False where
            each line is a whole paragraph (Word, web pages), None where only the text can tell.
        doubts: places where the reader itself had to guess, as (line, printed, message).
        furniture: lines the reader recognised by their place on the page, as line numbers.
        encoding: how the file's characters were written, by Python's name; "" where the format
            settles it.
        marks: highlights and comments of the file itself; not stored with the source, for they
            become marks of the library.
    """

    name: str
    lines: tuple[SourceLine, ...]
    wrapped: bool | None = None
    doubts: tuple[tuple[int, str, str], ...] = ()
    furniture: frozenset[int] = field(default_factory=frozenset)
    encoding: str = ""
    marks: tuple[SourceMark, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        # Lines as plain tuples pass from one process to another in half the time.
        rest = (self.wrapped, self.doubts, self.furniture, self.encoding, self.marks)
        return _arrived, (self.name, tuple(map(tuple, self.lines)), *rest)


def _arrived(name: str, lines: tuple[tuple[Any, ...], ...], *rest: Any) -> SourceText:
    return SourceText(name, tuple(map(SourceLine._make, lines)), *rest)


def unhyphenated(text: str) -> str:
    """Return lines without the soft hyphens in them.

    One at the end of a line stays, for there a word goes on in the next line.
    """
    return _SOFT.sub("", text) if SOFT_HYPHEN in text else text


def normal(text: str) -> str:
    """Return the form in which texts are compared: NFKC, no white space, 〔〕 as [], lower case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS)).lower()


def chinese_number(numeral: str) -> int | None:
    """Return the value of a Chinese numeral from 0 to 9999 (`二十三`, `二〇二三`), else None."""
    if not numeral:
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, None
    for char in numeral:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in _DIGITS and (digit is None or digit == 0):
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def in_chinese(number: int) -> str:
    """Return a number from 1 to 9999 as a Chinese numeral: 12 is 十二, 105 一百零五."""
    words, gap = "", False
    for place, digit in enumerate(map(int, str(number))):
        unit = ("", "十", "百", "千")[len(str(number)) - place - 1]
        if digit:
            words += "零" * gap + _NUMERALS[digit] + unit
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


def digits_in_chinese(digits: str) -> str:
    """Return a row of digits read one by one, as in a year: 2026 is 二〇二六."""
    return "".join("〇" if digit == "0" else _NUMERALS[int(digit)] for digit in digits)
