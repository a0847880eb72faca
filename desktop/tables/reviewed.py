"""The shelf of ticks: which measures somebody has read (已阅)."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from desktop.annotations import Reviewed
from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf

_MEASURES = """
    FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.version
    JOIN nodes n ON n.version = v.key
    WHERE d.id = ? AND d.removed IS NULL AND n.kind IN ('measure', 'article')
"""
_UNREAD = "NOT EXISTS (SELECT 1 FROM reviewed r WHERE r.node = n.id)"
_BARE = (
    "NOT EXISTS (SELECT 1 FROM pieces p JOIN marks m ON m.id = p.mark"
    " WHERE p.node = n.id AND m.orphaned = 0)"
)


class Ticks(Shelf):
    """Ticks by node."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def tick(self, tick: Reviewed) -> None:
        """Tick a node; inside a step of the history."""
        row = {"node": tick.node, "document": tick.document, "at": tick.at, "by": tick.by}
        self._journal.set("reviewed", (tick.node,), row, document=tick.document)

    def untick(self, node: str, document: str) -> None:
        """Take a node's tick away; inside a step of the history."""
        self._journal.set("reviewed", (node,), None, document=document)

    def among(self, nodes: Iterable[str]) -> set[str]:
        """Return those of the nodes that are ticked."""
        rows = self._rows(
            "SELECT node FROM reviewed WHERE node IN (SELECT value FROM json_each(?))",
            (json.dumps(list(nodes)),),
        )
        return {node for (node,) in rows}

    def of_nodes(self, nodes: Iterable[str]) -> list[Reviewed]:
        """Return the ticks of the nodes."""
        rows = self._rows(
            'SELECT node, document, at, "by" FROM reviewed'
            " WHERE node IN (SELECT value FROM json_each(?))",
            (json.dumps(list(nodes)),),
        )
        return [Reviewed(*row) for row in rows]

    def of_document(self, document: str) -> list[Reviewed]:
        """Return the document's ticks, those of measures that its text no longer has too."""
        rows = self._rows(
            'SELECT node, document, at, "by" FROM reviewed WHERE document = ? ORDER BY at, node',
            (document,),
        )
        return [Reviewed(*row) for row in rows]

    def share(self, document: str) -> tuple[int, int]:
        """Return how many of the document's measures are ticked, and how many it has."""
        ((left, every),) = self._rows(
            f"SELECT count(*) FILTER (WHERE {_UNREAD}), count(*) {_MEASURES}", (document,)
        )
        return every - left, every

    def unread(self, document: str) -> list[str]:
        """Return the ids of the document's measures without a tick, in document order."""
        return self._measures(_UNREAD, document)

    def unannotated(self, document: str) -> list[str]:
        """Return the ids of the document's measures without a mark, in document order."""
        return self._measures(_BARE, document)

    def _measures(self, condition: str, document: str) -> list[str]:
        rows = self._rows(
            f"SELECT n.id {_MEASURES} AND {condition} ORDER BY n.position", (document,)
        )
        return [node for (node,) in rows]
