"""Every command of the menus: one table, from which menus, tool bar and the list of keys come."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to choose in a menu.

    Attributes:
        name: the action's objectName.
        text: as the menu shows it, with its `&` key.
        tip: a sentence for the status bar.
        keys: shortcuts, the first one shown.
        short: its text in the tool bar, "" when it is not there.
        group: commands of one group exclude each other; "" for none.
        checkable: whether it is switched on and off.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    short: str = ""
    group: str = ""
    checkable: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: its title and its commands, None for a line between them, a Menu for a submenu."""

    title: str
    entries: "tuple[Command | Menu | None, ...]"


MENUS = (
    Menu(
        "文件(&F)",
        (
            Command("importFiles", "导入(&I)…", "把政策文件加入资料库", ("Ctrl+O",), "导入"),
            Command("importSeeds", "载入示例文件(&S)", "把随程序附带的示例文件加入资料库"),
            None,
            Command("quit", "退出(&Q)", "关闭窗口，资料都已保存", ("Ctrl+Q",)),
        ),
    ),
    Menu(
        "编辑(&E)",
        (
            Command("undo", "撤销(&U)", "撤销上一步", ("Ctrl+Z",)),
            Command("redo", "重做(&D)", "重做刚撤销的一步", ("Ctrl+Shift+Z", "Ctrl+Y")),
            Command("history", "操作记录(&H)…", "谁在什么时候改了什么", ("Ctrl+H",)),
            None,
            Command("copy", "复制(&C)", "复制选中的文字", ("Ctrl+C",)),
            Command(
                "copyCited",
                "复制并附出处(&R)",
                "复制选中的文字或当前措施，并附文件名、文号和序号",
                ("Ctrl+Shift+C",),
                "复制并附出处",
            ),
            Command("selectAll", "全选(&A)", "选中全文", ("Ctrl+A",)),
            None,
            Command("find", "在本文中查找(&F)…", "查找本文中的词句", ("Ctrl+F",), "查找"),
            Command("findNext", "下一处(&N)", "到下一处，到末尾后从头再找", ("F3", "Ctrl+G")),
            Command(
                "findPrevious",
                "上一处(&P)",
                "到上一处，到开头后从末尾再找",
                ("Shift+F3", "Ctrl+Shift+G"),
            ),
        ),
    ),
    Menu(
        "查看(&V)",
        (
            Command("showOutline", "目录(&O)", "显示或收起左侧目录", ("F9",), checkable=True),
            Command(
                "showPanel", "侧栏(&D)", "显示或收起右侧各栏", ("F10",), "侧栏", checkable=True
            ),
            Command("showMarks", "批注栏(&M)", "打开批注栏", ("Ctrl+3",)),
            Command("showDoubts", "校核栏(&K)", "打开校核栏", ("Ctrl+4",)),
            Command("showTags", "标签栏(&G)", "打开标签栏", ("Ctrl+5",)),
            Command("showFollowUp", "督办栏(&F)", "打开督办栏", ("Ctrl+6",)),
            Command("showLedger", "督办台账(&B)", "打开台账，或回到正文", ("F8",), "台账"),
            None,
            Command(
                "showLines",
                "原文行号(&L)",
                "在页边显示原文的行号",
                ("Ctrl+Shift+L",),
                "行号",
                checkable=True,
            ),
            Command(
                "showArchived", "显示已存档文件(&A)", "在目录中列出已存档的文件", checkable=True
            ),
            None,
            Command("zoomIn", "放大(&I)", "放大正文", ("Ctrl++", "Ctrl+="), "放大"),
            Command("zoomOut", "缩小(&U)", "缩小正文", ("Ctrl+-",), "缩小"),
            Command("zoomReset", "原始大小(&Z)", "正文恢复原始大小", ("Ctrl+0",)),
            None,
            Menu(
                "主题(&T)",
                (
                    Command("themeLight", "浅色(&L)", "浅色界面", group="theme", checkable=True),
                    Command("themeDark", "深色(&D)", "深色界面", group="theme", checkable=True),
                    Command(
                        "themeSystem", "跟随系统(&S)", "随系统设置", group="theme", checkable=True
                    ),
                ),
            ),
        ),
    ),
    Menu(
        "转到(&G)",
        (
            Command("nextMeasure", "下一条(&N)", "到下一条措施", ("Alt+Down",), "下一条"),
            Command("previousMeasure", "上一条(&P)", "到上一条措施", ("Alt+Up",), "上一条"),
            Command("documentTop", "文件开头(&T)", "到本文开头", ("Ctrl+Home",)),
            None,
            Command("focusFilter", "筛选目录(&L)", "到目录的筛选框", ("Ctrl+L",)),
            Command("focusOutline", "到目录(&O)", "把键盘移到目录", ("Ctrl+1",)),
            Command("focusReader", "到正文(&R)", "把键盘移到正文", ("Ctrl+2",)),
        ),
    ),
    Menu(
        "批注(&M)",
        (
            *(
                Command(
                    f"mark{number}",
                    f"标为第{word}种颜色(&{number})",
                    "标出选中的文字；没有选中文字时，改变点选的批注的颜色",
                    (f"Alt+{number}",),
                )
                for number, word in enumerate("一二三四五", 1)
            ),
            None,
            Command(
                "annotate",
                "写批注(&W)…",
                "给选中的文字、点选的批注或当前措施写批注",
                ("Ctrl+M",),
                "批注",
            ),
            Command("annotateMeasure", "批注本条(&E)…", "给当前措施整条写批注", ("Ctrl+Shift+M",)),
            Command("annotateDocument", "批注全文(&D)…", "给整份文件写批注"),
            None,
            Command("moveMark", "设为选区(&S)", "让点选的批注改为选中的文字", ("Alt+0",)),
            Command("deleteMark", "删除批注(&R)", "删除点选的批注，可以撤销", ("Ctrl+Del",)),
            None,
            Command("nextMark", "下一条批注(&N)", "到本文的下一条批注", ("F4",)),
            Command("previousMark", "上一条批注(&P)", "到本文的上一条批注", ("Shift+F4",)),
            None,
            Command("markColours", "颜色的名称(&C)…", "改变五种颜色的名称和颜色"),
            Command("author", "署名(&A)…", "批注用谁的名字"),
        ),
    ),
    Menu(
        "办理(&W)",
        (
            Command("addTag", "加标签(&T)…", "给选中的措施或批注加标签", ("Ctrl+T",)),
            Command("followUp", "列入督办(&F)", "把选中的措施列入台账", ("Ctrl+D",)),
            Command("toggleRead", "已阅(&R)", "把选中的措施标为已阅，或取消", ("Ctrl+R",)),
            None,
            Command("onlyUnread", "目录只看未阅(&U)", "目录只列出还没有标为已阅的措施"),
            Command("onlyUnmarked", "目录只看未批注(&N)", "目录只列出还没有批注的措施"),
            Command("onlyAll", "目录看全部(&A)", "目录列出所有条目"),
            None,
            Command("exportLedger", "导出台账(&E)…", "把台账存为 Excel 工作簿"),
        ),
    ),
    Menu(
        "帮助(&H)",
        (
            Command("shortcuts", "快捷键(&K)", "列出全部快捷键", ("F1",)),
            Command("about", "关于策阅(&A)", "版本与许可"),
        ),
    ),
)
TOOL_BAR = (
    "importFiles", None, "previousMeasure", "nextMeasure", None, "find", "copyCited", "annotate",
    None, "zoomOut", "zoomIn", "showLines", "showLedger", "showPanel",
)  # fmt: skip
NEED_DOCUMENT = (
    "copy", "copyCited", "selectAll", "find", "findNext", "findPrevious", "nextMeasure",
    "previousMeasure", "documentTop", "zoomIn", "zoomOut", "zoomReset", "showLines", "nextMark",
    "previousMark",
)  # fmt: skip
MARKING = (  # what changes marks; the page's own menu has it too
    "mark1", "mark2", "mark3", "mark4", "mark5", "annotate", "annotateMeasure", "moveMark",
    "deleteMark",
)  # fmt: skip
WORKING = ("addTag", "followUp", "toggleRead")  # what changes tags, ledger and ticks
OTHER_KEYS = (
    ("J / K", "在正文中：下一条 / 上一条"),
    ("空格 / Shift+空格", "在正文中：下一屏 / 上一屏"),
    ("Home / End", "在正文中：到开头 / 到末尾"),
    ("Ctrl+滚轮", "放大或缩小正文"),
    ("Shift+方向键", "在正文中：选择文字，加 Ctrl 按词"),
    ("Enter / F2", "在批注栏中：写批注；Esc 回到正文"),
    ("Delete", "在批注栏中：删除选中的批注"),
    ("Enter / Esc", "在台账中：转到措施 / 回到正文；Delete 移出台账"),
    ("Esc", "关闭查找栏，清空筛选框"),
)


class Commands(QObject):
    """The actions of one window, found by their names."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._writable = True
        for command in every_command(MENUS):
            self._actions[command.name] = self._made(command)

    def __getitem__(self, name: str) -> QAction:
        """Return the action of that name."""
        return self._actions[name]

    def set_reading(self, reading: bool) -> None:
        """Switch on what needs an open document, or off."""
        for name in NEED_DOCUMENT:
            self._actions[name].setEnabled(reading)
        for name in (*MARKING, *WORKING, "annotateDocument"):
            self._actions[name].setEnabled(reading and self._writable)

    def set_writable(self, writable: bool) -> None:
        """Switch off what changes the library, or on."""
        self._writable = writable
        for name in ("importFiles", "importSeeds", "markColours"):
            self._actions[name].setEnabled(writable)

    def fill(self, bar: QMenuBar) -> None:
        """Put all menus into the menu bar."""
        for menu in MENUS:
            self._fill(bar.addMenu(menu.title), menu)

    def tool_bar(self) -> QToolBar:
        """Return a tool bar with the commands that have a short text."""
        bar = QToolBar("工具栏")
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        for name in TOOL_BAR:
            if name is None:
                bar.addSeparator()
            else:
                bar.addAction(self._actions[name])
        return bar

    def _fill(self, made: QMenu, menu: Menu) -> None:
        for entry in menu.entries:
            if entry is None:
                made.addSeparator()
            elif isinstance(entry, Menu):
                self._fill(made.addMenu(entry.title), entry)
            else:
                made.addAction(self._actions[entry.name])

    def _made(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setStatusTip(command.tip)
        keys = f"（{command.keys[0]}）" if command.keys else ""
        action.setToolTip(command.tip + keys)
        if command.short:
            action.setIconText(command.short)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        return action


def every_command(menus: Iterable[Menu]) -> list[Command]:
    """Return the commands of all menus and their submenus, in order."""
    found: list[Command] = []
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Menu):
                found += every_command([entry])
            elif entry is not None:
                found.append(entry)
    return found


def plain(text: str) -> str:
    """Return a menu's text without its key and dots: `导入(&I)…` is 导入."""
    return text.split("(&", maxsplit=1)[0].rstrip("…")
