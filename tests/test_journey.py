"""A user's way through the real window, from an empty folder on."""

import shutil
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTextEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents
from desktop.settings import PLACES, SEEDS
from desktop.store import Store
from desktop.views.dialogs import (
    Confirm,
    GroupDialog,
    ImportChoice,
    ImportReport,
    Message,
    VersionsDialog,
)
from desktop.views.main_window import MainWindow

NOTICE = """晋政办发〔2099〕{number}号

各市人民政府：

现印发给你们。

山西省人民政府办公厅

2099年1月2日

关于测试的若干措施（{number}）

一、总体要求

1.做好测试。认真测试，{text}

2.做好检查。认真检查。
"""


W = TypeVar("W", bound=QWidget)


def named(window: MainWindow, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def command(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action.isEnabled(), name
    action.trigger()


def policy(folder: Path, number: int, text: str = "不走过场。") -> Path:
    path = folder / f"文件{number}.txt"
    path.write_text(NOTICE.format(number=number, text=text), "utf-8")
    return path


def drop(window: MainWindow, files: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, none))
    return enter.isAccepted()


def text_at_top(reader: QTextEdit) -> str:
    middle = QPoint(reader.viewport().width() // 2, 25)
    return reader.cursorForPosition(middle).block().text()


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
    assert window.side.tabText(window.side.indexOf(window.doubts)) == f"校核 {doubts.count()}"
    for row in range(doubts.count()):
        doubts.setCurrentRow(row)
        doubt = doubts.currentItem().data(Qt.ItemDataRole.UserRole + 1)
        (mark,) = window.doubts.source.extraSelections()
        assert mark.cursor.block().text().lstrip("\u2007").startswith(f"{doubt.line}　")
        assert window.reading.place is not None
        assert window.reading.place.node.first_line <= doubt.line
    window.use_theme("dark")
    window.use_theme("light")


def test_many_files_report_what_became_of_each(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window().window
    empty = tmp_path / "空.txt"
    empty.touch()
    files = [policy(tmp_path, 1), empty, tmp_path / "没有.txt", paths.seeds()[0]]
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        drop(window, files)
    report = window.findChild(ImportReport)
    texts = [report.list.item(row).text() for row in range(report.list.count())]
    assert len(texts) == 4
    assert [text[:3] for text in texts[:2]] == ["未导入", "未导入"]
    assert any("空.txt" in text for text in texts)
    assert any("没有.txt" in text for text in texts)
    report.close()
    data = QMimeData()
    data.setText("不是文件")
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_an_import_can_be_cancelled_and_keeps_what_is_done(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_window()
    window = opened.window
    files = [policy(tmp_path, number, "文字。" * 3000) for number in range(1, 60)]
    window.tasks.progressChanged.connect(
        lambda done, *_: done == 3 and window.progress.button.click()
    )
    with qtbot.waitSignal(window.tasks.imported, timeout=30_000) as told:
        window.tasks.import_files(files)
    finished = len(told.args[0])
    assert 3 <= finished < 59
    assert len(documents.list_documents(opened.store)) == 5 + finished
    assert window.progress.isHidden()
    assert "已取消" in window.statusBar().currentMessage()


def test_closing_during_an_import_stops_it_with_whole_documents_only(
    open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_window(seeds=[])
    files = [policy(tmp_path, number, "文字。" * 3000) for number in range(1, 60)]
    opened.window.tasks.import_files(files)
    qtbot.waitUntil(lambda: opened.window.progress.bar.value() >= 2, timeout=20_000)
    opened.close()
    with Store.open(paths.default_library()) as store:
        kept = documents.list_documents(store)
        assert 2 <= len(kept) < 59
        assert all(each.measures == 2 for each in kept)


def test_seeds_that_were_cut_short_come_at_the_next_start(
    open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    assert first.settings.get(SEEDS) == {str(paths.default_library()): "begun"}
    first.close()
    second = open_window()
    with qtbot.waitSignal(second.window.tasks.seedsLoaded, timeout=30_000):
        pass
    assert len(documents.list_documents(second.store)) == 5
    assert second.settings.get(SEEDS) == {str(paths.default_library()): "done"}


def test_a_library_with_documents_gets_no_seeds(
    open_window: Callable, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.db"
    with Store.open(path) as store:
        documents.import_file(store, path=policy(tmp_path, 7))
    opened = open_window(path)
    assert not opened.window.tasks.importing
    assert "关于测试" in opened.window.windowTitle()


def test_the_window_answers_while_documents_are_imported(
    open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing holds the main thread longer than 50 ms; a busy machine may now and then."""
    long = paths.seeds()[4].read_text("utf-8")
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, file in enumerate(files):
        file.write_text(f"第{number}份\n\n{long}\n{long}", "utf-8")
    opened = open_window(seeds=[])
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    qtbot.wait(200)
    beats[:] = beats[-1:]
    with qtbot.waitSignal(opened.window.tasks.imported, timeout=30_000):
        opened.window.tasks.import_files(files)
    timer.stop()
    gaps = sorted(after - before for before, after in pairwise(beats))
    assert len(gaps) > 20
    assert gaps[int(len(gaps) * 0.95)] < 0.05
    assert gaps[-1] < 0.25


def test_groups_archive_removal_and_versions(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened = open_window()
    window, store = opened.window, opened.store
    ids = [each.id for each in documents.list_documents(store)]

    monkeypatch.setattr(GroupDialog, "ask", lambda *_: "省级")
    window.outline.groupRequested.emit(ids[:2])
    qtbot.waitUntil(lambda: documents.groups(store) == ["省级"])
    qtbot.waitUntil(lambda: window.outline.model.index(0, 0).data() == "省级")
    monkeypatch.setattr(GroupDialog, "ask", lambda *_: None)
    window.outline.groupRequested.emit(ids[:2])

    window.outline.archiveRequested.emit([ids[3]], True)
    qtbot.waitUntil(lambda: len(documents.list_documents(store)) == 4)
    command(window, "showArchived")
    qtbot.waitUntil(lambda: window.outline.model.rowCount() == 4)

    monkeypatch.setattr(Confirm, "ask", lambda *_, **__: False)
    window.outline.removeRequested.emit([ids[4]])
    monkeypatch.setattr(Confirm, "ask", lambda *_, **__: True)
    window.outline.removeRequested.emit([ids[2]])
    qtbot.waitUntil(lambda: len(documents.list_documents(store)) == 3)
    assert ids[4] in {each.id for each in documents.list_documents(store)}

    old = policy(tmp_path, 8)
    with qtbot.waitSignal(window.tasks.imported, timeout=10_000):
        window.tasks.import_files([old])
    command(window, "nextMeasure")
    policy(tmp_path, 8, "而且更新。")
    with qtbot.waitSignal(window.tasks.imported, timeout=10_000):
        window.tasks.import_files([old])
    assert "而且更新" in window.reader.toPlainText()
    document = window.reading.document
    assert document is not None
    assert document.version == 2
    monkeypatch.setattr(VersionsDialog, "ask", lambda *_: 1)
    window.outline.versionsRequested.emit(document.id)
    assert "而且更新" not in window.reader.toPlainText()
    assert window.version_notice.isVisible()
    assert "第 1 版" in window.version_notice.label.text()
    window.version_notice.button.click()
    assert "而且更新" in window.reader.toPlainText()
    assert window.version_notice.isHidden()
    monkeypatch.setattr(VersionsDialog, "ask", lambda *_: None)
    window.outline.versionsRequested.emit(document.id)


def test_a_read_only_library_can_be_read_and_nothing_else(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(read_only=True).window
    assert "只读" in window.notice.label.text()
    assert window.notice.isVisible()
    assert "若干措施" in window.windowTitle()
    for name in ("importFiles", "importSeeds"):
        assert not window.commands[name].isEnabled()
    assert not window.acceptDrops()
    command(window, "nextMeasure")


def test_failures_are_told_and_keep_what_was_open(
    library: Path, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    opened = open_window()
    window = opened.window
    title = window.windowTitle()
    assert not window.reading.open("没有这份文件")
    assert "没有" in told[-1]
    assert window.windowTitle() == title
    shutil.rmtree(paths.user_folder() / "settings.json", ignore_errors=True)
    opened.settings.path = paths.default_library() / "settings.json"
    opened.window.close()
    assert "设置未能保存到" in told[-1]


def test_a_place_that_is_gone_opens_the_first_document(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    first.close()
    first.settings.set(PLACES, {str(library): ["gone", "gone"]})
    first.settings.save()
    second = open_window()
    assert second.window.windowTitle().startswith("山西省全力稳增长")
    assert second.window.reading.place is None


def test_every_command_does_something(library: Path, open_window: Callable, qtbot: QtBot) -> None:
    window = open_window().window
    command(window, "copyCited")
    assert "请先选中文字" in window.statusBar().currentMessage()
    command(window, "selectAll")
    command(window, "copyCited")
    assert "已复制" in window.statusBar().currentMessage()
    for name in ("copy", "zoomOut", "zoomReset", "previousMeasure"):
        command(window, name)
    assert "已是第一条" in window.statusBar().currentMessage()
    command(window, "showOutline")
    assert window.outline.isHidden()
    command(window, "focusFilter")
    assert window.outline.isVisible()
    command(window, "themeSystem")
    window._system_theme_changed()
    for name in ("shortcuts", "about"):
        command(window, name)
    with qtbot.waitSignal(window.tasks.seedsLoaded, timeout=30_000) as told:
        command(window, "importSeeds")
    assert {each.outcome for each in told.args[0]} == {"same"}
    command(window, "quit")
    assert window.isHidden()
