"""The shelf of mentions: where the current texts name documents."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.tables.shelf import Shelf

_CURRENT = (
    "FROM versions v JOIN documents d ON d.id = v.document AND d.version = v.number"
    " WHERE d.removed IS NULL"
)
_COLUMNS = "m.node, m.start, m.stop, m.number, m.place, m.core, m.years"


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a text names a document.

    Attributes:
        document: the id of the document whose text it is.
        node, start, end: where; code points.
        number, place, core, years: what is named, as `facts.citations` compares it.
    """

    document: str
    node: str
    start: int
    end: int
    number: str
    place: str
    core: str
    years: str


class Mentions(Shelf):
    """Mentions by version."""

    def put(self, version: int, named: Sequence[Named]) -> None:
        """Keep what a version names, in place of what was kept; inside a transaction."""
        self._write("DELETE FROM mentions WHERE version = ?", (version,))
        self._write_many(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    version,
                    position,
                    each.node,
                    each.start,
                    each.end,
                    each.number,
                    each.place,
                    each.core,
                    each.years,
                )
                for position, each in enumerate(named)
            ),
        )
        self._write(
            "INSERT OR REPLACE INTO looked_through SELECT key, touched FROM versions WHERE key = ?",
            (version,),
        )

    def waiting(self) -> list[tuple[str, int]]:
        """Return the documents, with the keys of their versions, whose text has changed since."""
        return self._rows(
            f"SELECT d.id, v.key {_CURRENT} AND v.touched IS NOT"
            " (SELECT l.touched FROM looked_through l WHERE l.version = v.key) ORDER BY d.key"
        )

    def texts(self, version: int) -> list[tuple[str, str]]:
        """Return the ids and texts of a version's nodes, in document order."""
        return self._rows(
            "SELECT id, text FROM nodes WHERE version = ? AND text <> '' ORDER BY position",
            (version,),
        )

    def of_document(self, document: str) -> list[Named]:
        """Return what the document's current text names, in document order."""
        rows = self._rows(
            f"SELECT d.id, {_COLUMNS} FROM mentions m JOIN versions v ON v.key = m.version"
            " JOIN documents d ON d.id = v.document AND d.version = v.number"
            " WHERE d.id = ? AND d.removed IS NULL ORDER BY m.position",
            (document,),
        )
        return [Named(*row) for row in rows]

    def of_others(self, document: str, *, number: str, cores: Sequence[str]) -> list[Named]:
        """Return what the current texts of all others name that may be the document.

        In the order added. That is what ends in its number, if it has one, and what has no number
        and is the end of one of the cores of its titles.
        """
        rows = self._rows(
            f"SELECT d.id, {_COLUMNS} FROM mentions m JOIN versions v ON v.key = m.version"
            " JOIN documents d ON d.id = v.document AND d.version = v.number"
            " WHERE d.id <> :document AND d.removed IS NULL AND CASE m.number"
            " WHEN '' THEN EXISTS (SELECT 1 FROM json_each(:cores) c"
            " WHERE substr(c.value, -length(m.core)) = m.core)"
            " ELSE :number <> '' AND substr(m.number, -length(:number)) = :number END"
            " ORDER BY d.key, m.position",
            {"document": document, "number": number, "cores": json.dumps(list(cores))},
        )
        return [Named(*row) for row in rows]
