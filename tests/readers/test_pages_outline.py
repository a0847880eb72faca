"""A document gives the same tree whether it comes as text or as printed pages."""

import sys
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from desktop import readers
from desktop.model import Kind, Outline
from desktop.readers.pages import pdfium, source
from desktop.structure import outline, paragraphs
from tests import ofds
from tests.documents import CORPUS, corpus_files, gold_of, is_labelled, outline_of, seed_files
from tests.pdfs import Setting, typeset
from tests.scoring import heading_scores, seed_scores

SETTINGS = {
    "official": Setting(),
    "narrow": Setting(size=12, pitch=18, cells=21, rows=30, number="{}"),
    "wide": Setting(size=10.5, pitch=16, cells=42, rows=44, number="第{}页", head="政策文件汇编"),
}
LOSS = 0.01

pytestmark = pytest.mark.usefixtures("qapp")


def printed(path: Path, folder: Path, setting: str) -> Outline:
    """The outline of a text set as a PDF."""
    file = typeset(folder / f"{path.stem}.pdf", clean(path), SETTINGS[setting])
    return outline(source.source(file.name, pdfium.sheets(file.read_bytes())))


@cache
def clean(path: Path) -> list[str]:
    """The paragraphs of a text file, titles centred, without furniture."""
    rows, _, form = sys.modules[outline.__module__]._rows(readers.read(path))
    joined = paragraphs.join(rows, form)
    first = next((i for i, paragraph in enumerate(joined) if paragraph.label), 0)
    return [
        ("  " if index < first and len(p.text) < 40 and p.text[-1] not in "：。" else "") + p.text
        for index, p in enumerate(joined)
    ]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("path", seed_files()[:4], ids=lambda path: path.stem[:3])
def test_seeds_lose_nothing_on_paper(path: Path, setting: str, tmp_path: Path) -> None:
    gold = gold_of(path)
    before = seed_scores(gold, outline_of(path))
    after = seed_scores(gold, printed(path, tmp_path, setting))
    assert {name: after[name] for name in before if after[name] < before[name] - LOSS} == {}


@pytest.mark.parametrize("path", seed_files(), ids=lambda path: path.stem[:3])
def test_seeds_lose_nothing_as_ofd(path: Path, tmp_path: Path) -> None:
    gold = gold_of(path)
    before = seed_scores(gold, outline_of(path))
    file = ofds.typeset(tmp_path / f"{path.stem}.ofd", clean(path), SETTINGS["official"])
    after = seed_scores(gold, outline(readers.read(file)))
    assert {name: after[name] for name in before if after[name] < before[name] - LOSS} == {}


@pytest.mark.parametrize("setting", SETTINGS)
def test_real_documents_lose_nothing_on_paper(setting: str, tmp_path: Path) -> None:
    labelled: list[tuple[dict[str, Any], Path]] = [
        (gold_of(path), path) for path in corpus_files() if is_labelled(path)
    ]
    scores = [heading_scores(gold, printed(path, tmp_path, setting)) for gold, path in labelled]
    assert fmean(score.headings for score in scores) >= 0.985
    assert fmean(score.depth for score in scores) >= 0.985
    assert fmean(score.kind for score in scores) >= 0.95
    assert min(min(score.headings, score.depth) for score in scores) >= 0.93


def test_a_published_pdf_has_the_headings_of_its_text() -> None:
    gold = gold_of(CORPUS / "k02_geshui_xinyong.txt")
    scores = heading_scores(gold, outline(readers.read(CORPUS / "k02_geshui_xinyong.pdf")))
    assert (scores.headings, scores.depth, scores.kind) == (1.0, 1.0, 1.0)


def test_headings_glued_to_the_paragraph_before_are_found() -> None:
    found = outline(readers.read(CORPUS / "l06_zhongcaifa.pdf"))
    labels = {kind: [n.label for n in found.walk() if n.kind is kind] for kind in Kind}
    assert len(labels[Kind.CHAPTER]) == len(set(labels[Kind.CHAPTER])) == 8
    assert len(labels[Kind.ARTICLE]) == len(set(labels[Kind.ARTICLE])) == 80
    assert len(labels[Kind.SECTION]) == 3
    glued = {doubt.assumed for doubt in found.doubts if doubt.kind == "glued"}
    assert glued == {"第三条", "第三章"}
