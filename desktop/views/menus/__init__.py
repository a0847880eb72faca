"""Every command of the menus: tables, from which menus, tool bar and the list of keys come."""

from desktop.views.menus.comparing import COMPARE
from desktop.views.menus.correcting import CORRECT
from desktop.views.menus.library import EDIT, FILE, HELP
from desktop.views.menus.reading import GO, VIEW
from desktop.views.menus.working import MARKS, WORK

MENUS = (FILE, EDIT, VIEW, GO, MARKS, WORK, CORRECT, COMPARE, HELP)
TOOL_BAR = (
    "importFiles", None, "previousMeasure", "nextMeasure", None, "find", "copyCited", "annotate",
    None, "zoomOut", "zoomIn", "showLines", "showOverview", "showCompare", "showLedger",
    "showPanel",
)  # fmt: skip
OTHER_KEYS = (
    ("J / K", "在正文中：下一条 / 上一条"),
    ("空格 / Shift+空格", "在正文中：下一屏 / 上一屏"),
    ("Home / End", "在正文中：到开头 / 到末尾"),
    ("Ctrl+滚轮", "放大或缩小正文"),
    ("Shift+方向键", "在正文中：选择文字，加 Ctrl 按词"),
    ("Enter / F2", "在批注栏中：写批注；Esc 回到正文"),
    ("Delete", "在批注栏中：删除选中的批注"),
    ("Enter / Esc", "在台账中：转到措施 / 回到正文；Delete 移出台账"),
    ("方向键 / Enter", "在概览中：选文件和数字 / 打开数字背后的列表；Esc 回到正文"),
    ("Enter / Esc", "在目标中：到原文 / 回到正文"),
    ("Enter", "在对照的条目中：把键盘移到正文；Esc 回到正文"),
    ("Ctrl+单击 / Enter", "在正文中：打开所引的文件"),
    ("Alt+双击", "在正文中：就地更正这一条的文字"),
    ("Ctrl+Enter / Esc", "更正文字时：保留 / 放弃"),
    ("Esc", "关闭查找栏，清空筛选框"),
)
