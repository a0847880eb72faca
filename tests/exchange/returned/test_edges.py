"""Comments where a report and the library have gone apart, and files that are odd inside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from desktop.actions import documents, marks, returned
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.errors import UserError
from desktop.exchange.returned.flow import Edit, Span, flow
from desktop.exchange.returned.remarks import Remark, roots
from desktop.model import Document, Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import W15, Sent, W, mark_of, one
from tests.journeys import policy

Send = Callable[..., Sent]


def nodes_of(store: Store, document: str) -> list[Node]:
    return [
        node
        for node in documents.load_outline(store, document=document).walk()
        if node.kind is Kind.MEASURE
    ]


def test_a_report_on_an_older_text(
    store: Store, send: Send, back: Callable, tmp_path: Path
) -> None:
    """What the newer text still has is found there; what it has lost waits for a place."""
    path = policy(tmp_path, 7, "不走过场。要逐项核对数据，逐条落实责任，逐月通报进展。")
    first = documents.import_file(store, path=path).document
    assert first is not None
    one_, two = nodes_of(store, first.id)
    sent = send("review", first.id)
    sent.comment(sent.words("逐条落实责任", one_.id), "还在的")
    sent.comment(sent.words("认真检查", two.id), "没有了的")
    sent.comment(sent.words(two.label, two.id), "整条没有了")
    newer = path.read_text("utf-8").replace("认真测试，", "认真测试，切实改进作风，")
    path.write_text(newer[: newer.index("2.做好检查")] + "2.推广经验。总结典型做法。\n", "utf-8")
    assert documents.import_file(store, path=path).outcome == "version"
    result = back(sent)
    kept = mark_of(one(result, "added"))
    assert kept.quote == "逐条落实责任"
    now = store.places.current([kept.pieces[0].node])[kept.pieces[0].node]
    assert now.text[kept.pieces[0].start : kept.pieces[0].end] == "逐条落实责任"
    lost = {each.said: mark_of(each) for each in result.of("unplaced")}
    assert set(lost) == {"没有了的", "整条没有了"}
    assert lost["没有了的"].quote == "认真检查"
    assert all(mark.orphaned for mark in lost.values())
    assert len(back(sent).of("known")) == 3


def test_words_of_table_cells(store: Store, send: Send, back: Callable) -> None:
    document = documents.list_documents(store)[4].id
    outline = documents.load_outline(store, document=document)
    table = next(node for node in outline.walk() if node.rows)
    _, left, _, _, right, *_ = next(row for row in table.rows or () if row[0] == "1.2")
    sent = send("review", document)
    sent.comment(sent.words(left, table.id), "左格")
    start, end = sent.words(left, table.id), sent.words(right, table.id)
    sent.comment([*start, *end], "两格")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert found["左格"].quote == left
    assert found["两格"].quote == f"{left}\t81.0\t—\t{right}"


def test_edited_words_without_a_bookmark(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    """The words are looked for by themselves where their paragraph is no longer what it was."""
    node = nodes_of(store, document.id)[3]
    sent = send(clean=True)
    words, other = node.text[40:52], node.text[5:11]
    chars = sent.words(words)
    sent.comment(chars, "还在")
    sent.track(node.text[70:74], "改成别的", author="李处")
    sent.replace(other, "已经换了的话")
    sent.comment(sent.words("已经换了的话"), "换了的")
    result = back(sent)
    found = {each.said: each for each in result.came}
    assert mark_of(found["还在"]).quote == words
    assert mark_of(found["还在"]).pieces[0].node == node.id
    changed = mark_of(found["换了的"])
    if changed.scope == "text" and not changed.orphaned:
        assert changed.pieces[0].node == node.id
        assert changed.pieces[0].start < 11
        assert changed.pieces[0].end > 5
    else:
        assert "已经换了的话" in changed.note + changed.quote


def test_a_comment_that_the_text_does_not_name(send: Send, back: Callable) -> None:
    sent = send()
    id_ = sent.comment(sent.words("审阅报告"), "没有位置")
    for element in list(sent.body.iter()):
        if element.get(f"{W}id") == id_ and "omment" in str(element.tag):
            element.getparent().remove(element)
    mark = mark_of(one(back(sent), "added"))
    assert (mark.scope, mark.note) == ("document", "没有位置")


def test_bookmarks_without_an_end_or_inside_others(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    nodes = nodes_of(store, document.id)
    sent = send()
    for number, node in enumerate(nodes[:2]):
        sent.comment(sent.words(node.text[3:9], node.id), f"第{number}")
    ids = {
        element.get(f"{W}name"): element.get(f"{W}id")
        for element in sent.body.iter(f"{W}bookmarkStart")
    }
    for element in list(sent.body.iter(f"{W}bookmarkEnd")):
        if element.get(f"{W}id") == ids[f"ceyue_{nodes[0].id}"]:
            element.getparent().remove(element)
    outer = etree.Element(f"{W}bookmarkStart", {f"{W}id": "9999"})
    outer.set(f"{W}name", f"ceyue_{nodes[5].id}")
    sent.body[0].insert(0, outer)
    sent.body[0].append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": "9999"}))
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    for number, node in enumerate(nodes[:2]):
        assert (found[f"第{number}"].pieces[0].node, found[f"第{number}"].quote) == (
            node.id,
            node.text[3:9],
        )


def test_moments_that_are_none_and_threads_that_go_round(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    node = nodes_of(store, document.id)[0]
    marks.annotate_document(store, author="王明", document=document.id, note="自己的")
    sent = send()
    first = sent.comment(sent.words(node.text[3:9], node.id), "甲", at="昨天")
    sent.comment(sent.words(node.text[3:5], node.id), "乙", parent=first, at="0001-01-01T00:00:00")
    assert sent.extended is not None
    (entry,) = [
        each for each in sent.extended if each.get(f"{W15}paraId") == sent.paragraph_of(first)
    ]
    entry.set(f"{W15}paraIdParent", sent.paragraph_of(first))
    result = back(sent)
    assert {mark_of(each).note for each in result.of("added")} == {"甲", "乙"}
    assert len(back(sent).of("known")) == 3
    loop = [Remark("1", "", "", "a", parent="2"), Remark("2", "", "", "b", parent="1")]
    assert set(roots(loop)) == {"1", "2"}


def test_a_picture_in_a_comment_is_told(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    node = nodes_of(store, document.id)[0]
    sent = send()
    sent.comment(sent.words(node.text[3:9], node.id), "看图")
    run = next(sent.own("看图").iter(f"{W}r"))
    for name in ("tab", "br", "drawing"):
        etree.SubElement(run, f"{W}{name}")
    assert mark_of(one(back(sent), "added")).note == "看图\n（批注中有图片，请看原来的文件。）"


def test_files_with_passwords_and_old_files(store: Store, tmp_path: Path) -> None:
    def said(data: bytes) -> str:
        path = tmp_path / "x.docx"
        path.write_bytes(data)
        with pytest.raises(UserError) as error:
            returned.look(store, path=path)
        return str(error.value)

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert "有密码" in said(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "另存为 .docx" in said(ole + b"WordDocument")
    assert not returned.is_returned(tmp_path / "x.txt")


def test_what_a_reading_leaves_out() -> None:
    root = etree.fromstring(
        '<w:body xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>甲</w:t></w:r>"
        '<w:ins w:author="a"><w:r><w:t>乙</w:t><w:br/></w:r>'
        '<w:del w:author="b"><w:r><w:delText>丙</w:delText></w:r></w:del></w:ins>'
        '<w:moveFrom w:author="b"><w:r><w:t>丁</w:t></w:r></w:moveFrom>'
        '<w:commentRangeStart w:id="1"/><w:moveTo w:author="b"><w:r><w:t>戊</w:t></w:r></w:moveTo>'
        '</w:p><w:p><w:bookmarkStart w:id="7" w:name="x"/><w:r><w:t>己</w:t></w:r></w:p></w:body>'
    )
    found = flow(root, {})
    assert found.text == "甲乙\n丙丁戊\n己\n"
    whole = Span(0, len(found.text))

    def read(accepts: Callable[[Edit], bool]) -> str:
        return "".join(found.text[place] for place in found.reading(whole, accepts))

    assert read(lambda _: True) == "甲乙\n戊\n己\n"
    assert read(lambda _: False) == "甲丁\n己\n"
    assert read(lambda edit: edit.author == "a") == "甲乙\n丙丁\n己\n"
    assert found.edits(Span(0, 1)) == set()
    assert found.comments == {"1": Span(5, 5)}
    assert found.bookmarks == [("x", Span(7, 7))]


def test_a_file_of_another_library_is_told_by_its_words(
    store: Store, document: Document, tmp_path: Path
) -> None:
    """Bookmarks of nodes that are not here count for nothing; titles and words do."""
    node = nodes_of(store, document.id)[2]
    path = tmp_path / "other.docx"
    making.write(store, request=Request("review", Selection(documents=(document.id,))), target=path)
    sent = Sent(path)
    sent.comment(sent.words(node.text[4:12], node.id), "别的库")
    for element in sent.body.iter(f"{W}bookmarkStart"):
        element.set(f"{W}name", "ceyuex_0123456789abcdef0123456789abcdef")
    result = returned.take_file(store, author="王明", path=sent.save(path))
    assert mark_of(one(result, "added")).quote == node.text[4:12]
    # The same words in a file of one's own, where no title tells the document.
    text = node.text.split("\n")[0]
    for paragraph in list(sent.body.iter(f"{W}p")):
        if text not in "".join(paragraph.itertext()) and paragraph.getparent() is sent.body[0]:
            sent.body[0].remove(paragraph)
    marks.delete(store, author="王明", marks=[mark_of(one(result, "added")).id])
    sent.comment(sent.words(node.text[20:26]), "摘出来的")
    result = returned.take_file(store, author="王明", path=sent.save(path))
    assert mark_of(one(result, "added")).quote == node.text[20:26]


def test_a_column_of_a_comparison_tells_the_document(
    store: Store, send: Send, back: Callable
) -> None:
    """Where both documents have the words, and no bookmark is left, and the cell was edited."""
    province, _, _, city, *_ = documents.list_documents(store)
    shared = {node.title: node for node in nodes_of(store, city.id)}
    both = next(
        node
        for node in nodes_of(store, province.id)
        if node.title in shared and shared[node.title].text == node.text and len(node.text) > 60
    )
    other = shared[both.title]
    sent = send("comparison", province.id, city.id, clean=True)
    sent.comment(sent.words(both.text[20:30], nth=1), "右边的")
    sent.replace(both.text[50:54], "改过了", nth=1)
    mark = mark_of(one(back(sent), "added"))
    assert (mark.document, mark.pieces[0].node, mark.quote) == (
        city.id,
        other.id,
        other.text[20:30],
    )


def test_a_bookmark_around_other_words_counts_for_nothing(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    first, second, *_ = nodes_of(store, document.id)
    sent = send()
    names = {
        f"ceyue_{first.id}": f"ceyue_{second.id}",
        f"ceyue_{second.id}": f"ceyue_{first.id}",
    }
    sent.comment(sent.words(first.text[10:22], first.id), "换了书签")
    for element in sent.body.iter(f"{W}bookmarkStart"):
        name = element.get(f"{W}name") or ""
        element.set(f"{W}name", names.get(name, name))
    mark = mark_of(one(back(sent), "added"))
    assert (mark.pieces[0].node, mark.quote) == (first.id, first.text[10:22])


def test_a_word_kept_in_a_sentence_written_anew_is_not_taken_for_the_old_one(
    send: Send, back: Callable, store: Store, document: Document
) -> None:
    node = nodes_of(store, document.id)[0]
    sent = send()
    kept = node.text[30:33]
    sent.replace(
        node.text[12:50], f"今后一律由各市自行安排{kept}并向省里书面报告结果和原因", node.id
    )
    sent.comment(sent.words(kept, node.id), "说得不对")
    mark = mark_of(one(back(sent), "added"))
    assert mark.pieces[0].node == node.id
    assert mark.scope == "node"
    assert mark.note == f"说得不对\n（批注处：“{kept}”）"
