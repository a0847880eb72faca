"""Pages set from top to bottom, lines from right to left, come out as their text; with a doubt."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter

from desktop.model import Outline
from desktop.readers.pages import package, pdfium, source, vertical
from desktop.readers.pages.sheet import Sheet, Word
from desktop.structure import outline
from desktop.text import SourceText
from tests.documents import outline_of_text
from tests.ofds import ofd, page, text_object
from tests.pdfs import A4, pdf, put

PROSE = "完整、准确、全面贯彻新发展理念，到二〇二七年建成基站12万座，GDP增长百分之六以上。"
TEXT = [
    "　　关于推动竖排的若干措施",
    "　　一、总体要求",
    f"　　{PROSE * 2}",
    "　　二、重点任务",
    f"　　（一）夯实基础。{PROSE}",
    f"　　（二）加强保障。{PROSE * 3}",
    "　　三、附则",
    "　　特此通知。",
    "　　四、其他",
    "　　特此通知。",
]
SIZE, PITCH, CELLS, LINES = 16, 29, 38, 15
_RUNS = re.compile("[A-Z]+|12|[^A-Z]")

pytestmark = pytest.mark.usefixtures("qapp")


def lines(cells: int = CELLS) -> list[str]:
    """The lines down the pages."""
    return [text[at : at + cells] for text in TEXT for at in range(0, len(text), cells)]


def pieces(line: str) -> Iterable[tuple[int, str]]:
    """The runs of a line with the cell in which each begins: one for two figures, two for GDP."""
    cell = 0
    for match in _RUNS.finditer(line):
        yield cell, match[0]
        cell += 2 if match[0].isalpha() and match[0].isascii() else 1


def set_down(path: Path) -> Path:
    """A PDF of the text, down its pages."""
    every = lines()
    pages = [every[at : at + LINES] for at in range(0, len(every), LINES)]

    def draw(painter: QPainter, shown: list[str], number: int) -> None:
        for row, line in enumerate(shown):
            x = 500 - PITCH * row
            for cell, text in pieces(line):
                y = 90 + SIZE * cell
                if len(text) == 1:
                    put(painter, x, y + 0.88 * SIZE, text)
                elif text == "12":
                    put(painter, x, y + 0.88 * SIZE, text, 14)
                else:
                    painter.save()
                    painter.translate(x + 0.2 * SIZE, y)
                    painter.rotate(90)
                    put(painter, 0, 0, text, 13)
                    painter.restore()
        put(painter, 280, 800, f"— {number} —", 14)

    return pdf(
        path,
        [lambda painter, s=shown, n=n: draw(painter, s, n) for n, shown in enumerate(pages, 1)],
    )


def set_down_ofd(path: Path, said: str) -> Path:
    """The text as an OFD, down its page, with what says so on each text."""
    mm = 25.4 / 72
    objects = ""
    for row, line in enumerate(lines()):
        steps = " ".join(["0"] * (len(line) - 1)), " ".join([f"{SIZE * mm:.3f}"] * (len(line) - 1))
        objects += (
            f'<ofd:TextObject Boundary="{(510 - PITCH * row) * mm:.3f} {90 * mm:.3f} 10 240" '
            f'Size="{SIZE * mm:.3f}" {said}><ofd:TextCode X="0" Y="{0.88 * SIZE * mm:.3f}" '
            f'DeltaX="{steps[0]}" DeltaY="{steps[1]}">{line}</ofd:TextCode></ofd:TextObject>'
        )
    return ofd(path, [page([], rest=objects + text_object(280, 800, "— 1 —", 14))])


def told(found: Outline) -> list[tuple[str, str, str]]:
    return [(node.kind.value, node.label, node.text or node.title) for node in found.walk()]


def read(file: Path) -> SourceText:
    data = file.read_bytes()
    sheets = pdfium.sheets(data) if file.suffix == ".pdf" else package.sheets(data)
    return source.printed(file.name, sheets)


def check(found: SourceText) -> None:
    seen = outline(found)
    assert (seen.title, told(seen)) == (TEXT[0].strip(), told(outline_of_text("\n".join(TEXT))))
    pages = {line.page for line in found.lines}
    assert [message for *_, message in found.doubts] == [vertical._DOUBT] * len(pages)
    away = [line.text for line in found.lines if line.number in found.furniture]
    assert [re.sub(r"\s", "", text) for text in away] == [f"—{n}—" for n in sorted(pages)]


def test_a_pdf_set_down_its_pages(tmp_path: Path) -> None:
    found = read(set_down(tmp_path / "竖.pdf"))
    check(found)
    first = next(line for line in found.lines if "总体要求" in line.text)
    left, top, right, bottom = first.box or (0, 0, 0, 0)
    assert 465 < left < 475
    assert 485 < right < 490
    assert 118 < top < 124
    assert bottom - top == pytest.approx(6 * SIZE, abs=3)


@pytest.mark.parametrize("said", ["", 'ReadDirection="90"'])
def test_an_ofd_set_down_its_page(said: str, tmp_path: Path) -> None:
    file = set_down_ofd(tmp_path / "竖.ofd", said)
    check(read(file))
    shown = package.Package(file.read_bytes()).sheet(0)
    assert (shown.width, shown.turned) == (pytest.approx(A4[0], abs=1), 0)


def test_marks_of_lines_down_a_page_are_those_of_lines_across() -> None:
    words = [
        Word(char, 400, 20 * n, 416, 20 * n + 16) for n, char in enumerate("︵一︶甲﹁乙﹂︑" * 2)
    ]
    assert vertical.is_set_down(words)
    found = vertical.laid(Sheet(*A4, words=words), [])
    assert "".join(word.text for word in found.words) == "（一）甲「乙」、" * 2
    assert [found.shown(word[1:5]) for word in found.words] == [word[1:5] for word in words]


@pytest.mark.parametrize(
    "texts",
    [
        [(74 + 16 * n, 100, char) for n, char in enumerate("横排的一行字每个字各自一处" * 2)],
        [(74, 100 + 29 * n, f"第{n}行的文字") for n in range(20)],
        [
            (74, 90, "正文在这里。"),
            *((30, 100 + 20 * n, char) for n, char in enumerate("装订线内勿写")),
        ],
    ],
)
def test_other_pages_are_not_taken_for_such(texts: list[tuple[float, float, str]]) -> None:
    words = [Word(text, x, y, x + 16 * len(text), y + 16) for x, y, text in texts]
    assert not vertical.is_set_down(words)
