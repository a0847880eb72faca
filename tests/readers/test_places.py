"""Where a measure is marked on the page: its words and no others, in one column and in two."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter

from desktop.actions import originals
from desktop.model import Kind, Node, Outline
from desktop.readers.pages import package, pdfium, source
from desktop.readers.pages.sheet import Sheet, cells
from desktop.structure import outline
from tests import ofds
from tests.documents import CORPUS, outline_of, seed_files
from tests.pdfs import Setting, pdf, put, typeset
from tests.printed import cut
from tests.readers.test_pages_outline import clean

HEADINGS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.BOX, Kind.ANNEX)
SIZE, PITCH, CELLS, ROWS = 10.5, 17, 21, 40
Text = tuple[float, float, str]

pytestmark = pytest.mark.usefixtures("qapp")


def in_two(paragraphs: Sequence[str]) -> list[list[Text]]:
    """The texts of pages set in two columns, at their places."""
    rows = [
        (2 * SIZE * (place == 0), line)
        for text in paragraphs
        for place, line in enumerate(cut(text.strip(), CELLS, CELLS - 2))
    ]
    return [
        [
            (50 + 265 * (place // ROWS) + indent, 90 + PITCH * (place % ROWS), line)
            for place, (indent, line) in enumerate(rows[start : start + 2 * ROWS])
        ]
        for start in range(0, len(rows), 2 * ROWS)
    ]


def set_in_two(file: Path, paragraphs: Sequence[str]) -> Path:
    """A PDF or OFD in two columns."""
    pages = [[*texts, (280.0, 800.0, f"— {n} —")] for n, texts in enumerate(in_two(paragraphs), 1)]
    if file.suffix == ".ofd":
        return ofds.ofd(file, [ofds.page(texts, SIZE) for texts in pages])

    def draw(painter: QPainter, texts: Sequence[Text]) -> None:
        for x, y, text in texts:
            put(painter, x, y, text, SIZE)

    return pdf(file, [lambda painter, texts=texts: draw(painter, texts) for texts in pages])


def shown(sheet: Sheet) -> list[tuple[str, float, float]]:
    """The characters of a page with the middle of each, as the page is looked at."""
    found = []
    for word in sheet.words:
        x, wide = word.left, (word.right - word.left) / cells(word.text)
        for char in word.text:
            box = sheet.shown((x, word.top, x + wide * cells(char), word.bottom))
            found.append((char, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
            x += wide * cells(char)
    return found


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def misplaced(file: Path) -> tuple[Outline, int, list[str]]:
    """The outline, how many nodes have text, and which are marked on other words than theirs."""
    read = pdfium.sheets if file.suffix == ".pdf" else package.sheets
    sheets = read(file.read_bytes())
    pages = {number: shown(sheet) for number, sheet in enumerate(sheets, 1)}
    lines = source.printed(file.name, sheets)
    found = outline(lines)
    nodes = [node for node in found.walk() if node.kind not in HEADINGS]
    return found, len(nodes), [
        f"{node.label}{node.text[:9]}" for node in nodes
        if Counter(under(lines, pages, node)) != Counter(plain(words(node)))
    ]  # fmt: skip


def words(node: Node) -> str:
    return "".join((node.label, node.text, node.units_text))


def under(
    lines: source.SourceText, pages: dict[int, list[tuple[str, float, float]]], node: Node
) -> str:
    """What stands on the pages under the boxes of a node."""
    told = (node.label, node.text, node.units_text)
    spots = originals.spots(lines, first=node.first_line, last=node.last_line, words=told)
    return plain(
        "".join(
            char
            for spot in spots
            for left, top, right, bottom in spot.boxes
            for char, x, y in pages[spot.page]
            if left <= x <= right and top <= y <= bottom
        )
    )


@pytest.mark.parametrize("name", ["页.pdf", "页.ofd"])
@pytest.mark.parametrize("seed", seed_files()[1:4:2], ids=lambda path: path.stem[:3])
def test_seeds_in_two_columns(seed: Path, name: str, tmp_path: Path) -> None:
    found, count, wrong = misplaced(set_in_two(tmp_path / name, clean(seed)))
    assert (wrong, count > 50) == ([], True)
    told = [plain(words(node)) for node in outline_of(seed).walk()]
    assert [plain(words(node)) for node in found.walk()] == told


@pytest.mark.parametrize("make", [typeset, ofds.typeset])
def test_a_seed_in_one_column(make: type, tmp_path: Path) -> None:
    suffix = "pdf" if make is typeset else "ofd"
    file = make(tmp_path / f"页.{suffix}", clean(seed_files()[1]), Setting())
    assert misplaced(file)[1:] == (72, [])


def test_articles_that_share_a_line() -> None:
    assert misplaced(CORPUS / "l06_zhongcaifa.pdf")[1:] == (80, [])


def test_a_node_whose_words_were_corrected_is_marked_by_whole_lines() -> None:
    lines = source.printed("甲", pdfium.sheets((CORPUS / "l06_zhongcaifa.pdf").read_bytes()))
    number = next(line.number for line in lines.lines if "第三条" in line.text)
    (whole,) = originals.spots(lines, first=number, last=number)
    told = originals.spots(lines, first=number, last=number, words=("", "另一句话。", ""))
    assert told == [whole]
