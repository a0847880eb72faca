"""The shelf of pairs: what people said of which measures of two texts belong together."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.comparison import Judgement, Relation
from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf

_COLUMNS = "a, b, document_a, document_b, accepted, relation, author, at"


class Pairs(Shelf):
    """Judgements on pairs; each stands once, with the document first whose id comes first.

    In one document, a stands in the older of the two versions.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def put(self, judgement: Judgement) -> None:
        """Keep a judgement, whatever was said before; inside a step of the history."""
        turned = _ordered(judgement)
        row: dict[str, str | int] = {
            "a": turned.a,
            "b": turned.b,
            "document_a": turned.document_a,
            "document_b": turned.document_b,
            "accepted": int(turned.accepted),
            "relation": turned.relation.value,
            "author": turned.author,
            "at": turned.at,
        }
        self._journal.set("pairs", (turned.a, turned.b), row, document=judgement.document_a)

    def remove(self, judgement: Judgement) -> None:
        """Forget a judgement; inside a step of the history."""
        turned = _ordered(judgement)
        self._journal.set("pairs", (turned.a, turned.b), None, document=judgement.document_a)

    def hand_over(self, heirs: Mapping[str, str | None]) -> None:
        """Let nodes have what was said of those that are gone; inside a step of the history.

        It is forgotten where a node has no heir, and where the heir has such a pair already.
        """
        for each in self._of_nodes(heirs):
            self.remove(each)
            a, b = heirs.get(each.a, each.a), heirs.get(each.b, each.b)
            if a and b and self._journal.row("pairs", (a, b)) is None:
                self.put(replace(each, a=a, b=b))

    def _of_nodes(self, nodes: Iterable[str]) -> list[Judgement]:
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM pairs, json_each(?) n WHERE n.value IN (a, b) ORDER BY at",
            (json.dumps(list(nodes)),),
        )
        return [_judgement(row) for row in dict.fromkeys(rows)]

    def between(self, document_a: str, document_b: str) -> list[Judgement]:
        """Return what was said of two documents, oldest first, a in the document named first."""
        first, second = sorted((document_a, document_b))
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM pairs WHERE document_a = ? AND document_b = ?"
            " ORDER BY at, a, b",
            (first, second),
        )
        found = [_judgement(row) for row in rows]
        return found if first == document_a else [each.turned() for each in found]

    def all(self) -> list[Judgement]:
        """Return everything that was said, but of removed documents."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM pairs WHERE NOT EXISTS (SELECT 1 FROM documents d"
            " WHERE d.id IN (document_a, document_b) AND d.removed IS NOT NULL) ORDER BY at, a, b"
        )
        return [_judgement(row) for row in rows]


def _ordered(judgement: Judgement) -> Judgement:
    turn = judgement.document_b < judgement.document_a
    return judgement.turned() if turn else judgement


def _judgement(row: tuple[Any, ...]) -> Judgement:
    a, b, document_a, document_b, accepted, relation, author, at = row
    return Judgement(a, b, document_a, document_b, bool(accepted), Relation(relation), author, at)
