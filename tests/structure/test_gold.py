"""The five seed documents, node by node, against their hand-made structure."""

import json
import subprocess
import sys

import pytest

from tests.documents import gold_of, outline_of, seed_files
from tests.scoring import seed_scores

FLOORS = {"004": 0.995}
NODE_KEYS = {
    "kind", "label", "ordinal", "title", "text", "units", "units_text", "rows", "lines", "children",
}  # fmt: skip


@pytest.mark.parametrize("path", seed_files(), ids=lambda path: path.stem[:3])
def test_seed_has_the_structure_that_a_reader_found(path):
    scores = seed_scores(gold_of(path), outline_of(path))
    floor = FLOORS.get(path.stem[:3], 1.0)
    assert {name: score for name, score in scores.items() if score < floor} == {}


def test_lines_of_labelled_nodes_are_where_gold_has_them():
    path = seed_files()[0]
    wanted = [
        (child["label"], child["lines"])
        for chapter in gold_of(path)["nodes"]
        for child in chapter.get("children", ())
    ]
    found = [
        (node.label, [node.first_line, node.last_line])
        for chapter in outline_of(path).nodes
        for node in chapter.children
    ]
    assert found == wanted


def test_contents_of_the_plan_are_no_part_of_its_tree():
    path = seed_files()[4]
    outline = outline_of(path)
    first, last = gold_of(path)["toc_lines"]
    assert {line.line for line in outline.contents} >= {first + 2, last}
    assert min(node.first_line for node in outline.walk()) > last


def test_page_numbers_of_seeds_are_furniture():
    for path in seed_files()[:4]:
        printed = {line.text.strip() for line in outline_of(path).furniture}
        assert printed >= set(gold_of(path)["page_furniture"])


def test_swapped_titles_and_unreliable_table_are_doubted():
    doubted = {doubt.line for doubt in outline_of(seed_files()[4]).doubts}
    assert 654 in doubted  # printed 第二十章, meant 第二十节
    assert doubted & set(range(265, 321))  # the table whose figures OCR invented


def test_command_line_prints_the_outline_as_json():
    path = seed_files()[3]
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "desktop", "outline", str(path), "--json"],
        capture_output=True,
        check=True,
    )
    printed = json.loads(run.stdout)
    outline = outline_of(path)
    assert printed["source"] == path.name
    assert printed["doc_number"] == outline.doc_number
    assert [line["text"] for line in printed["furniture"]] == [x.text for x in outline.furniture]
    nodes = _walk(printed["nodes"])
    assert all(set(node) == NODE_KEYS for node in nodes)
    assert [(node["kind"], node["label"], node["text"], node["lines"]) for node in nodes] == [
        (node.kind, node.label, node.text, [node.first_line, node.last_line])
        for node in outline.walk()
    ]


def _walk(nodes):
    return [each for node in nodes for each in (node, *_walk(node["children"]))]
