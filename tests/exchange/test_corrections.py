"""Corrections in packages: another library corrects its own text in the same way."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.actions import checking, correcting, documents, exchange, ledger, library, marks
from desktop.corrections import Deed, Join, Move, PutAside, Regrade, SetDatum, TakeIn
from desktop.model import Kind, Node
from desktop.store import Store
from tests import quick
from tests.exchange.made import contents_of, counts, document, handed_on, package
from tests.outlines import put
from tests.reports import corrected

WHO = "王五"


def nodes(store: Store) -> list[Node]:
    return list(documents.load_outline(store, document=document(store, "000")).walk())


def labelled(store: Store, label: str) -> Node:
    return next(node for node in nodes(store) if node.label == label)


def do(store: Store, *deeds: Deed | None) -> correcting.Done:
    return correcting.correct(
        store, author=WHO, document=document(store, "000"), deeds=[deed for deed in deeds if deed]
    )


def correct(store: Store) -> None:
    node = labelled(store, "2.")
    do(store, correcting.rewording(node, words="text", text=node.text.replace("煤炭", "煤焦", 1)))
    split = correcting.splitting(
        labelled(store, "3."), at=labelled(store, "3.").text.index("。") + 1
    )
    do(store, split)
    do(store, Regrade(split.fresh, Kind.LEAD, correcting.fresh_id()))
    do(store, Join(labelled(store, "5.").id, "\n"))
    do(store, Move(labelled(store, "4.").id, labelled(store, "二、").id, ""))
    do(store, PutAside(labelled(store, "8.").id, "furniture"))
    do(store, SetDatum("issuer", "省政府办公厅"))
    outline = documents.load_outline(store, document=document(store, "000"))
    line = outline.front_matter[0]
    do(store, TakeIn("front_matter", line.line, line.text, correcting.fresh_id()))


def told(store: Store) -> list[tuple[str, str, str, str]]:
    return [(node.kind.value, node.label, node.title, node.text) for node in nodes(store)]


def test_corrections_reach_another_library(here: Store, there: Store, tmp_path: Path) -> None:
    correct(here)
    word = labelled(here, "2.").text.index("煤焦")
    marks.add(here, author=WHO, pieces=[(labelled(here, "2.").id, word, word + 2)], note="核实")
    result = handed_on(here, there, tmp_path / "a.zip")
    assert counts(result) == {"added": 9}
    assert told(there) == told(here)
    (mark,) = marks.of_document(there, document=document(there, "000"))
    assert (mark.quote, mark.orphaned) == ("煤焦", False)
    again = handed_on(here, there, tmp_path / "b.zip")
    assert counts(again) == {"skipped": 9}
    assert library.check(there) == []


def test_the_same_correction_made_twice_is_one(here: Store, there: Store, tmp_path: Path) -> None:
    for store in (here, there):
        node = labelled(store, "2.")
        do(store, correcting.rewording(node, words="text", text="新" + node.text))
    result = handed_on(here, there, tmp_path / "a.zip")
    assert [each.kind for each in result.skipped if each.kind == "correction"] == ["correction"]
    assert len(correcting.of_document(there, document=document(there, "000"))) == 1


def test_what_does_not_fit_is_kept_and_told(here: Store, there: Store, tmp_path: Path) -> None:
    node = labelled(here, "2.")
    do(here, correcting.rewording(node, words="text", text=node.text.replace("煤炭", "煤焦", 1)))
    other = labelled(there, "2.")
    do(there, correcting.rewording(other, words="text", text="完全不同。"))
    result = handed_on(here, there, tmp_path / "a.zip")
    assert [each.kind for each in result.differing] == ["correction"]
    assert labelled(there, "2.").text == "完全不同。"
    fits = [each.fits for each in correcting.of_document(there, document=document(there, "000"))]
    assert fits == [True, False]


def test_a_measure_on_the_ledger_stays_in_the_text(
    here: Store, there: Store, tmp_path: Path
) -> None:
    do(here, PutAside(labelled(here, "8.").id, "furniture"))
    ledger.start(there, author=WHO, nodes=[labelled(there, "8.").id])
    (refused,) = handed_on(here, there, tmp_path / "a.zip").refused
    assert refused.message == "这一条在本库的台账上"
    assert labelled(there, "8.")


def test_settled_doubts_are_handed_on(here: Store, there: Store, tmp_path: Path) -> None:
    own = document(here, "001")
    found = checking.findings(here, document=own)[0]
    correcting.settle(here, author=WHO, document=own, doubt=found.slip.doubt, how="accepted")
    assert counts(handed_on(here, there, tmp_path / "a.zip"))["added"] == 1
    assert checking.findings(there, document=document(there, "001"))[0].how == "accepted"
    assert "settled" in {each.kind for each in handed_on(here, there, tmp_path / "b.zip").skipped}
    correcting.settle(
        there, author=WHO, document=document(there, "001"), doubt=found.slip.doubt, how="dismissed"
    )
    assert [e.kind for e in handed_on(here, there, tmp_path / "c.zip").differing] == ["settled"]


def test_what_is_not_understood_is_refused(there: Store, here: Store, tmp_path: Path) -> None:
    correct(here)
    every = contents_of(here, tmp_path)["corrections.json"]
    good, split, grade = every[:3]
    nowhere = {"selector": {"type": "MeasureSelector", "path": ["九百、"]}}

    def but(entry: dict[str, Any], id_: str, **details: Any) -> dict[str, Any]:
        return entry | {"id": id_, "details": entry["details"] | details}

    bad = [
        good | {"id": "b1", "deed": "Explode"},
        but(good, "b2", node=nowhere),
        but(good, "b3", words="rows"),
        but(good, "b4", patches=[{"start": -1, "old": "a", "new": "b"}]),
        but(good, "b5", patches=[7]),
        but(good, "b6", node=7),
        but(split, "b7", fresh="../../x"),
        but(split, "b8", prefix=3),
        but(grade, "b9", kind="sheet"),
        good | {"id": "b10", "details": []},
        7,
    ]
    settled = [{"target": good["target"], "kind": "x", "printed": "y", "as": "eaten"}]
    files = {"corrections.json": bad, "settled.json": settled, "tags.json": []}
    path = package(tmp_path / "b.zip", files)
    result = exchange.import_review(there, author=WHO, path=path)
    assert counts(result)["refused"] == len(bad) + 1
    assert correcting.of_document(there, document=document(there, "000")) == []


def test_corrections_wait_for_their_document(here: Store, tmp_path: Path) -> None:
    correct(here)
    exchange.export_review(here, target=tmp_path / "a.zip")
    with Store.open(tmp_path / "empty.db") as there:
        result = exchange.import_review(there, author=WHO, path=tmp_path / "a.zip")
        assert counts(result) == {"waiting": 8}
        (seed,) = [path for path in paths.seeds() if path.name.startswith("000")]
        documents.import_file(there, path=seed)
        assert told(there) == told(here)
        assert there.waiting.all() == []


def test_what_is_done_again_is_done_again_there(here: Store, there: Store, tmp_path: Path) -> None:
    """The same move a second time, after another one, is no repetition."""
    node, chapters = labelled(here, "4.").id, (labelled(here, "二、").id, labelled(here, "三、").id)
    for chapter in (*chapters, chapters[0]):
        do(here, Move(node, chapter, ""))
    assert counts(handed_on(here, there, tmp_path / "a.zip")) == {"added": 3}
    assert told(there) == told(here)
    do(here, Move(node, chapters[1], ""))
    assert counts(handed_on(here, there, tmp_path / "b.zip")) == {"added": 1, "skipped": 3}
    assert told(there) == told(here)


def test_what_was_split_here_too_takes_the_corrections_of_its_part(
    here: Store, there: Store, tmp_path: Path
) -> None:
    for store in (here, there):
        text = labelled(store, "3.").text
        do(store, correcting.splitting(labelled(store, "3."), at=text.index("。") + 1))
    split = correcting.of_document(here, document=document(here, "000"))[0].deed
    part = next(node for node in nodes(here) if node.id == split.fresh)
    do(here, correcting.rewording(part, words="text", text="新" + part.text))
    result = handed_on(here, there, tmp_path / "a.zip")
    assert counts(result) == {"added": 1, "skipped": 1}
    assert told(there) == told(here)


OWN = st.lists(
    st.tuples(st.sampled_from("wwlusjrmpd"), *[st.integers(0, 30)] * 3), min_size=1, max_size=5
)


def with_document(store: Store) -> None:
    put(store, corrected.OUTLINE, document="a")


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(mine=OWN, yours=OWN)
def test_neither_loses_a_correction(
    tmp_path_factory: pytest.TempPathFactory,
    mine: list[corrected.Step],
    yours: list[corrected.Step],
) -> None:
    home = tmp_path_factory.mktemp("both")
    for name in ("a.db", "b.db"):
        (home / name).write_bytes(quick.made_once(with_document)[0])
    with quick.opened(home / "a.db") as here, quick.opened(home / "b.db") as there:
        for store, steps in ((here, yours), (there, mine)):
            corrected.correct_any(store, steps)
        sent, own = (correcting.of_document(store, document="a") for store in (here, there))
        result = handed_on(here, there, home / "a.zip")
        assert not result.refused
        now = {each.id: each for each in correcting.of_document(there, document="a")}
        assert [now[each.id] for each in own] == own
        known = {each.id for each in result.skipped}
        assert {each.id for each in sent} == (now.keys() | known) & {each.id for each in sent}
        differing = {each.id for each in result.differing}
        assert {each.id for each in now.values() if not each.fits} == differing
        printed = correcting.printed(there, document="a")
        assert [node.text for node in printed.walk()] == [
            node.text for node in corrected.OUTLINE.walk()
        ]
