"""A document's tree while it is being corrected: nodes by their ids, which can be moved about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import Any

from desktop.corrections import Datum, Part
from desktop.model import Kind, Line, Node, Outline

TOP = ""
"""The id that stands for what is above all nodes."""

_RANKS = {
    Kind.PART: 0,
    Kind.ANNEX: 1,
    Kind.CHAPTER: 2,
    Kind.SECTION: 3,
    Kind.BOX: 4,
    Kind.MEASURE: 5,
    Kind.ARTICLE: 5,
    Kind.ITEM: 6,
    Kind.LEAD: 7,
    Kind.TABLE: 7,
}


def rank(kind: Kind) -> int:
    """Return how deep nodes of that kind stand: a node may stand below those of a lower rank."""
    return _RANKS[kind]


class UnfitError(Exception):
    """The tree does not have what a deed is done to, or cannot have what it makes."""


class Draft:
    """The nodes of an outline, and what stands outside its tree; nothing is lost by moving it.

    Attributes:
        outline: the outline's data, without nodes.
        nodes: each node by its id; what stands below it now is told by `below`, not by the node.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = replace(outline, nodes=())
        self.nodes: dict[str, Node] = {}
        self._parents: dict[str, str] = {}
        self._below: dict[str, list[str]] = {TOP: []}
        for node in outline.nodes:
            self._add(node, TOP)

    def _add(self, node: Node, parent: str) -> None:
        stack = [(node, parent)]
        while stack:
            each, above = stack.pop()
            self.nodes[each.id] = each
            self._parents[each.id] = above
            self._below[above].append(each.id)
            self._below[each.id] = []
            stack.extend((child, each.id) for child in reversed(each.children))

    def whole(self) -> Outline:
        """Return the outline as it is now."""
        made: dict[str, Node] = {}
        for id_ in reversed(list(self.walk())):
            node, children = self.nodes[id_], tuple(made[child] for child in self._below[id_])
            same = len(children) == len(node.children) and all(map(is_, children, node.children))
            made[id_] = node if same else replace(node, children=children)
        return replace(self.outline, nodes=tuple(made[id_] for id_ in self._below[TOP]))

    def walk(self, top: str = TOP) -> Iterator[str]:
        """Yield the ids of all nodes below `top` in document order."""
        stack = self._below[top][::-1]
        while stack:
            id_ = stack.pop()
            yield id_
            stack.extend(reversed(self._below[id_]))

    def get(self, id_: str) -> Node:
        """Return a node.

        Raises:
            UnfitError: there is none of that id.
        """
        if id_ not in self.nodes:
            raise UnfitError(id_)
        return self.nodes[id_]

    def parent(self, id_: str) -> str:
        """Return the id of the node above, or `TOP`."""
        return self._parents[id_]

    def rank_above(self, id_: str) -> int:
        """Return the rank of the node above; -1 where there is none."""
        above = self._parents[id_]
        return -1 if above == TOP else rank(self.nodes[above].kind)

    def below(self, id_: str) -> list[str]:
        """Return the ids of the nodes right below, in order."""
        return list(self._below[id_])

    def behind(self, id_: str) -> list[str]:
        """Return the ids of the nodes beside this one that follow it, in order."""
        beside = self._below[self._parents[id_]]
        return beside[beside.index(id_) + 1 :]

    def before(self, id_: str) -> str | None:
        """Return the id of the node beside this one that it follows, or None."""
        beside = self._below[self._parents[id_]]
        place = beside.index(id_)
        return beside[place - 1] if place else None

    def put(self, node: Node) -> None:
        """Keep a node that is there in another form; its place and what is below it stay."""
        self.nodes[node.id] = replace(node, children=())

    def check_fresh(self, id_: str) -> None:
        """Check that a node of that id can be added.

        Raises:
            UnfitError: there is one already.
        """
        if id_ in self.nodes or id_ == TOP:
            raise UnfitError(id_)

    def insert(self, node: Node, *, parent: str, after: str | None) -> None:
        """Add a node below `parent`, behind `after`, or as the first where that is None."""
        self.nodes[node.id] = replace(node, children=())
        self._below[node.id] = []
        self._place(node.id, parent, after)

    def move(self, id_: str, *, parent: str, after: str | None) -> None:
        """Put a node with all below it under `parent`, behind `after`, first where that is None."""
        self._below[self._parents[id_]].remove(id_)
        self._place(id_, parent, after)

    def remove(self, id_: str) -> Node:
        """Take a node away; what is below it takes its place. Return it."""
        last = id_
        for child in self.below(id_):
            self.move(child, parent=self._parents[id_], after=last)
            last = child
        self._below[self._parents.pop(id_)].remove(id_)
        del self._below[id_]
        return self.nodes.pop(id_)

    def set_datum(self, datum: Datum, value: str | None) -> None:
        """Change one of the document's data."""
        changed: dict[str, Any] = {datum: value}
        self.outline = replace(self.outline, **changed)

    def set_aside(self, line: Line, part: Part) -> None:
        """Add a line to what stands outside the tree, in the order of the source."""
        if part == "back_matter":
            self.outline = replace(self.outline, back_matter=(*self.outline.back_matter, line.text))
            return
        lines = sorted((*getattr(self.outline, part), line), key=lambda each: each.line)
        self._set_lines(part, lines)

    def fetch(self, line: int | None, text: str, part: Part) -> None:
        """Take a line away from what stands outside the tree.

        Raises:
            UnfitError: it is not there.
        """
        lines = list(getattr(self.outline, part))
        wanted = text if part == "back_matter" else Line(line or 0, text)
        if wanted not in lines:
            raise UnfitError(text)
        lines.remove(wanted)
        self._set_lines(part, lines)

    def _set_lines(self, part: Part, lines: Sequence[Line | str]) -> None:
        changed: dict[str, Any] = {part: tuple(lines)}
        self.outline = replace(self.outline, **changed)

    def _place(self, id_: str, parent: str, after: str | None) -> None:
        beside = self._below[parent]
        beside.insert(0 if after is None else beside.index(after) + 1, id_)
        self._parents[id_] = parent
