"""The values that a search gives: hits with their snippets, counts, related measures.

Frozen, no behaviour but reading; offsets are code points. Beside `model.py`, which has the
documents themselves.
"""

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, each from its first code point to the one after its last."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node or a note that a query has found.

    Attributes:
        document: the document's id.
        document_title, doc_number: the document's; its number is None where it has none.
        node: the node's id; for a note that of the first node it is on, or "" where it is on the
            whole document or has lost its place.
        kind: one of `Kind`, or "note".
        label, title: the node's; "" for none.
        path: the labels from the top of the document down to the node.
        snippet: the words around the first hit, on one line.
        marked: where the hits stand in the snippet.
        mark: the id of the mark whose note was found; "" for a node.
    """

    document: str
    document_title: str
    doc_number: str | None
    node: str
    kind: str
    label: str
    title: str
    path: tuple[str, ...]
    snippet: str
    marked: Spans = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """How many nodes and notes of a document were found; its id, title and number."""

    document: str
    title: str
    doc_number: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a query has found.

    Attributes:
        query: as it was typed.
        total: how many nodes and notes of the library match, all of them.
        hits: the first of them, the best first.
        documents: the documents with hits, those with most of them first.
        named: documents whose own title, number or issuer has the words, in the library's order;
            they are not counted in `total`.
        phrases: the words to mark where a hit is shown, in the form of `text.normal`.
        whole: whether every text of the library was looked through; False while the index is
            being built.
    """

    query: str
    total: int = 0
    hits: tuple[Hit, ...] = ()
    documents: tuple[DocumentHits, ...] = ()
    named: tuple[DocumentHits, ...] = ()
    phrases: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """A measure that is like another one.

    Attributes:
        document, document_title, doc_number, node, kind, label, title: as in `Hit`.
        score: how alike they are, above 0 and at most 1.
        words: what both share, the most telling first.
    """

    document: str
    document_title: str
    doc_number: str | None
    node: str
    kind: str
    label: str
    title: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """The measures that are most like one, the most alike first.

    `whole` tells whether the words of every text are known; False while they are being read.
    """

    measures: tuple[Related, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    id: str
    name: str
    query: str
