"""The ledger: items from measures, lights, lists and totals."""

from datetime import date
from typing import Any

import pytest

from desktop.actions import documents, history, ledger, library
from desktop.annotations import FollowUp, LedgerQuery, Progress, State
from desktop.errors import UserError
from desktop.store import Store
from tests.actions.made import Clock
from tests.timing import least

WHO = "张三"
TODAY = date(2026, 3, 2)


def listed(store: Store, **query: Any) -> list[str]:
    rows = ledger.listed(store, query=LedgerQuery(**query), today=TODAY)
    return [row.node for row in rows]


def start(store: Store, *nodes: str) -> list[str]:
    return [item.id for item in ledger.start(store, author=WHO, nodes=nodes)]


def test_an_item_begins_with_the_units_its_measure_names(filled: Store) -> None:
    first, second = ledger.start(filled, author=WHO, nodes=["a-1", "a-2"])
    assert (first.node, first.document, first.state) == ("a-1", "a", State.WAITING)
    assert (first.lead, first.support) == ("省能源局", ("省发展改革委", "各市人民政府"))
    assert (second.lead, second.support, second.due, second.priority) == ("", (), None, "中")
    assert ledger.of_node(filled, node="a-1") == first == ledger.get(filled, item=first.id)
    assert ledger.of_document(filled, document="a") == [first, second]
    assert ledger.of_node(filled, node="a-3") is None
    assert library.check(filled) == []


def test_deadlines_are_set_in_one_step_that_also_puts_on_the_ledger(filled: Store) -> None:
    (known,) = start(filled, "a-1")
    due = {"a-1": "2026-06-30", "a-2": "2026-12-31"}
    first, second = ledger.schedule(filled, author=WHO, due=due)
    assert (first.id, first.due, second.due) == (known, "2026-06-30", "2026-12-31")
    assert ledger.of_document(filled, document="a") == [first, second]
    history.undo(filled, author=WHO)
    (left,) = ledger.of_document(filled, document="a")
    assert (left.id, left.due) == (known, None)
    with pytest.raises(UserError, match="不是日期"):
        ledger.schedule(filled, author=WHO, due={"a-1": "年底"})
    assert library.check(filled) == []


def test_a_measure_is_put_on_the_ledger_once(filled: Store) -> None:
    (first,) = ledger.start(filled, author=WHO, nodes=["a-1"])
    again = ledger.start(filled, author="李四", nodes=["a-2", "a-1", "a-1"])
    assert [item.node for item in again] == ["a-2", "a-1"]
    assert again[1] == first
    with pytest.raises(UserError, match="不在"):
        ledger.start(filled, author=WHO, nodes=["a-3", "没有"])
    assert listed(filled) == ["a-1", "a-2"]


def test_items_are_changed_one_or_many_at_once(filled: Store) -> None:
    items = start(filled, "a-1", "a-2")
    the_clock = filled.clock
    assert isinstance(the_clock, Clock)
    the_clock.wait(60)
    changed = ledger.update(
        filled,
        author=WHO,
        items=items,
        state=State.UNDER_WAY,
        due="2026-06-30",
        behind=True,
        priority="高",
        lead=" 省能源局\n综合处 ",
        support=("省财政厅", " ", "省财政厅", "省商务厅"),
        remark="甲\n乙",
    )
    assert changed == [ledger.get(filled, item=item) for item in items]
    assert {
        (each.state, each.due, each.behind, each.priority, each.lead, each.support, each.remark)
        for each in changed
    } == {
        (
            State.UNDER_WAY,
            "2026-06-30",
            True,
            "高",
            "省能源局 综合处",
            ("省财政厅", "省商务厅"),
            "甲\n乙",
        )
    }
    assert all(each.modified > each.created for each in changed)
    assert ledger.update(filled, author=WHO, items=items[:1], due=None)[0].due is None
    assert history.can_undo(filled) == "改台账时限“1. 稳定煤炭产能。”"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"due": "6月底"}, "不是日期"),
        ({"due": "2026-02-30"}, "不是日期"),
        ({"priority": "急"}, "高、中、低"),
    ],
)
def test_what_cannot_be_is_refused(filled: Store, change: Any, sentence: str) -> None:
    (item,) = ledger.start(filled, author=WHO, nodes=["a-1"])
    with pytest.raises(UserError, match=sentence):
        ledger.update(filled, author=WHO, items=[item.id], remark="甲", **change)
    assert ledger.get(filled, item=item.id) == item


def test_dated_notes_stand_in_order_of_their_days(filled: Store) -> None:
    (item,) = start(filled, "a-1")
    for on, text in (("2026-02-01", "乙"), ("2026-01-01", "甲"), ("2026-02-01", "丙")):
        ledger.add_progress(filled, author="李四", item=item, on=on, text=text)
        assert isinstance(filled.clock, Clock)
        filled.clock.wait(10)
    one, two, three = ledger.get(filled, item=item).progress
    assert [(note.on, note.by, note.text) for note in (one, two, three)] == [
        ("2026-01-01", "李四", "甲"),
        ("2026-02-01", "李四", "乙"),
        ("2026-02-01", "李四", "丙"),
    ]
    row = ledger.listed(filled, query=LedgerQuery(), today=TODAY)[0]
    assert row.last_progress == three
    ledger.set_progress(filled, author=WHO, item=item, progress=two.id, on="2026-03-01", text="丁")
    ledger.remove_progress(filled, author=WHO, item=item, progress=one.id)
    assert ledger.get(filled, item=item).progress == (
        three,
        Progress(two.id, "2026-03-01", "李四", "丁"),
    )
    for on, text in (("昨天", "甲"), ("2026-01-01", " \n")):
        with pytest.raises(UserError, match=r"不是日期|不能为空"):
            ledger.add_progress(filled, author=WHO, item=item, on=on, text=text)
    with pytest.raises(UserError, match="进展已不在"):
        ledger.remove_progress(filled, author=WHO, item=item, progress=one.id)


def test_what_is_gone_is_named(filled: Store) -> None:
    (item,) = start(filled, "a-1")
    ledger.add_progress(filled, author=WHO, item=item, on="2026-01-01", text="甲")
    assert ledger.remove(filled, author=WHO, items=[item, "没有"]) == 1
    assert listed(filled) == []
    with pytest.raises(UserError, match="台账已不在库中"):
        ledger.get(filled, item=item)
    with pytest.raises(UserError, match="台账已不在库中"):
        ledger.add_progress(filled, author=WHO, item=item, on="2026-01-01", text="甲")
    assert history.undo(filled) == "移出台账“1. 稳定煤炭产能。”"
    assert [note.text for note in ledger.get(filled, item=item).progress] == ["甲"]


def item(**values: Any) -> FollowUp:
    return FollowUp("i", "n", "d", "", "", "", **values)


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({}, ""),
        ({"due": "2026-03-06"}, ""),
        ({"due": "2026-03-05"}, "blue"),
        ({"due": "2026-03-02"}, "blue"),
        ({"due": "2026-03-01"}, "red"),
        ({"behind": True}, "yellow"),
        ({"behind": True, "due": "2026-03-03"}, "yellow"),
        ({"behind": True, "due": "2026-03-01"}, "red"),
        ({"state": State.UNDER_WAY, "due": "2026-03-01"}, "red"),
        ({"state": State.DONE, "due": "2026-03-01", "behind": True}, ""),
        ({"state": State.CLOSED, "due": "2026-03-01"}, ""),
        ({"state": State.PAUSED, "due": "2026-03-01"}, ""),
    ],
)
def test_lights_warn_before_the_deadline_when_behind_and_after(
    values: dict[str, Any], light: str
) -> None:
    assert ledger.light(item(**values), TODAY) == light


def test_the_days_of_warning_can_be_others() -> None:
    assert ledger.light(item(due="2026-03-12"), TODAY, 10) == "blue"
    assert ledger.light(item(due="2026-03-02"), TODAY, 0) == "blue"
    assert ledger.light(item(due="2026-03-03"), TODAY, 0) == ""


@pytest.fixture
def four(filled: Store) -> Store:
    """A ledger of four items in all kinds of states."""
    a, b, c, d = start(filled, "b-1", "a-1", "a-3", "b-0")
    ledger.update(
        filled, author=WHO, items=[a], due="2026-03-01", priority="高", remark="ＡＢ 会商"
    )
    ledger.update(filled, author=WHO, items=[b], due="2026-03-04", state=State.UNDER_WAY)
    ledger.update(filled, author=WHO, items=[c], behind=True, priority="低")
    ledger.update(filled, author=WHO, items=[d], due="2026-12-31", state=State.DONE)
    ledger.add_progress(filled, author=WHO, item=d, on="2026-02-02", text="已发放")
    return filled


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ({}, "a-1 a-3 b-0 b-1"),
        ({"document": "b"}, "b-0 b-1"),
        ({"states": (State.DONE, State.UNDER_WAY)}, "a-1 b-0"),
        ({"lights": ("red", "yellow")}, "a-3 b-1"),
        ({"priorities": ("高",)}, "b-1"),
        ({"unit": "能源局"}, "a-1"),
        ({"unit": "发展改革"}, "a-1"),
        ({"since": "2026-03-02"}, "a-1 b-0"),
        ({"until": "2026-03-04"}, "a-1 b-1"),
        ({"text": "ab会商"}, "b-1"),
        ({"text": "晋政发[2024]1号"}, "a-1 a-3"),
        ({"text": "已发放"}, "b-0"),
        ({"text": "省商务厅"}, "b-0"),
        ({"sort": "due"}, "b-1 a-1 b-0 a-3"),
        ({"sort": "due", "descending": True}, "b-0 a-1 b-1 a-3"),
        ({"sort": "light"}, "b-1 a-3 a-1 b-0"),
        ({"sort": "state"}, "a-3 b-1 a-1 b-0"),
        ({"sort": "priority", "descending": True}, "a-3 a-1 b-0 b-1"),
        ({"sort": "support"}, "a-1 a-3 b-0 b-1"),
        ({"sort": "lead"}, "b-0 a-1 a-3 b-1"),
        ({"sort": "last_progress"}, "b-0 a-1 a-3 b-1"),
        ({"sort": "document_title", "descending": True}, "a-1 a-3 b-0 b-1"),
        ({"sort": "behind", "descending": True}, "a-3 a-1 b-0 b-1"),
    ],
)
def test_the_list_has_what_is_asked_for(four: Store, query: Any, nodes: str) -> None:
    assert listed(four, **query) == nodes.split()


def test_the_foot_and_the_line_at_the_start(four: Store) -> None:
    totals = ledger.totals(ledger.listed(four, query=LedgerQuery(), today=TODAY))
    assert totals.items == 4
    assert totals.states == {
        State.WAITING: 2,
        State.UNDER_WAY: 1,
        State.DONE: 1,
        State.PAUSED: 0,
        State.CLOSED: 0,
    }
    assert totals.lights == {"red": 1, "yellow": 1, "blue": 1, "": 1}
    assert ledger.due_line(four, today=TODAY) == "台账有 1 条逾期、1 条滞后、1 条临期。"
    assert ledger.due_line(four, today=date(2026, 1, 1)) == "台账有 1 条滞后。"
    documents.remove(four, documents=["a", "b"])
    assert ledger.due_line(four, today=TODAY) == ""
    assert listed(four) == []


def test_units_for_completion_come_from_measures_and_ledger(four: Store) -> None:
    assert ledger.units_known(four) == ["各市人民政府", "省发展改革委", "省商务厅", "省能源局"]
    (item,) = start(four, "a-2")
    ledger.update(four, author=WHO, items=[item], lead="省水利厅", support=("省气象局",))
    assert {"省水利厅", "省气象局"} <= set(ledger.units_known(four))


@pytest.mark.timed
def test_a_ledger_of_five_thousand_is_listed_at_once(filled: Store) -> None:
    with filled.step("很多", author=WHO):
        for number in range(5000):
            one = item(due="2026-03-02", support=("省财政厅", "各市"))
            one = FollowUp(f"i{number}", "a-1", "a", WHO, "", "", due=one.due, support=one.support)
            filled.follow_ups.put(one)
            filled.follow_ups.put_progress(
                one, Progress(f"p{number}", "2026-03-01", WHO, "已开会"), added=""
            )
    assert len(listed(filled, lights=("blue",), sort="due")) == 5000
    assert least(lambda: listed(filled, lights=("blue",), sort="due")) < 0.15
