"""The history: undo and redo whatever was done, now or before the program was last closed."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.annotations import HistoryEntry
from desktop.store import Store
from desktop.tables.history import Step


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
    with store.transaction():
        return _turn(store, store.history.undoable(), "撤销", author)


def redo(store: Store, *, author: str = "") -> str | None:
    """Do again what was undone last; return its label, or None where there is nothing.

    Something else done since takes away what could be redone.

    Raises:
        UserError: the library cannot be written.
    """
    with store.transaction():
        return _turn(store, store.history.redoable(), "重做", author)


def entries(store: Store, *, limit: int, document: str | None = None) -> list[HistoryEntry]:
    """Return the newest steps first, all or those that changed something of a document."""
    return store.history.entries(limit=limit, document=document)


def _turn(store: Store, entry: HistoryEntry | None, verb: str, author: str) -> str | None:
    if entry is None:
        return None
    step = Step(f"{verb}：{entry.label}", author, store.now())
    with store.history.turning(entry, step) as changes:
        marks = {change.key[0] for change in changes if change.table in {"marks", "pieces"}}
        settle(store, [str(mark) for mark in marks])
    return entry.label


def settle(store: Store, marks: Sequence[str]) -> None:
    """Let marks that come back from an older text stand on their words, or lose their place.

    Inside a step of the history.
    """
    for mark in store.marks.get(marks):
        if mark.orphaned or mark.scope == "document":
            continue
        places = store.places.current(piece.node for piece in mark.pieces)
        if not all(
            piece.node in places and places[piece.node].text[piece.start : piece.end] == piece.quote
            for piece in mark.pieces
        ):
            store.marks.put(replace(mark, orphaned=True))
