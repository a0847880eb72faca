"""The shelf of documents and their versions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.model import Document, Kind, Outline, Version
from desktop.tables.outlines import branches
from desktop.tables.shelf import Shelf
from desktop.text import normal

COUNTED = frozenset({Kind.MEASURE, Kind.ARTICLE})
"""What counts as a document's measures."""

_DOCUMENT = """
    SELECT d.id, v.title, v.notice_title, v.doc_number, v.issuer, v.issued_on, v.addressees,
           v.source, v.number, v.sha256, d.added, v.measures, 0, d.group_name, d.archived
    FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.version
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is stored about a text besides its outline.

    Attributes:
        title: never empty.
        number_key: the document number as numbers are compared, or "".
        sha256: of the file's bytes.
        encoding: by Python's name, or "".
        parser: the version of the parser that made the outline.
        imported: UTC, ISO 8601.
    """

    title: str
    number_key: str
    sha256: str
    encoding: str
    parser: str
    imported: str


def _document(row: tuple[Any, ...]) -> Document:
    return replace(Document(*row), archived=bool(row[-1]))


class Documents(Shelf):
    """Documents of the library, each with its versions; one of them is the current one."""

    def all(self) -> list[Document]:
        """Return the documents, archived ones too, in the order added."""
        return [_document(row) for row in self._rows(_DOCUMENT + "ORDER BY d.key")]

    def get(self, document: str) -> Document:
        """Return the document of that id.

        Raises:
            KeyError: there is none.
        """
        rows = self._rows(_DOCUMENT + "WHERE d.id = ?", (document,))
        if not rows:
            raise KeyError(document)
        return _document(rows[0])

    def numbered(self, number_key: str) -> list[Document]:
        """Return the documents whose current version has that number."""
        sql = _DOCUMENT + "WHERE v.number_key = ? ORDER BY d.key"
        return [_document(row) for row in self._rows(sql, (number_key,))]

    def with_bytes(self, sha256: str) -> tuple[str, int] | None:
        """Return the id and the newest version number of the text with that hash, or None."""
        rows = self._rows(
            "SELECT document, number FROM versions WHERE sha256 = ? ORDER BY key DESC LIMIT 1",
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
        kinds = [node.kind for node in outline.walk()]
        heading = normal((outline.doc_number or "") + arrival.title)
        return self._write(
            "INSERT INTO versions (document, number, source, sha256, encoding, parser, imported,"
            " title, outline_title, notice_title, doc_number, number_key, issuer, issued_on,"
            " addressees, heading, nodes, measures, branches)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                number,
                outline.source,
                arrival.sha256,
                arrival.encoding,
                arrival.parser,
                arrival.imported,
                arrival.title,
                outline.title,
                outline.notice_title,
                outline.doc_number,
                arrival.number_key,
                outline.issuer,
                outline.issued_on,
                outline.addressees,
                heading,
                len(kinds),
                sum(kind in COUNTED for kind in kinds),
                branches(outline.nodes),
            ),
        )

    def groups(self) -> list[str]:
        """Return the names of the groups that have documents, in alphabetical order."""
        rows = self._rows(
            "SELECT DISTINCT group_name FROM documents WHERE group_name <> '' ORDER BY group_name"
        )
        return [row[0] for row in rows]

    def set_group(self, documents: Sequence[str], group: str) -> None:
        """Put the documents into the group of that name; "" takes them out of theirs."""
        self._write_many(
            "UPDATE documents SET group_name = ? WHERE id = ?", [(group, id_) for id_ in documents]
        )

    def set_archived(self, documents: Sequence[str], *, archived: bool) -> None:
        """Put the documents away from the tree, or back."""
        self._write_many(
            "UPDATE documents SET archived = ? WHERE id = ?", [(archived, id_) for id_ in documents]
        )

    def remove(self, documents: Sequence[str]) -> None:
        """Delete the documents with all their versions."""
        self._write_many("DELETE FROM documents WHERE id = ?", [(id_,) for id_ in documents])
