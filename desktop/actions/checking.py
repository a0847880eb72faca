"""The work list of 校核: the parser's doubts, a second look at the text, what became of both."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from desktop.actions import correcting, documents
from desktop.corrections import Deed, Slip, Words
from desktop.errors import UserError
from desktop.model import HEADINGS, Node, Outline
from desktop.store import Store

Weight = Literal["要紧", "一般", "轻微"]
"""How much hangs on a doubt: a wrong number or heading, a place to look at, a matter of form."""
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
Order = Literal["weight", "kind", "place"]

KINDS: dict[str, tuple[str, Weight]] = {
    "character": ("文字", "要紧"), "encoding": ("识别", "要紧"),
    "contents": ("与目录不一致", "要紧"), "number": ("编号", "要紧"),
    "sequence": ("编号次序", "要紧"), "count": ("条数", "要紧"), "glued": ("没有另起行", "一般"),
    "units": ("责任单位", "一般"), "brackets": ("括号引号", "一般"), "repeated": ("重复", "一般"),
    "rare": ("生僻字", "一般"), "table": ("表格", "一般"), "lone_unit": ("单位名称", "轻微"),
    "and": ("and", "轻微"), "half_bracket": ("半角括号", "轻微"),
    "half_mark": ("半角标点", "轻微"),
}  # fmt: skip
"""What users call the kinds of doubts, the weightiest first, and how weighty they are."""
PARSED, SEEN = "拆分疑点", "复看所见"
"""What users call doubts by where they come from: the parser, and a second look at the text."""
_UNKNOWN: tuple[str, Weight] = ("其他", "一般")
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to check.

    Attributes:
        slip: what may be wrong and where; its node is "" where only the line is known.
        how: `accepted`, `dismissed`, `corrected` where the words are no longer there, or "" while
            it is open.
        place: the label of the measure or heading it stands in, "" where that is not known.
        chapter: the heading at the top of the tree that it stands below, or "".
        at: tells which stands before which in the document.
        origin: `PARSED` or `SEEN`.
    """

    slip: Slip
    how: str
    place: str
    chapter: str = ""
    at: tuple[int, int, int] = (0, 0, 0)
    origin: str = PARSED

    @property
    def kind(self) -> str:
        """What users call its kind."""
        return KINDS.get(self.slip.doubt.kind, _UNKNOWN)[0]

    @property
    def weight(self) -> Weight:
        """How much hangs on it."""
        return KINDS.get(self.slip.doubt.kind, _UNKNOWN)[1]


def ordered(found: Iterable[Finding], order: Order) -> list[Finding]:
    """Return findings by weight, by kind, or as they stand in the document; then by place."""

    def key(each: Finding) -> tuple[int, ...]:
        if order == "place":
            return each.at
        if order == "weight":
            return WEIGHTS.index(each.weight), *each.at
        return _ORDER.get(each.slip.doubt.kind, len(_ORDER)), *each.at

    return sorted(found, key=key)


def findings(
    store: Store, *, document: str, version: int | None = None, second: bool = True
) -> list[Finding]:
    """Return what is to be checked in a document, by kind, then by place.

    Nothing where it has been removed meanwhile.

    Args:
        store: the library.
        document: the document's id.
        version: an older version's number, of which there are the parser's doubts only.
        second: whether to take a second look, 50 ms for 80,000 characters.

    Raises:
        UserError: there is no such version.
    """
    try:
        return _findings(store, document, version, second=second)
    except UserError:
        if any(each.id == document for each in store.documents.all()):
            raise
        return []


def _findings(store: Store, document: str, version: int | None, *, second: bool) -> list[Finding]:
    from desktop.facts.slips import slips  # noqa: PLC0415 - not before something is checked

    outline = documents.load_outline(store, document=document, version=version)
    settled = correcting.settled(store, document=document)
    lines = _Lines(outline)
    known = [Slip(doubt, lines.node(doubt.line)) for doubt in outline.doubts]
    gone: set[Slip] = set()
    seen: list[Slip] = []
    mended: list[Slip] = []
    if version is None and second:
        gone = _corrected(store, document, outline, known)
        seen = list(slips(outline))
        if (before := correcting.printed(store, document=document)) is not outline:
            mended = _mended(slips(before), seen, known)
    made = []
    for slip in known:
        same = next((each for each in seen if _same(each, slip)), None)
        if same is not None:
            seen.remove(same)
        how = settled.get((slip.doubt.kind, slip.doubt.printed), "")
        how = how or ("corrected" if slip in gone else "")
        placed = slip if same is None else replace(slip, start=same.start, end=same.end)
        made.append(lines.finding(placed, how))
    for slip in seen:
        how = settled.get((slip.doubt.kind, slip.doubt.printed), "")
        made.append(replace(lines.finding(slip, how), origin=SEEN))
    made += [replace(lines.finding(slip, "corrected"), origin=SEEN) for slip in mended]
    return ordered(made, "kind")


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


def fitting(outline: Outline, slips: Iterable[Slip]) -> list[Slip]:
    """Return those of the slips that can be put right by themselves and are in the outline still.

    What a list shows may be older than the text: its places would be those of other words.
    """
    from desktop.facts.slips import slips as seen  # noqa: PLC0415 - as above

    wanted = [slip for slip in slips if slip.fixes]
    ids = {slip.node for slip in wanted}
    alone = tuple(replace(node, children=()) for node in outline.walk() if node.id in ids)
    there = set(seen(replace(outline, nodes=alone)))
    return [slip for slip in wanted if slip in there]


def fixing(outline: Outline, slips: Iterable[Slip]) -> list[Deed]:
    """Return the deeds that put slips right as they propose; those of one text are one deed.

    Left out is what no longer fits the outline.
    """
    nodes = {node.id: node for node in outline.walk()}
    wanted: dict[tuple[str, Words], list[tuple[int, int, str]]] = {}
    for slip in fitting(outline, slips):
        wanted.setdefault((slip.node, slip.words), []).extend(slip.fixes)
        wanted.setdefault((slip.node, "units_text"), []).extend(slip.units)
    made: list[Deed] = []
    for (id_, words), fixes in wanted.items():
        text = fixed_text(getattr(nodes[id_], words), fixes)
        deed = correcting.rewording(nodes[id_], words=words, text=text)
        if deed is not None:
            made.append(deed)
    return made


def fixed_text(text: str, fixes: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with its stretches replaced: (start, end, words)."""
    for start, end, words in sorted(fixes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _same(seen: Slip, known: Slip) -> bool:
    """Return whether the parser has told already what a second look sees."""
    if seen.doubt.kind == "sequence":
        return known.doubt.kind == "number" and known.doubt.line == seen.doubt.line
    if (seen.doubt.kind, known.doubt.kind, known.node) != ("rare", "character", seen.node):
        return False
    one, other = seen.doubt.printed, known.doubt.printed  # either may be cut where a line ends
    return one in other or other in one


def _mended(printed: Iterable[Slip], now: Sequence[Slip], known: Sequence[Slip]) -> list[Slip]:
    """Return what a second look sees in the printed text only, without places in today's.

    The words around what is still there may be others now; so a node has as many less of a kind
    as were put right.
    """
    left = Counter((each.node, each.doubt.kind) for each in now)
    words = {(each.node, each.doubt.kind, each.doubt.printed) for each in now}
    mended: list[Slip] = []
    for each in sorted(
        printed, key=lambda slip: (slip.node, slip.doubt.kind, slip.doubt.printed) not in words
    ):
        if left[each.node, each.doubt.kind]:
            left[each.node, each.doubt.kind] -= 1
        elif not any(_same(each, one) for one in known):
            mended.append(replace(each, start=0, end=0, fixes=(), units=()))
    return mended


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
    """Which node a line of the source went into, and what it is called."""

    def __init__(self, outline: Outline) -> None:
        self._nodes = [(node.first_line, node.last_line, node) for node in outline.walk()]
        self._labels: dict[str, tuple[str, str, int]] = {}
        stack = [(node, "", _heading(node)) for node in reversed(outline.nodes)]
        while stack:
            node, above, top = stack.pop()
            own = node.label or (node.title if not node.text else "") or above
            self._labels[node.id] = own, top, len(self._labels)
            stack.extend((child, own, top) for child in reversed(node.children))

    def node(self, line: int) -> str:
        """Return the id of the node a line went into, else of the nearest one before; or ""."""
        before = ""
        for first, last, node in self._nodes:
            if first <= line <= last:
                return node.id
            if 0 < first <= line:
                before = node.id
        return before

    def finding(self, slip: Slip, how: str) -> Finding:
        """Return what was found with where it stands."""
        label, top, place = self._labels.get(slip.node, ("", "", -1))
        return Finding(slip, how, label, top, (place, slip.doubt.line, slip.start))


def _heading(node: Node) -> str:
    """Return what a node at the top of the tree is called; "" for a measure or plain text."""
    return f"{node.label}{node.title}" if node.kind in HEADINGS else ""
