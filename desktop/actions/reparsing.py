"""Texts that an older program parsed are parsed again; what people made follows."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import desktop
from desktop import identity
from desktop.actions import carrying, correcting, naming, placing
from desktop.annotations import Target
from desktop.errors import UserError
from desktop.store import Store

_NAMED = 3
"""So many documents are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What became of a document that was parsed again.

    Attributes:
        document, title: its id and title.
        changed: whether the tree is another now.
        unfit: the ids of the corrections that fit before and do so no longer; they are kept.
        lost: how many marks are newly waiting in 待重新定位.
        kept: whether it keeps its tree, for the new one lacks what a tag or ledger item is on.
    """

    document: str
    title: str
    changed: bool
    unfit: tuple[str, ...] = ()
    lost: int = 0
    kept: bool = False


class KeptError(UserError):
    """A document keeps its tree: what carries a tag or a ledger item is no text in the new one."""


def outdated(store: Store) -> list[str]:
    """Return the ids of the documents whose current text another revision of the parser parsed."""
    return store.documents.parsed_otherwise(desktop.PARSER)


def reparse(store: Store, *, document: str) -> Reparsed:
    """Parse the stored source of a document's current text again, and do its corrections again.

    Nodes keep their ids where they are found again, marks follow their words; what hangs on a node
    that is gone (tags, ledger items, ticks, notes on it, pairs) goes to the node that has its lines
    now. What is no text any more loses its tick. Where the tree becomes another one, that is a step
    that can be undone; the text is not parsed again then.

    Raises:
        KeptError: what carries a tag or a ledger item would be no text any more.
        UserError: there is no such document, or the library cannot be written. Either way nothing
            has changed.
    """
    from desktop import structure  # noqa: PLC0415 - the window starts without the parser

    found = naming.document(store, document)
    key = store.documents.key(document, found.version)
    outline = structure.outline(store.sources.get(key))
    with store.step(f"重新拆分《{naming.short(found.title)}》", author=""):
        before = correcting.printed(store, document=document)
        store.documents.set_parser(key, desktop.PARSER)
        ids = identity.carried_ids(before.nodes, outline.nodes, fresh=correcting.fresh_id)
        now = correcting.with_ids(outline, ids)
        if now == replace(before, source=outline.source):
            return Reparsed(document, found.title, changed=False)
        shown = store.outlines.get(key)
        fit = {each.id for each in correcting.of_document(store, document=document) if each.fits}
        waiting = {mark.id for mark in store.marks.of_document(document) if mark.orphaned}
        store.parses.renew(key, before, now, document=document)
        correcting.reprint(store, document=document, key=key, outline=now)
        outline = store.outlines.get(key)
        heirs = identity.heirs(shown.nodes, outline.nodes)
        _keep_carriers(store, {node for node, heir in heirs.items() if heir is None})
        carrying.hand_over(store, heirs)
        marks = carrying.moved_in(store, document, heirs, carrying.texts_of(outline))
        marks = placing.follow(store, marks=marks)
        unfit = tuple(
            each.id
            for each in correcting.of_document(store, document=document)
            if not each.fits and each.id in fit
        )
    lost = sum(mark.orphaned and mark.id not in waiting for mark in marks)
    return Reparsed(document, found.title, changed=True, unfit=unfit, lost=lost)


def _keep_carriers(store: Store, gone: set[str]) -> None:
    """Refuse a tree in which what somebody has tagged or follows up is no text.

    Raises:
        KeptError: it is such a tree.
    """
    if store.tags.of([Target("node", node) for node in gone]) or store.follow_ups.on_nodes(gone):
        raise KeptError("新的拆分不再把带标签或督办的一处算作正文，这份文件仍用原来的拆分。")


def reparse_all(
    store: Store,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Reparsed]:
    """Parse again what is `outdated`, a document a transaction; return what became of each.

    Nothing is done where the library is read-only. A document that keeps its tree is told of, and
    not tried again until the parser changes once more; what cannot be parsed or written otherwise
    is left as it is and tried again the next time.
    """
    if store.read_only:
        return []
    wanted = outdated(store)
    made: list[Reparsed] = []
    for done, document in enumerate(wanted):
        if cancelled and cancelled():
            break
        with suppress(UserError):
            if progress:
                progress(done, len(wanted), naming.document(store, document).title)
            made.append(_reparsed(store, document))
    return made


def _reparsed(store: Store, document: str) -> Reparsed:
    try:
        return reparse(store, document=document)
    except KeptError:
        with store.transaction():
            found = naming.document(store, document)
            store.documents.set_parser(store.documents.key(document, found.version), desktop.PARSER)
        return Reparsed(document, found.title, changed=False, kept=True)


def told(results: list[Reparsed]) -> str:
    """Return what to say of what was parsed again; "" where nothing is another."""
    return _told_of_changed(results) + _told_of_kept(results)


def _told_of_kept(results: list[Reparsed]) -> str:
    kept = [f"《{naming.short(each.title)}》" for each in results if each.kept]
    if not kept:
        return ""
    more = f"等 {len(kept)} 份文件" if len(kept) > _NAMED else ""
    return (
        f"{'、'.join(kept[:_NAMED])}{more}仍用原来的拆分："
        "其中带标签或督办的一处，新版程序不再算作正文。"
    )


def _told_of_changed(results: list[Reparsed]) -> str:
    changed = [each for each in results if each.changed]
    if not changed:
        return ""
    unfit, lost = sum(len(each.unfit) for each in changed), sum(each.lost for each in changed)
    more = f"；{unfit} 处更正不再适用，见“更正记录”" if unfit else ""
    more += f"；{lost} 处批注待重新定位" if lost else ""
    return f"已用新版程序重新拆分 {len(changed)} 份文件{more}；可以逐份撤销。"
