"""Two runs of tokens -> the edits that lead from one to the other, at the borders of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from desktop.matching.words import Token, Words

BORDERS = frozenset(",。;:!?\n")
"""The keys of the tokens that end a clause."""
_REACH = 2  # tokens by which an edit grows to the end of a word
_SLIDE = 12  # tokens by which what is put in or left out may be placed elsewhere
_FIRST_SIGN = 0x10000  # of those that stand for tokens while they are compared


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `a_start` to `a_end` of one run are `b_start` to `b_end` of the other."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def one_sided(self) -> bool:
        """Whether something is only put in or only left out."""
        return self.a_start == self.a_end or self.b_start == self.b_end


def edits(a: Sequence[Token], b: Sequence[Token], words: Words) -> list[Edit]:
    """Return the edits in order, equal and unequal ones in turn; they cover both runs."""
    runs = _Runs(a, b, words)
    found = [runs.slid(edit) for edit in _gathered(runs.steps())]
    return runs.grown(runs.without_scraps(_gathered(_filled(found, len(a), len(b)))))


def number_parts(a: Sequence[Token], b: Sequence[Token], edit: Edit) -> list[tuple[bool, Edit]]:
    """Return an unequal edit in parts, True with those that are a number that has changed.

    That is a number of the same unit with the same word before or behind it.
    """
    parts: list[tuple[bool, Edit]] = []
    a_start, b_start = edit.a_start, edit.b_start
    for at in range(edit.a_start, edit.a_end):
        other = next(
            (place for place in range(b_start, edit.b_end) if _is_changed_number(a, at, b, place)),
            None,
        )
        if other is not None:
            parts += [
                (False, Edit(False, a_start, at, b_start, other)),
                (True, Edit(False, at, at + 1, other, other + 1)),
            ]
            a_start, b_start = at + 1, other + 1
    parts.append((False, Edit(False, a_start, edit.a_end, b_start, edit.b_end)))
    return [(number, each) for number, each in parts if _size(each)]


def _is_changed_number(a: Sequence[Token], at: int, b: Sequence[Token], place: int) -> bool:
    one, other = a[at], b[place]
    return (
        one.unit is not None
        and one.unit == other.unit
        and one.key != other.key
        and (
            (at > 0 and place > 0 and a[at - 1].key == b[place - 1].key)
            or (at + 1 < len(a) and place + 1 < len(b) and a[at + 1].key == b[place + 1].key)
        )
    )


def _size(edit: Edit) -> int:
    return max(edit.a_end - edit.a_start, edit.b_end - edit.b_start)


def _gathered(found: Iterable[Edit]) -> list[Edit]:
    """Return edits without empty ones, neighbours of one sort as one."""
    result: list[Edit] = []
    for edit in found:
        if not _size(edit):
            continue
        if result and result[-1].equal == edit.equal:
            result[-1] = replace(result[-1], a_end=edit.a_end, b_end=edit.b_end)
        else:
            result.append(edit)
    return result


def _filled(found: Iterable[Edit], a_end: int, b_end: int) -> list[Edit]:
    """Return the unequal edits with equal ones between, before and after them."""
    result: list[Edit] = []
    a = b = 0
    for edit in found:
        if not edit.equal:
            result += [Edit(True, a, edit.a_start, b, edit.b_start), edit]
            a, b = edit.a_end, edit.b_end
    return [*result, Edit(True, a, a_end, b, b_end)]


class _Runs:
    """The two runs of tokens."""

    def __init__(self, a: Sequence[Token], b: Sequence[Token], words: Words) -> None:
        self._a, self._b, self._words = a, b, words

    def steps(self) -> list[Edit]:
        """Return the edits that leave most tokens as they are."""
        signs: dict[str, str] = {}
        one, other = (
            "".join(signs.setdefault(token.key, chr(_FIRST_SIGN + len(signs))) for token in side)
            for side in (self._a, self._b)
        )
        return [
            Edit(step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Indel.opcodes(one, other)
        ]

    def slid(self, edit: Edit) -> Edit:
        """Return what is only put in or left out where it cuts no word, at best a whole clause.

        What is put into 推进 as 进项目推 is as well 项目推进 put before or behind it.
        """
        if edit.equal or not edit.one_sided:
            return edit
        side, begin, end = (
            (self._b, edit.b_start, edit.b_end)
            if edit.a_start == edit.a_end
            else (self._a, edit.a_start, edit.a_end)
        )
        least, most = self._room(side, begin, end)
        shift = min(
            range(least, most + 1),
            key=lambda by: (self._cuts(side, begin + by, end + by), abs(by), by),
        )
        return Edit(
            False,
            edit.a_start + shift,
            edit.a_end + shift,
            edit.b_start + shift,
            edit.b_end + shift,
        )

    def _room(self, side: Sequence[Token], begin: int, end: int) -> tuple[int, int]:
        """Return how far a piece can be shifted to the left and to the right."""
        least = most = 0
        while (
            -least < _SLIDE
            and begin + least > 0
            and side[begin + least - 1].key == side[end + least - 1].key
        ):
            least -= 1
        while (
            most < _SLIDE
            and end + most < len(side)
            and side[begin + most].key == side[end + most].key
        ):
            most += 1
        return least, most

    def _cuts(self, side: Sequence[Token], begin: int, end: int) -> int:
        """Return how bad it is to cut a run at two places: words are worst, clauses best."""
        bad = 0
        for at in (begin, end):
            if 0 < at < len(side):
                before, after = side[at - 1].key, side[at].key
                bad += 2 if self._words.holds(before, after) else before not in BORDERS
        return bad

    def without_scraps(self, found: list[Edit]) -> list[Edit]:
        """Return the edits without equal ones that are shorter than what is around them.

        Signs that end a clause stay, and so does what stands beside a number.
        """
        result: list[Edit] = []
        for edit in found:
            result.append(edit)
            while len(result) > 2 and self._is_scrap(*result[-3:]):  # noqa: PLR2004 - see there
                first, _, last = result[-3:]
                result[-3:] = [replace(first, a_end=last.a_end, b_end=last.b_end)]
        return result

    def _is_scrap(self, before: Edit, edit: Edit, after: Edit) -> bool:
        if not edit.equal or any(
            self._a[at].key in BORDERS for at in range(edit.a_start, edit.a_end)
        ):
            return False
        length = edit.a_end - edit.a_start
        return length <= min(self._weight(before), self._weight(after))

    def _weight(self, edit: Edit) -> int:
        """Return how many tokens an edit has on its longer side, numbers not counted."""
        return max(
            sum(token.unit is None for token in self._a[edit.a_start : edit.a_end]),
            sum(token.unit is None for token in self._b[edit.b_start : edit.b_end]),
        )

    def grown(self, found: list[Edit]) -> list[Edit]:
        """Return the edits with unequal ones grown to the ends of the words that they cut."""
        result = [edit for edit in found if not edit.equal]
        for at, edit in enumerate(result):
            left, right = self._reach(edit)
            floor = result[at - 1].a_end if at else 0
            ceiling = result[at + 1].a_start if at + 1 < len(result) else len(self._a)
            left = min(left, edit.a_start - floor)
            right = min(right, ceiling - edit.a_end)
            result[at] = Edit(
                False,
                edit.a_start - left,
                edit.a_end + right,
                edit.b_start - left,
                edit.b_end + right,
            )
        return _gathered(_filled(result, len(self._a), len(self._b)))

    def _reach(self, edit: Edit) -> tuple[int, int]:
        """Return by how many tokens an edit grows to the left and to the right."""
        spans = [
            (side, begin, end)
            for side, begin, end in (
                (self._a, edit.a_start, edit.a_end),
                (self._b, edit.b_start, edit.b_end),
            )
            if begin < end
        ]
        left = right = 0
        while left < _REACH and any(self._holds(side, begin - left) for side, begin, _ in spans):
            left += 1
        while right < _REACH and any(self._holds(side, end + right) for side, _, end in spans):
            right += 1
        return left, right

    def _holds(self, side: Sequence[Token], at: int) -> bool:
        """Return whether a cut before a token goes through a word."""
        return 0 < at < len(side) and self._words.holds(side[at - 1].key, side[at].key)
