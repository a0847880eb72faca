"""The list of what became of each imported file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions.documents import Imported
from desktop.model import Document
from desktop.views.import_report import ImportReport, summary
from tests.timing import least

THERE = Document("7", "甲", None, None, None, None, None, "a.txt", 1, "0", "")
NEW = Imported(Path("批/a.txt"), THERE, "new", "已导入《甲》。", doubts=3)
FAILED = Imported(Path("b.txt"), None, "failed", "“b.txt”是空的。")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def report(window: QWidget) -> ImportReport:
    made = ImportReport(window)
    made.add([NEW, FAILED], asked=3)
    made.show()
    return made


def cells(report: ImportReport) -> list[list[str]]:
    model = report.model
    return [
        [model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())
    ]


def stand_at(report: ImportReport, row: int) -> None:
    report.table.setCurrentIndex(report.model.index(row, 0))


def test_failures_come_first_each_with_its_file(report: ImportReport) -> None:
    assert cells(report) == [
        ["未导入", "b.txt", "“b.txt”是空的。", ""],
        ["新增", "a.txt", "已导入《甲》。", "3 处"],
    ]
    assert "已取消 1 份" in report.heading.text()
    assert report.model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole) == str(NEW.path)


def test_what_is_in_the_library_opens_by_key_by_mouse_and_by_button(
    report: ImportReport, qtbot: QtBot
) -> None:
    assert report.message.text() == FAILED.message
    stand_at(report, 1)
    assert report.message.text() == NEW.message
    with qtbot.waitSignal(report.documentRequested) as asked:
        qtbot.keyClick(report.table, Qt.Key.Key_Return)
    assert asked.args == ["7"]
    assert report.isVisible()
    with qtbot.waitSignal(report.documentRequested):
        report.opener.click()
    stand_at(report, 0)
    assert not report.opener.isEnabled()
    with qtbot.assertNotEmitted(report.documentRequested):
        qtbot.keyClick(report.table, Qt.Key.Key_Return)
    qtbot.keyClick(report.table, Qt.Key.Key_Escape)
    assert not report.isVisible()


def test_the_list_can_be_copied(report: ImportReport) -> None:
    report.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("未导入\tb.txt\t“b.txt”是空的。")
    assert len(copied.split("\n")) == 2


def test_what_comes_later_joins_the_list(report: ImportReport) -> None:
    report.add([replace(FAILED, path=Path("c.txt"))], asked=1)
    assert [row[1] for row in cells(report)] == ["b.txt", "c.txt", "a.txt"]
    assert "未导入 2 份" in report.heading.text()


def test_the_model_keeps_qts_rules(report: ImportReport, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(report.model)


@pytest.mark.timed
def test_five_thousand_files_are_listed_at_once(report: ImportReport) -> None:
    results = [replace(NEW, path=Path(f"批/{number}.txt")) for number in range(5000)]
    report.model.show_results([])
    assert least(lambda: report.add(results, asked=5000), runs=1) < 0.05
    assert report.model.rowCount() == 5000


@pytest.mark.parametrize(
    ("results", "asked", "text"),
    [
        ([], 0, "没有导入文件。"),
        ([NEW, NEW], 2, "新增 2 份。"),
        ([NEW, FAILED], 4, "新增 1 份，未导入 1 份，已取消 2 份。"),
    ],
)
def test_the_summary_counts_only_what_there_is(
    results: list[Imported], asked: int, text: str
) -> None:
    assert summary(results, asked=asked) == text
