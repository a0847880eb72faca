"""The ledger items and ticks of a package -> those of the library."""

import json
from collections.abc import Sequence
from typing import Any

from desktop.annotations import FollowUp, Reviewed
from desktop.exchange import entries, fields
from desktop.exchange.entries import Item
from desktop.exchange.library import Held
from desktop.exchange.marks import measure
from desktop.exchange.taking import Taking

_COMPARED = ("state", "lead", "support", "due", "behind", "priority", "remark")


class Items:
    """Takes ledger items and ticks over."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._store, self._result = taking.store, taking.result

    def take(self, value: Any) -> None:
        """Take over an entry of follow_ups.json.

        Raises:
            RefusedEntryError: it is none, or its document is not here.
        """
        found = entries.item(value)
        held = self._taking.documents(found.aim)
        for why in found.refused:
            self._result.tell("refused", "progress", found.id, why)
        if known := self._store.follow_ups.get([found.id]):
            self._compare(found, known[0])
        elif self._store.journal.row("follow_ups", (found.id,)):
            self._result.tell("differing", "follow_up", found.id, "在本库属于已移除的文件")
        elif found.id in self._taking.deleted:
            self._result.tell("differing", "follow_up", found.id, "已在本库移出台账")
        else:
            self._add(found, held)

    def _compare(self, found: Item, known: FollowUp) -> None:
        if _same(found, known):
            self._result.tell("skipped", "follow_up", found.id)
        else:
            self._result.tell("differing", "follow_up", found.id, "与库中的不同")
        self._put_notes(found, known)

    def _add(self, found: Item, held: Sequence[Held]) -> None:
        places = [(each, node) for each in held if (node := each.node(found.aim))]
        place, node = places[0] if places else (held[0], "")
        others = self._store.follow_ups.on_nodes([node]) if node else []
        for known in others:
            if _same(found, known):
                self._result.tell("skipped", "follow_up", found.id, "这条措施已有同样的一条")
                self._put_notes(found, known)
                return
        more = found.more if node else found.more | {"target": found.target}
        now = self._store.now()
        item = FollowUp(
            found.id,
            node,
            place.document.id,
            found.author or self._taking.author,
            found.created or now,
            found.modified or now,
            state=found.state,
            lead=found.lead,
            support=found.support,
            due=found.due,
            behind=found.behind,
            priority=found.priority,
            remark=found.remark,
            extra=json.dumps(more) if more else "",
        )
        self._store.follow_ups.put(item)
        if node:
            told = "这条措施在台账中另有一条，两条都保留" if others else ""
            self._result.tell("added", "follow_up", found.id, told)
        else:
            self._result.tell("orphaned", "follow_up", found.id, "文件中没有这条措施")
        self._put_notes(found, item)

    def _put_notes(self, found: Item, item: FollowUp) -> None:
        """Add the dated notes that are new; an item may have got others here meanwhile."""
        known = {note.id: note for note in item.progress}
        for note in found.progress:
            if note.id in known:
                same = known[note.id] == note
                self._result.tell(
                    "skipped" if same else "differing",
                    "progress",
                    note.id,
                    "" if same else "与库中的不同",
                )
            elif self._store.journal.row("progress", (note.id,)):
                self._result.tell("refused", "progress", note.id, "包中有两条同样的 id")
            else:
                self._store.follow_ups.put_progress(item, note, added=self._store.now())
                known[note.id] = note
                self._result.tell("added", "progress", note.id)

    def tick(self, value: Any) -> None:
        """Take over an entry of reviewed.json.

        Raises:
            RefusedEntryError: it is none, or its document or measure is not here.
        """
        entry = fields.mapping(value)
        (aim, *_) = entries.aims(entry.get("target"))
        at, by = fields.moment(entry, "at"), fields.text(entry, "by")
        held, node = measure(aim, self._taking.documents(aim))
        if self._store.ticks.among([node]):
            self._result.tell("skipped", "reviewed", node)
            return
        by, at = by or self._taking.author, at or self._store.now()
        self._store.ticks.tick(Reviewed(node, held.document.id, at, by))
        self._result.tell("added", "reviewed", node)


def _same(found: Item, known: FollowUp) -> bool:
    return all(getattr(found, name) == getattr(known, name) for name in _COMPARED)
