"""The manual in its window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.errors import UserError
from desktop.views.dialogs import Message
from desktop.views.manual import ManualWindow, chapters
from desktop.views.theme import LIGHT
from tests.journeys import command

TEXT = (
    "# 手册\n开头。\n## 一、甲\n甲文。\n![图](图.png)\n"
    "## 二、乙\n乙文。\n### 细目\n合并两条，按 **F2** 改`两条`。\n"
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def manual(parent: QWidget, tmp_path: Path) -> ManualWindow:
    file = tmp_path / "手册.md"
    file.write_text(TEXT, "utf-8")
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(tmp_path / "图.png"))
    made = ManualWindow(parent, file, LIGHT)
    made.show()
    return made


def rows(manual: ManualWindow) -> list[str]:
    return [manual.list.item(row).text().strip() for row in range(manual.list.count())]


def test_chapters_are_told_with_their_sections() -> None:
    assert [(each.title, each.sections) for each in chapters(TEXT)] == [
        ("手册", ()), ("一、甲", ()), ("二、乙", ("细目",)),
    ]  # fmt: skip
    assert "".join(each.text for each in chapters(TEXT)) == TEXT.replace("\n## ", "## ")


def test_a_chapter_is_read_and_its_pictures_fit(manual: ManualWindow) -> None:
    assert rows(manual) == ["手册", "一、甲", "二、乙", "细目"]
    manual.list.setCurrentRow(1)
    assert "甲文" in manual.view.toPlainText()
    assert "乙文" not in manual.view.toPlainText()
    assert 100 < manual.view.document().idealWidth() <= manual.view.viewport().width()
    manual.resize(500, 400)
    assert manual.view.document().idealWidth() <= manual.view.viewport().width()
    manual.list.setCurrentRow(3)
    assert "细目" in manual.view.toPlainText()


def test_words_are_found_and_marked(manual: ManualWindow) -> None:
    manual.search.setText("合并")
    assert rows(manual) == ["二、乙", "细目"]
    (mark,) = manual.view.extraSelections()
    assert mark.cursor.selectedText() == "合并"
    manual.search.setText("没有这样的话")
    assert rows(manual) == []
    assert "手册里没有“没有这样的话”" in manual.view.toPlainText()
    manual.search.clear()
    assert len(rows(manual)) == 4
    assert manual.view.extraSelections() == []


def test_words_are_looked_for_as_they_are_read_not_as_they_are_written(
    manual: ManualWindow,
) -> None:
    manual.search.setText("按 F2 改两条")
    assert rows(manual) == ["二、乙", "细目"]
    assert len(manual.view.extraSelections()) == 1
    manual.search.setText("png")
    assert rows(manual) == []


def test_f1_opens_the_manual_and_says_when_it_is_not_there(
    open_window: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = open_window(seeds=[]).window
    command(window, "manual")
    shown = window.findChild(ManualWindow)
    titles = [row.removeprefix("二、") for row in rows(shown)]
    assert "导入文件" in titles
    assert [each for each in chapters(paths.manual().read_text("utf-8")) if not each.title] == []
    command(window, "manual")
    assert window.findChildren(ManualWindow) == [shown]
    shown.close()
    told: list[str] = []
    monkeypatch.setattr(Message, "tell", lambda _, text: told.append(text))
    monkeypatch.setattr(paths, "manual", lambda: tmp_path / "没有.md")
    command(window, "manual")
    assert "读不出使用手册" in told[0]
    with pytest.raises(UserError):
        ManualWindow(window, tmp_path, LIGHT)
