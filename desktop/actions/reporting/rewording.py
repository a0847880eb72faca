"""Where documents are not as printed, for reports that show it as tracked changes."""

from collections.abc import Iterator

from desktop.corrections import Correction, Join, Regrade, Reword, Split
from desktop.model import Node, Outline
from desktop.reports.annotated import Reworded
from desktop.store import Store


def reworded(store: Store, document: str, outline: Outline) -> dict[str, tuple[Reworded, ...]]:
    """Return what was put right in the words of a document's nodes, by node.

    Nodes whose structure was changed, too, are left out: they stand as corrected.
    """
    every = [each for each in store.corrections.of_document(document) if each.fits]
    last = {each.deed.node: each for each in every if isinstance(each.deed, Reword)}
    if not last:
        return {}
    for each in every:
        if isinstance(each.deed, Split | Join | Regrade):
            last.pop(each.deed.node, None)
    key = store.documents.key(document, store.documents.get(document).version)
    printed = store.corrections.printed(key)
    before = {node.id: node for node in printed.walk()} if printed else {}
    return {
        node.id: tuple(_changes(before[node.id], node, last[node.id]))
        for node in outline.walk()
        if node.id in last and node.id in before
    }


def _changes(old: Node, new: Node, by: Correction) -> Iterator[Reworded]:
    from desktop.correcting.words import patches  # noqa: PLC0415 - rapidfuzz would slow the start

    if old.label != new.label:
        yield Reworded("label", 0, len(new.label), old.label, by.author, by.at)
    moved = 0
    for patch in patches(old.text or old.title, new.text or new.title):
        start = patch.start + moved
        yield Reworded("text", start, start + len(patch.new), patch.old, by.author, by.at)
        moved += len(patch.new) - len(patch.old)
    if old.units_text != new.units_text:
        yield Reworded("units", 0, len(new.units_text), old.units_text, by.author, by.at)
