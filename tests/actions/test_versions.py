"""What people made on a document when a newer text of it comes: nothing is lost or misplaced."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.actions import documents, history, ledger, library, marks, reading, tags
from desktop.annotations import LedgerQuery, Mark, MarkQuery, Target
from desktop.model import Node
from desktop.store import Store

FIRST = """汾河市人民政府

关于印发汾河市稳住经济若干措施的通知

汾政发〔2024〕3号

各县（市、区）人民政府：

汾河市稳住经济若干措施

1.加快重大项目建设。建立重点项目台账，全年完成固定资产投资五千亿元，逐月调度。对进度滞后的项目，由市发展改革委约谈。

2.支持民间投资。对符合条件的民间投资项目给予贷款贴息，单户最高不超过二百万元。

3.促进汽车消费。鼓励各县（市、区）发放购车补贴，开展新能源汽车下乡活动。

4.稳定外贸订单。组织企业参加境外展会，对展位费给予全额补助，扩大信保覆盖面。

5.强化要素保障。优先保障重大项目用地、用能、用水指标，推行拿地即开工。
"""
SECOND = (
    FIRST.replace("1.加快", "1.做实项目储备。建立三年滚动的项目储备库，按季更新。\n\n2.加快")
    .replace("2.支持", "3.支持")
    .replace("3.促进汽车消费。鼓励各县（市、区）发放购车补贴，开展新能源汽车下乡活动。\n\n", "")
    .replace("五千亿元", "六千亿元")
    .replace("对展位费给予全额补助，扩大信保覆盖面", "并做好通关、结汇、退税等方面的服务工作")
)
AUTHOR = "张三"


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Callable[[str], documents.Imported]:
    """Import a text from a file."""

    def bringing(text: str) -> documents.Imported:
        path = tmp_path / "措施.txt"
        path.write_text(text, "utf-8")
        return documents.import_file(store, path=path)

    return bringing


Bring = Callable[[str], documents.Imported]


def nodes(store: Store, document: str) -> dict[str, Node]:
    """The nodes of the current text by their titles."""
    return {node.title: node for node in documents.load_outline(store, document=document).walk()}


def mark(store: Store, document: str, *quotes: str, note: str = "") -> Mark:
    """Mark words, each in the first node that has them."""
    pieces = []
    for quote in quotes:
        node = next(
            node
            for node in documents.load_outline(store, document=document).walk()
            if quote in node.text
        )
        start = node.text.index(quote)
        pieces.append((node.id, start, start + len(quote)))
    return marks.add(store, author=AUTHOR, pieces=pieces, note=note)


def quoted(store: Store, mark: Mark) -> str | None:
    """The words that a mark stands on in the current text; None where it has lost its place."""
    now = marks.get(store, mark=mark.id)
    if now.orphaned:
        return None
    texts = {
        node.id: node.text for node in documents.load_outline(store, document=now.document).walk()
    }
    words = [texts[piece.node][piece.start : piece.end] for piece in now.pieces]
    assert words == [piece.quote for piece in now.pieces]
    return "|".join(words)


def document_of(brought: documents.Imported) -> str:
    assert brought.document is not None
    return brought.document.id


def test_marks_follow_their_words_and_lost_ones_wait(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    kept = mark(store, document, "逐月调度", note="谁来调度？")
    changed = mark(store, document, "固定资产投资五千亿元", note="核对数字")
    across = mark(store, document, "由市发展改革委约谈。", "支持民间投资。对符合条件")
    gone = mark(store, document, "新能源汽车下乡", note="整条删掉了？")
    replaced = mark(store, document, "对展位费给予全额补助", note="比例")
    whole = marks.annotate_document(store, author=AUTHOR, document=document, note="全文")
    tags.tag(store, author=AUTHOR, targets=[Target("mark", gone.id)], path="消费/汽车")

    brought = bring(SECOND)

    assert brought.outcome == "version"
    assert "6 处批注中有 2 处" in brought.message
    assert "待重新定位" in brought.message
    assert quoted(store, kept) == "逐月调度"
    assert quoted(store, changed) == "固定资产投资六千亿元"
    assert quoted(store, across) == "由市发展改革委约谈。|支持民间投资。对符合条件"
    assert quoted(store, whole) == ""
    assert quoted(store, gone) is quoted(store, replaced) is None
    lost = marks.listed(store, query=MarkQuery(orphaned=True))
    assert {(row.note, row.quote) for row in lost} == {
        ("整条删掉了？", "新能源汽车下乡"),
        ("比例", "对展位费给予全额补助"),
    }
    assert [row.tags for row in lost if row.id == gone.id] == [("消费/汽车",)]
    times = [(each.created, each.modified) for each in marks.of_document(store, document=document)]
    assert all(created == modified for created, modified in times)
    assert library.check(store) == []


def test_a_lost_mark_is_placed_by_hand_and_that_is_undone(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    lost = mark(store, document, "新能源汽车下乡", note="保留")
    bring(SECOND)
    node = nodes(store, document)["强化要素保障"]

    placed = marks.set_pieces(
        store, author=AUTHOR, mark=lost.id, pieces=[(node.id, 0, len("强化要素保障"))]
    )

    assert (placed.orphaned, placed.note) == (False, "保留")
    assert quoted(store, lost) == "强化要素保障"
    assert history.undo(store) == "重新定位批注“强化要素保障”"
    assert quoted(store, lost) is None
    assert history.redo(store) is not None
    assert quoted(store, lost) == "强化要素保障"
    assert library.check(store) == []


def test_words_that_come_back_bring_their_marks_back(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    one = mark(store, document, "逐月调度")
    two = mark(store, document, "新能源汽车下乡")
    bring(SECOND)
    assert quoted(store, two) is None
    brought = bring(SECOND + FIRST.split("\n\n")[7].replace("3.", "6.") + "\n")
    assert "2 处批注都已随文保留" in brought.message
    assert [quoted(store, each) for each in (one, two)] == ["逐月调度", "新能源汽车下乡"]
    assert library.check(store) == []


def test_tags_ledger_and_ticks_stay_with_their_measures(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    before = nodes(store, document)
    moved, gone = before["支持民间投资"].id, before["促进汽车消费"].id
    tags.tag(
        store, author=AUTHOR, targets=[Target("node", moved), Target("node", gone)], path="投资"
    )
    ledger.start(store, author=AUTHOR, nodes=[moved, gone])
    reading.set_read(store, author=AUTHOR, nodes=[moved, gone], read=True)
    note = marks.annotate_node(store, author=AUTHOR, node=moved, note="在前面")
    orphan = marks.annotate_node(store, author=AUTHOR, node=gone, note="不在了")

    bring(SECOND)

    after = nodes(store, document)["支持民间投资"]
    assert (after.id, after.label) == (moved, "3.")
    assert {each.target.id for each in store.tags.of([Target("node", moved)])} == {moved}
    rows = {
        row.node: row for row in ledger.listed(store, query=LedgerQuery(), today=date(2026, 3, 2))
    }
    assert (rows[moved].label, rows[moved].lost) == ("3.", False)
    assert (rows[gone].title, rows[gone].lost) == ("促进汽车消费", True)
    assert moved not in reading.unread(store, document=document)
    assert reading.share(store, document=document) == (1, 5)
    assert not marks.get(store, mark=note.id).orphaned
    assert marks.get(store, mark=orphan.id).orphaned
    assert [row.note for row in marks.listed(store, query=MarkQuery(orphaned=True))] == ["不在了"]
    assert library.check(store) == []


def test_what_was_done_on_the_older_text_is_undone_on_the_newer(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    kept, gone = mark(store, document, "逐月调度"), mark(store, document, "新能源汽车下乡")
    marks.set_colour(store, author=AUTHOR, marks=[kept.id, gone.id], colour="key2")
    marks.delete(store, author=AUTHOR, marks=[kept.id, gone.id])
    bring(SECOND)
    assert marks.of_document(store, document=document) == []

    assert history.undo(store) == "删除批注 2 处"

    assert (quoted(store, kept), quoted(store, gone)) == ("逐月调度", None)
    assert history.undo(store) is not None
    assert (quoted(store, kept), quoted(store, gone)) == ("逐月调度", None)
    assert marks.get(store, mark=kept.id).colour == "key1"
    assert library.check(store) == []
    assert history.redo(store) is not None
    assert history.redo(store) == "删除批注 2 处"
    assert marks.of_document(store, document=document) == []


def test_the_history_tells_of_the_new_version_and_leaves_it(store: Store, bring: Bring) -> None:
    document = document_of(bring(FIRST))
    kept = mark(store, document, "逐月调度")
    bring(SECOND)
    newest = history.entries(store, limit=1)[0]
    assert (newest.label, newest.permanent) == (
        "《汾河市人民政府关于印发汾河市稳…》更新为第 2 版",
        True,
    )
    assert history.undo(store) == "添加批注“逐月调度”"
    assert marks.of_document(store, document=document) == []
    assert history.redo(store) == "添加批注“逐月调度”"
    assert quoted(store, kept) == "逐月调度"


def test_a_version_of_a_document_without_marks_leaves_no_trace(store: Store, bring: Bring) -> None:
    bring(FIRST)
    assert "批注" not in bring(SECOND).message
    assert history.entries(store, limit=9) == []
    assert history.undo(store) is history.redo(store) is None


def test_a_version_that_is_not_kept_moves_no_mark(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    document = document_of(bring(FIRST))
    before = mark(store, document, "固定资产投资五千亿元")
    (tmp_path / "措施.txt").write_text(SECOND, "utf-8")
    asked = iter([False, False, False, True])
    results = documents.import_files(
        store, paths=[tmp_path / "措施.txt"], cancelled=lambda: next(asked)
    )
    assert results == []
    assert marks.get(store, mark=before.id) == before
    assert store.documents.get(document).version == 1
