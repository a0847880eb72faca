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
_CORRECTIONS = frozenset({"corrections", "settled", "pairs"})
_HUNG = {
    "tagged": (("target", "document"),),
    "follow_ups": (("node", "document"),),
    "reviewed": (("node", "document"),),
    "pairs": (("a", "document_a"), ("b", "document_b")),
}
"""The columns that name nodes, with those that name their documents."""


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

    @property
    def of_one_tree(self) -> bool:
        """Whether there is nothing but corrections of one document, and what they took along."""
        known = self.tables <= _ANNOTATIONS | _CORRECTIONS
        return known and not self.many and len(self.documents) == 1


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
            marks = {change.key[0] for change in changes if change.table in _OF_MARKS}
            for mark in store.marks.get(_torn(changes)):
                store.marks.put(mark)
            touched = store.marks.get(map(str, marks))
            touched += _rebuilt(store, changes)
            _recall(store, changes)
            # A mark that waited then waits again: its words may stand on another line by chance.
            placed = {mark.id: mark for mark in touched if not mark.orphaned}
            placing.follow(store, marks=placed.values())
    return entry.label


def _recall(store: Store, changes: Sequence[Change]) -> None:
    """See that nodes on which something hangs again are there, in an older text at least."""
    hung = [
        (str(each.after[column]), str(each.after[document]))
        for each in changes
        for column, document in _HUNG.get(each.table, ())
        if each.after and each.after.get("kind", "node") == "node" and each.after[column]
    ]
    gone = store.places.nowhere(node for node, _ in hung) if hung else set()
    if gone:
        from desktop.actions import correcting  # noqa: PLC0415 - a window opens without it

        for document in {document for node, document in hung if node in gone}:
            correcting.rebuild_older(store, document=document)


def _torn(changes: Sequence[Change]) -> set[str]:
    """Return the ids of marks of which some rows were put back, and others may be of a later text.

    A newer text that came in between has moved marks for good.
    """
    whole = {each.key[0] for each in changes if each.table == "marks" and not _both(each)}
    return {
        str(each.key[0])
        for each in changes
        if each.key[0] not in whole
        and (each.table == "pieces" or (each.table == "marks" and _searched_otherwise(each)))
    }


def _both(change: Change) -> bool:
    return change.before is not None and change.after is not None


def _searched_otherwise(change: Change) -> bool:
    before, after = change.before or {}, change.after or {}
    return before.get("searched") != after.get("searched")


def _rebuilt(store: Store, changes: Sequence[Change]) -> list[Mark]:
    """Make anew the trees whose parse or corrections have changed.

    Return the marks in them that may stand elsewhere now.
    """
    printed = [(each.document, each.key[0]) for each in changes if each.table == "parsed"]
    corrected = {each.document for each in changes if each.table == "corrections"}
    if not printed and not corrected:
        return []
    from desktop.actions import correcting  # noqa: PLC0415 - a window opens without it

    for document, key in printed:
        parse = store.parses.holding(int(key))
        correcting.reprint(store, document=document or "", key=int(key), outline=parse)
    reprinted = {document for document, _ in printed}
    marks = [mark for each in reprinted for mark in store.marks.of_document(each or "")]
    for document in corrected - reprinted:
        marks += store.marks.on_nodes(correcting.rebuild(store, document=document or ""))
    return marks
