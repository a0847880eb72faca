"""Fifty corrections of documents of every format, taken back by node, by kind, and all at once.

The text is then as it was parsed, and every mark where it was put.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.actions import corrected_places, correcting, documents, history, library, marks
from desktop.actions.corrected_places import SORTS
from desktop.annotations import Mark
from desktop.model import Node, Outline
from desktop.store import Store
from tests.documents import CORPUS
from tests.reports import corrected
from tests.reports.corrected import WHO

FILES = ("x05_naoji_autonum.docx", "l06_zhongcaifa.pdf", "v08_liangshi_yuan.html",
         "../holdout9/16_ofd_two_documents.ofd")  # fmt: skip
WAYS = "wwwlutrmmsjpidk"


@dataclass
class Corrected:
    """A document as it was imported, and what has become of it."""

    store: Store
    document: str
    printed: Outline
    marked: list[Mark]

    def outline(self) -> Outline:
        return documents.load_outline(self.store, document=self.document)

    def marks(self) -> list[Mark]:
        return marks.of_document(self.store, document=self.document)

    def reset(self, ids: list[str]) -> None:
        correcting.reset(self.store, author="赵六", document=self.document, corrections=ids)
        assert library.check(self.store) == []

    def check_as_printed(self) -> None:
        assert correcting.of_document(self.store, document=self.document) == []
        assert self.outline() == self.printed
        assert self.marks() == self.marked


@pytest.fixture(params=FILES, ids=lambda name: Path(name).name)
def fifty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corrected]:
    chance = random.Random(request.param)  # noqa: S311 - only has to be the same again
    with Store.open(tmp_path / "own.db") as store:
        found = documents.import_file(store, path=CORPUS / request.param).document
        assert found is not None
        printed = documents.load_outline(store, document=found.id)
        texts = [node for node in printed.walk() if len(node.text) > 12]
        for node, other in zip(texts, [*texts[1:], texts[0]], strict=True):
            pieces = [(node.id, len(node.text) - 5, len(node.text)), (other.id, 1, 6)]
            marks.add(store, author="赵六", pieces=pieces, note="核实")
            marks.annotate_node(store, author="赵六", node=node.id, note="整条")
        marked = marks.of_document(store, document=found.id)
        while len(correcting.of_document(store, document=found.id)) < 50:
            step = (chance.choice(WAYS), *(chance.randrange(999) for _ in range(3)))
            corrected.correct_any(store, [step], found.id)
        yield Corrected(store, found.id, printed, marked)


def test_all_at_once(fifty: Corrected) -> None:
    now, there = fifty.outline(), fifty.marks()
    assert now != fifty.printed
    assert correcting.printed(fifty.store, document=fifty.document) == fifty.printed
    listed = corrected_places.listed(fifty.store, document=fifty.document)
    assert {each.correction.author for each in listed} <= set(WHO)
    assert all(each.correction.at and each.name for each in listed)
    fifty.reset([each.correction.id for each in listed])
    fifty.check_as_printed()
    history.undo(fifty.store)
    assert fifty.outline() == now
    assert fifty.marks() == there
    history.redo(fifty.store)
    fifty.check_as_printed()


def test_kind_by_kind(fifty: Corrected) -> None:
    for sort in SORTS.values():
        listed = corrected_places.listed(fifty.store, document=fifty.document)
        if chosen := [each.correction.id for each in listed if each.sort == sort]:
            fifty.reset(chosen)
        left = corrected_places.listed(fifty.store, document=fifty.document)
        assert sort not in {each.sort for each in left}
        assert (
            left == []
            or fifty.outline() != fifty.printed
            or not any(each.correction.fits for each in left)
        )
    fifty.check_as_printed()


def test_node_by_node(fifty: Corrected) -> None:
    printed = {node.id: bare(node) for node in fifty.printed.walk()}
    for node, was in printed.items():
        ids = corrected_places.of_node(fifty.store, document=fifty.document, node=node)
        if not ids:
            continue
        fifty.reset(ids)
        now = {each.id: bare(each) for each in fifty.outline().walk()}
        assert now.get(node, was) == was
    every = correcting.of_document(fifty.store, document=fifty.document)
    fifty.reset([each.id for each in every])
    fifty.check_as_printed()


def bare(node: Node) -> Node:
    return replace(node, children=())
