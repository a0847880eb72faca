"""Undo and redo say what they do, work after a restart, and leave an audit."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.actions import documents, history, library, marks, tags
from desktop.annotations import Mark, Target
from desktop.errors import UserError
from desktop.store import Store
from desktop.tables.history import Step
from tests.actions.made import Clock, everything, fill

WHO = "张三"


@pytest.fixture
def mark(filled: Store, clock: Clock) -> Mark:
    made = marks.add(filled, author=WHO, pieces=[("a-1", 0, 6)])
    clock.wait(60)
    return made


def labels(store: Store, document: str | None = None) -> list[str]:
    return [entry.label for entry in history.entries(store, limit=99, document=document)]


def test_a_new_library_has_nothing_to_undo(filled: Store) -> None:
    before = filled.changes
    assert history.can_undo(filled) is None
    assert history.can_redo(filled) is None
    assert history.undo(filled) is None
    assert history.redo(filled) is None
    assert labels(filled) == []
    assert filled.changes == before


def test_the_labels_say_what(filled: Store, mark: Mark) -> None:
    tags.tag(filled, author=WHO, targets=[Target("mark", mark.id)], path="能源")
    marks.set_colour(filled, author=WHO, marks=[mark.id], colour="key2")
    marks.annotate_node(filled, author=WHO, node="a-2", note="甲")
    marks.annotate_document(filled, author=WHO, document="a", note="乙")
    marks.delete(filled, author=WHO, marks=[mark.id])
    documents.set_group(filled, documents=["a", "b"], group="能源", author=WHO)
    documents.set_group(filled, documents=["a"], group="", author=WHO)
    documents.set_archived(filled, documents=["a"], archived=True, author=WHO)
    documents.remove(filled, documents=["a"], author=WHO)
    assert labels(filled) == [
        "移除《能源保供方案》",
        "归档《能源保供方案》",
        "把《能源保供方案》移出分组",
        "把 2 份文件归入“能源”",
        "删除批注“稳定煤炭产能”",
        "批注《能源保供方案》",
        "批注“2. 保障电煤。”",
        "改为“疑问”：“稳定煤炭产能”",
        "加标签“能源”",
        "添加批注“稳定煤炭产能”",
    ]
    assert labels(filled, "b") == ["把 2 份文件归入“能源”"]
    assert {entry.author for entry in history.entries(filled, limit=99)} == {WHO}


def test_undo_and_redo_are_steps_of_their_own(filled: Store, mark: Mark) -> None:
    assert history.undo(filled, author="李四") == "添加批注“稳定煤炭产能”"
    assert history.can_undo(filled) is None
    assert history.redo(filled, author="王五") == "添加批注“稳定煤炭产能”"
    found = history.entries(filled, limit=9)
    assert [(each.id, each.author, each.label, each.undoes, each.undone) for each in found] == [
        (3, "王五", "重做：添加批注“稳定煤炭产能”", 2, False),
        (2, "李四", "撤销：添加批注“稳定煤炭产能”", 1, False),
        (1, WHO, "添加批注“稳定煤炭产能”", None, False),
    ]
    history.undo(filled)
    assert history.entries(filled, limit=9)[-1].undone
    assert len(history.entries(filled, limit=2)) == 2
    assert library.check(filled) == []


def test_something_else_done_takes_away_what_could_be_redone(filled: Store, mark: Mark) -> None:
    marks.set_note(filled, author=WHO, mark=mark.id, note="甲")
    history.undo(filled)
    tags.create(filled, author=WHO, path="能源")
    assert history.can_redo(filled) is None
    history.undo(filled)
    assert history.can_redo(filled) == "新建标签“能源”"
    assert history.undo(filled) == "添加批注“稳定煤炭产能”"
    assert history.redo(filled) == "添加批注“稳定煤炭产能”"
    assert history.redo(filled) == "新建标签“能源”"
    assert history.redo(filled) is None
    assert marks.get(filled, mark=mark.id).note == ""


def test_what_changes_nothing_is_no_step(filled: Store, mark: Mark) -> None:
    marks.set_note(filled, author=WHO, mark=mark.id, note="甲")
    history.undo(filled)
    before = labels(filled)
    marks.set_note(filled, author=WHO, mark=mark.id, note="")
    marks.set_colour(filled, author=WHO, marks=[mark.id], colour="key1")
    marks.delete(filled, author=WHO, marks=["没有"])
    documents.set_group(filled, documents=["a"], group="")
    assert labels(filled) == before
    assert history.can_redo(filled) == "修改批注“稳定煤炭产能”"


def test_rapid_typing_is_one_step(filled: Store, mark: Mark, clock: Clock) -> None:
    for note in ("需", "需核", "需核实"):
        marks.set_note(filled, author=WHO, mark=mark.id, note=note)
        clock.wait(5)
    assert len(labels(filled)) == 2
    history.undo(filled)
    assert marks.get(filled, mark=mark.id) == mark
    history.redo(filled)
    assert marks.get(filled, mark=mark.id).note == "需核实"


def test_typing_after_a_while_or_elsewhere_or_by_another_is_a_step(
    filled: Store, mark: Mark, clock: Clock
) -> None:
    other = marks.add(filled, author=WHO, pieces=[("a-2", 0, 4)])
    marks.set_note(filled, author=WHO, mark=mark.id, note="一")
    clock.wait(5.001)
    marks.set_note(filled, author=WHO, mark=mark.id, note="二")
    marks.set_note(filled, author="李四", mark=mark.id, note="三")
    marks.set_note(filled, author="李四", mark=other.id, note="四")
    marks.set_note(filled, author="李四", mark=mark.id, note="五")
    history.undo(filled)
    marks.set_note(filled, author="李四", mark=mark.id, note="六")
    history.undo(filled)
    history.redo(filled)
    marks.set_note(filled, author="李四", mark=mark.id, note="七")
    clock.wait(-3600)  # the computer's clock was set back
    marks.set_note(filled, author="李四", mark=mark.id, note="八")
    notes = []
    while marks.get(filled, mark=mark.id).note:
        notes.append(marks.get(filled, mark=mark.id).note)
        history.undo(filled)
    assert notes == ["八", "七", "六", "三", "三", "二", "一"]


def test_typing_that_ends_where_it_began_leaves_the_note_as_it_was(
    filled: Store, mark: Mark
) -> None:
    marks.set_colour_name(filled, author=WHO, colour="key1", name="要点")
    marks.set_colour_name(filled, author=WHO, colour="key1", name="重点")
    assert history.can_undo(filled) == "添加批注“稳定煤炭产能”"


def test_undo_works_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    with Store.open(path) as store:
        fill(store)
        begin = everything(store)
        tags.tag(store, author=WHO, targets=[Target("node", "a-1")], path="能源/煤炭")
        middle = everything(store)
        documents.remove(store, documents=["a"])
        end = everything(store)
    with Store.open(path) as store:
        assert history.undo(store) == "移除《能源保供方案》"
        assert everything(store) == middle
    with Store.open(path) as store:
        assert history.undo(store) == "加标签“能源/煤炭”"
        assert everything(store) == begin
        history.redo(store)
    with Store.open(path) as store:
        assert history.redo(store) == "移除《能源保供方案》"
        assert everything(store) == end


def test_a_removed_document_is_hidden_and_comes_back(filled: Store, mark: Mark) -> None:
    before = documents.list_documents(filled)
    documents.remove(filled, documents=["a"])
    assert [document.id for document in documents.list_documents(filled)] == ["b"]
    with pytest.raises(UserError, match="a"):
        documents.load_outline(filled, document="a")
    history.undo(filled)
    assert documents.list_documents(filled) == before
    assert marks.of_document(filled, document="a") == [mark]


def test_a_purged_document_takes_its_history_along(filled: Store, mark: Mark) -> None:
    tags.tag(
        filled, author=WHO, targets=[Target("mark", mark.id), Target("node", "b-0")], path="能源"
    )
    (tag,) = tags.tree(filled)
    tags.delete(filled, author=WHO, tag=tag.id)
    documents.remove(filled, documents=["a"])
    documents.purge(filled, documents=["a"])
    assert library.check(filled) == []
    assert labels(filled)[0] == "移除《能源保供方案》"  # who did what stays known
    assert history.undo(filled) == "删除标签“能源”"
    assert {tag.path: tag.uses for tag in tags.tree(filled)} == {"能源": 1}
    assert history.undo(filled) == "加标签“能源”（2 处）"
    assert history.undo(filled) is None
    assert history.redo(filled) == "加标签“能源”（2 处）"
    assert library.check(filled) == []


def test_what_was_removed_long_ago_is_purged(filled: Store, clock: Clock) -> None:
    documents.remove(filled, documents=["a"])
    clock.wait(timedelta(days=89).total_seconds())
    documents.remove(filled, documents=["b"])
    assert documents.purge_removed(filled) == 0
    clock.wait(timedelta(days=1, seconds=1).total_seconds())
    assert documents.purge_removed(filled) == 1
    history.undo(filled)
    assert [document.id for document in documents.list_documents(filled)] == ["b"]
    assert history.undo(filled) is None
    history.redo(filled)
    clock.wait(timedelta(days=99).total_seconds())
    with Store.open(filled.path, read_only=True) as reader:
        reader.clock = clock
        assert documents.purge_removed(reader) == 0
    assert documents.purge_removed(filled) == 1


def test_a_permanent_step_is_told_but_not_undone(filled: Store, mark: Mark) -> None:
    with filled.transaction(), filled.history.step(Step("导入", "", filled.now(), permanent=True)):
        filled.documents.change("b", group_name="新")
    assert history.entries(filled, limit=1)[0].permanent
    assert history.undo(filled) == "添加批注“稳定煤炭产能”"
    assert documents.groups(filled) == ["新"]


def test_a_mark_that_comes_back_to_a_changed_text_is_not_on_other_words(
    filled: Store, mark: Mark
) -> None:
    marks.delete(filled, author=WHO, marks=[mark.id])
    filled._connection.execute("UPDATE nodes SET text = '完全不同的另一句话。' WHERE id = 'a-1'")
    filled._connection.commit()
    history.undo(filled)
    (back,) = marks.of_document(filled, document="a")
    assert back.orphaned
    assert back.pieces == mark.pieces
    assert library.check(filled) == []
    history.redo(filled)
    assert marks.of_document(filled, document="a") == []


def test_a_failed_action_leaves_no_step(filled: Store, mark: Mark) -> None:
    before = everything(filled), labels(filled)

    def fail() -> None:
        with filled.step("失败", author=WHO):
            filled.marks.remove(mark)
            raise UserError("停")

    with pytest.raises(UserError, match="停"):
        fail()
    assert (everything(filled), labels(filled)) == before
    marks.set_note(filled, author=WHO, mark=mark.id, note="可写")
    with (
        pytest.raises(RuntimeError, match="inside another"),
        filled.step("外", author=WHO),
        filled.history.step(Step("内", WHO, filled.now())),
    ):
        pass
