"""The shelf of follow-ups: the items of the ledger with their dated notes."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from desktop.annotations import FollowUp, Progress, State
from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf

_ITEM = """
    SELECT f.id, f.node, f.document, f.author, f.created, f.modified, f.state, f.lead, f.support,
           f.due, f.behind, f.priority, f.remark, f.extra
    FROM follow_ups f JOIN documents d ON d.id = f.document
"""
_PROGRESS = """
    SELECT p.follow_up, p.id, p."on", p."by", p.text
    FROM progress p JOIN follow_ups f ON f.id = p.follow_up JOIN documents d ON d.id = f.document
"""
_NAMED = "IN (SELECT value FROM json_each(?))"


class FollowUps(Shelf):
    """Items of the ledger by id; those of removed documents are left out of every answer."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def put(self, item: FollowUp) -> None:
        """Store an item as it is now, but for its notes; inside a step of the history."""
        row = {
            "id": item.id,
            "node": item.node,
            "document": item.document,
            "author": item.author,
            "created": item.created,
            "modified": item.modified,
            "state": item.state.value,
            "lead": item.lead,
            "support": json.dumps(item.support, ensure_ascii=False),
            "due": item.due,
            "behind": int(item.behind),
            "priority": item.priority,
            "remark": item.remark,
            "extra": item.extra,
        }
        self._journal.set("follow_ups", (item.id,), row, document=item.document)

    def remove(self, item: FollowUp) -> None:
        """Take an item away with its notes; inside a step of the history."""
        for note in item.progress:
            self.remove_progress(item, note.id)
        self._journal.set("follow_ups", (item.id,), None, document=item.document)

    def put_progress(self, item: FollowUp, note: Progress, *, added: str) -> None:
        """Store a dated note of an item, new or known; inside a step of the history.

        Args:
            item: what it is about.
            note: the note.
            added: the moment it was first written; a known note keeps its own.
        """
        before = self._journal.row("progress", (note.id,)) or {"added": added}
        row = {
            "id": note.id,
            "follow_up": item.id,
            "on": note.on,
            "by": note.by,
            "text": note.text,
            "added": before["added"],
        }
        self._journal.set("progress", (note.id,), row, document=item.document)

    def remove_progress(self, item: FollowUp, note: str) -> None:
        """Take a dated note away; inside a step of the history."""
        self._journal.set("progress", (note,), None, document=item.document)

    def get(self, items: Iterable[str]) -> list[FollowUp]:
        """Return the items of these ids, oldest first; those that are not there are left out."""
        return self._found(f"f.id {_NAMED}", (json.dumps(list(items)),))

    def on_nodes(self, nodes: Iterable[str]) -> list[FollowUp]:
        """Return the items about these nodes, oldest first."""
        return self._found(f"f.node {_NAMED}", (json.dumps(list(nodes)),))

    def all(self, document: str | None = None) -> list[FollowUp]:
        """Return the items, of one document or of all, oldest first."""
        if document is None:
            return self._found("TRUE", ())
        return self._found("f.document = ?", (document,))

    def _found(self, condition: str, values: Sequence[str]) -> list[FollowUp]:
        notes: dict[str, list[Progress]] = {}
        for item, *note in self._rows(
            f'{_PROGRESS} WHERE d.removed IS NULL AND {condition} ORDER BY p."on", p.added, p.id',
            values,
        ):
            notes.setdefault(item, []).append(Progress(*note))
        rows = self._rows(
            f"{_ITEM} WHERE d.removed IS NULL AND {condition} ORDER BY f.created, f.rowid", values
        )
        return [_item(row, tuple(notes.get(row[0], ()))) for row in rows]

    def units(self) -> list[str]:
        """Return the names of all units that lead or support an item or a measure, sorted."""
        rows = self._rows(
            "SELECT lead FROM follow_ups WHERE lead <> ''"
            " UNION SELECT value FROM follow_ups, json_each(support)"
            " UNION SELECT j.value FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " JOIN nodes n ON n.version = v.key, json_each(n.units) j"
            " WHERE d.removed IS NULL AND n.units IS NOT NULL ORDER BY 1"
        )
        return [unit for (unit,) in rows]


def _item(row: tuple[Any, ...], progress: tuple[Progress, ...]) -> FollowUp:
    id_, node, document, author, created, modified, state, lead, support, due, *rest = row
    behind, priority, remark, extra = rest
    return FollowUp(
        id_,
        node,
        document,
        author,
        created,
        modified,
        state=State(state),
        lead=lead,
        support=tuple(json.loads(support)),
        due=due,
        behind=bool(behind),
        priority=priority,
        remark=remark,
        progress=progress,
        extra=extra,
    )
