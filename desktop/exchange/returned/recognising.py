"""Nodes that a file shows without a bookmark, told by their words letter for letter.

Bookmarks are lost where text is copied into another file, and a clean report has none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.exchange.returned.flow import Flow, Line, Span
from desktop.exchange.returned.standing import Region, Text
from desktop.model import Node

_LEAST = 4  # letters; shorter lines stand everywhere


@dataclass(frozen=True, slots=True)
class _Printed:
    """A node as a report prints it: its paragraphs or cells, folded, none of them empty."""

    text: Text
    node: Node
    place: int
    lines: tuple[str, ...]


def recognised(flow: Flow, texts: Sequence[Text], known: Sequence[Region]) -> Iterator[Region]:
    """Yield where the file shows nodes of some documents that no known region shows.

    Where the same words stand in several nodes, the one meant is that of the document which the
    line below names, else of the same column or document, and there the next one.

    Args:
        flow: the file's body.
        texts: the documents.
        known: regions told by bookmarks, in order.
    """
    printed: defaultdict[str, list[_Printed]] = defaultdict(list)
    for text in texts:
        for place, node in enumerate(text.nodes.values()):
            if lines := _lines(node, text):
                printed[lines[0]].append(_Printed(text, node, place, lines))
    free = _free(flow, known)
    words = [_readings(flow, line, texts) for line in free]
    columns: dict[tuple[int, int], Text] = {}
    last: _Printed | None = None
    at = 0
    while at < len(free):
        candidates = _named(_candidates(words, at, printed), words, at)
        found = _meant(candidates, columns.get(free[at][3:]), last)
        if found is None:
            at += 1
            continue
        end = at + len(found.lines)
        span = Span(free[at].span.start, free[end - 1].span.end)
        yield Region(flow, span, (found.text, found.node, True))
        if free[at].row:
            columns[free[at][3:]] = found.text
        last, at = found, end


def _free(flow: Flow, known: Sequence[Region]) -> list[Line]:
    """Return the paragraphs with words that no region has a part of."""
    free, number = [], 0
    for line in flow.lines:
        while number < len(known) and known[number].span.end <= line.span.start:
            number += 1
        inside = number < len(known) and known[number].span.start < line.span.end
        if not inside and flow.text[slice(*line.span)].strip():
            free.append(line)
    return free


def _lines(node: Node, text: Text) -> tuple[str, ...]:
    words = (node.text or node.title).replace("\t", "\n").split("\n")
    words[0] = node.label + words[0]
    words[-1] += node.units_text
    folded = tuple(filter(None, map(text.folded, words)))
    return folded if sum(map(len, folded)) >= _LEAST else ()


def _readings(flow: Flow, line: Line, texts: Sequence[Text]) -> tuple[str, ...]:
    """Return a paragraph's words, folded, with all tracked changes done and with none."""
    ways = (True, False) if flow.edits(line.span) else (True,)
    return tuple(
        texts[0].folded("".join(flow.text[at] for at in flow.reading(line.span, lambda _: way)))  # noqa: B023 - called at once
        for way in ways
    )


def _candidates(
    words: Sequence[tuple[str, ...]], at: int, printed: dict[str, list[_Printed]]
) -> list[_Printed]:
    first = (each for reading in words[at] for each in printed.get(reading, ()))
    return [
        each
        for each in first
        if len(words) >= at + len(each.lines)
        and all(
            line in reading
            for line, reading in zip(each.lines, words[at : at + len(each.lines)], strict=True)
        )
    ]


def _named(found: list[_Printed], words: Sequence[tuple[str, ...]], at: int) -> list[_Printed]:
    """Return those that show most, of the document that the line below names, if it names one."""
    most = max((len(each.lines) for each in found), default=0)
    found = [each for each in found if len(each.lines) == most]
    below = words[at + most][0] if at + most < len(words) else ""
    titles = (each.text.folded(each.text.document.title) for each in found)
    named = [each for each, title in zip(found, titles, strict=True) if f"《{title}》" in below]
    return named or found


def _meant(found: list[_Printed], column: Text | None, last: _Printed | None) -> _Printed | None:
    for own in (column, last.text if last else None):
        if len(found) > 1 and own:
            found = [each for each in found if each.text is own] or found
    if len(found) > 1 and last:
        later = [each for each in found if each.text is last.text and each.place > last.place]
        found = later[:1] or found
    return found[0] if len(found) == 1 else None
