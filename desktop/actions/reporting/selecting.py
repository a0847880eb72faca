"""What a report shows: documents cut down to what was chosen, with all that people made on them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from desktop.actions import ledger, reading, tags
from desktop.actions.reporting import rewording
from desktop.actions.reporting.requests import Request, Selection
from desktop.actions.reporting.rewording import Printed
from desktop.annotations import Both, Either, Expression, Has, Not, Target
from desktop.errors import UserError
from desktop.model import Document, Node
from desktop.reports.annotated import Annotated, Choices
from desktop.store import Store

Tick = Callable[[int, int], None]
"""Called with how much is done and how much there is; may raise to stop."""


def choices(store: Store, request: Request) -> Choices:
    """Return how a report looks, with the moment.

    Raises:
        UserError: it should name nobody and name who put what right.
    """
    if request.clean and request.tracked:
        raise UserError(
            "清洁导出不写署名和时间，而修订要写明由谁何时更正，没有生成报告。请去掉其中一项。"
        )
    return Choices(
        details=request.details,
        summary=request.summary,
        highlights=request.highlights,
        clean=request.clean,
        tracked=request.tracked,
        author=request.author,
        made=store.now(),
    )


def annotated(store: Store, selection: Selection, tick: Tick) -> list[Annotated]:
    """Return the documents of which something was chosen, in the order asked for or added.

    Raises:
        UserError: a document is gone, or nothing fits.
    """
    keepers = _keepers(store, selection)
    found = []
    documents = _with_any(store, _documents(store, selection), keepers)
    for done, document in enumerate(documents):
        tick(done, len(documents))
        outline = store.outlines.get(store.documents.key(document.id, document.version))
        nodes = _chosen(outline.nodes, document.id, keepers)
        if nodes:
            whole = nodes == outline.nodes
            found.append(_filled(store, Annotated(document, outline, nodes, whole)))
    if not found:
        raise UserError("没有符合条件的内容，没有生成报告。请换一个条件，或少选几个条件。")
    return found


def as_printed(
    store: Store, selection: Selection, found: Sequence[Annotated]
) -> list[tuple[Annotated, Printed | None]]:
    """Return what a report of the printed texts shows, with what was put right in each of them."""
    keepers = _keepers(store, selection)
    made: list[tuple[Annotated, Printed | None]] = []
    for each in found:
        was = rewording.printed(store, each.document, each.outline)
        if was is None:
            made.append((each, None))
            continue
        document = each.document.id
        own = [{*was.kept(keep), *(keep if document in keep else ())} for keep in keepers]
        nodes = _chosen(was.outline.nodes, document, own)
        ticked = (tick.node for tick in store.ticks.of_document(document))
        made.append((was.annotated(each, nodes, ticked), was))
    return made


def _chosen(
    nodes: tuple[Node, ...], document: str, keepers: Sequence[Collection[str]]
) -> tuple[Node, ...]:
    for keep in keepers:
        nodes = nodes if document in keep else _pruned(nodes, keep)
    return nodes


def _documents(store: Store, selection: Selection) -> list[Document]:
    if not selection.documents:
        return [document for document in store.documents.all() if not document.archived]
    known = {document.id: document for document in store.documents.all()}
    if not known.keys() >= set(selection.documents):
        raise UserError("要写进报告的文件有的已不在库中，没有生成报告。请重新选择文件。")
    return [known[each] for each in dict.fromkeys(selection.documents)]


def _with_any(
    store: Store, documents: list[Document], keepers: list[Collection[str]]
) -> list[Document]:
    """Return the documents that have something of every condition; a tree takes time to read."""
    for keep in keepers:
        own = {place.document for place in store.places.current(keep).values()} | set(keep)
        documents = [document for document in documents if document.id in own]
    return documents


def _keepers(store: Store, selection: Selection) -> list[Collection[str]]:
    """Return for each condition the ids of nodes and documents that it is true of, all of them."""
    found: list[Collection[str]] = [
        set(ids) for ids in (selection.chapters, selection.nodes) if ids
    ]
    if selection.tags:
        one = Either(tuple(map(Has, selection.tags)))
        found.append(tags.nodes_with(store, expression=one))
    if selection.expression is not None:
        fits = tags.nodes_with(store, expression=selection.expression)
        if _denies(selection.expression):
            # What stands above a measure lacks a tag that the measure may have.
            fits = {node for node, place in store.places.current(fits).items() if place.text}
        found.append(fits)
    if selection.states:
        items = store.follow_ups.all()
        found.append({item.node for item in items if item.state in selection.states})
    return found


def _denies(expression: Expression) -> bool:
    match expression:
        case Not():
            return True
        case Both(parts) | Either(parts):
            return any(map(_denies, parts))
    return False


def _pruned(nodes: tuple[Node, ...], keep: Collection[str]) -> tuple[Node, ...]:
    """Return the nodes to keep, each with all below it, under those that they stand in."""
    found = []
    for node in nodes:
        if node.id in keep:
            found.append(node)
        elif children := _pruned(node.children, keep):
            found.append(_above(node, children))
    return tuple(found)


def _above(node: Node, children: tuple[Node, ...]) -> Node:
    """Return a node that is only the way to some below it: with its heading, without its text."""
    return replace(node, id="", text="", units=(), units_text="", children=children)


def _filled(store: Store, found: Annotated) -> Annotated:
    document = found.document.id
    marks = tuple(store.marks.of_document(document))
    targets = [Target("document", document), *(Target("mark", mark.id) for mark in marks)]
    targets += [Target("node", node.id) for node in found.outline.walk()]
    carried = {
        target: tuple(tag.path for tag in each)
        for target, each in tags.of(store, targets=targets).items()
        if each
    }
    items = {item.node: item for item in store.follow_ups.all(document)}
    day = store.today()
    return replace(
        found,
        marks=marks,
        tags=carried,
        follow_ups=items,
        lights={node: ledger.light(item, day) for node, item in items.items()},
        read=reading.share(store, document=document),
    )
