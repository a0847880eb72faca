"""The overview: every figure counts what the list behind it lists."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import (
    checking,
    correcting,
    documents,
    history,
    ledger,
    marks,
    overview,
    reading,
)
from desktop.actions.overview import Due, Figures
from desktop.annotations import LedgerRow, MarkQuery, State
from desktop.model import Doubt, Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put
from tests.rewording import reword

WHO = "张三"
TODAY = date(2026, 3, 2)
DOUBTFUL = Outline(
    "疑点.txt",
    title="有疑点的文件",
    nodes=(
        Node(Kind.MEASURE, "1.", title="做好检梄。", text="做好检梄。", first_line=3, last_line=3),
        Node(Kind.MEASURE, "3.", title="做好总结。", text="做好总结。", first_line=4, last_line=4),
    ),
    doubts=(
        Doubt("character", 3, "检梄", "检梄", "可能是错字。"),
        Doubt("number", 4, "3.", "3.", "前面没有 2.。"),
    ),
)


@pytest.fixture
def filled(filled: Store) -> Store:
    put(filled, DOUBTFUL, document="c")
    return filled


def figures(store: Store) -> dict[str, Figures]:
    found = overview.look(store, today=TODAY)
    return {each.document.id: each.figures for each in found.documents}


def item(store: Store, node: str, *, days: int | None, state: State = State.UNDER_WAY) -> str:
    (made,) = ledger.start(store, author=WHO, nodes=[node])
    due = None if days is None else (TODAY + timedelta(days)).isoformat()
    ledger.update(store, author=WHO, items=[made.id], due=due, state=state)
    return made.id


def test_a_library_without_anything_has_nothing_to_tell(store: Store) -> None:
    found = overview.look(store, today=TODAY)
    assert (found.documents, found.total, found.coming, found.changes) == ((), Figures(), (), ())


def test_each_document_is_counted_and_all_together(filled: Store) -> None:
    before = figures(filled)
    assert before["b"] == Figures(measures=2)
    reading.set_read(filled, author=WHO, nodes=["b-0"], read=True)
    marks.add(filled, author=WHO, pieces=[("b-0", 0, 2)])
    marks.add(filled, author=WHO, pieces=[("b-0", 1, 3)], note="再看")
    item(filled, "b-0", days=-1)
    item(filled, "b-1", days=8)
    found = overview.look(filled, today=TODAY)
    assert figures(filled)["b"] == Figures(
        measures=2, read=1, marks=2, notes=1, open=2, overdue=1, month=1
    )
    assert {each: figures(filled)[each] for each in "ac"} == {each: before[each] for each in "ac"}
    for name in (each.name for each in fields(Figures)):
        assert getattr(found.total, name) == sum(
            getattr(each.figures, name) for each in found.documents
        )
    history.undo(filled)
    assert figures(filled)["b"].month == 0


def test_marks_that_lost_their_place_are_counted(filled: Store) -> None:
    marks.add(filled, author=WHO, pieces=[("c-0", 0, 2)])
    with filled.step("丢了", author=WHO):
        (mark,) = filled.marks.of_document("c")
        filled.marks.put(replace(mark, orphaned=True))
    assert figures(filled)["c"].lost == 1
    lost = marks.listed(filled, query=MarkQuery(orphaned=True))
    assert len(lost) == overview.look(filled, today=TODAY).total.lost


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["a-1", "a-2", "b-0", "b-1"]),
                  st.none() | st.integers(-3, 33), st.sampled_from(State)),
        max_size=4,
    )
)  # fmt: skip
def test_the_ledger_lists_as_many_as_each_figure_says(
    filled: Store, items: list[tuple[str, int | None, State]]
) -> None:
    for node, days, state in items:
        item(filled, node, days=days, state=state)
    found = overview.look(filled, today=TODAY)
    for due in get_args(Due):
        for document, counted in [(None, found.total), *figures(filled).items()]:
            asked = overview.items_asked(due, today=TODAY, document=document)
            listed = ledger.listed(filled, query=asked, today=TODAY)
            assert len(listed) == getattr(counted, due), (due, document)
            assert all(ledger.fits(row, asked) for row in listed)
    ledger.remove(
        filled, author=WHO, items=[row.id for row in every_item(filled)]
    )  # the next example begins anew


def every_item(store: Store) -> list[LedgerRow]:
    return store.ledger.rows(lambda *_: "")


def test_what_comes_next_is_listed_nearest_first(filled: Store) -> None:
    item(filled, "a-1", days=9)
    item(filled, "a-2", days=-2)
    item(filled, "b-0", days=0)
    item(filled, "b-1", days=3, state=State.DONE)
    assert [row.node for row in overview.look(filled, today=TODAY).coming] == ["b-0", "a-1"]
    own = overview.look(filled, today=TODAY, document="a")
    assert [row.node for row in own.coming] == ["a-1"]
    assert len(own.documents) == 3
    reading.set_read(filled, author="李四", nodes=["b-0"], read=True)
    assert overview.look(filled, today=TODAY).changes[0].author == "李四"
    assert overview.look(filled, today=TODAY, document="a").changes[0].author == WHO


def test_doubts_are_open_until_settled_or_corrected(filled: Store) -> None:
    assert figures(filled)["c"].doubts == 2
    (measure, _) = documents.load_outline(filled, document="c").nodes
    reword(filled, "c", measure, "做好检查。")
    assert figures(filled)["c"].doubts == 1
    (still,) = (one for one in checking.findings(filled, document="c", second=False)
                if one.slip.doubt.kind == "number")  # fmt: skip
    correcting.settle(filled, author=WHO, document="c", doubt=still.slip.doubt, how="dismissed")
    assert figures(filled)["c"].doubts == 0
    history.undo(filled)
    history.undo(filled)
    assert figures(filled)["c"].doubts == 2


def test_archived_documents_come_last_and_removed_ones_not_at_all(filled: Store) -> None:
    documents.set_archived(filled, documents=["a"], archived=True)
    item(filled, "b-0", days=1)
    documents.remove(filled, documents=["b"])
    found = overview.look(filled, today=TODAY)
    assert [each.document.id for each in found.documents] == ["c", "a"]
    assert (found.total.open, found.coming) == (0, ())


def test_everything_is_told_of_one_moment(filled: Store) -> None:
    with filled.snapshot():
        before = filled.sums.read()
        with Store.open(filled.path) as other:
            reading.set_read(other, author=WHO, nodes=["b-0"], read=True)
        assert filled.sums.read() == before == {}
    assert filled.sums.read() == {"b": 1}
