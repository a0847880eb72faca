"""Documents the parser was not made with; the README of each folder says what they are."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from desktop.model import Kind
from tests.documents import DATA, outline_of
from tests.scoring import document_score, folded, folded_label, heading_scores, unit_score

CONVERTED = {".doc", ".wps", ".rtf"}  # which LibreOffice takes seconds to convert
NUMBERED = {Kind.CHAPTER, Kind.SECTION, Kind.MEASURE, Kind.ARTICLE}


@dataclass(frozen=True)
class Limits:
    """The lowest means a folder of documents may have, and how many documents it has."""

    documents: int
    headings: float
    kind: float
    data: float
    units: float
    clean: float


LIMITS = {
    "holdout": Limits(24, headings=0.97, kind=0.95, data=0.93, units=0.9, clean=1.0),
    "holdout2": Limits(20, headings=0.97, kind=0.95, data=0.88, units=0.85, clean=0.9),
    "holdout3": Limits(45, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout4": Limits(27, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout5": Limits(24, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout6": Limits(18, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout7": Limits(6, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout10": Limits(8, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout8": Limits(24, headings=0.99, kind=0.99, data=0.98, units=0.99, clean=1.0),
    "holdout11": Limits(38, headings=1.0, kind=1.0, data=1.0, units=1.0, clean=1.0),
    "holdout12": Limits(20, headings=1.0, kind=1.0, data=1.0, units=1.0, clean=1.0),
    "holdout9": Limits(37, headings=1.0, kind=1.0, data=1.0, units=1.0, clean=1.0),
}
each_folder = pytest.mark.parametrize(("folder", "limits"), LIMITS.items(), ids=LIMITS)


def labelled(folder: str) -> dict[Path, dict[str, Any]]:
    files = sorted((DATA / folder).glob("*.json"))
    read = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return {path.with_name(gold["file"]): gold for path, gold in zip(files, read, strict=True)}


EVERY = {path: gold for folder in LIMITS for path, gold in labelled(folder).items()}
ALL = {path: gold for path, gold in EVERY.items() if path.suffix not in CONVERTED}


def golds(*folders: str) -> dict[Path, dict[str, Any]]:
    """The labels of each document of these folders that this program reads by itself."""
    return {path: gold for path, gold in ALL.items() if path.parent.name in folders}


def with_key(key: str, *folders: str) -> dict[Path, dict[str, Any]]:
    return {path: gold for path, gold in golds(*folders).items() if key in gold}


@each_folder
def test_headings(folder, limits):
    scores = {
        path.stem: heading_scores(gold, outline_of(path)) for path, gold in golds(folder).items()
    }
    assert len(scores) == limits.documents
    low = {name: each for name, each in scores.items() if min(vars(each).values()) < 1}
    assert fmean(each.headings for each in scores.values()) >= limits.headings, low
    assert fmean(each.depth for each in scores.values()) >= limits.headings, low
    assert fmean(each.kind for each in scores.values()) >= limits.kind, low


@each_folder
def test_document_data(folder, limits):
    scores = {
        path.stem: document_score(gold["expect"], outline_of(path))
        for path, gold in with_key("expect", folder).items()
    }
    assert fmean(scores.values()) >= limits.data, {name: x for name, x in scores.items() if x < 1}


@each_folder
def test_responsible_units(folder, limits):
    scores = {
        path.stem: unit_score(gold["units"], outline_of(path))
        for path, gold in with_key("units", folder).items()
    }
    assert fmean(scores.values()) >= limits.units, scores


@pytest.mark.soak
@pytest.mark.parametrize(
    "path", [path for path in EVERY if path not in ALL], ids=lambda path: path.stem
)
def test_files_that_libreoffice_converts(path):
    gold, found = EVERY[path], outline_of(path)
    assert set(vars(heading_scores(gold, found)).values()) == {1.0}
    assert document_score(gold.get("expect", {}), found) == 1.0
    assert "units" not in gold or unit_score(gold["units"], found) == 1.0
    assert leaked(path, gold) == []


@pytest.mark.parametrize(
    "path",
    [path for path, gold in ALL.items() if not gold["headings"] and "unlabelled" not in gold],
    ids=lambda path: path.stem,
)
def test_document_without_structure_gets_no_invented_headings(path):
    assert [node.label for node in outline_of(path).walk() if node.kind in NUMBERED] == []


@pytest.mark.parametrize("path", with_key("leads", *LIMITS), ids=lambda path: path.stem)
def test_paragraphs_without_structure_are_leads(path):
    leads = [folded(node.text) for node in outline_of(path).walk() if node.kind is Kind.LEAD]
    wanted = map(folded, ALL[path]["leads"])
    assert [text for text in wanted if not any(text in lead for lead in leads)] == []


@pytest.mark.parametrize("path", with_key("back", *LIMITS), ids=lambda path: path.stem)
def test_lines_of_back_matter_stand_each_by_itself(path):
    back = set(map(folded, outline_of(path).back_matter))
    assert [line for line in ALL[path]["back"] if folded(line) not in back] == []


@each_folder
def test_what_is_around_the_text_is_no_part_of_the_tree(folder, limits):
    leaks = {path.stem: leaked(path, gold) for path, gold in with_key("outside", folder).items()}
    assert fmean(not texts for texts in leaks.values()) >= limits.clean, leaks


def leaked(path: Path, gold: dict[str, Any]) -> list[str]:
    """Return what must not stand in the tree and does."""
    nodes = outline_of(path).walk()
    inside = "".join(folded(node.title + node.text + node.units_text) for node in nodes)
    return [text for text in gold.get("outside", ()) if folded(text) in inside]


@pytest.mark.parametrize("folder", ["holdout3", "holdout4"])
def test_headings_without_label(folder):
    for path, gold in with_key("unlabelled", folder).items():
        found = [
            (node.kind, folded(node.title)) for node in outline_of(path).walk() if not node.label
        ]
        wanted = [(kind, folded(title)) for kind, title, _ in gold["unlabelled"]]
        assert [row for row in found if row[0] in {Kind.CHAPTER, Kind.SECTION}] == wanted


@pytest.mark.parametrize(
    "path", [path for path in ALL if path.suffix in {".txt", ".md"}], ids=lambda path: path.stem
)
def test_labels_stand_where_the_text_has_them(path):
    gold = ALL[path]
    lines = path.read_text(encoding="utf-8").split("\n")
    for heading in gold["headings"]:
        printed = folded_label(re.sub(r"[*\\]", "", lines[heading["line"] - 1]).lstrip("# "))
        wanted = folded_label(heading["label"] + heading["title"])
        assert wanted[:6] in printed or wanted.startswith(printed)
    numbers = [heading["line"] for heading in gold["headings"]]
    assert numbers == sorted(set(numbers))
