"""The search index of a library: which nodes have which words, brought up to date from the library.

Every node of a current text has a number in the index; those of one text follow each other. Texts
are known by their version's key and signature, so that a text that has come, gone or changed is
found without reading any, whoever changed it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from desktop.searching import idsets
from desktop.searching.terms import TITLE, UNITS, Parts, is_exact, terms_of
from desktop.tables import search_file
from desktop.tables.faults import translated
from desktop.tables.search_feed import SearchFeed, Text
from desktop.tables.search_segments import CODE, TERMS, UNIT, Segments, united
from desktop.tables.search_words import SearchWords

CHUNK = 16_384
"""Nodes that are added in one transaction, if there are so many."""

T = TypeVar("T")
Cancelled = Callable[[], bool]
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_WASTE = 10_000  # nodes that are gone; with more of them than of others the index is built anew
_OFTEN = 512  # nodes between two questions whether to stop
_FEW = 64  # nodes; so many are looked through sooner than a further term is asked for
_REMEMBERED = 256  # terms
_PARTS = {  # where in a text a part of it stands
    "": "text",
    TITLE: "substr(text, 1, title)",
    UNITS: "substr(text, units + 1)",
}


class Stopped(Exception):  # noqa: N818 - not an error
    """The search was cancelled."""


class SearchIndex:
    """A library's index, open; one for each store.

    Attributes:
        signatures: by version key what tells which state of it is there.
        ranges: by version key the number of its first node and how many it has. All as `reading`
            has found it.
        everything: the set of all nodes of these versions.
    """

    def __init__(self, library: Path) -> None:
        self._path = search_file.beside(library)
        self._library = library
        self._open()

    def _open(self, *, anew: bool = False) -> None:
        self._cancelled: Cancelled = lambda: False
        self._connection = search_file.opened(self._library, anew=anew)
        self._segments = Segments(self._connection, TERMS)
        self._words = SearchWords(self._connection)
        self._state = -1  # what is remembered is of that state of the file
        self._terms: dict[str, int] = {}
        self._followed: list[Text] | None = None  # the texts that all are in the index
        self.signatures: dict[int, str] = {}
        self.ranges: dict[int, tuple[int, int]] = {}
        self.everything = 0

    @property
    def words(self) -> SearchWords:
        """The words of the texts, for the order of hits and for what is alike."""
        return self._words

    def close(self) -> None:
        """Close the index."""
        self._connection.close()

    def sound(self, work: Callable[[], T]) -> T:
        """Return what the work gives; where the index is damaged, do it again with an empty one.

        Raises:
            UserError: the index can be neither read nor written.
        """
        with translated(self._path):
            try:
                return work()
            except sqlite3.DatabaseError as fault:
                if getattr(fault, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE:
                    raise
            self._connection.close()
            self._open(anew=True)
            return work()

    @contextmanager
    def reading(self, cancelled: Cancelled = lambda: False) -> Iterator[None]:
        """Let all questions of the block see one state, whoever writes meanwhile.

        `cancelled` is asked often; if it says so, a question raises `Stopped`.
        """
        self._cancelled = cancelled
        self._connection.execute("BEGIN")
        try:
            self._refresh()
            yield
        finally:
            if len(self._terms) > _REMEMBERED:
                self._terms.clear()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _refresh(self) -> None:
        """Forget what is no longer so."""
        ((state,),) = self._rows("SELECT writes FROM state")
        if state == self._state:
            return
        self._state = state
        self._terms.clear()
        self._followed = None
        rows = self._rows("SELECT key, signature, first, count FROM versions")
        self.signatures = {key: signature for key, signature, *_ in rows}
        self.ranges = {key: (first, count) for key, _, first, count in rows}
        self.everything = 0
        for first, count in self.ranges.values():
            self.everything |= idsets.span(first, count)

    def missing(self, texts: list[Text]) -> int:
        """Return how many nodes the texts have that are not in the index as they are."""
        if self._is_followed(texts):
            return 0
        return sum(text.nodes for text in texts if self.signatures.get(text.key) != text.signature)

    def catch_up(
        self, feed: SearchFeed, *, most: int, cancelled: Cancelled, patience: float = 30.0
    ) -> int:
        """Take in what has changed, in one transaction; return how many nodes are still missing.

        Args:
            feed: the library.
            most: about how many nodes to take in; one text is always taken in, and each whole.
            cancelled: asked after each text; if it says so, the others are left for later.
            patience: seconds to wait for another program that is taking something in.

        Raises:
            sqlite3.OperationalError: it cannot be written, or not within that time.
        """
        texts = feed.texts()
        if self._is_followed(texts):
            return 0
        self._connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        with self._writing():
            known = self._kept(texts)
            missing = [text for text in texts if text.key not in known]
            left = sum(text.nodes for text in missing)
            chosen = _newest(missing, most, cancelled)
            taken = self._segments.add(self._added(feed, chosen))
        return left - taken

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep all writes of the block, or none of them if it fails."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("UPDATE state SET writes = writes + 1")
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    def _is_followed(self, texts: list[Text]) -> bool:
        """Return whether the index has these texts and no others."""
        self._refresh()
        if self._followed is not texts:
            if self.signatures != {text.key: text.signature for text in texts}:
                return False
            self._followed = texts
        return True

    def _kept(self, texts: Sequence[Text]) -> set[int]:
        """Take out what is no longer so; return the keys of the versions that are left.

        Where more has gone than is left, everything is taken out.
        """
        wanted = {text.key: text.signature for text in texts}
        left: dict[int, int] = {}
        for key, signature, first, count in self._rows(
            "SELECT key, signature, first, count FROM versions"
        ):
            if wanted.get(key) == signature:
                left[key] = count
                continue
            self._connection.execute("DELETE FROM versions WHERE key = ?", (key,))
            for table in ("texts", "words"):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE id >= ? AND id < ?", (first, first + count)
                )
        ((used,),) = self._rows("SELECT next FROM state")
        there = sum(left.values())
        if used - there <= max(there, _WASTE):
            return set(left)
        for table in ("versions", "texts", "words", "postings", "segments"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("UPDATE state SET next = 0")
        return set()

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()

    def _added(self, feed: SearchFeed, texts: Iterable[Text]) -> Iterator[tuple[int, set[str]]]:
        """Store the texts; yield each node with its terms."""
        for text in texts:
            ((first,),) = self._rows("SELECT next FROM state")
            nodes = [Parts.of(*node) for node in feed.nodes(text.key)]
            self._connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, 0)",
                (text.key, text.signature, first, len(nodes)),
            )
            after = first + max(1, len(nodes))  # so that no two versions begin with the same
            self._connection.execute("UPDATE state SET next = ?", (after,))
            self._connection.executemany(
                "INSERT INTO texts VALUES (?, ?, ?, ?)",
                (_row(id_, parts) for id_, parts in enumerate(nodes, first)),
            )
            for id_, parts in enumerate(nodes, first):
                yield id_, parts.terms()

    def having(self, phrase: str, among: int, part: str = "") -> int:
        """Return which of the nodes have the phrase; inside `reading`.

        Args:
            phrase: in the form of `searchable`; the empty one is everywhere where the part is.
            among: the set of the nodes that are asked for.
            part: "" for the whole node, `TITLE` or `UNITS` for that part.
        """
        found = self.perhaps(phrase, among, part, few=0 if is_exact(phrase) else _FEW)
        if not found or is_exact(phrase):
            return found
        members = idsets.members_of(found)
        chosen: list[int] = []
        for at in range(0, len(members), _OFTEN):
            if self._cancelled():
                raise Stopped
            chosen += self._really(phrase, members[at : at + _OFTEN], _PARTS[part])
        return idsets.of(chosen)

    def _really(self, phrase: str, ids: Sequence[int], part: str) -> Iterator[int]:
        """Yield those of the nodes that have the phrase in a part of their text."""
        sought = phrase.encode(CODE)
        for id_, place in self._connection.execute(
            f"SELECT texts.id, instr({part}, ?)"
            " FROM json_each(?) CROSS JOIN texts ON texts.id = value",
            (sought, json.dumps(list(ids))),
        ):
            # An even place, counted from 1, is in the middle of a character.
            if place and (place % UNIT or self._has(sought, id_, part)):
                yield id_

    def _has(self, sought: bytes, id_: int, part: str) -> bool:
        ((text,),) = self._connection.execute(f"SELECT {part} FROM texts WHERE id = ?", (id_,))
        place = text.find(sought)
        while place > 0 and place % UNIT:
            place = text.find(sought, place + 1)
        return bool(place >= 0)

    def perhaps(self, phrase: str, among: int, part: str = "", *, few: int = 0) -> int:
        """Return which of the nodes have all terms of the phrase; inside `reading`.

        With `few` or fewer left, not all terms are asked for.
        """
        if not phrase:
            return among & self._term(part, None) if part else among
        terms = [part + term for term in terms_of(phrase)]
        kept = {term: self._segments.kept(term) for term in terms if term not in self._terms}
        sizes = {term: sum(len(data) for _, data in parts) for term, parts in kept.items()}
        for term in sorted(terms, key=lambda term: sizes.get(term, 0)):
            if among.bit_count() <= few:
                break
            among &= self._term(term, kept.get(term))
        return among

    def _term(self, term: str, kept: list[tuple[int, bytes]] | None) -> int:
        known = self._terms.get(term)
        if known is None:
            known = united(self._segments.kept(term) if kept is None else kept)
            self._terms[term] = known
        return known

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Return by number each node's text and the length of the heading that it begins with.

        The text has the form of `searchable`.
        """
        rows = self._connection.execute(
            "SELECT id, text, title FROM texts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {
            id_: (text.decode(CODE), len(text[:title].decode(CODE))) for id_, text, title in rows
        }


def _newest(texts: Sequence[Text], most: int, cancelled: Cancelled) -> Iterator[Text]:
    """Yield the newest of the texts, one at least, until there are enough nodes or time is up."""
    for place, text in enumerate(reversed(texts)):
        if place and (most < text.nodes or cancelled()):
            return
        most -= text.nodes
        yield text


def _row(id_: int, parts: Parts) -> tuple[int, bytes, int, int]:
    """Return a node as `texts` keeps it: places are counted in bytes."""
    text, title, units = parts.printed()
    whole = text.encode(CODE)
    if len(whole) == UNIT * len(text):
        return id_, whole, title * UNIT, units * UNIT
    return id_, whole, len(text[:title].encode(CODE)), len(text[:units].encode(CODE))
