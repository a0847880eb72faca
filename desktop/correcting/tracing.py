"""Where words stand after one list of deeds, told by where they stood after another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile

from desktop.correcting.deeds import BROUGHT, Spans
from desktop.correcting.words import carried
from desktop.corrections import Span

Place = tuple[str, int, int]
"""A node's id, and from where to where in its text."""
Doing = tuple[str, Spans]
"""A deed that was done: the id of its correction, and where it has moved words."""


def forward(places: Collection[Place], spans: Spans) -> list[Place]:
    """Return where words stand after a deed that moved words in this way."""
    if not any(place[0] in spans for place in places):
        return list(places)
    found: list[Place] = []
    for node, start, end in places:
        found += carried(spans[node], start, end) if node in spans else [(node, start, end)]
    return _touching(found)


def _touching(places: Iterable[Place]) -> list[Place]:
    """Return places in the order of their nodes' names, those that touch each other as one."""
    found: list[Place] = []
    for node, start, end in sorted(places):
        if found and found[-1][0] == node and start <= found[-1][2]:
            found[-1] = (node, found[-1][1], max(found[-1][2], end))
        else:
            found.append((node, start, end))
    return found


def way(was: Sequence[Doing], now: Sequence[Doing]) -> list[Spans]:
    """Return how words move, one after the other, from after the deeds `was` to after `now`.

    Both lists were done to the same printed tree. The words are followed back to where they were
    printed, or to the deed that brought them, and from there to where they are; so none is looked
    for. Words of a deed that is no longer done are gone.
    """
    same = len(list(takewhile(lambda both: both[0][0] == both[1][0], zip(was, now, strict=False))))
    back = [_turned(_named(spans, id_)) for id_, spans in reversed(was[same:])]
    return back + [_named(spans, id_) for id_, spans in now[same:]]


def settled(places: Iterable[Place], texts: Mapping[str, str]) -> list[Place]:
    """Return stretches of the texts in their order, those with nothing between them as one.

    What stands between two others is in neither, but blanks; what is in no text is left out.
    """
    order = {node: place for place, node in enumerate(texts)}
    found: list[Place] = []
    there = (place for place in places if place[0] in order)
    for node, start, end in sorted(there, key=lambda place: (order[place[0]], *place[1:])):
        last = found[-1] if found else ("", 0, 0)
        if last[0] == node and not texts[node][last[2] : start].strip():
            found[-1] = (node, last[1], max(last[2], end))
        else:
            found.append((node, start, end))
    return found


def _named(spans: Spans, id_: str) -> Spans:
    """Return spans in which what the deed has brought bears its own name."""
    return {
        f"{id_}{node}" if node.startswith(BROUGHT) else node: own for node, own in spans.items()
    }


def _turned(spans: Spans) -> Spans:
    """Return the way back."""
    found: Spans = {node: [] for node in spans}
    for node, own in spans.items():
        for span in own:
            long = span.end - span.start
            now, was = (long, None) if span.size is None else (span.size, long)
            back = Span(span.to, span.at, span.at + now, node, span.start, was)
            found.setdefault(span.to, []).append(back)
    return found
