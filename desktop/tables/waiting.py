"""The shelf of what packages brought for documents that are still to come."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of a package whose document is not here.

    Attributes:
        file: the package's file that it is an entry of.
        key: names it in that file.
        number, sha256: of the document, as `Aim` has them.
        entry: as it came.
        colours: the package's colours.json.
        author: who took the package in.
    """

    file: str
    key: str
    number: str
    sha256: str
    entry: Any
    colours: list[Any]
    author: str


class WaitingRoom(Shelf):
    """Entries by file and key."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def all(self) -> list[Waiting]:
        """Return all that waits."""
        rows = self._rows(
            "SELECT file, key, number, sha256, entry, colours, author FROM waiting"
            " ORDER BY file, key"
        )
        return [
            Waiting(file, key, number, sha256, json.loads(entry), json.loads(colours), author)
            for file, key, number, sha256, entry, colours, author in rows
        ]

    def entry(self, file: str, key: str) -> Any:
        """Return what waits under that name; None where nothing does."""
        row = self._journal.row("waiting", (file, key))
        return json.loads(row["entry"]) if row else None

    def put(self, one: Waiting) -> None:
        """Let an entry wait; inside a step of the history."""
        row = {
            "file": one.file,
            "key": one.key,
            "number": one.number,
            "sha256": one.sha256,
            "entry": json.dumps(one.entry),
            "colours": json.dumps(one.colours),
            "author": one.author,
        }
        self._journal.set("waiting", (one.file, one.key), row, document=None)

    def remove(self, one: Waiting) -> None:
        """Let an entry wait no longer; inside a step of the history."""
        self._journal.set("waiting", (one.file, one.key), None, document=None)
