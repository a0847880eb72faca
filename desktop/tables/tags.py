"""The shelf of tags: their forest, what carries them, and the combinations that were saved."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.annotations import Both, Either, Expression, Has, Not, SavedFilter, Tag, Target
from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf

_SEEN = "tagged JOIN documents d ON d.id = tagged.document AND d.removed IS NULL"


@dataclass(frozen=True, slots=True)
class Tagged:
    """That a target carries a tag: since when, by whom, and in which document it is."""

    tag: str
    target: Target
    document: str
    at: str
    author: str


class Tags(Shelf):
    """Tags by id, and what carries them."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def all(self) -> list[Tag]:
        """Return every tag with its path, sorted by path; they are not counted."""
        rows = self._rows(
            "WITH RECURSIVE below (id, path) AS ("
            " SELECT id, name FROM tags WHERE parent IS NULL"
            " UNION ALL SELECT t.id, b.path || '/' || t.name"
            " FROM below b JOIN tags t ON t.parent = b.id)"
            " SELECT t.id, t.name, t.parent, t.colour, t.description, b.path"
            " FROM below b JOIN tags t ON t.id = b.id ORDER BY b.path"
        )
        return [Tag(*row) for row in rows]

    def put(self, tag: Tag) -> None:
        """Store a tag as it is now, whether it is new or known; inside a step of the history."""
        row = {
            "id": tag.id,
            "name": tag.name,
            "parent": tag.parent,
            "colour": tag.colour,
            "description": tag.description,
        }
        self._journal.set("tags", (tag.id,), row, document=None)

    def remove(self, tag: str) -> None:
        """Take away a tag that nothing carries and that is above none; in a step of the history."""
        self._journal.set("tags", (tag,), None, document=None)

    def uses(self, tags: Iterable[str]) -> list[Tagged]:
        """Return what carries one of the tags, in removed documents too."""
        return self._tagged("tag IN (SELECT value FROM json_each(?))", json.dumps(list(tags)))

    def of(self, targets: Iterable[Target]) -> list[Tagged]:
        """Return what tags the targets carry."""
        pairs = [[target.kind, target.id] for target in targets]
        return self._tagged(
            "(kind, target) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
            json.dumps(pairs),
        )

    def carried(self) -> list[tuple[str, str, str]]:
        """Return (tag, kind, target) for all that carries tags, but in removed documents."""
        return self._rows(f"SELECT tag, kind, target FROM {_SEEN}")

    def carriers(self) -> dict[str, set[str]]:
        """Return by tag the ids of the nodes and documents that carry it, or a mark of it does.

        Marks that have lost their place carry for nothing but their document's list.
        """
        rows = self._rows(
            f"SELECT tag, target FROM {_SEEN} WHERE tagged.kind <> 'mark'"
            f" UNION SELECT tag, p.node FROM {_SEEN} JOIN marks m ON m.id = tagged.target"
            " JOIN pieces p ON p.mark = m.id WHERE tagged.kind = 'mark' AND m.orphaned = 0"
        )
        found: dict[str, set[str]] = {}
        for tag, target in rows:
            found.setdefault(tag, set()).add(target)
        return found

    def everything(self) -> set[str]:
        """Return the ids of all documents, but removed ones, and of all nodes of their texts."""
        rows = self._rows(
            "SELECT id FROM documents WHERE removed IS NULL UNION ALL"
            " SELECT n.id FROM documents d"
            " JOIN versions v ON v.document = d.id AND v.number = d.version"
            " JOIN nodes n ON n.version = v.key WHERE d.removed IS NULL"
        )
        return {id_ for (id_,) in rows}

    def tag(self, tagged: Tagged) -> None:
        """Let a target carry a tag; inside a step of the history."""
        row = {
            "tag": tagged.tag,
            "kind": tagged.target.kind,
            "target": tagged.target.id,
            "document": tagged.document,
            "at": tagged.at,
            "author": tagged.author,
        }
        self._journal.set("tagged", _key(tagged), row, document=tagged.document)

    def untag(self, tagged: Tagged) -> None:
        """Let a target no longer carry a tag; inside a step of the history."""
        self._journal.set("tagged", _key(tagged), None, document=tagged.document)

    def filters(self) -> list[SavedFilter]:
        """Return the saved filters, sorted by name."""
        rows = self._rows("SELECT id, name, expression FROM filters ORDER BY name")
        return [SavedFilter(id_, name, loaded(json.loads(text))) for id_, name, text in rows]

    def put_filter(self, saved: SavedFilter) -> None:
        """Store a filter as it is now; inside a step of the history."""
        text = json.dumps(dumped(saved.expression), ensure_ascii=False, separators=(",", ":"))
        row = {"id": saved.id, "name": saved.name, "expression": text}
        self._journal.set("filters", (saved.id,), row, document=None)

    def remove_filter(self, saved: str) -> None:
        """Take a filter away; inside a step of the history."""
        self._journal.set("filters", (saved,), None, document=None)

    def _tagged(self, condition: str, value: str) -> list[Tagged]:
        rows = self._rows(
            f"SELECT tag, kind, target, document, at, author FROM tagged WHERE {condition}",
            (value,),
        )
        return [Tagged(tag, Target(kind, target), *rest) for tag, kind, target, *rest in rows]


def _key(tagged: Tagged) -> tuple[str, str, str]:
    return tagged.tag, tagged.target.kind, tagged.target.id


def dumped(expression: Expression) -> Any:
    """Return an expression as JSON has it: a tag's id, ["not", part], ["and", …] or ["or", …]."""
    match expression:
        case Has(tag):
            return tag
        case Not(part):
            return ["not", dumped(part)]
        case Both(parts):
            return ["and", *map(dumped, parts)]
        case Either(parts):
            return ["or", *map(dumped, parts)]


def loaded(value: Any) -> Expression:
    """Return the expression that `dumped` made the value of.

    Raises:
        ValueError: it is none.
    """
    match value:
        case str():
            return Has(value)
        case ["not", part]:
            return Not(loaded(part))
        case ["and", *parts]:
            return Both(tuple(map(loaded, parts)))
        case ["or", *parts]:
            return Either(tuple(map(loaded, parts)))
    raise ValueError(f"no expression: {value!r}")
