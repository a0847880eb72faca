"""`check` finds every way in which what people made can be unsound."""

import pytest

from desktop.actions import comparing, ledger, library, marks, reading, tags
from desktop.annotations import Has, Target
from desktop.comparison import Edition
from desktop.store import Store
from tests.actions.made import fill


@pytest.fixture
def full(store: Store) -> Store:
    """A library with something of everything that people make."""
    fill(store)
    mark = marks.add(store, author="张三", pieces=[("a-1", 0, 4), ("a-2", 0, 4)], note="核实")
    marks.annotate_node(store, author="张三", node="a-0", note="整章")
    marks.annotate_document(store, author="张三", document="b", note="整份")
    targets = [Target("mark", mark.id), Target("node", "a-1"), Target("document", "b")]
    tags.tag(store, author="张三", targets=targets, path="能源/煤炭")
    tags.save_filter(store, author="张三", name="筛选", expression=Has("x"))
    (item,) = ledger.start(store, author="张三", nodes=["a-1"])
    ledger.add_progress(store, author="张三", item=item.id, on="2026-01-01", text="甲")
    reading.set_read(store, author="张三", nodes=["a-1"], read=True)
    found = comparing.compare(store, a=Edition("a"), b=Edition("b"))
    comparing.accept(store, author="张三", comparison=found, pairs=[("a-1", "b-0")])
    return store


def test_a_full_library_is_sound(full: Store) -> None:
    assert library.check(full) == []


DAMAGE = [
    ("UPDATE nodes SET text = replace(text, '煤炭', '焦炭') WHERE id = 'a-1'", "不在它的文字上"),
    ("UPDATE nodes SET text = '' WHERE id = 'a-1'", "不在它的文字上"),
    ("UPDATE pieces SET stop = 999 WHERE node = 'a-1'", "不在它的文字上"),
    ("UPDATE pieces SET node = 'x' WHERE node = 'a-1'", "不在它的文字上"),
    ("UPDATE pieces SET node = 'x' WHERE node = 'a-0'", "不在它的文字上"),
    ("UPDATE pieces SET node = 'b-1' WHERE node = 'a-1'", "不在它的文字上"),
    ("DELETE FROM pieces WHERE node IN ('a-1', 'a-2')", "没有片段"),
    ("DELETE FROM pieces WHERE node = 'a-1'", "片段序号不连续"),
    ("DELETE FROM pieces WHERE node = 'a-0'", "片段数不符"),
    ("UPDATE marks SET scope = 'document' WHERE scope = 'node'", "片段数不符"),
    ("UPDATE marks SET colour = 'key9'", "颜色不认识"),
    ("UPDATE marks SET note = 'x'", "检索字不符"),
    ("UPDATE pieces SET quote = quote || 'x'", "检索字不符"),
    (
        "UPDATE tags SET parent = (SELECT id FROM tags WHERE name = '煤炭') WHERE name = '能源'",
        "绕成了圈",
    ),
    ("UPDATE filters SET expression = '{}'", "读不出来"),
    ("UPDATE filters SET expression = '['", "读不出来"),
    ("DELETE FROM tagged; DELETE FROM tags; UPDATE changes SET after = '{}'", "操作记录第"),
    ("UPDATE tagged SET target = 'x' WHERE kind = 'mark'", "标签所在的 mark x 不存在"),
    ("UPDATE tagged SET document = 'b' WHERE kind = 'mark'", "标签所在的 mark"),
    ("UPDATE tagged SET target = 'x' WHERE kind = 'node'", "标签所在的 node x 不存在"),
    ("UPDATE tagged SET target = 'a' WHERE kind = 'document'", "标签所在的 document a 不存在"),
    ("UPDATE tagged SET tag = 'x'", "不存在"),
    ("UPDATE follow_ups SET node = 'b-0'", "台账中的措施 b-0"),
    ("UPDATE follow_ups SET support = '[1]'", "单位或时限"),
    ("UPDATE follow_ups SET support = '['", "单位或时限"),
    ("UPDATE follow_ups SET support = '\"省\"'", "单位或时限"),
    ("UPDATE follow_ups SET due = '6月底'", "单位或时限"),
    ("UPDATE follow_ups SET due = '20260630'", "单位或时限"),
    ("""UPDATE progress SET "on" = '昨天'""", "日期读不出来"),
    ("UPDATE progress SET follow_up = 'x'", "不存在"),
    ("UPDATE reviewed SET node = 'x'", "已阅中的措施 x"),
    ("UPDATE pairs SET a = 'x'", "对照中的措施 x 不属于它的文件"),
    ("UPDATE pairs SET b = 'a-2'", "对照中的措施 a-2 不属于它的文件"),
    ("UPDATE changes SET \"table\" = 'nodes' WHERE entry = 1", "操作记录第 1 步读不出来"),
    ("UPDATE changes SET after = '[' WHERE entry = 1", "操作记录第 1 步读不出来"),
    ("UPDATE changes SET after = '7' WHERE entry = 1", "操作记录第 1 步读不出来"),
    ("UPDATE changes SET key = '[1, 2, 3, 4]' WHERE entry = 1", "操作记录第 1 步的对象不明"),
]


@pytest.mark.parametrize(("damage", "sentence"), DAMAGE, ids=[damage for damage, _ in DAMAGE])
def test_damage_is_found_and_named(full: Store, damage: str, sentence: str) -> None:
    connection = full._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(damage)
    faults = library.check(full)
    assert any(sentence in fault for fault in faults)
    assert all(fault.endswith("。") for fault in faults)


def test_a_mark_that_lost_its_place_is_sound(full: Store) -> None:
    full._connection.executescript(
        "UPDATE nodes SET text = '' WHERE id = 'a-1'; UPDATE marks SET orphaned = 1"
    )
    assert library.check(full) == []
