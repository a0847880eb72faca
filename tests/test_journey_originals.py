"""A person reads a PDF with its pages beside the text, then an OFD, then plain text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from desktop.views.dialogs import RecogniseChoice
from desktop.views.main_window import MainWindow
from desktop.views.source_lines import SourceLines
from desktop.views.source_page import PageCanvas, SourcePage
from tests import ofds
from tests.journeys import command, drop, named
from tests.pdfs import Setting, pdf, picture_of, scanned_page, typeset

PROSE = "认真落实各项要求，确保取得实效。" * 9
TEXT = [
    "  关于推动测试的若干措施",
    "一、总体要求",
    *(f"{number}.推动事项{number}。" + PROSE for number in range(1, 13)),
]


@pytest.fixture
def window(library: Path, open_window: Callable) -> MainWindow:
    return open_window().window


def opened(window: MainWindow, qtbot: QtBot, file: Path) -> SourcePage:
    """Import a file, read it, and open the panel; return the panel."""
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        assert drop(window, [file])
    assert window.reading.document is not None
    assert window.reading.document.source == file.name
    command(window, "showOriginal")
    return named(window, SourcePage, "sourcePage")


def dark(image: QImage, box: tuple[float, float, float, float], scale: float) -> bool:
    """Whether the picture has ink inside a box in points."""
    left, top, right, bottom = (round(side * scale) for side in box)
    return any(
        image.pixelColor(x, y).lightness() < 180
        for x in range(left, right)
        for y in range(top, bottom)
    )


def test_the_page_of_what_is_read_stands_beside_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = opened(window, qtbot, typeset(tmp_path / "措施.pdf", TEXT, Setting(rows=12)))
    canvas = named(window, PageCanvas, "pageCanvas")
    number = named(window, QLabel, "pageNumber")
    qtbot.waitUntil(lambda: number.text().startswith("第 1 / "), timeout=10_000)
    for _ in range(4):
        command(window, "nextMeasure")
    qtbot.waitUntil(lambda: number.text().startswith("第 2 / "), timeout=10_000)
    assert canvas.boxes
    sight = canvas._sight
    assert sight is not None
    assert sight.image is not None
    scale = sight.image.width() / sight.width
    assert all(dark(sight.image, box, scale) for box in canvas.boxes)
    named(window, QToolButton, "nextPage").click()
    qtbot.waitUntil(lambda: number.text().startswith("第 3 / "), timeout=10_000)
    named(window, QToolButton, "previousPage").click()
    qtbot.waitUntil(lambda: number.text().startswith("第 2 / "), timeout=10_000)
    assert canvas.boxes
    assert panel.isVisible()


def test_a_page_is_shown_while_an_import_runs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, typeset(tmp_path / "措施.pdf", TEXT, Setting(rows=12)))
    number = named(window, QLabel, "pageNumber")
    qtbot.waitUntil(lambda: number.text().startswith("第 1 / "), timeout=10_000)
    long = [
        typeset(tmp_path / f"{name}.pdf", [f"{name}的措施", *TEXT[1:]] * 9, Setting(rows=12))
        for name in "甲乙丙"
    ]
    with qtbot.waitSignal(window.tasks.imported, timeout=60_000):
        assert drop(window, long)
        named(window, QToolButton, "nextPage").click()
        qtbot.waitUntil(lambda: number.text().startswith("第 2 / "), timeout=10_000)
        assert window.tasks.importing


def test_an_ofd_is_drawn_from_its_texts(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened(window, qtbot, ofds.typeset(tmp_path / "措施.ofd", TEXT, Setting(rows=12)))
    canvas = named(window, PageCanvas, "pageCanvas")
    qtbot.waitUntil(lambda: canvas._sight is not None, timeout=10_000)
    command(window, "nextMeasure")
    qtbot.waitUntil(lambda: bool(canvas.boxes), timeout=10_000)
    image = canvas.grab().toImage()
    scale = canvas.width() / canvas._sight.width
    assert all(dark(image, box, scale) for box in canvas.boxes)


def test_of_a_text_the_printed_lines_are_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "措施.txt"
    file.write_text("\n".join(TEXT), "utf-8")
    opened(window, qtbot, file)
    command(window, "nextMeasure")
    lines = named(window, SourceLines, "sourceText")
    qtbot.waitUntil(lambda: TEXT[2] in lines.toPlainText(), timeout=10_000)
    (marked,) = lines.extraSelections()
    assert marked.cursor.selectedText().endswith(TEXT[2])


@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize("ending", ["pdf", "ofd"])
def test_a_scan_is_recognised_when_one_says_so(
    ending: str,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Path] = []

    def ask(_parent: object, files: list[Path]) -> bool:
        asked.extend(files)
        return True

    monkeypatch.setattr(RecogniseChoice, "ask", ask)
    file, words = tmp_path / f"扫描.{ending}", ("一、总体要求", "坚持稳中求进工作总基调。")
    if ending == "pdf":
        pdf(file, [scanned_page(*words)])
    else:
        ofds.scanned_ofd(file, [picture_of(*words)])
    with qtbot.waitSignals([window.tasks.imported] * 2, timeout=60_000):
        assert drop(window, [file])
    assert asked == [file]
    assert window.reading.document is not None
    assert window.reading.document.source == file.name
    command(window, "showDoubts")
    doubts = named(window, QListWidget, "doubtList")
    assert any("对照原件" in doubts.item(row).text() for row in range(doubts.count()))
    command(window, "showOriginal")
    canvas = named(window, PageCanvas, "pageCanvas")
    qtbot.waitUntil(lambda: canvas._sight is not None, timeout=10_000)
    scale = canvas.width() / canvas._sight.width
    image = canvas.grab().toImage()
    assert dark(image, (74, 130, 170, 155), scale)
    assert not dark(image, (200, 130, 300, 155), scale)


def test_the_page_is_enlarged_and_turned_pages_stay(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = opened(window, qtbot, typeset(tmp_path / "措施.pdf", TEXT, Setting(rows=12)))
    canvas, number = panel.canvas, panel.number
    qtbot.waitUntil(lambda: number.text().startswith("第 1 / "), timeout=10_000)
    assert panel.smaller.isEnabled() is False
    narrow = canvas.width()
    panel.next.click()
    qtbot.waitUntil(lambda: number.text().startswith("第 2 / "), timeout=10_000)
    wheel = QWheelEvent(
        QPointF(20, 20), QPointF(20, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel._scroll.viewport(), wheel)
    panel.larger.click()
    assert abs(canvas.width() - 2 * narrow) <= 1
    sharp = panel.canvas._sight
    qtbot.waitUntil(lambda: panel.canvas._sight is not sharp, timeout=10_000)
    assert panel.canvas._sight.image.width() >= canvas.width()
    assert number.text().startswith("第 2 / ")
    bar = panel._scroll.horizontalScrollBar()
    before = bar.value()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(before + 90, 90))
    qtbot.mouseMove(canvas, QPoint(before + 60, 90))
    assert bar.value() == before + 30
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(before + 60, 90))
    for _ in range(9):
        panel.larger.click()
    assert panel.larger.isEnabled() is False
    assert panel.room <= 1600


def test_the_page_of_a_doubt_stands_under_the_list(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = [*TEXT[:8], "8.推动事项8，(括号不对。" + PROSE]
    opened(window, qtbot, typeset(tmp_path / "措施.pdf", lines, Setting(rows=12)))
    command(window, "showDoubts")
    panel = window.parts.checking.panel
    page = named(window, SourcePage, "doubtPage")
    qtbot.waitUntil(lambda: panel.list.count() > 0, timeout=10_000)
    panel.list.setCurrentRow(panel.list.count() - 1)
    qtbot.waitUntil(lambda: bool(page.canvas.boxes), timeout=10_000)
    assert page.isVisible()
    assert not panel.source.isVisible()
    assert page.canvas.width() > 1.9 * page._scroll.viewport().width()
    file = tmp_path / "措施.txt"
    file.write_text("\n".join(lines).replace("测试", "别的"), "utf-8")
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        assert drop(window, [file])
    qtbot.waitUntil(lambda: panel.list.count() > 0, timeout=10_000)
    panel.list.setCurrentRow(0)
    assert panel.source.isVisible()
    assert panel.source.toPlainText()
