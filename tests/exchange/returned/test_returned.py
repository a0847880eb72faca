"""What comes of each comment of a report that was sent out, commented, edited and returned."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from desktop.actions import documents, history, ledger, marks, returned, tags
from desktop.annotations import MarkQuery, Target
from desktop.model import Document, Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import Sent, W, mark_of, one
from tests.rewording import reword

Send = Callable[..., Sent]


# --- new comments ------------------------------------------------------------------------


def test_author_and_moment_are_kept(send: Send, back: Callable, measures: list[Node]) -> None:
    sent = send()
    words = measures[2].text[4:12]
    sent.comment(sent.words(words, measures[2].id), "第一行\n第二行", author="张 厅长")
    mark = mark_of(one(back(sent), "added"))
    assert (mark.author, mark.note, mark.quote) == ("张 厅长", "第一行\n第二行", words)
    assert mark.created == mark.modified
    local = datetime.fromisoformat(mark.created).astimezone()
    assert local.replace(tzinfo=None).isoformat(timespec="seconds") == "2026-03-05T09:30:00"


def test_an_import_is_one_step_and_undone_can_come_again(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    for node in measures[:3]:
        sent.comment(sent.words(node.text[:6], node.id), f"看{node.label}")
    assert len(back(sent).of("added")) == 3
    assert marks.count(store, document=documents.list_documents(store)[0].id) == 3
    history.undo(store, author="王明")
    assert marks.listed(store, query=MarkQuery()) == []
    assert len(back(sent).of("added")) == 3
    assert len(back(sent).of("known")) == 3


def test_what_was_deleted_here_does_not_come_again(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 0, 4)], note="自己的")
    sent = send()
    sent.comment(sent.words(measures[2].text[:6], measures[2].id), "删掉的")
    added = mark_of(one(back(sent), "added"))
    marks.delete(store, author="王明", marks=[added.id, own.id])
    result = back(sent)
    assert [each.message for each in result.of("known")] == ["已在本库删除，没有再加"] * 2
    assert marks.listed(store, query=MarkQuery()) == []


def test_only_what_was_chosen_is_taken(
    store: Store, send: Send, measures: list[Node], tmp_path: Path
) -> None:
    sent = send()
    for node in measures[:3]:
        sent.comment(sent.words(node.text[:6], node.id), f"看{node.label}")
    told: list[tuple[int, int]] = []
    incoming = returned.look(
        store,
        path=sent.save(tmp_path / "back.docx"),
        progress=lambda done, total, _: told.append((done, total)),
    )
    assert incoming is not None
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert marks.listed(store, query=MarkQuery()) == []
    result = returned.take(store, author="王明", incoming=incoming, chosen=[incoming.came[1].key])
    assert [each.said for each in result.came] == [f"看{measures[1].label}"]
    assert len(marks.listed(store, query=MarkQuery())) == 1
    assert returned.look(store, path=incoming.path, cancelled=lambda: True) is None


def test_a_range_over_measures_becomes_pieces(
    send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    first, second = measures[0], measures[1]
    start, end = sent.words(first.text[-5:], first.id), sent.words(second.text[:7], second.id)
    sent.comment([*start, *end], "连着看")
    mark = mark_of(one(back(sent), "added"))
    assert [(piece.node, piece.quote) for piece in mark.pieces] == [
        (first.id, first.text[-5:]),
        (second.id, second.text[:7]),
    ]


def test_words_that_are_no_text_lead_to_what_they_stand_in(
    store: Store, send: Send, back: Callable, measures: list[Node], document: Document
) -> None:
    outline = documents.load_outline(store, document=document.id)
    chapter = next(node for node in outline.walk() if node.kind is Kind.CHAPTER)
    tags.tag(store, author="王明", targets=[Target("node", measures[3].id)], path="能源")
    sent = send()
    sent.comment(sent.words(chapter.title, chapter.id), "标题")
    sent.comment(sent.words(measures[0].label, measures[0].id), "序号")
    sent.comment(sent.words(document.title, nth=2), "文件名")
    sent.comment(sent.words("审阅报告"), "报告名")
    sent.comment(sent.words("标签：能源"), "标签行")
    sent.point(sent.words(measures[5].text[3:6], measures[5].id)[0], "空白处")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert {said: mark.scope for said, mark in found.items()} == {
        "标题": "node", "序号": "node", "文件名": "document", "报告名": "document",
        "标签行": "node", "空白处": "node",
    }  # fmt: skip
    assert found["标题"].pieces[0].node == chapter.id
    assert found["标题"].note == "标题"
    assert found["序号"].pieces[0].node == measures[0].id
    assert found["文件名"].note == "文件名"
    assert found["报告名"].note == "报告名\n（批注处：“审阅报告”）"
    assert found["标签行"].pieces[0].node == measures[3].id
    assert found["空白处"].pieces[0].node == measures[5].id
    again = back(sent)
    assert len(again.of("known")) == len(again.came)


def test_a_comment_of_nobody_and_of_no_time(
    send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    for _ in range(2):
        sent.comment(sent.words(measures[2].text[:6], measures[2].id), "同样", author="", at="")
    sent.comment(sent.words(measures[3].text[:6], measures[3].id), "  \n")
    result = back(sent)
    assert [mark_of(each).author for each in result.of("added")] == ["未署名", "未署名"]
    assert len(back(sent).of("known")) == len(result.came) == 2


# --- threads -----------------------------------------------------------------------------


def test_answers_stand_on_the_words_of_their_thread(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 2, 9)], note="怎么办？")
    sent = send()
    asked = sent.own("怎么办？").get(f"{W}id")
    words = sent.words(measures[0].text[2:5], measures[0].id)
    sent.comment(words, "照办", parent=asked)
    mine = sent.comment(sent.words(measures[4].text[:5], measures[4].id), "新问题")
    sent.comment(sent.words(measures[4].text[:2], measures[4].id), "答新问题", parent=mine)
    result = back(sent)
    by_note = {each.said: mark_of(each) for each in result.of("added")}
    assert by_note["照办"].pieces == own.pieces
    assert by_note["答新问题"].pieces == by_note["新问题"].pieces
    order = [each.note for each in marks.of_document(store, document=own.document)]
    assert order.index("新问题") < order.index("答新问题")
    assert len(back(sent).of("known")) == 4


def test_settled_threads_say_so(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 2, 9)], note="怎么办？")
    sent = send()
    sent.settle(sent.own("怎么办？"))
    sent.comment(sent.words(measures[4].text[:5], measures[4].id), "已经改了", done=True)
    result = back(sent)
    assert one(result, "updated").message == "标为已解决"
    assert marks.get(store, mark=own.id).note == "怎么办？\n（已解决）"
    assert mark_of(one(result, "added")).note == "已经改了\n（已解决）"
    assert len(back(sent).of("known")) == 2
    assert len(back(send()).of("known")) == 2  # as they are sent out once more


# --- comments of ours --------------------------------------------------------------------


def test_a_note_that_was_edited_is_edited_here(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 2, 9)], note="初稿")
    tags.tag(store, author="王明", targets=[Target("mark", own.id)], path="能源")
    sent = send(details="comment")
    next(sent.own("初稿\n标签：能源").iter(f"{W}t")).text = "定稿"
    came = one(back(sent), "updated")
    assert came.message == "内容改为回稿中的"
    assert marks.get(store, mark=own.id).note == "定稿"
    history.undo(store, author="王明")
    assert marks.get(store, mark=own.id).note == "初稿"


def test_what_was_edited_there_and_here_stands_twice(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 2, 9)], note="初稿")
    sent = send()
    store.clock = _later(store)
    marks.set_note(store, author="王明", mark=own.id, note="自己又改过")
    assert len(back(sent).of("known")) == 1  # as it was when it was sent
    next(sent.own("初稿").iter(f"{W}t")).text = "上级改的"
    added = mark_of(one(back(sent), "added"))
    assert (added.note, added.pieces) == ("上级改的", own.pieces)
    assert marks.get(store, mark=own.id).note == "自己又改过"
    assert len(back(sent).of("known")) == 1


def _later(store: Store) -> Callable:
    clock = store.clock
    return lambda: clock() + timedelta(minutes=5)


def test_a_comment_that_was_moved_moves_its_mark(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    own = marks.add(store, author="王明", pieces=[(measures[0].id, 2, 9)], note="放错了")
    sent = send()
    number = sent.own("放错了").get(f"{W}id")
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for each in list(sent.body.iter(f"{W}{tag}")):
            if each.get(f"{W}id") == number:
                each.getparent().remove(each)
    id_ = sent.comment(sent.words(measures[1].text[3:8], measures[1].id), "x")
    for each in sent.body.iter():
        if each.get(f"{W}id") == id_ and "comment" in each.tag:
            each.set(f"{W}id", number)
    sent.comments.remove(sent.own("x"))
    assert one(back(sent), "updated").message == "移到回稿中的位置"
    now = marks.get(store, mark=own.id)
    assert (now.pieces[0].node, now.quote) == (measures[1].id, measures[1].text[3:8])


def test_comments_are_known_without_the_numbers_that_word_keeps(
    store: Store, send: Send, back: Callable, measures: list[Node]
) -> None:
    """As LibreOffice saves them: words, authors and moments are all that is left."""
    for node in measures[:4]:
        marks.add(store, author="王明", pieces=[(node.id, 0, 5)], note="同样的话")
    pieces = [(measures[6].id, 0, len(measures[6].text)), (measures[7].id, 0, 5)]
    both = marks.add(store, author="王明", pieces=pieces, note="两段")
    ledger.start(store, author="王明", nodes=[measures[5].id])
    sent = send(details="comment")
    sent.extended = None
    del sent.parts["word/commentsExtended.xml"], sent.parts["word/commentsIds.xml"]
    for element in sent.comments.iter():
        for name in [name for name in element.attrib if name.endswith("paraId")]:
            del element.attrib[name]
    result = back(sent)
    assert len(result.of("known")) == len(result.came) == 7
    next(sent.own("两段").iter(f"{W}t")).text = "两段都改"
    came = one(back(sent), "updated")
    assert mark_of(came).id == both.id


# --- edited text -------------------------------------------------------------------------


def test_tracked_changes_of_others_lead_to_the_words_that_are_here(
    send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    node = measures[0]
    old = node.text[12:20]
    sent.comment(sent.words(old, node.id), "整句改掉")
    sent.comment(sent.words(node.text[20:30], node.id), "后面的")
    sent.track(old, "完全不同的另一种说法", node.id)
    added = sent.words("另一种说法", node.id)
    sent.comment(added, "新加的话")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert found["整句改掉"].quote == old
    assert found["后面的"].quote == node.text[20:30]
    assert found["新加的话"].scope == "node"
    assert found["新加的话"].note == "新加的话\n（批注处：“另一种说法”）"


def test_a_measure_written_anew_takes_its_comments_as_a_whole(
    send: Send, back: Callable, measures: list[Node]
) -> None:
    sent = send()
    node = measures[0]
    whole = node.text.split("\n")[0]
    sent.replace(whole[10:60], "上级认为这里应当换成别的要求并写明时间和责任单位", node.id)
    sent.comment(sent.words("换成别的要求", node.id), "请按此修改")
    mark = mark_of(one(back(sent), "added"))
    assert mark.scope == "node"
    assert "换成别的要求" in mark.note


def test_corrections_of_ours_and_changes_of_others_in_one_place(
    store: Store, send: Send, back: Callable, measures: list[Node], document: Document
) -> None:
    node = measures[0]
    text = f"{node.text[:10]}更正后的字{node.text[14:]}"
    reword(store, document.id, node, text, author="王明")
    sent = send(tracked=True)
    sent.comment(sent.words("更正后的字", node.id), "看更正")
    sent.track(node.text[20:24], "别人改的", node.id)
    sent.comment(sent.words(node.text[24:30], node.id), "看后面")
    found = {each.said: mark_of(each) for each in back(sent).of("added")}
    assert found["看更正"].quote == "更正后的字"
    assert found["看后面"].quote == node.text[24:30]
