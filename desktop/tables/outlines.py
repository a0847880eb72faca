"""The shelf of outlines: a version's nodes, the lines outside its tree, and its doubts."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from desktop.model import Doubt, Kind, Line, Node, Outline
from desktop.tables.faults import decoding
from desktop.tables.shelf import Shelf
from desktop.text import normal

_Placed = tuple[int, int | None, Node]
"""A node with its position and its parent's."""
_Row = tuple[Any, ...]
UNSEEN = frozenset({Kind.LEAD, Kind.TABLE})
"""What the library tree leaves to the reader; the same in the schema's partial index."""


def branches(nodes: Sequence[Node]) -> int:
    """Return how many of the nodes get a row in the library tree."""
    return sum(node.kind not in UNSEEN for node in nodes)


class Outlines(Shelf):
    """Outlines by the key of their version.

    Nodes are not read again while somebody holds the outline that they were read for, or written
    from, and nobody has written others: a version's `touched` says so, which triggers raise.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._known: WeakValueDictionary[tuple[int, int], Outline] = WeakValueDictionary()
        self._written: Outline | None = None  # held until somebody has asked for it

    def forget(self) -> None:
        """Read everything anew from now on; what was written has been taken back."""
        self._known.clear()
        self._written = None

    def put(self, version: int, outline: Outline, ids: Sequence[str]) -> None:
        """Store an outline; `ids` are those of its nodes in document order."""
        self.forget()
        self._write_many(
            "INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                _row(version, *placed, id_)
                for placed, id_ in zip(_placed(outline), ids, strict=True)
            ),
        )
        self._write_many("INSERT INTO outside VALUES (?, ?, ?, ?, ?)", _outside(version, outline))
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
        before, now = self._placed_before(version), {each[0]: each for each in _placed(outline)}
        others = [
            place
            for place in before.keys() | now.keys()
            if not _same(before.get(place), now.get(place))
        ]
        self._exchange(
            "nodes",
            {
                (version, place): _own_row(version, before[place])
                for place in others
                if place in before
            },
            {(version, place): _own_row(version, now[place]) for place in others if place in now},
        )
        rows = self._rows("SELECT * FROM outside WHERE version = ?", (version,))
        self._exchange(
            "outside", {row[:3]: row for row in rows},
            {row[:3]: row for row in _outside(version, outline)},
        )  # fmt: skip
        self._written = self._known[version, self._touched(version)] = outline

    def _placed_before(self, version: int) -> dict[int, _Placed]:
        """Return what stands at each position of a version now."""
        known = self._known.get((version, self._touched(version)))
        return {each[0]: each for each in _placed(known or Outline("", nodes=self._nodes(version)))}

    def _touched(self, version: int) -> int:
        (row,) = self._rows("SELECT touched FROM versions WHERE key = ?", (version,))
        touched: int = row[0]
        return touched

    def _exchange(
        self,
        table: str,
        before: Mapping[tuple[Any, ...], _Row],
        now: Mapping[tuple[Any, ...], _Row],
    ) -> None:
        """Let a table hold rows in place of others, both by their keys; write what differs."""
        columns = {"nodes": ("version", "position"), "outside": ("version", "part", "position")}
        where = " AND ".join(f"{column} = ?" for column in columns[table])
        self._write_many(
            f"DELETE FROM {table} WHERE {where}",
            [key for key, row in before.items() if now.get(key) != row],
        )
        changed = [row for key, row in now.items() if before.get(key) != row]
        if changed:
            places = ", ".join("?" * len(changed[0]))
            self._write_many(f"INSERT INTO {table} VALUES ({places})", changed)

    def get(self, version: int) -> Outline:
        """Return the outline as it was stored; its nodes carry their ids."""
        ((touched, *data),) = self._rows(
            "SELECT touched, source, outline_title, notice_title, issuer, doc_number, issued_on,"
            " addressees FROM versions WHERE key = ?",
            (version,),
        )
        known = self._known.get((version, touched))
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
        found = replace(
            Outline(*data),
            nodes=known.nodes if known else self._nodes(version),
            front_matter=tuple(Line(*row) for row in outside.get("front_matter", ())),
            back_matter=tuple(text for _, text in outside.get("back_matter", ())),
            contents=tuple(Line(*row) for row in outside.get("contents", ())),
            furniture=tuple(Line(*row) for row in outside.get("furniture", ())),
            doubts=tuple(Doubt(*row) for row in doubts),
        )
        self._written = None
        if known is not None and found == known:
            return known
        self._known[version, touched] = found
        return found

    def _nodes(self, version: int) -> tuple[Node, ...]:
        rows = self._rows(
            "SELECT position, parent, kind, label, ordinal, title, text, units, units_text,"
            ' "rows", first_line, last_line, id FROM nodes WHERE version = ?'
            " ORDER BY position DESC",
            (version,),
        )
        with decoding(self._path):
            return _tree(rows)


def _tree(rows: Iterable[Sequence[Any]]) -> tuple[Node, ...]:
    """Return the nodes of rows that come from the last to the first."""
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


def _placed(outline: Outline) -> Iterator[_Placed]:
    """Yield each node in document order with its position and its parent's."""
    stack: list[tuple[int | None, Node]] = [(None, node) for node in reversed(outline.nodes)]
    position = 0
    while stack:
        parent, node = stack.pop()
        yield position, parent, node
        stack.extend((position, child) for child in reversed(node.children))
        position += 1


def _same(one: _Placed | None, other: _Placed | None) -> bool:
    """Return whether it is the very same node, below the same one; equal ones may be others."""
    return one is not None and other is not None and one[1] == other[1] and one[2] is other[2]


def _own_row(version: int, placed: _Placed) -> _Row:
    return _row(version, *placed, placed[2].id)


def _row(version: int, position: int, parent: int | None, node: Node, id_: str) -> _Row:
    return (
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


def _outside(version: int, outline: Outline) -> Iterator[_Row]:
    for part in ("front_matter", "contents", "furniture"):
        for place, line in enumerate(getattr(outline, part)):
            yield version, part, place, line.line, line.text
    for place, text in enumerate(outline.back_matter):
        yield version, "back_matter", place, None, text


def _packed(value: Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
