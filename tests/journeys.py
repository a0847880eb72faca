"""What the tests of a user's way through the window do again and again."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTextEdit, QWidget

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
