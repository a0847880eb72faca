"""Comparing documents of the library, and versions of one."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import comparing, documents
from desktop.comparison import Comparison, Edition, Relation
from desktop.errors import UserError
from desktop.store import Store


def ordinals(found: Comparison) -> list[tuple[int | None, int | None]]:
    return [
        (found.measure_a(pair.a).ordinal, found.measure_b(pair.b).ordinal) for pair in found.pairs
    ]


def test_two_documents(store: Store, two: tuple[Edition, Edition]) -> None:
    found = comparing.compare(store, a=two[0], b=two[1])
    assert (found.a.doc_number, len(found.a.measures)) == ("晋政办发〔2023〕56号", 40)
    assert (found.b.version, len(found.b.measures)) == (1, 50)
    assert found.a.measures[0].chapter == "一、 纵深推进能源革命，促进能源产业平稳运行"
    pairs = ordinals(found)
    assert {(23, 16), (24, 16), (26, 45), (26, 47)} <= set(pairs)
    for measure in found.a.measures:
        scores = [pair.score for pair in found.of_a(measure.node)]
        assert scores == sorted(scores, reverse=True)
        assert (measure in found.only_a) == (not scores)
    for measure in found.b.measures:
        scores = [pair.score for pair in found.of_b(measure.node)]
        assert scores == sorted(scores, reverse=True)
        assert (measure in found.only_b) == (not scores)
    assert sum(map(len, (found.of_b(each.node) for each in found.b.measures))) == len(pairs)


def test_the_other_way_round(store: Store, two: tuple[Edition, Edition]) -> None:
    there = ordinals(comparing.compare(store, a=two[0], b=two[1]))
    back = ordinals(comparing.compare(store, a=two[1], b=two[0]))
    assert sorted(there) == sorted((a, b) for b, a in back)


def test_how_much_is_carried_out(store: Store, two: tuple[Edition, Edition]) -> None:
    found = comparing.compare(store, a=two[0], b=two[1])
    whole, *chapters = found.coverage_a()
    assert (whole.chapter, whole.measures, whole.same) == ("", 40, 4)
    assert whole.missing == len(found.only_a)
    assert whole.share == pytest.approx(1 - len(found.only_a) / 40)
    assert len(chapters) == 7
    assert sum(chapter.measures for chapter in chapters) == 40
    assert sum(chapter.adapted for chapter in chapters) == whole.adapted
    assert (chapters[4].chapter[:2], chapters[4].same, chapters[4].missing) == ("五、", 4, 0)
    assert found.coverage_b()[0].missing == len(found.only_b)


def test_two_versions_of_one_document(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    text = paths.seeds()[0].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = documents.import_file(store, path=path).document
    assert first
    path.write_text(text.replace("180万吨", "90万吨").replace("5 个左右", "6 个"), encoding="utf-8")
    assert documents.import_file(store, path=path).outcome == "version"
    found = comparing.compare(store, a=Edition(first.id, 1), b=Edition(first.id))
    assert (found.a.version, found.b.version) == (1, 2)
    best = [next(iter(found.of_a(measure.node))) for measure in found.a.measures]
    assert [pair.b for pair in best] == [measure.node for measure in found.b.measures]
    changed = [pair.a for pair in best if pair.relation is Relation.ADAPTED]
    assert [found.measure_a(node).ordinal for node in changed] == [3]


def test_in_a_job(store: Store, two: tuple[Edition, Edition]) -> None:
    told: list[tuple[int, int, str]] = []
    found = comparing.compare_in_job(
        store,
        a=two[0],
        b=two[1],
        progress=lambda *step: told.append(step),
        cancelled=lambda: False,
    )
    assert found == comparing.compare(store, a=two[0], b=two[1])
    steps = told[-1][1]
    assert [done for done, _, _ in told] == list(range(steps + 1))
    assert told[0][2] == "正在对照措施"
    for stop in range(len(told)):
        asked: list[int] = []
        assert (
            comparing.compare_in_job(
                store,
                a=two[0],
                b=two[1],
                progress=lambda *_: None,
                cancelled=lambda asked=asked, stop=stop: asked.append(1) or len(asked) > stop,
            )
            is None
        )


def test_what_is_not_there(store: Store, two: tuple[Edition, Edition]) -> None:
    with pytest.raises(UserError, match="没有第 7 版"):
        comparing.compare(store, a=Edition(two[0].document, 7), b=two[1])
    with pytest.raises(UserError, match="库中没有编号为"):
        comparing.compare(store, a=two[0], b=Edition("nothing"))


def test_differences_of_a_pair(store: Store, two: tuple[Edition, Edition]) -> None:
    found = comparing.compare(store, a=two[0], b=two[1])
    differences = comparing.Differences(found)
    by_ordinals = dict(zip(ordinals(found), found.pairs, strict=True))
    energy = by_ordinals[6, 34]
    told = differences.of(energy.a, energy.b)
    numbers = [(piece.old, piece.new) for piece in told if piece.change == "number"]
    assert numbers == [("5500万千瓦", "500 万千瓦"), ("42%", "50%")]
    assert "".join(piece.new for piece in told) == found.measure_b(energy.b).text
    assert differences.of(energy.a, energy.b) is told
    with pytest.raises(KeyError):
        differences.of(energy.b, energy.a)
