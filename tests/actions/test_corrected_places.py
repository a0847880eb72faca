"""Where a text is not as printed, told in words; and the list of all corrections."""

import pytest

from desktop.actions import (
    corrected_places,
    correcting,
    correction_names,
    documents,
    restructuring,
)
from desktop.actions.corrected_places import Corrected
from desktop.corrections import Deed, Join, Move, PutAside, Regrade, SetDatum, TakeIn
from desktop.model import Kind, Node
from desktop.store import Store
from tests.actions.made import fill
from tests.outlines import put
from tests.reports.corrected import OUTLINE

WHO = "张三"


@pytest.fixture
def full(store: Store) -> Store:
    return fill(store)


def node(store: Store, id_: str) -> Node:
    found = restructuring.find(documents.load_outline(store, document="a"), node=id_)
    assert found is not None
    return found


def do(store: Store, *deeds: Deed | None) -> None:
    correcting.correct(
        store, author=WHO, document="a", deeds=[deed for deed in deeds if deed is not None]
    )


def places(store: Store, id_: str) -> list[Corrected]:
    found = corrected_places.corrected_places(store, document="a")
    return [each for each in found if each.node == id_]


def test_words_put_in_taken_out_and_replaced(full: Store) -> None:
    before = node(full, "a-1")
    text = before.text
    changed = f"新{text[:4]}{text[6:10]}改{text[11:]}"
    do(full, correcting.rewording(before, words="text", text=changed))
    told = [(changed[each.start : each.end], each.told) for each in places(full, "a-1")]
    assert told == [
        ("新", "原文没有这些字"),
        ("", f"原为“{text[4:6]}”"),
        ("改", f"原为“{text[10]}”"),
    ]


def test_labels_headings_and_units(full: Store) -> None:
    heading = next(
        each for each in documents.load_outline(full, document="a").walk() if not each.text
    )
    do(full, correcting.rewording(heading, words="title", text="新标题"))
    do(full, correcting.rewording(node(full, "a-1"), words="label", text="99."))
    do(full, correcting.rewording(node(full, "a-2"), words="units_text", text="（责任单位：甲）"))
    assert places(full, heading.id) == [Corrected(heading.id, -1, -1, f"标题原为“{heading.title}”")]
    assert "序号" in places(full, "a-1")[0].told
    assert "责任单位" in places(full, "a-2")[0].told


def test_structure_is_told(full: Store) -> None:
    split = correcting.splitting(node(full, "a-1"), at=5)
    do(full, split)
    do(full, Regrade("a-2", Kind.LEAD, correcting.fresh_id()))
    do(full, Move("a-2", "", ""))
    assert [each.told for each in places(full, "a-1")] == [f"已拆分，原为一条（{WHO}）"]
    assert [each.told for each in places(full, split.fresh)] == [f"已拆分，原为一条（{WHO}）"]
    told = places(full, "a-2")[-1].told
    assert f"已改为正文，原认作措施（{WHO}）" in told
    assert f"位置已移动（{WHO}）" in told
    assert all(each.start < 0 or each.told for each in places(full, "a-2"))


def test_joined(full: Store) -> None:
    do(full, Join("a-1", ""))
    assert [each.told for each in places(full, "a-1")] == [f"已与下一条合并（{WHO}）"]


def test_taken_in_and_put_aside(store: Store) -> None:
    put(store, OUTLINE, document="a")
    assert corrected_places.corrected_places(store, document="a") == []
    line = OUTLINE.furniture[0]
    do(store, TakeIn("furniture", line.line, line.text, "f1"))
    do(store, PutAside("a-11", "back_matter"))
    (found,) = corrected_places.corrected_places(store, document="a")
    assert found == Corrected("f1", -1, -1, f"已列入正文，原在页眉页码（{WHO}）")


def test_what_does_not_fit_is_told_of_nowhere(full: Store) -> None:
    do(full, correcting.rewording(node(full, "a-1"), words="label", text="99."))
    (made,) = correcting.of_document(full, document="a")
    with full.transaction():
        full.corrections.set_fits([(made.id, False)])
    assert corrected_places.corrected_places(full, document="a") == []
    assert [each.correction.fits for each in corrected_places.listed(full, document="a")] == [False]


def test_the_list_names_each(full: Store) -> None:
    do(full, Regrade("a-2", Kind.LEAD, correcting.fresh_id()))
    do(full, SetDatum("issuer", "甲"))
    found = corrected_places.listed(full, document="a")
    assert [(each.sort, each.node) for each in found] == [("类别", "a-2"), ("文件信息", "")]
    assert found[0].name.startswith("改为正文")
    assert found[1].name == "更正发文机关"
    assert corrected_places.of_node(full, document="a", node="a-2") == [found[0].correction.id]
    assert places(full, "a-1") == []


def test_words_are_named_with_where_they_are_and_what_cannot_be_seen(full: Store) -> None:
    first = node(full, "a-1")
    text = first.text

    def name(words: str) -> str:
        deed = correcting.rewording(node(full, "a-1"), words="text", text=words)
        assert deed is not None
        told = correction_names.named(documents.load_outline(full, document="a"), deed)
        do(full, deed)
        return told

    where = f"（{first.label}）"
    assert first.label
    assert name(f"{text[:2]}甲乙{text[2:]}") == f"更正文字：加上“甲乙”{where}"
    assert name(f"{text[:2]}丙丁{text[2:]}") == f"更正文字“甲乙”→“丙丁”{where}"
    assert name(text) == f"更正文字：删去“丙丁”{where}"
    assert name(f"{text[:2]}\n{text[2:]}") == f"更正文字：加上段落标记“¶”{where}"
    assert [each.told for each in places(full, "a-1")] == ["原文没有这些字"]
    assert name(text) == f"更正文字：删去段落标记“¶”{where}"
    assert name(f"{text[:2]}　 {text[2:]}") == f"更正文字：加上空格{where}"
    assert correction_names.visible("甲\n乙") == "“甲¶乙”"
    deed = correcting.rewording(first, words="label", text="99.")
    assert deed is not None
    printed = correcting.printed(full, document="a")
    assert correction_names.named(printed, deed) == f"更正序号“{first.label[:-1]}”→“99”{where}"
    several = correction_names.step(printed, [deed, deed])
    assert several == f"更正序号“{first.label[:-1]}”→“99”{where}等 2 处"
