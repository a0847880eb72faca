"""A measure's text -> the letters that count when it is compared, each with its place in the text.

White space, punctuation, width and case do not count. The words 省, 市 and 县 read alike, and so do
the names of the places that issue the two documents, for a city writes 我市 where its province
wrote 我省. A number or a Latin word is one letter.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_NOTHING, _REST = "\x00", "\x01"  # _REST stands for the later characters of a letter
_ITEM, _CLAUSE, _SENTENCE = "\x02", "\x03", "\x04"  # borders, each stronger than the one before
_NAME = "某"
_LEVEL = dict.fromkeys("省市县", "省")
_BORDERS = (
    dict.fromkeys("、", _ITEM) | dict.fromkeys(",:", _CLAUSE) | dict.fromkeys(";!?。\n", _SENTENCE)
)
_LETTERS = frozenset("%.")  # 12.5%
_LONG = re.compile(r"\d[\d.]+%?|\d%|[a-z]{2,}")
_DROPPED = re.compile("[\x00-\x04]+")
_RESTS, _BORDER = re.compile("\x01+"), re.compile("[\x02-\x04]")
_FIRST_WORD = 0xF0000  # of the private letters that stand for numbers and Latin words
_WORDS = 0xFFFD
Span = tuple[int, int]
_ISSUER = re.compile(r"^(.{2,4}?)(?:省|市|县|区|自治[区州县]|盟|州)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's letters.

    Attributes:
        letters: those that count, in order.
        starts, ends: where each letter begins and ends in the text, in code points.
        sentences, clauses: where each begins and ends among the letters; none is empty.
        borders: the places among the letters before which a clause or an item of a list begins.
        pairs: each letter with the next one; "" where a border parts them.
    """

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    borders: frozenset[int]
    pairs: tuple[str, ...]

    def grams(self, start: int, end: int) -> list[str]:
        """Return each two neighbouring letters of a stretch that no border parts."""
        return [pair for pair in self.pairs[start : end - 1] if pair]

    def characters(self, start: int, end: int) -> int:
        """Return how many characters of the text a stretch of its letters stands for."""
        return sum(self.ends[start:end]) - sum(self.starts[start:end])


class Folder:
    """Folds texts of the two documents alike."""

    def __init__(self, issuers: Iterable[str]) -> None:
        """Take the names of the issuers, from which those of their places are read."""
        names = {found[1] for issuer in issuers if (found := _ISSUER.match(issuer))}
        longest = sorted(names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest))) if names else None
        self._table = _Table()
        self._words: dict[str, str] = {}

    def fold(self, text: str) -> Folded:
        """Return a text's letters."""
        plain = text.translate(self._table)
        if self._names:
            plain = self._names.sub(_named, plain)
        plain = plain.translate(_LEVELS)
        plain = _LONG.sub(self._worded, plain)
        starts = [at for at, char in enumerate(plain) if char > _SENTENCE]
        ends = [at + 1 for at in starts]
        for found in _RESTS.finditer(plain):
            ends[bisect_left(starts, found.start()) - 1] = found.end()
        borders: dict[str, list[int]] = {_ITEM: [], _CLAUSE: [], _SENTENCE: []}
        for found in _BORDER.finditer(plain):
            borders[found[0]].append(bisect_left(starts, found.start()))
        letters = _DROPPED.sub("", plain)
        stronger = sorted({*borders[_CLAUSE], *borders[_SENTENCE]})
        parted = {*borders[_ITEM], *stronger}
        pairs = list(map(str.__add__, letters, letters[1:]))
        for at in parted - {0, len(letters)}:
            pairs[at - 1] = ""
        return Folded(
            letters,
            tuple(starts),
            tuple(ends),
            sentences=_spans(borders[_SENTENCE], len(letters)),
            clauses=_spans(stronger, len(letters)),
            borders=frozenset(parted),
            pairs=tuple(pairs),
        )

    def _worded(self, found: re.Match[str]) -> str:
        """Return the letter that stands for a number or a Latin word, as long as that."""
        word = found[0]
        if word not in self._words:
            self._words[word] = chr(_FIRST_WORD + len(self._words) % _WORDS)
        return self._words[word] + _REST * (len(word) - 1)


class _Table(dict[int, str]):
    """For `str.translate`: each character as one that counts, a border, or nothing."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        plain = unicodedata.normalize("NFKC", char).lower()
        if border := _BORDERS.get(char) or _BORDERS.get(plain):
            folded = border
        elif len(plain) == 1 and (plain.isalnum() or plain in _LETTERS):
            folded = plain
        else:
            folded = char if char.isalnum() else _NOTHING
        self[point] = folded
        return folded


_LEVELS = str.maketrans(_LEVEL)


def _spans(borders: Iterable[int], end: int) -> tuple[Span, ...]:
    return tuple((begin, stop) for begin, stop in pairwise([0, *borders, end]) if begin < stop)


def _named(found: re.Match[str]) -> str:
    return _NAME + _REST * (len(found[0]) - 1)
