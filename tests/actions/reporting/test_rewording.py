"""A document as it was printed, and who put it right."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.actions import documents, ledger, marks
from desktop.actions.reporting import rewording
from desktop.actions.reporting.rewording import Printed
from desktop.annotations import LedgerQuery
from desktop.corrections import Join, Move, PutAside, Regrade, SetDatum, Split, TakeIn
from desktop.model import Kind
from desktop.reports.annotated import Annotated
from desktop.reports.content import Origin
from desktop.store import Store
from tests.outlines import put
from tests.reports.corrected import OUTLINE, do, nodes


@pytest.fixture
def own(store: Store) -> Store:
    put(store, OUTLINE, document="a")
    return store


def printed(store: Store) -> Printed:
    found = documents.list_documents(store)[0]
    made = rewording.printed(store, found, documents.load_outline(store, document="a"))
    assert made is not None
    return made


def split(store: Store) -> Split:
    text = nodes(store)["a-2"].text
    return Split("a-2", 14, text[5:14], text[14:20], "f1")


def test_nothing_was_put_right(own: Store) -> None:
    found = documents.list_documents(own)[0]
    outline = documents.load_outline(own, document="a")
    assert rewording.printed(own, found, outline) is None


def test_data_are_those_that_were_printed(own: Store) -> None:
    do(own, SetDatum("title", "别的"), SetDatum("issuer", None), SetDatum("doc_number", "二号"))
    was = printed(own)
    assert documents.list_documents(own)[0].title == "别的"
    assert (was.document.title, was.document.issuer) == (OUTLINE.title, OUTLINE.issuer)
    assert was.outline.nodes[0].text == OUTLINE.nodes[0].text


def test_parts_come_from_what_was_printed(own: Store) -> None:
    do(own, split(own))
    do(own, Join("a-5", ""))
    do(own, TakeIn("furniture", 7, "—1—", "f2"))
    was = printed(own)
    assert was.kept(["f1"]) == {"a-2"}
    assert was.kept(["a-5"]) == {"a-5", "a-6"}
    assert was.kept(["f2"]) == set()
    assert [was.home(node) for node in ("f1", "f2", "a-3")] == ["a-2", "f2", "a-3"]


def test_marks_are_on_the_words_that_were_printed(own: Store) -> None:
    text = nodes(own)["a-2"].text
    do(own, split(own))
    marks.add(own, author="赵六", pieces=[("a-2", 10, 14), ("f1", 0, 4)])
    whole = marks.annotate_node(own, author="赵六", node="f1", note="整条")
    was = printed(own)
    found = documents.list_documents(own)[0]
    outline = documents.load_outline(own, document="a")
    every = tuple(own.marks.of_document("a"))
    made = was.annotated(
        Annotated(found, outline, outline.nodes, marks=every), was.outline.nodes, ["f1"]
    )
    first = next(mark for mark in made.marks if mark.id != whole.id)
    assert [(piece.node, piece.quote) for piece in first.pieces] == [
        ("a-2", text[10:14]),
        ("a-2", text[14:18]),
    ]
    assert [mark.pieces[0].node for mark in made.marks if mark.id == whole.id] == ["a-2"]
    assert (made.whole, made.read) == (True, (1, 3))


def test_lines_of_the_ledger_have_what_was_printed(own: Store) -> None:
    do(own, Regrade("a-2", Kind.LEAD, "f0"), Move("a-3", "a-1", ""))
    do(own, TakeIn("furniture", 7, "—1—", "f2"))
    ledger.start(own, author="赵六", nodes=["a-2", "a-3", "f2"])
    rows = ledger.listed(own, query=LedgerQuery(), today=date(2026, 3, 2))
    assert [row.node for row in rows] == ["a-3", "a-2", "f2"]
    lost = replace(rows[0], id="x", node="gone", lost=True, label="9.", title="没有了。")
    found = printed(own).rows([*rows, lost])
    assert [(row.label, row.title) for row in found] == [
        ("1.", "扩大产能。"),
        ("2.", "稳定价格。"),
        ("", ""),
        ("9.", "没有了。"),
    ]


def test_everybody_is_named_for_what_is_theirs(own: Store) -> None:
    do(own, split(own), author="张三")
    do(own, PutAside("a-11", "back_matter"), author="李四")
    do(own, Move("a-5", "", ""), author="王五")
    do(own, Regrade("a-4", Kind.CHAPTER, "f4"), author="赵六")
    do(own, SetDatum("title", "别的"), author="张三")
    credits_ = printed(own).credits
    end = len("1.") + 14
    assert credits_.inserted(Origin("a-2", end)).author == "张三"
    assert credits_.deleted(Origin("a-11", 3)).author == "李四"
    assert (
        credits_.inserted(Origin("a#back_matter#各地要抓好落实，重大情况及时报告。")).author
        == "李四"
    )
    assert credits_.moved(Origin("a-5", 0)).author == "王五"
    assert credits_.restyled(Origin("a-4", 0)).author == "赵六"
    assert credits_.restyled(Origin("a#title")).author == "张三"
    assert credits_.inserted(Origin("elsewhere")).author == "张三"
    assert credits_.inserted(None).author == "张三"
