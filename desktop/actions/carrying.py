"""What people added goes along when corrections move words and nodes: marks, tags, items, ticks."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.annotations import Mark, Piece, Target
from desktop.errors import UserError
from desktop.model import Outline
from desktop.store import Store
from desktop.tables.journal import Change, Row

_HUNG = frozenset({"tagged", "reviewed", "pairs"})
"""The tables of what hangs on nodes, but for ledger items."""
if TYPE_CHECKING:
    from desktop.correcting import Spans
    from desktop.correcting.tracing import Place


def carry(store: Store, outline: Outline, spans: Sequence["Spans"]) -> tuple[Mark, ...]:
    """Put the marks where their words are after deeds; return those that have lost them.

    A mark stays on its own words: where others have come between them, it is in several pieces.
    """
    texts = texts_of(outline)
    lost = []
    for mark in store.marks.on_nodes(touched(spans)):
        if mark.orphaned:
            continue
        if mark.scope == "node":
            to = heir(mark.pieces[0].node, spans, texts)
            now = replace(mark, pieces=(Piece(to),)) if to else replace(mark, orphaned=True)
        else:
            pieces = cut(moved(places(mark.pieces), spans), texts)
            now = replace(mark, pieces=pieces or mark.pieces, orphaned=not pieces)
        store.marks.put(now)
        if now.orphaned:
            lost.append(now)
    return tuple(lost)


def touched(spans: Iterable["Spans"]) -> set[str]:
    """Return the nodes whose words deeds have moved."""
    return {node for each in spans for node in each}


def moved(found: list["Place"], spans: Iterable["Spans"]) -> list["Place"]:
    """Return where words stand after deeds that moved words in this way, one after the other."""
    from desktop.correcting.tracing import forward  # noqa: PLC0415 - rapidfuzz would slow the start

    for each in spans:
        found = forward(found, each)
    return found


def texts_of(outline: Outline) -> dict[str, str]:
    """Return the text of each node by its id, in document order."""
    return {node.id: node.text for node in outline.walk()}


def heir(node: str, spans: Sequence["Spans"], there: Container[str]) -> str | None:
    """Return the node that has the words of a node now, itself where it is still there."""
    for each in spans:
        if node not in there and each.get(node):
            node = each[node][0].to
    return node if node in there else None


def origin(node: str, made: Mapping[str, str], there: Container[str]) -> str | None:
    """Return the node that a node was split off from, the nearest one that is there."""
    while node and node not in there:
        node = made.get(node, "")
    return node or None


def hand_over(store: Store, heirs: Mapping[str, str | None]) -> None:
    """Let nodes have what hangs on those that are gone: tags, items, ticks, pairs.

    Some have no heir.

    Raises:
        UserError: a ledger item would be left without its measure.
    """
    for tagged in store.tags.of([Target("node", node) for node in heirs]):
        to = heirs[tagged.target.id]
        store.tags.untag(tagged)
        if to and tagged.tag not in {tag.tag for tag in store.tags.of([Target("node", to)])}:
            store.tags.tag(replace(tagged, target=Target("node", to)))
    for item in store.follow_ups.on_nodes(heirs):
        to = heirs[item.node]
        if not to:
            raise UserError("这一条已列入督办台账，没有改动。请先把它移出台账，再作更正。")
        store.follow_ups.put(replace(item, node=to))
    for tick in store.ticks.of_nodes(heirs):
        to = heirs[tick.node]
        store.ticks.untick(tick.node, tick.document)
        if to and not store.ticks.among([to]):
            store.ticks.tick(replace(tick, node=to))
    store.pairs.hand_over(heirs)


def hand_back(
    store: Store, document: str, corrections: Iterable[str], restored: Container[str]
) -> None:
    """Let nodes that are there again have what hung on them before corrections took them away.

    What somebody has changed since stays as it is, but a ledger item goes back as it is now.

    Args:
        store: the library.
        document: the document's id.
        corrections: the ids of those that are taken back.
        restored: the ids of the nodes.
    """
    for step in store.history.steps_of_corrections(document, corrections):
        changes = store.history.changes(step)
        for change in changes:
            if change.table == "follow_ups":
                _item_back(store, change, restored)
            elif change.table in _HUNG and _names_one(change.before, restored):
                given = [each for each in changes if _is_same(change, each, restored)]
                if all(map(store.history.holds, (change, *given))) and _has_ground(store, change):
                    for each in (*given, change):
                        store.history.put_back(each)


def _item_back(store: Store, change: Change, restored: Container[str]) -> None:
    """Put a ledger item back on a node that is there again, if it is still where it was put."""
    before, after = change.before, change.after
    if before and after and before["node"] != after["node"] and before["node"] in restored:
        for item in store.follow_ups.get([str(change.key[0])]):
            if item.node == after["node"]:
                store.follow_ups.put(replace(item, node=str(before["node"])))


def _names_one(row: Row | None, nodes: Container[str]) -> bool:
    return row is not None and any(value in nodes for value in row.values())


def _has_ground(store: Store, change: Change) -> bool:
    """Return whether the tag, the documents and the other node are there that a row names."""
    pair = change.key if change.table == "pairs" else ()
    return store.history.can_put_back(change) and not store.places.nowhere(map(str, pair))


def _is_same(taken: Change, given: Change, nodes: Container[str]) -> bool:
    """Return whether what was taken from one of these nodes was given to another."""
    if taken.table != given.table or not taken.before or not given.after or given.before:
        return False
    row = given.after
    return all(row[name] == value or value in nodes for name, value in taken.before.items())


def moved_in(
    store: Store, document: str, heirs: Mapping[str, str | None], texts: Mapping[str, str]
) -> list[Mark]:
    """Return a document's marks, those on nodes that are gone on the heirs of these.

    Where the words of a mark are not in the heir, or more than once, it stays where it was.
    """
    found = []
    for mark in store.marks.of_document(document):
        pieces = tuple(_moved_in(piece, heirs.get(piece.node), texts) for piece in mark.pieces)
        now = replace(mark, pieces=pieces)
        if now != mark:
            store.marks.put(now)
        found.append(now)
    return found


def _moved_in(piece: Piece, to: str | None, texts: Mapping[str, str]) -> Piece:
    if not to:
        return piece
    if not piece.quote:
        return Piece(to)
    around = piece.prefix + piece.quote + piece.suffix
    at = texts[to].find(around)
    if at < 0 or texts[to].find(around, at + 1) >= 0:
        return piece
    start = at + len(piece.prefix)
    return Piece.of(to, texts[to], start, start + len(piece.quote))


def places(pieces: Iterable[Piece]) -> list["Place"]:
    """Return where pieces stand."""
    return [(piece.node, piece.start, piece.end) for piece in pieces]


def cut(found: Iterable["Place"], texts: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return stretches of the texts as pieces, those with nothing between them as one."""
    from desktop.correcting.tracing import settled  # noqa: PLC0415 - see above

    return tuple(Piece.of(node, texts[node], *rest) for node, *rest in settled(found, texts))
