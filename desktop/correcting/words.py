"""Patches: what was changed in a text, how to do it elsewhere, where marked words are then."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from desktop.annotations import CONTEXT
from desktop.correcting.draft import UnfitError
from desktop.corrections import Patch, Span


def patches(old: str, new: str) -> tuple[Patch, ...]:
    """Return what has to be changed to make `new` of `old`, with its surroundings in `old`.

    Changes with a single character between them are one, for that is how they were typed.
    """
    found: list[list[int]] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            continue
        if found and op.src_start - found[-1][1] <= 1:
            found[-1][1], found[-1][3] = op.src_end, op.dest_end
        else:
            found.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    return tuple(
        Patch(
            start,
            old[start:end],
            new[there:then],
            old[max(0, start - CONTEXT) : start],
            old[end : end + CONTEXT],
        )
        for start, end, there, then in found
    )


def located(text: str, changes: Iterable[Patch]) -> tuple[Patch, ...]:
    """Return the patches with the places where their old words stand in `text`.

    A patch stands where it was made, if its words and what stood around them are there; else
    where these are once and once only.

    Raises:
        UnfitError: for one of them there is no such place.
    """
    found: list[Patch] = []
    moved = end = 0
    for change in changes:
        start = place(text, change.start + moved, change.prefix, change.old, change.suffix)
        if start < end:
            raise UnfitError(change.old)
        moved, end = start - change.start, start + len(change.old)
        found.append(Patch(start, change.old, change.new, change.prefix, change.suffix))
    return tuple(found)


def place(text: str, at: int, prefix: str, words: str, suffix: str) -> int:
    """Return where the words stand in `text` between `prefix` and `suffix`.

    At `at`, or at the one place there is, with both of them around, or else with one of them.

    Raises:
        UnfitError: there is no such place, or there are several.
    """
    for before, after in ((prefix, suffix), (prefix, ""), ("", suffix)):
        around = before + words + after
        if around == words and (prefix or suffix):
            continue
        if at >= len(before) and text.startswith(around, at - len(before)):
            return at
        first = text.find(around)
        if first >= 0 and text.find(around, first + 1) < 0:
            return first + len(before)
    raise UnfitError(words)


def patched(text: str, changes: Iterable[Patch]) -> str:
    """Return the text with its old words replaced; the patches are located in it."""
    parts, end = [], 0
    for change in changes:
        parts += [text[end : change.start], change.new]
        end = change.start + len(change.old)
    return "".join([*parts, text[end:]])


def kept(node: str, text: str, changes: Sequence[Patch]) -> Iterator[Span]:
    """Yield the stretches of a node's text that located patches leave as they are."""
    end = moved = 0
    for change in changes:
        if change.start > end:
            yield Span(node, end, change.start, node, end + moved)
        end = change.start + len(change.old)
        moved += len(change.new) - len(change.old)
    if end < len(text):
        yield Span(node, end, len(text), node, end + moved)


def replaced(node: str, changes: Sequence[Patch]) -> Iterator[Span]:
    """Yield the stretches of a node's text for which located patches bring other words."""
    moved = 0
    for change in changes:
        old, new = len(change.old), len(change.new)
        if old and new:
            yield Span(node, change.start, change.start + old, node, change.start + moved, new)
        moved += new - old


def carried(spans: Collection[Span], start: int, end: int) -> list[tuple[str, int, int]]:
    """Return where the words from `start` to `end` of a node stand after the node's `spans`.

    One stretch for each node they are in now, from the first to the last of them, so that a change
    inside marked words stays marked; what replaces some of them at an edge is with them. None where
    no character of them is left.
    """
    found = _kept(spans, start, end)
    for span in spans:
        if span.size is not None and span.to in found and start <= span.start and span.end <= end:
            begin, then = found[span.to]
            found[span.to] = (min(begin, span.at), max(then, span.at + span.size))
    return [(node, begin, then) for node, (begin, then) in found.items()]


def _kept(spans: Iterable[Span], start: int, end: int) -> dict[str, tuple[int, int]]:
    """Return from where to where those of the words stand that are left, by node."""
    found: dict[str, tuple[int, int]] = {}
    for span in spans:
        if span.size is not None:
            continue
        first, last = max(start, span.start), min(end, span.end)
        if first >= last:
            continue
        begin = span.at + first - span.start
        then = begin + last - first
        known = found.get(span.to, (begin, then))
        found[span.to] = (min(known[0], begin), max(known[1], then))
    return found
