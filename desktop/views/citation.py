"""Text with the source it is taken from, to paste into another document."""

from collections.abc import Sequence

from desktop.model import Kind, Node, Outline

_OUTSIDE = frozenset({Kind.LEAD, Kind.TABLE})


def own_text(node: Node) -> str:
    """Return a node's label, text and units as they read on the page."""
    body = f"{node.label}{node.text or node.title}"
    return f"{body}\n{node.units_text}" if node.units_text else body


def cited(text: str, *, outline: Outline, name: str, path: Sequence[Node]) -> str:
    """Return the text, then title, document number and place on a line of their own.

    Args:
        text: what is quoted.
        outline: the document it stands in.
        name: the document's title in the library.
        path: the nodes down to the one the text begins in; empty before the first.
    """
    number = f"（{outline.doc_number}）" if outline.doc_number else ""
    place = where(path)
    return f"{text}\n——《{outline.title or name}》{number}{place}"


def where(path: Sequence[Node]) -> str:
    """Return a place in labels, 一、1.; the innermost without a label by its title."""
    steps = [node for node in path if node.kind not in _OUTSIDE]
    labels = "".join(node.label.strip() for node in steps)
    if steps and not steps[-1].label.strip("—- ") and steps[-1].title:
        return f"{labels.rstrip('—')}“{steps[-1].title}”"
    return labels
