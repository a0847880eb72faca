"""The work list of 校核: the parser's doubts, a second look at the text, what became of both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.actions import correcting, documents
from desktop.corrections import Deed, Slip
from desktop.model import Node, Outline
from desktop.store import Store

KINDS = {
    "character": "文字", "encoding": "编码", "contents": "与目录不一致", "number": "编号",
    "sequence": "编号次序", "count": "条数", "glued": "没有另起行", "units": "责任单位",
    "brackets": "括号引号", "repeated": "重复", "rare": "生僻字", "lone_unit": "单位名称",
    "table": "表格", "and": "and", "half_bracket": "半角括号", "half_mark": "半角标点",
}  # fmt: skip
"""What users call the kinds of doubts, the weightiest first."""
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to check.

    Attributes:
        slip: what may be wrong and where; its node is "" where only the line is known.
        how: `accepted`, `dismissed`, `corrected` where the words are no longer there, or "" while
            it is open.
        place: the label of the measure or heading it stands in, "" where that is not known.
    """

    slip: Slip
    how: str
    place: str

    @property
    def kind(self) -> str:
        """What users call its kind."""
        return KINDS.get(self.slip.doubt.kind, "其他")


def findings(
    store: Store, *, document: str, version: int | None = None, second: bool = True
) -> list[Finding]:
    """Return what is to be checked in a document, by kind, the weightiest first, then by place.

    Args:
        store: the library.
        document: the document's id.
        version: an older version's number, of which there are the parser's doubts only.
        second: whether to take a second look, 50 ms for 80,000 characters.

    Raises:
        UserError: there is no such document or version.
    """
    from desktop.facts.slips import slips  # noqa: PLC0415 - not before something is checked

    outline = documents.load_outline(store, document=document, version=version)
    settled = correcting.settled(store, document=document)
    lines = _Lines(outline)
    known = [Slip(doubt, lines.node(doubt.line)) for doubt in outline.doubts]
    gone: set[Slip] = set()
    seen: list[Slip] = []
    if version is None and second:
        gone = _corrected(store, document, outline, known)
        numbered = {doubt.line for doubt in outline.doubts if doubt.kind == "number"}
        seen = [
            slip
            for slip in slips(outline)
            if not (slip.doubt.kind == "sequence" and slip.doubt.line in numbered)
        ]
    made = []
    for slip in (*known, *seen):
        how = settled.get((slip.doubt.kind, slip.doubt.printed), "")
        made.append(
            Finding(slip, how or ("corrected" if slip in gone else ""), lines.label(slip.node))
        )
    last = len(_ORDER)
    return sorted(made, key=lambda each: _ORDER.get(each.slip.doubt.kind, last))


def open_doubts(store: Store, *, document: str) -> int:
    """Return how many of the parser's doubts are neither settled nor gone by a correction.

    Raises:
        UserError: there is no such document.
    """
    outline = documents.load_outline(store, document=document)
    settled = correcting.settled(store, document=document)
    lines = _Lines(outline)
    known = [Slip(doubt, lines.node(doubt.line)) for doubt in outline.doubts]
    gone = _corrected(store, document, outline, known)
    return sum(
        slip not in gone and (slip.doubt.kind, slip.doubt.printed) not in settled for slip in known
    )


def fixing(outline: Outline, slips: Iterable[Slip]) -> list[Deed]:
    """Return the deeds that put slips right as they propose; those of one node are one deed.

    Left out is what no longer fits the outline.
    """
    nodes = {node.id: node for node in outline.walk()}
    wanted: dict[str, list[tuple[int, int, str]]] = {}
    for slip in slips:
        if slip.node in nodes:
            wanted.setdefault(slip.node, []).extend(slip.fixes)
    made: list[Deed] = []
    for id_, fixes in wanted.items():
        deed = correcting.rewording(
            nodes[id_], words="text", text=fixed_text(nodes[id_].text, fixes)
        )
        if deed is not None:
            made.append(deed)
    return made


def fixed_text(text: str, fixes: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with its stretches replaced: (start, end, words)."""
    for start, end, words in sorted(fixes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _corrected(store: Store, document: str, outline: Outline, known: Iterable[Slip]) -> set[Slip]:
    """Return the slips whose words were printed in their node and stand there no more."""
    before = {
        node.id: _all_words(node) for node in correcting.printed(store, document=document).walk()
    }
    now = {node.id: _all_words(node) for node in outline.walk()}
    return {
        slip
        for slip in known
        if slip.doubt.printed in before.get(slip.node, "")
        and slip.doubt.printed not in now.get(slip.node, "")
    }


def _all_words(node: Node) -> str:
    return f"{node.label}{node.title}\n{node.text}\n{node.units_text}"


class _Lines:
    """Which node a line of the source went into."""

    def __init__(self, outline: Outline) -> None:
        self._nodes = [(node.first_line, node.last_line, node) for node in outline.walk()]
        self._labels: dict[str, str] = {}
        stack: list[tuple[Node, str]] = [(node, "") for node in outline.nodes]
        while stack:
            node, above = stack.pop()
            own = node.label or (node.title if not node.text else "") or above
            self._labels[node.id] = own
            stack.extend((child, own) for child in node.children)

    def node(self, line: int) -> str:
        """Return the id of the node a line went into, else of the nearest one before; or ""."""
        before = ""
        for first, last, node in self._nodes:
            if first <= line <= last:
                return node.id
            if 0 < first <= line:
                before = node.id
        return before

    def label(self, node: str) -> str:
        """Return what a node is called: its label, or that of what it stands below."""
        return self._labels.get(node, "")
