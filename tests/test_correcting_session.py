"""A whole sitting: a scanned text comes in, everything is put right, undone, and reset to print."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTableWidget
from pytestqt.qtbot import QtBot

from desktop.actions import checking, correcting, library, marks
from desktop.actions.checking import Finding
from desktop.model import Kind
from desktop.views.check_preview import PreviewDialog
from desktop.views.correction_dialogs import DataDialog
from desktop.views.doubts import FINDING_ROLE, DoubtPanel
from desktop.views.main_window import MainWindow
from tests.correcting_journeys import (
    Dragged,
    document,
    edited,
    go,
    labelled,
    nodes,
    press,
)
from tests.journeys import command, drop, named

SCANNED = """某政办发〔2024〕 12 号

某市人民政府办公室

关于促进消费的若干措施

一、总体要求

1.扩大汽车消费。对个人消费者给予补贴(最高不超过1梄1配套),鼓励以旧换新。

内部资料注意保存

2.支持家电消费。落实国家补贴政策,适当提高标准。严格审核流程,防止虚报冒领。

3.发展首发

4.经济。引进首店 and 旗舰店,给予一次性奖励。

二、保障措施

5.加强组织领导。各县(市、区)要落实责任,按月报送进展。
"""


def answered(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Have something done in the next dialog of a kind, which is accepted then."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
            dialog.accept()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def put_words_right(window: MainWindow, qtbot: QtBot) -> None:
    go(window, "1.")
    edited(window, qtbot, "1梄1", "1∶1")
    node = go(window, "2.")
    press(window, qtbot, node, node.text.index("严格"))
    command(window, "splitHere")
    go(window, "3.")
    command(window, "joinNext")
    go(window, "3.")
    edited(window, qtbot, "4.经济", "经济")
    assert labelled(window, "3.").title == "发展首发经济"


def put_structure_right(window: MainWindow, qtbot: QtBot) -> None:
    first = go(window, "1.")
    press(window, qtbot, first, first.text.index("内部资料"))
    command(window, "splitHere")
    stray = next(node for node in nodes(window) if node.text.startswith("内部资料"))
    window.navigation.go(stray.id)
    command(window, "aside-furniture")
    third, chapter = labelled(window, "3."), labelled(window, "二、")
    assert Dragged(window, third.id).drop(chapter.id, at=0.5)
    qtbot.waitUntil(lambda: labelled(window, "二、").children[-1].id == third.id)

    def fill(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit, "datum-issued_on").setText("2024-03-01")

    answered(DataDialog, fill)
    command(window, "documentData")
    assert window.reading.document is not None
    assert window.reading.document.issued_on == "2024-03-01"


def listed(panel: DoubtPanel) -> list[Finding]:
    return [panel.list.item(row).data(FINDING_ROLE) for row in range(panel.list.count())]


def go_through_the_list(window: MainWindow, qtbot: QtBot) -> None:
    command(window, "showDoubts")
    panel = window.parts.checking.panel
    qtbot.waitUntil(lambda: panel.kind.findData("半角标点") > 0)
    panel.kind.setCurrentIndex(panel.kind.findData("半角标点"))

    def untick(dialog: QDialog) -> None:
        unticked.append(dialog.list.count())
        dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)

    unticked: list[int] = []
    found = checking.findings(window._store, document=document(window))
    half = [each.slip for each in found if each.kind == "半角标点" and not each.how]
    qtbot.waitUntil(lambda: {each.slip for each in listed(panel)} == set(half))
    answered(PreviewDialog, untick)
    panel.buttons["all"].click()
    qtbot.waitUntil(lambda: panel.list.count() == 1)
    assert unticked == [len(half)]
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: not panel.list.count())


def test_a_scanned_text_is_put_right_undone_and_reset(
    home: Path, open_window: Callable, qtbot: QtBot
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    window: MainWindow = open_window(seeds=[]).window
    file = home / "扫描件.txt"
    file.write_text(SCANNED, "utf-8")
    with qtbot.waitSignal(window.tasks.imported, timeout=20_000):
        assert drop(window, [file])
    qtbot.waitUntil(lambda: window.reading.document is not None)
    printed, store = nodes(window), window._store
    assert [n.label for n in printed if n.kind is Kind.MEASURE] == ["1.", "2.", "3.", "4.", "5."]
    start = labelled(window, "1.").text.index("以旧换新")
    piece = (labelled(window, "1.").id, start, start + 4)
    made = marks.add(store, author="张三", pieces=[piece], note="核实")

    put_words_right(window, qtbot)
    put_structure_right(window, qtbot)
    go_through_the_list(window, qtbot)
    (mark,) = marks.of_document(store, document=document(window))
    assert (mark.quote, mark.orphaned) == ("以旧换新", False)
    final = nodes(window)
    assert len(correcting.of_document(store, document=document(window))) > 7

    steps = 0
    while "批注" not in window.commands["undo"].text():
        command(window, "undo")
        steps += 1
    assert nodes(window) == printed
    assert marks.of_document(store, document=document(window)) == [made]
    for _ in range(steps):
        command(window, "redo")
    assert nodes(window) == final

    command(window, "listCorrections")
    table = named(window, QTableWidget, "correctionTable")
    table.window().all.click()
    assert table.rowCount() == 0
    assert nodes(window) == printed
    assert file.read_text("utf-8") == SCANNED
    assert library.check(store) == []
    assert not named(window, QPlainTextEdit, "editorText").isVisible()
