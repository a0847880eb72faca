"""Corrections in a library: what was marked stays marked, and all can be taken back."""

import pytest

from desktop.actions import (
    comparing,
    correcting,
    history,
    ledger,
    library,
    marks,
    reading,
    search,
    tags,
)
from desktop.annotations import Target
from desktop.comparison import Edition
from desktop.corrections import Join, Move, PutAside, Regrade, SetDatum
from desktop.errors import UserError
from desktop.model import Doubt, Kind
from desktop.store import Store
from tests import rewording
from tests.actions.made import everything, fill, node

WHO = "张三"


@pytest.fixture
def full(store: Store) -> Store:
    return fill(store)


def reword(store: Store, id_: str, old: str, new: str) -> correcting.Done:
    found = node(store, id_)
    return rewording.reword(store, "a", found, found.text.replace(old, new), author=WHO)


def quotes(store: Store) -> list[str]:
    return [mark.quote for mark in marks.of_document(store, document="a") if not mark.orphaned]


def test_marks_stay_on_their_words(full: Store) -> None:
    text = node(full, "a-1").text
    for word in ("2025年底前", "新增产能", "𠮷日"):
        start = text.index(word)
        marks.add(full, author=WHO, pieces=[("a-1", start, start + len(word))])
    done = reword(full, "a-1", "稳定煤炭产能。", "稳定并增加煤炭产能。")
    assert done.lost == ()
    assert quotes(full) == ["2025年底前", "新增产能", "𠮷日"]
    assert node(full, "a-1").title == "稳定并增加煤炭产能"
    assert library.check(full) == []


def test_a_mark_whose_words_go_waits_and_comes_back(full: Store) -> None:
    text = node(full, "a-1").text
    start = text.index("新增产能")
    mark = marks.add(full, author=WHO, pieces=[("a-1", start, start + 4)], note="核实")
    deed = correcting.rewording(
        node(full, "a-1"), words="text", text=text.replace("新增产能3000万吨，", "")
    )
    assert deed is not None
    assert [each.id for each in correcting.losing(full, document="a", deeds=[deed])] == [mark.id]
    done = correcting.correct(full, author=WHO, document="a", deeds=[deed])
    assert [each.id for each in done.lost] == [mark.id]
    assert marks.get(full, mark=mark.id).orphaned
    history.undo(full)
    assert marks.get(full, mark=mark.id) == mark
    assert node(full, "a-1").text == text


def test_joined_measures_hand_over_what_they_carry(full: Store) -> None:
    marks.add(full, author=WHO, pieces=[("a-2", 0, 4)])
    tags.tag(full, author=WHO, targets=[Target("node", "a-2")], path="能源")
    ledger.start(full, author=WHO, nodes=["a-2"])
    before = everything(full)
    correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "")])
    assert quotes(full) == ["保障电煤"]
    assert [each.target.id for each in full.tags.uses([tags.tree(full)[0].id])] == ["a-1"]
    assert [item.node for item in full.follow_ups.all("a")] == ["a-1"]
    assert library.check(full) == []
    history.undo(full)
    assert everything(full) == before


def test_a_mark_over_two_measures_does_not_grow_over_what_is_moved_between(full: Store) -> None:
    end = len(node(full, "a-1").text)
    mark = marks.add(full, author=WHO, pieces=[("a-1", end - 5, end), ("a-2", 0, 4)])
    deeds = [Move("a-3", "a-0", "a-1"), Join("a-1", ""), Join("a-1", "")]
    correcting.correct(full, author=WHO, document="a", deeds=deeds)
    assert node(full, "a-1").text.endswith(
        "𠮷日完工。3.发展风电。建设基地。\n并网消纳。2.保障电煤。签订中长期合同。"
    )
    found = marks.get(full, mark=mark.id)
    assert [(piece.node, piece.quote) for piece in found.pieces] == [
        ("a-1", "𠮷日完工。"),
        ("a-1", "保障电煤"),
    ]
    kept = [each.id for each in correcting.of_document(full, document="a")]
    correcting.reset(full, author=WHO, document="a", corrections=kept)
    assert marks.get(full, mark=mark.id) == mark


def test_a_word_deleted_at_the_edge_of_a_mark_comes_back_marked(full: Store) -> None:
    start = node(full, "a-1").text.index("新增产能")
    mark = marks.add(full, author=WHO, pieces=[("a-1", start, start + 4)])
    done = reword(full, "a-1", "年底前新增", "年底前")
    assert quotes(full) == ["产能"]
    more = reword(full, "a-1", "完工", "竣工")
    correcting.reset(full, author=WHO, document="a", corrections=more.corrections)
    assert quotes(full) == ["产能"]
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert marks.get(full, mark=mark.id) == mark


def test_a_mark_that_a_person_has_put_elsewhere_stays_there(full: Store) -> None:
    text = node(full, "a-1").text
    start = text.index("新增产能")
    mark = marks.add(full, author=WHO, pieces=[("a-1", start, start + 4)])
    done = reword(full, "a-1", "新增", "增加")
    marks.set_pieces(full, author=WHO, mark=mark.id, pieces=[("a-1", start + 2, start + 8)])
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert node(full, "a-1").text == text
    assert quotes(full) == ["产能3000"]


def test_what_a_joined_measure_handed_over_comes_back_with_it(full: Store) -> None:
    target = Target("node", "a-2")
    tags.tag(full, author=WHO, targets=[target], path="能源")
    (item,) = ledger.start(full, author=WHO, nodes=["a-2"])
    reading.set_read(full, author=WHO, nodes=["a-2"], read=True)
    note = marks.annotate_node(full, author=WHO, node="a-2", note="核实")
    found = comparing.compare(full, a=Edition("a"), b=Edition("b"))
    comparing.accept(full, author=WHO, comparison=found, pairs=[("a-2", "b-0")])
    before = everything(full)
    done = correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "")])
    other = reword(full, "a-1", "完工", "竣工")
    assert full.follow_ups.get([item.id])[0].node == "a-1"
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert full.follow_ups.get([item.id])[0].node == "a-2"
    assert full.ticks.among(["a-1", "a-2"]) == {"a-2"}
    assert [each.target for each in full.tags.of([target, Target("node", "a-1")])] == [target]
    assert marks.get(full, mark=note.id).pieces[0].node == "a-2"
    correcting.reset(full, author=WHO, document="a", corrections=other.corrections)
    assert everything(full) == before
    assert library.check(full) == []


def test_what_was_changed_since_stays_where_it_is(full: Store) -> None:
    tags.tag(full, author=WHO, targets=[Target("node", "a-2")], path="能源")
    done = correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "")])
    (tag,) = tags.tree(full)
    tags.untag(full, author=WHO, targets=[Target("node", "a-1")], tag=tag.id)
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert full.tags.uses([tag.id]) == []


def test_a_tag_that_was_deleted_since_does_not_come_back(full: Store) -> None:
    targets = [Target("node", "a-1"), Target("node", "a-2")]
    tags.tag(full, author=WHO, targets=targets, path="能源")
    done = correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "")])
    (tag,) = tags.tree(full)
    tags.delete(full, author=WHO, tag=tag.id)
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert full.tags.of(targets) == []
    assert library.check(full) == []


def test_a_pair_whose_other_measure_has_gone_since_does_not_come_back(full: Store) -> None:
    found = comparing.compare(full, a=Edition("a"), b=Edition("b"))
    comparing.accept(full, author=WHO, comparison=found, pairs=[("a-2", "b-0")])
    aside = [PutAside("a-2", "furniture")]
    done = correcting.correct(full, author=WHO, document="a", deeds=aside)
    assert full.pairs.all() == []
    correcting.correct(full, author=WHO, document="b", deeds=[PutAside("b-0", "furniture")])
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert full.pairs.all() == []
    assert library.check(full) == []


def test_a_line_that_comes_back_into_the_tree_has_its_tags_again(full: Store) -> None:
    targets = [Target("node", "a-2")]
    tags.tag(full, author=WHO, targets=targets, path="能源")
    aside = [PutAside("a-2", "furniture")]
    done = correcting.correct(full, author=WHO, document="a", deeds=aside)
    reword(full, "a-1", "完工", "竣工")
    (tag,) = tags.tree(full)
    assert full.tags.uses([tag.id]) == []
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    assert [each.target for each in full.tags.uses([tag.id])] == targets


def test_what_was_said_of_pairs_is_handed_over(full: Store) -> None:
    found = comparing.compare(full, a=Edition("a"), b=Edition("b"))
    comparing.accept(full, author=WHO, comparison=found, pairs=[("a-2", "b-0"), ("a-2", "b-1")])
    comparing.reject(full, author=WHO, comparison=found, pairs=[("a-1", "b-0"), ("a-3", "b-1")])
    before = everything(full)
    correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "")])
    said = {(each.a, each.b): each.accepted for each in full.pairs.between("a", "b")}
    assert said == {("a-1", "b-0"): False, ("a-1", "b-1"): True, ("a-3", "b-1"): False}
    correcting.correct(full, author=WHO, document="a", deeds=[PutAside("a-1", "furniture")])
    assert [(each.a, each.b) for each in full.pairs.all()] == [("a-3", "b-1")]
    assert library.check(full) == []
    history.undo(full)
    history.undo(full)
    assert everything(full) == before


def test_a_note_on_a_measure_goes_with_it(full: Store) -> None:
    mark = marks.annotate_node(full, author=WHO, node="a-2", note="核实")
    correcting.correct(full, author=WHO, document="a", deeds=[Join("a-1", "\n")])
    assert marks.get(full, mark=mark.id).pieces[0].node == "a-1"
    correcting.correct(full, author=WHO, document="a", deeds=[PutAside("a-1", "furniture")])
    assert marks.get(full, mark=mark.id).orphaned


def test_one_correction_of_several_is_taken_back(full: Store) -> None:
    first = reword(full, "a-1", "新增", "增加")
    reword(full, "a-1", "3000万吨", "500万吨")
    start = node(full, "a-1").text.index("500万吨")
    marks.add(full, author=WHO, pieces=[("a-1", start, start + 5)])
    assert correcting.reset(full, author=WHO, document="a", corrections=first.corrections) == ()
    assert "前新增产能500万吨" in node(full, "a-1").text
    assert quotes(full) == ["500万吨"]


def test_a_correction_that_no_longer_fits_is_kept_and_named(full: Store) -> None:
    first = correcting.splitting(node(full, "a-3"), at=5)
    done = correcting.correct(full, author=WHO, document="a", deeds=[first])
    grade = Regrade(first.fresh, Kind.CHAPTER, correcting.fresh_id())
    correcting.correct(full, author=WHO, document="a", deeds=[grade])
    correcting.reset(full, author=WHO, document="a", corrections=done.corrections)
    (left,) = correcting.of_document(full, document="a")
    assert not left.fits
    history.undo(full)
    assert all(each.fits for each in correcting.of_document(full, document="a"))


def test_the_source_and_the_printed_tree_stay(full: Store) -> None:
    key = full.documents.key("a", 1)
    source, before = full.sources.get(key), full.outlines.get(key)
    reword(full, "a-1", "新增", "增加")
    correcting.correct(
        full, author=WHO, document="a", deeds=[SetDatum("doc_number", "晋政发〔2025〕1号")]
    )
    assert full.documents.get("a").doc_number == "晋政发〔2025〕1号"
    assert correcting.printed(full, document="a") == before
    assert full.sources.get(key) == source


def test_what_is_not_there_is_refused(full: Store) -> None:
    before = everything(full)
    with pytest.raises(UserError, match="已不在这份文件中"):
        correcting.correct(full, author=WHO, document="a", deeds=[Join("no", "")])
    assert everything(full) == before


def test_doubts_are_settled_and_opened_again(full: Store) -> None:
    doubt = Doubt("number", 3, "2.", "2.", "编号重复。")
    correcting.settle(full, author=WHO, document="a", doubt=doubt, how="dismissed")
    assert correcting.settled(full, document="a") == {("number", "2."): "dismissed"}
    history.undo(full)
    assert correcting.settled(full, document="a") == {}


def test_search_and_citations_follow(full: Store) -> None:
    search.update(full)
    reword(full, "a-1", "新增产能", "新增《山西省某某规划》产能")
    assert search.find(full, text="某某规划").hits
    history.undo(full)
    assert not search.find(full, text="某某规划").hits
