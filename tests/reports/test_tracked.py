"""Corrections as tracked changes: accepted they give the corrected text, rejected the printed."""

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from desktop.actions import correcting, documents, marks
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.correcting.words import patches
from desktop.model import Node
from desktop.reports import preview
from desktop.reports.annotated import Reworded
from desktop.reports.content import Span
from desktop.reports.marked import divided, lines
from desktop.reports.tracked import with_changes
from desktop.store import Store

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def reworded(old: str, new: str) -> list[Reworded]:
    found, moved = [], 0
    for patch in patches(old, new):
        start = patch.start + moved
        end = start + len(patch.new)
        found.append(Reworded("text", start, end, patch.old, "张三", "2026-01-02T03:04:05+00:00"))
        moved += len(patch.new) - len(patch.old)
    return found


@given(old=st.text("甲乙丙，\n", max_size=12), new=st.text("甲乙丙，\n", min_size=1, max_size=12))
def test_accepted_or_rejected_it_is_either_text(old: str, new: str) -> None:
    stretches = lines(new)
    found = with_changes(divided(new, stretches, ()), stretches, reworded(old, new))
    spans = [[each for each in inlines if isinstance(each, Span)] for inlines in found]

    def said(without: str) -> list[str]:
        return [
            "".join(s.text for s in each if not s.change or s.change.kind != without)
            for each in spans
        ]

    assert said("del") == new.split("\n")
    assert "".join(said("ins")).replace("\n", "") == old.replace("\n", "")


def node(store: Store, document: str) -> Node:
    outline = documents.load_outline(store, document=document)
    return next(each for each in outline.walk() if each.label == "2.")


@pytest.fixture
def own(store: Store) -> str:
    """A document with corrections in the text, the label and the units of measure 2."""
    document = documents.list_documents(store)[0].id
    first = node(store, document)
    marks.add(store, author="李四", pieces=[(first.id, 0, 6)], note="核实")
    deeds = [
        correcting.rewording(first, words="text", text=first.text.replace("煤炭", "煤焦", 1)),
        correcting.rewording(first, words="label", text="22."),
        correcting.rewording(first, words="units_text", text="（责任单位：省能源局）"),
    ]
    correcting.correct(
        store, author="张三", document=document, deeds=[deed for deed in deeds if deed]
    )
    return document


def body(store: Store, path: Path, **choices: bool) -> etree._Element:
    selection = Selection(documents=(documents.list_documents(store)[0].id,))
    request = Request("review", selection, author="王五", **choices)
    making.write(store, request=request, target=path)
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def paragraph(root: etree._Element, words: str) -> etree._Element:
    return next(
        each
        for each in root.iter(f"{W}p")
        if words in "".join(each.itertext()) and "价格稳定" in "".join(each.itertext())
    )


def test_a_report_shows_what_was_printed(store: Store, own: str, tmp_path: Path) -> None:
    del own
    root = body(store, tmp_path / "a.docx", tracked=True)
    found = paragraph(root, "焦")
    deleted = ["".join(each.itertext()) for each in found.iter(f"{W}del")]
    inserted = ["".join(each.itertext()) for each in found.iter(f"{W}ins")]
    assert [re.sub(r"\s", "", each) for each in deleted] == ["2.", "炭"]
    assert [re.sub(r"\s", "", each) for each in inserted] == ["22.", "焦", "（责任单位：省能源局）"]
    changes = [*found.iter(f"{W}ins"), *found.iter(f"{W}del")]
    assert {each.get(f"{W}author") for each in changes} == {"张三"}
    assert all(each.get(f"{W}date") for each in changes)
    assert len({each.get(f"{W}id") for each in changes}) == len(changes)
    assert not [each for each in found.iter(f"{W}del") for _ in each.iter(f"{W}t")]


@pytest.mark.parametrize("choices", [{}, {"tracked": True, "clean": True}])
def test_else_it_shows_the_corrected_text(
    store: Store, own: str, tmp_path: Path, choices: dict[str, bool]
) -> None:
    del own
    root = body(store, tmp_path / "a.docx", **choices)
    assert not list(root.iter(f"{W}ins", f"{W}del"))
    assert "22." in "".join(paragraph(root, "煤焦").itertext())


def test_the_preview_shows_it(store: Store, own: str) -> None:
    request = Request("review", Selection(documents=(own,)), tracked=True)
    report = making.compose(store, request=request)
    assert report is not None
    assert "line-through" in preview.html(report)
