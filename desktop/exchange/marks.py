"""The annotations of a package -> marks, and tags on measures and documents."""

import json
from collections.abc import Sequence
from typing import Any

from desktop.annotations import Mark, Piece, Target
from desktop.exchange import entries, fields
from desktop.exchange.entries import Aim, Annotation
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.library import Held, last_known
from desktop.exchange.taking import Taking


class Marks:
    """Takes annotations over."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._store, self._result = taking.store, taking.result
        self._colours = {colour.name: colour.id for colour in self._store.marks.colours()}

    def colour(self, value: Any) -> None:
        """Learn from an entry of colours.json which of the five colours a name means.

        Raises:
            RefusedEntryError: it is none.
        """
        entry = fields.mapping(value)
        id_, name = fields.text(entry, "id"), fields.text(entry, "name")
        if id_ in self._colours.values():
            self._colours.setdefault(name, id_)

    def take(self, value: Any) -> None:
        """Take over an entry of annotations.json.

        Raises:
            RefusedEntryError: it is none, or its document or measure is not here.
        """
        found = entries.annotation(value)
        held = self._taking.documents(found.aims[0])
        paths = self._paths(found)
        if found.tagging:
            self._tag(found, paths, held)
        elif known := self._store.marks.get([found.id]):
            self._compare(found, paths, known[0], held)
        elif found.id in self._taking.deleted:
            self._result.tell("differing", "mark", found.urn, "已在本库删除")
        else:
            self._add(found, paths, held)

    def _paths(self, found: Annotation) -> list[str]:
        """Return the paths of the tags that can be tags."""
        paths = []
        for path in found.tags:
            try:
                paths.append(self._taking.path(path))
            except RefusedEntryError as error:
                self._result.tell("refused", "tag", found.urn, str(error))
        return paths

    def _tag(self, found: Annotation, paths: Sequence[str], held: Sequence[Held]) -> None:
        """Let a measure or document carry the tags that an annotation tells of."""
        document, target = held[0].document.id, Target("document", held[0].document.id)
        if found.scope == "node":
            place, node = measure(found.aims[0], held)
            document, target = place.document.id, Target("node", node)
        carried = {tagged.tag for tagged in self._store.tags.of([target])}
        fresh = [path for path in paths if self._taking.tag(path) not in carried]
        self._put_tags(target, document, fresh, found)
        self._result.tell("added" if fresh else "skipped", "tagged", found.urn)

    def _put_tags(
        self, target: Target, document: str, paths: Sequence[str], found: Annotation
    ) -> None:
        at, by = found.created or self._store.now(), found.author or self._taking.author
        self._taking.put_tags(target, document, paths, at=at, by=by)

    def _compare(
        self, found: Annotation, paths: Sequence[str], known: Mark, held: Sequence[Held]
    ) -> None:
        if known.document not in {each.document.id for each in held}:
            self._result.tell("differing", "mark", found.urn, "在本库属于另一份或已移除的文件")
            return
        carried = self._store.tags.of([Target("mark", known.id)])
        quotes = [piece.quote for piece in known.pieces] if known.scope == "text" else []
        tags = {self._taking.paths[tagged.tag] for tagged in carried}
        here = (known.note, known.colour, tags, known.scope, quotes)
        wanted = [aim.quote or "" for aim in found.aims] if found.scope == "text" else []
        colour = self._colours.get(found.colour or "", "")
        if here == (found.note, colour, set(paths), found.scope, wanted):
            self._result.tell("skipped", "mark", found.urn)
        else:
            self._result.tell("differing", "mark", found.urn, "与库中的不同")

    def _add(self, found: Annotation, paths: Sequence[str], held: Sequence[Held]) -> None:
        place, pieces = self._placed(found, held)
        more = dict(found.more)
        colour = self._colours.get(found.colour or "", "")
        if found.colour and not colour:
            body = {"type": "TextualBody", "purpose": "classifying", "value": found.colour}
            more["bodies"] = [body, *more.get("bodies", ())]
        orphaned = pieces is None
        if pieces is None:
            pieces = tuple(last_known(aim, place.node(aim)) for aim in found.aims)
            more["target"] = found.target
        now = self._store.now()
        mark = Mark(
            found.id,
            place.document.id,
            found.author or self._taking.author,
            found.created or now,
            found.modified or now,
            colour=colour,
            note=found.note,
            scope=found.scope,
            pieces=pieces,
            orphaned=orphaned,
            extra=json.dumps(more) if more else "",
        )
        self._store.marks.put(mark)
        self._put_tags(Target("mark", mark.id), mark.document, paths, found)
        if orphaned:
            self._result.tell("orphaned", "mark", found.urn, "没有找到原来的位置，已列入待重新定位")
        else:
            self._result.tell("added", "mark", found.urn)

    def _placed(
        self, found: Annotation, held: Sequence[Held]
    ) -> tuple[Held, tuple[Piece, ...] | None]:
        """Return the document that the annotation is in, and its pieces; None without a place."""
        if found.scope == "document":
            return held[0], ()
        for each in held:
            if found.scope == "text":
                pieces = each.pieces(found.aims)
            else:
                node = each.node(found.aims[0])
                pieces = (Piece(node),) if node else None
            if pieces is not None:
                return each, pieces
        return held[0], None


def measure(aim: Aim, held: Sequence[Held]) -> tuple[Held, str]:
    """Return the document that has the measure which is meant, and the measure's id.

    Raises:
        RefusedEntryError: none has it.
    """
    for each in held:
        if node := each.node(aim):
            return each, node
    raise RefusedEntryError("文件中没有这条措施")
