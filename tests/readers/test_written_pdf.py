"""PDFs as scanners, word processors and careless programs leave them."""

import ctypes

import pypdfium2
import pytest
from pypdfium2 import raw

from desktop.actions import originals
from desktop.readers.pages import pdfium, source
from desktop.readers.reading import ScannedError
from desktop.text import SourceText
from tests.written_pdfs import A4, PICTURE, shapes, show, written

LINES = ["关于推动测试的措施", "一、总体要求", "坚持稳中求进总基调。", "理念，加快构建新格局。"]
PLACES = [(74.0, 700.0 - 29 * row) for row in range(len(LINES))]
GLYPHS = [
    (x + 16 * place, y, char)
    for (x, y), line in zip(PLACES, LINES, strict=True)
    for place, char in enumerate(line)
]
PAGE = "".join(show(x, y, line) for (x, y), line in zip(PLACES, LINES, strict=True))
HIDDEN = "".join(show(x, y, line, hidden=True) for (x, y), line in zip(PLACES, LINES, strict=True))


def read(data: bytes) -> SourceText:
    return source.printed("甲.pdf", pdfium.sheets(data))


def texts(found: SourceText) -> list[str]:
    return [
        line.text.strip() for line in found.lines
        if line.text.strip() and line.number not in found.furniture
    ]  # fmt: skip


@pytest.mark.parametrize("stamp", ["", show(290, 40, "1", size=10)])
def test_hidden_text_under_a_scan_is_its_text(stamp: str) -> None:
    assert texts(read(written([PICTURE + HIDDEN + stamp]))) == LINES


def test_hidden_text_beside_a_page_of_text_is_not_read() -> None:
    more = show(74, 300, "另有说明。") + show(74, 200, "看不见的字", hidden=True)
    assert texts(read(written([PICTURE + PAGE + more]))) == [*LINES, "另有说明。"]


@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.4, 0.0), (0.4, 0.3)])
def test_text_printed_twice_to_look_bold_comes_once(shift: tuple[float, float]) -> None:
    across, up = shift
    again = "".join(
        show(x + across, y + up, line) for (x, y), line in zip(PLACES, LINES, strict=True)
    )
    glyphs = "".join(show(x, y, char) + show(x + across, y + up, char) for x, y, char in GLYPHS)
    assert texts(read(written([PAGE + again]))) == LINES
    assert texts(read(written([glyphs]))) == LINES


def test_characters_drawn_in_any_order_are_read_as_they_stand() -> None:
    backwards = "".join(show(x, y, char) for x, y, char in reversed(GLYPHS))
    assert texts(read(written([backwards]))) == LINES


def test_what_a_font_does_not_tell_is_doubted() -> None:
    characters = dict(enumerate("".join(LINES), 1))
    page = shapes(74, 700, sorted(characters)[:20])
    told = {number: char for number, char in characters.items() if number not in {4, 0x467}}
    found = read(written([page], characters=told))
    assert texts(found) == ["".join(LINES)[:3] + "\ufffd" + "".join(LINES)[4:20]]
    ((line, printed, message),) = found.doubts
    assert (line, printed) == (1, "第 1 页")
    assert "1 个字读不出来" in message


def test_digits_that_come_out_as_letters_of_another_script_are_doubted() -> None:
    told = dict(enumerate("按照高速公路规划建设", 1))
    found = read(
        written([shapes(74, 700, [1, 2, 3, 0x467, 0x468, *range(4, 11)])], characters=told)
    )
    assert texts(found) == ["按照高\ufffd\ufffd速公路规划建设"]


def test_a_file_whose_fonts_tell_nothing_is_refused_like_a_scan() -> None:
    with pytest.raises(ScannedError):
        read(written([shapes(74, 700, range(1, 30))]))


@pytest.mark.parametrize(
    "more",
    [
        "",
        "/UserUnit 2",
        "/Rotate 90",
        "/Rotate 180",
        "/Rotate 270",
        "/CropBox[50 300 545 800]",
        "/CropBox[50 300 545 800]/Rotate 90",
        "/CropBox[50 300 545 800]/Rotate 270/UserUnit 2",
    ],
)
def test_the_marked_place_is_that_of_the_words(more: str) -> None:
    data = written([PAGE], A4 + more)
    found = read(data)
    document = pypdfium2.PdfDocument(data)
    for line in found.lines:
        if line.text.strip():
            (spot,) = originals.spots(found, first=line.number, last=line.number)
            (box,) = spot.boxes
            assert under(document[0], box) == line.text.strip()
    document.close()


def under(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> str:
    """The text under a box of the page as it is looked at, by PDFium's own reckoning."""
    fine = 100
    width, height = (round(fine * side) for side in page.get_size())
    corners = []
    for across, down in (box[:2], box[2:]):
        x, y = ctypes.c_double(), ctypes.c_double()
        place = (round(fine * across), round(fine * down))
        raw.FPDF_DeviceToPage(page, 0, 0, width, height, 0, *place, x, y)
        corners.append((x.value, y.value))
    (left, right), (bottom, top) = (sorted(sides) for sides in zip(*corners, strict=True))
    return str(page.get_textpage().get_text_bounded(left - 1, bottom, right + 1, top).strip())


def test_a_page_number_within_a_measure_is_not_marked() -> None:
    pages = [PAGE + show(290, 40, f"— {number} —", size=10) for number in (1, 2)]
    found = read(written(pages))
    spots = originals.spots(found, first=1, last=len(found.lines))
    assert [len(spot.boxes) for spot in spots] == [len(LINES)] * 2
    (number, _) = sorted(found.furniture)
    assert originals.spots(found, first=number, last=number)
