"""Put right what the machine got wrong in a document; the source never changes.

A correction is kept beside the tree as it was printed. The tree that everybody sees is the printed
one with all corrections done to it, made anew whenever one of them comes or goes.
"""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.actions import carrying, correction_names, naming, placing, retracing
from desktop.annotations import Mark, Piece
from desktop.corrections import Correction, Deed, Reword, Split, Words
from desktop.errors import UserError
from desktop.model import Doubt, Node, Outline
from desktop.store import Store

if TYPE_CHECKING:
    from desktop.correcting import Corrected


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a correction.

    Attributes:
        corrections: the ids of what was kept, in order.
        lost: the marks whose words are gone; they wait in 待重新定位.
        label: what the step is called.
    """

    corrections: tuple[str, ...]
    lost: tuple[Mark, ...]
    label: str


def fresh_id() -> str:
    """Return an id for a node that a deed makes; it was never used."""
    return os.urandom(8).hex()


def rewording(node: Node, *, words: Words, text: str) -> Reword | None:
    """Return the deed that makes a node's words those of `text`; None where they are already."""
    from desktop.correcting.words import patches  # noqa: PLC0415 - rapidfuzz would slow the start

    found = patches(getattr(node, words), naming.clean(text))
    return Reword(node.id, words, found) if found else None


def splitting(node: Node, *, at: int) -> Split:
    """Return the deed that parts a node at a place of its text, in code points."""
    around = Piece.of(node.id, node.text, at, at)
    return Split(node.id, at, around.prefix, around.suffix, fresh_id())


def correct(
    store: Store, *, author: str, document: str, deeds: Sequence[Deed], label: str = ""
) -> Done:
    """Do deeds to a document's current text, as one step that can be undone.

    Marks stay on their words, tags, ledger items and ticks on their measures; those of a measure
    that is joined with another go over to that one. A line that leaves the tree loses its tags.

    Args:
        store: the library.
        author: who does it.
        document: the document's id.
        deeds: what is done, in order.
        label: what the step is called; "" for what the deeds are called.

    Raises:
        UserError: the text has not got what is corrected, a ledger item would be left without its
            measure, or the library cannot be written.
    """
    from desktop.correcting import corrected  # noqa: PLC0415 - rapidfuzz would slow the start

    with store.step(author=author) as step:
        key = _key(store, document)
        before = store.outlines.get(key)
        result = corrected(before, deeds)
        if result.unfit:
            raise UserError("要更正的内容已不在这份文件中，没有改动。请刷新后再试。")
        step.label = label or correction_names.step(before, deeds)
        kept = store.corrections.of_document(document)
        first = kept[-1].position + 1 if kept else 1
        made = [
            Correction(fresh_id(), document, first + place, deed, author, store.now())
            for place, deed in enumerate(deeds)
        ]
        lost = _keep(store, made, before, result)
    return Done(tuple(correction.id for correction in made), lost, step.label)


def adopt(store: Store, document: str, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """Do corrections of somebody else behind those there are, inside a step.

    Return the ids of those that do not fit; they are kept, too.

    Raises:
        UserError: a ledger item would be left without its measure.
    """
    from desktop.correcting import corrected  # noqa: PLC0415 - rapidfuzz would slow the start

    before = store.outlines.get(_key(store, document))
    result = corrected(before, [each.deed for each in corrections])
    unfit = tuple(corrections[place].id for place in result.unfit)
    _keep(store, corrections, before, result)
    store.corrections.set_fits((id_, False) for id_ in unfit)
    return unfit


def losing(store: Store, *, document: str, deeds: Sequence[Deed]) -> list[Mark]:
    """Return the marks that would lose their words by these deeds; nothing is changed."""
    from desktop.correcting import corrected  # noqa: PLC0415 - rapidfuzz would slow the start

    if not store.marks.count(document):
        return []
    spans = corrected(store.outlines.get(_key(store, document)), deeds).spans
    return [
        mark
        for mark in store.marks.on_nodes(carrying.touched(spans))
        if not mark.orphaned
        and mark.scope == "text"
        and not carrying.moved(carrying.places(mark.pieces), spans)
    ]


def of_document(store: Store, *, document: str) -> list[Correction]:
    """Return the document's corrections in the order they were made."""
    return store.corrections.of_document(document)


def printed(store: Store, *, document: str) -> Outline:
    """Return the document's current text as the parser made it."""
    key = _key(store, document)
    return store.corrections.printed(key) or store.outlines.get(key)


def reset(
    store: Store, *, author: str, document: str, corrections: Iterable[str], label: str = ""
) -> tuple[Mark, ...]:
    """Take corrections back, whatever was done since; return the marks that lost their words.

    Raises:
        UserError: a ledger item would be left without its measure, or the library cannot be
            written.
    """
    wanted = set(corrections)
    with store.step(label or f"恢复原文 {len(wanted)} 处", author=author):
        before = {node.id for node in store.outlines.get(_key(store, document)).walk()}
        made: dict[str, str] = {}
        kept = store.corrections.of_document(document)
        for correction in kept:
            made[getattr(correction.deed, "fresh", "")] = getattr(correction.deed, "node", "")
            if correction.id in wanted:
                store.corrections.remove(correction)
        changed = rebuild(store, document=document)
        there = {node.id for node in store.outlines.get(_key(store, document)).walk()}
        gone = {node: carrying.origin(node, made, there) for node in before - there}
        carrying.hand_over(store, gone)
        carrying.hand_back(store, document, wanted, there - before)
        marks = _concerned(store, document, changed)
        waiting = {mark.id for mark in marks if mark.orphaned}
        left = [each for each in kept if each.id not in wanted]
        source = printed(store, document=document)
        trace = retracing.Tracer(store, source, kept, left, document=document)
        followed = placing.follow(store, marks=marks, trace=trace)
    return tuple(mark for mark in followed if mark.orphaned and mark.id not in waiting)


def size_of_reset(store: Store, *, document: str, corrections: Collection[str]) -> int:
    """Return how many corrections and marks `reset` may have to look at."""
    return len(corrections) + store.marks.count(document)


def _concerned(store: Store, document: str, changed: Iterable[str]) -> list[Mark]:
    """Return the marks that may stand elsewhere where these nodes have other words.

    They are on such a node, or have lost words or another node some day: those may be back.
    """
    marks = {mark.id: mark for mark in store.marks.on_nodes(changed)}
    moved = store.history.moved_marks(document) | set(store.marks.waiting(document))
    return [*marks.values(), *store.marks.get(moved - marks.keys())]


def rebuild(store: Store, *, document: str) -> set[str]:
    """Make the document's current tree of the printed one and the corrections there are now.

    Inside a transaction; marks are for the caller to follow. Return the ids of the nodes that have
    other words now, are there again or are gone; none where nothing was ever corrected, or the
    document has gone.
    """
    key = _current(store, document)
    known = store.corrections
    if key is None or not (known.of_document(document) or known.has_printed(key)):
        return set()
    before = carrying.texts_of(store.outlines.get(key))
    after = carrying.texts_of(_do_again(store, document, key))
    return {node for node, _ in before.items() ^ after.items()}


def reprint(store: Store, *, document: str, key: int, outline: Outline) -> None:
    """Let a version's printed tree be another one, whose nodes have ids; do its corrections again.

    An older version has them as well, for tags hang on nodes that corrections have made there.
    Inside a transaction; marks are for the caller to follow.
    """
    store.outlines.replace(key, outline, [node.id for node in outline.walk()])
    store.documents.revise(key, outline)
    store.corrections.forget_printed(key)
    _do_again(store, document, key)


def rebuild_older(store: Store, *, document: str) -> None:
    """Make the trees of older versions anew as well; inside a transaction.

    They are left as they were when a newer text came, until something is put back on a node that
    corrections have taken out of them since.
    """
    for version in store.documents.versions(document)[:-1]:
        key = store.documents.key(document, version.number)
        if store.corrections.has_printed(key):
            _do_again(store, document, key)


def _do_again(store: Store, document: str, key: int) -> Outline:
    """Do all corrections there are to a version's printed tree; return what has come of it."""
    from desktop.correcting import corrected  # noqa: PLC0415 - rapidfuzz would slow the start

    kept = store.corrections.of_document(document)
    source = store.corrections.printed(key)
    if source is None:
        source = store.outlines.get(key)
        if kept:
            store.corrections.keep_printed(key, source)
    result = corrected(source, [correction.deed for correction in kept])
    unfit = set(result.unfit)
    if key == _current(store, document):
        store.corrections.set_fits(
            (correction.id, place not in unfit) for place, correction in enumerate(kept)
        )
    _show(store, key, result.outline)
    return result.outline


def _current(store: Store, document: str) -> int | None:
    """Return the key of the document's current version; None where it has gone."""
    try:
        return store.documents.key(document, store.documents.get(document).version)
    except KeyError:
        return None


def settle(store: Store, *, author: str, document: str, doubt: Doubt, how: str | None) -> None:
    """Accept (`accepted`) or dismiss (`dismissed`) a doubt, or open it again (None).

    Raises:
        UserError: the library cannot be written.
    """
    verb = {"accepted": "认可存疑", "dismissed": "忽略存疑", None: "重新存疑"}[how]
    with store.step(f"{verb}{naming.quoted(doubt.printed)}", author=author):
        store.corrections.settle(document, doubt, how=how, by=(author, store.now()))


def settled(store: Store, *, document: str) -> dict[tuple[str, str], str]:
    """Return how the document's doubts are settled, by kind and printed words."""
    return store.corrections.settled(document)


def with_ids(outline: Outline, ids: Sequence[str]) -> Outline:
    """Return an outline whose nodes carry these ids, in document order."""
    left = iter(ids)

    def named(node: Node) -> Node:
        own = next(left)
        return replace(node, id=own, children=tuple(map(named, node.children)))

    return replace(outline, nodes=tuple(map(named, outline.nodes)))


def _keep(
    store: Store, made: Sequence[Correction], before: Outline, result: "Corrected"
) -> tuple[Mark, ...]:
    """Keep corrections and what became of the tree; return the marks that have lost their words."""
    document = made[0].document
    key = _key(store, document)
    if not store.corrections.has_printed(key):
        store.corrections.keep_printed(key, before)
    for correction in made:
        store.corrections.put(correction)
    _show(store, key, result.outline)
    lost = carrying.carry(store, result.outline, result.spans)
    there = {node.id for node in result.outline.walk()}
    gone = (node.id for node in before.walk() if node.id not in there)
    carrying.hand_over(store, {node: carrying.heir(node, result.spans, there) for node in gone})
    return lost


def _key(store: Store, document: str) -> int:
    return store.documents.key(document, naming.document(store, document).version)


def _show(store: Store, key: int, outline: Outline) -> None:
    store.outlines.replace_lines(key, outline)
    store.documents.revise(key, outline)
