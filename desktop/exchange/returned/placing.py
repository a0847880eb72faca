"""Where a comment of a returned report belongs: on which words, node or document.

A range is cut at the borders of nodes and paragraphs; each part is found for itself. What a
bookmark surrounds is laid beside its node; other words are looked for by themselves and what
stands around them. Words of the report itself lead to what they tell of.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from desktop.annotations import CONTEXT, Piece
from desktop.exchange.returned.flow import Flow, Line, Span
from desktop.exchange.returned.ground import Ground
from desktop.exchange.returned.standing import Region, Text
from desktop.model import Node

_BESIDE = frozenset({"督办标签行", "出处", "批注行"})
"""Styles of lines that tell something of the measure before them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment belongs.

    Attributes:
        document: the document's id, or "" where there is none to choose.
        scope, pieces: as in `Mark`.
        quote: the words in the file.
        lost: whether the place has to be shown by a person; `pieces` then has the last words known.
        exact: whether the words are those of the file, letter for letter.
    """

    document: str
    scope: Literal["text", "node", "document"]
    pieces: tuple[Piece, ...] = ()
    quote: str = ""
    lost: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """What a part of a range leads to.

    Attributes:
        text: the document.
        piece: the words; None for the whole node or document.
        node: the node's id; "" for the document.
        known: whether the words of the part are the node's or document's own heading.
        exact: whether the words are the same letter for letter.
        lost: whether the current text does not have them.
    """

    text: Text
    piece: Piece | None = None
    node: str = ""
    known: bool = False
    exact: bool = False
    lost: bool = False


class Placing:
    """Finds the places of a file's comments.

    Args:
        flow: the file's body.
        ground: the documents.
    """

    def __init__(self, flow: Flow, ground: Ground) -> None:
        self._flow, self._ground = flow, ground
        self._titles = ground.titles

    def place(self, span: Span | None) -> Place:
        """Return where a comment on a stretch of the file belongs; None for one that has none."""
        if span is None:
            return self._astray(Span(0, 0), "")
        quote = self._quote(span)
        point = not quote
        hits = [hit for part in self._parts(span, point=point) for hit in self._hits(*part)]
        if point:
            hits = [replace(hit, piece=None, known=True) for hit in hits]
        words = [hit for hit in hits if hit.piece is not None]
        first = next(iter(words or hits), None)
        if first is None:
            return self._astray(span, quote)
        document = first.text.document.id
        if words:
            own = [hit for hit in words if hit.text is first.text]
            found = [hit.piece for hit in own if hit.piece is not None]
            pieces = tuple(_joined(found, first.text))
            lost = any(hit.lost for hit in own)
            exact = all(hit.exact for hit in own)
            return Place(document, "text", pieces, quote, lost, exact)
        told = "" if first.known else quote
        if not first.node:
            return Place(document, "document", (), told)
        return Place(document, "node", (Piece(first.node),), told, first.lost)

    def _quote(self, span: Span) -> str:
        return self._flow.text[slice(*span)].strip()

    def _astray(self, span: Span, quote: str) -> Place:
        """Return the place of a comment on words that no document has."""
        texts = self._ground.texts
        if len(texts) == 1:
            return Place(texts[0].document.id, "document", (), quote)
        before = self._ground.before(span.start)
        text = before.text if before else texts[0] if texts else None
        document = text.document.id if text else ""
        return Place(document, "text", (self._piece(span),), quote, lost=True)

    # --- parts of a range --------------------------------------------------------------

    def _parts(self, span: Span, *, point: bool) -> Iterator[tuple[Span, Line, Region | None]]:
        """Yield what of a stretch lies in each region, and in each paragraph outside them."""
        number = max(0, self._flow.line_at(span.start))
        seen: list[Region] = []
        for line in self._flow.lines[number:]:
            if span.start < line.span.start >= span.end:
                break
            inside = line.span if point else span.cut(line.span)
            if not inside and not point:
                continue
            regions = self._ground.at(span if point else inside)
            for region in regions:
                if region not in seen:
                    seen.append(region)
                    yield span.cut(region.span), line, region
            place = inside.start
            for region in regions:
                if Span(place, region.span.start):
                    yield Span(place, region.span.start), line, None
                place = max(place, region.span.end)
            if not (point and regions) and Span(place, inside.end):
                yield Span(place, inside.end), line, None
            if point:
                break

    def _hits(self, span: Span, line: Line, region: Region | None) -> Iterator[_Hit]:
        if region is not None and region.alignment.own:
            yield self._in_region(span, region)
        elif self._quote(span):
            hit = self._in_line(span, line)
            if hit is not None:
                yield hit

    def _in_region(self, span: Span, region: Region) -> _Hit:
        node, text = region.node, region.text
        found = region.alignment.words(span) if node.text else None
        if found is None:
            known = self._of_heading(span, node)
            return _Hit(text, node=node.id, known=known, lost=not region.current)
        piece = Piece.of(node.id, node.text, found.start, found.end)
        if region.current:
            return _Hit(text, piece, node.id, exact=found.exact)
        now = text.find(piece)
        return _Hit(text, now or piece, node.id, exact=found.exact, lost=now is None)

    def _of_heading(self, span: Span, node: Node) -> bool:
        """Return whether words are part of a node's label and title, or nothing at all."""
        words = self._ground.folded(self._quote(span))
        return words in self._ground.folded(node.label + node.title)

    # --- lines without a bookmark --------------------------------------------------------

    def _in_line(self, span: Span, line: Line) -> _Hit | None:
        beside = self._beside(line)
        if line.style in _BESIDE and beside:
            return _Hit(beside.text, node=beside.node.id, lost=not beside.current)
        title = self._ground.folded(self._flow.text[slice(*line.span)])
        if text := self._titles.get(title):
            return _Hit(text, known=True)
        if hit := self._found(span, line):
            return hit
        return _Hit(beside.text, node=beside.node.id, lost=not beside.current) if beside else None

    def _found(self, span: Span, line: Line) -> _Hit | None:
        """Return where words stand that are looked for by themselves; None if not in one place."""
        column = self._column(line)
        for piece in dict.fromkeys((self._piece(span), self._piece(span, accepted=False))):
            if not piece.quote.strip():
                continue
            hits = [
                _Hit(text, found, found.node, exact=found.quote == piece.quote)
                for text in ([column] if column else self._ground.texts)
                if (found := text.find(piece))
            ]
            if len(hits) == 1:
                return hits[0]
            before = self._ground.before(span.start)
            for hit in hits:
                if before and hit.text is before.text:
                    return hit
        return None

    def _piece(self, span: Span, *, accepted: bool = True) -> Piece:
        """Return words of the file, as they stand with all changes done or none."""
        lines = self._flow.lines
        start = lines[max(0, self._flow.line_at(span.start))].span.start if lines else span.start
        end = lines[max(0, self._flow.line_at(span.end))].span.end if lines else span.end

        def seen(within: Span) -> str:
            places = self._flow.reading(within, lambda _: accepted)
            return "".join(self._flow.text[place] for place in places)

        before = seen(Span(min(start, span.start), span.start))[-CONTEXT:]
        after = seen(Span(span.end, max(end, span.end)))[:CONTEXT]
        return Piece("", 0, 0, seen(span), before, after)

    def _beside(self, line: Line) -> Region | None:
        """Return what a line tells of: what stands in its row, or before a line of that style."""
        before = self._ground.before(line.span.start)
        if line.row:
            lines = [each for each in self._flow.lines if each.row == line.row]
            row = Span(lines[0].span.start, lines[-1].span.end)
            return next(iter(self._ground.at(row)), None)
        return before if line.style in _BESIDE else None

    def _column(self, line: Line) -> Text | None:
        """Return the document that a column of a table shows, as the rows above tell."""
        if not line.row:
            return None
        for region in reversed(self._ground.regions):
            other = self._flow.lines[self._flow.line_at(region.span.start)]
            if (other.table, other.column) == (line.table, line.column):
                return region.text
        return None


def _joined(pieces: list[Piece], text: Text) -> Iterator[Piece]:
    """Yield pieces in the document's order, those of one node that only blanks part as one."""
    order = {node: place for place, node in enumerate(text.nodes)}
    last: Piece | None = None
    for piece in sorted(pieces, key=lambda each: (order.get(each.node, -1), each.start)):
        node = text.nodes.get(piece.node)
        if (
            last
            and node
            and last.node == piece.node
            and piece.start <= last.end + _blank(node.text, last.end)
        ):
            last = Piece.of(node.id, node.text, last.start, max(last.end, piece.end))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _blank(text: str, place: int) -> int:
    rest = text[place:]
    return len(rest) - len(rest.lstrip())
