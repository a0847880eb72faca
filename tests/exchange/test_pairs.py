"""Pairs of measures in packages."""

from pathlib import Path
from typing import Any

from desktop.actions import comparing, exchange
from desktop.comparison import Comparison, Edition, Relation
from desktop.store import Store
from tests.exchange.made import contents_of, counts, document, handed_on, package


def compared(store: Store, a: str = "000", b: str = "003") -> Comparison:
    return comparing.compare(store, a=Edition(document(store, a)), b=Edition(document(store, b)))


def ids(found: Comparison, a: int, b: int) -> tuple[str, str]:
    return found.a.measures[a - 1].node, found.b.measures[b - 1].node


def judge(store: Store) -> None:
    found = compared(store)
    comparing.reject(store, author="王五", comparison=found, pairs=[ids(found, 3, 9)])
    comparing.accept(
        store,
        author="王五",
        comparison=found,
        pairs=[ids(found, 31, 48)],
        relation=Relation.ADAPTED,
    )


def judged(store: Store) -> dict[tuple[int | None, int | None], tuple[bool, str, str]]:
    found = compared(store)
    said = store.pairs.between(found.a.document, found.b.document)
    return {
        (found.measure_a(each.a).ordinal, found.measure_b(each.b).ordinal): (
            each.accepted,
            each.relation.value,
            each.author,
        )
        for each in said
    }


def test_pairs_reach_another_library(here: Store, there: Store, tmp_path: Path) -> None:
    judge(here)
    assert counts(handed_on(here, there, tmp_path / "a.zip"))["added"] == 2
    assert judged(there) == {
        (3, 9): (False, "related", "王五"),
        (31, 48): (True, "adapted", "王五"),
    }
    again = handed_on(here, there, tmp_path / "b.zip")
    assert [each.kind for each in again.skipped if each.kind == "pair"] == ["pair", "pair"]
    found = compared(there)
    comparing.accept(there, author="赵六", comparison=found, pairs=[ids(found, 3, 9)])
    differing = handed_on(here, there, tmp_path / "c.zip").differing
    assert [(each.kind, each.message) for each in differing] == [("pair", "与库中的判断不同")]
    assert judged(there)[3, 9] == (True, "related", "赵六")


def entry(store: Store, **changes: Any) -> dict[str, Any]:
    found = contents_of(store, Path(store.path).parent)["pairs.json"][0]
    return found | changes


def test_unknown_keys_come_out_again(here: Store, there: Store, tmp_path: Path) -> None:
    judge(here)
    told = entry(here, why="口径不同")
    path = package(tmp_path / "x.zip", {"annotations.json": [], "pairs.json": [told]})
    assert counts(exchange.import_review(there, author="赵六", path=path)) == {"added": 1}
    assert contents_of(there, tmp_path)["pairs.json"][0]["why"] == "口径不同"


def test_what_is_none_is_refused(here: Store, there: Store, tmp_path: Path) -> None:
    judge(here)
    good = entry(here)
    path = package(
        tmp_path / "x.zip",
        {
            "annotations.json": [],
            "pairs.json": [
                good | {"accepted": 1},
                good | {"relation": "alike"},
                good | {"a": None},
                good | {"b": {"source": {"doc_number": "没有"}}},
                good | {"b": {"source": good["b"]["source"]}},
                7,
            ],
        },
    )
    result = exchange.import_review(there, author="赵六", path=path)
    assert counts(result) == {"refused": 5, "waiting": 1}
    assert {each.kind for each in result.refused} == {"pair"}
    assert judged(there) == {}
