"""The library as a whole: copied into one file, looked into, replaced, through SQLite's backup API.

The API copies page by page inside one transaction of each side: a copy is the library as it was at
one moment, whoever writes meanwhile, and a replaced library is the old one or the new one, whatever
happens meanwhile.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError
from desktop.paths import shown
from desktop.tables.faults import told, translated
from desktop.tables.shelf import Shelf

_HERE = "(SELECT id FROM documents WHERE removed IS NULL)"
_COUNTED = (
    f"SELECT count(*) FROM {_HERE}",
    f"SELECT count(*) FROM marks WHERE document IN {_HERE}",
    f"SELECT count(*) FROM follow_ups WHERE document IN {_HERE}",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is in a library, without removed documents; what its program lacked counts 0."""

    documents: int
    marks: int
    follow_ups: int


class Copies(Shelf):
    """The library as a whole, of this program or an older one."""

    def contents(self) -> Contents:
        """Return how much is in the library."""
        tables = {name for (name,) in self._rows("SELECT name FROM sqlite_schema")}
        if "marks" not in tables:  # an older program's, which had documents at most
            known = "documents" in tables
            return Contents(
                self._rows("SELECT count(*) FROM documents")[0][0] if known else 0, 0, 0
            )
        counts = [self._rows(question)[0][0] for question in _COUNTED]
        return Contents(*counts)

    def sound(self) -> bool:
        """Return whether SQLite finds every page in order and every reference satisfied.

        Raises:
            UserError: the file is so damaged that it cannot be read.
        """
        whole = self._rows("PRAGMA integrity_check(1)") == [("ok",)]
        return whole and not self._rows("PRAGMA foreign_key_check")

    def write(self, target: Path) -> None:
        """Write the library into an empty file, as a single file that needs no others beside it.

        Raises:
            UserError: the file cannot be written, or the library cannot be read.
        """
        try:
            with closing(sqlite3.connect(target)) as copy:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as fault:
            full = fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
            why = "磁盘已满" if full else str(fault)
            raise UserError(
                f"没有写成备份“{shown(target)}”（{why}），资料库没有变。请检查磁盘空间和文件夹权限。"
            ) from fault

    def outrun(self, changes: int) -> None:
        """Raise the change counter above `changes`, inside the store's transaction."""
        self._write("UPDATE library SET changes = max(changes, ? + 1)", (changes,))

    def take_over(self, other: "Copies") -> None:
        """Replace everything in the library by what the other one holds, in one step.

        Raises:
            UserError: the library is read-only, in use or full; nothing has changed.
        """

        def give_up(status: int, _left: int, _pages: int) -> None:
            # The connection has waited as long as it was told; the API would ask for ever.
            if error := told(status, self._path):
                raise error

        with translated(self._path):
            other._connection.backup(self._connection, progress=give_up)  # noqa: SLF001 - one of us
