"""The history: undo and redo whatever was done, now or before the program was last closed."""

from collections.abc import Callable

from desktop.actions import correcting, placing
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
            for document in {each.document for each in changes if each.table == "corrections"}:
                if document and correcting.rebuild(store, document=document):
                    touched = [mark for mark in touched if mark.document != document]
                    touched += store.marks.of_document(document)
            placing.follow(store, marks=touched)
    return entry.label
