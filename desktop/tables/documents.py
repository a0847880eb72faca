"""The shelf of documents and their versions."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.identity import number_key
from desktop.model import Document, Kind, Outline, Version
from desktop.tables.journal import Journal
from desktop.tables.outlines import branches
from desktop.tables.shelf import Shelf
from desktop.text import normal

COUNTED = frozenset({Kind.MEASURE, Kind.ARTICLE})
"""What counts as a document's measures."""

_DOCUMENT = """
    SELECT d.id, v.title, v.notice_title, v.doc_number, v.issuer, v.issued_on, v.addressees,
           v.source, v.number, v.sha256, d.added, v.measures,
           (SELECT count(*) FROM marks m WHERE m.document = d.id), d.group_name, d.archived
    FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.version
    WHERE d.removed IS NULL
"""

_PURGE = (
    "DELETE FROM corrections WHERE document = ?",
    "DELETE FROM settled WHERE document = ?",
    "DELETE FROM progress WHERE follow_up IN (SELECT id FROM follow_ups WHERE document = ?)",
    "DELETE FROM follow_ups WHERE document = ?",
    "DELETE FROM reviewed WHERE document = ?",
    "DELETE FROM tagged WHERE document = ?",
    "DELETE FROM pieces WHERE mark IN (SELECT id FROM marks WHERE document = ?)",
    "DELETE FROM marks WHERE document = ?",
    "DELETE FROM pairs WHERE ? IN (document_a, document_b)",
    "DELETE FROM documents WHERE id = ?",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is stored about a text besides its outline.

    Attributes:
        title: never empty.
        sha256: of the file's bytes.
        encoding: by Python's name, or "".
        parser: the revision of the parser that made the outline.
        imported: UTC, ISO 8601.
    """

    title: str
    sha256: str
    encoding: str
    parser: str
    imported: str


def _document(row: tuple[Any, ...]) -> Document:
    return replace(Document(*row), archived=bool(row[-1]))


class Documents(Shelf):
    """Documents of the library, each with its versions; one of them is the current one.

    Documents that were removed are left out of every answer.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def all(self) -> list[Document]:
        """Return the documents, archived ones too, in the order added."""
        return [_document(row) for row in self._rows(_DOCUMENT + "ORDER BY d.key")]

    def get(self, document: str) -> Document:
        """Return the document of that id.

        Raises:
            KeyError: there is none.
        """
        rows = self._rows(_DOCUMENT + "AND d.id = ?", (document,))
        if not rows:
            raise KeyError(document)
        return _document(rows[0])

    def numbered(self, number_key: str) -> list[Document]:
        """Return the documents whose current version has that number."""
        sql = _DOCUMENT + "AND v.number_key = ? ORDER BY d.key"
        return [_document(row) for row in self._rows(sql, (number_key,))]

    def with_bytes(self, sha256: str) -> tuple[str, int] | None:
        """Return the id and the newest version number of the text with that hash, or None."""
        rows = self._rows(
            "SELECT v.document, v.number FROM versions v JOIN documents d ON d.id = v.document"
            " WHERE v.sha256 = ? AND d.removed IS NULL ORDER BY v.key DESC LIMIT 1",
            (sha256,),
        )
        return rows[0] if rows else None

    def versions(self, document: str) -> list[Version]:
        """Return the document's versions, oldest first."""
        rows = self._rows(
            "SELECT number, source, sha256, imported, measures FROM versions"
            " WHERE document = ? ORDER BY number",
            (document,),
        )
        return [Version(*row) for row in rows]

    def key(self, document: str, number: int) -> int:
        """Return the key that outline and source of that version are stored under.

        Raises:
            KeyError: there is no such version.
        """
        rows = self._rows(
            "SELECT key FROM versions WHERE document = ? AND number = ?", (document, number)
        )
        if not rows:
            raise KeyError(document, number)
        key: int = rows[0][0]
        return key

    def add(self, document: str, arrival: Arrival, outline: Outline) -> int:
        """Add a document of that id with its first version; return the version's key."""
        self._write(
            "INSERT INTO documents (id, version, added) VALUES (?, 1, ?)",
            (document, arrival.imported),
        )
        return self._add_version(document, 1, arrival, outline)

    def renew(self, document: str, number: int, arrival: Arrival, outline: Outline) -> int:
        """Add version `number` and make it the current one; return its key."""
        key = self._add_version(document, number, arrival, outline)
        self._write("UPDATE documents SET version = ? WHERE id = ?", (number, document))
        return key

    def _add_version(self, document: str, number: int, arrival: Arrival, outline: Outline) -> int:
        values = {
            "document": document,
            "number": number,
            "source": outline.source,
            "sha256": arrival.sha256,
            "encoding": arrival.encoding,
            "parser": arrival.parser,
            "imported": arrival.imported,
            **_told(outline, arrival.title),
        }
        places = ", ".join("?" * len(values))
        return self._write(
            f"INSERT INTO versions ({', '.join(values)}) VALUES ({places})", list(values.values())
        )

    def revise(self, key: int, outline: Outline) -> None:
        """Let what is known of a version be what its outline says now."""
        ((title,),) = self._rows("SELECT title FROM versions WHERE key = ?", (key,))
        values = _told(outline, outline.title or outline.notice_title or title)
        settings = ", ".join(f"{column} = ?" for column in values)
        self._write(f"UPDATE versions SET {settings} WHERE key = ?", [*values.values(), key])

    def parsed_otherwise(self, parser: str) -> list[str]:
        """Return the ids of the documents whose current version another parser has parsed."""
        rows = self._rows(
            "SELECT d.id FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " WHERE d.removed IS NULL AND v.parser <> ? ORDER BY d.key",
            (parser,),
        )
        return [document for (document,) in rows]

    def set_parser(self, key: int, parser: str) -> None:
        """Note which parser has parsed a version."""
        self._write("UPDATE versions SET parser = ? WHERE key = ?", (parser, key))

    def groups(self) -> list[str]:
        """Return the names of the groups that have documents, in alphabetical order."""
        rows = self._rows(
            "SELECT DISTINCT group_name FROM documents WHERE group_name <> '' AND removed IS NULL"
            " ORDER BY group_name"
        )
        return [row[0] for row in rows]

    def change(self, document: str, **values: str | int | None) -> None:
        """Change `group_name`, `archived` or `removed` (a moment); inside a step of the history."""
        self._journal.change("documents", (document,), document=document, **values)

    def removed(self, *, before: str) -> list[str]:
        """Return the ids of the documents that were removed before a moment."""
        rows = self._rows("SELECT id FROM documents WHERE removed < ? ORDER BY key", (before,))
        return [document for (document,) in rows]

    def purge(self, documents: Sequence[str]) -> None:
        """Delete the documents with all their versions and all that hangs on them, for good."""
        for sql in _PURGE:
            self._write_many(sql, [(document,) for document in documents])


def _told(outline: Outline, title: str) -> dict[str, str | int | None]:
    """Return what an outline says of its version, by column."""
    kinds = [node.kind for node in outline.walk()]
    return {
        "title": title,
        "outline_title": outline.title,
        "notice_title": outline.notice_title,
        "doc_number": outline.doc_number,
        "number_key": number_key(outline.doc_number),
        "issuer": outline.issuer,
        "issued_on": outline.issued_on,
        "addressees": outline.addressees,
        "heading": normal((outline.doc_number or "") + title),
        "nodes": len(kinds),
        "measures": sum(kind in COUNTED for kind in kinds),
        "branches": branches(outline.nodes),
    }
