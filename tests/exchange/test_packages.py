"""What people made goes out of one library and comes into another, once and unchanged."""

import re
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import exchange, history, ledger, library, marks, tags
from desktop.annotations import MarkQuery, Target
from desktop.errors import UserError
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


def said(store: Store, path: Path) -> dict[str, Any]:
    """What a package of the library says, in no particular order."""
    exchange.export_review(store, target=path)
    return {
        name: sorted(map(repr, (entry for entry in entries)))
        for name, entries in contents(path).items()
    }


def test_a_package_is_what_the_contract_says(here: Store, tmp_path: Path) -> None:
    work(here)
    count = exchange.export_review(here, target=tmp_path / "批注.zip")
    files = contents(tmp_path / "批注.zip")
    entries = files["annotations.json"]
    assert count == len(entries) + 2 == 17
    assert list(files)[:4] == ["annotations.json", "follow_ups.json", "tags.json", "deleted.json"]
    for entry in entries:
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", entry["id"])
        assert entry["motivation"] in {"highlighting", "commenting", "tagging"}
        assert entry["creator"]["name"] in {AUTHOR, "李四"}
        assert entry["created"].endswith("+00:00")
        assert entry["modified"].endswith("+00:00")
        for body in entry["body"]:
            assert body["type"] == "TextualBody"
            assert body["purpose"] in {"commenting", "classifying", "tagging"}
    first = nodes(here, "001", Kind.MEASURE)[0]
    (entry,) = [each for each in entries if "第 0 处" in str(each)]
    assert entry["body"] == [
        {"type": "TextualBody", "purpose": "commenting", "value": "第 0 处：\n=1+1 𠮷\x01"},
        {"type": "TextualBody", "purpose": "classifying", "value": "重点"},
    ]
    held = here.documents.get(document(here, "001"))
    assert entry["target"]["source"] == {"doc_number": held.doc_number, "sha256": held.sha256}
    quote, position, measure = entry["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": first.text[:9],
        "prefix": "",
        "suffix": first.text[9:41],
    }
    assert position == {"type": "TextPositionSelector", "start": 0, "end": 9}
    assert measure["type"] == "MeasureSelector"
    assert measure["path"][-1] == first.label


def test_measures_without_a_label_are_told_apart(here: Store, tmp_path: Path) -> None:
    work(here)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    (entry,) = [
        each for each in contents(tmp_path / "批注.zip")["annotations.json"] if "整条" in str(each)
    ]
    (measure,) = entry["target"]["selector"]
    node = nodes(here, "004", Kind.MEASURE)[50]
    assert measure["path"][-1] == ""
    assert (measure["title"], measure["occurrence"]) == (node.title, 1)


def test_ledger_tags_and_ticks_are_what_the_contract_says(here: Store, tmp_path: Path) -> None:
    work(here)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    files = contents(tmp_path / "批注.zip")
    (item,) = [each for each in files["follow_ups.json"] if each["remark"]]
    assert item["state"] == "在办"
    assert (item["lead"], item["support"]) == ("省能源局", ["省工信厅", "各市"])
    assert (item["due"], item["priority"], item["remark"]) == ("2026-12-31", "高", "=2+2")
    (note,) = item["progress"]
    assert (note["on"], note["by"], note["text"]) == ("2026-05-01", AUTHOR, "已开工")
    assert {"path": "能源/煤炭", "colour": "#aa0000", "description": "产煤的"} in files["tags.json"]
    assert len(files["reviewed.json"]) == 4
    assert files["filters.json"] == [
        {"name": "能源而不重要", "expression": ["and", "能源", ["not", "重要"]]}
    ]


def test_everything_arrives_and_nothing_arrives_twice(
    here: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    path = tmp_path / "批注.zip"
    first = handed_on(here, there, path)
    assert counts(first) == {"added": 26}
    assert library.check(there) == []
    assert said(there, tmp_path / "回.zip") == said(here, path)
    again = exchange.import_review(there, author="赵六", path=path)
    assert counts(again) == {"skipped": 26}
    assert handed_on(there, here, tmp_path / "回.zip").skipped
    assert len(marks.listed(there, query=MarkQuery(author=AUTHOR))) == 11


def test_an_import_is_one_step_that_can_be_undone_and_done_again(
    here: Store, there: Store, tmp_path: Path
) -> None:
    before = everything(there)
    work(here)
    handed_on(here, there, tmp_path / "批注.zip")
    after = everything(there)
    assert history.can_undo(there) == "导入批注包“批注.zip”"
    history.undo(there)
    assert everything(there) == before
    assert counts(exchange.import_review(there, author="", path=tmp_path / "批注.zip")) == {
        "added": 26
    }
    history.undo(there)
    history.redo(there)
    assert len(everything(there)["marks"]) == len(after["marks"])
    assert library.check(there) == []


def test_nothing_new_leaves_no_step(here: Store, tmp_path: Path) -> None:
    work(here)
    entries = len(history.entries(here, limit=999))
    assert "added" not in counts(handed_on(here, here, tmp_path / "批注.zip"))
    assert len(history.entries(here, limit=999)) == entries


def test_what_differs_stays_as_it_is_here(here: Store, there: Store, tmp_path: Path) -> None:
    work(here)
    handed_on(here, there, tmp_path / "批注.zip")
    mark = marks.listed(there, query=MarkQuery(text="第 0 处"))[0]
    marks.set_note(there, author="赵六", mark=mark.id, note="我改了")
    other = marks.listed(there, query=MarkQuery(text="整条"))[0]
    tags.tag(there, author="赵六", targets=[Target("mark", other.id)], path="新")
    item = next(each for each in there.follow_ups.all() if each.remark)
    ledger.update(there, author="赵六", items=[item.id], remark="我也改了")
    (note,) = item.progress
    ledger.set_progress(
        there, author="赵六", item=item.id, progress=note.id, on="2026-05-02", text="改"
    )
    coal = next(tag for tag in tags.tree(there) if tag.path == "能源/煤炭")
    tags.recolour(there, author="赵六", tag=coal.id, colour="#00aa00")
    (saved,) = tags.filters(there)
    tags.save_filter(there, author="赵六", name=saved.name, expression=saved.expression.parts[0])
    before = everything(there)
    result = exchange.import_review(there, author="赵六", path=tmp_path / "批注.zip")
    assert everything(there) == before
    differing = {(each.kind, each.id) for each in result.differing}
    assert differing == {
        ("mark", URN + mark.id),
        ("mark", URN + other.id),
        ("follow_up", item.id),
        ("progress", note.id),
        ("tag", "能源/煤炭"),
        ("filter", saved.name),
    }
    assert counts(result) == {"differing": 6, "skipped": 20}


def test_new_progress_reaches_an_item_that_is_here(
    here: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    handed_on(here, there, tmp_path / "批注.zip")
    item = next(each for each in here.follow_ups.all() if each.remark)
    ledger.add_progress(here, author=AUTHOR, item=item.id, on="2026-06-01", text="过半")
    result = handed_on(here, there, tmp_path / "批注.zip")
    assert [each.kind for each in result.added] == ["progress"]
    assert [each.text for each in ledger.get(there, item=item.id).progress] == ["已开工", "过半"]


def test_what_was_deleted_here_does_not_come_back(
    here: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    handed_on(here, there, tmp_path / "批注.zip")
    mark = marks.listed(there, query=MarkQuery(text="整条"))[0].id
    items = [each.id for each in there.follow_ups.all()]
    marks.delete(there, author="赵六", marks=[mark])
    ledger.remove(there, author="赵六", items=items)
    result = exchange.import_review(there, author="赵六", path=tmp_path / "批注.zip")
    gone = {URN + mark, *items}
    assert {each.id for each in result.differing} == gone
    assert all("已在本库" in each.message for each in result.differing)
    assert {each["id"] for each in contents_of(there, tmp_path)["deleted.json"]} == gone
    back = handed_on(there, here, tmp_path / "回.zip")
    assert {each.id for each in back.differing} == gone
    assert all("本库保留" in each.message for each in back.differing)
    assert marks.get(here, mark=mark).note == "整条"
    history.undo(there)
    history.undo(there)
    assert contents_of(there, tmp_path)["deleted.json"] == []


def test_what_this_program_does_not_know_is_handed_on(
    here: Store, there: Store, tmp_path: Path
) -> None:
    work(here)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    files = contents(tmp_path / "批注.zip")
    mark = next(each for each in files["annotations.json"] if "第 0 处" in str(each))
    mark["x-weight"] = {"a": [1, None]}
    mark["creator"]["x-unit"] = "办公厅"
    mark["body"].append({"type": "TextualBody", "purpose": "linking", "value": "甲"})
    mark["body"][1]["value"] = "没见过的颜色"
    item = next(each for each in files["follow_ups.json"] if each["remark"])
    item["x-office"] = 3
    item["progress"][0]["x-photo"] = "1.jpg"
    next(each for each in files["tags.json"] if each["path"] == "重要")["x-icon"] = "旗"
    files["filters.json"][0]["x-order"] = 1
    files["votes.json"] = [{"a": 1}, {"b": "\ud800"}]
    path = package(tmp_path / "新.zip", files)
    result = exchange.import_review(there, author="赵六", path=path)
    assert counts(result) == {"added": 26, "skipped": 1}
    again = contents_of(there, tmp_path)
    assert again["votes.json"] == files["votes.json"]
    for name in ("annotations.json", "follow_ups.json", "tags.json", "filters.json"):
        for entry in files[name]:
            if "x-" in str(entry):
                found = next(each for each in again[name] if same(each, entry))
                assert unordered(found) == unordered(entry)
    assert counts(exchange.import_review(there, author="", path=path))["skipped"] == 27


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(key in one and one[key] == other.get(key) for key in ("id", "path", "name"))


def unordered(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"body": sorted(map(repr, entry.get("body", [])))}


def test_colours_keep_their_meaning_where_names_differ(
    here: Store, there: Store, tmp_path: Path
) -> None:
    marks.set_colour_name(here, author=AUTHOR, colour="key2", name="存疑")
    node = nodes(here, "001", Kind.MEASURE)[0].id
    mark = marks.add(here, author=AUTHOR, pieces=[(node, 0, 4)], colour="key2")
    assert counts(handed_on(here, there, tmp_path / "批注.zip")) == {"added": 1}
    assert marks.get(there, mark=mark.id).colour == "key2"
    assert {colour.name for colour in marks.colours(there)} >= {"疑问"}


def test_a_read_only_library_takes_nothing_in(here: Store, tmp_path: Path) -> None:
    work(here)
    exchange.export_review(here, target=tmp_path / "批注.zip")
    with (
        Store.open(here.path, read_only=True) as reader,
        pytest.raises(UserError, match="只读"),
    ):
        exchange.import_review(reader, author="", path=tmp_path / "批注.zip")
