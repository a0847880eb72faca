"""The ledger: measures that somebody must chase, with units, deadlines, states and dated notes."""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from desktop.actions import naming
from desktop.annotations import (
    PRIORITIES,
    FollowUp,
    LedgerQuery,
    LedgerRow,
    Light,
    Progress,
    State,
    Totals,
)
from desktop.errors import UserError
from desktop.store import Store
from desktop.tables.places import Place
from desktop.text import normal

WARNING_DAYS = 3
"""How many days before its deadline an item gets its blue light."""
LIGHT_NAMES: dict[Light, str] = {"": "", "blue": "临期", "yellow": "滞后", "red": "逾期"}
"""What each light is called, for colour alone tells nothing to some."""
_TYPED = {"lead", "support", "remark"}
_ASLEEP = frozenset({State.DONE, State.PAUSED, State.CLOSED})
_LIGHT_ORDER: dict[Light, int] = {"red": 0, "yellow": 1, "blue": 2, "": 3}


class Changes(TypedDict, total=False):
    """What can be changed in ledger items; what is left out stays."""

    state: State
    lead: str
    support: tuple[str, ...]
    due: str | None
    behind: bool
    priority: str
    remark: str


_NAMES = {
    "state": "状态",
    "lead": "牵头单位",
    "support": "配合单位",
    "due": "时限",
    "behind": "进度",
    "priority": "优先级",
    "remark": "备注",
}


def start(store: Store, *, author: str, nodes: Sequence[str]) -> list[FollowUp]:
    """Return the items of the nodes on the ledger; those that have none yet get one.

    Of the units that a measure names the first leads and the others support.

    Raises:
        UserError: a node is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        found, fresh = _started(store, author, nodes)
        step.label = f"列入台账{_named([place.name for place in fresh], len(fresh))}"
    return found


def schedule(store: Store, *, author: str, due: Mapping[str, str]) -> list[FollowUp]:
    """Return the items of nodes with these deadlines, as one step; who has none yet gets an item.

    Args:
        store: the library.
        author: who does it.
        due: by the node's id, the last day, ISO 8601.

    Raises:
        UserError: a node is gone, a day cannot be, or the library cannot be written.
    """
    days = {node: _day(day) for node, day in due.items()}
    with store.step(author=author) as step:
        found, _ = _started(store, author, list(due))
        step.label = f"定台账时限{_told(store, found)}"
        changed = [replace(item, due=days[item.node], modified=store.now()) for item in found]
        for item, before in zip(changed, found, strict=True):
            if item.due != before.due:
                store.follow_ups.put(item)
    return changed


def _started(store: Store, author: str, nodes: Sequence[str]) -> tuple[list[FollowUp], list[Place]]:
    """Return the items of nodes, and which of these had none until now; inside a step."""
    places = naming.places(store, nodes)
    known = {item.node: item for item in store.follow_ups.on_nodes(nodes)}
    fresh = [place for place in places if place.node not in known]
    for place in fresh:
        known[place.node] = _new(place, author, store.now())
        store.follow_ups.put(known[place.node])
    return [known[place.node] for place in places], fresh


def _new(place: Place, author: str, now: str) -> FollowUp:
    lead, *support = place.units or ("",)
    item = FollowUp(str(uuid.uuid4()), place.node, place.document, author, now, now)
    return replace(item, lead=lead, support=tuple(support))


def update(
    store: Store, *, author: str, items: Sequence[str], **changes: Unpack[Changes]
) -> list[FollowUp]:
    """Return the items, changed; words typed rapidly into one field are one step.

    Raises:
        UserError: a value cannot be, or the library cannot be written.
    """
    values = _checked(changes)
    typed = changes.keys() <= _TYPED
    joins = f"ledger {' '.join(sorted(changes))} {' '.join(items)}" if typed else ""
    with store.step(author=author, joins=joins) as step:
        found = store.follow_ups.get(items)
        what = "、".join(_NAMES[name] for name in changes)
        step.label = f"改台账{what}{_told(store, found)}"
        changed = []
        for item in found:
            new = replace(item, **values)
            if new != item:
                new = replace(new, modified=store.now())
                store.follow_ups.put(new)
            changed.append(new)
    return changed


def add_progress(store: Store, *, author: str, item: str, on: str, text: str) -> Progress:
    """Return a new dated note on an item, written by the author.

    Raises:
        UserError: the day is none, the note is blank, the item is gone, or the library cannot be
            written.
    """
    note = Progress(str(uuid.uuid4()), _day(on), author, _words(text))
    with store.step(author=author) as step:
        found = _item(store, item)
        step.label = f"添加进展{_told(store, [found])}"
        store.follow_ups.put_progress(found, note, added=store.now())
    return note


def set_progress(
    store: Store, *, author: str, item: str, progress: str, on: str, text: str
) -> None:
    """Change day and words of a dated note; rapid changes are one step of the history.

    Raises:
        UserError: as `add_progress`, or the note is gone.
    """
    day, words = _day(on), _words(text)
    with store.step(author=author, joins=f"progress {progress}") as step:
        found = _item(store, item)
        step.label = f"修改进展{_told(store, [found])}"
        note = replace(_note(found, progress), on=day, text=words)
        store.follow_ups.put_progress(found, note, added=store.now())


def remove_progress(store: Store, *, author: str, item: str, progress: str) -> None:
    """Delete a dated note.

    Raises:
        UserError: item or note is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        found = _item(store, item)
        step.label = f"删除进展{_told(store, [found])}"
        store.follow_ups.remove_progress(found, _note(found, progress).id)


def remove(store: Store, *, author: str, items: Sequence[str]) -> int:
    """Take the items off the ledger with their notes; return how many there were.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(author=author) as step:
        found = store.follow_ups.get(items)
        step.label = f"移出台账{_told(store, found)}"
        for item in found:
            store.follow_ups.remove(item)
    return len(found)


def get(store: Store, *, item: str) -> FollowUp:
    """Return an item of the ledger with all its dated notes.

    Raises:
        UserError: it is gone.
    """
    return _item(store, item)


def of_node(store: Store, *, node: str) -> FollowUp | None:
    """Return the node's item, or None where it is not on the ledger.

    It has several where another library's came with a package, or where measures were joined; this
    is the oldest, `count_of_node` tells how many, and the ledger's list has them all.
    """
    found = store.follow_ups.on_nodes([node])
    return found[0] if found else None


def count_of_node(store: Store, *, node: str) -> int:
    """Return how many items the node has on the ledger."""
    return len(store.follow_ups.on_nodes([node]))


def of_document(store: Store, *, document: str) -> list[FollowUp]:
    """Return the document's items, oldest first."""
    return store.follow_ups.all(document)


def listed(
    store: Store, *, query: LedgerQuery, today: date, days: int = WARNING_DAYS
) -> list[LedgerRow]:
    """Return the items that are asked for, in that order; lights are those of `today`."""
    rows = store.ledger.rows(_lights(today, days), document=query.document)
    rows = [row for row in rows if fits(row, query)]
    return _sorted(rows, query) if query.sort else rows


def some(
    store: Store, *, items: Collection[str], today: date, days: int = WARNING_DAYS
) -> list[LedgerRow]:
    """Return the lines of these items in the order of the library; those gone are left out."""
    return store.ledger.rows(_lights(today, days), items=items)


def count(store: Store) -> int:
    """Return how many items there are, those of removed documents too: how much work a list is."""
    return store.ledger.count()


def light(item: FollowUp | LedgerRow, today: date, days: int = WARNING_DAYS) -> Light:
    """Return an item's warning: red when overdue, yellow when behind, blue from `days` before.

    What is done, closed or paused has none.
    """
    return _lights(today, days)(item.state, item.due, item.behind)


def _lights(today: date, days: int) -> Callable[[State, str | None, bool], Light]:
    now, soon = today.isoformat(), (today + timedelta(days=days)).isoformat()

    def light(state: State, due: str | None, behind: bool) -> Light:
        if state in _ASLEEP:
            return ""
        if due is not None and due < now:
            return "red"
        if behind:
            return "yellow"
        return "blue" if due is not None and due <= soon else ""

    return light


def units_known(store: Store) -> list[str]:
    """Return the names of all units in ledger and measures, sorted; for completion."""
    return store.follow_ups.units()


def totals(rows: Sequence[LedgerRow]) -> Totals:
    """Return what stands in the foot of a list."""
    states = Counter(row.state for row in rows)
    lights: Counter[Light] = Counter(row.light for row in rows)
    return Totals(
        len(rows),
        {state: states[state] for state in State},
        {each: lights[each] for each in _LIGHT_ORDER},
    )


def due_line(store: Store, *, today: date, days: int = WARNING_DAYS) -> str:
    """Return a sentence on what is due, behind or overdue; "" where nothing is."""
    light_of = _lights(today, days)
    lights = Counter(light_of(*item) for item in store.ledger.warned())
    parts = [
        f"{lights[each]} 条{name}" for each, name in LIGHT_NAMES.items() if each and lights[each]
    ]
    return f"台账有 {'、'.join(reversed(parts))}。" if parts else ""


def _item(store: Store, item: str) -> FollowUp:
    found = store.follow_ups.get([item])
    if not found:
        raise UserError("这条台账已不在库中，可能已被移出。请刷新后再试。")
    return found[0]


def _note(item: FollowUp, progress: str) -> Progress:
    for note in item.progress:
        if note.id == progress:
            return note
    raise UserError("这条进展已不在台账中，可能已被删除。请刷新后再试。")


def _told(store: Store, items: Sequence[FollowUp]) -> str:
    places = store.places.known(item.node for item in items) if len(items) == 1 else {}
    return _named([place.name for place in places.values()], len(items))


def _named(names: Sequence[str], count: int) -> str:
    return naming.quoted(names[0]) if len(names) == 1 else f" {count} 条"


def _checked(changes: Changes) -> Changes:
    """Return changes as they can be kept.

    Raises:
        UserError: a value cannot be.
    """
    values = changes.copy()
    if "due" in changes and changes["due"] is not None:
        values["due"] = _day(changes["due"])
    if "priority" in changes and changes["priority"] not in PRIORITIES:
        raise UserError("优先级只能是高、中、低，没有改动。请重新选择。")
    if "lead" in changes:
        values["lead"] = naming.line(changes["lead"])
    if "support" in changes:
        names = [naming.line(name) for name in changes["support"]]
        values["support"] = tuple(dict.fromkeys(name for name in names if name))
    if "remark" in changes:
        values["remark"] = naming.clean(changes["remark"])
    return values


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(
            f"“{naming.short(text)}”不是日期，没有改动。请写成 2025-06-30 的样子。"
        ) from None


def _words(text: str) -> str:
    if not text.strip():
        raise UserError("进展不能为空，没有保存。请写上做了什么。")
    return naming.clean(text)


def fits(row: LedgerRow, query: LedgerQuery) -> bool:
    """Return whether a line of the ledger is one of those asked for."""
    return (
        (query.document is None or row.document == query.document)
        and (not query.states or row.state in query.states)
        and (not query.lights or row.light in query.lights)
        and (not query.priorities or row.priority in query.priorities)
        and _due_fits(row.due, query)
        and (not query.unit or any(query.unit in unit for unit in (row.lead, *row.support)))
        and (not query.text or normal(query.text) in _searched(row))
    )


def _due_fits(due: str | None, query: LedgerQuery) -> bool:
    if query.since is None and query.until is None:
        return True
    return due is not None and (query.since or "") <= due <= (query.until or "9999-12-31")


def _searched(row: LedgerRow) -> str:
    last = row.last_progress.text if row.last_progress else ""
    words = (row.document_title, row.doc_number, row.label, row.title, row.remark, last)
    return "\n".join(map(normal, (*words, row.lead, *row.support)))


def _sorted(rows: list[LedgerRow], query: LedgerQuery) -> list[LedgerRow]:
    def worth(row: LedgerRow) -> Any:
        match query.sort:
            case "state":
                return list(State).index(row.state)
            case "light":
                return _LIGHT_ORDER[row.light]
            case "priority":
                return PRIORITIES.index(row.priority)
            case "support":
                return "、".join(row.support)
            case "last_progress":
                return row.last_progress.on if row.last_progress else ""
        return getattr(row, query.sort)

    valued = [(worth(row), row) for row in rows]
    filled = [pair for pair in valued if pair[0] not in {None, ""}]
    filled.sort(key=lambda pair: pair[0], reverse=query.descending)
    return [row for _, row in filled] + [row for value, row in valued if value in {None, ""}]
