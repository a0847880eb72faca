"""What moving things about means as deeds: only where a tree stays well-formed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions import restructuring
from desktop.correcting import corrected
from desktop.correcting.draft import rank
from desktop.corrections import Join, Move, Regrade
from desktop.model import Kind, Node, Outline

K = Kind


def tree() -> Outline:
    def leaf(kind: Kind, id_: str, text: str = "写明。", *children: Node) -> Node:
        return Node(kind, text=text, title="写明", id=id_, children=children)

    return Outline(
        "a.txt",
        nodes=(
            Node(
                K.CHAPTER, "一、", 1, "甲", id="a",
                children=(
                    leaf(K.LEAD, "l"), leaf(K.MEASURE, "m1", "没有写完"), leaf(K.MEASURE, "m2"),
                    Node(K.SECTION, "（一）", 1, "节", id="s", children=(leaf(K.MEASURE, "m3"),)),
                ),
            ),
            Node(K.CHAPTER, "二、", 2, "乙", id="b", children=(leaf(K.MEASURE, "m4", "写明。",
                 leaf(K.ITEM, "i1"), leaf(K.ITEM, "i2")),)),
        ),
    )  # fmt: skip


def test_a_node_is_moved_under_what_is_higher_only() -> None:
    outline = tree()
    moving = restructuring.moving
    assert moving(outline, node="m4", parent="a", before="m2") == Move("m4", "a", "m1")
    assert moving(outline, node="m1", parent="b", before="") == Move("m1", "b", "m4")
    assert moving(outline, node="b", parent="", before="a") == Move("b", "", "")
    for node, parent in (("a", "m4"), ("a", "b"), ("a", "s"), ("m1", "m2"), ("no", "a")):
        assert moving(outline, node=node, parent=parent, before="") is None
    assert moving(outline, node="m1", parent="a", before="m2") is None
    assert moving(outline, node="m1", parent="a", before="m1") is None


def test_up_and_down_pass_what_the_tree_shows() -> None:
    outline = tree()
    shifted = restructuring.shifted
    assert shifted(outline, node="m2", by=-1) == Move("m2", "a", "l")
    assert shifted(outline, node="m1", by=1) == Move("m1", "a", "m2")
    assert shifted(outline, node="m1", by=-1) is None
    assert shifted(outline, node="l", by=1) == Move("l", "a", "m1")
    assert shifted(outline, node="b", by=1) is None
    assert shifted(outline, node="no", by=1) is None


def test_levels() -> None:
    outline = tree()
    raised, lowered = restructuring.raised, restructuring.lowered
    assert isinstance(raised(outline, node="s"), Regrade)
    assert raised(outline, node="m3") == Move("m3", "a", "s")
    assert raised(outline, node="m1") == Move("m1", "", "a")
    assert isinstance(raised(outline, node="i1"), Regrade)
    assert isinstance(lowered(outline, node="b"), Regrade)
    assert lowered(outline, node="m2").kind is K.ITEM
    assert lowered(outline, node="i1") is None
    assert raised(outline, node="no") is lowered(outline, node="no") is None


def test_joining_and_grading() -> None:
    outline = tree()
    assert restructuring.joined(outline, node="m1") == Join("m1", "")
    assert restructuring.joined(outline, node="l") == Join("l", "\n")
    assert restructuring.joined(outline, node="b") is None
    assert restructuring.graded(outline, node="m1", kind=K.MEASURE) is None
    assert restructuring.graded(outline, node="m1", kind=K.ITEM).kind is K.ITEM


IDS = [node.id for node in tree().walk()]


@pytest.mark.parametrize("deepest", [12])
@given(data=st.data())
def test_whatever_is_moved_stands_below_what_is_higher(deepest: int, data: st.DataObject) -> None:
    outline = tree()
    for _ in range(deepest):
        ids = [node.id for node in outline.walk()]
        node = data.draw(st.sampled_from(ids))
        deed = data.draw(
            st.sampled_from(
                [
                    restructuring.raised(outline, node=node),
                    restructuring.lowered(outline, node=node),
                    restructuring.shifted(outline, node=node, by=1),
                    restructuring.moving(
                        outline,
                        node=node,
                        parent=data.draw(st.sampled_from(["", *ids])),
                        before=data.draw(st.sampled_from(["", *ids])),
                    ),
                ]
            )
        )
        if deed is None:
            continue
        result = corrected(outline, [deed])
        assert not result.unfit
        assert sorted(each.id for each in result.outline.walk()) == sorted(ids)
        outline = result.outline
        for each in outline.walk():
            assert all(rank(child.kind) > rank(each.kind) for child in each.children)
