"""How packages name the nodes of a document, and which node of a text such a name means.

A MeasureSelector has the labels from the chapter down; where several nodes have the same, also the
title, and which one of those with that title it is, counted from 1 in document order.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.anchoring import Finder
from desktop.model import Kind, Node, Outline
from desktop.text import normal


@dataclass(frozen=True, slots=True)
class Measure:
    """What a MeasureSelector says: labels, title (None if not told), count (None likewise)."""

    path: tuple[str, ...]
    title: str | None = None
    occurrence: int | None = None


class Atlas:
    """The nodes of one text of a document by name and by id."""

    def __init__(self, outline: Outline) -> None:
        self._paths = {node.id: path for node, path in _walk(outline.nodes)}
        self.nodes = {node.id: node for node in outline.walk()}
        self._at: dict[tuple[str, ...], list[Node]] = defaultdict(list)
        self._titled: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self._at[_key(self._paths[node.id])].append(node)
            if node.title:
                self._titled[normal(node.title)].append(node)

    @cached_property
    def finder(self) -> Finder:
        """What finds words again in this text."""
        return Finder((node.id, node.text) for node in self.nodes.values())

    def selector(self, node: str) -> dict[str, Any]:
        """Return the MeasureSelector of a node of this text."""
        path = self._paths[node]
        selector: dict[str, Any] = {"type": "MeasureSelector", "path": list(path)}
        same = self._at[_key(path)]
        if len(same) > 1:
            title = self.nodes[node].title
            alike = [each.id for each in same if normal(each.title) == normal(title)]
            selector |= {"title": title, "occurrence": alike.index(node) + 1}
        return selector

    def find(self, measure: Measure) -> str | None:
        """Return the id of the node that is meant; None where there is none or it is unsure."""
        found = self._at.get(_key(measure.path), [])
        if measure.title is not None:
            title = normal(measure.title)
            found = [node for node in found if normal(node.title) == title]
            if not found and title:
                found = self._titled.get(title, [])
        if len(found) == 1:
            return found[0].id
        if measure.occurrence is not None and 1 <= measure.occurrence <= len(found):
            return found[measure.occurrence - 1].id
        return None


def _walk(nodes: Sequence[Node]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield each node with the labels from its chapter down to it, or from the top."""
    stack: list[tuple[Node, tuple[Node, ...]]] = [(node, ()) for node in reversed(nodes)]
    while stack:
        node, over = stack.pop()
        line = (*over, node)
        chapter = next((at for at, each in enumerate(line) if each.kind is Kind.CHAPTER), 0)
        yield node, tuple(each.label for each in line[chapter:])
        stack.extend((child, line) for child in reversed(node.children))


def _key(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(normal, path))
