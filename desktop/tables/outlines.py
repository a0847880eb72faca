"""The shelf of outlines: a version's nodes, the lines outside its tree, and its doubts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from desktop.model import Doubt, Kind, Line, Node, Outline
from desktop.tables.shelf import Shelf
from desktop.text import normal

UNSEEN = frozenset({Kind.LEAD, Kind.TABLE})
"""What the library tree leaves to the reader; the same in the schema's partial index."""


def branches(nodes: Sequence[Node]) -> int:
    """Return how many of the nodes get a row in the library tree."""
    return sum(node.kind not in UNSEEN for node in nodes)


class Outlines(Shelf):
    """Outlines by the key of their version."""

    def put(self, version: int, outline: Outline, ids: Sequence[str]) -> None:
        """Store an outline; `ids` are those of its nodes in document order."""
        self._put_lines(version, outline, ids)
        self._write_many(
            "INSERT INTO doubts VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    version,
                    place,
                    doubt.kind,
                    doubt.line,
                    doubt.printed,
                    doubt.assumed,
                    doubt.message,
                )
                for place, doubt in enumerate(outline.doubts)
            ),
        )

    def replace(self, version: int, outline: Outline, ids: Sequence[str]) -> None:
        """Store another outline, doubts too, instead of the one before; its data stay."""
        for table in ("nodes", "outside", "doubts"):
            self._write(f"DELETE FROM {table} WHERE version = ?", (version,))
        self.put(version, outline, ids)

    def replace_lines(self, version: int, outline: Outline) -> None:
        """Store the nodes, which have ids, and the lines outside the tree instead of those before.

        The document's data and the doubts stay.
        """
        # A correction changes few of many rows, and is to be seen at once. For a moment rows lack
        # the one above them.
        self._write("PRAGMA defer_foreign_keys = ON")
        ids = [node.id for node in outline.walk()]
        self._change("nodes", version, list(_node_rows(version, outline, ids)), ("position",))
        self._change("outside", version, list(_outside(version, outline)), ("part", "position"))

    def _change(
        self, table: str, version: int, rows: list[tuple[Any, ...]], key: tuple[str, ...]
    ) -> None:
        """Let a table hold these rows of a version, whose key comes next; write what differs."""
        end = 1 + len(key)
        now = {row[1:end]: row for row in rows}
        before = {
            row[1:end]: row
            for row in self._rows(f"SELECT * FROM {table} WHERE version = ?", (version,))
        }
        where = " AND ".join(f"{column} = ?" for column in ("version", *key))
        self._write_many(
            f"DELETE FROM {table} WHERE {where}",
            [row[:end] for place, row in before.items() if now.get(place) != row],
        )
        changed = [row for place, row in now.items() if before.get(place) != row]
        places = ", ".join("?" * len(rows[0])) if rows else ""
        if changed:
            self._write_many(f"INSERT INTO {table} VALUES ({places})", changed)

    def _put_lines(self, version: int, outline: Outline, ids: Sequence[str]) -> None:
        self._write_many(
            "INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _node_rows(version, outline, ids),
        )
        self._write_many("INSERT INTO outside VALUES (?, ?, ?, ?, ?)", _outside(version, outline))

    def get(self, version: int) -> Outline:
        """Return the outline as it was stored; its nodes carry their ids."""
        (data,) = self._rows(
            "SELECT source, outline_title, notice_title, issuer, doc_number, issued_on, addressees"
            " FROM versions WHERE key = ?",
            (version,),
        )
        outside: dict[str, list[tuple[int, str]]] = {}
        for part, line, text in self._rows(
            "SELECT part, line, text FROM outside WHERE version = ? ORDER BY part, position",
            (version,),
        ):
            outside.setdefault(part, []).append((line, text))
        doubts = self._rows(
            "SELECT kind, line, printed, assumed, message FROM doubts"
            " WHERE version = ? ORDER BY position",
            (version,),
        )
        return replace(
            Outline(*data),
            nodes=self._nodes(version),
            front_matter=tuple(Line(*row) for row in outside.get("front_matter", ())),
            back_matter=tuple(text for _, text in outside.get("back_matter", ())),
            contents=tuple(Line(*row) for row in outside.get("contents", ())),
            furniture=tuple(Line(*row) for row in outside.get("furniture", ())),
            doubts=tuple(Doubt(*row) for row in doubts),
        )

    def _nodes(self, version: int) -> tuple[Node, ...]:
        rows = self._rows(
            "SELECT position, parent, kind, label, ordinal, title, text, units, units_text,"
            ' "rows", first_line, last_line, id FROM nodes WHERE version = ?'
            " ORDER BY position DESC",
            (version,),
        )
        below: dict[int | None, list[Node]] = {}  # last child first, as the rows come
        for position, parent, kind, label, ordinal, title, text, units, *rest in rows:
            units_text, cells, first_line, last_line, id_ = rest
            node = Node(
                kind=Kind(kind),
                label=label,
                ordinal=ordinal,
                title=title,
                text=text,
                units=tuple(json.loads(units)) if units else (),
                units_text=units_text,
                rows=tuple(tuple(row) for row in json.loads(cells)) if cells else None,
                first_line=first_line,
                last_line=last_line,
                children=tuple(reversed(below.pop(position, ()))),
                id=id_,
            )
            below.setdefault(parent, []).append(node)
        return tuple(reversed(below.get(None, ())))


def _placed(outline: Outline) -> Iterator[tuple[int, int | None, Node]]:
    """Yield each node in document order with its position and its parent's."""
    stack: list[tuple[int | None, Node]] = [(None, node) for node in reversed(outline.nodes)]
    position = 0
    while stack:
        parent, node = stack.pop()
        yield position, parent, node
        stack.extend((position, child) for child in reversed(node.children))
        position += 1


def _node_rows(version: int, outline: Outline, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for (position, parent, node), id_ in zip(_placed(outline), ids, strict=True):
        yield (
            version,
            position,
            parent,
            id_,
            node.kind.value,
            node.label,
            node.ordinal,
            node.title,
            normal(node.label + node.title),
            branches(node.children),
            node.first_line,
            node.last_line,
            _packed(node.units) if node.units else None,
            node.units_text,
            None if node.rows is None else _packed(node.rows),
            node.text,
        )


def _outside(version: int, outline: Outline) -> Iterator[tuple[Any, ...]]:
    for part in ("front_matter", "contents", "furniture"):
        for place, line in enumerate(getattr(outline, part)):
            yield version, part, place, line.line, line.text
    for place, text in enumerate(outline.back_matter):
        yield version, "back_matter", place, None, text


def _packed(value: Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
