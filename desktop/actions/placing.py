"""Let marks follow their words into another text of their document, or wait for a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.actions import naming
from desktop.actions.carrying import texts_of
from desktop.actions.retracing import Tracer
from desktop.annotations import Mark, Piece, text_hash
from desktop.store import Store

if TYPE_CHECKING:
    from desktop.anchoring import Finder


def follow(store: Store, *, marks: Iterable[Mark], trace: Tracer | None = None) -> list[Mark]:
    """Return the marks as they stand in the current texts, and keep them so.

    A mark that is not found keeps its last pieces and is orphaned (待重新定位); one that was
    orphaned and is found is so no longer. Inside a step of the history.

    Args:
        store: the library.
        marks: the marks.
        trace: tells how corrections have moved the words, where that is known; only those that it
            finds nowhere are looked for.
    """
    followed = []
    for document, own in groupby(sorted(marks, key=_document), key=_document):
        followed += _Following(store, document, trace).of(list(own))
    return followed


def _document(mark: Mark) -> str:
    return mark.document


class _Following:
    """Where the marks of a document are now."""

    def __init__(self, store: Store, document: str, trace: Tracer | None) -> None:
        self._store, self._document, self._trace = store, document, trace

    def of(self, marks: Sequence[Mark]) -> list[Mark]:
        places = self._store.places.current(piece.node for mark in marks for piece in mark.pieces)
        texts = {node: (place.text, text_hash(place.text)) for node, place in places.items()}
        followed = []
        if self._trace:
            self._trace.look_up(marks)
        for mark in marks:
            stands = _stands(mark, texts)
            if mark.scope == "text":
                now = self._placed(mark, stands=stands)
            elif self._trace and (back := self._trace.back(mark, self._texts)):
                now = replace(mark, pieces=back, orphaned=False)
            else:
                now = replace(mark, orphaned=not stands)
            if now != mark:
                self._store.marks.put(now)
            followed.append(now)
        return followed

    def _placed(self, mark: Mark, *, stands: bool) -> Mark:
        """Return a mark on words where it is now."""
        found: tuple[Piece, ...] = mark.pieces if stands else ()
        if self._trace:
            found = self._trace.placed(mark, self._texts, stands=stands)
        found = found or self._finder.find_all(mark.pieces) or ()
        if self._trace:  # taking a move back may have turned them round
            found = tuple(sorted(found, key=lambda piece: (self._order[piece.node], piece.start)))
        return replace(mark, pieces=found or mark.pieces, orphaned=not found)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts of the document's nodes as they are now, in document order."""
        key = naming.version_key(self._store, self._document, None)
        return texts_of(self._store.outlines.get(key))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {node: place for place, node in enumerate(self._texts)}

    @cached_property
    def _finder(self) -> "Finder":
        """What finds words in them."""
        from desktop.anchoring import Finder  # noqa: PLC0415 - rapidfuzz would slow down the start

        return Finder(self._texts.items())


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
