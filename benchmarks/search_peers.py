"""The engines that search is measured against, each over the same normalised texts.

Each gives the first fifty hits, ranked where it can rank, with a snippet, and finds a phrase as far
as it can. SQLite's and tantivy's own defaults where nothing is said.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import jieba
import tantivy

from desktop.searching.terms import terms_of

FIRST = 50
_SENTENCE_END = "。"
_TRIGRAM = 3


class Peer(Protocol):
    """An engine that was filled with texts, numbered from 0."""

    name: str

    def first(self, phrase: str) -> list[int]:
        """Return the first hits, having made a snippet of each."""
        ...

    def every(self, phrase: str) -> set[int]:
        """Return all hits."""
        ...


class Scan:
    """LIKE over a plain table: no index, no order."""

    name = "LIKE scan"

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        self._db = sqlite3.connect(folder / "scan.db")
        self._db.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text)")
        self._db.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts))
        self._db.commit()

    def first(self, phrase: str) -> list[int]:
        rows = self._rows(phrase, "id, substr(text, max(1, instr(text, ?2) - 16), 64)")
        return [row[0] for row in rows][:FIRST]

    def every(self, phrase: str) -> set[int]:
        return {row[0] for row in self._rows(phrase, "id, ?2")}

    def _rows(self, phrase: str, columns: str) -> list[Any]:
        like = phrase.replace("~", "~~").replace("%", "~%").replace("_", "~_")
        sql = f"SELECT {columns} FROM texts WHERE text LIKE ?1 ESCAPE '~'"
        return self._db.execute(sql, (f"%{like}%", phrase)).fetchall()


class _Fts:
    """FTS5 over texts that are cut into tokens in one way or another."""

    name: str
    tokenize: str

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        self._db = sqlite3.connect(folder / f"{type(self).__name__}.db")
        self._db.execute(f'CREATE VIRTUAL TABLE texts USING fts5(text, tokenize="{self.tokenize}")')
        rows = ((number, self.printed(text)) for number, text in enumerate(texts))
        self._db.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
        self._db.commit()

    def printed(self, text: str) -> str:
        return text

    def first(self, phrase: str) -> list[int]:
        rows = self._rows(
            "SELECT rowid, snippet(texts, 0, '[', ']', '…', 32) FROM texts"
            f" WHERE text MATCH ? ORDER BY rank LIMIT {FIRST}",
            phrase,
        )
        return [row[0] for row in rows]

    def every(self, phrase: str) -> set[int]:
        rows = self._rows("SELECT rowid FROM texts WHERE text MATCH ?", phrase)
        return {row[0] for row in rows}

    def _rows(self, sql: str, phrase: str) -> list[Any]:
        quoted = self.printed(phrase).replace('"', '""')
        return self._db.execute(sql, (f'"{quoted}"',)).fetchall()


class Trigrams(_Fts):
    """FTS5 with three-character tokens; shorter phrases are scanned for."""

    name = "FTS5 trigram"
    tokenize = "trigram"

    def _rows(self, sql: str, phrase: str) -> list[Any]:
        if len(phrase) >= _TRIGRAM:
            return super()._rows(sql, phrase)
        ids = self._db.execute(
            "SELECT rowid, text FROM texts WHERE text LIKE ? ESCAPE '~'",
            (f"%{phrase.replace('%', '~%').replace('_', '~_')}%",),
        )
        return [(id_, text[:64]) for id_, text in ids]


class Words(_Fts):
    """FTS5 with jieba's words; each sentence is cut once, however often it stands there."""

    name = "FTS5 jieba"
    tokenize = "unicode61"

    def printed(self, text: str) -> str:
        return " ".join(_cut(part) for part in text.split(_SENTENCE_END))


@lru_cache(maxsize=100_000)
def _cut(sentence: str) -> str:
    return " ".join(jieba.cut(sentence))


class Tantivy:
    """tantivy with one- and two-character tokens, all of which must be there; hits are checked."""

    name = "tantivy"

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        where = folder / "tantivy"
        where.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True)
        builder.add_text_field("text", stored=True, tokenizer_name="pairs", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(where))
        pairs = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2, False)).build()
        self._index.register_tokenizer("pairs", pairs)
        writer = self._index.writer(200_000_000)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(id=number, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def first(self, phrase: str) -> list[int]:
        return [number for number, _ in self._found(phrase, FIRST)]

    def every(self, phrase: str) -> set[int]:
        return {number for number, _ in self._found(phrase, self._searcher.num_docs)}

    def _found(self, phrase: str, limit: int) -> list[tuple[int, str]]:
        must = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "text", term))
            for term in terms_of(phrase)
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(must), limit, count=True).hits
        found = []
        for _, address in hits:
            document = self._searcher.doc(address)
            text = document["text"][0]
            place = text.find(phrase)
            if place >= 0:
                found.append((document["id"][0], text[max(0, place - 16) : place + 48]))
        return found


PEERS: tuple[Callable[[Path, Sequence[str]], Peer], ...] = (Trigrams, Words, Tantivy, Scan)
