"""The shelf of targets: what the current texts want reached, and by when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.model import Target
from desktop.tables.shelf import Shelf

_CURRENT = (
    "FROM versions v JOIN documents d ON d.id = v.document AND d.version = v.number"
    " WHERE d.removed IS NULL"
)
_DATED = "coalesce(v.issued_on, v.doc_number, '')"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it is kept: the node's id, where in its text, and what `facts.targets` says."""

    node: str
    start: int
    end: int
    value: str
    op: str
    unit: str
    deadline: str
    deadline_text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unsought:
    """A current text that is still to be looked through.

    Attributes:
        document: the id of its document.
        version: its key.
        dated: its date, ISO 8601; without one its number; "" without both.
    """

    document: str
    version: int
    dated: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A node with a text, as far as targets need it."""

    node: str
    label: str
    ordinal: int | None
    title: str
    text: str


class Targets(Shelf):
    """Targets by version."""

    def waiting(self, *, rules: int) -> list[Unsought]:
        """Return the texts that have changed since, or that other rules looked through."""
        rows = self._rows(
            f"SELECT d.id, v.key, {_DATED} {_CURRENT} AND NOT EXISTS"
            " (SELECT 1 FROM targets_sought s WHERE s.version = v.key AND s.touched = v.touched"
            f" AND s.dated = {_DATED} AND s.rules = ?) ORDER BY d.key",
            (rules,),
        )
        return [Unsought(*row) for row in rows]

    def texts(self, version: int) -> list[Passage]:
        """Return a version's nodes with a text but tables, in document order."""
        rows = self._rows(
            "SELECT id, label, ordinal, title, text FROM nodes"
            " WHERE version = ? AND text <> '' AND kind <> 'table' ORDER BY position",
            (version,),
        )
        return [Passage(*row) for row in rows]

    def put(self, version: int, aims: Sequence[Aim], *, rules: int) -> None:
        """Keep what a version wants, in place of what was kept; inside a transaction."""
        self._write("DELETE FROM targets WHERE version = ?", (version,))
        self._write_many(
            "INSERT INTO targets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    version,
                    position,
                    aim.node,
                    aim.start,
                    aim.end,
                    aim.value,
                    aim.op,
                    aim.unit,
                    aim.deadline,
                    aim.deadline_text,
                    aim.kind,
                )
                for position, aim in enumerate(aims)
            ),
        )
        self._write(
            "INSERT OR REPLACE INTO targets_sought"
            f" SELECT v.key, v.touched, {_DATED}, ? FROM versions v WHERE v.key = ?",
            (rules, version),
        )

    def listed(self, documents: Sequence[str] | None) -> list[Target]:
        """Return what the documents want, or all of them: in the order added, then of the text."""
        rows = self._rows(
            "SELECT d.id, v.title, coalesce(v.doc_number, ''), n.id, n.label, n.ordinal, n.title,"
            " n.text, t.start, t.stop, t.value, t.op, t.unit, t.deadline, t.deadline_text, t.kind"
            " FROM documents d JOIN versions v ON d.id = v.document AND d.version = v.number"
            " JOIN targets t ON t.version = v.key"
            " JOIN nodes n ON n.version = v.key AND n.id = t.node"
            " WHERE d.removed IS NULL AND (:ids IS NULL OR d.id IN"
            " (SELECT value FROM json_each(:ids))) ORDER BY d.key, t.position",
            {"ids": None if documents is None else json.dumps(list(documents))},
        )
        return [_target(*row) for row in rows]


def _target(*row: Any) -> Target:
    text, start, end = row[7:10]
    values = (*row[:7], start, end, text[start:end], *row[10:])
    return Target(*values)
