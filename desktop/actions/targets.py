"""Targets and deadlines (目标): what documents want reached, by how much and by when."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from desktop.model import Document, Target
from desktop.store import Store
from desktop.tables.targets import Aim, Passage, Unsought

__all__ = ["RULES", "Target", "listed", "look_through"]

RULES = 2
"""Raised when the program finds other targets in the same text; texts are looked through again."""
_YEAR = re.compile(r"[〔\[(（]((?:19|20)\d\d)")
Progress = Callable[[int, int], None]


def listed(
    store: Store, *, documents: Sequence[str] | None = None, progress: Progress | None = None
) -> list[Target]:
    """Return what the current texts want reached, in the order of documents and of their texts.

    Texts that have changed since the last question are looked through first, 500,000 characters a
    second or more.

    Args:
        store: the library.
        documents: the ids of those that are asked for; None for all.
        progress: told how many texts are looked through, and of how many.

    Raises:
        UserError: the library cannot be read or written.
    """
    if store.read_only:
        return _unkept(store, documents)
    look_through(store, progress=progress)
    return store.targets.listed(documents)


def look_through(store: Store, *, progress: Progress | None = None) -> None:
    """Look for targets in the texts that have changed since, each in a transaction of its own.

    Raises:
        UserError: the library cannot be written.
    """
    waiting = store.targets.waiting(rules=RULES)
    for done, text in enumerate(waiting):
        if progress:
            progress(done, len(waiting))
        with store.transaction():
            aims = [aim for _, aim in _aims(store, text)]
            store.targets.put(text.version, aims, rules=RULES)


def _unkept(store: Store, documents: Sequence[str] | None) -> list[Target]:
    """Return what `listed` does, where what is found in changed texts cannot be kept."""
    kept = defaultdict(list)
    for target in store.targets.listed(documents):
        kept[target.document].append(target)
    waiting = {text.document: text for text in store.targets.waiting(rules=RULES)}
    found: list[Target] = []
    for document in store.documents.all():
        if documents is not None and document.id not in documents:
            continue
        if document.id in waiting:
            aims = _aims(store, waiting[document.id])
            found += [_target(document, passage, aim) for passage, aim in aims]
        else:
            found += kept[document.id]
    return found


def _aims(store: Store, text: Unsought) -> list[tuple[Passage, Aim]]:
    # The window starts without it: putting its patterns together takes a while.
    from desktop.facts.targets.finding import find  # noqa: PLC0415

    issued = _day(text.dated)
    return [
        (
            passage,
            Aim(
                passage.node,
                found.start,
                found.end,
                found.value,
                found.op,
                found.unit,
                found.deadline,
                found.deadline_text,
                found.kind,
            ),
        )
        for passage in store.targets.texts(text.version)
        for found in find(passage.text, issued)
    ]


def _target(document: Document, passage: Passage, aim: Aim) -> Target:
    return Target(
        document.id,
        document.title,
        document.doc_number or "",
        passage.node,
        passage.label,
        passage.ordinal,
        passage.title,
        aim.start,
        aim.end,
        passage.text[aim.start : aim.end],
        aim.value,
        aim.op,
        aim.unit,
        aim.deadline,
        aim.deadline_text,
        aim.kind,
    )


def _day(dated: str) -> date | None:
    """Return the day of a date, or the last day of the year that a document number names."""
    try:
        return date.fromisoformat(dated)
    except ValueError:
        year = _YEAR.search(dated)
        return date(int(year[1]), 12, 31) if year else None
