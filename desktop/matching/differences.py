"""Two texts -> what became of each piece, as a reader would say it.

Clauses that stand in both, maybe changed a little, in the order that keeps most of them, are the
frame. A clause outside the frame that stands in both has been moved. What lies between is compared
by tokens; then scraps that only happen to be in both are counted as changed, a change never cuts a
word, and a number that has become another of its unit stands for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, zip_longest

from rapidfuzz.distance import Indel

from desktop.comparison import Change, Difference
from desktop.matching.edits import BORDERS, edits, number_parts
from desktop.matching.words import Token, Words, tokens

_FRAME = 4  # characters of a clause that can be part of the frame
_MOVED = 8  # characters of a clause that is worth being called changed a little, or moved
_OFTEN = 4  # places; a clause that stands in more of them frames nothing
_ALIKE = 0.75  # of the tokens of both; a clause that has changed a little
_TRIED = 40  # clauses of either text that are looked at as changed a little

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without the sign at its end: its tokens' places, and their keys."""

    start: int
    end: int
    keys: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many characters it has, without white space."""
        return sum(map(len, self.keys))


class Differ:
    """Tells the differences between texts of two documents."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn from the texts of both documents which characters make up words."""
        self._words = Words(texts)

    def between(self, old: str, new: str) -> tuple[Difference, ...]:
        """Return what became of `old`, in the order of `new`; what is gone stands where it was.

        The pieces cover both texts without gaps: in the order of `start_b` their `new` put together
        is `new`, in the order of `start_a` their `old` is `old`.
        """
        pieces = _Pair(old, new, self._words).pieces()
        return tuple(_joined(sorted(pieces, key=_by_new)))


def _by_new(piece: Difference) -> tuple[int, int, int, int]:
    return piece.start_b, piece.end_b, piece.start_a, piece.end_a


class _Pair:
    """Two texts that are compared."""

    def __init__(self, old: str, new: str, words: Words) -> None:
        self._old, self._new, self._words = old, new, words
        self._a, self._b = tokens(old), tokens(new)

    def pieces(self) -> Iterator[Difference]:
        """Yield all pieces, those of moved clauses last."""
        left, right = _clauses(self._a), _clauses(self._b)
        frame = _frame(left, right)
        moved = [self._with_border(left[i], right[j]) for i, j in _moved(left, right, frame)]
        out_a = {at for one, _ in moved for at in one}
        out_b = {at for _, other in moved for at in other}
        ends = (_Clause(len(self._a), len(self._a), ()), _Clause(len(self._b), len(self._b), ()))
        at_a = at_b = 0
        for one, other in [*((left[i], right[j]) for i, j in frame), ends]:
            yield from self._told(
                [at for at in range(at_a, one.start) if at not in out_a],
                [at for at in range(at_b, other.start) if at not in out_b],
                (self._char(self._a, one.start), self._char(self._b, other.start)),
            )
            yield from self._told(
                range(one.start, one.end),
                range(other.start, other.end),
                (self._char(self._a, one.end), self._char(self._b, other.end)),
            )
            at_a, at_b = one.end, other.end
        for places_a, places_b in moved:
            ends_at = self._char(self._a, places_a.stop), self._char(self._b, places_b.stop)
            for piece in self._told(places_a, places_b, ends_at):
                yield replace(piece, moved=True)

    def _with_border(self, one: _Clause, other: _Clause) -> tuple[range, range]:
        """Return the tokens of two clauses, with the sign behind them where it is the same."""
        behind = [side[at : at + 1] for side, at in ((self._a, one.end), (self._b, other.end))]
        more = bool(behind[0] and behind[1] and behind[0][0].key == behind[1][0].key)
        return range(one.start, one.end + more), range(other.start, other.end + more)

    def _char(self, side: Sequence[Token], at: int) -> int:
        """Return where a token begins in its text, or where the text ends."""
        return side[at].start if at < len(side) else (side[-1].end if side else 0)

    def _told(
        self, a: Sequence[int], b: Sequence[int], ends: tuple[int, int]
    ) -> Iterator[Difference]:
        """Yield what became of some tokens, given by their places; `ends` is where they end."""
        one, other = [self._a[at] for at in a], [self._b[at] for at in b]
        for edit in edits(one, other, self._words):
            if edit.equal:
                yield from self._kept(a[edit.a_start : edit.a_end], b[edit.b_start : edit.b_end])
                continue
            for number, part in number_parts(one, other, edit):
                starts = (
                    one[part.a_start].start if part.a_start < len(one) else ends[0],
                    other[part.b_start].start if part.b_start < len(other) else ends[1],
                )
                yield from self._changed(
                    one[part.a_start : part.a_end],
                    other[part.b_start : part.b_end],
                    starts,
                    number=number,
                )

    def _kept(self, a: Sequence[int], b: Sequence[int]) -> Iterator[Difference]:
        """Yield pieces that read the same, as long as possible."""
        pieces = []
        for i, j in zip(a, b, strict=True):
            one, other = self._a[i], self._b[j]
            same = self._old[one.start : one.end] == self._new[other.start : other.end]
            pieces.append(self._piece("kept" if same else "spacing", one, other))
        return iter(_joined(pieces))

    def _changed(
        self,
        one: Sequence[Token],
        other: Sequence[Token],
        starts: tuple[int, int],
        *,
        number: bool,
    ) -> Iterator[Difference]:
        """Yield pieces that do not read the same; a moved clause between parts them."""
        at_a, at_b = starts
        for left, right in zip_longest(_unbroken(one), _unbroken(other)):
            start_a, at_a = left or (at_a, at_a)
            start_b, at_b = right or (at_b, at_b)
            blank = self._blank(start_a, at_a, start_b, at_b)
            yield self._made("kept", start_a, start_a + blank, start_b, start_b + blank)
            start_a, start_b = start_a + blank, start_b + blank
            change: Change = "number" if number else "changed"
            if start_a == at_a:
                change = "added"
            elif start_b == at_b:
                change = "removed"
            yield self._made(change, start_a, at_a, start_b, at_b)

    def _blank(self, start_a: int, end_a: int, start_b: int, end_b: int) -> int:
        """Return how much white space both pieces begin with."""
        count = 0
        pairs = zip(self._old[start_a:end_a], self._new[start_b:end_b], strict=False)
        for one, other in pairs:
            if one != other or not one.isspace():
                break
            count += 1
        return count

    def _piece(self, change: Change, one: Token, other: Token) -> Difference:
        return self._made(change, one.start, one.end, other.start, other.end)

    def _made(
        self, change: Change, start_a: int, end_a: int, start_b: int, end_b: int
    ) -> Difference:
        old, new = self._old[start_a:end_a], self._new[start_b:end_b]
        return Difference(change, start_a, end_a, start_b, end_b, old, new)


def _clauses(run: Sequence[Token]) -> list[_Clause]:
    found = []
    for border, group in groupby(range(len(run)), key=lambda at: run[at].key in BORDERS):
        if not border:
            places = list(group)
            keys = tuple(run[at].key for at in places)
            found.append(_Clause(places[0], places[-1] + 1, keys))
    return found


def _frame(left: Sequence[_Clause], right: Sequence[_Clause]) -> list[Cell]:
    """Return the clauses of both texts that keep their order, with most characters in all."""
    cells = _likely(left, right)
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(right) + 1)  # characters kept, the last link
    links: list[tuple[Cell, int]] = []  # a pair of clauses, and the link before
    for (one, other), worth in sorted(cells.items(), key=lambda item: (item[0][0], -item[0][1])):
        total, before = best[other][0] + worth, best[other][1]
        links.append(((one, other), before))
        for at in range(other + 1, len(best)):
            if best[at][0] >= total:
                break
            best[at] = (total, len(links) - 1)
    chain = []
    at = best[-1][1]
    while at >= 0:
        cell, at = links[at]
        chain.append(cell)
    return chain[::-1]


def _likely(left: Sequence[_Clause], right: Sequence[_Clause]) -> dict[Cell, float]:
    """Return which clauses read the same or nearly so, and how many characters that keeps."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, clause in enumerate(right):
        if clause.length >= _FRAME:
            places[clause.keys].append(at)
    cells: dict[Cell, float] = {}
    for one, clause in enumerate(left):
        found = places.get(clause.keys, [])
        if len(found) <= _OFTEN:
            cells |= {(one, other): float(clause.length) for other in found}
    framed_a, framed_b = {one for one, _ in cells}, {other for _, other in cells}
    for one, other, likeness in _alike(left, right, framed_a, framed_b):
        cells[one, other] = likeness * min(left[one].length, right[other].length)
    return cells


def _alike(
    left: Sequence[_Clause], right: Sequence[_Clause], out_a: Set[int], out_b: Set[int]
) -> Iterator[tuple[int, int, float]]:
    """Yield the longer clauses that read much alike, and how much; `out_…` are not looked at."""
    free_a, free_b = (
        [at for at, clause in enumerate(side) if at not in out and clause.length >= _MOVED]
        for side, out in ((left, out_a), (right, out_b))
    )
    for one in free_a[:_TRIED]:
        for other in free_b[:_TRIED]:
            likeness = Indel.normalized_similarity(
                left[one].keys, right[other].keys, score_cutoff=_ALIKE
            )
            if likeness:
                yield one, other, likeness


def _moved(left: Sequence[_Clause], right: Sequence[_Clause], frame: Sequence[Cell]) -> list[Cell]:
    """Return clauses that stand in both texts at different places of the frame, maybe changed."""
    framed_a, framed_b = {one for one, _ in frame}, {other for _, other in frame}
    gap_a, gap_b = _gaps(len(left), framed_a), _gaps(len(right), framed_b)
    found = sorted(
        (-likeness, one, other)
        for one, other, likeness in _alike(left, right, framed_a, framed_b)
        if gap_a[one] != gap_b[other]
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    moved = []
    for _, one, other in found:
        if one not in taken_a and other not in taken_b:
            taken_a.add(one)
            taken_b.add(other)
            moved.append((one, other))
    return moved


def _gaps(count: int, framed: Set[int]) -> list[int]:
    """Return for each clause how many of the frame come before it."""
    return list(accumulate((at in framed for at in range(count - 1)), initial=0)) if count else []


def _unbroken(run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of tokens that follow each other begin and end in the text."""
    start = None
    for at, token in enumerate(run):
        if start is None:
            start = token.start
        if at + 1 == len(run) or run[at + 1].start != token.end:
            yield start, token.end
            start = None


def _joined(pieces: Iterable[Difference]) -> list[Difference]:
    """Return pieces with those of one sort that follow each other in both texts as one."""
    result: list[Difference] = []
    for piece in pieces:
        if not piece.old and not piece.new:
            continue
        last = result[-1] if result else None
        if (
            last
            and (last.change, last.moved) == (piece.change, piece.moved)
            and (last.end_a, last.end_b) == (piece.start_a, piece.start_b)
            and piece.change != "number"
        ):
            result[-1] = replace(
                last,
                end_a=piece.end_a,
                end_b=piece.end_b,
                old=last.old + piece.old,
                new=last.new + piece.new,
            )
        else:
            result.append(piece)
    return result
