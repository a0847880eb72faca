"""A stretch of a returned file beside the node that it shows: which words are which.

The file's words may have been changed since, tracked or not. Characters are compared folded,
without white space; what the file has beyond the node, and the other way round, is left out.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from desktop.anchoring import Folded
from desktop.exchange.returned.flow import Accepts, Edit, Flow, Span
from desktop.model import Node

_ALIKE = 0.6  # of the words: twice the common characters over all of both
_SURE = 5  # characters; all of fewer must be there
_NEAR, _SOUND = 12, 0.5  # characters on either side, and the share of them that must be there
_OWN = 0.4  # of all characters must be the node's, else the bookmark is around something else
_MOST = 400_000_000  # characters of the one times those of the other that are compared


class Words(NamedTuple):
    """From where to where in the node's text, in code points; whether letter for letter."""

    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a text that count, folded, and where each stands."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str, places: Sequence[int], fold: Folded) -> "_Letters":
        kept = [place for place in places if fold[ord(text[place])] is not None]
        return cls("".join(text[place] for place in kept).translate(fold), kept)


class Alignment:
    """A stretch of the file beside a node.

    Attributes:
        node: the node.
    """

    def __init__(self, flow: Flow, within: Span, node: Node, fold: Folded) -> None:
        """Choose the reading of the file's tracked changes that is likest to the node."""
        self._flow, self.node = flow, node
        head, text = _letters(node.label, fold), _letters(node.text or node.title, fold)
        self._text, self._begin = text, len(head.text)
        title = _letters(node.title, fold).text
        # Ledgers and comparisons may show the title alone.
        shown = [text.text + _letters(node.units_text, fold).text]
        shown += [title] if title and text.text.startswith(title) else []
        pairs = (
            (_Letters.of(flow.text, flow.reading(within, accepts), fold), head.text + words)
            for accepts in _accepting(flow, within)
            for words in shown
        )
        self._read, self._whole = min(pairs, key=lambda pair: _distance(pair[0].text, pair[1]))

    @cached_property
    def own(self) -> bool:
        """Whether the stretch shows the node, however much was changed, and not something else."""
        most = max(len(self._whole), len(self._read.text))
        return _distance(self._read.text, self._whole) <= (1 - _OWN) * most

    def words(self, span: Span) -> Words | None:
        """Return where the words of a stretch of the file are in the node's text.

        None where they are none of them, or where so much has changed that nobody could be sure.
        """
        first = bisect_left(self._read.places, span.start)
        last = bisect_left(self._read.places, span.end)
        hits = [(at, self._met[at]) for at in range(first, last) if at in self._met]
        covered = last - first
        if not hits or (covered < _SURE and len(hits) < covered):
            return None
        low, high = hits[0][1], hits[-1][1] + 1
        exact = len(hits) == covered == high - low
        if 2 * len(hits) < _ALIKE * (covered + high - low):
            return None
        if not (exact and covered >= _NEAR) and not self._sound(first, last):
            return None
        low, high = low - self._begin, high - self._begin
        start, end = max(0, low), min(len(self._text.places), high)
        if start >= end:
            return None
        return self._spaced(self._text.places[start], self._text.places[end - 1] + 1, span, exact)

    def _spaced(self, start: int, end: int, span: Span, exact: bool) -> Words:
        """Return words of the node with as much white space at the ends as the file's have."""
        text, quote = self.node.text or self.node.title, self._flow.text[slice(*span)]
        blank = len(quote) - len(quote.lstrip())
        while blank and start and text[start - 1].isspace():
            start, blank = start - 1, blank - 1
        blank = len(quote) - len(quote.rstrip())
        while blank and end < len(text) and text[end].isspace():
            end, blank = end + 1, blank - 1
        return Words(start, end, exact)

    def _sound(self, first: int, last: int) -> bool:
        """Return whether what is around the words is the node's, too."""
        around = [*range(max(0, first - _NEAR), first)]
        around += range(last, min(len(self._read.text), last + _NEAR))
        return sum(at in self._met for at in around) >= _SOUND * len(around)

    @cached_property
    def _met(self) -> dict[int, int]:
        """By the letters of the file that the node has, which of the node's each is."""
        if self._read.text == self._whole:
            return {at: at for at in range(len(self._whole))}
        if len(self._read.text) * len(self._whole) > _MOST:
            return {}
        return {
            step.src_start + at: step.dest_start + at
            for step in Levenshtein.opcodes(self._read.text, self._whole)
            if step.tag == "equal"
            for at in range(step.src_end - step.src_start)
        }


def _distance(read: str, whole: str) -> int:
    """Return how many characters differ; of texts too long to compare, all."""
    if len(read) * len(whole) > _MOST and read != whole:
        return max(len(read), len(whole))
    return Levenshtein.distance(read, whole)


def _letters(text: str, fold: Folded) -> _Letters:
    return _Letters.of(text, range(len(text)), fold)


def _accepting(flow: Flow, within: Span) -> Iterator[Accepts]:
    """Yield the readings that a stretch can have: all changes done, none, one author's, others'."""
    yield lambda _: True
    edits = flow.edits(within)
    if not edits:
        return
    yield lambda _: False
    authors = {edit.author for edit in edits}
    for author in sorted(authors) if len(authors) > 1 else ():
        yield partial(_by, author)
        yield partial(_by_others, author)


def _by(author: str, edit: Edit) -> bool:
    return edit.author == author


def _by_others(author: str, edit: Edit) -> bool:
    return edit.author != author
