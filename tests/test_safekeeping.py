"""A user's way through backups, checks and review packages in the real window."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from desktop import backups
from desktop.actions import documents, exchange, marks, safety
from desktop.annotations import MarkQuery
from desktop.store import Store
from desktop.views.backup_dialogs import BackupFile, BackupsDialog
from desktop.views.dialogs import Confirm, Message
from desktop.views.handing_on import PackageFile, PackageReport, lines, summary
from desktop.views.main_window import MainWindow
from tests.journeys import command, named, policy

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def annotate(store: Store, note: str) -> None:
    document = documents.list_documents(store)[0]
    marks.annotate_document(store, author="王明", document=document.id, note=note)


def notes(window: MainWindow) -> list[str]:
    return [row.note for row in marks.listed(window._store, query=MarkQuery())]


def listed(window: MainWindow, qtbot: QtBot, rows: int) -> QTableWidget:
    table = named(window, QTableWidget, "backupsTable")
    told = named(window, QLabel, "backupsTold")
    qtbot.waitUntil(lambda: table.rowCount() == rows and not told.text().endswith("…"))
    return table


def button(window: MainWindow, name: str) -> QPushButton:
    return named(window, QPushButton, name)


def test_a_backup_is_restored_and_that_is_taken_back(
    library: Path, open_window: Callable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(library) as store:
        annotate(store, "第一条")
        safety.make(store)
        annotate(store, "第二条")
        broken = backups.slot(library, made=datetime(2020, 1, 1, tzinfo=UTC), replaced=False)
        broken.path.write_bytes(b"\xa5" * 5000)
    asked: list[str] = []
    monkeypatch.setattr(Confirm, "ask", lambda *_, text, **__: asked.append(text) or len(asked) > 1)
    window = open_window().window
    window.parts.marking.annotate_document()
    window.parts.marks.detail.note.setPlainText("还在写")
    command(window, "restoreLibrary")
    table = listed(window, qtbot, 2)
    assert [table.item(0, column).text() for column in (2, 3, 4)] == ["5", "1", "0"]
    assert table.item(1, 5).text() == "✕ 不能恢复"
    assert not table.item(1, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert "不是策阅的资料库" in table.item(1, 0).toolTip()
    button(window, "backupRestore").click()  # and changes one's mind
    assert sorted(notes(window)) == ["第一条", "第二条", "还在写"]
    button(window, "backupRestore").click()
    table = listed(window, qtbot, 3)
    assert notes(window) == ["第一条"]
    assert "5 份文件、1 处批注" in asked[-1]
    assert table.item(0, 5).text() == "恢复前的资料库"
    assert table.item(0, 3).text() == "3"
    assert window.parts.marks.model.rowCount() == 1
    button(window, "backupUndo").click()
    listed(window, qtbot, 4)
    assert sorted(notes(window)) == ["第一条", "第二条", "还在写"]
    assert window.parts.marks.model.rowCount() == 3
    assert len(asked) == 2
    window.findChild(BackupsDialog).reject()
    command(window, "restoreLibrary")
    listed(window, qtbot, 4)


def test_the_window_shows_a_library_without_what_was_open(
    home: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    with Store.open(other) as store:
        documents.import_file(store, path=policy(tmp_path, 7))
    elsewhere = tmp_path / "elsewhere.db"
    with Store.open(elsewhere) as store:
        documents.import_file(store, path=policy(tmp_path, 8))
        safety.back_up(store, target=tmp_path / "kept.db")
    monkeypatch.setattr(Confirm, "ask", lambda *_, **__: True)
    monkeypatch.setattr(BackupFile, "ask_source", lambda *_: tmp_path / "kept.db")
    window = open_window(other).window
    assert "（7）" in window.windowTitle()
    command(window, "restoreLibrary")
    listed(window, qtbot, 0)
    assert "还没有备份" in window.findChild(BackupsDialog).told.text()
    assert not button(window, "backupRestore").isEnabled()
    window.findChild(BackupsDialog).other.click()
    listed(window, qtbot, 1)
    assert window.windowTitle() == "策阅"
    assert window.outline.model.rowCount() == 1
    assert "（8）" in window.outline.model.index(0, 0).data()


def test_a_backup_that_cannot_be_restored_changes_nothing(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    monkeypatch.setattr(Confirm, "ask", lambda *_, **__: True)
    wrong = tmp_path / "wrong.db"
    wrong.write_text("没有资料库", "utf-8")
    monkeypatch.setattr(BackupFile, "ask_source", lambda *_: wrong)
    window = open_window().window
    command(window, "restoreLibrary")
    listed(window, qtbot, 0)
    window.findChild(BackupsDialog).other.click()
    qtbot.waitUntil(lambda: bool(told))
    assert "不是策阅的资料库" in told[0]
    qtbot.waitUntil(lambda: "资料库没有变" in window.findChild(BackupsDialog).told.text())
    assert len(documents.list_documents(window._store)) == 5


def test_the_library_is_backed_up_and_checked(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    target = tmp_path / "备份.db"
    targets = [None, target, library]
    monkeypatch.setattr(BackupFile, "ask_target", lambda _: targets.pop(0))
    window = open_window().window
    command(window, "backUp")
    command(window, "backUp")
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "已备份到" in told[0]
    assert "5 份文件、0 处批注、0 条台账" in told[0]
    with Store.open(target) as copy:
        assert len(documents.list_documents(copy)) == 5
    command(window, "backUp")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "就是资料库本身" in told[1]
    command(window, "checkLibrary")
    qtbot.waitUntil(lambda: len(told) == 3)
    assert "资料库完好" in told[2]
    window._store._connection.execute(
        "UPDATE nodes SET branches = 99 WHERE version = 1 AND position = 6"
    )
    window._store._connection.commit()
    command(window, "checkLibrary")
    qtbot.waitUntil(lambda: len(told) == 4)
    assert "处问题" in told[3]


def test_a_package_goes_from_one_library_to_another(
    library: Path, seeded: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    told: list[str] = []
    package = tmp_path / "给处长.zip"
    monkeypatch.setattr(PackageFile, "ask_target", lambda _: package)
    sources: list[Path | None] = [None, package, package]
    monkeypatch.setattr(PackageFile, "ask_source", lambda _: sources.pop(0))
    monkeypatch.setattr(PackageReport, "tell", lambda _, result: told.append(summary(result)))
    first = open_window()
    annotate(first.store, "请核实")
    command(first.window, "exportReview")
    qtbot.waitUntil(lambda: "导出到" in first.window.statusBar().currentMessage())
    first.close()
    other = tmp_path / "other.db"
    other.write_bytes(seeded.read_bytes())
    window = open_window(other).window
    for _ in range(3):
        command(window, "importReview")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "新增 1 条" in told[0]
    assert "可以撤销" in told[0]
    assert told[1] == "新增 0 条，已有 1 条。"
    assert notes(window) == ["请核实"]
    assert window.parts.marks.model.rowCount() == 1
    command(window, "undo")
    assert notes(window) == []


def test_what_became_of_entries_is_listed(qtbot: QtBot, open_window: Callable) -> None:
    result = exchange.Result()
    result.tell("added", "mark", "1")
    result.tell("differing", "mark", "2", "与库中不同")
    result.tell("refused", "follow_up", "3", "库中没有这份文件")
    result.tell("orphaned", "mark", "4")
    assert lines(result) == [
        "未改　批注　与库中不同",
        "待重新定位　批注　4",
        "不能导入　督办　库中没有这份文件",
    ]
    assert "1 条不能导入。" in summary(result)
    dialog = PackageReport(open_window(seeds=[]).window, result)
    assert dialog.list.count() == 3


def test_a_file_that_is_no_package_is_refused(
    library: Path, open_window: Callable, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    monkeypatch.setattr(PackageFile, "ask_source", lambda _: policy(tmp_path, 1))
    command(open_window().window, "importReview")
    qtbot.waitUntil(lambda: bool(told))
    assert "文件1.txt" in told[0]
