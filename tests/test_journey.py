"""A user's way through the real window, from an empty folder on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTextEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import documents
from desktop.views.dialogs import (
    ImportChoice,
)
from tests.journeys import command, drop, named, policy, text_at_top


def test_the_first_start_makes_the_library_and_loads_the_seeds(
    open_window: Callable, qtbot: QtBot
) -> None:
    window = open_window().window
    assert "正在载入" in window.empty.sentence.text()
    with qtbot.waitSignal(window.tasks.seedsLoaded, timeout=30_000):
        pass
    assert named(window, QTreeView, "outlineTree").model().rowCount() == 5
    reader = named(window, QTextEdit, "readerView")
    qtbot.waitUntil(lambda: "若干措施" in reader.toPlainText())
    assert window.windowTitle().endswith("— 策阅")


def test_filter_click_read_step_find_and_copy(
    library: Path, open_window: Callable, qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window().window
    tree = named(window, QTreeView, "outlineTree")
    reader = named(window, QTextEdit, "readerView")
    named(window, QLineEdit, "outlineFilter").setText("煤炭价格")
    qtbot.waitUntil(lambda: tree.model().rowCount() == 1)
    index = tree.model().index(0, 0)
    while tree.model().hasChildren(index):
        index = tree.model().index(0, 0, index)
    tree.scrollTo(index)
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center()
    )
    assert text_at_top(reader).startswith("2.推动煤炭价格稳定在合理区间。")
    qtbot.waitUntil(lambda: window.breadcrumb.text.endswith("2. 推动煤炭价格稳定在合理区间"))
    named(window, QLineEdit, "outlineFilter").clear()
    qtbot.waitUntil(lambda: tree.model().rowCount() == 5)

    command(window, "nextMeasure")
    assert text_at_top(reader).startswith("3.加快煤矿智能化改造。")
    qtbot.waitUntil(lambda: tree.currentIndex().data() == "3. 加快煤矿智能化改造")
    qtbot.keyClick(reader, Qt.Key.Key_J)
    qtbot.keyClick(reader, Qt.Key.Key_K)
    command(window, "previousMeasure")
    assert text_at_top(reader).startswith("2.推动煤炭价格")

    command(window, "copyCited")
    copied = qapp.clipboard().text()
    assert copied.startswith("2.推动煤炭价格稳定在合理区间。发挥好")
    assert copied.endswith(
        "——《山西省全力稳增长推动经济持续回升向好的若干措施》（晋政办发〔2023〕56号）一、2."
    )

    command(window, "find")
    named(window, QLineEdit, "findText").setText("煤炭")
    total = reader.toPlainText().count("煤炭")
    assert window.find_bar.count.text().endswith(f"/{total}")
    command(window, "findNext")
    command(window, "findPrevious")
    window.find_bar.put_away()
    command(window, "findNext")
    assert window.find_bar.isVisible()


def test_a_file_is_imported_by_menu_and_by_drop(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window().window
    new = policy(tmp_path, 1)
    monkeypatch.setattr(ImportChoice, "ask", lambda *_: [new])
    with qtbot.waitSignal(window.tasks.imported, timeout=10_000):
        command(window, "importFiles")
    assert named(window, QTreeView, "outlineTree").model().rowCount() == 6
    assert "关于测试的若干措施" in window.windowTitle()
    assert "已导入" in window.statusBar().currentMessage()
    window.reading.open(documents.list_documents(window.reading._store)[0].id)
    with qtbot.waitSignal(window.tasks.imported, timeout=10_000):
        assert drop(window, [new])
    assert "没有重复导入" in window.statusBar().currentMessage()
    assert "关于测试的若干措施" in window.windowTitle()
    monkeypatch.setattr(ImportChoice, "ask", lambda *_: [])
    command(window, "importFiles")
    assert not window.tasks.importing


def test_the_next_start_is_as_the_last_was_left(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    window = first.window
    window.reading.open(documents.list_documents(first.store)[2].id)
    command(window, "nextMeasure")
    for name in ("zoomIn", "showLines", "themeDark", "showPanel"):
        command(window, name)
    window.resize(window.width(), 700)
    first.close()
    window = open_window().window
    assert window.windowTitle().startswith("山西省扎实推进稳住经济")
    assert window.reading.place is not None
    assert window.reading.place.node.label == "1."
    assert window.reading.zoom == pytest.approx(1.1)
    assert window.commands["showLines"].isChecked()
    assert window.commands["themeDark"].isChecked()
    assert named(window, QWidget, "sidePanel").isVisible()
    assert window.height() == 700


def test_seeds_that_were_removed_do_not_come_back_by_themselves(
    open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    with qtbot.waitSignal(first.window.tasks.seedsLoaded, timeout=30_000):
        pass
    first.window.tasks.remove([each.id for each in documents.list_documents(first.store)])
    qtbot.waitUntil(lambda: first.window.windowTitle() == "策阅")
    assert first.window.empty.button.isVisible()
    first.close()
    second = open_window()
    assert not second.window.tasks.importing
    assert documents.list_documents(second.store) == []
    with qtbot.waitSignal(second.window.tasks.seedsLoaded, timeout=30_000):
        second.window.empty.button.click()
    assert len(documents.list_documents(second.store)) == 5


def test_tree_and_reader_stay_in_step_both_ways(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    window = open_window().window
    tree = named(window, QTreeView, "outlineTree")
    reader = named(window, QTextEdit, "readerView")
    reader.setFocus()
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: window.reading.place is not None)
    place = window.reading.place
    qtbot.waitUntil(lambda: tree.currentIndex().data() == f"{place.node.label} {place.node.title}")
    assert bar.value() == bar.maximum() // 2
    tree.setCurrentIndex(tree.model().index(3, 0))
    qtbot.waitUntil(lambda: window.windowTitle().startswith("运城市"))
    assert bar.value() == 0
    command(window, "documentTop")
    for name in ("focusFilter", "focusOutline", "focusReader"):
        command(window, name)
    assert tree.currentIndex().data().startswith("运城市")


def test_doubts_lead_to_their_place_and_their_source(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    opened = open_window()
    window = opened.window
    long = documents.list_documents(opened.store)[4]
    window.reading.open(long.id)
    command(window, "showDoubts")
    doubts = named(window, QListWidget, "doubtList")
    assert doubts.count() > 10
    assert (
        window.side.tabText(window.side.indexOf(window.parts.checking.panel))
        == f"校核 {doubts.count()}"
    )
    for row in range(doubts.count()):
        doubts.setCurrentRow(row)
        doubt = doubts.currentItem().data(Qt.ItemDataRole.UserRole + 1).slip.doubt
        (mark,) = window.parts.checking.panel.source.extraSelections()
        assert mark.cursor.block().text().lstrip("\u2007").startswith(f"{doubt.line}　")
        assert window.reading.place is not None
        assert window.reading.place.node.first_line <= doubt.line
    window.use_theme("dark")
    window.use_theme("light")
