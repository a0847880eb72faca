"""What was corrected in a document, and where: for the page, and for the list of corrections."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.actions import correcting, correction_names, documents
from desktop.actions.correction_names import KIND_NAMES, PART_NAMES
from desktop.corrections import (
    Correction,
    Deed,
    Join,
    Move,
    PutAside,
    Regrade,
    Reword,
    SetDatum,
    Split,
    TakeIn,
)  # fmt: skip
from desktop.model import Node, Outline
from desktop.store import Store

SORTS: dict[type[Deed], str] = {
    Reword: "文字", Regrade: "类别", Move: "位置", Split: "拆分", Join: "合并",
    PutAside: "列出", TakeIn: "列入", SetDatum: "文件信息",
}  # fmt: skip
"""What users call the kinds of corrections."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction as a list shows it.

    Attributes:
        correction: as it is kept.
        sort: its kind, a value of `SORTS`.
        name: what was done, in Chinese.
        node: the id of the node it was done to, "" for the document's data and lines outside.
    """

    correction: Correction
    sort: str
    name: str
    node: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A place of the current text that is not as printed.

    Attributes:
        node: the node's id.
        start, end: code points in its text; both -1 for its label and heading.
        told: what was printed or done there, in Chinese.
    """

    node: str
    start: int
    end: int
    told: str


def listed(store: Store, *, document: str) -> list[Listed]:
    """Return the document's corrections in the order they were made.

    Raises:
        UserError: there is no such document.
    """
    outline = correcting.printed(store, document=document)
    current = documents.load_outline(store, document=document)
    known = {node.id for node in current.walk()}
    found = []
    for each in correcting.of_document(store, document=document):
        node = str(getattr(each.deed, "node", ""))
        tree = current if node in known else outline
        name = correction_names.named(tree, each.deed)
        found.append(Listed(each, SORTS[type(each.deed)], name, node))
    return found


def of_node(store: Store, *, document: str, node: str) -> list[str]:
    """Return the ids of the corrections done to a node, in order.

    Raises:
        UserError: there is no such document.
    """
    every = correcting.of_document(store, document=document)
    return [each.id for each in every if node in _nodes(each.deed)]


def corrected_places(store: Store, *, document: str) -> list[Corrected]:
    """Return where the document's current text is not as printed, in no certain order.

    Raises:
        UserError: there is no such document.
    """
    every = [each for each in correcting.of_document(store, document=document) if each.fits]
    if not every:
        return []
    before = _by_id(correcting.printed(store, document=document))
    now = _by_id(documents.load_outline(store, document=document))
    parted = {
        node for each in every if isinstance(each.deed, Split | Join) for node in _nodes(each.deed)
    }
    found: list[Corrected] = []
    for node in {node: None for each in every for node in _nodes(each.deed)}:
        if node not in now:
            continue
        told = [_told(each, before.get(node)) for each in every if node in _nodes(each.deed)]
        old = before.get(node)
        if old is not None and node not in parted:
            found += _words(old, now[node])
            told += _headings(old, now[node])
        if structural := "\n".join(filter(None, told)):
            found.append(Corrected(node, -1, -1, structural))
    return found


def _nodes(deed: Deed) -> tuple[str, ...]:
    """Return the ids of the nodes that a deed is done to or makes."""
    match deed:
        case Split() | TakeIn():
            return (getattr(deed, "node", ""), deed.fresh)
        case SetDatum():
            return ()
    return (deed.node,)


def _by_id(outline: Outline) -> dict[str, Node]:
    return {node.id: node for node in outline.walk()}


def _told(correction: Correction, old: Node | None) -> str:
    """Return what a deed to the structure did; "" for one to words, which are shown themselves."""
    who = f"（{correction.author}）"
    match correction.deed:
        case Regrade(kind=kind):
            was = f"，原认作{KIND_NAMES[old.kind]}" if old else ""
            return f"已改为{KIND_NAMES[kind]}{was}{who}"
        case Move():
            return f"位置已移动{who}"
        case Split():
            return f"已拆分，原为一条{who}"
        case Join():
            return f"已与下一条合并{who}"
        case TakeIn(part=part):
            return f"已列入正文，原在{PART_NAMES[part]}{who}"
    return ""


def _words(old: Node, new: Node) -> Iterator[Corrected]:
    """Yield where the text differs from what was printed; headings are told of as a whole.

    Labels count with the words, for a node that becomes plain text takes its label into its text.
    """
    from desktop.correcting.words import patches  # noqa: PLC0415 - rapidfuzz would slow the start

    if not new.text:
        return
    own, moved = len(new.label), 0
    before = old.label + (old.text or old.title)
    for patch in patches(before, new.label + new.text):
        start = patch.start + moved - own
        end = start + len(patch.new)
        moved += len(patch.new) - len(patch.old)
        if end > 0 or (start == end == 0 and patch.start >= len(old.label)):
            told = f"原为{correction_names.visible(patch.old)}" if patch.old else "原文没有这些字"
            yield Corrected(new.id, max(0, start), end, told)


def _headings(old: Node, new: Node) -> Iterator[str]:
    named: Sequence[tuple[str, Callable[[Node], str]]] = (
        ("序号", lambda node: node.label),
        ("标题", lambda node: node.title),
        ("责任单位", lambda node: node.units_text),
    )
    for name, read in named:
        was, now = read(old), read(new)
        if was != now and not (name == "标题" and (old.text or new.text)):  # shown as words
            yield f"{name}原为“{was}”" if was else f"原文没有{name}"
