"""Two rows of paragraphs and tables: which of them are the same, and what differs in words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from desktop.reports.content import Block, Paragraph, Row

END = "\U0010ffff"
"""Stands for the end of a paragraph; no text has it, for it is no character."""
_LARGE = 200_000_000  # characters of one times those of the other: half a second
_SHARE = 0.5  # of the shorter one's characters, which both must have to be compared in words
_RUN = 2.0  # characters that stand together in both, on average

Tag = Literal["equal", "insert", "delete"]


class Step(NamedTuple):
    """What to do with the next characters: keep, add or leave out so many of them."""

    tag: Tag
    length: int


Pair = tuple[int, int]
_Key = tuple[tuple[str, str], int]
_First = tuple[str, type[Block]] | None


def pairs(
    old: Sequence[Block],
    new: Sequence[Block],
    moved: Collection[str] = (),
    parted: Collection[str] = (),
) -> tuple[list[Pair], list[Pair]]:
    """Return which blocks belong together: those in the same order on both sides, and the others.

    Blocks belong together where they come from the same and say the same, or else where they are
    the first that come from there.

    Args:
        old: the blocks of the one side.
        new: those of the other.
        moved: what blocks come from that do not stay where they were, if any do not.
        parted: what has other borders than before: what stands below its words does not stay.
    """
    where = {key: place for place, key in enumerate(_keys(old))}
    first = {key: place for place, key in enumerate(_firsts(old)) if key}
    found: list[Pair] = []
    used: set[int] = set()
    left = []
    for place, key in enumerate(_keys(new)):
        if key in where:
            found.append((where[key], place))
            used.add(where[key])
        else:
            left.append(place)
    names = _firsts(new)
    for place in left:
        name = names[place]
        there = first.get(name) if name else None
        if there is not None and there not in used:
            found.append((there, place))
            used.add(there)
    found.sort(key=lambda pair: pair[1])
    below = {f"{each}#details" for each in parted}
    able = [pair for pair in found if about(new[pair[1]]) not in below]
    firm = rising([pair for pair in able if whole(new[pair[1]]) not in moved])
    loose = [pair for pair in able if whole(new[pair[1]]) in moved]
    kept = []
    for before, after in pairwise([(-1, -1), *firm, (len(old), len(new))]):
        kept += [before]
        kept += rising([each for each in loose if _between(before, each, after)]) if loose else []
    kept = kept[1:]
    staying = set(kept)
    return kept, [pair for pair in found if pair not in staying]


def about(block: Block) -> str:
    """Return what a block comes from, "" for nothing."""
    return block.origin.about if block.origin else ""


def whole(block: Block) -> str:
    """Return the node or document that a block comes from, "" for none."""
    return about(block).partition("#")[0]


def _between(before: Pair, pair: Pair, after: Pair) -> bool:
    return before[0] < pair[0] < after[0] and before[1] < pair[1] < after[1]


def rising(found: Sequence[Pair]) -> list[Pair]:
    """Return the most pairs whose first numbers rise as their second ones do."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, (there, _) in enumerate(found):
        length = bisect_left(ends, there)
        ends[length:] = [there, *ends[length + 1 :]]
        at[length:] = [place, *at[length + 1 :]]
        before.append(at[length - 1] if length else -1)
    kept = []
    place = at[-1] if at else -1
    while place >= 0:
        kept.append(found[place])
        place = before[place]
    return kept[::-1]


def said(block: Block) -> str:
    """Return the words of a block."""
    if isinstance(block, Paragraph):
        return block.text
    return END.join(row_said(row) for row in block.rows)


def row_said(row: Row) -> str:
    """Return the words of a table's row."""
    return "\t".join(each.text for cell in row for each in cell.paragraphs)


def _keys(blocks: Sequence[Block]) -> list[_Key]:
    """Return what each block says and where it comes from, with its number among its likes."""
    counts: Counter[tuple[str, str]] = Counter()
    found: list[_Key] = []
    for block in blocks:
        key = (about(block), said(block))
        counts[key] += 1
        found.append((key, counts[key]))
    return found


def _firsts(blocks: Sequence[Block]) -> list[_First]:
    """Return for the first block of each origin what it comes from, else nothing."""
    seen = set()
    found: list[_First] = []
    for block in blocks:
        own = (about(block), type(block)) if block.origin else None
        found.append(None if own in seen else own)
        seen.add(own)
    return found


def steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return how to make the paragraphs `new` of `old`; the end of each counts as a character.

    Paragraphs with little in common are left out and added as a whole; a single character between
    two changes belongs to them, for that is how they were typed.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    most = min(len(old), len(new)) - head
    while tail < most and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = [Step("equal", _length(old[:head]))]
    found += _changed(old[head : len(old) - tail], new[head : len(new) - tail])
    found.append(Step("equal", _length(old[len(old) - tail :])))
    return [step for step in found if step.length]


def _length(texts: Sequence[str]) -> int:
    return sum(map(len, texts)) + len(texts)


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    before = "".join(text + END for text in old)
    after = "".join(text + END for text in new)
    whole = [Step("delete", len(before)), Step("insert", len(after))]
    if not before or not after or len(before) * len(after) > _LARGE:
        return whole
    ops = list(Indel.opcodes(before, after))
    same = [op.src_end - op.src_start for op in ops if op.tag == "equal"]
    shared, least = sum(same) - 1, min(len(before), len(after)) - 1
    if shared < _SHARE * least or shared < _RUN * (len(same) - 1):
        return whole
    made: list[Step] = []
    out = put = 0
    for place, op in enumerate(ops):
        words = before[op.src_start : op.src_end]
        lone = 0 < place < len(ops) - 1 and len(words) == 1 and words != END
        if op.tag == "equal" and not lone:
            made += [Step("delete", out), Step("insert", put), Step("equal", len(words))]
            out = put = 0
        else:
            out += len(words)
            put += op.dest_end - op.dest_start
    return made
