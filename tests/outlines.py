"""Outlines for tests of the library: any outline hypothesis can think of, and ways to compare."""

from dataclasses import replace

from hypothesis import strategies as st

import desktop
from desktop.model import Doubt, Kind, Line, Node, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.text import SourceLine, SourceText

LINES = 40
TEXTS = st.text(
    st.one_of(
        st.sampled_from("一、（）1.。；：\n\t 加快推进2025年〔〕𠮷😀\x00"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
NAMES = st.none() | TEXTS
_MARKS = st.lists(st.builds(Line, st.integers(1, LINES), TEXTS), max_size=3).map(tuple)


def _node(children: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Node]:
    rows = st.lists(st.lists(TEXTS, max_size=3).map(tuple), max_size=3).map(tuple)
    return st.builds(
        lambda node, first, more: replace(
            node, first_line=first, last_line=min(LINES, first + more)
        ),
        st.builds(
            Node,
            kind=st.sampled_from(Kind),
            label=TEXTS,
            ordinal=st.none() | st.integers(0, 9999),
            title=TEXTS,
            text=TEXTS,
            units=st.lists(TEXTS, max_size=3).map(tuple),
            units_text=TEXTS,
            rows=st.none() | rows,
            children=children,
        ),
        st.integers(0, LINES),
        st.integers(0, 5),
    )


_FORESTS: st.SearchStrategy[tuple[Node, ...]] = st.recursive(
    st.just(()), lambda below: st.lists(_node(below), max_size=4).map(tuple), max_leaves=12
)

OUTLINES = st.builds(
    Outline,
    source=TEXTS,
    title=NAMES,
    notice_title=NAMES,
    issuer=NAMES,
    doc_number=NAMES,
    issued_on=NAMES,
    addressees=NAMES,
    nodes=_FORESTS,
    front_matter=_MARKS,
    back_matter=st.lists(TEXTS, max_size=3).map(tuple),
    contents=_MARKS,
    furniture=_MARKS,
    doubts=st.lists(
        st.builds(Doubt, TEXTS, st.integers(1, LINES), TEXTS, TEXTS, TEXTS), max_size=3
    ).map(tuple),
)


def put(
    store: Store, outline: Outline, *, document: str = "d", source: SourceText | None = None
) -> int:
    """Store an outline as the first version of a document; return the version's key."""
    arrival = Arrival(
        outline.title or "无题", "0" * 64, "utf_8", desktop.PARSER, "2026-01-01T00:00:00+00:00"
    )
    lines = tuple(SourceLine(number, "") for number in range(1, LINES + 1))
    with store.transaction():
        key = store.documents.add(document, arrival, outline)
        ids = [f"{document}-{place}" for place, _ in enumerate(outline.walk())]
        store.outlines.put(key, outline, ids)
        store.sources.put(key, source or SourceText(outline.source, lines))
    return key


def without_ids(outline: Outline) -> Outline:
    """Return the outline as it was before it came into the library."""
    return replace(outline, nodes=tuple(_bare(node) for node in outline.nodes))


def _bare(node: Node) -> Node:
    return replace(node, id="", children=tuple(_bare(child) for child in node.children))
