"""Documents as they were printed, and who put them right, for reports with tracked changes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.annotations import LedgerRow, Mark, Piece, Target
from desktop.corrections import Correction
from desktop.model import Document, Node, Outline
from desktop.reports.annotated import Annotated
from desktop.reports.content import Report
from desktop.reports.credits import Credits, Signed
from desktop.reports.measures import labelled, words
from desktop.store import Store
from desktop.tables.documents import COUNTED

if TYPE_CHECKING:
    from desktop.correcting.blame import Blame


class Printed:
    """A document as it was printed, with what became of it.

    Attributes:
        document, outline: the document with the data that were printed, and its printed text.
        credits: who put it right.
    """

    def __init__(
        self, document: Document, outline: Outline, now: Outline, made: Sequence[Correction]
    ) -> None:
        # rapidfuzz, which this needs, would slow the start of the window.
        from desktop.correcting.blame import blamed  # noqa: PLC0415

        self._blame = blamed(outline, [each.deed for each in made], words)
        self._nodes = {node.id: node for node in outline.walk()}
        self._labels = {node.id: len(labelled(node.label)) for node in now.walk()}
        self.outline = outline
        self.document = replace(
            document,
            title=outline.title or outline.notice_title or document.title,
            notice_title=outline.notice_title,
            doc_number=outline.doc_number,
            issuer=outline.issuer,
            issued_on=outline.issued_on,
            addressees=outline.addressees,
        )
        every = {*self._nodes, *(node.id for node in now.walk())}
        self.credits = _credits(self._blame, document.id, every, made)

    def kept(self, keep: Collection[str]) -> set[str]:
        """Return the printed nodes that nodes of now come from, those printed as they are too."""
        found = {node for node in keep if node in self._nodes}
        found |= {was for was, now in self._blame.parts.items() if not now.isdisjoint(keep)}
        return found | {self._blame.homes[node] for node in keep if node in self._blame.homes}

    def home(self, node: str) -> str:
        """Return the printed node that a node of now comes from; itself where it was printed."""
        return node if node in self._nodes else self._blame.homes.get(node, node)

    def annotated(
        self, found: Annotated, nodes: tuple[Node, ...], ticked: Iterable[str]
    ) -> Annotated:
        """Return the printed document, cut down to some nodes, with what people made on it now.

        Args:
            found: the document as it is now.
            nodes: the part of the printed tree that the report shows.
            ticked: the nodes that are ticked as read.
        """
        read = {self.home(node) for node in ticked}
        measures = [node.id for node in self._nodes.values() if node.kind in COUNTED]
        tags: dict[Target, tuple[str, ...]] = {}
        for target, paths in found.tags.items():
            own = Target("node", self.home(target.id)) if target.kind == "node" else target
            tags[own] = tuple(dict.fromkeys((*tags.get(own, ()), *paths)))
        return replace(
            found,
            document=self.document,
            outline=self.outline,
            nodes=nodes,
            whole=nodes == self.outline.nodes,
            marks=tuple(map(self._mark, found.marks)),
            tags=tags,
            read=(sum(node in read for node in measures), len(measures)),
            follow_ups={self.home(node): item for node, item in found.follow_ups.items()},
            lights={self.home(node): light for node, light in found.lights.items()},
        )

    def rows(self, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
        """Return lines of the ledger about the document as they were with what was printed."""
        places = {node: place for place, node in enumerate(self._nodes)}
        last = len(places)
        found = sorted(rows, key=lambda row: places.get(self.home(row.node), last))
        return list(map(self._row, found))

    def _row(self, row: LedgerRow) -> LedgerRow:
        node = self._nodes.get(self.home(row.node))
        named = replace(
            row, document_title=self.document.title, doc_number=self.document.doc_number or ""
        )
        if row.lost:
            return named
        return replace(named, label=node.label if node else "", title=node.title if node else "")

    def _mark(self, mark: Mark) -> Mark:
        """Return a mark on the words that were printed."""
        if mark.orphaned or mark.scope != "text":
            pieces = tuple(replace(each, node=self.home(each.node)) for each in mark.pieces)
        else:
            pieces = tuple(found for each in mark.pieces for found in self._pieces(each))
        return replace(mark, pieces=pieces)

    def _pieces(self, piece: Piece) -> Iterator[Piece]:
        came = self._blame.came.get(piece.node)
        if came is None:
            yield piece
            return
        own = self._labels[piece.node]
        found: dict[str, list[int]] = {}
        for node, place in came[own + piece.start : own + piece.end]:
            found.setdefault(node, []).append(place)
        for node in found.keys() & self._nodes.keys():
            text, label = self._nodes[node].text, len(labelled(self._nodes[node].label))
            start = max(0, min(found[node]) - label)
            end = min(len(text), max(found[node]) + 1 - label)
            yield Piece.of(node, text, start, max(start, end))


def printed(store: Store, document: Document, now: Outline) -> Printed | None:
    """Return a document as it was printed; None where nothing was put right in it."""
    made = [each for each in store.corrections.of_document(document.id) if each.fits]
    outline = store.corrections.printed(store.documents.key(document.id, document.version))
    return Printed(document, outline, now, made) if made and outline else None


def tracked(old: Callable[[], Report], new: Report, made: Iterable[Printed]) -> Report:
    """Return a report with what was put right in it as tracked changes.

    Args:
        old: makes the same report of the printed texts.
        new: the report.
        made: the documents of it in which something was put right.
    """
    known = [each.credits for each in made]
    if not known:
        return new
    from desktop.reports.tracked import merged  # noqa: PLC0415 - see above

    return merged(old(), new, _joined(known))


def _credits(
    blame: "Blame", document: str, nodes: Iterable[str], made: Sequence[Correction]
) -> Credits:
    signed = [Signed(each.author, each.at) for each in made]

    def by(found: Mapping[str, int]) -> dict[str, Signed]:
        return {_about(about, document): signed[deed] for about, deed in found.items()}

    return Credits(
        signed[-1],
        {
            node: [None if deed is None else signed[deed] for deed in deeds]
            for node, deeds in blame.born.items()
        },
        {
            node: {place: signed[deed] for place, deed in deeds.items()}
            for node, deeds in blame.gone.items()
        },
        by(blame.placed),
        by(blame.shaped),
        {document: signed[-1]} | dict.fromkeys(nodes, signed[-1]) | by(blame.last),
        frozenset({*blame.homes.values(), *blame.parts}.union(*blame.parts.values())),
    )


def _about(about: str, document: str) -> str:
    return f"{document}{about}" if about.startswith("#") else about


def _joined(found: Sequence[Credits]) -> Credits:
    whole = Credits(max((each.otherwise for each in found), key=lambda by: by.at))
    for each in found:
        whole = Credits(
            whole.otherwise,
            {**whole.born, **each.born},
            {**whole.gone, **each.gone},
            {**whole.placed, **each.placed},
            {**whole.shaped, **each.shaped},
            {**whole.last, **each.last},
            whole.parted | each.parted,
        )
    return whole
