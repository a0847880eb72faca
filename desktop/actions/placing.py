"""Let marks follow their words into another text of their document, or wait for a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.annotations import Mark, Piece, text_hash
from desktop.store import Store

if TYPE_CHECKING:
    from desktop.anchoring import Finder


def follow(store: Store, *, marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks as they stand in the current texts, and keep them so.

    A mark that is not found keeps its last pieces and is orphaned (待重新定位); one that was
    orphaned and is found is so no longer. Inside a step of the history.
    """
    followed = []
    for document, own in groupby(sorted(marks, key=_document), key=_document):
        followed += _followed(store, document, list(own))
    return followed


def _document(mark: Mark) -> str:
    return mark.document


def _followed(store: Store, document: str, marks: Sequence[Mark]) -> list[Mark]:
    places = store.places.current(piece.node for mark in marks for piece in mark.pieces)
    texts = {node: (place.text, text_hash(place.text)) for node, place in places.items()}
    finder = None
    followed = []
    for mark in marks:
        if _stands(mark, texts):
            now = replace(mark, orphaned=False) if mark.orphaned else mark
        elif mark.scope == "node":
            now = replace(mark, orphaned=True)
        else:
            finder = finder or _finder(store, document)
            found = finder.find_all(mark.pieces)
            now = replace(mark, pieces=found or mark.pieces, orphaned=not found)
        if now != mark:
            store.marks.put(now)
        followed.append(now)
    return followed


def _stands(mark: Mark, texts: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether what the mark is on is there and still what it was.

    Args:
        mark: the mark.
        texts: text and hash of each node that is there.
    """
    if mark.scope == "document":
        return True
    if mark.scope == "node":
        return all(piece.node in texts for piece in mark.pieces)
    return bool(mark.pieces) and all(
        piece.node in texts and _is_in(piece, *texts[piece.node]) for piece in mark.pieces
    )


def _is_in(piece: Piece, text: str, hashed: str) -> bool:
    return text[piece.start : piece.end] == piece.quote and hashed == piece.text_hash


def _finder(store: Store, document: str) -> "Finder":
    """Return what finds words in the document's current text."""
    from desktop.anchoring import Finder  # noqa: PLC0415 - rapidfuzz would slow down the start

    key = store.documents.key(document, store.documents.get(document).version)
    return Finder((node.id, node.text) for node in store.outlines.get(key).walk())
