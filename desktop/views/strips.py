"""What a page is set from, piece by piece: the strips of an outline.

A strip looks the same wherever it stands, so that a page that was set already has to be changed
only where its strips are others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.model import Kind, Node, Outline


@dataclass(frozen=True, slots=True)
class Head:
    """The title block: the title, and the document's data as far as they were found."""

    title: str
    notice_title: str | None
    issuer: str | None
    doc_number: str | None
    issued_on: str | None
    addressees: str | None


@dataclass(frozen=True, slots=True)
class Looks:
    """What is shown of a node; of a box with all that is in it, of others without what is below."""

    kind: Kind
    label: str
    title: str
    text: str
    units_text: str
    rows: tuple[tuple[str, ...], ...] | None
    inside: tuple["Looks", ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands outside the tree, under its headings; lines without words are left out."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page.

    Attributes:
        looks: all that its look comes of; strips of equal looks are set alike.
        nodes: the nodes that stand in it, in document order, each with its ancestors, the
            outermost first, and itself.
    """

    looks: Head | Looks | Around
    nodes: tuple[tuple[Node, ...], ...] = ()


def strips(outline: Outline, *, name: str) -> list[Strip]:
    """Return the strips of an outline from top to bottom; the head comes first, always.

    Args:
        outline: the document.
        name: its title in the library, for outlines without one.
    """
    head = Head(
        outline.title or name, outline.notice_title, outline.issuer, outline.doc_number,
        outline.issued_on, outline.addressees,
    )  # fmt: skip
    around = [
        ("版头与印发通知", [line.text for line in outline.front_matter]),
        ("版记", list(outline.back_matter)),
    ]
    parts = ((title, tuple(filter(None, map(str.strip, lines)))) for title, lines in around)
    return [
        Strip(head),
        *(strip for node in outline.nodes for strip in _of(node, ())),
        Strip(Around(tuple((title, lines) for title, lines in parts if lines))),
    ]


def _of(node: Node, above: tuple[Node, ...]) -> Iterator[Strip]:
    path = (*above, node)
    if node.kind is Kind.BOX:
        yield Strip(_looks(node, _inside(node)), tuple(_paths(node, above)))
        return
    yield Strip(_looks(node), (path,))
    for child in node.children:
        yield from _of(child, path)


def _looks(node: Node, inside: tuple[Looks, ...] = ()) -> Looks:
    return Looks(
        node.kind, node.label, node.title, node.text, node.units_text, node.rows, inside
    )  # fmt: skip


def _inside(node: Node) -> tuple[Looks, ...]:
    """Return what stands in a box, in document order; a box in it has its own inside."""
    found: list[Looks] = []
    for child in node.children:
        if child.kind is Kind.BOX:
            found.append(_looks(child, _inside(child)))
        else:
            found += (_looks(child), *_inside(child))
    return tuple(found)


def _paths(node: Node, above: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    path = (*above, node)
    yield path
    for child in node.children:
        yield from _paths(child, path)
