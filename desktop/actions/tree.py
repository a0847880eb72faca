"""The library tree, a level at a time: 100,000 nodes open as fast as 100."""

from collections.abc import Collection

from desktop.model import TreeRow
from desktop.store import Store
from desktop.text import normal

__all__ = ["TreeRow", "children", "find", "path_of", "paths_of", "roots"]


def roots(store: Store, *, archived: bool = False) -> list[TreeRow]:
    """Return a row for each document, or for each archived one, in the order added."""
    return store.tree.roots(archived=archived)


def children(store: Store, *, parent: TreeRow) -> list[TreeRow]:
    """Return the rows right below a row; none when it is no longer in the library."""
    return store.tree.top(parent.id) if parent.parent is None else store.tree.below(parent)


def find(store: Store, *, text: str, limit: int = 1000) -> list[tuple[TreeRow, ...]]:
    """Return the rows whose label and title contain `text`, each after the rows above it.

    Case, width and white space do not count. Archived documents are left out; a blank text finds
    nothing.

    Args:
        store: the library.
        text: what to look for.
        limit: the most rows to return, the first ones in tree order.
    """
    key = normal(text)
    return store.tree.find(key, limit=limit) if key else []


def path_of(store: Store, *, node: str) -> tuple[TreeRow, ...]:
    """Return the rows from the document down to the node; empty when it is not in the library."""
    return store.tree.path(node)


def paths_of(store: Store, *, ids: Collection[str], limit: int = 1000) -> list[tuple[TreeRow, ...]]:
    """Return the rows of these nodes and documents, each after the rows above it, in tree order.

    Archived documents and what has no row of its own are left out.

    Args:
        store: the library.
        ids: of nodes and documents; those that are gone do not matter.
        limit: the most rows to return, the first ones in tree order.
    """
    return store.tree.paths(ids, limit=limit) if ids else []
