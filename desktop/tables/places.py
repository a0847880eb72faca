"""The shelf of places: where nodes stand in the current texts, asked for by their ids alone."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop.tables.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Place:
    """A node without its tree.

    Attributes:
        node, kind, label, title, text, units, position: as in the tree.
        document: the id of the document it belongs to.
    """

    node: str
    document: str
    kind: str
    label: str
    title: str
    text: str
    units: tuple[str, ...]
    position: int

    @property
    def name(self) -> str:
        """Label and title, or the first words of the text."""
        return f"{self.label} {self.title or self.text[:_SHOWN]}".strip()


_SHOWN = 30  # characters of a text without a title
_NODE = """
    SELECT n.id, d.id, n.kind, n.label, n.title, n.text, n.units, n.position
    FROM json_each(?) wanted JOIN nodes n ON n.id = wanted.value
    JOIN versions v ON v.key = n.version JOIN documents d ON d.id = v.document
    WHERE d.removed IS NULL
"""


class Places(Shelf):
    """Nodes by id."""

    def current(self, nodes: Iterable[str]) -> dict[str, Place]:
        """Return those of the nodes that the current texts have, but of removed documents."""
        rows = self._rows(_NODE + "AND v.number = d.version", (json.dumps(sorted(set(nodes))),))
        return {row[0]: _place(row) for row in rows}

    def known(self, nodes: Iterable[str]) -> dict[str, Place]:
        """Return the nodes as the newest text that has each tells of them."""
        rows = self._rows(_NODE + "ORDER BY v.number", (json.dumps(sorted(set(nodes))),))
        return {row[0]: _place(row) for row in rows}

    def nowhere(self, nodes: Iterable[str]) -> set[str]:
        """Return those of the nodes that no text has, whether old or current."""
        rows = self._rows(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM nodes)",
            (json.dumps(sorted(set(nodes))),),
        )
        return {node for (node,) in rows}

    def having(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many of the current texts' nodes each word stands, as it is written.

        About a second for ten million characters and ten words.
        """
        rows = self._rows(
            "SELECT w.value, count(*) FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " JOIN nodes n ON n.version = v.key, json_each(?) w"
            " WHERE d.removed IS NULL AND instr(n.text, w.value) > 0 GROUP BY w.value",
            (json.dumps(sorted(set(words))),),
        )
        return dict(rows)

    def with_words(self, words: Iterable[str]) -> list[str]:
        """Return the documents in whose current texts some words stand, those with most first.

        As long as `having`.
        """
        rows = self._rows(
            "SELECT d.id, count(DISTINCT w.value) AS found FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " JOIN nodes n ON n.version = v.key, json_each(?) w"
            " WHERE d.removed IS NULL AND instr(n.text, w.value) > 0"
            " GROUP BY d.id ORDER BY found DESC, d.key",
            (json.dumps(sorted(set(words))),),
        )
        return [document for document, _ in rows]

    def every(self) -> list[str]:
        """Return the ids of all nodes that any text has."""
        return [node for (node,) in self._rows("SELECT DISTINCT id FROM nodes")]

    def total(self) -> int:
        """Return how many nodes of the current texts have a text."""
        rows = self._rows(
            "SELECT count(*) FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " JOIN nodes n ON n.version = v.key WHERE d.removed IS NULL AND n.text <> ''"
        )
        return int(rows[0][0])


def _place(row: tuple[Any, ...]) -> Place:
    node, document, kind, label, title, text, units, position = row
    known = tuple(json.loads(units)) if units else ()
    return Place(node, document, kind, label, title, text, known, position)
