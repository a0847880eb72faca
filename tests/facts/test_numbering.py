"""Numbers out of sequence: which, how they are told, and the same in the tree as in 校核."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.actions import correcting, documents, numbering, tree
from desktop.facts.numbering import fault, relabelled, way
from desktop.facts.slips import slips
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put


@pytest.mark.parametrize(
    ("label", "number", "here", "through", "told"),
    [
        ("2.", 2, 1, 1, ""),
        ("6.", 6, None, 5, ""),
        ("6.", 6, 3, 5, ""),
        ("1.", 1, None, 9, ""),
        ("1.", 1, 7, 7, ""),
        ("4.", 4, None, None, ""),
        ("第五条", 5, 3, 3, "缺 编号不连续：“第三条”之后是“第五条”，缺“第四条”。"),
        ("９．", 9, 6, 6, "缺 编号不连续：“６．”之后是“９．”，缺“７．”“８．”。"),
        ("（二十）", 20, 1, 1, "缺 编号不连续：“（一）”之后是“（二十）”，缺“（二）”至“（十九）”。"),
        ("4 .", 4, None, 2, "缺 编号不连续：“2 .”之后是“4 .”，缺“3 .”。"),
        ("1.2.4", 4, 2, 2, "缺 编号不连续：“1.2.2”之后是“1.2.4”，缺“1.2.3”。"),
        ("2.", 2, 2, 2, "重 编号重复：“2.”与上文重复。"),
        ("1.", 1, 1, 1, "重 编号重复：“1.”与上文重复。"),
        ("第二章", 2, 5, 5, "序 编号不连续：“第二章”排在“第五章”之后。"),
        ("9.", 9, 99_999_999, None, "序 编号不连续：“9.”排在“99999999.”之后。"),
        ("第五条", 5, 20_000, None, "序 编号不连续：“第五条”排在“第20000条”之后。"),
    ],
)
def test_what_is_wrong(
    label: str, number: int, here: int | None, through: int | None, told: str
) -> None:
    found = fault(label, number, here=here, through=through)
    assert (f"{found.sign} {found.words}" if found else "") == told


def test_ways_of_numbering() -> None:
    assert way("（一）", 1) == way("（十 二）", 12) == "（）"
    assert way("1.2.3", 3) == "1.2."
    assert way("附件1-1", 1) == "附件1-"
    assert way("第十七条之一", 17) == "第条之一"
    assert relabelled("①", 1, 2) == way("①", 1) == "①"


def level(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    kind = (Kind.CHAPTER, Kind.SECTION, Kind.MEASURE)[depth]
    label = ("第{}章", "（{}）", "{}.")[depth]
    below = level(depth + 1) if depth < 2 else st.just(())
    lead = st.builds(Node, st.just(Kind.LEAD), text=st.just("甲"))
    node = st.builds(
        lambda number, children: Node(
            kind, label.format(number), number, f"第{number}事", children=children
        ),
        st.integers(1, 4),
        below,
    )
    return st.lists(node | lead, max_size=4).map(tuple)


@settings(max_examples=60)
@given(nodes=level(0))
def test_the_tree_says_what_checking_says(
    tmp_path_factory: pytest.TempPathFactory, nodes: tuple[Node, ...]
) -> None:
    with Store.open(tmp_path_factory.mktemp("tree") / "l.db") as store:
        put(store, Outline("a", nodes=nodes), document="d")
        outline = documents.load_outline(store, document="d")
        wanted = {
            each.node: each.doubt.message
            for each in slips(outline)
            if each.doubt.kind == "sequence"
        }
        assert in_the_tree(store) == wanted
        for each in [each for each in slips(outline) if each.doubt.kind == "sequence"][:1]:
            correcting.settle(store, author="张三", document="d", doubt=each.doubt, how="dismissed")
            same = {
                other.node for other in slips(outline) if other.doubt.printed == each.doubt.printed
            }
            assert in_the_tree(store).keys() == wanted.keys() - same


def in_the_tree(store: Store) -> dict[str, str]:
    """What all rows of the tree say, by their nodes."""
    found: dict[str, str] = {}
    rows = tree.roots(store)
    while rows:
        row = rows.pop()
        found |= {node: each.words for node, each in numbering.misnumbered(store, row=row).items()}
        rows += tree.children(store, parent=row)
    return found
