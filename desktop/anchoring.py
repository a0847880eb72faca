"""A mark's quote and surroundings -> its place in a changed text, or none.

The words of a piece are looked for together with the 32 characters on either side of them: first
where they stood, then in the node they stood in, then in the whole document. White space, width
and case do not count. A place is taken only where enough of all these characters are found, and
clearly more of them than anywhere else; otherwise a person has to say where the mark belongs.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from desktop.annotations import CONTEXT, Piece

# Shares are of the characters looked for, the words and what stands around them. The values were
# tried on the seeds (benchmarks/anchoring.py), the last time with every sixth line taken out.
_ENOUGH = 0.5  # found in the node itself, with all the words
_CHANGED = 0.7  # found where some of the words have changed
_ELSEWHERE = 0.75  # found in another node
_CERTAIN = 0.8  # found in the node itself: no need to look elsewhere
_LEAD, _LEAD_ELSEWHERE = 0.08, 0.15  # more than anywhere else
_ALIKE = 0.6  # of the words, by twice the common characters over all of both
_PADDING = 0.25  # what a character that was put in counts against one that was found
_LEAST = 12  # characters to be found in another node
_TELLING = 32  # characters of words that are enough by themselves, where they stand only once

_EDGE = "\0"  # where a node begins or ends
_BIT = 3  # characters by which places are looked up
_ENDS = 128  # bits at either end of a long quote; the others are not looked up
_RAREST = 48  # bits that are looked up
_CROWD = 64  # places; a bit that stands in more of them tells nothing
_NEAR = 4  # characters; shifts no further apart lead to the same place
_TRIED = 6  # places that are compared in full
_SLACK = 16  # characters by which a place may be longer than half as long again

_WORD = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_INSIDE = re.compile(rf"[{_WORD}](?=[{_WORD}])|\d(?=[.,．，]\d)|(?<=\d)[.,．，](?=\d)")
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)  # skin tones, which colour the sign before them


class Finder:
    """The current texts of a document's nodes, in which marks are found again."""

    def __init__(self, nodes: Iterable[tuple[str, str]]) -> None:
        """Take the nodes' ids and texts, in document order."""
        self._fold = Folded()
        self._nodes = [_Node(id_, text, self._fold) for id_, text in nodes if text]
        self._order = {node.id: place for place, node in enumerate(self._nodes)}

    def find_all(self, pieces: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Return where all pieces of a mark are now, in document order.

        None where one of them is not found, or two would cover the same words.
        """
        found = [piece for piece in map(self.find, pieces) if piece is not None]
        found.sort(key=lambda piece: (self._order[piece.node], piece.start))
        overlap = any(a.node == b.node and a.end > b.start for a, b in pairwise(found))
        return None if len(found) < len(pieces) or overlap else tuple(found)

    def find(self, piece: Piece) -> Piece | None:
        """Return where a piece is now: on its words, or on what they have become; None if unsure.

        Its ends split no number, Latin word or combined sign that they did not split before.
        """
        place = self._order.get(piece.node)
        own = None if place is None else self._nodes[place]
        if own and _stands(piece, own.text):
            return Piece.of(own.id, own.text, piece.start, piece.end)
        wanted = _Wanted.of(piece, self._fold)
        if wanted.start == wanted.end:
            return None
        near = _near(wanted, own) if own else None
        if own and near and near.score >= _CERTAIN:
            return own.cut(near.start - 1, near.end - 1, piece)
        far = self._far(wanted)
        if far and (near is None or far.score > near.score + _LEAD_ELSEWHERE):
            place = bisect_right(self._begins, far.start) - 1
            begin = self._begins[place]
            return self._nodes[place].cut(far.start - begin, far.end - begin, piece)
        return own.cut(near.start - 1, near.end - 1, piece) if own and near else None

    def _far(self, wanted: "_Wanted") -> "_Fit | None":
        if len(wanted.quote) >= _TELLING:
            at = self._whole.only(wanted.quote)
            if at is not None:
                return _Fit(1.0, len(wanted.quote), at, at + len(wanted.quote))
        fit = _best(self._whole.fits(wanted), _ELSEWHERE, _LEAD_ELSEWHERE)
        return fit if fit and fit.found >= _LEAST else None

    @cached_property
    def _whole(self) -> "_Ground":
        """All nodes, an edge between each two."""
        return _Ground("".join(node.ground.text[:-1] for node in self._nodes) + _EDGE)

    @cached_property
    def _begins(self) -> list[int]:
        """Where the text of each node begins in `_whole`."""
        begins, at = [], 1
        for node in self._nodes:
            begins.append(at)
            at += len(node.ground.text) - 1
        return begins


class Folded(dict[int, int | None]):
    """For `str.translate`: what a character is compared as; None for one that does not count."""

    def __missing__(self, point: int) -> int | None:
        char = chr(point)
        folded: int | None = None
        if not char.isspace() and unicodedata.category(char) != "Cf":
            plain = unicodedata.normalize("NFKC", char).lower()
            folded = ord(plain) if len(plain) == 1 else point  # one for one, so that places fit
            folded = folded or 0xFFFD  # nothing of a text is an edge
        self[point] = folded
        return folded


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for, folded: the words from `start` to `end`, what stood around them."""

    pattern: str
    start: int
    end: int

    @classmethod
    def of(cls, piece: Piece, fold: Folded) -> "_Wanted":
        prefix, quote, suffix = (
            text.translate(fold) for text in (piece.prefix, piece.quote, piece.suffix)
        )
        if len(piece.prefix) < CONTEXT:
            prefix = _EDGE + prefix
        if len(piece.suffix) < CONTEXT:
            suffix += _EDGE
        return cls(prefix + quote + suffix, len(prefix), len(prefix) + len(quote))

    @property
    def quote(self) -> str:
        return self.pattern[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Fit:
    """A place where the words may be now.

    Attributes:
        score: how much of what is looked for was found, up to 1.
        found: how many characters that is.
        start, end: where the words are.
    """

    score: float
    found: int
    start: int
    end: int

    def apart(self, other: "_Fit") -> bool:
        return self.end <= other.start or other.end <= self.start


class _Ground:
    """A folded text that is searched, with an edge at its ends and between nodes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def only(self, words: str) -> int | None:
        """Return where the words stand, if they stand there only."""
        at = self.text.find(words)
        return None if at < 0 or self.text.find(words, at + 1) >= 0 else at

    def fits(self, wanted: _Wanted) -> list[_Fit]:
        """Return the likeliest places, no two overlapping, the best first."""
        hits = self._hits(wanted.pattern)
        tried: list[int] = []
        fits: list[_Fit] = []
        for shift, _ in Counter(shift for shift, _ in hits).most_common():
            if any(abs(shift - other) <= _NEAR for other in tried):
                continue
            tried.append(shift)
            begin, end = self._window(wanted, hits, shift)
            if fit := _fitted(wanted, self.text, begin, end):
                fits.append(fit)
            if len(tried) == _TRIED:
                break
        fits.sort(key=lambda fit: fit.score, reverse=True)
        return [fit for at, fit in enumerate(fits) if all(map(fit.apart, fits[:at]))]

    @cached_property
    def _bits(self) -> dict[str, list[int]]:
        """Where each run of three characters stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - _BIT + 1):
            places[self.text[at : at + _BIT]].append(at)
        return dict(places)

    def _hits(self, pattern: str) -> list[tuple[int, int]]:
        """Return where the pattern's rarest bits stand: how far it is shifted, and which bit."""
        last = len(pattern) - _BIT + 1
        ats = range(last) if last <= 2 * _ENDS else [*range(_ENDS), *range(last - _ENDS, last)]
        places = ((at, self._bits.get(pattern[at : at + _BIT], ())) for at in ats)
        known = sorted((len(found), at, found) for at, found in places if 0 < len(found) <= _CROWD)
        return [(place - at, at) for _, at, found in known[:_RAREST] for place in found]

    def _window(
        self, wanted: _Wanted, hits: Sequence[tuple[int, int]], shift: int
    ) -> tuple[int, int]:
        """Return from where to where the text is what a shift points at.

        Where characters were put in or left out, the two ends are shifted differently.
        """
        size = len(wanted.pattern)
        close = [(each, at) for each, at in hits if abs(each - shift) <= size // 2 + _SLACK]
        left = _usual((each for each, at in close if at < wanted.start), shift)
        right = _usual((each for each, at in close if at + _BIT > wanted.end), shift)
        begin = max(0, min(left, shift))
        return begin, max(begin, min(len(self.text), max(right, shift) + size))


class _Node:
    """A node with its text, as it is and folded."""

    def __init__(self, id_: str, text: str, fold: Folded) -> None:
        self.id, self.text, self._fold = id_, text, fold

    @cached_property
    def ground(self) -> _Ground:
        return _Ground(_EDGE + self.text.translate(self._fold) + _EDGE)

    @cached_property
    def _counting(self) -> list[int]:
        """Where the characters stand that the folded text still has."""
        return [at for at, char in enumerate(self.text) if self._fold[ord(char)] is not None]

    def cut(self, start: int, end: int, piece: Piece) -> Piece | None:
        """Return the piece of this node between two places of its folded text, at sensible ends.

        None where nothing sensible is left.
        """
        start, end = self._counting[start], self._counting[end - 1] + 1
        blank = len(piece.quote) - len(piece.quote.lstrip())
        tail = len(piece.quote) - len(piece.quote.rstrip())
        if start >= blank and self.text[start - blank : end + tail] == piece.quote:
            start, end = start - blank, end + tail
        elif self.text[start:end].translate(self._fold) != piece.quote.translate(self._fold):
            start, end = _trimmed(self.text, start, end, piece.quote.strip())
        if start >= end:
            return None
        before = piece.prefix + piece.quote + piece.suffix
        if not _splits(before, len(piece.prefix)):
            while _splits(self.text, start):
                start -= 1
        if not _splits(before, len(piece.prefix) + len(piece.quote)):
            while _splits(self.text, end):
                end += 1
        return Piece.of(self.id, self.text, start, end)


def _stands(piece: Piece, text: str) -> bool:
    """Return whether the words, and what is around them, stand where they stood."""
    start, end = piece.start, piece.end
    return (
        0 <= start < end <= len(text)
        and text[start:end] == piece.quote
        and text[max(0, start - CONTEXT) : start] == piece.prefix
        and text[end : end + CONTEXT] == piece.suffix
    )


def _near(wanted: _Wanted, node: _Node) -> _Fit | None:
    """Return where the words are in the node they were in."""
    at = node.ground.only(wanted.pattern)
    if at is not None:
        return _Fit(1.0, len(wanted.pattern), at + wanted.start, at + wanted.end)
    return _best(node.ground.fits(wanted), _ENOUGH, _LEAD)


def _best(fits: Sequence[_Fit], enough: float, lead: float) -> _Fit | None:
    """Return the best place if it is good enough, and clearly better than the next."""
    if not fits or fits[0].score < enough:
        return None
    return None if len(fits) > 1 and fits[0].score - fits[1].score < lead else fits[0]


def _usual(shifts: Iterable[int], main: int) -> int:
    """Return the most frequent shift, the nearest to the main one on a tie; that one if none."""
    counts = Counter(shifts)
    return min(counts, key=lambda shift: (-counts[shift], abs(shift - main)), default=main)


def _fitted(wanted: _Wanted, text: str, begin: int, end: int) -> _Fit | None:
    """Return where in a stretch of the text the words are, if they are there at all."""
    stretches: list[tuple[int, int]] = []
    found = kept = padding = 0
    for step in Levenshtein.opcodes(wanted.pattern, text[begin:end]):
        if step.tag == "insert" and 0 < step.src_start < len(wanted.pattern):
            padding += step.dest_end - step.dest_start
        if step.tag == "equal":
            found += step.src_end - step.src_start
        first, last = max(step.src_start, wanted.start), min(step.src_end, wanted.end)
        if step.tag in ("equal", "replace") and first < last:
            shift = begin + step.dest_start - step.src_start
            stretches.append((first + shift, last + shift))
            kept += last - first if step.tag == "equal" else 0
    if not stretches:
        return None
    start, stop = _core(stretches)
    size, quote = len(wanted.pattern), wanted.quote
    if (exact := _exact(quote, text, start, stop)) is not None:
        start, stop, found = exact, exact + len(quote), found + len(quote) - kept
        enough = 0.0
    else:
        enough = _CHANGED if 2 * kept >= _ALIKE * (len(quote) + stop - start) else 1.0
    score = (found - _PADDING * padding) / size
    return None if score < enough or _EDGE in text[start:stop] else _Fit(score, found, start, stop)


def _exact(quote: str, text: str, start: int, stop: int) -> int | None:
    """Return where the very words stand that overlap the stretch, or None."""
    if text.startswith(quote, start):
        return start
    at = text.find(quote, max(0, start - len(quote) + 1), stop - 1 + len(quote))
    return None if at < 0 else at


def _core(stretches: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return from where to where the words are, without few of them far from the others."""
    left = list(stretches)
    while True:
        gaps = [after[0] - before[1] for before, after in pairwise(left)]
        widest = max(gaps, default=0)
        cut = gaps.index(widest) + 1 if gaps else 0
        head, tail = left[:cut], left[cut:]
        if widest <= 2 * min(_length(head), _length(tail)):
            return left[0][0], left[-1][1]
        left = head if _length(head) >= _length(tail) else tail


def _length(stretches: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in stretches)


def _trimmed(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """Return the changed stretch without punctuation at its ends that the quote did not have."""
    while start < end and _is_punctuation(text[start]) and not _is_punctuation(quote[0]):
        start += 1
    while start < end and _is_loose(text[end - 1]) and not _is_punctuation(quote[-1]):
        end -= 1
    return start, end


def _is_punctuation(char: str) -> bool:
    return char.isspace() or unicodedata.category(char).startswith("P")


def _is_loose(char: str) -> bool:
    """Return whether it belongs to no word before it: punctuation but the % of a number."""
    return _is_punctuation(char) and char not in "%％‰"


def _splits(text: str, at: int) -> bool:
    """Return whether a cut at a place goes through a number, a Latin word or a combined sign."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or _JOINER in (before, after):
        return True
    return ord(after) in _TONES or _INSIDE.match(text, at - 1) is not None
