"""A page that is changed in place is the page that would have been set from scratch."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.model import Kind, Line, Node, Outline
from desktop.views.compose import compose
from desktop.views.page import Page
from desktop.views.revise import revise
from desktop.views.theme import LIGHT, Fonts
from desktop.views.typography import Typography
from tests.outlines import NAMES, TEXTS
from tests.set_pages import assert_alike

WIDTH = 640
_NODES = 12
_ROWS = st.lists(st.lists(TEXTS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
_NODE = st.builds(
    Node,
    kind=st.sampled_from([*Kind, Kind.BOX, Kind.TABLE, Kind.TABLE]),
    label=st.sampled_from(["", "一、", "1.", "专栏 1"]),
    title=TEXTS,
    text=TEXTS,
    units_text=st.sampled_from(["", "（责任单位：市工信局）"]),
    rows=_ROWS.map(tuple),
)


@pytest.fixture(scope="module")
def type_(qapp: QApplication) -> Typography:
    del qapp
    return Typography(theme=LIGHT, fonts=Fonts.found())


@st.composite
def forests(draw: st.DrawFn) -> list[Outline]:
    """Return outlines that have many of their nodes in common, at other places and other depths."""
    pool = [
        replace(node, id=f"n{number}", first_line=number + 1, last_line=number + 1)
        for number, node in enumerate(draw(st.lists(_NODE, min_size=1, max_size=_NODES)))
    ]
    made = []
    for _ in range(draw(st.integers(2, 4))):
        order = draw(st.permutations(pool))[: draw(st.integers(0, len(pool)))]
        changed = [
            replace(node, text=node.text + "改") if draw(st.integers(0, 5)) == 0 else node
            for node in order
        ]
        heads = draw(st.lists(NAMES, min_size=2, max_size=2)) if draw(st.booleans()) else ["题", ""]
        lines = draw(st.lists(TEXTS, max_size=2))
        made.append(
            Outline(
                source="a.txt", title=heads[0], issuer=heads[1],
                nodes=tuple(_tree(changed, draw)),
                front_matter=tuple(Line(1, line) for line in lines), back_matter=tuple(lines[:1]),
            )
        )  # fmt: skip
    return made


def _tree(nodes: Sequence[Node], draw: st.DrawFn) -> Iterator[Node]:
    """Put nodes below each other, now and then."""
    rest = list(nodes)
    while rest:
        node = rest.pop(0)
        count = draw(st.integers(0, len(rest))) if draw(st.integers(0, 2)) == 0 else 0
        below, rest = rest[:count], rest[count:]
        yield replace(node, children=tuple(_tree(below, draw)))


def laid_out(outline: Outline, type_: Typography) -> Page:
    """Return a page as it is on the screen."""
    page = compose(outline, name="库中名称", type_=type_)
    page.document.setTextWidth(WIDTH)
    assert page.document.size().height() > 0
    return page


@given(outlines=forests())
def test_changed_in_place_is_set_from_scratch(type_: Typography, outlines: list[Outline]) -> None:
    page = laid_out(outlines[0], type_)
    for outline in outlines[1:]:
        page = revise(page, outline, name="库中名称", type_=type_)
        assert_alike(page, compose(outline, name="库中名称", type_=type_))


def test_a_moved_branch_leaves_what_lies_between_alone(type_: Typography) -> None:
    nodes = tuple(Node(Kind.MEASURE, f"{n}.", n, text=f"第{n}条。", id=f"m{n}") for n in range(60))
    page = laid_out(Outline("a", "题", nodes=nodes), type_)
    written: list[int] = []
    page.document.contentsChange.connect(lambda _, gone, come: written.append(gone + come))
    moved = Outline("a", "题", nodes=(*nodes[40:50], *nodes[:40], *nodes[50:]))
    assert_alike(
        revise(page, moved, name="", type_=type_), compose(moved, name="", type_=type_)
    )  # fmt: skip
    branch = sum(each.length for each in page.strips[41:51])
    assert sum(written) < 3 * branch


def test_a_title_put_right_changes_nothing_else(type_: Typography) -> None:
    nodes = (Node(Kind.TABLE, rows=(("甲", "乙"),), id="t"), Node(Kind.LEAD, text="文。", id="l"))
    titles = ["若干措施", "若干措施（试行）", ""]
    pages = [Outline("a", title, issuer=title or None, nodes=nodes) for title in titles]
    page = laid_out(pages[0], type_)
    for _, outline in pairwise(pages * 2):
        page = revise(page, outline, name="", type_=type_)
        assert_alike(page, compose(outline, name="", type_=type_))
