"""Ticks of what was read, and what is left."""

import pytest

from desktop.actions import documents, history, library, marks, reading
from desktop.errors import UserError
from desktop.store import Store


def tick(store: Store, *nodes: str, read: bool = True, author: str = "张三") -> None:
    reading.set_read(store, author=author, nodes=nodes, read=read)


def test_ticks_say_who_and_when(filled: Store) -> None:
    tick(filled, "a-1", "a-3")
    tick(filled, "a-1", author="李四")  # read already
    assert [
        (each.node, each.by, each.at) for each in reading.of_document(filled, document="a")
    ] == [
        ("a-1", "张三", "2026-03-02T01:00:00.000+00:00"),
        ("a-3", "张三", "2026-03-02T01:00:00.000+00:00"),
    ]
    assert history.can_undo(filled) == "标为已阅 2 条"
    assert library.check(filled) == []


def test_the_share_and_what_is_left(filled: Store) -> None:
    assert reading.share(filled, document="a") == (0, 3)
    tick(filled, "a-1", "a-3", "a-0")  # a heading's tick is kept, but is no measure
    assert reading.share(filled, document="a") == (2, 3)
    assert reading.unread(filled, document="a") == ["a-2"]
    assert reading.share(filled, document="b") == (0, 2)
    tick(filled, "a-3", read=False)
    assert reading.unread(filled, document="a") == ["a-2", "a-3"]
    documents.remove(filled, documents=["a"])
    assert reading.share(filled, document="a") == (0, 0)


def test_what_has_no_mark_is_listed(filled: Store) -> None:
    marks.add(filled, author="张三", pieces=[("a-1", 0, 4), ("a-2", 0, 4)])
    marks.annotate_document(filled, author="张三", document="a", note="甲")
    assert reading.unannotated(filled, document="a") == ["a-3"]
    marks.annotate_node(filled, author="张三", node="a-3", note="甲")
    assert reading.unannotated(filled, document="a") == []
    assert reading.unannotated(filled, document="b") == ["b-0", "b-1"]


def test_what_is_gone_is_not_ticked(filled: Store) -> None:
    with pytest.raises(UserError, match="不在"):
        tick(filled, "a-1", "没有")
    assert reading.of_document(filled, document="a") == []
