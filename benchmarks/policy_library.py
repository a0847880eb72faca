"""A library of any size for measuring: measures put together of the seeds' sentences, at random.

The same for the same size: the random numbers begin with a fixed seed.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop import paths, readers, structure
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.text import SourceLine, SourceText

SEED = 20_230_601
BELOW = 20  # measures of a chapter
CHAPTERS = 10  # of a document
_SENTENCE = re.compile(r"[^。\n]+。?")
_LEAF = {Kind.MEASURE, Kind.ARTICLE}


@dataclass(frozen=True)
class Sentences:
    """What the seeds have: sentences, topic sentences, headings, units, and sentences a measure."""

    bodies: list[str]
    topics: list[str]
    headings: list[str]
    units: list[str]
    lengths: list[int]


def sentences() -> Sentences:
    nodes = [
        node for seed in paths.seeds() for node in structure.outline(readers.read(seed)).walk()
    ]
    leaves = [node for node in nodes if node.kind in _LEAF]
    parts = [_SENTENCE.findall(node.text) for node in leaves]
    return Sentences(
        bodies=[part for node in nodes for part in _SENTENCE.findall(node.text)],
        topics=[node.title for node in leaves if node.title],
        headings=[node.title for node in nodes if node.kind is Kind.CHAPTER],
        units=[node.units_text for node in leaves if node.units_text],
        lengths=[len(part) for part in parts],
    )


def outlines(measures: int) -> Iterator[Outline]:
    """Yield documents of 200 measures in ten chapters, until there are so many."""
    source, made = random.Random(SEED), sentences()
    for number in range(-(-measures // (BELOW * CHAPTERS))):
        below = min(measures - number * BELOW * CHAPTERS, BELOW * CHAPTERS)
        leaves = [_measure(source, made, place + 1) for place in range(below)]
        yield Outline(
            f"{number}.txt",
            title=f"{source.choice(made.topics)}的实施方案（{number}）",
            doc_number=f"晋政发〔{2000 + number % 26}〕{number}号",
            issuer="山西省人民政府",
            issued_on=f"{2000 + number % 26}-{number % 12 + 1:02}-01",
            nodes=tuple(
                Node(
                    Kind.CHAPTER,
                    f"第{at // BELOW + 1}章",
                    title=source.choice(made.headings),
                    children=tuple(leaves[at : at + BELOW]),
                )
                for at in range(0, below, BELOW)
            ),
        )


def _measure(source: random.Random, made: Sentences, number: int) -> Node:
    title = source.choice(made.topics)
    body = source.choices(made.bodies, k=max(1, source.choice(made.lengths) - 1))
    return Node(
        Kind.MEASURE,
        f"{number}.",
        number,
        title=title,
        text=f"{title}。{''.join(body)}",
        units_text=source.choice(made.units) if source.random() < 0.5 else "",
    )


def build(path: Path, measures: int) -> Store:
    """Make a library with so many measures and return it open."""
    store = Store.open(path)
    for number, outline in enumerate(outlines(measures)):
        moment = "2026-01-01T00:00:00+00:00"
        arrival = Arrival(outline.title or "", f"{number:064}", "utf_8", "0", moment)
        ids = [f"{number}-{place}" for place, _ in enumerate(outline.walk())]
        with store.transaction():
            key = store.documents.add(f"d{number}", arrival, outline)
            store.outlines.put(key, outline, ids)
            store.sources.put(key, SourceText(outline.source, (SourceLine(1, ""),)))
    return store
