"""The shelf of corrections: what people put right, and the trees as the parser made them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.corrections import DEEDS, Correction, Patch
from desktop.model import Doubt, Kind, Outline
from desktop.tables.faults import decoding
from desktop.tables.journal import Journal, Row
from desktop.tables.packing import dumped, packed, unpacked
from desktop.tables.shelf import Shelf


class Corrections(Shelf):
    """Corrections by document, in the order they were made."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal
        self._printed: tuple[bytes, Outline] | None = (
            None  # what was asked for last, packed and not
        )

    def put(self, correction: Correction) -> None:
        """Store a correction as it is now; inside a step of the history."""
        row: Row = {
            "id": correction.id,
            "document": correction.document,
            "position": correction.position,
            "deed": type(correction.deed).__name__,
            "details": dumped(correction.deed),
            "author": correction.author,
            "at": correction.at,
        }
        self._journal.set("corrections", (correction.id,), row, document=correction.document)

    def remove(self, correction: Correction) -> None:
        """Take a correction away; inside a step of the history."""
        self._journal.set("corrections", (correction.id,), None, document=correction.document)

    def of_document(self, document: str) -> list[Correction]:
        """Return the document's corrections, those that do not fit its text too, in order."""
        rows = self._rows(
            "SELECT id, document, position, deed, details, author, at, fits FROM corrections"
            " WHERE document = ? ORDER BY position, at, id",
            (document,),
        )
        with decoding(self._path):
            return [_correction(*row) for row in rows]

    def set_fits(self, fits: Iterable[tuple[str, bool]]) -> None:
        """Note by their ids which corrections fit the current text; this is not a step."""
        self._write_many(
            "UPDATE corrections SET fits = ?2 WHERE id = ?1 AND fits <> ?2",
            ((id_, int(fit)) for id_, fit in fits),
        )

    def printed(self, version: int) -> Outline | None:
        """Return the outline of a version as the parser made it, or None if it is none but that."""
        rows = self._rows("SELECT packed FROM printed WHERE version = ?", (version,))
        if not rows:
            return None
        if self._printed is None or self._printed[0] != rows[0][0]:
            with decoding(self._path):
                self._printed = rows[0][0], unpacked(rows[0][0])
        return self._printed[1]

    def has_printed(self, version: int) -> bool:
        """Return whether the outline of a version as the parser made it is kept."""
        return bool(self._rows("SELECT 1 FROM printed WHERE version = ?", (version,)))

    def keep_printed(self, version: int, outline: Outline) -> None:
        """Store the outline of a version as the parser made it."""
        self._write("INSERT OR REPLACE INTO printed VALUES (?, ?)", (version, packed(outline)))

    def forget_printed(self, version: int) -> None:
        """Drop the outline of a version as the parser made it; another parser has made another."""
        self._write("DELETE FROM printed WHERE version = ?", (version,))

    def settle(self, document: str, doubt: Doubt, *, how: str | None, by: tuple[str, str]) -> None:
        """Note that a doubt is `accepted` or `dismissed`, or open again; inside a step.

        Args:
            document: the document's id.
            doubt: the doubt; others of its kind about the same words are settled with it.
            how: None for open.
            by: who says so, and the moment.
        """
        key = (document, doubt.kind, doubt.printed)
        row: Row = {
            "document": document,
            "kind": doubt.kind,
            "printed": doubt.printed,
            "as": how,
            "author": by[0],
            "at": by[1],
        }
        self._journal.set("settled", key, row if how else None, document=document)

    def settled(self, document: str) -> dict[tuple[str, str], str]:
        """Return how the document's doubts are settled, by kind and printed words."""
        return {(kind, printed): how for kind, printed, how, *_ in self.settlings(document)}

    def settlings(self, document: str) -> list[tuple[str, str, str, str, str]]:
        """Return kind, printed words, how, author and moment of the doubts that are settled."""
        sql = 'SELECT kind, printed, "as", author, at FROM settled WHERE document = ?'
        return self._rows(sql + " ORDER BY kind, printed", (document,))


def correction_of(row: Mapping[str, Any]) -> Correction:
    """Return the correction of a row of `corrections`, as the history keeps it."""
    names = ("id", "document", "position", "deed", "details", "author", "at")
    return _correction(*(row[name] for name in names), True)


def _correction(
    id_: str, document: str, position: int, deed: str, details: str, *rest: Any
) -> Correction:
    author, at, fits = rest
    fields = json.loads(details)
    if "kind" in fields:
        fields["kind"] = Kind(fields["kind"])
    if "patches" in fields:
        fields["patches"] = tuple(Patch(**patch) for patch in fields["patches"])
    return Correction(id_, document, position, DEEDS[deed](**fields), author, at, bool(fits))
