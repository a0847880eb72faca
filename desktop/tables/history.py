"""The shelf of history: every step with all it changed; undo, redo and audit are one thing.

A step is undone by a further step that puts back what the last one of its chain found, and redone
in the same way. Nothing is ever taken out of the history, but what went with a document for good.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.annotations import HistoryEntry
from desktop.tables.faults import decoding
from desktop.tables.journal import Change, Journal
from desktop.tables.shelf import Shelf

JOIN_SECONDS = 5
"""Changes of one thing by one person that follow each other within this time are one step."""
_DONE, _UNDONE, _GONE = 0, 1, 2
_ENTRY = "SELECT id, at, author, label, undoes, state <> 0, permanent FROM history"
_OPEN = (  # steps of which there is something left to put back
    "root IS NULL AND permanent = 0 AND EXISTS (SELECT 1 FROM changes WHERE entry = history.id)"
)


@dataclass(slots=True)
class Step:
    """What is said about a step besides what it changes; the label may come with the changes.

    Attributes:
        label: what is done, in Chinese.
        author: who does it, or "".
        at: the moment, UTC, ISO 8601.
        joins: names the thing and the kind of change where rapid steps are to be one; or "".
        permanent: whether it cannot be undone.
        root, undoes: for undoing and redoing: the first and the last step of the chain.
    """

    label: str
    author: str
    at: str
    joins: str = ""
    permanent: bool = False
    root: int | None = None
    undoes: int | None = None


class History(Shelf):
    """The steps of the library, the newest last."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    @contextmanager
    def step(self, step: Step) -> Iterator[Step]:
        """Note all that is written in the block as one step; inside the store's transaction.

        The block gets the step and may still change what is said about it. Nothing is noted where
        nothing has changed.
        """
        with self._journal.recording() as changes:
            yield step
        if not changes:
            return
        joined = self._joined(step)
        if joined is not None:
            self._extend(joined, step, changes)
        else:
            self._append(step, changes)

    def undoable(self) -> HistoryEntry | None:
        """Return the newest step that is done and can be undone."""
        return self._one(f"{_ENTRY} WHERE state = {_DONE} AND {_OPEN} ORDER BY id DESC LIMIT 1")

    def redoable(self) -> HistoryEntry | None:
        """Return the step that was undone last and can be redone."""
        return self._one(f"{_ENTRY} WHERE state = {_UNDONE} AND {_OPEN} ORDER BY id LIMIT 1")

    @contextmanager
    def turning(self, entry: HistoryEntry, step: Step) -> Iterator[list[Change]]:
        """Undo or redo what `undoable` or `redoable` gave; inside the store's transaction.

        The block gets what was written, in order, and may write more; all is one step, the last of
        the entry's chain, so that turning the entry once more brings back exactly what was before.
        """
        ((last,),) = self._rows(
            "SELECT max(id) FROM history WHERE id = ? OR root = ?", (entry.id, entry.id)
        )
        with self._journal.recording() as changes:
            for change in reversed(self.changes(last)):
                self._journal.set(change.table, change.key, change.before, document=change.document)
            yield changes
        self._append(replace(step, root=entry.id, undoes=last), changes)
        self._write("UPDATE history SET state = 1 - state WHERE id = ?", (entry.id,))

    def newest(self) -> tuple[int, str]:
        """Return number and moment of the newest step; (0, "") where there is none.

        Both together tell whether a step has gone on since.
        """
        rows = self._rows("SELECT id, at FROM history ORDER BY id DESC LIMIT 1")
        return (int(rows[0][0]), rows[0][1]) if rows else (0, "")

    def rows_since(
        self, seen: tuple[int, str], *, limit: int
    ) -> list[tuple[str, tuple[str | int, ...], str | None]]:
        """Return (table, key, document) of what steps have written since `newest` was asked.

        A step that has gone on since counts whole; a dated note goes by the key of its item.

        Args:
            seen: what `newest` gave.
            limit: the most to return.
        """
        rows = self._rows(
            'SELECT c."table", iif(c."table" = \'progress\','
            " json_array(ifnull(c.after, c.before) ->> 'follow_up'), c.key), c.document"
            " FROM history h JOIN changes c ON c.entry = h.id"
            " WHERE h.id > ?1 OR (h.id = ?1 AND h.at <> ?2) LIMIT ?3",
            (*seen, limit),
        )
        return [(table, tuple(json.loads(key)), document) for table, key, document in rows]

    def tables_since(self, seen: tuple[int, str]) -> set[str]:
        """Return all tables that steps have written since `newest` was asked."""
        rows = self._rows(
            'SELECT DISTINCT c."table" FROM history h JOIN changes c ON c.entry = h.id'
            " WHERE h.id > ?1 OR (h.id = ?1 AND h.at <> ?2)",
            seen,
        )
        return {table for (table,) in rows}

    def size(self, entry: HistoryEntry) -> int:
        """Return how many rows undoing or redoing a step writes; a tree counts by its nodes."""
        rows = self._rows(
            "SELECT total(iif(\"table\" = 'parsed',"
            " (SELECT nodes FROM versions v WHERE v.key = changes.key ->> 0), 1)) FROM changes"
            " WHERE entry = (SELECT max(id) FROM history WHERE id = ?1 OR root = ?1)",
            (entry.id,),
        )
        return int(rows[0][0])

    def values(self, table: str, key: tuple[str | int, ...], column: str) -> set[object]:
        """Return what a column of a row was before or after any step that wrote the row."""
        rows = self._rows(
            'SELECT before ->> ?3, after ->> ?3 FROM changes WHERE "table" = ?1 AND key = ?2',
            (table, _dumped(key), column),
        )
        return {value for row in rows for value in row if value is not None}

    def of_marks(
        self, document: str, marks: Iterable[str]
    ) -> dict[str, list[tuple[int, list[Change]]]]:
        """Return what each step has changed of some of a document's marks and of their pieces.

        By the mark's id: the newest step first, and of each what it wrote last first.
        """
        found: dict[str, list[tuple[int, list[Change]]]] = defaultdict(list)
        rows = self._rows(
            'SELECT key ->> 0, entry, "table", key, document, before, after FROM changes'
            " WHERE document = ? AND \"table\" IN ('marks', 'pieces')"
            " AND key ->> 0 IN (SELECT value FROM json_each(?)) ORDER BY entry DESC, position DESC",
            (document, json.dumps(list(marks))),
        )
        with decoding(self._path):
            for mark, entry, *row in rows:
                steps = found[mark]
                if not steps or steps[-1][0] != entry:
                    steps.append((entry, []))
                steps[-1][1].append(_change(row))
        return found

    def moved_marks(self, document: str) -> set[str]:
        """Return the document's marks that have ever lost words, or gone to another node."""
        rows = self._rows(
            "SELECT DISTINCT key ->> 0 FROM changes WHERE document = ? AND \"table\" = 'pieces'"
            " AND before IS NOT NULL AND (after IS NULL OR before ->> 'node' <> after ->> 'node'"
            " OR length(before ->> 'quote') > length(after ->> 'quote'))",
            (document,),
        )
        return {mark for (mark,) in rows}

    def steps_of_corrections(self, document: str, corrections: Iterable[str]) -> list[int]:
        """Return the steps by which corrections of a document came, the newest first."""
        rows = self._rows(
            "SELECT DISTINCT entry FROM changes WHERE document = ? AND \"table\" = 'corrections'"
            " AND before IS NULL AND key ->> 0 IN (SELECT value FROM json_each(?))"
            " ORDER BY entry DESC",
            (document, json.dumps(list(corrections))),
        )
        return [entry for (entry,) in rows]

    def of_corrections(self, document: str) -> list[tuple[int, Change]]:
        """Return what each step has changed of a document's corrections, the newest first."""
        rows = self._rows(
            'SELECT entry, "table", key, document, before, after FROM changes WHERE document = ?'
            " AND \"table\" = 'corrections' ORDER BY entry DESC, position DESC",
            (document,),
        )
        with decoding(self._path):
            return [(entry, _change(row)) for entry, *row in rows]

    def holds(self, change: Change) -> bool:
        """Return whether a row is still what a change has made of it."""
        return self._journal.row(change.table, change.key) == change.after

    def can_put_back(self, change: Change) -> bool:
        """Return whether the rows are there that the one there was before a change refers to."""
        return change.before is None or self._journal.refers(change.table, change.before)

    def put_back(self, change: Change) -> None:
        """Make a row what it was before a change; inside a step."""
        self._journal.set(change.table, change.key, change.before, document=change.document)

    def entries(self, *, limit: int, document: str | None) -> list[HistoryEntry]:
        """Return the newest steps first, all or those that changed something of a document."""
        if document is None:
            rows = self._rows(f"{_ENTRY} ORDER BY id DESC LIMIT ?", (limit,))
        else:
            rows = self._rows(
                f"{_ENTRY} WHERE id IN (SELECT entry FROM changes WHERE document = ?)"
                " ORDER BY id DESC LIMIT ?",
                (document, limit),
            )
        return [_entry(row) for row in rows]

    def _one(self, sql: str) -> HistoryEntry | None:
        rows = self._rows(sql)
        return _entry(rows[0]) if rows else None

    def _joined(self, step: Step) -> int | None:
        """Return the newest step where this one goes on with it, or None."""
        if not step.joins:
            return None
        rows = self._rows(
            "SELECT id, at FROM history WHERE id = (SELECT max(id) FROM history)"
            f" AND joins = ? AND author = ? AND root IS NULL AND state = {_DONE}",
            (step.joins, step.author),
        )
        for id_, at in rows:
            passed = datetime.fromisoformat(step.at) - datetime.fromisoformat(at)
            if 0 <= passed.total_seconds() <= JOIN_SECONDS:
                return int(id_)
        return None

    def _append(self, step: Step, changes: Sequence[Change]) -> None:
        if step.root is None:
            self._write(
                f"UPDATE history SET state = {_GONE} WHERE root IS NULL AND state = {_UNDONE}"
            )
        id_ = self._write(
            "INSERT INTO history (at, author, label, joins, permanent, state, root, undoes)"
            f" VALUES (?, ?, ?, ?, ?, {_DONE}, ?, ?)",
            (
                step.at,
                step.author,
                step.label,
                step.joins,
                step.permanent,
                step.root,
                step.undoes,
            ),
        )
        self._put(id_, changes)

    def _extend(self, entry: int, step: Step, changes: Sequence[Change]) -> None:
        """Let a step go on: of each row it keeps what was there first and what is there last."""
        joined = {(each.table, each.key): each for each in self.changes(entry)}
        for change in changes:
            row = (change.table, change.key)
            joined[row] = replace(joined.get(row, change), after=change.after)
        self._write("DELETE FROM changes WHERE entry = ?", (entry,))
        self._put(entry, [each for each in joined.values() if each.before != each.after])
        self._write("UPDATE history SET at = ? WHERE id = ?", (step.at, entry))

    def changes(self, entry: int) -> list[Change]:
        """Return what a step has written, in order."""
        rows = self._rows(
            'SELECT "table", key, document, before, after FROM changes WHERE entry = ?'
            " ORDER BY position",
            (entry,),
        )
        with decoding(self._path):
            return [_change(row) for row in rows]

    def _put(self, entry: int, changes: Sequence[Change]) -> None:
        self._write_many(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    entry,
                    place,
                    change.table,
                    _dumped(change.key),
                    change.document,
                    _dumped(change.before),
                    _dumped(change.after),
                )
                for place, change in enumerate(changes)
            ),
        )


def _change(row: Sequence[Any]) -> Change:
    table, key, document, before, after = row
    return Change(table, tuple(json.loads(key)), document, _loaded(before), _loaded(after))


def _entry(row: tuple[Any, ...]) -> HistoryEntry:
    id_, at, author, label, undoes, undone, permanent = row
    return HistoryEntry(id_, at, author, label, undoes, bool(undone), bool(permanent))


def _dumped(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _loaded(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))
