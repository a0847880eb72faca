"""Texts that an older program parsed are parsed again; what people made follows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import desktop
from desktop import identity
from desktop.actions import correcting, naming, placing
from desktop.annotations import Target
from desktop.errors import UserError
from desktop.store import Store


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What became of a document that was parsed again.

    Attributes:
        document, title: its id and title.
        changed: whether the tree is another now.
        unfit: the ids of the corrections that fit before and do so no longer; they are kept.
        lost: how many marks are newly waiting in 待重新定位.
    """

    document: str
    title: str
    changed: bool
    unfit: tuple[str, ...] = ()
    lost: int = 0


def outdated(store: Store) -> list[str]:
    """Return the ids of the documents whose current text another revision of the parser parsed."""
    return store.documents.parsed_otherwise(desktop.PARSER)


def reparse(store: Store, *, document: str) -> Reparsed:
    """Parse the stored source of a document's current text again, and do its corrections again.

    Nodes keep their ids where they are found again, marks follow their words; what was said of
    pairs is forgotten where a node is gone. Where the tree becomes another one, that is a step that
    can be undone; the text is not parsed again then.

    Raises:
        UserError: there is no such document, a measure that carries tags, a ledger item or a tick
            would be gone, or the library cannot be written; nothing has changed.
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
        gone = {node.id for node in shown.walk()}
        gone -= {node.id for node in store.outlines.get(key).walk()}
        _keep_carriers(store, gone)
        store.pairs.hand_over(dict.fromkeys(gone))
        marks = placing.follow(store, marks=store.marks.of_document(document))
        unfit = tuple(
            each.id
            for each in correcting.of_document(store, document=document)
            if not each.fits and each.id in fit
        )
    lost = sum(mark.orphaned and mark.id not in waiting for mark in marks)
    return Reparsed(document, found.title, changed=True, unfit=unfit, lost=lost)


def _keep_carriers(store: Store, gone: set[str]) -> None:
    """Refuse a tree that lacks a node which something hangs on.

    Raises:
        UserError: it does.
    """
    hanging = (
        store.tags.of([Target("node", node) for node in gone]),
        store.follow_ups.on_nodes(gone),
        store.ticks.of_nodes(gone),
    )
    if any(hanging):
        raise UserError("重新拆分会丢掉带有标签、督办或已阅的措施，这份文件仍用原来的拆分。")


def reparse_all(
    store: Store,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Reparsed]:
    """Parse again what is `outdated`, a document a transaction; return what became of each.

    Nothing is done where the library is read-only. What cannot be parsed is left as it is and tried
    again the next time.
    """
    if store.read_only:
        return []
    wanted = outdated(store)
    made: list[Reparsed] = []
    for done, document in enumerate(wanted):
        if cancelled and cancelled():
            break
        try:
            if progress:
                progress(done, len(wanted), naming.document(store, document).title)
            made.append(reparse(store, document=document))
        except UserError:
            continue
    return made


def told(results: list[Reparsed]) -> str:
    """Return a sentence on what was parsed again; "" where nothing is another."""
    changed = [each for each in results if each.changed]
    if not changed:
        return ""
    unfit, lost = sum(len(each.unfit) for each in changed), sum(each.lost for each in changed)
    more = f"；{unfit} 处更正不再适用，见“更正记录”" if unfit else ""
    more += f"；{lost} 处批注待重新定位" if lost else ""
    return f"已用新版程序重新拆分 {len(changed)} 份文件{more}；可以逐份撤销。"
