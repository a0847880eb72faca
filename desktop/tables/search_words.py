"""The words of the indexed texts: which node has which, and each node's own.

They come later than the characters, from a job that has a dictionary loaded; a text without them is
found all the same.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from desktop.searching.terms import BREAK
from desktop.tables.search_segments import CODE, WORDS, Segments, united

_LONGEST = 8  # characters of a word
_PARTS = 24  # characters of a phrase that is taken apart into words

Cut = Callable[[str], Sequence[str]]


class SearchWords:
    """Words over a connection to the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._segments = Segments(connection, WORDS)
        self._dictionary: Cut | None = None

    def missing(self) -> int:
        """Return how many nodes have no words yet."""
        ((count,),) = self._connection.execute(
            "SELECT ifnull(sum(count), 0) FROM versions WHERE words = 0"
        )
        return int(count)

    def catch_up(self, load: Callable[[], Cut], *, most: int, cancelled: Callable[[], bool]) -> int:
        """Cut the newest texts without words into them; return how many nodes are still missing.

        The cutting, which is slow, keeps nobody from writing.

        Args:
            load: gives what gives the words of a text; that is kept until nothing is missing.
            most: about how many nodes to cut; one text is always cut, and each whole.
            cancelled: asked after each text; if it says so, the others are left for later.
        """
        waiting = self._connection.execute(
            "SELECT key, first, count FROM versions WHERE words = 0 ORDER BY key DESC"
        ).fetchall()
        if not waiting:
            return 0
        cut = self._dictionary = self._dictionary or load()
        chosen: list[tuple[int, int]] = []
        made: list[tuple[int, list[str]]] = []
        for key, first, count in waiting:
            if chosen and (most < count or cancelled()):
                break
            most -= count
            chosen.append((key, first))
            made += self._words_of(cut, first, count)
        self._keep(chosen, sorted(made))
        left = self.missing()
        if not left:
            self._dictionary = None
        return left

    def _words_of(self, cut: Cut, first: int, count: int) -> Iterator[tuple[int, list[str]]]:
        for id_, text in self._connection.execute(
            "SELECT id, text FROM texts WHERE id >= ? AND id < ?", (first, first + count)
        ):
            yield id_, sorted(set(cut(text.decode(CODE).replace(BREAK, " "))))

    def _keep(
        self, chosen: Sequence[tuple[int, int]], made: Sequence[tuple[int, list[str]]]
    ) -> None:
        """Keep what was cut, unless somebody was quicker or a text has gone meanwhile."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            waiting = [
                self._connection.execute(
                    "UPDATE versions SET words = 1 WHERE key = ? AND first = ? AND words = 0", text
                ).rowcount
                for text in chosen
            ]
            if not all(waiting):
                self._connection.execute("ROLLBACK")
                return
            self._segments.add(made)
            self._connection.executemany(
                "INSERT INTO words VALUES (?, ?)", ((id_, " ".join(own)) for id_, own in made)
            )
            self._connection.execute("UPDATE state SET writes = writes + 1")
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    def having(self, word: str) -> int:
        """Return the set of the nodes that have a word."""
        return united(self._segments.kept(word))

    def whole(self, phrase: str) -> int:
        """Return the set of the nodes that have a phrase as a word, or all the words it is made of.

        Empty where it is not made of known words.
        """
        found = self.having(phrase)
        parts = self._parts(phrase)
        if len(parts) > 1:
            others = -1
            for part in parts:
                others &= self.having(part)
            found |= others
        return found

    def _parts(self, phrase: str) -> tuple[str, ...]:
        """Return the fewest known words that make up a phrase; none where there are no such."""

        @cache
        def known(word: str) -> bool:
            return bool(self._segments.kept(word))

        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(phrase) + 1):
            ways = [
                (*before, phrase[start:end])
                for start in range(max(0, end - _LONGEST), end - 1)
                if (before := best[start]) is not None and known(phrase[start:end])
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] or () if len(phrase) <= _PARTS else ()

    def of(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """Return the words of nodes by number; those that have none yet are left out."""
        rows = self._connection.execute(
            "SELECT id, words FROM words WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {id_: words.split() for id_, words in rows}
