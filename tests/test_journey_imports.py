"""A user's way through the real window: many files, cancelling, closing, seeds."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents, marks
from desktop.settings import SEEDS
from desktop.store import Store
from desktop.views.dialogs import ImportChoice
from desktop.views.import_report import ImportReport
from tests.documents import CORPUS
from tests.journeys import command, drop, named, policy
from tests.readers.packed import packed
from tests.readers.word_files import as_word
from tests.timing import frozen


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
    texts = report.told().split("\n")
    assert len(texts) == 4
    assert [text[:3] for text in texts[:2]] == ["未导入", "未导入"]
    assert any("空.txt" in text for text in texts)
    assert any("没有.txt" in text for text in texts)
    assert "关于测试的若干措施" not in window.windowTitle()
    report.table.setCurrentIndex(report.model.index(2, 0))
    report.opener.click()
    assert "关于测试的若干措施" in window.windowTitle()
    window.tasks.import_files([policy(tmp_path, 2)])
    qtbot.waitUntil(lambda: len(report.told().split("\n")) == 5)
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


def test_a_folder_and_an_archive_are_imported_with_one_list(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window().window
    folder = tmp_path / "一批"
    folder.mkdir()
    files = [policy(tmp_path, number) for number in range(1, 5)]
    (folder / "甲.docx").write_bytes(as_word(files[0].read_text("utf-8")))
    archive = tmp_path / "二批.zip"
    archive.write_bytes(packed({each.name: each.read_bytes() for each in files[1:]}))
    monkeypatch.setattr(ImportChoice, "ask_folder", lambda *_: [folder])
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        command(window, "importFolder")
    assert "关于测试的若干措施" in window.windowTitle()
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000) as told:
        assert drop(window, [folder, archive])
    assert told.args[1] == 4
    report = window.findChild(ImportReport)
    texts = report.told().split("\n")
    assert [text[:2] for text in texts] == ["已有", "新增", "新增", "新增"]
    assert "已取消" not in window.statusBar().currentMessage()


def test_the_marks_of_a_word_file_are_on_the_page_and_go_by_one_step_back(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    opened = open_window()
    window = opened.window
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        drop(window, [CORPUS / "d01_sh_g60_highlight.docx"])
    document = window.reading.document
    assert document is not None
    assert "自带的 5 处批注" in window.statusBar().currentMessage()
    listed = named(window, QListView, "annotationList").model()
    qtbot.waitUntil(lambda: listed.rowCount() == 5)
    assert len(marks.of_document(opened.store, document=document.id)) == 5
    command(window, "undo")
    qtbot.waitUntil(lambda: listed.rowCount() == 0)
    command(window, "redo")
    qtbot.waitUntil(lambda: listed.rowCount() == 5)


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


@pytest.mark.timed
def test_the_window_answers_while_documents_are_imported(
    open_window: Callable, qtbot: QtBot, tmp_path: Path
) -> None:
    """What the window waits for is counted in the process's time: others at work do not count.

    A wait that belongs to the import comes with each of the files, any other now and then.
    """
    long = paths.seeds()[4].read_text("utf-8")
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, file in enumerate(files):
        file.write_text(f"第{number}份\n\n{long}\n{long}", "utf-8")
    opened = open_window(seeds=[])
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    beats: dict[int, list[float]] = {number: [] for number in range(len(files) + 1)}
    under_way = [0]
    opened.window.tasks.progressChanged.connect(lambda done, *_: under_way.append(done))
    timer = QTimer()
    timer.timeout.connect(lambda: beats[under_way[-1]].append(time.process_time()))
    timer.start(5)
    with frozen(), qtbot.waitSignal(opened.window.tasks.imported, timeout=30_000):
        opened.window.tasks.import_files(files)
    timer.stop()
    del beats[len(files)]  # nothing is imported any more
    waits = [max(after - before for before, after in pairwise(each)) for each in beats.values()]
    assert min(map(len, beats.values())) > 5
    assert min(waits) < 0.05, waits
