"""The library's marks, tags, ledger and ticks -> the files of a package."""

import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from desktop.annotations import Expression, FollowUp, Mark, Piece, Target
from desktop.exchange import corrections, pairs, waiting
from desktop.exchange.entries import URN
from desktop.exchange.library import Held, Library
from desktop.store import Store
from desktop.tables.tags import Tagged, dumped

_TAGS = uuid.UUID("6d1f2f5c-8b5e-4c39-9a53-0d2a7f1c4e11")  # of annotations that are tags only


def files(store: Store) -> dict[str, list[Any]]:
    """Return the files of a package with everything that people made in the library."""
    return Outgoing(store).files()


class Outgoing:
    """The library on its way into a package."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._library = Library(store)
        self._tags = {tag.id: tag for tag in store.tags.all()}
        self._colours = {colour.id: colour.name for colour in store.marks.colours()}
        self._carried: dict[Target, list[Tagged]] = {}
        for tagged in store.tags.uses(self._tags):
            self._carried.setdefault(tagged.target, []).append(tagged)

    def files(self) -> dict[str, list[Any]]:
        """Return all files by name, in the order of the contract."""
        packages = self._store.packages
        known: dict[str, list[Any]] = {
            "annotations.json": [entry for held in self._library for entry in self._notes(held)],
            "follow_ups.json": [entry for held in self._library for entry in self._items(held)],
            "tags.json": self._forest(),
            "deleted.json": [
                {"id": URN + id_ if table == "marks" else id_, "deleted": at}
                for table, id_, at in packages.deleted()
            ],
            "reviewed.json": [entry for held in self._library for entry in self._ticks(held)],
            corrections.FILE: list(corrections.written(self._store, self._library)),
            corrections.SETTLED: list(corrections.settled(self._store, self._library)),
            pairs.FILE: list(pairs.written(self._store, self._library)),
            "filters.json": self._filters(),
            "colours.json": [
                {"id": colour.id, "name": colour.name, "colour": colour.colour}
                for colour in self._store.marks.colours()
            ],
        }
        strange = {
            file: list(packages.kept(file).values())
            for file in packages.files()
            if file not in known
        }
        for file, entries in waiting.files(self._store.waiting.all()).items():
            known[file] += entries
        return known | strange

    def _notes(self, held: Held) -> Iterable[dict[str, Any]]:
        for mark in self._store.marks.of_document(held.document.id):
            yield self._mark(held, mark)
        for target, carried in self._carried.items():
            if target.kind != "mark" and carried[0].document == held.document.id:
                yield from self._tagged(held, target, carried)

    def _mark(self, held: Held, mark: Mark) -> dict[str, Any]:
        extra = json.loads(mark.extra) if mark.extra else {}
        carried = self._carried.get(Target("mark", mark.id), [])
        paths = sorted(self._tags[tagged.tag].path for tagged in carried)
        bodies = [
            *([_body("commenting", mark.note)] if mark.note else []),
            *([_body("classifying", self._colours[mark.colour])] if mark.colour else []),
            *(_body("tagging", path) for path in paths),
            *extra.get("bodies", []),
        ]
        if mark.note or mark.scope != "text":
            motivation = "commenting"
        else:
            motivation = "highlighting" if mark.colour or not paths else "tagging"
        creator = {"type": "Person", "name": mark.author} | extra.get("creator", {})
        entry = {
            "type": "Annotation",
            "id": URN + mark.id,
            "motivation": motivation,
            "creator": creator,
            "created": mark.created,
            "modified": mark.modified,
            "body": bodies,
            "target": self._target(held, mark, extra),
        }
        orphaned = {"orphaned": True} if mark.orphaned else {}
        return {**entry, **orphaned, **extra.get("keys", {})}

    def _target(self, held: Held, mark: Mark, extra: dict[str, Any]) -> Any:
        if "target" in extra and not all(piece.node for piece in mark.pieces):
            return extra["target"]  # it never had a place here
        if mark.scope == "document" or not mark.pieces:  # a damaged library may have lost them
            return held.target()
        if mark.scope == "node":
            return held.target(node=mark.pieces[0].node) or held.target()
        targets = [_piece_target(held, piece) for piece in mark.pieces]
        return targets if len(targets) > 1 else targets[0]

    def _tagged(
        self, held: Held, target: Target, carried: Iterable[Tagged]
    ) -> Iterable[dict[str, Any]]:
        where = held.target(node=target.id if target.kind == "node" else None)
        for tagged in carried if where else ():
            path = self._tags[tagged.tag].path
            name = json.dumps([where, path], ensure_ascii=True, sort_keys=True)
            yield {
                "type": "Annotation",
                "id": URN + str(uuid.uuid5(_TAGS, name)),
                "motivation": "tagging",
                "creator": {"type": "Person", "name": tagged.author},
                "created": tagged.at,
                "modified": tagged.at,
                "body": [_body("tagging", path)],
                "target": where,
            }

    def _items(self, held: Held) -> Iterable[dict[str, Any]]:
        for item in self._store.follow_ups.all(held.document.id):
            yield _item(held, item)

    def _forest(self) -> list[dict[str, Any]]:
        kept = self._store.packages.kept("tags.json")
        return [
            {"path": tag.path, "colour": tag.colour, "description": tag.description}
            | kept.get(tag.path, {})
            for tag in self._tags.values()
        ]

    def _ticks(self, held: Held) -> Iterable[dict[str, Any]]:
        for tick in self._store.ticks.of_document(held.document.id):
            if target := held.target(node=tick.node):
                yield {"target": target, "by": tick.by, "at": tick.at}

    def _filters(self) -> list[dict[str, Any]]:
        kept = self._store.packages.kept("filters.json")
        return [
            {"name": saved.name, "expression": self._expression(saved.expression)}
            | kept.get(saved.name, {})
            for saved in self._store.tags.filters()
        ]

    def _expression(self, expression: Expression) -> Any:
        """Return an expression with the paths of tags; a tag that is gone by its id."""
        return _renamed(
            dumped(expression), lambda tag: self._tags[tag].path if tag in self._tags else tag
        )


def _renamed(value: Any, name: Callable[[str], str]) -> Any:
    """Return what `dumped` gave, with other names for the tags."""
    if isinstance(value, str):
        return name(value)
    return [value[0], *(_renamed(part, name) for part in value[1:])]


def _piece_target(held: Held, piece: Piece) -> Any:
    selectors = (
        {
            "type": "TextQuoteSelector",
            "exact": piece.quote,
            "prefix": piece.prefix,
            "suffix": piece.suffix,
        },
        {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
    )
    return held.target(*selectors, node=piece.node) or held.target(*selectors)


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _item(held: Held, item: FollowUp) -> dict[str, Any]:
    extra = json.loads(item.extra) if item.extra else {}
    notes = extra.get("progress", {})
    target = held.target(node=item.node) if item.node else extra.get("target")
    entry = {
        "id": item.id,
        "target": target or held.target(),
        "state": item.state.value,
        "lead": item.lead,
        "support": list(item.support),
        "due": item.due,
        "behind": item.behind,
        "priority": item.priority,
        "remark": item.remark,
        "progress": [
            {"id": note.id, "on": note.on, "by": note.by, "text": note.text}
            | notes.get(note.id, {})
            for note in item.progress
        ],
        "author": item.author,
        "created": item.created,
        "modified": item.modified,
    }
    return {**entry, **extra.get("keys", {})}
