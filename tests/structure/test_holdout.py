"""Documents the parser was not made with; data/holdout/README.md says what they are."""

import json
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from desktop.model import Kind
from tests.documents import DATA, outline_of
from tests.scoring import document_score, folded, folded_label, heading_scores, unit_score

NUMBERED = {Kind.CHAPTER, Kind.SECTION, Kind.MEASURE, Kind.ARTICLE}


def golds() -> dict[Path, dict[str, Any]]:
    files = sorted((DATA / "holdout").glob("*.json"))
    labelled = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return {path.with_name(gold["file"]): gold for path, gold in zip(files, labelled, strict=True)}


def with_key(key: str) -> list[Any]:
    return [pytest.param(p, gold, id=p.stem) for p, gold in golds().items() if key in gold]


def test_headings():
    scores = {path.stem: heading_scores(gold, outline_of(path)) for path, gold in golds().items()}
    assert len(scores) == 24
    low = {name: each for name, each in scores.items() if min(vars(each).values()) < 1}
    assert fmean(each.headings for each in scores.values()) >= 0.97, low
    assert fmean(each.depth for each in scores.values()) >= 0.97, low
    assert fmean(each.kind for each in scores.values()) >= 0.95, low


def test_document_data():
    scores = {
        path.stem: document_score(gold["expect"], outline_of(path))
        for path, gold in golds().items()
        if "expect" in gold
    }
    assert fmean(scores.values()) >= 0.93, {name: x for name, x in scores.items() if x < 1}


def test_responsible_units():
    scores = {
        path.stem: unit_score(gold["units"], outline_of(path))
        for path, gold in golds().items()
        if "units" in gold
    }
    assert fmean(scores.values()) >= 0.9, scores


@pytest.mark.parametrize(
    "path", [path for path, gold in golds().items() if not gold["headings"]], ids=lambda p: p.stem
)
def test_document_without_structure_gets_no_invented_headings(path):
    assert [node.label for node in outline_of(path).walk() if node.kind in NUMBERED] == []


@pytest.mark.parametrize(("path", "gold"), with_key("leads"))
def test_paragraphs_without_structure_are_leads(path, gold):
    leads = [folded(node.text) for node in outline_of(path).walk() if node.kind is Kind.LEAD]
    missing = [text for text in gold["leads"] if not any(folded(text) in lead for lead in leads)]
    assert missing == []


@pytest.mark.parametrize(("path", "gold"), with_key("outside"))
def test_what_is_around_the_text_is_no_part_of_the_tree(path, gold):
    nodes = outline_of(path).walk()
    inside = "".join(folded(node.title + node.text + node.units_text) for node in nodes)
    assert [text for text in gold["outside"] if folded(text) in inside] == []


@pytest.mark.parametrize("path", golds(), ids=lambda path: path.stem)
def test_labels_stand_where_the_text_has_them(path):
    gold = golds()[path]
    lines = path.read_text(encoding="utf-8").split("\n")
    for heading in gold["headings"]:
        printed = folded_label(lines[heading["line"] - 1].replace("*", "").lstrip("# "))
        wanted = folded_label(heading["label"] + heading["title"])
        assert printed.startswith(wanted[:8]) or wanted.startswith(printed)
    numbers = [heading["line"] for heading in gold["headings"]]
    assert numbers == sorted(set(numbers))
