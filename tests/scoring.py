"""Scores of an outline against a labelled document, between 0 and 1.

F1 counts, in order, what two sequences share. White space and the difference between full- and
half-width forms do not count.
"""

import hashlib
import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import fmean
from typing import Any

from desktop.model import Kind, Node, Outline

DOCUMENT_FIELDS = ("title", "notice_title", "issuer", "doc_number", "issued_on", "addressees")
_LISTED = {Kind.CHAPTER, Kind.SECTION, Kind.MEASURE, Kind.ARTICLE, Kind.BOX}
_WITH_TEXT = {Kind.MEASURE, Kind.LEAD, Kind.ITEM, Kind.ARTICLE}
_SPACE = re.compile(r"\s+")
_LABEL_MARKS = re.compile(r"[\s、.．:：()（）]")
_SENTENCE_END = re.compile(r"[。\n]")

Path = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class HeadingScores:
    """F1 over the labelled headings: label and title; with depth (boxes aside); with kind."""

    headings: float
    depth: float
    kind: float


def folded(text: str | None) -> str:
    """Return `text` without white space, with full- and half-width forms folded."""
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text or ""))
    return plain.replace("〔", "[").replace("〕", "]")


def folded_label(label: str | None) -> str:
    """Return a label without the marks around its number."""
    return _LABEL_MARKS.sub("", unicodedata.normalize("NFKC", label or ""))


def f1(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return F1 of two sequences by their longest matching blocks; 1.0 if both are empty."""
    if not wanted and not found:
        return 1.0
    blocks = SequenceMatcher(a=wanted, b=found, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(wanted) + len(found))


def heading_scores(gold: dict[str, Any], outline: Outline) -> HeadingScores:
    """Score the labelled nodes of `outline` against the `headings` of a gold structure."""
    wanted = [
        (_key(each["label"], each["title"]), each["depth"], each["kind"])
        for each in gold["headings"]
    ]
    found = [
        (_key(node.label, node.text or node.title), depth, str(node.kind))
        for node, depth, _ in _walk(outline.nodes)
        if node.kind in _LISTED and node.label
    ]

    def deep(rows: Iterable[tuple[Hashable, int, str]]) -> list[Hashable]:
        return [(key, depth) for key, depth, kind in rows if kind != Kind.BOX]

    return HeadingScores(
        headings=f1([key for key, _, _ in wanted], [key for key, _, _ in found]),
        depth=f1(deep(wanted), deep(found)),
        kind=f1([(key, kind) for key, _, kind in wanted], [(key, kind) for key, _, kind in found]),
    )


def seed_scores(gold: dict[str, Any], outline: Outline) -> dict[str, float]:
    """Score every node, text, unit and datum of `outline` against a seed's gold structure."""
    gold_nodes = list(_walk(_gold_node(each) for each in gold["nodes"]))
    nodes = list(_walk(outline.nodes))
    whole = folded("".join(node.title + node.text for node, _, _ in nodes))
    joined = all(folded(text) in whole for text in gold.get("must_contain", ()))
    leaked = any(folded(text) in whole for text in gold.get("must_not_contain", ()))
    back = ["".join(map(folded, lines)) for lines in (gold["back_matter"], outline.back_matter)]
    return {
        "document data": document_score({key: gold.get(key) for key in DOCUMENT_FIELDS}, outline),
        "tree": f1([path for _, _, path in gold_nodes], [path for _, _, path in nodes]),
        "body text": f1(
            [node.id for node, _, _ in gold_nodes if node.kind in _WITH_TEXT],
            [_digest(node.text) for node, _, _ in nodes if node.kind in _WITH_TEXT],
        ),
        "responsible units": f1(_units(gold_nodes), _units(nodes)),
        "back matter": float(back[0] == back[1]),
        "joins and furniture": float(joined and not leaked),
    }


def reflow_score(clean: Outline, reflowed: Outline) -> float:
    """Return F1 over kind, label, title and text of all nodes of two outlines of one document."""
    return f1(_rows(clean), _rows(reflowed))


def document_score(expected: dict[str, str | None], outline: Outline) -> float:
    """Return the share of the expected document data that the outline has."""
    hits = [folded(getattr(outline, key)) == folded(value) for key, value in expected.items()]
    return fmean(hits) if hits else 1.0


def unit_score(expected: dict[str, list[str]], outline: Outline) -> float:
    """Return the share of label paths (`（一）/1.`) whose node carries exactly these units."""
    nodes = list(_label_paths(outline.nodes))
    hits = []
    for path, units in expected.items():
        wanted = tuple(folded_label(label) for label in path.split("/"))
        found = (node.units for labels, node in nodes if labels[-len(wanted) :] == wanted)
        hits.append(next(found, None) == tuple(units))
    return fmean(hits)


def _key(label: str, title: str) -> tuple[str, str]:
    return folded_label(label), folded(_SENTENCE_END.split(title)[0])[:10]


def _walk(
    nodes: Iterable[Node], depth: int = 1, path: Path = ()
) -> Iterator[tuple[Node, int, Path]]:
    for node in nodes:
        here = (*path, (str(node.kind), folded_label(node.label), folded(node.title)))
        yield node, depth, here
        yield from _walk(node.children, depth + (node.kind is not Kind.ANNEX), here)


def _label_paths(
    nodes: Iterable[Node], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Node]]:
    for node in nodes:
        here = (*path, folded_label(node.label))
        yield here, node
        yield from _label_paths(node.children, here)


def _gold_node(data: dict[str, Any]) -> Node:
    """Return a gold structure's node; its `id` is the digest of its text."""
    return Node(
        kind=Kind(data["kind"]),
        label=data["label"],
        title=data["title"],
        units=tuple(data.get("units") or ()),
        id=data.get("sha1", ""),
        children=tuple(_gold_node(child) for child in data.get("children", ())),
    )


def _digest(text: str) -> str:
    return hashlib.sha1(_SPACE.sub("", text).encode(), usedforsecurity=False).hexdigest()[:12]


def _units(nodes: list[tuple[Node, int, Path]]) -> list[Hashable]:
    return [
        (folded(node.title)[:12], tuple(map(folded, node.units)))
        for node, _, _ in nodes
        if node.kind is Kind.MEASURE
    ]


def _rows(outline: Outline) -> list[Hashable]:
    return [
        (node.kind, folded_label(node.label), folded(node.title), folded(node.text))
        for node, _, _ in _walk(outline.nodes)
    ]
