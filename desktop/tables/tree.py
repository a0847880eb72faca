"""The shelf of tree rows: what the library tree shows, asked for a level at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from desktop.model import TreeRow
from desktop.tables.shelf import Shelf

_ROOT = """
    SELECT d.id, v.doc_number, v.title, v.branches, d.group_name, d.archived, v.source, v.key
    FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.version
"""
_CURRENT = "JOIN versions v ON v.document = d.id AND v.number = d.version AND d.removed IS NULL"
_AT_A_TIME = 64
_AMONG = "WHERE n.version = ? AND n.position IN (SELECT value FROM json_each(?))"
_NODE = """
    SELECT n.id, n.kind, n.label, n.title, n.branches, n.position, n.parent, n.version
    FROM nodes n
"""


class Tree(Shelf):
    """Rows of the library tree; each question costs what its answer has, not what is stored."""

    def roots(self, *, archived: bool) -> list[TreeRow]:
        """Return a row for each document, in the order added."""
        rows = self._rows(
            _ROOT + "WHERE d.archived = ? AND d.removed IS NULL ORDER BY d.key", (archived,)
        )
        return [_root(row, place) for place, row in enumerate(rows)]

    def top(self, document: str) -> list[TreeRow]:
        """Return the rows right below a document."""
        rows = self._rows(
            _NODE + f"JOIN documents d ON d.id = ? {_CURRENT}"
            " WHERE n.version = v.key AND n.parent IS NULL AND n.kind NOT IN ('lead', 'table')"
            " ORDER BY n.position",
            (document,),
        )
        return [_node(row, document, document) for row in rows]

    def below(self, row: TreeRow) -> list[TreeRow]:
        """Return the rows right below a node's row; none when the node is gone."""
        rows = self._rows(
            _NODE + f"JOIN documents d ON d.id = ? {_CURRENT}"
            " JOIN nodes p ON p.id = ? AND p.version = v.key"
            " WHERE n.version = v.key AND n.parent = p.position"
            " AND n.kind NOT IN ('lead', 'table') ORDER BY n.position",
            (row.document, row.id),
        )
        return [_node(found, row.document, row.id) for found in rows]

    def numbers(self, row: TreeRow) -> list[tuple[str, str, str, str, int, int, bool]]:
        """Return what is numbered right below a row, in order.

        As (id, kind, label, title, number, position, whether the parser doubted the number).
        """
        return self._rows(
            "SELECT n.id, n.kind, n.label, n.title, n.ordinal, n.position,"
            " EXISTS (SELECT 1 FROM doubts u WHERE u.version = v.key AND u.kind = 'number'"
            " AND u.line = n.first_line) FROM nodes n"
            f" JOIN documents d ON d.id = ?1 {_CURRENT} WHERE n.version = v.key"
            " AND n.parent IS"
            " (SELECT p.position FROM nodes p WHERE p.version = v.key AND p.id = ?2)"
            " AND (?1 = ?2 OR n.parent IS NOT NULL) AND n.ordinal IS NOT NULL ORDER BY n.position",
            (row.document, row.id),
        )

    def numbered_before(self, document: str, kind: str, position: int) -> Iterator[tuple[str, int]]:
        """Yield (label, number) of the numbered nodes of a kind before a place, the last first."""
        while True:
            rows = self._rows(
                "SELECT n.position, n.label, n.ordinal FROM nodes n"
                f" JOIN documents d ON d.id = ? {_CURRENT} WHERE n.version = v.key"
                " AND n.position < ? AND n.kind = ? AND n.ordinal IS NOT NULL"
                " ORDER BY n.position DESC LIMIT ?",
                (document, position, kind, _AT_A_TIME),
            )
            yield from (row[1:] for row in rows)
            if len(rows) < _AT_A_TIME:
                return
            position = rows[-1][0]

    def path(self, node: str) -> tuple[TreeRow, ...]:
        """Return the document's row and those down to the node's own; empty when it is unknown."""
        rows = self._rows(
            _NODE + "JOIN versions v ON v.key = n.version"
            " JOIN documents d ON d.id = v.document AND d.version = v.number"
            " WHERE n.id = ? AND d.removed IS NULL",
            (node,),
        )
        return self._with_ancestors(rows)[0] if rows else ()

    def paths(self, ids: Iterable[str], *, limit: int) -> list[tuple[TreeRow, ...]]:
        """Return at most `limit` paths down to these nodes and documents, in tree order.

        Nodes without a row of their own (leads and tables) and archived documents are left out.
        """
        wanted = set(ids)
        roots = self._rows(_ROOT + "WHERE d.archived = 0 AND d.removed IS NULL ORDER BY d.key")
        hits: dict[int, list[Any]] = {}
        for row in self._rows(
            _NODE + "JOIN versions v ON v.key = n.version"
            " JOIN documents d ON d.id = v.document AND d.version = v.number"
            " WHERE n.id IN (SELECT value FROM json_each(?)) AND n.kind NOT IN ('lead', 'table')"
            " ORDER BY d.key, n.position LIMIT ?",
            (json.dumps(list(wanted)), limit),
        ):
            hits.setdefault(row[-1], []).append(row)
        found: list[tuple[TreeRow, ...]] = []
        for place, root in enumerate(roots):
            if root[0] in wanted:
                found.append((_root(root, place),))
            found += self._with_ancestors(hits.get(root[-1], []))
        return found[:limit]

    def find(self, key: str, *, limit: int) -> list[tuple[TreeRow, ...]]:
        """Return at most `limit` paths to rows whose heading contains `key`, in tree order.

        Documents come before their nodes; archived documents are left out. `key` is in the form
        of `text.normal` and not empty.
        """
        roots = self._rows(_ROOT + "WHERE d.archived = 0 AND d.removed IS NULL ORDER BY d.key")
        named = {
            row[0]
            for row in self._rows("SELECT key FROM versions WHERE instr(heading, ?) > 0", (key,))
        }
        found: list[tuple[TreeRow, ...]] = []
        for place, root in enumerate(roots):
            if len(found) >= limit:
                break
            version = root[-1]
            if version in named:
                found.append((_root(root, place),))
            hits = self._rows(
                _NODE + "WHERE n.version = ? AND n.kind NOT IN ('lead', 'table')"
                " AND instr(n.heading, ?) > 0 ORDER BY n.position LIMIT ?",
                (version, key, limit - len(found)),
            )
            found += self._with_ancestors(hits)
        return found

    def _with_ancestors(self, hits: list[Any]) -> list[tuple[TreeRow, ...]]:
        """Return for each node of one version its path from the document down."""
        if not hits:
            return []
        version = hits[0][-1]
        known = {row[5]: row for row in hits}
        wanted = {row[6] for row in hits} - known.keys() - {None}
        while wanted:
            above = self._positions(version, wanted)
            known |= {row[5]: row for row in above}
            wanted = {row[6] for row in above} - known.keys() - {None}
        (root,) = self._rows(_ROOT + "WHERE v.key = ?", (version,))
        top = _root(root, 0)
        paths: dict[int | None, tuple[TreeRow, ...]] = {None: (top,)}
        for position in sorted(known):
            row = known[position]
            over = paths[row[6]]
            paths[position] = (*over, _node(row, top.id, over[-1].id))
        return [paths[row[5]] for row in hits]

    def _positions(self, version: int, wanted: Iterable[int]) -> list[Any]:
        return self._rows(_NODE + _AMONG, (version, json.dumps(list(wanted))))


def _root(row: tuple[Any, ...], place: int) -> TreeRow:
    id_, number, title, count, group, archived, source, _ = row
    return TreeRow(
        id_, id_, None, "document", number or "", title, count, place, group, bool(archived), source
    )


def _node(row: tuple[Any, ...], document: str, parent: str) -> TreeRow:
    id_, kind, label, title, count, position, _, _ = row
    return TreeRow(id_, document, parent, kind, label, title, count, position)
