"""What a user means by moving things about in a tree -> the deeds that do it; nothing is changed.

Each returns None where there is nothing to do: the first one cannot go up, a chapter cannot stand
below a measure.
"""

from collections.abc import Iterator, Sequence

from desktop.actions.correcting import fresh_id
from desktop.corrections import Deed, Join, Move, Regrade
from desktop.model import Kind, Node, Outline

_RAISED = {Kind.SECTION: Kind.CHAPTER, Kind.CHAPTER: Kind.PART}
_LOWERED = {Kind.PART: Kind.CHAPTER, Kind.CHAPTER: Kind.SECTION}
_ENDS = ("。", "；", "！", "？", "：", "）")
_UNSEEN = frozenset({Kind.LEAD, Kind.TABLE})


def moving(outline: Outline, *, node: str, parent: str, before: str) -> Move | None:
    """Return the deed that puts a node with all below it elsewhere.

    Args:
        outline: the tree.
        node: the node's id.
        parent: the id of the node to put it under, "" for the top.
        before: the node right below `parent` to put it in front of, "" for the end.
    """
    found = _Found(outline, node)
    if not found.node or before == node or not found.may_stand(parent):
        return None
    beside = [each.id for each in found.below(parent) if each.id != node]
    place = beside.index(before) if before in beside else len(beside)
    after = beside[place - 1] if place else ""
    here = [each.id for each in found.beside]
    if parent == found.parent and after == _before(here, node):
        return None
    return Move(node, parent, after)


def shifted(outline: Outline, *, node: str, by: int) -> Move | None:
    """Return the deed that moves a node past one neighbour: up (-1) or down (1).

    What the library tree does not show is no neighbour, unless the node itself is such.
    """
    found = _Found(outline, node)
    if not found.node:
        return None
    plain = found.node.kind in _UNSEEN
    seen = [each.id for each in found.beside if plain or each.kind not in _UNSEEN]
    place = seen.index(node) + by
    if not 0 <= place < len(seen):
        return None
    if by < 0:
        return moving(outline, node=node, parent=found.parent, before=seen[place])
    following = seen[place + 1] if place + 1 < len(seen) else ""
    return moving(outline, node=node, parent=found.parent, before=following)


def raised(outline: Outline, *, node: str) -> Deed | None:
    """Return the deed that puts a node a level higher: a section becomes a chapter.

    An item becomes a measure; anything else comes to stand behind what it stood below.
    """
    found = _Found(outline, node)
    if not found.node:
        return None
    kind = _RAISED.get(found.node.kind)
    if found.node.kind is Kind.ITEM and not found.under(Kind.BOX):
        kind = Kind.MEASURE
    if kind:
        return Regrade(node, kind, fresh_id())
    above = _Found(outline, found.parent)
    if not above.node or not found.may_stand(above.parent):
        return None
    return Move(node, above.parent, found.parent)


def lowered(outline: Outline, *, node: str) -> Deed | None:
    """Return the deed that puts a node a level lower: a chapter becomes a section.

    Anything but a heading comes to stand below the one before it; a measure becomes its item.
    """
    found = _Found(outline, node)
    if not found.node:
        return None
    kind = _LOWERED.get(found.node.kind)
    if kind:
        return Regrade(node, kind, fresh_id())
    before = _before([each.id for each in found.beside], node)
    if not before:
        return None
    if found.may_stand(before):
        below = found.below(before)
        return Move(node, before, below[-1].id if below else "")
    if found.node.kind in {Kind.MEASURE, Kind.ARTICLE}:
        return Regrade(node, Kind.ITEM, fresh_id())
    return None


def graded(outline: Outline, *, node: str, kind: Kind) -> Regrade | None:
    """Return the deed that makes a node a chapter, a measure or whatever else it is."""
    found = find(outline, node=node)
    return None if found is None or found.kind is kind else Regrade(node, kind, fresh_id())


def joined(outline: Outline, *, node: str) -> Join | None:
    """Return the deed that joins a node with the next one beside it.

    Nothing comes between them where the first one breaks off within a sentence.
    """
    found = _Found(outline, node)
    if not found.node or found.beside[-1].id == node:
        return None
    return Join(node, "\n" if found.node.text.rstrip().endswith(_ENDS) else "")


def find(outline: Outline, *, node: str) -> Node | None:
    """Return the node of that id, or None."""
    return next((each for each in outline.walk() if each.id == node), None)


class _Found:
    """A node of a tree, with what stands beside it and above; no node where it is not there."""

    def __init__(self, outline: Outline, wanted: str) -> None:
        self._outline = outline
        self._parents: dict[str, str] = {}
        self._nodes: dict[str, Node] = {}
        for parent, node in _pairs(outline):
            self._parents[node.id], self._nodes[node.id] = parent, node
        self.node = self._nodes.get(wanted)
        self.parent = self._parents.get(wanted, "")
        self.beside = self.below(self.parent)

    def below(self, parent: str) -> Sequence[Node]:
        return self._nodes[parent].children if parent in self._nodes else self._outline.nodes

    def under(self, kind: Kind) -> bool:
        return bool(self.parent) and self._nodes[self.parent].kind is kind

    def may_stand(self, parent: str) -> bool:
        """Whether the node may stand below that one: it is of a higher level, and not below it."""
        if self.node is None or parent in {each.id for each in self.node.walk()}:
            return False
        if not parent:
            return True
        from desktop.correcting.draft import rank  # noqa: PLC0415 - rapidfuzz would slow the start

        return parent in self._nodes and rank(self._nodes[parent].kind) < rank(self.node.kind)


def _pairs(outline: Outline) -> Iterator[tuple[str, Node]]:
    stack = [("", node) for node in reversed(outline.nodes)]
    while stack:
        parent, node = stack.pop()
        yield parent, node
        stack.extend((node.id, child) for child in reversed(node.children))


def _before(ids: Sequence[str], node: str) -> str:
    place = ids.index(node)
    return ids[place - 1] if place else ""
