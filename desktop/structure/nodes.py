"""Paragraphs to single nodes, and the titles of measures."""

import re
from collections.abc import Iterable, Sequence
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
    """Return the nodes with the topic sentences of measures, articles and items as titles."""
    rule = title_rule(node for top in found for node in top.walk())
    return tuple(_with_titles(node, rule) for node in found)


def title_rule(nodes: Iterable[Node]) -> re.Pattern[str]:
    """Return what ends the topic sentences of a document with these nodes.

    A topic sentence goes up to the first 。; where most numbered measures have a comma before it,
    up to the first of ，,。；; instead.
    """
    numbered = [n.text for n in nodes if n.kind in (Kind.MEASURE, Kind.ARTICLE) and n.label]
    commas = sum(bool(_COMMA.search(_SENTENCE.split(text, maxsplit=1)[0])) for text in numbered)
    return _CLAUSE if commas > 0.5 * len(numbered) else _SENTENCE


def with_title(node: Node, rule: re.Pattern[str]) -> Node:
    """Return a measure, article or item with its topic sentence as title; others as they are."""
    if node.kind not in LEAVES or not node.text:
        return node
    if node.kind is Kind.ITEM and not node.label.strip("—-―"):
        rule = _SENTENCE
    title = rule.split(node.text, maxsplit=1)[0].strip()
    return node if title == node.title else replace(node, title=title)


def _with_titles(node: Node, rule: re.Pattern[str]) -> Node:
    children = tuple(_with_titles(child, rule) for child in node.children)
    titled = with_title(node, rule)
    return replace(titled, children=children) if children else titled
