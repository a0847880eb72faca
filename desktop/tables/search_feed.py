"""The shelf of what is searched: the current texts for the index, and what people have added."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.tables.faults import decoding
from desktop.tables.marks import BETWEEN
from desktop.tables.shelf import Shelf

_CURRENT = "documents d JOIN versions v ON v.document = d.id AND v.number = d.version"
_SIGNATURE = "v.touched || ' ' || v.nodes || ' ' || v.imported || ' ' || v.sha256 || v.document"
_NOTE = f"substr(m.searched, 1, instr(m.searched || '{BETWEEN}', '{BETWEEN}') - 1)"
_PATHS = """
    WITH RECURSIVE paths (id, path) AS (
        SELECT id, name FROM tags WHERE parent IS NULL
        UNION ALL SELECT g.id, p.path || '/' || g.name
        FROM paths p JOIN tags g ON g.parent = p.id
    )
"""


@dataclass(frozen=True, slots=True)
class Text:
    """The current text of a document, as the index knows it and as its document's data are.

    Attributes:
        key: the version's key.
        signature: changes whenever the version's nodes may have changed.
        nodes: how many it has.
        document: its document's id.
        title, doc_number, number_key, heading, issuer, issued_on: as the library has them.
    """

    key: int
    signature: str
    nodes: int
    document: str
    title: str
    doc_number: str | None
    number_key: str
    heading: str
    issuer: str | None
    issued_on: str | None


@dataclass(frozen=True, slots=True)
class NotedMark:
    """A mark with a note.

    Attributes:
        mark, document, scope, note: as in `Mark`.
        words: the note in the form of `text.normal`.
        node, version, position: the first node that it is on; None for none.
    """

    mark: str
    document: str
    scope: str
    note: str
    words: str
    node: str | None
    version: int | None
    position: int | None


class FoundNode(NamedTuple):
    """A node as a hit shows it.

    Attributes:
        id, kind, label, title: as in `Node`.
        text: text and units, as printed one behind the other.
        path: the labels from the top down to the node.
    """

    id: str
    kind: str
    label: str
    title: str
    text: str
    path: tuple[str, ...]


class SearchFeed(Shelf):
    """What a search looks through; removed documents are left out of every answer."""

    _known: tuple[int, list[Text]] = (-1, [])

    def texts(self) -> list[Text]:
        """Return the current text of every document, archived ones too, in the order added.

        The list is the same one, and not to be changed, as long as nobody writes to the library.
        """
        rows = self._rows("SELECT changes FROM library")
        with decoding(self._path):
            ((changes,),) = rows
        if self._connection.in_transaction or self._known[0] != changes:
            self._known = (changes, self._texts())
        return self._known[1]

    def _texts(self) -> list[Text]:
        rows = self._rows(
            f"SELECT v.key, {_SIGNATURE}, v.nodes, d.id,"
            " v.title, v.doc_number, v.number_key, v.heading, v.issuer, v.issued_on"
            f" FROM {_CURRENT} WHERE d.removed IS NULL ORDER BY d.key"
        )
        return [Text(*row) for row in rows]

    def nodes(self, version: int) -> list[tuple[str, str, str]]:
        """Return heading, text and units of each node of a version, in document order."""
        return self._rows(
            "SELECT title, text, units_text FROM nodes WHERE version = ? ORDER BY position",
            (version,),
        )

    def found(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], FoundNode]:
        """Return nodes by version and position; those that are gone are left out."""
        rows = {
            (version, position): (parent, node)
            for version, position, parent, *node in self._asked(
                "n.id, n.kind, n.label, n.title, n.text || n.units_text", places
            )
        }
        above = {place: (parent, node[2]) for place, (parent, node) in rows.items()}
        while wanted := {
            (version, parent)
            for (version, _), (parent, _) in above.items()
            if parent is not None and (version, parent) not in above
        }:
            found = self._asked("n.label", wanted)
            above |= {(version, at): (parent, label) for version, at, parent, label in found}
        return {
            place: FoundNode._make((*node, _path(place, above)))
            for place, (_, node) in rows.items()
        }

    def _asked(self, columns: str, places: Iterable[tuple[int, int]]) -> list[Any]:
        """Return version, position, parent and the columns of nodes."""
        return self._rows(
            f"SELECT n.version, n.position, n.parent, {columns} FROM json_each(?) w"
            " CROSS JOIN nodes n ON n.version = w.value ->> 0 AND n.position = w.value ->> 1",
            (json.dumps(list(places)),),
        )

    def ids(self, places: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
        """Return the ids of nodes, known by version and position."""
        rows = self._asked("n.id", places)
        return {(version, position): id_ for version, position, _, id_ in rows}

    def at(self, node: str) -> tuple[int, int] | None:
        """Return version and position of a node of a current text, or None."""
        rows = self._rows(
            f"SELECT v.key, n.position FROM {_CURRENT} JOIN nodes n ON n.version = v.key"
            " WHERE n.id = ? AND d.removed IS NULL",
            (node,),
        )
        return rows[0] if rows else None

    def notes(self, words: str) -> Iterator[NotedMark]:
        """Yield every note that has the words, oldest first, with the first node that it is on."""
        for row in self._rows(
            "SELECT m.id, m.document, m.scope, m.note,"
            f" {_NOTE}, n.id, n.version, n.position"
            f" FROM {_CURRENT} JOIN marks m ON m.document = d.id AND m.note <> ''"
            " LEFT JOIN pieces p ON p.mark = m.id AND p.position = 0 AND m.orphaned = 0"
            " LEFT JOIN nodes n ON n.id = p.node AND n.version = v.key"
            f" WHERE d.removed IS NULL AND instr({_NOTE}, ?) > 0 ORDER BY m.created, m.rowid",
            (words,),
        ):
            yield NotedMark(*row)

    def noted(self, words: str) -> list[tuple[int, int]]:
        """Return version and position of the nodes with a note that has the words."""
        return self._rows(
            f"SELECT n.version, n.position FROM {_CURRENT}"
            " JOIN marks m ON m.document = d.id AND m.note <> '' AND m.orphaned = 0"
            " JOIN pieces p ON p.mark = m.id JOIN nodes n ON n.id = p.node AND n.version = v.key"
            f" WHERE d.removed IS NULL AND instr({_NOTE}, ?) > 0",
            (words,),
        )

    def in_state(self, state: str) -> list[tuple[int, int]]:
        """Return version and position of the nodes on the ledger in a state; "" for any."""
        return self._rows(
            f"SELECT n.version, n.position FROM {_CURRENT} JOIN follow_ups f ON f.document = d.id"
            " JOIN nodes n ON n.id = f.node AND n.version = v.key"
            " WHERE d.removed IS NULL AND ? IN ('', f.state)",
            (state,),
        )

    def tag_paths(self) -> list[tuple[str, str]]:
        """Return id and path of every tag."""
        return self._rows(f"{_PATHS} SELECT id, path FROM paths")

    def tagged(self, tags: list[str]) -> list[tuple[int, int | None]]:
        """Return version and position of the nodes that carry one of the tags, or a mark on them.

        The position is None where the whole document carries it.
        """
        return self._rows(
            f"SELECT v.key, n.position FROM {_CURRENT} JOIN tagged t ON t.document = d.id"
            " LEFT JOIN marks m ON t.kind = 'mark' AND m.id = t.target AND m.orphaned = 0"
            " LEFT JOIN pieces p ON p.mark = m.id"
            " LEFT JOIN nodes n ON n.version = v.key"
            " AND n.id = iif(t.kind = 'node', t.target, p.node)"
            " WHERE d.removed IS NULL AND t.tag IN (SELECT value FROM json_each(?))"
            " AND (n.id IS NOT NULL OR t.kind = 'document'"
            " OR (t.kind = 'mark' AND m.scope = 'document'))",
            (json.dumps(tags),),
        )

    def tagged_marks(self, tags: list[str]) -> set[str]:
        """Return the ids of the marks that carry one of the tags."""
        rows = self._rows(
            "SELECT target FROM tagged WHERE kind = 'mark'"
            " AND tag IN (SELECT value FROM json_each(?))",
            (json.dumps(tags),),
        )
        return {mark for (mark,) in rows}


def _path(
    place: tuple[int, int], above: Mapping[tuple[int, int], tuple[int | None, str]]
) -> tuple[str, ...]:
    """Return the labels from the top down to a node, given the parent and the label of each."""
    labels: list[str] = []
    version, at = place
    here: int | None = at
    while here is not None:
        here, label = above[version, here]
        labels.append(label)
    return tuple(reversed(labels))
