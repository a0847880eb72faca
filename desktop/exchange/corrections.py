"""Corrections and settled doubts: out of a library and into another.

A deed names nodes by their ids, which are of one library only; in a package each is named by its
MeasureSelector in the tree as printed, `{"selector": …}`, or, where an earlier deed made it, by the
id that it was given then, `{"made": …}`; `{}` is the top of the document, or no node.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from dataclasses import fields as parts_of
from typing import Any, get_args

from desktop.corrections import DEEDS, Correction, Datum, Deed, Part, Patch, PutAside, Words
from desktop.exchange import entries, fields
from desktop.exchange.atlas import Atlas
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.library import Held, Library
from desktop.exchange.taking import Taking
from desktop.model import Doubt, Kind
from desktop.store import Store

FILE = "corrections.json"
"""An entry: `{id, target, position, deed, details, by, at}`; they are done in that order."""
SETTLED = "settled.json"
"""An entry: `{target, kind, printed, as, by, at}`."""
Adopt = Callable[[Store, str, Sequence[Correction]], Sequence[str]]
"""Does corrections to the document of that id; returns the ids of those that do not fit."""
_NODES = frozenset({"node", "parent", "after"})
_CHOICES: dict[str, frozenset[str]] = {
    "words": frozenset(get_args(Words)), "part": frozenset(get_args(Part)),
    "datum": frozenset(get_args(Datum)), "kind": frozenset(Kind), "glue": frozenset({"", "\n"}),
}  # fmt: skip
_FRESH = re.compile(r"[0-9a-f]{16}")


def printed(store: Store, held: Held) -> Atlas:
    """Return the nodes of a document's current text as the parser made it."""
    key = store.documents.key(held.document.id, held.document.version)
    return Atlas(store.corrections.printed(key) or store.outlines.get(key))


def written(store: Store, library: Library) -> Iterator[dict[str, Any]]:
    """Yield an entry for each correction; not for one whose node no current text has."""
    for held in library:
        every = store.corrections.of_document(held.document.id)
        if not every:
            continue
        atlas = printed(store, held)
        made = {getattr(each.deed, "fresh", "") for each in every}
        for each in every:
            details = asdict(each.deed)
            names = {name: _named(details[name], atlas, made) for name in _NODES & details.keys()}
            if None not in names.values():
                yield {
                    "id": each.id,
                    "target": held.target(),
                    "position": each.position,
                    "deed": type(each.deed).__name__,
                    "details": details | names,
                    "by": each.author,
                    "at": each.at,
                }


def settled(store: Store, library: Library) -> Iterator[dict[str, Any]]:
    """Yield an entry for each doubt that somebody accepted or dismissed."""
    for held in library:
        for kind, words, how, author, at in store.corrections.settlings(held.document.id):
            yield {
                "target": held.target(), "kind": kind, "printed": words, "as": how, "by": author,
                "at": at,
            }  # fmt: skip


def _named(node: str, atlas: Atlas, made: set[str]) -> dict[str, Any] | None:
    if not node:
        return {}
    if node in atlas.nodes:
        return {"selector": atlas.selector(node)}
    return {"made": node} if node in made else None


class Corrections:
    """Takes corrections and settled doubts over; `adopt` does what came to the documents."""

    def __init__(self, taking: Taking, adopt: Adopt) -> None:
        self._taking, self._adopt = taking, adopt
        self._store, self._result = taking.store, taking.result
        self._atlases: dict[str, Atlas] = {}
        self._new: dict[str, list[Correction]] = {}
        self._met: set[str] = set()  # corrections here that one of those that come is
        self._made: dict[str, str] = {}  # ids that deeds give there, by what they are here

    def take(self, value: Any) -> None:
        """Look at an entry of corrections.json; `finish` does it.

        Raises:
            RefusedEntryError: it is none, or its document or node is not here.
        """
        entry = fields.mapping(value)
        id_ = fields.identifier(entry)
        held = self._held(entry)
        deed = self._deed(entry, held)
        here = self._store.corrections.of_document(held.document.id)
        coming = self._new.setdefault(held.document.id, [])
        if any(each.id == id_ for each in coming) or self._known(id_, deed, here):
            self._result.tell("skipped", "correction", id_)
            return
        if isinstance(deed, PutAside) and list(self._store.follow_ups.on_nodes([deed.node])):
            raise RefusedEntryError("这一条在本库的台账上")
        position = fields.count(entry, "position")  # among those that come; see `finish`
        author = fields.text(entry, "by") or self._taking.author
        at = fields.moment(entry, "at") or self._store.now()
        coming.append(Correction(id_, held.document.id, position, deed, author, at))

    def _known(self, id_: str, deed: Deed, here: Sequence[Correction]) -> bool:
        """Return whether a correction is here already, each of those here being one at most.

        What came is not compared with itself: the same may be done again after it was undone.
        """
        free = [each for each in here if each.id not in self._met]
        found = [each for each in free if each.id == id_]
        found = found or [each for each in free if _same(each.deed, deed)]
        for each in found[:1]:
            self._met.add(each.id)
            if fresh := getattr(deed, "fresh", ""):
                self._made[fresh] = getattr(each.deed, "fresh", "")
        return bool(found)

    def finish(self) -> None:
        """Do what came, before anything else is looked for in the texts."""
        for document, found in self._new.items():
            here = self._store.corrections.of_document(document)
            first = here[-1].position + 1 if here else 1
            coming = [
                replace(each, position=first + place)
                for place, each in enumerate(sorted(found, key=lambda each: each.position))
            ]
            unfit = set(self._adopt(self._store, document, coming)) if coming else set()
            for each in coming:
                if each.id in unfit:
                    self._result.tell("differing", "correction", each.id, "与库中的文字不符")
                else:
                    self._result.tell("added", "correction", each.id)
        self._new = {}
        self._taking.library = Library(self._store)

    def settle(self, value: Any) -> None:
        """Take over an entry of settled.json.

        Raises:
            RefusedEntryError: it is none, or its document is not here.
        """
        entry = fields.mapping(value)
        kind, words, how = (fields.text(entry, key) for key in ("kind", "printed", "as"))
        if how not in {"accepted", "dismissed"} or not kind:
            raise RefusedEntryError("as 或 kind 不认识")
        document = self._held(entry).document.id
        here = self._store.corrections.settled(document).get((kind, words))
        if here is not None:
            if here == how:
                self._result.tell("skipped", "settled", kind)
            else:
                self._result.tell("differing", "settled", kind, "与库中的处理不同")
            return
        by = fields.text(entry, "by") or self._taking.author
        at = fields.moment(entry, "at") or self._store.now()
        doubt = Doubt(kind, 0, words, words, "")
        self._store.corrections.settle(document, doubt, how=how, by=(by, at))
        self._result.tell("added", "settled", kind)

    def _held(self, entry: Any) -> Held:
        (aim, *_) = entries.aims(entry.get("target"))
        return self._taking.documents(aim)[0]

    def _deed(self, entry: Any, held: Held) -> Deed:
        kind = DEEDS.get(fields.text(entry, "deed"))
        if kind is None:
            raise RefusedEntryError("deed 不认识")
        details = fields.mapping(entry.get("details"))
        names = [part.name for part in parts_of(kind)]
        return kind(**{name: self._value(name, details.get(name), held) for name in names})

    def _value(self, name: str, value: Any, held: Held) -> Any:
        """Return one field of a deed, looked at."""
        if name in _NODES:
            return self._node(value, held)
        if name == "patches":
            return tuple(_patch(fields.mapping(each)) for each in fields.listed(value))
        if name in {"value", "line"} and value is None:
            return None
        if name in {"at", "line"}:
            return fields.count({name: value}, name)
        if not isinstance(value, str) or len(value) > entries.LONGEST:
            raise RefusedEntryError(f"{name} 不是文字")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise RefusedEntryError(f"{name} 不认识")
        if name == "fresh" and not _FRESH.fullmatch(value):
            raise RefusedEntryError("fresh 不是编号")
        return Kind(value) if name == "kind" else value

    def _node(self, value: Any, held: Held) -> str:
        """Return the id of the node that is meant here."""
        name = fields.mapping(value)
        if not name:
            return ""
        if "made" in name:
            made = fields.text(name, "made")
            return self._made.get(made, made)
        document = held.document.id
        if document not in self._atlases:
            self._atlases[document] = printed(self._store, held)
        target = {"source": {"sha256": "0"}, "selector": [name.get("selector")]}
        (aim,) = entries.aims(target)
        found = self._atlases[document].find(aim.measure) if aim.measure else None
        if found is None:
            raise RefusedEntryError("文件中没有这一条")
        return found


def _patch(value: Any) -> Patch:
    texts = [fields.text(value, key) for key in ("old", "new", "prefix", "suffix")]
    return Patch(fields.count(value, "start"), *texts)


def _same(one: Deed, other: Deed) -> bool:
    """Return whether two deeds do the same, whatever the ids they give."""
    if type(one) is not type(other):
        return False
    mine, yours = asdict(one), asdict(other)
    mine.pop("fresh", None)
    yours.pop("fresh", None)
    return mine == yours
