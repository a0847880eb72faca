"""The shelf of parses: what the parser made of a text each time it parsed it again."""

import os
import sqlite3
from pathlib import Path

from desktop.model import Outline
from desktop.tables.faults import decoding
from desktop.tables.journal import Journal, Row
from desktop.tables.packing import packed, unpacked
from desktop.tables.shelf import Shelf


class Parses(Shelf):
    """Outlines as parsed, by ids of their own; of each version one holds, which is history."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def renew(self, version: int, before: Outline, now: Outline, *, document: str) -> None:
        """Let another parse of a version hold; inside a step of the history.

        Args:
            version: its key.
            before: the parse that held so far, which is kept where it is the first.
            now: the new one.
            document: the id of the document.
        """
        if not self._rows("SELECT 1 FROM parses WHERE version = ?", (version,)):
            self._keep(version, before)
        row: Row = {"version": version, "parse": self._keep(version, now)}
        self._journal.set("parsed", (version,), row, document=document)

    def holding(self, version: int) -> Outline:
        """Return the parse that holds of a version that was parsed again: the first, if none does.

        Raises:
            KeyError: it never was.
        """
        rows = self._rows(
            "SELECT packed FROM parses WHERE version = ?1"
            " ORDER BY id <> ifnull((SELECT parse FROM parsed WHERE version = ?1), ''), rowid",
            (version,),
        )
        if not rows:
            raise KeyError(version)
        with decoding(self._path):
            return unpacked(rows[0][0])

    def _keep(self, version: int, outline: Outline) -> str:
        id_ = os.urandom(8).hex()
        self._write("INSERT INTO parses VALUES (?, ?, ?)", (id_, version, packed(outline)))
        return id_
