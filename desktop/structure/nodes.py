"""Paragraphs to single nodes, and the titles of measures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.model import Kind, Node
from desktop.structure import units
from desktop.structure.entries import Entry
from desktop.structure.paragraphs import Paragraph

LEAVES = (Kind.MEASURE, Kind.ARTICLE, Kind.ITEM)
_SENTENCE = re.compile("[。\n]")
_CLAUSE = re.compile("[，,。；;\n]")
_COMMA = re.compile("[，,；;]")


def heading(kind: Kind, entry: Entry, title: str) -> Node:
    """Return the node of an entry without its text: its label, number, title and lines."""
    paragraph, label = entry.paragraph, entry.label
    return Node(
        kind,
        label=label.printed if label else "",
        ordinal=label.ordinal if label else None,
        title=title,
        first_line=paragraph.first if paragraph else 0,
        last_line=paragraph.last if paragraph else 0,
    )


def lead(paragraph: Paragraph) -> Node:
    """Return a paragraph without structure as a node."""
    return Node(
        Kind.LEAD, text=paragraph.text, first_line=paragraph.first, last_line=paragraph.last
    )


def unnumbered(paragraph: Paragraph) -> Node:
    """Return a measure that has no label, with its responsible units if it ends with them."""
    node = replace(lead(paragraph), kind=Kind.MEASURE)
    found = units.find(paragraph.text)
    if found and found.before and not found.after:
        node = replace(node, text=found.before, units=found.names, units_text=found.printed)
    return node


def extended(node: Node, paragraph: Paragraph) -> Node:
    """Return a node with one more paragraph of text."""
    return replace(node, text=f"{node.text}\n{paragraph.text}", last_line=paragraph.last)


def titled(found: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with the topic sentences of measures, articles and items as titles.

    A topic sentence goes up to the first 。; where most numbered measures have a comma before it,
    up to the first of ，,。；; instead.
    """
    walked = [node for top in found for node in top.walk()]
    numbered = [n.text for n in walked if n.kind in (Kind.MEASURE, Kind.ARTICLE) and n.label]
    commas = sum(bool(_COMMA.search(_SENTENCE.split(text, maxsplit=1)[0])) for text in numbered)
    pattern = _CLAUSE if commas > 0.5 * len(numbered) else _SENTENCE
    return tuple(_with_title(node, pattern) for node in found)


def _with_title(node: Node, pattern: re.Pattern[str]) -> Node:
    children = tuple(_with_title(child, pattern) for child in node.children)
    title = node.title
    if node.kind in LEAVES and node.text:
        rule = pattern if node.kind is not Kind.ITEM and node.label.strip("—-―") else _SENTENCE
        title = rule.split(node.text, maxsplit=1)[0].strip()
    if title == node.title and not children:
        return node
    return replace(node, title=title, children=children)
