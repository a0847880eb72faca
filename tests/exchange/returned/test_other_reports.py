"""Comments of every kind of report, and files that are no report of ours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import documents, ledger, marks, returned
from desktop.annotations import MarkQuery
from desktop.errors import UserError
from desktop.model import Document, Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import Sent, W, mark_of, one

Send = Callable[..., Sent]


# --- other reports -----------------------------------------------------------------------


def test_excerpts_ledgers_comparisons_and_clean_reports(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    item = ledger.start(store, author="王明", nodes=[measures[5].id])[0]
    ledger.update(store, author="王明", items=[item.id], lead="省能源局专班")
    sent = send("excerpt")
    sent.comment(sent.words(measures[3].text[4:9], measures[3].id), "摘编里的")
    sent.comment(sent.words("——《", nth=3), "出处上的")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert found["摘编里的"].quote == measures[3].text[4:9]
    assert found["出处上的"].pieces[0].node == measures[3].id
    sent = send("ledger")
    sent.comment(sent.words(measures[5].title[:4], measures[5].id), "台账里的")
    sent.comment(sent.words("省能源局专班"), "换单位")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert found["台账里的"].quote == measures[5].title[:4]
    assert found["换单位"].pieces[0].node == measures[5].id
    assert found["换单位"].note == "换单位\n（批注处：“省能源局专班”）"
    sent = send(clean=True)
    words = sent.words(measures[8].text[4:20])
    sent.comment(words, "清洁稿里的")
    mark = mark_of(one(back(sent), "added"))
    assert (mark.pieces[0].node, mark.quote) == (measures[8].id, measures[8].text[4:20])


def test_both_columns_of_a_comparison(store: Store, send: Send, back: Callable) -> None:
    listed = documents.list_documents(store)
    province, city = listed[0], listed[3]
    sent = send("comparison", province.id, city.id)
    found = []
    for document in (province, city):
        outline = documents.load_outline(store, document=document.id)
        shown = sent_names(sent)
        node = next(
            node
            for node in outline.walk()
            if node.kind is Kind.MEASURE and f"ceyue_{node.id}" in shown
        )
        sent.comment(sent.words(node.title[2:6], node.id), f"看{document.title}")
        found.append((f"看{document.title}", document.id, node.id, node.title[2:6]))
    result = back(sent)
    for said, document_id, node_id, quote in found:
        mark = next(mark_of(each) for each in result.of("added") if each.said == said)
        assert (mark.document, mark.pieces[0].node, mark.quote) == (document_id, node_id, quote)


def sent_names(sent: Sent) -> set[str]:
    return {each.get(f"{W}name") or "" for each in sent.body.iter(f"{W}bookmarkStart")}


def test_words_of_a_report_on_several_documents_wait_for_a_place(
    store: Store, send: Send, back: Callable
) -> None:
    chosen = [each.id for each in documents.list_documents(store)[:2]]
    sent = send("review", *chosen)
    sent.comment(sent.words("政策文件审阅报告"), "总的意见")
    came = one(back(sent), "unplaced")
    assert came.message == "没有找到批注的位置，已列入待重新定位"
    assert mark_of(came).orphaned
    assert mark_of(came).quote == "政策文件审阅报告"
    assert marks.lost(store) == 1
    assert len(back(sent).of("known")) == 1


def test_bookmarks_under_other_names_still_tell_their_nodes(
    send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    node = measures[3]
    words = sent.words(node.text[2:5], node.id)
    sent.comment(words, "改了名的")
    for element in sent.body.iter(f"{W}bookmarkStart"):
        element.set(f"{W}name", f"{element.get(f'{W}name')}_Copy_1")
    mark = mark_of(one(back(sent), "added"))
    assert (mark.pieces[0].node, mark.quote) == (node.id, node.text[2:5])


# --- files that are none -----------------------------------------------------------------


def test_other_files_are_refused_with_what_to_do(
    store: Store, send: Send, tmp_path: Path, measures: list[Node]
) -> None:
    sent = send()
    sent.comment(sent.words(measures[0].text[:5], measures[0].id), "意见")
    good = sent.save(tmp_path / "good.docx").read_bytes()
    bad = tmp_path / "坏.docx"

    def said(data: bytes, name: str = "坏.docx") -> str:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UserError) as error:
            returned.take_file(store, author="王明", path=path)
        assert not returned.is_returned(path)
        assert marks.listed(store, query=MarkQuery()) == []
        return str(error.value)

    assert "空文件" in said(b"")
    assert "已损坏" in said(good[: len(good) // 2])
    assert "不是 .docx" in said(b"%PDF-1.7 ...")
    assert "另存" in said(b"no file of any kind")
    evil = Sent(tmp_path / "good.docx")
    evil.parts["word/styles.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "实体" in said(evil.save(bad).read_bytes())
    evil = Sent(tmp_path / "good.docx")
    evil.parts["word/styles.xml"] = b" " * 50_000_000
    assert "解压后超过" in said(evil.save(bad).read_bytes())
    with pytest.raises(UserError, match="找不到"):
        returned.take_file(store, author="王明", path=tmp_path / "没有.docx")
    with pytest.raises(UserError, match="文件夹"):
        returned.take_file(store, author="王明", path=tmp_path)
    assert returned.is_returned(tmp_path / "good.docx")


def test_reports_on_documents_that_are_not_here(
    store: Store, send: Send, back: Callable, measures: list[Node], document: Document
) -> None:
    sent = send()
    sent.comment(sent.words(measures[0].text[:5], measures[0].id), "意见")
    for each in documents.list_documents(store):
        documents.remove(store, documents=[each.id], author="王明")
    with pytest.raises(UserError, match="不在资料库里"):
        back(sent)
    for element in list(sent.body.iter(f"{W}bookmarkStart")):
        element.getparent().remove(element)
    sent.parts["word/styles.xml"] = sent.parts["word/styles.xml"].replace(
        "督办标签行".encode(), "别的".encode()
    )
    with pytest.raises(UserError, match="不是策阅导出的报告"):
        back(sent)


def test_a_report_without_comments_brings_nothing(send: Send, back: Callable) -> None:
    result = back(send())
    assert result.came == ()
    assert "没有批注" in returned.summary(result)
