from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.actions.documents import Version
from desktop.errors import UserError
from desktop.views import crash
from desktop.views.commands import Commands
from desktop.views.dialogs import (
    Confirm,
    GroupDialog,
    ImportChoice,
    Message,
    VersionsDialog,
    file_to_read,
    file_to_write,
)
from desktop.views.help import AboutDialog, ShortcutsDialog

VERSIONS = [Version(1, "a.txt", "0", "2026-01-02T03:04:05+00:00", 40),
            Version(2, "b.txt", "1", "2026-02-03T03:04:05+00:00", 41)]  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def answer(act: Callable[[QDialog], None]) -> list[QDialog]:
    """Have `act` done to the next modal dialog; the list holds it afterwards."""
    seen: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(dialog)
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    return seen


def press(text: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        next(b for b in dialog.findChildren(QAbstractButton) if b.text() == text).click()

    return act


def test_confirming_takes_the_button_itself(window: QWidget) -> None:
    for text, expected in (("移除", True), ("取消", False)):
        seen = answer(press(text))
        assert Confirm.ask(window, title="移除", text="要移除吗？", button="移除") is expected
        assert isinstance(seen[0], QMessageBox)
    answer(lambda dialog: dialog.reject())
    assert Confirm.ask(window, title="移除", text="要移除吗？", button="移除") is False


def test_messages_are_read_and_put_away(window: QWidget) -> None:
    seen = answer(press("知道了"))
    Message.tell(window, "文件不在了。")
    assert isinstance(seen[0], QMessageBox)
    assert seen[0].text() == "文件不在了。"


def test_a_group_is_an_old_or_a_new_name(window: QWidget) -> None:
    def write(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText("  规划 ")
        press("归入")(dialog)

    answer(write)
    assert GroupDialog.ask(window, ["省级", "市级"]) == "规划"
    answer(press("归入"))
    assert GroupDialog.ask(window, ["省级"]) == ""
    answer(press("取消"))
    assert GroupDialog.ask(window, ["省级"]) is None


def test_versions_are_listed_newest_first(window: QWidget) -> None:
    seen = answer(press("打开"))
    assert VersionsDialog.ask(window, "甲", VERSIONS) == 2
    assert isinstance(seen[0], VersionsDialog)
    assert "2026-02-03" in seen[0].list.item(0).text()

    def older(dialog: QDialog) -> None:
        assert isinstance(dialog, VersionsDialog)
        dialog.list.setCurrentRow(1)
        dialog.list.itemActivated.emit(dialog.list.item(1))

    answer(older)
    assert VersionsDialog.ask(window, "甲", VERSIONS) == 1
    answer(press("取消"))
    assert VersionsDialog.ask(window, "甲", VERSIONS) is None


def test_files_are_chosen_in_qts_own_dialog(window: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "甲.txt"
    file.write_text("甲", "utf-8")

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(file))
        dialog.accept()

    answer(choose)
    assert ImportChoice.ask(window, str(tmp_path)) == [file]
    answer(lambda dialog: dialog.reject())
    assert ImportChoice.ask(window, str(tmp_path)) == []


def test_qts_own_dialog_speaks_chinese(window: QWidget, tmp_path: Path) -> None:
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        seen.extend(button.text() for button in dialog.findChildren(QAbstractButton))
        dialog.reject()

    for ask in (
        lambda: ImportChoice.ask(window, str(tmp_path)),
        lambda: ImportChoice.ask_folder(window, str(tmp_path)),
        lambda: file_to_write(
            window, title="导出", proposed="a.db", kinds="资料库 (*.db)", name="out", accept="导出"
        ),
        lambda: file_to_read(window, title="打开", kinds="资料库 (*.db)", name="in", accept="打开"),
    ):
        seen.clear()
        answer(read)
        ask()
        assert {"位置：", "文件名：", "类型："} <= set(seen)
        assert all(not text or not text.isascii() for text in seen)


def test_help_lists_every_key_and_says_where_the_library_is(window: QWidget) -> None:
    commands = Commands(window)
    commands.name_colours(["甲&乙", "丙", "丁", "戊", "己"])
    ShortcutsDialog.tell(window, commands)
    keys = window.findChild(ShortcutsDialog)
    texts = {label.text() for label in keys.findChildren(QLabel)}
    assert {"Alt+↓", "下一条", "J / K", "F3、Ctrl+G", "标为“甲&乙”"} <= texts
    assert {"<b>更正</b>", "Alt+Shift+↑", "Ctrl+Shift+回车", "认可，到下一条"} <= texts
    assert not {text for text in texts if "Return" in text or "Up" in text}
    room = keys.screen().availableGeometry()
    assert keys.height() < room.height()  # the button can be reached on any screen
    press("关闭")(keys)
    AboutDialog.tell(window, library=Path("/somewhere/library.db"))
    about = window.findChild(AboutDialog)
    assert any("/somewhere/library.db" in label.text() for label in about.findChildren(QLabel))
    press("关闭")(about)


def test_the_crash_dialog_says_what_was_kept_and_where_the_log_is(
    window: QWidget, tmp_path: Path
) -> None:
    seen = answer(press("知道了"))
    crash.CrashDialog.tell(ValueError("坏"), tmp_path / "ceyue.log")
    assert isinstance(seen[0], QMessageBox)
    text = seen[0].text()
    assert "资料库是安全的" in text
    assert "ceyue.log" in text
    assert "ValueError: 坏" in text


def test_the_crash_hook_logs_every_error_and_tells_one_at_a_time(
    window: QWidget, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException] = []

    def tell(error: BaseException, _: Path) -> None:
        told.append(error)
        if len(told) == 1:
            hook(OSError, OSError("again"), None)

    hook = crash.hook(tmp_path / "ceyue.log", tell)
    first = UserError("丙")
    hook(UserError, first, None)
    assert told == [first]
    assert len(caplog.records) == 2
    hook(ValueError, ValueError("later"), None)
    assert len(told) == 2


def test_an_interrupt_from_the_keyboard_is_no_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException] = []
    hook = crash.hook(tmp_path / "ceyue.log", lambda error, _: told.append(error))
    hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert caplog.records == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
