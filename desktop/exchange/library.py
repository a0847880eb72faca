"""The library as packages see it: documents by number or hash, and the places in their texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.annotations import Piece
from desktop.exchange.atlas import Atlas
from desktop.exchange.entries import Aim
from desktop.model import Document
from desktop.store import Store


@dataclass(eq=False)
class Held:
    """A document of the library with its texts."""

    store: Store
    document: Document

    @cached_property
    def atlas(self) -> Atlas:
        """The current text."""
        return self._atlas(self.document.version)

    @cached_property
    def _older(self) -> list[tuple[str, Atlas]]:
        """The older texts, the newest first, each with its file's hash."""
        versions = self.store.documents.versions(self.document.id)
        return [
            (version.sha256, self._atlas(version.number))
            for version in reversed(versions)
            if version.number != self.document.version
        ]

    def _atlas(self, version: int) -> Atlas:
        key = self.store.documents.key(self.document.id, version)
        return Atlas(self.store.outlines.get(key))

    def target(self, *selectors: dict[str, Any], node: str | None = None) -> dict[str, Any] | None:
        """Return the target on the document, or on a node and what else is said of it.

        None where none of the document's texts has the node.
        """
        if node is None:
            return self._target(self.document.sha256, selectors)
        if node in self.atlas.nodes:
            measure = self.atlas.selector(node)
            return self._target(self.document.sha256, (*selectors, measure))
        for sha256, atlas in self._older:
            if node in atlas.nodes:
                return self._target(sha256, (*selectors, atlas.selector(node)))
        return None

    def _target(self, sha256: str, selectors: tuple[dict[str, Any], ...]) -> dict[str, Any]:
        source = {"doc_number": self.document.doc_number} if self.document.doc_number else {}
        target: dict[str, Any] = {"source": source | {"sha256": sha256}}
        return target | ({"selector": list(selectors)} if selectors else {})

    def node(self, aim: Aim) -> str | None:
        """Return the id of the measure that is meant, or None."""
        return self.atlas.find(aim.measure) if aim.measure else None

    def pieces(self, aims: tuple[Aim, ...]) -> tuple[Piece, ...] | None:
        """Return where the words are that are meant; None where one of them is not found."""
        wanted = [self._piece(aim) for aim in aims]
        if any(piece is None for piece in wanted):
            return None
        return self.atlas.finder.find_all([piece for piece in wanted if piece is not None])

    def _piece(self, aim: Aim) -> Piece | None:
        """Return a piece as it is looked for; None where nothing tells its words."""
        node = self.node(aim)
        text = self.atlas.nodes[node].text if node else ""
        start = aim.start or 0
        end = start if aim.end is None else aim.end
        if aim.quote is None:
            same = aim.sha256 == self.document.sha256
            return Piece.of(node, text, start, end) if node and same and start < end else None
        if node and aim.prefix is None and aim.suffix is None:
            # Without surroundings the words must stand where they are said to, or once only.
            if text[start:end] == aim.quote:
                return Piece.of(node, text, start, end)
            if text.count(aim.quote) == 1:
                start = text.index(aim.quote)
                return Piece.of(node, text, start, start + len(aim.quote))
        return last_known(aim, node)


class Library:
    """The documents of the library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held = {document.id: Held(store, document) for document in store.documents.all()}
        self._meant: dict[tuple[str, str], list[Held]] = {}

    def __iter__(self) -> Iterator[Held]:
        return iter(self._held.values())

    def meant(self, aim: Aim) -> list[Held]:
        """Return the documents that are meant, the likeliest first."""
        key = (aim.sha256, aim.number)
        if key not in self._meant:
            self._meant[key] = [self._held[document] for document in self._found(aim)]
        return self._meant[key]

    def _found(self, aim: Aim) -> list[str]:
        found = []
        if aim.sha256 and (known := self._store.documents.with_bytes(aim.sha256)):
            found.append(known[0])
        if aim.number:
            found += [document.id for document in self._store.documents.numbered(aim.number)]
        return list(dict.fromkeys(found))


def last_known(aim: Aim, node: str | None) -> Piece:
    """Return the piece that a target speaks of, as it stood where it was made."""
    quote, start = aim.quote or "", aim.start or 0
    end = aim.end if aim.end is not None and aim.end >= start else start + len(quote)
    return Piece(node or "", start, end, quote, aim.prefix or "", aim.suffix or "")
