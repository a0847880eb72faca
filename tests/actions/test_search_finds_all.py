"""No misses and nothing else: what a query finds is what a plain scan finds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import search
from desktop.store import Store
from tests.searched import EVERYDAY, drawn, fill, holding, scanned


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A library of seeds and corpus, with its index."""
    path = fill(tmp_path_factory.mktemp("whole") / "library.db")
    with Store.open(path) as store:
        assert search.update(store)
        yield store


@pytest.fixture(scope="module")
def texts(whole: Store) -> dict[str, tuple[str, ...]]:
    return scanned(whole)


def found_by(store: Store, text: str) -> set[str]:
    results = search.find(store, text=text, limit=10_000)
    assert results.whole
    assert results.total == len(results.hits) == sum(each.count for each in results.documents)
    assert {hit.node for hit in results.hits} == set(search.nodes(store, text=text))
    return {hit.node for hit in results.hits}


def test_phrases_drawn_from_the_documents(whole: Store, texts: dict[str, tuple[str, ...]]) -> None:
    for text in drawn(texts, 300, seed=6):
        wanted = holding(texts, text.strip('"'))
        assert wanted
        assert found_by(whole, text) == wanted, text


def test_everyday_queries(whole: Store, texts: dict[str, tuple[str, ...]]) -> None:
    queries = EVERYDAY.read_text("utf-8").split("\n")[:-1]
    assert len(queries) == 60
    some = 0
    for text in queries:
        wanted = holding(texts, text.strip('"').replace("(2022)", "〔2022〕"))
        assert found_by(whole, text) == wanted, text
        some += bool(wanted)
    assert some >= 45


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("-|\"“”'*()[]:：^+{}~ 或和的年2023煤炭AND\x00标题签批注"),
            st.characters(),
        ),
        max_size=30,
    )
)
def test_no_text_breaks_the_search(whole: Store, text: str) -> None:
    results = search.find(whole, text=text, limit=5)
    assert results.query == text
    assert len(results.hits) == min(5, results.total)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("500 千伏", "500千伏"),
        ("５００千伏", "500千伏"),
        ("ppp", "PPP"),
        ("晋政发（2022）14号", "晋政发〔2022〕14号"),
        ("晋政发[2022]14 号", "晋政发〔2022〕14号"),
        ("“煤炭”", "煤炭"),
        ("光伏|煤炭", "煤炭 或 光伏"),
        ("煤炭 -电价 -光伏", "-光伏 煤炭 -电价"),
    ],
)
def test_ways_of_writing_the_same(whole: Store, text: str, same: str) -> None:
    assert found_by(whole, text) == found_by(whole, same)


def test_words_are_joined_by_and_or_and_not(
    whole: Store, texts: dict[str, tuple[str, ...]]
) -> None:
    coal, sun, price = (holding(texts, word) for word in ("煤炭", "光伏", "电价"))
    assert found_by(whole, "煤炭 光伏") == coal & sun
    assert found_by(whole, "煤炭 或 光伏") == coal | sun
    assert found_by(whole, "煤炭|光伏 -电价") == (coal | sun) - price
    assert found_by(whole, "-煤炭") == texts.keys() - coal


def test_without_an_index_file_the_same_is_found(
    whole: Store, texts: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    copied = Path(shutil.copy(whole.path, tmp_path / "copy.db"))
    with Store.open(copied) as store:
        assert search.update(store)
        assert found_by(store, "稳增长") == holding(texts, "稳增长")
