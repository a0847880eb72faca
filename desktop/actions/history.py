"""The history: undo and redo whatever was done, now or before the program was last closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.actions import placing
from desktop.annotations import HistoryEntry, Mark
from desktop.store import Store
from desktop.tables.history import Step
from desktop.tables.journal import Change

Seen = tuple[int, str]
"""How far somebody has followed the history."""
MANY = 500
"""More rows than these are not named one by one."""
_OF_MARKS = frozenset({"marks", "pieces"})
_OF_ITEMS = frozenset({"follow_ups", "progress"})
_ANNOTATIONS = _OF_MARKS | _OF_ITEMS | {"tags", "tagged", "filters", "reviewed", "colours"}


@dataclass(frozen=True, slots=True)
class Touched:
    """What steps of the history have written, so that only this needs to be read anew.

    Attributes:
        tables: the tables written.
        marks: the ids of marks, where themselves, their pieces or their tags were written.
        items: the ids of ledger items, where themselves or their notes were written.
        documents: the ids of the documents to which any of it belongs.
        many: whether there is more of it than is named here; the tables are all named.
    """

    tables: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    many: bool = False

    @property
    def annotations_only(self) -> bool:
        """Whether there is nothing but annotations: documents and their texts are as before."""
        return self.tables <= _ANNOTATIONS


ANYTHING = Touched(tables=_ANNOTATIONS, many=True)
"""That any annotation may be another."""


def newest(store: Store) -> Seen:
    """Return how far the history has come, for `touched`."""
    return store.history.newest()


def touched(store: Store, *, since: Seen) -> Touched:
    """Return what was written since `newest` was asked, by whatever program."""
    rows = store.history.rows_since(since, limit=MANY + 1)
    tables = {table for table, _, _ in rows}
    if len(rows) > MANY:
        tables = store.history.tables_since(since)
    marks = {str(key[0]) for table, key, _ in rows if table in _OF_MARKS}
    marks |= {str(key[2]) for table, key, _ in rows if table == "tagged" and key[1] == "mark"}
    return Touched(
        tables=frozenset(tables),
        marks=frozenset(marks),
        items=frozenset(str(key[0]) for table, key, _ in rows if table in _OF_ITEMS),
        documents=frozenset(document for _, _, document in rows if document),
        many=len(rows) > MANY,
    )


def size_of_undo(store: Store) -> int:
    """Return how many rows `undo` would write."""
    entry = store.history.undoable()
    return store.history.size(entry) if entry else 0


def size_of_redo(store: Store) -> int:
    """Return how many rows `redo` would write."""
    entry = store.history.redoable()
    return store.history.size(entry) if entry else 0


def can_undo(store: Store) -> str | None:
    """Return the label of what `undo` would undo, or None."""
    entry = store.history.undoable()
    return entry.label if entry else None


def can_redo(store: Store) -> str | None:
    """Return the label of what `redo` would do again, or None."""
    entry = store.history.redoable()
    return entry.label if entry else None


def undo(store: Store, *, author: str = "") -> str | None:
    """Undo the newest step that is done; return its label, or None where there is none.

    Raises:
        UserError: the library cannot be written.
    """
    return _turn(store, store.history.undoable, "撤销", author)


def redo(store: Store, *, author: str = "") -> str | None:
    """Do again what was undone last; return its label, or None where there is nothing.

    Something else done since takes away what could be redone.

    Raises:
        UserError: the library cannot be written.
    """
    return _turn(store, store.history.redoable, "重做", author)


def entries(store: Store, *, limit: int, document: str | None = None) -> list[HistoryEntry]:
    """Return the newest steps first, all or those that changed something of a document."""
    return store.history.entries(limit=limit, document=document)


def _turn(
    store: Store, found: Callable[[], HistoryEntry | None], verb: str, author: str
) -> str | None:
    if found() is None:
        return None
    with store.transaction():
        entry = found()  # asked again, for another program may have been quicker
        if entry is None:
            return None
        step = Step(f"{verb}：{entry.label}", author, store.now())
        with store.history.turning(entry, step) as changes:
            marks = {change.key[0] for change in changes if change.table in {"marks", "pieces"}}
            touched = store.marks.get(map(str, marks))
            touched += _rebuilt(store, changes)
            placing.follow(store, marks={mark.id: mark for mark in touched}.values())
    return entry.label


def _rebuilt(store: Store, changes: Sequence[Change]) -> list[Mark]:
    """Make the trees anew whose corrections have changed; return the marks in their documents."""
    documents = {each.document for each in changes if each.table == "corrections"} - {None}
    if not documents:
        return []
    from desktop.actions import correcting  # noqa: PLC0415 - a window opens without it

    return [
        mark
        for document in documents
        if document and correcting.rebuild(store, document=document)
        for mark in store.marks.of_document(document)
    ]
