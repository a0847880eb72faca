"""The files of a package -> the library: what is new comes in, what is here stays as it is."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.annotations import Both, Either, Expression, Has, Not, SavedFilter
from desktop.exchange import corrections, fields, pairs, waiting
from desktop.exchange.entries import URN
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.items import Items
from desktop.exchange.library import Library
from desktop.exchange.marks import Marks
from desktop.exchange.results import Result
from desktop.exchange.taking import MissingDocumentError, Taking
from desktop.store import Store
from desktop.tables.tags import loaded


def take(
    store: Store,
    files: Mapping[str, Sequence[Any]],
    *,
    author: str,
    levels: int,
    adopt: corrections.Adopt,
) -> Result:
    """Take over the files of a package, inside a step of the history; tell what became of each.

    Args:
        store: the library.
        files: the entries by the name of their file.
        author: who takes the package in; for what does not say who made it.
        levels: how deep tags can be nested.
        adopt: does corrections to a document.
    """
    taking = Taking(store, author=author, levels=levels)
    for name, value in read(taking, files, adopt):
        waiting.keep(taking, name, value, colours=files.get("colours.json", ()))
    return taking.result


def attach(store: Store, *, levels: int, adopt: corrections.Adopt) -> int:
    """Take over what waited for documents that are here now, inside a step of the history.

    What cannot be taken over waits on. Return how many entries wait no longer.
    """
    library, count = Library(store), 0
    ready = [each for each in store.waiting.all() if library.meant(waiting.aim(each))]
    for author, colours, rows in waiting.parcels(ready):
        taking = Taking(store, author=author, levels=levels)
        files = waiting.files(rows) | {"colours.json": colours}
        left = {(name, waiting.key(value)) for name, value in read(taking, files, adopt)}
        left |= {(name, waiting.key(value)) for name, value in taking.refused}
        for each in rows:
            if (each.file, each.key) not in left:
                store.waiting.remove(each)
                count += 1
    return count


def read(
    taking: Taking, files: Mapping[str, Sequence[Any]], adopt: corrections.Adopt
) -> list[tuple[str, Any]]:
    """Take over the files of a package; return (file, entry) whose documents are not here.

    Corrections come first, for the rest was made on corrected texts.
    """
    missing: list[tuple[str, Any]] = []
    marks, items, others = Marks(taking), Items(taking), _Others(taking)
    corrected = corrections.Corrections(taking, adopt)
    readers: dict[str, tuple[str, Callable[[Any], None]]] = {
        corrections.FILE: ("correction", corrected.take),
        corrections.SETTLED: ("settled", corrected.settle),
        "colours.json": ("colour", marks.colour),
        "tags.json": ("tag", taking.look),
        "annotations.json": ("mark", marks.take),
        "follow_ups.json": ("follow_up", items.take),
        "reviewed.json": ("reviewed", items.tick),
        pairs.FILE: ("pair", pairs.Pairs(taking).take),
        "filters.json": ("filter", others.filter),
        "deleted.json": ("deleted", others.deletion),
    }
    for name, (kind, reader) in readers.items():
        seen: set[str] = set()
        for value in files.get(name, ()):
            id_ = fields.name_of(value)
            if id_ and id_ in seen:
                taking.result.tell("refused", kind, id_, "包中有两条同样的 id")
                continue
            seen.add(id_)
            try:
                reader(value)
            except MissingDocumentError:
                missing.append((name, value))
            except RefusedEntryError as error:
                taking.refused.append((name, value))
                taking.result.tell("refused", kind, id_, str(error))
        if name == corrections.FILE:
            corrected.finish()
    taking.make_looked_at()
    for name in sorted(files.keys() - readers.keys()):
        others.keep(name, files[name])
    return missing


class _Others:
    """Takes saved filters over, and keeps what this program does not know."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._store, self._result = taking.store, taking.result

    def filter(self, value: Any) -> None:
        """Take over an entry of filters.json.

        Raises:
            RefusedEntryError: it has no name, or no expression that can be read.
        """
        entry = fields.mapping(value)
        name = " ".join(fields.text(entry, "name").split())
        try:
            expression = loaded(entry.get("expression"))
        except (ValueError, RecursionError):
            raise RefusedEntryError("筛选的 expression 读不出来") from None
        if not name:
            raise RefusedEntryError("筛选没有名称")
        known = {saved.name: saved for saved in self._store.tags.filters()}
        wanted = self._with_ids(expression)
        if name not in known:
            self._store.tags.put_filter(SavedFilter(os.urandom(6).hex(), name, wanted))
            if more := {key: entry[key] for key in entry.keys() - {"id", "name", "expression"}}:
                self._store.packages.keep("filters.json", name, more)
            self._result.tell("added", "filter", name)
        elif known[name].expression == wanted:
            self._result.tell("skipped", "filter", name)
        else:
            self._result.tell("differing", "filter", name, "与库中同名的筛选不同")

    def _with_ids(self, expression: Expression) -> Expression:
        """Return an expression of paths as one of ids; tags that are missing are made."""
        match expression:
            case Has(path):
                return Has(self._taking.tag(self._taking.path(path)))
            case Not(part):
                return Not(self._with_ids(part))
            case Both(parts):
                return Both(tuple(map(self._with_ids, parts)))
            case Either(parts):
                return Either(tuple(map(self._with_ids, parts)))

    def deletion(self, value: Any) -> None:
        """Say what was deleted there and is here."""
        name = fields.identifier(fields.mapping(value))
        id_ = name.removeprefix(URN)
        if self._store.marks.get([id_]):
            self._result.tell("differing", "mark", URN + id_, "对方已删除，本库保留")
        elif self._store.follow_ups.get([id_]):
            self._result.tell("differing", "follow_up", id_, "对方已移出台账，本库保留")

    def keep(self, name: str, values: Sequence[Any]) -> None:
        """Keep what a file says that this program does not know, for the next package."""
        known = self._store.packages.kept(name)
        for value in values:
            key = json.dumps(value, sort_keys=True)
            if key not in known:
                self._store.packages.keep(name, key, value)
                known[key] = value
        self._result.tell("skipped", name, "", "本程序不认识这个文件，已原样保留")
