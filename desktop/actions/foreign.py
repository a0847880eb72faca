"""Comments and highlights that an imported file carries become marks on exactly their words."""

import colorsys
import uuid
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from desktop.actions import naming
from desktop.annotations import Mark, Piece
from desktop.model import Document, Node, Outline
from desktop.store import Store
from desktop.tables.history import Step
from desktop.text import SourceLine, SourceMark, SourceText

AUTHOR = "原文件标注"
"""Whose marks they are where the file does not say."""
_HUES = ((25, "key4"), (70, "key1"), (165, "key3"), (255, "key2"), (335, "key5"), (360, "key4"))
_GREY = "key1"  # for colours that have no hue
_PALE = 0.05  # by which the channels of a colour must differ for it to have a hue
_PROBE, _REACH = 12, 60  # characters by which a line is found in a node; how far in one may begin
_LONGEST = 2_000  # lines of one node

Stretch = tuple[Node, int, int]


def take(store: Store, *, document: Document, source: SourceText, outline: Outline) -> int:
    """Return how many of the source's marks were added to the document, as one step of history.

    What lies on a heading becomes a mark of the heading; a comment on what is no part of the tree
    a note on the document, with the words it was on. What the document has already is left out.
    Inside a transaction; `outline` has the nodes with their ids.
    """
    lines = {line.number: line for line in source.lines}
    places = _Places(outline)
    known = {_likeness(mark) for mark in store.marks.of_document(document.id)}
    made = [_mark(store, document, each, lines, places) for each in source.marks]
    fresh = [mark for mark in made if mark is not None and _likeness(mark) not in known]
    if fresh:
        label = f"导入《{naming.short(document.title)}》自带的批注"
        with store.history.step(Step(label, "", store.now())):
            for mark in fresh:
                store.marks.put(mark)
    return len(fresh)


def _likeness(mark: Mark) -> tuple[str, str, str, str]:
    return mark.author, mark.note, mark.quote, mark.colour


def _mark(
    store: Store,
    document: Document,
    found: SourceMark,
    lines: dict[int, SourceLine],
    places: "_Places",
) -> Mark | None:
    """Return a mark as the library keeps it; None for a highlight on no part of the tree."""
    stretches = [
        stretch
        for number, start, end in found.pieces
        for stretch in places.find(lines[number], start, end)
    ]
    pieces = tuple(
        Piece.of(node.id, node.text, start, end) for node, start, end in _joined(stretches)
    )
    whole = tuple(Piece(node.id) for node, _, _ in stretches[:1])
    note = naming.clean(found.note)
    if not whole:
        if not note:
            return None
        words = "".join(lines[number].text[start:end] for number, start, end in found.pieces)
        note = f"{note}\n（标注处：{naming.clean(words.strip())}）"
    made = _moment(found.created) or store.now()
    return Mark(
        id=str(uuid.uuid4()),
        document=document.id,
        author=naming.line(found.author) or AUTHOR,
        created=made,
        modified=made,
        colour=_colour(found.colour),
        note=note,
        scope="text" if pieces else "node" if whole else "document",
        pieces=pieces or whole,
    )


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches that hold words, those as one that only a line end parts."""
    joined: list[Stretch] = []
    for node, start, end in stretches:
        if joined and joined[-1][0] is node and not node.text[joined[-1][2] : start].strip():
            joined[-1] = (node, joined[-1][1], max(end, joined[-1][2]))
        elif end > start:
            joined.append((node, start, end))
    return joined


def _moment(text: str) -> str | None:
    """Return a moment of a file in UTC; None where it tells none."""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):  # the latter at either end of the calendar
        return None
    return moment.isoformat(timespec="milliseconds")


def _colour(value: str) -> str:
    """Return the id of the colour that comes nearest to `#rrggbb`, or ""."""
    if not value:
        return ""
    channels = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    if max(channels) - min(channels) < _PALE:
        return _GREY
    hue = 360 * colorsys.rgb_to_hsv(*channels)[0]  # degrees
    return next(name for below, name in _HUES if hue <= below)


class _Places:
    """Where the lines of a source stand in the nodes that were made of it."""

    def __init__(self, outline: Outline) -> None:
        self._nodes = sorted(
            (node for node in outline.walk() if node.first_line), key=lambda node: node.first_line
        )
        self._starts = [node.first_line for node in self._nodes]
        self._beyond = list(_reaching_further([node.last_line for node in self._nodes]))

    def find(self, line: SourceLine, start: int, end: int) -> list[Stretch]:
        """Return where a stretch of a line lies: a node and a place in its text.

        The place is empty where the words are those of a heading or of responsible units, so that
        the node itself is meant. Nothing for a line that is no part of the tree.
        """
        whole: list[Stretch] = []
        for node in self._at(line.number):
            place = _within(node.text, line.text, start, end)
            if place is not None:
                return [(node, *place)]
            whole = whole or [(node, 0, 0)]
        return whole

    def _at(self, number: int) -> Iterator[Node]:
        """Yield the nodes that a line belongs to, the innermost first."""
        place = bisect_right(self._starts, number) - 1
        while place >= 0:
            node = self._nodes[place]
            if number <= node.last_line:
                yield node
                place -= 1
            elif number - node.first_line > _LONGEST:
                return
            else:
                place = self._beyond[place]


def _reaching_further(ends: Sequence[int]) -> Iterator[int]:
    """Yield for each node the place of the nearest one before it that ends behind it, else -1."""
    open_: list[int] = []
    for place, end in enumerate(ends):
        while open_ and ends[open_[-1]] <= end:
            open_.pop()
        yield open_[-1] if open_ else -1
        open_.append(place)


def _within(text: str, line: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a stretch of a line is in the text of a node; None where it is not.

    The line is found by what stands behind its label, which the text of a node lacks. The stretch
    is cut to what the node has of it.
    """
    end = min(end, len(line.rstrip()))
    for begin in range(min(len(line), _REACH)):
        probe = line[begin : begin + _PROBE].rstrip()
        at = _longest(text, probe, line[begin:]) if probe else -1
        if at < 0:
            continue
        low = max(start, begin)
        first = at + low - begin
        same = _common(text[first : first + len(line)], line[low:end])
        return (first, first + same) if line[low : low + same].strip() else None
    return None


def _longest(text: str, probe: str, rest: str) -> int:
    """Return where in a text a probe stands behind which most of `rest` goes on; -1 if nowhere."""
    best, length = -1, 0
    at = text.find(probe)
    while at >= 0:
        same = _common(text[at : at + len(rest)], rest)
        if same > length:
            best, length = at, same
        at = text.find(probe, at + 1)
    return best


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (count for count, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
