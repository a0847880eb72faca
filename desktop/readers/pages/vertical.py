"""Pages set from top to bottom, their lines from right to left: told by their words, and read.

A line down the page is one across a page that lies on its side. There the words are put, so that
all that reads lines, columns and indents reads these pages, too.
"""

from collections.abc import Sequence
from itertools import pairwise

from desktop.readers.pages import lines
from desktop.readers.pages.sheet import Box, Rule, Sheet, Word, is_wide

_LEAST = 3  # characters that stand below the one before
_SHARE = 0.5  # of a page's characters
_LEVEL = 0.3  # of the size, by which characters of a line may stand beside each other
_NEXT = (0.6, 2.2)  # of the size, from one to the next
_CELL = 1.6  # of the size; words that are wider, such as a page's number, run across the page
_DOUBT = "这一页是竖排的，已按从上到下、从右到左的次序读出，请对照原件核对次序。"
_UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…—（）｛｝〔〕【】《》〈〉「」『』［］",
)
"""Punctuation of lines down a page (Unicode, Vertical Forms and CJK Compatibility Forms)."""


def is_set_down(words: Sequence[Word]) -> bool:
    """Return whether most characters of a page stand below the one before in its file."""
    count = sum(len(word.text) for word in words)
    if count < _LEAST or len(words) < _SHARE * count:
        return False
    below = sum(_is_below(before, word) for before, word in pairwise(words))
    return below >= max(_LEAST, _SHARE * count)


def _is_below(before: Word, word: Word) -> bool:
    if len(word.text) > 1 or len(before.text) > 1 or not is_wide(word.text):
        return False
    size = max(word.bottom - word.top, 1.0)
    beside = abs(word.left + word.right - before.left - before.right) / 2
    return beside < _LEVEL * size and _NEXT[0] < (word.top - before.top) / size < _NEXT[1]


def laid(sheet: Sheet, leaning: Sequence[Word]) -> Sheet:
    """Return a page that is set down as one that lies on its side, with a doubt.

    Args:
        sheet: as it is looked at; it is not turned.
        leaning: its words that run down the page, such as Latin ones, as the page lies.
    """
    across = _across(sheet.words)
    taken = set(map(id, across))
    told = {word.text for word in leaning}
    return Sheet(
        sheet.height,
        sheet.width,
        words=[*(_laid(w, sheet.width) for w in sheet.words if id(w) not in taken), *leaning],
        rules=[Rule(*_turned((*rule,), sheet.width)) for rule in sheet.rules],
        sideways=[
            *(text for text in sheet.sideways if not told.issuperset(text.split())),
            *(" ".join(word.text for word in row) for row in lines.rows(across)),
        ],
        pictures=sheet.pictures,
        doubt=sheet.doubt or _DOUBT,
        turned=3,
    )


def _across(words: Sequence[Word]) -> list[Word]:
    """Return what is set across the page: above or below its lines, or too wide for one."""
    size = sorted(word.bottom - word.top for word in words)[len(words) // 2]
    inner = [word for before, word in pairwise(words) if _is_below(before, word)]
    top, bottom = min(word.top for word in inner) - 2 * size, max(word.bottom for word in inner)
    return [
        word
        for word in words
        if not top <= word.middle <= bottom
        or (len(word.text) > 1 and word.right - word.left > _CELL * size)
    ]


def _laid(word: Word, width: float) -> Word:
    text, left, top, right, bottom, spaces, bold = word
    return Word(text.translate(_UPRIGHT), *_turned((left, top, right, bottom), width), spaces, bold)


def _turned(box: Box, width: float) -> Box:
    left, top, right, bottom = box
    return top, width - right, bottom, width - left
