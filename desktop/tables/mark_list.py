"""The shelf of lists of marks: filtered and sorted, each with its place and its tags."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desktop.annotations import MarkQuery, MarkRow
from desktop.tables.places import Places
from desktop.tables.shelf import Shelf
from desktop.text import normal

_SHOWN = 30  # characters of a node without a title
_ROW = f"""
    SELECT m.id, m.document, m.author, m.created, m.modified, m.colour, m.note, m.scope,
           m.orphaned, v.title, ifnull(p.node, ''), ifnull(p.start, 0), ifnull(p.quote, ''),
           trim(ifnull(n.label || ' ' || iif(n.title <> '', n.title, substr(n.text, 1, {_SHOWN})),
                       ''))
    FROM marks m
    JOIN documents d ON d.id = m.document AND d.removed IS NULL
    JOIN versions v ON v.document = d.id AND v.number = d.version
    LEFT JOIN pieces p ON p.mark = m.id AND p.position = 0
    LEFT JOIN nodes n ON n.id = p.node AND n.version = v.key
"""
_ORDER = {
    "place": "d.key {0}, m.orphaned {0}, ifnull(n.position, -1) {0}, p.start {0}, m.created {0}",
    "created": "m.created {0}, m.rowid {0}",
    "modified": "m.modified {0}, m.rowid {0}",
    "colour": "m.colour {0}, d.key {0}, n.position {0}, p.start {0}",
    "author": "m.author {0}, d.key {0}, n.position {0}, p.start {0}",
}


class MarkList(Shelf):
    """Lists of marks; those of removed documents are left out."""

    def rows(self, query: MarkQuery) -> list[MarkRow]:
        """Return the marks that are asked for, in that order."""
        conditions = list(_conditions(query))
        where = " AND ".join(condition for condition, _ in conditions) or "TRUE"
        order = _ORDER[query.sort].format("DESC" if query.descending else "")
        rows = self._rows(
            f"{_ROW} WHERE {where} ORDER BY {order}", [value for _, value in conditions]
        )
        tags, quotes = self._tags(query), self._quotes(query)
        lost = {row[10] for row in rows if row[10] and not row[13]}
        places = Places(self._connection, self._path).known(lost) if lost else {}
        return [
            MarkRow._make(
                (
                    *row[:8],
                    bool(row[8]),
                    *row[9:12],
                    quotes.get(row[0], row[12]),
                    places[row[10]].name if row[10] in places else row[13],
                    tags.get(row[0], ()),
                )
            )
            for row in rows
        ]

    def lost(self) -> int:
        """Return how many marks have lost their place."""
        ((count,),) = self._rows(
            "SELECT count(*) FROM marks m"
            " JOIN documents d ON d.id = m.document AND d.removed IS NULL WHERE m.orphaned = 1"
        )
        return int(count)

    def _quotes(self, query: MarkQuery) -> dict[str, str]:
        """Return the quotes of the marks in several pieces."""
        quotes: dict[str, list[str]] = {}
        which = "SELECT mark FROM pieces WHERE position = 1"
        values: tuple[str, ...] = ()
        if query.marks is not None:
            which, values = "SELECT value FROM json_each(?)", (json.dumps(query.marks),)
        for mark, quote in self._rows(
            f"SELECT mark, quote FROM pieces WHERE mark IN ({which}) ORDER BY mark, position",
            values,
        ):
            quotes.setdefault(mark, []).append(quote)
        return {mark: "\n".join(parts) for mark, parts in quotes.items()}

    def _tags(self, query: MarkQuery) -> dict[str, tuple[str, ...]]:
        """Return the sorted paths of the tags on marks."""
        condition = ""
        values: tuple[str, ...] = ()
        if query.marks is not None:
            condition = " AND t.target IN (SELECT value FROM json_each(?))"
            values = (json.dumps(query.marks),)
        elif query.document is not None:
            condition, values = " AND t.document = ?", (query.document,)
        paths: dict[str, list[str]] = {}
        for mark, path in self._rows(
            "WITH RECURSIVE below (id, path) AS ("
            " SELECT id, name FROM tags WHERE parent IS NULL"
            " UNION ALL SELECT g.id, b.path || '/' || g.name"
            " FROM below b JOIN tags g ON g.parent = b.id)"
            " SELECT t.target, b.path FROM tagged t JOIN below b ON b.id = t.tag"
            f" WHERE t.kind = 'mark'{condition} ORDER BY b.path",
            values,
        ):
            paths.setdefault(mark, []).append(path)
        return {mark: tuple(found) for mark, found in paths.items()}


def _conditions(query: MarkQuery) -> Iterator[tuple[str, Any]]:
    """Yield each condition with the one value it asks for."""
    yield from _which(query)
    if query.colours:
        yield "m.colour IN (SELECT value FROM json_each(?))", json.dumps(query.colours)
    if query.tags:
        yield _CARRIES, json.dumps(query.tags)
    if query.author is not None:
        yield "m.author = ?", query.author
    if query.since is not None:
        yield "m.created >= ?", _midnight(query.since, 0)
    if query.until is not None:
        yield "m.created < ?", _midnight(query.until, 1)
    if query.noted is not None:
        yield "(m.note <> '') = ?", query.noted
    if key := normal(query.text):
        yield "instr(m.searched, ?) > 0", key
    if query.orphaned is not None:
        yield "m.orphaned = ?", query.orphaned


def _which(query: MarkQuery) -> Iterator[tuple[str, Any]]:
    if query.document is not None:
        yield "m.document = ?", query.document
    if query.marks is not None:
        yield "m.id IN (SELECT value FROM json_each(?))", json.dumps(query.marks)


_CARRIES = """m.id IN (
    WITH RECURSIVE wanted (id) AS (
        SELECT value FROM json_each(?) UNION
        SELECT g.id FROM wanted w JOIN tags g ON g.parent = w.id
    )
    SELECT t.target FROM tagged t JOIN wanted w ON w.id = t.tag WHERE t.kind = 'mark'
)"""


def _midnight(day: str, later: int) -> str:
    """Return the moment, UTC, at which a day of the user's begins, or one some days later."""
    begin = datetime.combine(date.fromisoformat(day) + timedelta(days=later), datetime.min.time())
    return begin.astimezone(UTC).isoformat(timespec="milliseconds")
