"""Packages between libraries whose texts are not the same: older, newer, removed or missing."""

from pathlib import Path

from desktop import paths
from desktop.actions import documents, exchange, ledger, library, marks, reading
from desktop.annotations import MarkQuery
from desktop.exchange.entries import URN
from desktop.model import Kind
from desktop.store import Store
from tests.actions.made import everything
from tests.exchange.made import (
    AUTHOR,
    contents,
    contents_of,
    counts,
    document,
    handed_on,
    nodes,
    package,
    work,
)


def test_a_document_in_another_version_is_known_by_its_number(
    here: Store, tmp_path: Path, there: Store
) -> None:
    """Words that are still there are found; what is gone waits in the list, and comes out again."""
    first = nodes(here, "001", Kind.MEASURE)
    kept = marks.add(here, author=AUTHOR, pieces=[(first[0].id, 2, 14)], note="还在")
    lost = marks.add(here, author=AUTHOR, pieces=[(first[1].id, 0, 20)], note="没了")
    whole = marks.annotate_node(here, author=AUTHOR, node=first[1].id, note="整条没了")
    ledger.start(here, author=AUTHOR, nodes=[first[1].id])
    reading.set_read(here, author=AUTHOR, nodes=[first[1].id], read=True)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    files = contents(tmp_path / "批注.zip")
    for name in ("annotations.json", "follow_ups.json", "reviewed.json"):
        for entry in files[name]:
            entry["target"]["source"]["sha256"] = "f" * 64
            number = entry["target"]["source"]["doc_number"]
            entry["target"]["source"]["doc_number"] = number.replace("〔", " [").replace("〕", "]")
            for selector in entry["target"]["selector"]:
                if "exact" in selector and selector["exact"] == first[1].text[:20]:
                    selector |= {"exact": "庚辛壬癸" * 5, "prefix": "子丑", "suffix": "寅卯"}
                if "path" in selector and selector["path"][-1] == first[1].label:
                    selector["path"] = ["九十九、", "999."]
    result = exchange.import_review(
        there, author="赵六", path=package(tmp_path / "旧版.zip", files)
    )
    assert [each.id for each in result.added] == [URN + kept.id]
    assert {each.id for each in result.orphaned} == {
        URN + lost.id,
        URN + whole.id,
        files["follow_ups.json"][0]["id"],
    }
    assert [each.kind for each in result.refused] == ["reviewed"]
    assert marks.get(there, mark=kept.id).quote == kept.quote
    waiting = marks.listed(there, query=MarkQuery(orphaned=True))
    assert {each.note for each in waiting} == {"没了", "整条没了"}
    assert library.check(there) == []
    again = contents_of(there, tmp_path)
    came, went = (
        {each["id"]: each for each in part["annotations.json"]} for part in (files, again)
    )
    for mark in (lost, whole):
        entry = went[URN + mark.id]
        assert entry["target"] == came[entry["id"]]["target"]
        assert entry["orphaned"] is True
    assert again["follow_ups.json"][0]["target"] == files["follow_ups.json"][0]["target"]
    found = marks.set_pieces(
        there,
        author="赵六",
        mark=lost.id,
        pieces=[(nodes(there, "001", Kind.MEASURE)[4].id, 0, 6)],
    )
    (entry,) = [
        each
        for each in contents_of(there, tmp_path)["annotations.json"]
        if each["id"].endswith(lost.id)
    ]
    assert entry["target"]["selector"][0]["exact"] == found.quote
    assert "orphaned" not in entry


def test_a_mark_that_lost_its_place_here_keeps_its_last_selectors(
    here: Store, there: Store, tmp_path: Path
) -> None:
    """The text they speak of is the older one, which the other library may still have."""
    seed = paths.seeds()[1]
    measures = nodes(here, "001", Kind.MEASURE)
    lost = marks.add(here, author=AUTHOR, pieces=[(measures[3].id, 2, 40)], note="没了")
    whole = marks.annotate_node(here, author=AUTHOR, node=measures[3].id, note="整条没了")
    ledger.start(here, author=AUTHOR, nodes=[measures[3].id])
    sha256 = here.documents.get(document(here, "001")).sha256
    renewed = tmp_path / seed.name
    renewed.write_text(without(seed.read_text("utf-8"), measures[3].text), "utf-8")
    assert documents.import_file(here, path=renewed).outcome == "version"
    assert marks.get(here, mark=lost.id).orphaned
    exchange.export_review(here, target=tmp_path / "批注.zip")
    files = contents(tmp_path / "批注.zip")
    entries = {entry["id"]: entry for entry in files["annotations.json"]}
    for mark in (lost, whole):
        entry = entries[URN + mark.id]
        assert entry["orphaned"] is True
        assert entry["target"]["source"]["sha256"] == sha256
    assert entries[URN + lost.id]["target"]["selector"][0]["exact"] == measures[3].text[2:40]
    assert files["follow_ups.json"][0]["target"]["source"]["sha256"] == sha256
    result = exchange.import_review(there, author="赵六", path=tmp_path / "批注.zip")
    assert counts(result) == {"added": 3}  # that library has the older text
    assert marks.get(there, mark=lost.id).quote == measures[3].text[2:40]


def without(text: str, measure: str) -> str:
    """A source without a measure, however its lines are broken."""
    words = "".join(measure.split())
    begin, end = words[:8], words[-8:]
    joined = [at for at, char in enumerate(text) if not char.isspace()]
    plain = "".join(text[at] for at in joined)
    first = plain.rindex(begin)
    last = plain.index(end, first) + len(end)
    return text[: joined[first]] + text[joined[last - 1] + 1 :]


def test_a_document_that_is_not_here_is_named(here: Store, tmp_path: Path) -> None:
    work(here)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    with Store.open(tmp_path / "empty.db") as empty:
        result = exchange.import_review(empty, author="赵六", path=tmp_path / "批注.zip")
        assert counts(result) == {"added": 4, "waiting": 21}  # tags and the filter are at home
        assert all("导入文件后自动附上" in each.message for each in result.waiting)
        assert marks.listed(empty, query=MarkQuery()) == []
        assert library.check(empty) == []


def test_a_mark_in_a_removed_document_is_left_alone(
    here: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    handed_on(here, there, tmp_path / "批注.zip")
    documents.remove(there, documents=[document(there, "001")], author="赵六")
    result = exchange.import_review(there, author="赵六", path=tmp_path / "批注.zip")
    assert any("导入文件后自动附上" in each.message for each in result.waiting)
    before = everything(there)
    assert documents.import_file(there, path=paths.seeds()[1]).outcome == "new"
    result = exchange.import_review(there, author="赵六", path=tmp_path / "批注.zip")
    assert any("已移除的文件" in each.message for each in result.differing)
    assert everything(there)["marks"] == before["marks"]
    assert library.check(there) == []
