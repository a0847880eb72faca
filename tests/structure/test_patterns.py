"""Written documents in patterns that the real samples lack; data/patterns/README.md lists them."""

from collections import Counter
from statistics import fmean

import pytest

from desktop.model import Kind
from tests.documents import gold_of, outline_of, pattern_files
from tests.scoring import document_score, folded, folded_label, heading_scores, unit_score

NUMBERED = {Kind.CHAPTER, Kind.SECTION, Kind.MEASURE, Kind.ARTICLE}


def golds():
    return {path: gold_of(path) for path in pattern_files()}


def with_key(key):
    return [(path, gold) for path, gold in golds().items() if key in gold]


def test_headings():
    scores = {path.stem: heading_scores(gold, outline_of(path)) for path, gold in golds().items()}
    assert len(scores) == 40
    low = {name: each for name, each in scores.items() if each.kind < 1 or each.depth < 1}
    assert fmean(each.headings for each in scores.values()) >= 0.97, low
    assert fmean(each.depth for each in scores.values()) >= 0.97, low
    assert fmean(each.kind for each in scores.values()) >= 0.95, low


def test_document_data():
    scores = {
        path.stem: document_score(gold["expect"], outline_of(path))
        for path, gold in with_key("expect")
    }
    assert fmean(scores.values()) >= 0.95, {name: x for name, x in scores.items() if x < 1}


def test_responsible_units():
    scores = {
        path.stem: unit_score(gold["units"], outline_of(path)) for path, gold in with_key("units")
    }
    assert fmean(scores.values()) >= 0.9, scores


@pytest.mark.parametrize(
    "path", [path for path, gold in golds().items() if not gold["headings"]], ids=lambda p: p.stem
)
def test_document_without_structure_gets_no_invented_headings(path):
    assert [node.label for node in outline_of(path).walk() if node.kind in NUMBERED] == []


@pytest.mark.parametrize(
    ("path", "gold"), with_key("unlabelled"), ids=[p.stem for p, _ in with_key("unlabelled")]
)
def test_headings_without_label(path, gold):
    found = [(node.kind, folded(node.title)) for node in outline_of(path).walk() if not node.label]
    wanted = [(kind, folded(title)) for kind, title, _ in gold["unlabelled"]]
    assert [row for row in found if row[0] in {Kind.CHAPTER, Kind.SECTION}] == wanted


@pytest.mark.parametrize(
    ("path", "gold"), with_key("titles"), ids=[p.stem for p, _ in with_key("titles")]
)
def test_titles_over_two_lines_are_joined(path, gold):
    found = {folded_label(node.label): folded(node.title) for node in outline_of(path).nodes}
    for label, title in gold["titles"].items():
        assert found[folded_label(label)] == folded(title)


@pytest.mark.parametrize(
    ("path", "gold"), with_key("leads"), ids=[p.stem for p, _ in with_key("leads")]
)
def test_paragraphs_without_structure_are_leads(path, gold):
    leads = [folded(node.text) for node in outline_of(path).walk() if node.kind is Kind.LEAD]
    missing = [text for text in gold["leads"] if not any(folded(text) in lead for lead in leads)]
    assert missing == []


@pytest.mark.parametrize(
    ("path", "gold"), with_key("outside"), ids=[p.stem for p, _ in with_key("outside")]
)
def test_what_is_around_the_text_is_no_part_of_the_tree(path, gold):
    nodes = outline_of(path).walk()
    inside = "".join(folded(node.title + node.text + node.units_text) for node in nodes)
    assert [text for text in gold["outside"] if folded(text) in inside] == []


@pytest.mark.parametrize("path", pattern_files(), ids=lambda path: path.stem)
def test_labels_are_consistent(path):
    gold = gold_of(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    depth = 0
    for heading in gold["headings"]:
        printed = folded_label(lines[heading["line"] - 1].replace("*", "").lstrip("# "))
        wanted = folded_label(heading["label"] + heading["title"])
        assert printed.startswith(wanted[:8]) or wanted.startswith(printed)
        if heading["kind"] != "box" and "unlabelled" not in gold:
            assert 1 <= heading["depth"] <= max(depth + 1, 2)
            depth = heading["depth"]
    numbers = [heading["line"] for heading in gold["headings"]]
    assert numbers == sorted(set(numbers))
    assert Counter(h["kind"] for h in gold["headings"]) == {
        k: n for k, n in gold["counts"].items() if n
    }
