"""What all that takes entries over has at hand: library, result, and the tags on the way."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.annotations import Tag, Target
from desktop.exchange import fields
from desktop.exchange.entries import Aim
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.library import Held, Library
from desktop.exchange.results import Result
from desktop.store import Store
from desktop.tables.tags import Tagged


class MissingDocumentError(RefusedEntryError):
    """An entry is about a document that is not here; `aim` says which."""

    def __init__(self, aim: Aim) -> None:
        super().__init__("库中没有这份文件")
        self.aim = aim


class Taking:
    """A package on its way into the library, inside a step of the history.

    Attributes:
        store, library: where it goes.
        author: who takes it in; for what does not say who made it.
        result: what became of its entries so far.
        deleted: the ids of marks and ledger items that were deleted here.
        paths: the tags' paths by id.
        refused: (file, entry) of what cannot be taken over.
    """

    def __init__(self, store: Store, *, author: str, levels: int) -> None:
        """Begin.

        Args:
            store: the library.
            author: who takes the package in.
            levels: how deep tags can be nested.
        """
        self.store = store
        self.library = Library(store)
        self.author = author
        self.result = Result()
        self.refused: list[tuple[str, Any]] = []
        self.deleted = {id_ for _, id_, _ in store.packages.deleted()}
        self._levels = levels
        tags = store.tags.all()
        self.paths = {tag.id: tag.path for tag in tags}
        self._tags = {tag.path: tag for tag in tags}
        self._looks: dict[str, Mapping[str, str]] = {}

    def documents(self, aim: Aim) -> list[Held]:
        """Return the documents that a target can mean, the likeliest first.

        Raises:
            MissingDocumentError: there are none.
        """
        held = self.library.meant(aim)
        if not held:
            raise MissingDocumentError(aim)
        return held

    def path(self, path: str) -> str:
        """Return a tag's path as tags are named.

        Raises:
            RefusedEntryError: it cannot be one.
        """
        names = [" ".join(name.split()) for name in path.split("/")]
        if not all(names) or len(names) > self._levels:
            raise RefusedEntryError(f"“{path[: fields.SHOWN]}”不能用作标签")
        return "/".join(names)

    def tag(self, path: str) -> str:
        """Return the id of the tag of a path, made with those above it where it is missing."""
        if path not in self._tags:
            above, _, name = path.rpartition("/")
            look = self._looks.get(path, {})
            made = Tag(
                os.urandom(6).hex(),
                name,
                self.tag(above) if above else None,
                colour=look.get("colour", ""),
                description=look.get("description", ""),
                path=path,
            )
            self.store.tags.put(made)
            self._tags[path], self.paths[made.id] = made, path
        return self._tags[path].id

    def put_tags(
        self, target: Target, document: str, paths: Iterable[str], *, at: str, by: str
    ) -> None:
        """Let a target carry the tags of these paths."""
        for path in dict.fromkeys(paths):
            self.store.tags.tag(Tagged(self.tag(path), target, document, at, by))

    def look(self, value: Any) -> None:
        """Learn from an entry of tags.json how a tag looks.

        Raises:
            RefusedEntryError: it is none.
        """
        entry = fields.mapping(value)
        path = self.path(fields.text(entry, "path"))
        if path in self._looks:
            raise RefusedEntryError("包中有两个同样的标签")
        look = {key: fields.text(entry, key) for key in ("colour", "description")}
        self._looks[path] = look
        known = self._tags.get(path)
        if known is None:
            self._keep(path, entry)
            self.result.tell("added", "tag", path)
        elif (known.colour, known.description) == (look["colour"], look["description"]):
            self.result.tell("skipped", "tag", path)
        else:
            self.result.tell("differing", "tag", path, "颜色或说明与库中的不同")

    def make_looked_at(self) -> None:
        """Make the tags that tags.json tells of and nothing carries."""
        for path in self._looks:
            self.tag(path)

    def _keep(self, path: str, entry: Mapping[str, Any]) -> None:
        known = {"path", "colour", "description"}
        if more := {key: each for key, each in entry.items() if key not in known}:
            self.store.packages.keep("tags.json", path, more)
