"""What makes two things the same: document numbers, and nodes of two versions of a document."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from desktop.model import Node
from desktop.text import normal

_BRACKETS = str.maketrans("()<>{}〈〉《》「」", "[][][][][][]")


def number_key(number: str | None) -> str:
    """Return the form in which document numbers are compared, brackets alike; "" for none."""
    return normal(number or "").translate(_BRACKETS)


def carried_ids(old: Sequence[Node], new: Sequence[Node], *, fresh: Callable[[], str]) -> list[str]:
    """Return an id for each node of the new tree, in document order.

    A node that is found again in the old tree keeps its id; the others get one from `fresh`.

    Args:
        old: the top nodes of the older tree, with ids.
        new: the top nodes of the newer tree.
        fresh: makes an id that was never used.
    """
    olds, news = list(_pathed(old)), list(_pathed(new))
    ids: list[str] = [""] * len(news)
    left = set(range(len(olds)))
    for key in (_same_place, _same_text, _same_heading):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(left, reverse=True):
            waiting[key(*olds[index])].append(index)
        for index, item in enumerate(news):
            if not ids[index] and (found := waiting.get(key(*item))):
                ids[index] = olds[found[-1]][1].id
                left.discard(found.pop())
    return [id_ or fresh() for id_ in ids]


def _pathed(nodes: Sequence[Node]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield each node in document order with the labels from the top down to its own."""
    stack: list[tuple[tuple[str, ...], Node]] = [
        ((normal(node.label),), node) for node in reversed(nodes)
    ]
    while stack:
        path, node = stack.pop()
        yield path, node
        stack.extend(((*path, normal(child.label)), child) for child in reversed(node.children))


def _same_place(path: tuple[str, ...], node: Node) -> Hashable:
    return path, node.kind, normal(node.title), normal(node.text)


def _same_text(_: tuple[str, ...], node: Node) -> Hashable:
    return node.kind, normal(node.title), normal(node.text)


def _same_heading(path: tuple[str, ...], node: Node) -> Hashable:
    return path, node.kind, normal(node.title)
