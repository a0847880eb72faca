"""What of a PDF page is no text is found, whether or not each character is an object."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPainter

from desktop.readers.pages import calls, drawn, pdfium
from tests.documents import CORPUS
from tests.pdfs import lines, pdf, picture, ruled

PROSE = [
    (74.0, 150.0 + 24 * row, "坚持稳中求进总基调，2025 年建成 80 个项目。 ") for row in range(12)
]
TABLE = [["项目", "单位"], ["煤炭 12", "省能源局"]]
Drawing = Callable[[QPainter], None]

pytestmark = pytest.mark.usefixtures("qapp")


def page(*drawings: Drawing) -> Drawing:
    def draw(painter: QPainter) -> None:
        for each in drawings:
            each(painter)

    return draw


FIRST, SECOND = lines(*PROSE[:6]), lines(*PROSE[6:])
PAGES = [
    page(FIRST, SECOND),
    page(FIRST, ruled(TABLE, (100, 200), 74, 500), SECOND),
    page(ruled(TABLE, (100, 200), 74, 500), FIRST, SECOND),
    page(FIRST, SECOND, ruled(TABLE, (100, 200), 74, 500)),
    page(picture, FIRST, SECOND),
]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_what_stands_among_characters_is_found(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pdf(tmp_path / "甲.pdf", [PAGES[number]]).read_bytes()
    found = pdfium.sheets(data)
    monkeypatch.setattr(drawn, "_FEW", drawn.MOST_OBJECTS)
    assert found == pdfium.sheets(data)
    assert bool(found[0].rules) == (number in {1, 2, 3})
    assert found[0].pictures == (number == 4)


def test_real_pages_have_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [file.read_bytes() for file in sorted(CORPUS.glob("*.pdf"))]
    monkeypatch.setattr(drawn, "_FEW", 0)
    found = [pdfium.sheets(data) for data in files]
    monkeypatch.setattr(drawn, "_FEW", drawn.MOST_OBJECTS)
    assert found == [pdfium.sheets(data) for data in files]


def test_characters_that_are_objects_are_not_asked_for_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose = lines(*((x, y, text.replace(" ", "")) for x, y, text in PROSE))
    data = pdf(tmp_path / "甲.pdf", [prose]).read_bytes()
    asked: list[Any] = []
    kind = calls.object_kind

    def told(item: Any) -> int:
        asked.append(item)
        return int(kind(item))

    monkeypatch.setattr(calls, "object_kind", told)
    (sheet,) = pdfium.sheets(data)
    assert len(asked) < 0.1 * sum(len(word.text) for word in sheet.words)
