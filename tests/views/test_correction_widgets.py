"""The dialogs of corrections, and their marks on a page."""

import pytest
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.model import Line, Outline
from desktop.views.correction_dialogs import DataDialog, OutsideDialog, outside
from desktop.views.correction_layer import CorrectionLayer, Shown

OUTLINE = Outline(
    "a.txt",
    title="若干措施",
    doc_number="晋政发〔2024〕1号",
    front_matter=(Line(1, "省政府文件"), Line(2, " ")),
    furniture=(Line(9, "- 2 -"),),
    back_matter=("抄送：各市。",),
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answer(act: object, *, accept: bool = True) -> None:
    """Do something to the dialog that opens next, and close it."""

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)
        dialog.accept() if accept else dialog.reject()

    QTimer.singleShot(0, close)


def test_only_data_that_were_changed_are_told(parent: QWidget) -> None:
    def fill(dialog: DataDialog) -> None:
        dialog.fields["doc_number"].setText(" 晋政发〔2024〕2号 ")
        dialog.fields["title"].setText("")

    answer(fill)
    assert DataDialog.ask(parent, OUTLINE) == {"title": None, "doc_number": "晋政发〔2024〕2号"}
    answer(fill, accept=False)
    assert DataDialog.ask(parent, OUTLINE) == {}


def test_a_day_that_is_none_is_asked_for_again(parent: QWidget) -> None:
    dialog = DataDialog(parent, OUTLINE)
    field = dialog.fields["issued_on"]
    field.setText("去年秋天")
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert "成文日期不是日期" in dialog.note.text()
    field.setText("2024年3月1日")
    dialog.accept()
    assert not dialog.isVisible()

    def fill(dialog: DataDialog) -> None:
        dialog.fields["issued_on"].setText("2024.3.1")

    answer(fill)
    assert DataDialog.ask(parent, OUTLINE)["issued_on"] == "2024-03-01"


def test_lines_outside_are_chosen(parent: QWidget) -> None:
    assert outside(OUTLINE) == [
        ("front_matter", 1, "省政府文件"),
        ("furniture", 9, "- 2 -"),
        ("back_matter", None, "抄送：各市。"),
    ]

    def choose(dialog: OutsideDialog) -> None:
        assert dialog.list.item(1).text() == "页眉页码　第 9 行　- 2 -"
        dialog.list.item(2).setSelected(True)

    answer(choose)
    assert OutsideDialog.ask(parent, OUTLINE) == [("back_matter", None, "抄送：各市。")]
    answer(choose, accept=False)
    assert OutsideDialog.ask(parent, OUTLINE) == []


def test_marks_are_told_and_painted(qtbot: QtBot) -> None:
    page = QTextEdit("发展新能源汽车产业")
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.show()
    layer = CorrectionLayer("#ff0000")
    layer.show([
        Shown(2, 4, "原为“甲”", words=True),
        Shown(6, 6, "原为“乙”", words=True),
        Shown(0, 0, "位置已移动", words=False),
    ])  # fmt: skip
    assert layer.tip(3) == "原为“甲”"
    assert layer.tip(0) == "位置已移动"
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    layer.paint_over(painter, [(page.document().firstBlock(), QPointF(20, 20))], 16)
    painter.end()
    red = [
        (x, y)
        for x in range(400)
        for y in range(200)
        if image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).green() < 90
    ]
    assert min(x for x, _ in red) < 20  # the bar
    assert len(red) > 20
    layer.restyle("#00ff00")
    layer.clear()
    assert layer.tip(3) == ""
    assert not layer.shown
