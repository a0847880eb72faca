"""A newer parser parses stored texts again: what people made stays on its words, or is listed."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import structure
from desktop.actions import (
    correcting,
    documents,
    history,
    ledger,
    library,
    marks,
    reading,
    reparsing,
    tags,
)
from desktop.annotations import Target
from desktop.corrections import PutAside
from desktop.errors import UserError
from desktop.model import Node, Outline
from desktop.store import Store
from tests.actions.made import everything
from tests.journeys import policy
from tests.rewording import reword

WHO = "张三"
Parser = Callable[[Callable[[Outline], Outline]], None]


@pytest.fixture
def own(home: Path) -> Store:
    with Store.open(home / "own.db") as opened:
        documents.import_file(opened, path=policy(home, 7))
        yield opened


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Parser:
    """Lets an older program have parsed what there is, and a newer one parse otherwise."""
    parse = structure.outline

    def use(change: Callable[[Outline], Outline]) -> None:
        monkeypatch.setattr("desktop.PARSER", "test")
        monkeypatch.setattr(structure, "outline", lambda source: change(parse(source)))

    return use


def only(store: Store) -> str:
    (found,) = documents.list_documents(store)
    return found.id


def nodes(store: Store) -> list[Node]:
    return list(documents.load_outline(store, document=only(store)).walk())


def labelled(store: Store, label: str) -> Node:
    return next(node for node in nodes(store) if node.label == label)


def reworded(store: Store, label: str, old: str, new: str) -> None:
    node = labelled(store, label)
    reword(store, only(store), node, node.text.replace(old, new), author=WHO)


def without(label: str) -> Callable[[Outline], Outline]:
    def change(outline: Outline) -> Outline:
        (chapter,) = outline.nodes
        kept = tuple(each for each in chapter.children if each.label != label)
        return replace(outline, nodes=(replace(chapter, children=kept),))

    return change


def test_the_same_parser_has_nothing_to_do(own: Store) -> None:
    assert reparsing.outdated(own) == []
    assert reparsing.reparse_all(own) == []
    assert reparsing.told([]) == ""


def test_a_parser_that_sees_the_same_changes_nothing(own: Store, older: Parser) -> None:
    reworded(own, "1.", "认真测试", "认真地测试")
    before = nodes(own)
    older(lambda outline: outline)
    assert reparsing.outdated(own) == [only(own)]
    (result,) = reparsing.reparse_all(own)
    assert not result.changed
    assert nodes(own) == before
    assert reparsing.outdated(own) == []


def test_corrections_and_marks_come_along(own: Store, older: Parser) -> None:
    reworded(own, "1.", "认真测试", "认真地测试")
    node = labelled(own, "1.")
    start = node.text.index("认真地")
    mark = marks.add(own, author=WHO, pieces=[(node.id, start, start + 3)])
    older(without("2."))
    (result,) = reparsing.reparse_all(own)
    assert (result.changed, result.unfit, result.lost) == (True, (), 0)
    assert labelled(own, "1.").id == node.id
    assert "认真地测试" in labelled(own, "1.").text
    assert marks.get(own, mark=mark.id).quote == "认真地"
    assert "重新拆分 1 份文件；可以逐份撤销。" in reparsing.told([result])
    assert library.check(own) == []


def test_what_no_longer_fits_is_kept_and_told(own: Store, older: Parser) -> None:
    reworded(own, "2.", "检查", "检验")
    node = labelled(own, "2.")
    mark = marks.add(own, author=WHO, pieces=[(node.id, 0, 3)])
    older(without("2."))
    (result,) = reparsing.reparse_all(own)
    assert len(result.unfit) == result.lost == 1
    assert "1 处更正不再适用" in reparsing.told([result])
    assert marks.get(own, mark=mark.id).orphaned
    (kept,) = correcting.of_document(own, document=only(own))
    assert not kept.fits


def test_it_is_undone_with_all_that_came_of_it(own: Store, older: Parser) -> None:
    reworded(own, "1.", "认真测试", "认真地测试")
    reworded(own, "2.", "检查", "检验")
    marks.add(own, author=WHO, pieces=[(labelled(own, "2.").id, 0, 3)])
    before, made = nodes(own), marks.of_document(own, document=only(own))
    older(without("2."))
    (result,) = reparsing.reparse_all(own)
    after = nodes(own)
    assert result.changed
    assert history.size_of_undo(own) > len(after)
    assert history.undo(own) == "重新拆分《关于测试的若干措施（7）》"
    assert nodes(own) == before
    assert marks.of_document(own, document=only(own)) == made
    assert all(each.fits for each in correcting.of_document(own, document=only(own)))
    assert reparsing.outdated(own) == []
    assert library.check(own) == []
    history.redo(own)
    assert nodes(own) == after
    for _ in range(3):
        history.undo(own)
    assert "认真地测试" in labelled(own, "1.").text
    assert "认真检查" in labelled(own, "2.").text


def test_it_is_undone_also_after_a_newer_text_has_come(
    own: Store, older: Parser, home: Path
) -> None:
    document = only(own)
    older(without("2."))
    reparsing.reparse_all(own)
    documents.import_file(own, path=policy(home, 7, "不走过场啊。"))
    now = nodes(own)
    assert history.undo(own) == "重新拆分《关于测试的若干措施（7）》"
    first = documents.load_outline(own, document=document, version=1)
    assert [each.label for each in first.nodes[0].children] == ["1.", "2."]
    assert nodes(own) == now
    documents.remove(own, documents=[document])
    documents.purge(own, documents=[document])
    assert library.check(own) == []


def test_what_is_put_back_finds_its_measure_in_an_older_text(own: Store, home: Path) -> None:
    """A measure was put aside with its tag, and the newest text has it no more."""
    path = policy(home, 7)
    first = path.read_text("utf-8")
    for number, more in (
        (2, "3.做好总结。全面总结经验教训。"),
        (3, "3.另立一项。毫不相干的若干话语。"),
    ):
        path.write_text(f"{first}\n{more}\n", "utf-8")
        assert documents.import_file(own, path=path).outcome == "version"
        if number == 2:
            measure = labelled(own, "3.")
            target = Target("node", measure.id)
            tags.tag(own, author=WHO, targets=[target], path="能源")
            aside = PutAside(measure.id, "furniture")
            correcting.correct(own, author=WHO, document=only(own), deeds=[aside])
    assert measure.id not in {node.id for node in nodes(own)}
    assert tags.of(own, targets=[target])[target] == []
    history.undo(own)
    assert [tag.path for tag in tags.of(own, targets=[target])[target]] == ["能源"]
    older = documents.load_outline(own, document=only(own), version=2)
    assert measure in list(older.walk())
    assert library.check(own) == []
    history.redo(own)
    assert library.check(own) == []


def test_marks_that_a_newer_text_has_moved_are_whole_after_undoing(own: Store, home: Path) -> None:
    node = labelled(own, "2.")
    made = marks.add(own, author=WHO, pieces=[(node.id, 0, 4)])
    correcting.correct(own, author=WHO, document=only(own), deeds=[PutAside(node.id, "furniture")])
    path = policy(home, 7)
    path.write_text(path.read_text("utf-8").replace("做好检查。", "办好检查。"), "utf-8")
    documents.import_file(own, path=path)
    history.undo(own)
    assert library.check(own) == []
    assert [mark.id for mark in marks.of_document(own, document=only(own))] == [made.id]


def test_a_read_only_library_stays(own: Store, older: Parser, home: Path) -> None:
    older(without("2."))
    with Store.open(home / "own.db", read_only=True) as store:
        assert reparsing.reparse_all(store) == []


def test_it_can_be_stopped_and_tells_its_progress(own: Store, older: Parser) -> None:
    older(without("2."))
    assert reparsing.reparse_all(own, cancelled=lambda: True) == []
    steps: list[tuple[int, int, str]] = []
    reparsing.reparse_all(own, progress=lambda *step: steps.append(step))
    assert [(done, total) for done, total, _ in steps] == [(0, 1)]


def test_the_library_remembers_the_parser(own: Store, home: Path) -> None:
    with sqlite3.connect(home / "own.db") as connection:
        connection.execute("UPDATE versions SET parser = '0.0.0'")
    assert reparsing.outdated(own) == [only(own)]


def joined(outline: Outline) -> Outline:
    """The second measure is read as a part of the first."""
    (chapter,) = outline.nodes
    first, second = chapter.children
    text = f"{first.text}{second.label}{second.text}"
    made = replace(first, text=text, last_line=second.last_line)
    return replace(outline, nodes=(replace(chapter, children=(made,)),))


def test_what_hangs_on_a_measure_goes_to_where_its_words_are(own: Store, older: Parser) -> None:
    node = labelled(own, "2.")
    target = Target("node", node.id)
    tags.tag(own, author=WHO, targets=[target], path="能源")
    ledger.start(own, author=WHO, nodes=[node.id])
    reading.set_read(own, author=WHO, nodes=[node.id], read=True)
    note = marks.annotate_node(own, author=WHO, node=node.id, note="核实")
    words = marks.add(own, author=WHO, pieces=[(node.id, 0, 4)])
    before = everything(own)
    older(joined)
    (result,) = reparsing.reparse_all(own)
    assert (result.changed, result.kept, result.lost) == (True, False, 0)
    heir = labelled(own, "1.").id
    assert [each.target.id for each in own.tags.uses([tags.tree(own)[0].id])] == [heir]
    assert [item.node for item in own.follow_ups.all(only(own))] == [heir]
    assert own.ticks.among([heir]) == {heir}
    assert marks.get(own, mark=note.id).pieces[0].node == heir
    assert [piece.node for piece in marks.get(own, mark=words.id).pieces] == [heir]
    assert library.check(own) == []
    history.undo(own)
    assert everything(own) == before


def test_a_document_keeps_its_tree_where_a_tag_would_be_lost_and_is_told_of_once(
    own: Store, older: Parser
) -> None:
    tags.tag(own, author=WHO, targets=[Target("node", labelled(own, "2.").id)], path="能源")
    before = nodes(own)
    older(without("2."))
    with pytest.raises(UserError, match="仍用原来的拆分"):
        reparsing.reparse(own, document=only(own))
    results = reparsing.reparse_all(own)
    assert [(each.changed, each.kept) for each in results] == [(False, True)]
    assert reparsing.told(results) == (
        "《关于测试的若干措施（7）》仍用原来的拆分：其中带标签或督办的一处，新版程序不再算作正文。"
    )
    assert nodes(own) == before
    assert library.check(own) == []
    assert reparsing.outdated(own) == []
    assert reparsing.reparse_all(own) == []


def test_an_item_of_the_ledger_keeps_the_tree_too(own: Store, older: Parser) -> None:
    ledger.start(own, author=WHO, nodes=[labelled(own, "2.").id])
    before = everything(own)
    older(without("2."))
    assert [each.kept for each in reparsing.reparse_all(own)] == [True]
    assert everything(own) == before


def test_a_tick_alone_does_not_keep_it(own: Store, older: Parser) -> None:
    reading.set_read(own, author=WHO, nodes=[labelled(own, "2.").id], read=True)
    before = everything(own)
    older(without("2."))
    assert [each.changed for each in reparsing.reparse_all(own)] == [True]
    assert library.check(own) == []
    history.undo(own)
    assert everything(own) == before


def test_many_that_keep_their_trees_are_counted() -> None:
    kept = [reparsing.Reparsed(str(n), f"办法{n}", changed=False, kept=True) for n in range(5)]
    assert reparsing.told(kept).startswith(
        "《办法0》、《办法1》、《办法2》等 5 份文件仍用原来的拆分"
    )
