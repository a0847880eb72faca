"""The postings of the search index: which nodes have a term, in segments merged as they age.

A segment covers nodes that came into the index together, within one block of `idsets.BLOCK` ids;
ids within it are counted from the block's first. Small neighbours are merged, so that there are
few segments to ask and each posting is written a few times only.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop.searching import idsets
from desktop.searching.idsets import BLOCK

CODE, UNIT = "utf-16-le", 2
"""How the index keeps texts, in bytes a character: the fewest, so the least to look through."""

TERMS, WORDS = 0, 1
"""The kinds of segments: of characters and pairs, and of words."""

_SMALL = 4_096  # nodes; segments up to this size are merged at once


class Segments:
    """The postings of one kind over a connection to the index."""

    def __init__(self, connection: sqlite3.Connection, kind: int) -> None:
        self._connection = connection
        self._kind = kind

    def kept(self, term: str) -> list[tuple[int, bytes]]:
        """Return block and kept form of the sets of nodes that have the term."""
        return self._connection.execute(
            "SELECT s.block, p.ids FROM segments s CROSS JOIN postings p ON p.segment = s.id"
            " WHERE s.kind = ? AND p.term = ?",
            (self._kind, term),
        ).fetchall()

    def add(self, entries: Iterable[tuple[int, Iterable[str]]]) -> int:
        """Add nodes, by ascending id, each with its terms; return how many they were."""
        added = 0
        for block, members in groupby(entries, key=lambda entry: entry[0] // BLOCK):
            postings: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
            count = 0
            for id_, terms in members:
                count += 1
                place = id_ % BLOCK
                for term in terms:
                    postings[term].append(place)
            self._put(block, count, ((term, idsets.packed(ids)) for term, ids in postings.items()))
            while self._merged(block):
                pass
            added += count
        return added

    def _put(self, block: int, count: int, rows: Iterable[tuple[str, bytes]]) -> None:
        cursor = self._connection.execute(
            "INSERT INTO segments (kind, block, count) VALUES (?, ?, ?)", (self._kind, block, count)
        )
        segment = cursor.lastrowid
        self._connection.executemany(
            "INSERT INTO postings VALUES (?, ?, ?)",
            ((segment, term, ids) for term, ids in sorted(rows)),
        )

    def _merged(self, block: int) -> bool:
        """Merge the two newest segments of a block if they are small and alike in size."""
        newest = self._connection.execute(
            "SELECT id, count FROM segments WHERE kind = ? AND block = ? ORDER BY id DESC LIMIT 2",
            (self._kind, block),
        ).fetchall()
        if len(newest) < 2:  # noqa: PLR2004 - two are merged
            return False
        (new, few), (old, many) = newest
        if many > 2 * few or many + few > _SMALL:
            return False
        rows = list(self._together(old, new))
        for segment in (old, new):
            self._connection.execute("DELETE FROM postings WHERE segment = ?", (segment,))
            self._connection.execute("DELETE FROM segments WHERE id = ?", (segment,))
        self._put(block, many + few, rows)
        return True

    def _together(self, old: int, new: int) -> Iterator[tuple[str, bytes]]:
        rows = self._connection.execute(
            "SELECT term, ids FROM postings WHERE segment IN (?, ?) ORDER BY term", (old, new)
        )
        for term, both in groupby(rows, key=lambda row: row[0]):
            parts = [data for _, data in both]
            if len(parts) == 1:
                yield term, parts[0]
            else:
                numbers = idsets.unpacked(parts[0]) | idsets.unpacked(parts[1])
                yield term, idsets.packed(idsets.members_of(numbers))


def united(kept: Iterable[tuple[int, bytes]]) -> int:
    """Return the set of nodes that block by block was kept so."""
    found = 0
    for block, data in kept:
        found |= idsets.unpacked(data) << block * BLOCK
    return found
