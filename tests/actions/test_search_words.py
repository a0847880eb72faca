"""The words of texts: what comes first, and which measures are alike."""

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import search
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put
from tests.searched import JUDGED, fill


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words")


@pytest.fixture(scope="module")
def whole(cache: Path) -> Iterator[Store]:
    """A library of seeds and corpus, with its index and its words."""
    with Store.open(fill(cache / "library.db")) as store:
        assert search.update(store)
        assert search.update_words(store, cache=cache)
        yield store


def titles(store: Store, text: str, limit: int) -> list[str]:
    return [hit.title for hit in search.find(store, text=text, limit=limit).hits]


def ranks(store: Store) -> tuple[float, float]:
    """The mean reciprocal rank of the judged queries, and how much of the first five is there."""
    reciprocal, first_five = [], []
    for judged in json.loads(JUDGED.read_text("utf-8")):
        best = tuple(judged["best"])
        good = [title.startswith(best) for title in titles(store, judged["query"], 5)]
        reciprocal.append(1 / (good.index(True) + 1) if any(good) else 0.0)
        first_five.append(min(1.0, sum(good) / min(5, len(best))))
    assert len(reciprocal) == 40
    return statistics.mean(reciprocal), statistics.mean(first_five)


def test_the_best_come_first(whole: Store) -> None:
    reciprocal, first_five = ranks(whole)
    assert reciprocal >= 0.9
    assert first_five >= 0.9


def test_the_best_come_first_without_words_too(cache: Path) -> None:
    with Store.open(fill(cache / "wordless.db")) as store:
        assert search.update(store)
        assert ranks(store)[0] >= 0.9


def measures(*texts: str) -> Outline:
    nodes = tuple(
        Node(Kind.MEASURE, f"{n}.", n, title=text.split("。")[0], text=text)
        for n, text in enumerate(texts, 1)
    )
    return Outline("x.txt", title="措施", nodes=nodes)


def test_words_come_before_accidental_neighbours(tmp_path: Path, cache: Path) -> None:
    with Store.open(tmp_path / "library.db") as store:
        put(store, measures("上海市出台办法。", "规范地名。历史上的海市今已不存。", "上海市。"))
        search.update(store)
        assert titles(store, "海市", 1) == ["上海市"]
        search.update_words(store, cache=cache)
        store.index.words._segments.add([(7, ["海市"])])  # as a dictionary would cut it
        put(store, measures("人民的国家。", "中国人民。"), document="e")
        assert titles(store, "国人", 5) == ["中国人民"]


def test_headings_then_phrases_then_newer(store: Store) -> None:
    put(store, measures("煤炭。", "保供。煤炭要紧。", "能源。煤价炭火。"))
    assert titles(store, "煤炭", 5) == ["煤炭", "保供"]
    assert titles(store, "煤 炭", 5)[0] == "煤炭"
    assert titles(store, "煤 炭", 5)[-1] == "能源"
    older, newer = measures("同样的话。"), measures("同样的话。")
    put(store, older, document="old")
    put(store, newer, document="new")
    with store.transaction():
        store._connection.execute(
            "UPDATE versions SET issued_on = CASE document WHEN 'new' THEN '2025-01-01'"
            " ELSE '2020-01-01' END"
        )
    hits = search.find(store, text="同样的话").hits
    assert [hit.document for hit in hits] == ["new", "old"]


def test_measures_that_are_alike(whole: Store) -> None:
    (hit,) = search.find(whole, text="标题:跨境电商").hits
    found = search.related(whole, node=hit.node)
    assert found.whole
    assert len(found.measures) == 10
    scores = [each.score for each in found.measures]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert hit.node not in {each.node for each in found.measures}
    assert "跨境" in found.measures[0].words
    assert {each.kind for each in found.measures} <= {"measure", "article"}


def test_nothing_is_alike_before_the_words_are_there(store: Store, tmp_path: Path) -> None:
    put(store, measures("发展风电产业。", "推进风电产业。", "发展旅游。"))
    put(store, measures("支持养老。"), document="e")
    search.update(store)
    assert search.related(store, node="d-0") == search.Relations((), whole=False)
    assert not search.update_words(store, cache=tmp_path, cancelled=lambda: True)
    assert search.related(store, node="d-0") == search.Relations((), whole=False)
    told: list[tuple[int, int, str]] = []
    assert search.update_words(store, cache=tmp_path, progress=lambda *step: told.append(step))
    assert told == [(0, 3, "整理词语")]
    other = search.related(store, node="d-0").measures[0]
    assert (other.node, set(other.words)) == ("d-1", {"风电", "产业"})
    assert search.related(store, node="gone") == search.Relations((), whole=True)


def test_words_follow_the_texts(store: Store, tmp_path: Path) -> None:
    put(store, measures("发展风电产业。", "推进风电产业。"))
    search.update(store)
    search.update_words(store, cache=tmp_path)
    put(store, measures("支持风电产业。"), document="e")
    assert not search.related(store, node="d-0").whole
    search.update(store)
    assert search.update_words(store, cache=tmp_path)
    assert {each.node for each in search.related(store, node="d-0").measures} == {"d-1", "e-0"}
