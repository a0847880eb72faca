"""Pairs of measures that people accepted or rejected: out of a library and into another."""

from collections.abc import Iterator
from typing import Any

from desktop.comparison import Judgement, Relation
from desktop.exchange import entries, fields
from desktop.exchange.fields import RefusedEntryError
from desktop.exchange.library import Library
from desktop.exchange.marks import measure
from desktop.exchange.taking import Taking
from desktop.store import Store

FILE = "pairs.json"
"""An entry: `{a, b, accepted, relation, by, at}`, a and b being targets on measures."""
_KNOWN = frozenset({"a", "b", "accepted", "relation", "by", "at"})


def written(store: Store, library: Library) -> Iterator[dict[str, Any]]:
    """Yield an entry for each pair whose measures some text of the library has."""
    held = {each.document.id: each for each in library}
    kept = store.packages.kept(FILE)
    for each in store.pairs.all():
        a = held[each.document_a].target(node=each.a)
        b = held[each.document_b].target(node=each.b)
        if a and b:
            yield {
                "a": a,
                "b": b,
                "accepted": each.accepted,
                "relation": each.relation.value,
                "by": each.author,
                "at": each.at,
            } | kept.get(_name(each.a, each.b), {})


def _name(a: str, b: str) -> str:
    """Return what a pair is known by, whichever side it is looked at from."""
    return " ".join(sorted((a, b)))


class Pairs:
    """Takes pairs over."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._store, self._result = taking.store, taking.result

    def take(self, value: Any) -> None:
        """Take over an entry of pairs.json.

        Raises:
            RefusedEntryError: it is none, or a document or measure is not here.
        """
        entry = fields.mapping(value)
        accepted, relation = entry.get("accepted", True), fields.text(entry, "relation")
        if not isinstance(accepted, bool) or (relation or "related") not in set(Relation):
            raise RefusedEntryError("accepted 或 relation 不认识")
        (held_a, a), (held_b, b) = self._measure(entry.get("a")), self._measure(entry.get("b"))
        found = Judgement(
            a,
            b,
            held_a,
            held_b,
            accepted,
            Relation(relation or "related"),
            fields.text(entry, "by") or self._taking.author,
            fields.moment(entry, "at") or self._store.now(),
        )
        name = _name(a, b)
        known = {(each.a, each.b): each for each in self._store.pairs.between(held_a, held_b)}
        here = known.get((a, b))
        if here is None:
            self._store.pairs.put(found)
            if more := {key: entry[key] for key in entry.keys() - _KNOWN}:
                self._store.packages.keep(FILE, name, more)
            self._result.tell("added", "pair", name)
        elif (here.accepted, here.relation) == (accepted, found.relation):
            self._result.tell("skipped", "pair", name)
        else:
            self._result.tell("differing", "pair", name, "与库中的判断不同")

    def _measure(self, target: Any) -> tuple[str, str]:
        """Return the ids of the document and of the measure that a target means."""
        (aim, *_) = entries.aims(target)
        held, node = measure(aim, self._taking.documents(aim))
        return held.document.id, node
