"""The shelf of marks: highlights and notes, with the pieces of text that they cover."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.annotations import Colour, Mark, Piece
from desktop.tables.journal import Journal, Row
from desktop.tables.shelf import Shelf
from desktop.text import normal

_MARK = """
    SELECT m.id, m.document, m.author, m.created, m.modified, m.colour, m.note, m.scope,
           m.orphaned, m.extra
    FROM marks m
"""
_PIECE = """
    SELECT p.mark, p.node, p.start, p.stop, p.quote, p.prefix, p.suffix, p.text_hash
    FROM pieces p
"""
BETWEEN = "\uffff"
"""Stands between the words of a mark in `searched`; nothing is found across it."""

_NAMED = "IN (SELECT value FROM json_each(?))"
_HERE = """
    FROM pieces p JOIN marks m ON m.id = p.mark
    WHERE m.document = ? AND m.orphaned = 0
"""
_COUNTS_BELOW = """
    -- Marks of one piece are counted at its node, and the number goes up to all that stands above;
    -- only those of several pieces, of which there are few, go up one by one.
    WITH RECURSIVE wide (mark) AS MATERIALIZED (
        SELECT p.mark FROM marks m JOIN pieces p ON p.mark = m.id AND p.position = 1
        WHERE m.document = ?1 AND m.orphaned = 0
    ),
    own (mark, node, number) AS (
        SELECT '', p.node, count(*) FROM marks m JOIN pieces p ON p.mark = m.id AND p.position = 0
        WHERE m.document = ?1 AND m.orphaned = 0 AND m.id NOT IN wide GROUP BY p.node
        UNION ALL SELECT DISTINCT p.mark, p.node, 1 FROM pieces p WHERE p.mark IN wide
    ),
    up (mark, first, number, version, position) AS (
        SELECT o.mark, iif(o.mark = '', o.node, ''), o.number, n.version, n.position FROM own o
        JOIN documents d ON d.id = ?1
        JOIN versions v ON v.document = d.id AND v.number = d.version
        JOIN nodes n ON n.id = o.node AND n.version = v.key
        UNION SELECT u.mark, u.first, u.number, u.version, n.parent FROM up u
        JOIN nodes n ON n.version = u.version AND n.position = u.position
        WHERE n.parent IS NOT NULL
    )
    SELECT n.id, sum(u.number) FROM up u
    JOIN nodes n ON n.version = u.version AND n.position = u.position GROUP BY n.id
"""


class Marks(Shelf):
    """Marks by id; those of removed documents are there for who knows their ids only."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def put(self, mark: Mark) -> None:
        """Store a mark as it is now, whether it is new or known; inside a step of the history."""
        row: Row = {
            "id": mark.id,
            "document": mark.document,
            "author": mark.author,
            "created": mark.created,
            "modified": mark.modified,
            "colour": mark.colour,
            "note": mark.note,
            "scope": mark.scope,
            "orphaned": int(mark.orphaned),
            "searched": searched(mark.note, (piece.quote for piece in mark.pieces)),
            "extra": mark.extra,
        }
        self._journal.set("marks", (mark.id,), row, document=mark.document)
        for place, piece in enumerate(mark.pieces):
            self._journal.set(
                "pieces", (mark.id, place), _row(mark.id, place, piece), document=mark.document
            )
        self._cut(mark, len(mark.pieces))

    def remove(self, mark: Mark) -> None:
        """Take a mark away; inside a step of the history."""
        self._cut(mark, 0)
        self._journal.set("marks", (mark.id,), None, document=mark.document)

    def _cut(self, mark: Mark, length: int) -> None:
        """Leave the mark with its first pieces only."""
        for (place,) in self._rows(
            "SELECT position FROM pieces WHERE mark = ? AND position >= ? ORDER BY position DESC",
            (mark.id, length),
        ):
            self._journal.set("pieces", (mark.id, place), None, document=mark.document)

    def get(self, marks: Iterable[str]) -> list[Mark]:
        """Return the marks of these ids, oldest first; those that are not there are left out."""
        return self._found(f"m.id {_NAMED}", json.dumps(list(marks)))

    def of_document(self, document: str) -> list[Mark]:
        """Return the document's marks, the orphaned ones too, oldest first."""
        return self._found("m.document = ?", document)

    def on_nodes(self, nodes: Iterable[str]) -> list[Mark]:
        """Return the marks that cover one of these nodes, or did before they were orphaned."""
        covering = f"SELECT mark FROM pieces WHERE node {_NAMED}"
        return self._found(f"m.id IN ({covering})", json.dumps(list(nodes)))

    def waiting(self, document: str) -> list[str]:
        """Return the ids of the document's marks that have lost their place."""
        rows = self._rows("SELECT id FROM marks WHERE document = ? AND orphaned = 1", (document,))
        return [mark for (mark,) in rows]

    def _found(self, condition: str, value: str) -> list[Mark]:
        pieces: dict[str, list[Piece]] = {}
        for mark, *piece in self._rows(
            f"{_PIECE} JOIN marks m ON m.id = p.mark WHERE {condition} ORDER BY p.mark, p.position",
            (value,),
        ):
            pieces.setdefault(mark, []).append(Piece(*piece))
        rows = self._rows(f"{_MARK} WHERE {condition} ORDER BY m.created, m.rowid", (value,))
        return [_mark(row, tuple(pieces.get(row[0], ()))) for row in rows]

    def count(self, document: str) -> int:
        """Return how many marks the document has, the orphaned ones too."""
        rows = self._rows("SELECT count(*) FROM marks WHERE document = ?", (document,))
        return int(rows[0][0])

    def counts(self, document: str) -> dict[str, int]:
        """Return how many marks each node of the document has; the document itself by its id."""
        rows = self._rows(
            f"SELECT p.node, count(DISTINCT p.mark) {_HERE} GROUP BY p.node", (document,)
        )
        own = self._rows(
            "SELECT count(*) FROM marks WHERE document = ? AND scope = 'document'", (document,)
        )
        return dict(rows) | ({document: own[0][0]} if own[0][0] else {})

    def counts_below(self, document: str) -> dict[str, int]:
        """Return how many marks each node and all below it have; all of them by the document's id.

        A mark that covers several nodes counts once in what stands above them.
        """
        rows = self._rows(_COUNTS_BELOW, (document,))
        every = self._rows(
            "SELECT count(*) FROM marks WHERE document = ? AND orphaned = 0", (document,)
        )
        return dict(rows) | ({document: every[0][0]} if every[0][0] else {})

    def authors(self) -> list[str]:
        """Return the names of those who have made marks, in alphabetical order."""
        rows = self._rows("SELECT DISTINCT author FROM marks ORDER BY author")
        return [author for (author,) in rows]

    def colours(self) -> list[Colour]:
        """Return the five colours in their order."""
        rows = self._rows("SELECT id, name, colour FROM colours ORDER BY position")
        return [Colour(*row) for row in rows]

    def set_colour(self, colour: Colour) -> None:
        """Change name and value of one of the colours; inside a step of the history."""
        self._journal.change(
            "colours", (colour.id,), document=None, name=colour.name, colour=colour.colour
        )


def _mark(row: tuple[Any, ...], pieces: tuple[Piece, ...]) -> Mark:
    id_, document, author, created, modified, colour, note, scope, orphaned, extra = row
    return Mark(
        id_, document, author, created, modified, colour, note, scope, pieces, bool(orphaned), extra
    )


def _row(mark: str, place: int, piece: Piece) -> Row:
    return {
        "mark": mark,
        "position": place,
        "node": piece.node,
        "start": piece.start,
        "stop": piece.end,
        "quote": piece.quote,
        "prefix": piece.prefix,
        "suffix": piece.suffix,
        "text_hash": piece.text_hash,
    }


def piece_of(row: Mapping[str, Any]) -> Piece:
    """Return the piece of a row of `pieces`, as the history keeps it."""
    names = ("node", "start", "stop", "quote", "prefix", "suffix", "text_hash")
    return Piece(*(row[name] for name in names))


def searched(note: str, quotes: Iterable[str]) -> str:
    """Return the form in which the words of a mark are looked through."""
    return BETWEEN.join(map(normal, (note, *quotes)))
