"""Texts whose line ends were lost: tags of paragraphs in one line, or blanks in their place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

_CLOSED = re.compile(r"</(?:p|div|h[1-6]|li)\s*>|<br\s*/?>", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")
_LABELLED = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[编章节条部篇]$|[（(]?[一二三四五六七八九十]{1,3}[、)）]$"
    r"|\d{1,2}(?:\.\d{1,2})*[.、]?$|[（(]\d{1,2}[)）]$|附件$"
)
_HEAVY = re.compile("第[一二三四五六七八九十百零〇]{1,5}[编章节条]")
_UNIT = "[万亿千百元个倍户家台套条项公吨米亩度%％月年日]"
_BEGINS = re.compile(
    rf"[一-鿿《“〔【（(]|\d{{1,2}}(?:[.、]|(?:\.\d{{1,2}}){{1,2}}[.、]?)(?!{_UNIT})(?:[一-鿿“]|$)"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日$"
)
_MEASURED = re.compile(_UNIT)
_WRITING = re.compile(r"[一-鿿，。；：、！？”》）)〕】,;:]$")
_NUMBERED = re.compile(
    rf"{_HEAVY.pattern}|[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|\d{{1,2}}[.．]"
)
_NARROWEST, _INDENT = 20, 3  # characters of a print's line, and how much shorter its first may be
_LINES, _LENGTH, _SEAMS = 3, 200, 4  # of a text that has lost its line ends


def parted(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, with those given back that a copy has run into one.

    A line with the ends of two paragraphs' tags is parted behind them. A text that is but a line
    or two is parted at its blanks, if these stand where lines end: between characters, and not
    behind a label or within a word that is set wide.
    """
    found = [piece for line in lines for piece in _untagged(line)]
    written = [line for line in found if line.strip()]
    if not 0 < len(written) <= _LINES:
        return found
    return [piece for line in found for piece in _unstrung(line)]


def _untagged(line: str) -> list[str]:
    if "<" not in line or _TABLE.search(line) or len(_CLOSED.findall(line)) < 2:  # noqa: PLR2004
        return [line]
    return [piece for piece in _CLOSED.split(line) if piece.strip()] or [line]


def _unstrung(line: str) -> list[str]:
    pieces = list(_pieces(line)) if len(line) >= _LENGTH else []
    return _unwrapped(pieces) if len(pieces) > _SEAMS else [line]


def _unwrapped(pieces: Sequence[str]) -> list[str]:
    """Return the paragraphs of pieces that are a print's lines: most of them are of one width."""
    open_ones = Counter(len(piece) for piece in pieces if not piece.endswith("。"))
    width, count = open_ones.most_common(1)[0] if open_ones else (0, 0)
    if width < _NARROWEST or 2 * count < len(pieces):
        return list(pieces)
    found = [[pieces[0]]]
    for above, piece in pairwise(pieces):
        if len(above) < width - _INDENT or _NUMBERED.match(piece):
            found.append([piece])
        else:
            found[-1].append(piece)
    return ["".join(parts) for parts in found]


def _pieces(line: str) -> Iterator[str]:
    words = _BLANKS.split(line.strip())
    begun = [words[0]]
    for word, behind in pairwise([*words[1:], ""]):
        if _is_seam(begun[-1], word) and not (word[-1].isdigit() and _MEASURED.match(behind)):
            yield " ".join(begun)
            begun = [word]
        else:
            begun.append(word)
    yield " ".join(begun)


def _is_seam(last: str, below: str) -> bool:
    """Return whether a blank between two words was the end of a line."""
    if _HEAVY.match(below):
        return True
    wide = len(last) == 1 or len(below) == 1
    return (
        not wide
        and not _LABELLED.match(last)
        and _WRITING.search(last) is not None
        and _BEGINS.match(below) is not None
    )
