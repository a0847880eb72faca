"""What is here and what is to be done, at a glance: of each document and of the whole library."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Literal, get_args

from desktop.actions import checking, ledger
from desktop.annotations import HistoryEntry, LedgerQuery, LedgerRow, State
from desktop.model import Document
from desktop.store import Store

WEEK, MONTH = 7, 30
"""How many days ahead somebody looks who plans the next days, and the next weeks."""
NEXT, NEWEST = 20, 20
"""How many deadlines and steps are listed."""
Due = Literal["open", "overdue", "week", "month", "done"]
"""Which ledger items: not done, overdue, due within a week or a month from today, done."""
_AWAKE = (State.WAITING, State.UNDER_WAY)
_DONE = (State.DONE, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of one document, or of all.

    Attributes:
        measures, read: its measures, and those of them that are ticked (已阅).
        marks, notes, lost: its marks, those with a note, those that have lost their place.
        doubts: the parser's doubts that are neither settled nor gone by a correction.
        open, overdue, week, month, done: its ledger items, as in `Due`.
    """

    measures: int = 0
    read: int = 0
    marks: int = 0
    notes: int = 0
    lost: int = 0
    doubts: int = 0
    open: int = 0
    overdue: int = 0
    week: int = 0
    month: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A document and how things stand with it."""

    document: Document
    figures: Figures


@dataclass(frozen=True, slots=True)
class Overview:
    """How things stand.

    Attributes:
        today: the day it is for.
        documents: all documents in the order added, those archived last.
        total: the sums over them.
        coming: the ledger items that are due next, the nearest first, at most `NEXT`.
        changes: the newest steps of the history first, at most `NEWEST`.
    """

    today: date
    documents: tuple[Standing, ...]
    total: Figures
    coming: tuple[LedgerRow, ...]
    changes: tuple[HistoryEntry, ...]


def look(store: Store, *, today: date, document: str | None = None) -> Overview:
    """Return how things stand at one moment.

    Args:
        store: the library.
        today: the day by which deadlines are told.
        document: whose deadlines and steps are listed; None for those of all.
    """
    with store.snapshot():
        read, marks, doubts = store.sums.read(), store.sums.marks(), _doubts(store)
        items = store.sums.items(
            today=today.isoformat(), week=_after(today, WEEK), month=_after(today, MONTH)
        )
        standing = tuple(
            Standing(
                each,
                Figures(
                    measures=each.measures,
                    read=read.get(each.id, 0),
                    doubts=doubts.get(each.id, 0),
                    **_named(("marks", "notes", "lost"), marks.get(each.id)),
                    **_named(get_args(Due), items.get(each.id)),
                ),
            )
            for each in sorted(store.documents.all(), key=lambda one: one.archived)
        )
        coming = store.sums.coming(document=document, today=today.isoformat(), most=NEXT)
        rows = {row.id: row for row in ledger.some(store, items=coming, today=today)}
        changes = store.history.entries(limit=NEWEST, document=document)
    return Overview(
        today=today,
        documents=standing,
        total=_sum(each.figures for each in standing),
        coming=tuple(rows[item] for item in coming if item in rows),
        changes=tuple(changes),
    )


def items_asked(due: Due, *, today: date, document: str | None = None) -> LedgerQuery:
    """Return what asks the ledger for the items that a figure counts."""
    if due == "overdue":
        return LedgerQuery(document=document, lights=("red",))
    if due in {"open", "done"}:
        states = _DONE if due == "done" else tuple(each for each in State if each not in _DONE)
        return LedgerQuery(document=document, states=states)
    last = _after(today, WEEK if due == "week" else MONTH)
    return LedgerQuery(document=document, states=_AWAKE, since=today.isoformat(), until=last)


def _after(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def _named(names: Iterable[str], counts: list[int] | None) -> dict[str, int]:
    return dict(zip(names, counts, strict=True)) if counts else {}


def _doubts(store: Store) -> dict[str, int]:
    """Return how many doubts are open; where words were corrected, the text itself is asked."""
    counts = store.sums.doubts()
    for document in store.sums.corrected() & counts.keys():
        counts[document] = checking.open_doubts(store, document=document)
    return counts


def _sum(figures: Iterable[Figures]) -> Figures:
    every = list(figures)
    return Figures(*(sum(getattr(one, name.name) for one in every) for name in fields(Figures)))
