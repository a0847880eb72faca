"""How rows that a person made are written: each with a note of what was there before.

There is one way to write such a row, `set`, and undoing uses it too.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from desktop.tables.shelf import Shelf

Row = Mapping[str, str | int | None]
Key = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are written here.

    Attributes:
        key: the columns by which a row is known.
        columns: all columns that are written; a table may have others of its own.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row; None where there is none, before or after.

    Attributes:
        table: a name of `TABLES`.
        key: the values of the table's key.
        document: the id of the document that the row belongs to, or None.
    """

    table: str
    key: tuple[str | int, ...]
    document: str | None
    before: Row | None
    after: Row | None


TABLES = {
    "documents": Table(("id",), ("id", "group_name", "archived", "removed")),
    "colours": Table(("id",), ("id", "position", "name", "colour")),
    "marks": Table(
        ("id",),
        (
            "id",
            "document",
            "author",
            "created",
            "modified",
            "colour",
            "note",
            "scope",
            "orphaned",
            "searched",
            "extra",
        ),
    ),
    "pieces": Table(
        ("mark", "position"),
        (
            "mark",
            "position",
            "node",
            "start",
            "stop",
            "quote",
            "prefix",
            "suffix",
            "text_hash",
        ),
    ),
    "tags": Table(("id",), ("id", "name", "parent", "colour", "description")),
    "tagged": Table(
        ("tag", "kind", "target"), ("tag", "kind", "target", "document", "at", "author")
    ),
    "filters": Table(("id",), ("id", "name", "expression")),
    "searches": Table(("id",), ("id", "name", "query")),
    "follow_ups": Table(
        ("id",),
        (
            "id",
            "node",
            "document",
            "author",
            "created",
            "modified",
            "state",
            "lead",
            "support",
            "due",
            "behind",
            "priority",
            "remark",
            "extra",
        ),
    ),
    "progress": Table(("id",), ("id", "follow_up", "on", "by", "text", "added")),
    "pairs": Table(
        ("a", "b"),
        ("a", "b", "document_a", "document_b", "accepted", "relation", "author", "at"),
    ),
    "waiting": Table(
        ("file", "key"), ("file", "key", "number", "sha256", "entry", "colours", "author")
    ),
    "reviewed": Table(("node",), ("node", "document", "at", "by")),
    "corrections": Table(
        ("id",), ("id", "document", "position", "deed", "details", "author", "at")
    ),
    "parsed": Table(("version",), ("version", "parse")),
    "settled": Table(
        ("document", "kind", "printed"), ("document", "kind", "printed", "as", "author", "at")
    ),
}
"""The tables that hold what people made, with all that the history knows of them."""


class Journal(Shelf):
    """The pen that all shelves of what people made write with."""

    _changes: list[Change] | None = None

    @contextmanager
    def recording(self) -> Iterator[list[Change]]:
        """Give the list that the changes of the block are noted in; only inside one can be written.

        Raises:
            RuntimeError: one is open already.
        """
        if self._changes is not None:
            raise RuntimeError("a step of the history inside another")
        self._changes = []
        try:
            yield self._changes
        finally:
            self._changes = None

    def row(self, table: str, key: Key) -> dict[str, Any] | None:
        """Return the row as it is now, or None."""
        known = TABLES[table]
        found = self._rows(f"SELECT {_list(known.columns)} FROM {_where(table)}", key)
        return dict(zip(known.columns, found[0], strict=True)) if found else None

    def refers(self, table: str, row: Row) -> bool:
        """Return whether all rows are there that a row of a table refers to."""
        return all(
            row[column] is None
            or self._rows(f'SELECT 1 FROM "{other}" WHERE "{theirs}" = ?', (row[column],))
            for _, _, other, column, theirs, *_ in self._rows(f"PRAGMA foreign_key_list({table})")
        )

    def set(self, table: str, key: Key, after: Row | None, *, document: str | None) -> None:
        """Make the row what `after` says, whatever it was; None takes it away.

        Raises:
            RuntimeError: not inside `recording`.
        """
        if self._changes is None:
            raise RuntimeError(f"{table} written outside a step of the history")
        before = self.row(table, key)
        if before == after:
            return
        if after is None:
            self._write(f"DELETE FROM {_where(table)}", key)
        elif before is None:
            self._insert(table, after)
        else:
            self._update(table, key, after)
        self._changes.append(Change(table, tuple(key), document, before, after))

    def change(self, table: str, key: Key, *, document: str | None, **values: Any) -> None:
        """Change some columns of a row; nothing where there is no such row."""
        before = self.row(table, key)
        if before is not None:
            self.set(table, key, before | values, document=document)

    def _insert(self, table: str, row: Row) -> None:
        columns = TABLES[table].columns
        places = ", ".join("?" * len(columns))
        self._write(
            f"INSERT INTO {table} ({_list(columns)}) VALUES ({places})",
            [row[column] for column in columns],
        )

    def _update(self, table: str, key: Key, row: Row) -> None:
        columns = TABLES[table].columns
        settings = ", ".join(f'"{column}" = ?' for column in columns)
        table_name, _, condition = _where(table).partition(" WHERE ")
        self._write(
            f"UPDATE {table_name} SET {settings} WHERE {condition}",
            [*(row[column] for column in columns), *key],
        )


def _list(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _where(table: str) -> str:
    return f"{table} WHERE " + " AND ".join(f'"{column}" = ?' for column in TABLES[table].key)
