from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from desktop.views.commands import Commands
from desktop.views.menus import MENUS, TOOL_BAR
from desktop.views.menus.entries import COMPARING, DOCUMENT, WRITING, every_command, plain, shown


def test_names_and_keys_are_given_once_and_every_tip_is_chinese() -> None:
    commands = every_command(MENUS)
    names = Counter(command.name for command in commands)
    keys = Counter(key for command in commands for key in command.keys)
    assert names.most_common(1)[0][1] == 1
    assert keys.most_common(1)[0][1] == 1
    assert all(not command.tip.isascii() and not command.text.isascii() for command in commands)
    needs = {need for command in commands for need in command.needs}
    assert needs == {DOCUMENT, WRITING, COMPARING}
    assert {name for name in TOOL_BAR if name} == {c.name for c in commands if c.short}


def test_access_keys_do_not_clash_within_a_menu() -> None:
    for menu in MENUS:
        texts = [entry.text if hasattr(entry, "text") else entry.title
                 for entry in menu.entries if entry is not None]  # fmt: skip
        letters = Counter(text[text.index("&") + 1] for text in texts)
        assert letters.most_common(1)[0][1] == 1, menu.title


def test_shortcuts_are_ones_qt_knows() -> None:
    for command in every_command(MENUS):
        for key in command.keys:
            assert QKeySequence(key).toString(), key


def test_menus_hold_all_commands(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    commands = Commands(bar)
    commands.fill(bar)
    assert [plain(action.text()) for action in bar.actions()] == [
        "文件",
        "编辑",
        "查看",
        "转到",
        "批注",
        "办理",
        "更正",
        "对照",
        "帮助",
    ]
    assert commands["importFiles"].statusTip() == "把政策文件加入资料库"
    assert "Ctrl+O" in commands["importFiles"].toolTip()
    assert commands["moveUp"].text() == "上移(&U)\tAlt+Shift+↑"
    assert commands["moveUp"].toolTip().endswith("（Alt+Shift+↑）")
    commands.set_reading(False)
    assert not commands["find"].isEnabled()
    assert commands["importFiles"].isEnabled()


def test_themes_exclude_each_other(qtbot: QtBot) -> None:
    owner = QObject()
    commands = Commands(owner)
    commands["themeDark"].trigger()
    commands["themeLight"].trigger()
    assert not commands["themeDark"].isChecked()


def test_a_page_can_stand_in_for_the_reader(qtbot: QtBot) -> None:
    owner = QObject()
    commands = Commands(owner)
    done: list[str] = []
    commands.stand_in({"copy": lambda: done.append("page")})
    commands.instead["copy"]()
    assert done == ["page"]
    commands.stand_in({})
    assert "copy" not in commands.instead
    assert not commands["nextPair"].isEnabled()
    commands.set_comparing(True)
    assert commands["nextPair"].isEnabled()


def test_the_pages_own_menu_says_what_colours_mean_and_is_in_groups(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    commands = Commands(bar)
    commands.name_colours(["要害", "疑问", "建议", "风险", "数据"])
    texts = [action.text() for action in commands.on_page()]
    assert "标为“要害”(&1)" in texts
    lines = [number for number, action in enumerate(commands.on_page()) if action.isSeparator()]
    assert lines
    assert 0 < lines[0] < lines[-1] < len(texts) - 1


def test_keys_are_shown_as_users_read_them() -> None:
    keys = ("Alt+Shift+Up", "Ctrl+Shift+Return", "Ctrl+Del", "Ctrl++", "Ctrl+\\", "F2")
    assert [shown(each) for each in keys] == [
        "Alt+Shift+↑", "Ctrl+Shift+回车", "Ctrl+Delete", "Ctrl++", "Ctrl+\\", "F2",
    ]  # fmt: skip
