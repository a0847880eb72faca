"""A user's way through the real window: keeping the library in order, and what may go wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents
from desktop.settings import PLACES
from desktop.views.dialogs import (
    Confirm,
    GroupDialog,
    Message,
    VersionsDialog,
)
from tests.journeys import command, policy


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
    command(window, "showMarks")
    window.resize(1366, 768)
    bar = window.side.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()  # every panel can be seen
    command(window, "themeSystem")
    window._system_theme_changed()
    for name in ("shortcuts", "about"):
        command(window, name)
    with qtbot.waitSignal(window.tasks.seedsLoaded, timeout=30_000) as told:
        command(window, "importSeeds")
    assert {each.outcome for each in told.args[0]} == {"same"}
    command(window, "quit")
    assert window.isHidden()
