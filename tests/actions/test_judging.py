"""Pairs that a person confirmed, rejected or made: kept, undone, and stronger than the program."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import comparing, documents, history, library
from desktop.comparison import Comparison, Edition, Pair, Relation
from desktop.errors import UserError
from desktop.store import Store

WHO = "王五"


def compared(store: Store, two: tuple[Edition, Edition]) -> Comparison:
    return comparing.compare(store, a=two[0], b=two[1])


def ids(found: Comparison, a: int, b: int) -> tuple[str, str]:
    """The ids of two measures by their numbers."""
    return found.a.measures[a - 1].node, found.b.measures[b - 1].node


def pair(found: Comparison, a: int, b: int) -> Pair | None:
    wanted = ids(found, a, b)
    return next((each for each in found.pairs if (each.a, each.b) == wanted), None)


def test_a_pair_is_rejected_and_brought_back(store: Store, two: tuple[Edition, Edition]) -> None:
    before = compared(store, two)
    wrong = ids(before, 3, 9)
    comparing.reject(store, author=WHO, comparison=before, pairs=[wrong])
    after = compared(store, two)
    assert pair(after, 3, 9) is None
    assert [(each.a, each.b) for each in after.rejected] == [wrong]
    assert wrong[0] in {measure.node for measure in after.only_a}
    assert history.can_undo(store) == "排除对应“3.加快煤矿智能化改造”“9.实施数字赋能加速推进行动”"
    history.undo(store)
    assert compared(store, two) == before
    history.redo(store)
    assert compared(store, two) == after
    comparing.withdraw(store, author=WHO, comparison=after, pairs=[wrong])
    assert compared(store, two) == before
    assert library.check(store) == []


def test_a_pair_is_confirmed(store: Store, two: tuple[Edition, Edition]) -> None:
    before = compared(store, two)
    several = [ids(before, 25, 43), ids(before, 6, 34)]
    comparing.accept(store, author=WHO, comparison=before, pairs=several)
    assert history.can_undo(store) == "确认对应 2 对"
    after = compared(store, two)
    for a, b in ((25, 43), (6, 34)):
        one, other = pair(before, a, b), pair(after, a, b)
        assert one
        assert other
        assert (one.relation, one.score, one.stretches) == (
            other.relation,
            other.score,
            other.stretches,
        )
        assert (one.origin, other.origin) == ("machine", "confirmed")


def test_a_pair_is_made_by_hand(store: Store, two: tuple[Edition, Edition]) -> None:
    before = compared(store, two)
    assert pair(before, 31, 48) is None
    comparing.accept(store, author=WHO, comparison=before, pairs=[ids(before, 31, 48)])
    assert history.can_undo(store).startswith("手工对应“31.全面优化")
    made = pair(compared(store, two), 31, 48)
    assert made
    assert (made.origin, made.relation) == ("made", Relation.RELATED)
    comparing.accept(
        store,
        author=WHO,
        comparison=compared(store, two),
        pairs=[ids(before, 31, 48)],
        relation=Relation.ADAPTED,
    )
    found = compared(store, two)
    made = pair(found, 31, 48)
    assert made
    assert (made.origin, made.relation) == ("made", Relation.ADAPTED)
    assert [each.score for each in found.of_a(made.a)] == sorted(
        (each.score for each in found.of_a(made.a)), reverse=True
    )


def test_the_other_way_round_it_holds_too(store: Store, two: tuple[Edition, Edition]) -> None:
    there = compared(store, two)
    back = comparing.compare(store, a=two[1], b=two[0])
    comparing.reject(store, author=WHO, comparison=there, pairs=[ids(there, 3, 9)])
    comparing.accept(store, author=WHO, comparison=back, pairs=[ids(back, 48, 31)])
    there, back = compared(store, two), comparing.compare(store, a=two[1], b=two[0])
    assert pair(there, 3, 9) is None
    assert pair(back, 9, 3) is None
    assert pair(there, 31, 48) is not None
    assert pair(back, 48, 31) is not None
    comparing.withdraw(store, author=WHO, comparison=back, pairs=[ids(back, 9, 3)])
    assert pair(compared(store, two), 3, 9) is not None


def test_it_is_carried_over_to_a_newer_version(
    store: Store, two: tuple[Edition, Edition], tmp_path: Path
) -> None:
    found = compared(store, two)
    comparing.reject(store, author=WHO, comparison=found, pairs=[ids(found, 3, 9)])
    comparing.accept(store, author=WHO, comparison=found, pairs=[ids(found, 31, 48)])
    newer = tmp_path / "新版.txt"
    text = paths.seeds()[3].read_text(encoding="utf-8")
    newer.write_text(text.replace("累计建成", "已经建成"), encoding="utf-8")
    assert documents.import_file(store, path=newer).outcome == "version"
    found = compared(store, two)
    assert found.b.version == 2
    assert pair(found, 3, 9) is None
    assert pair(found, 31, 48) is not None
    assert library.check(store) == []


def test_two_versions_of_one_document(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    text = paths.seeds()[0].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    document = documents.import_file(store, path=path).document
    assert document
    path.write_text(text.replace("180万吨", "90万吨"), encoding="utf-8")
    documents.import_file(store, path=path)
    old, new = Edition(document.id, 1), Edition(document.id, 2)
    forth = comparing.compare(store, a=old, b=new)
    comparing.accept(store, author=WHO, comparison=forth, pairs=[ids(forth, 1, 2)])
    back = comparing.compare(store, a=new, b=old)
    comparing.reject(store, author=WHO, comparison=back, pairs=[ids(back, 3, 3)])
    forth, back = comparing.compare(store, a=old, b=new), comparing.compare(store, a=new, b=old)
    assert pair(forth, 1, 2) is not None
    assert pair(back, 2, 1) is not None
    assert pair(back, 1, 2) is None
    assert pair(forth, 3, 3) is None
    assert pair(back, 3, 3) is None


def test_measures_that_are_gone(store: Store, two: tuple[Edition, Edition]) -> None:
    found = compared(store, two)
    documents.remove(store, documents=[two[1].document])
    with pytest.raises(UserError, match="不在库中"):
        comparing.accept(store, author=WHO, comparison=found, pairs=[ids(found, 31, 48)])
    documents.purge(store, documents=[two[1].document])
    assert library.check(store) == []


def test_purging_takes_its_pairs_along(store: Store, two: tuple[Edition, Edition]) -> None:
    found = compared(store, two)
    comparing.reject(store, author=WHO, comparison=found, pairs=[ids(found, 3, 9)])
    documents.purge(store, documents=[two[1].document])
    assert store.pairs.all() == []
    assert library.check(store) == []
