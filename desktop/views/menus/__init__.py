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
    (
        "在正文中",
        (
            ("J / K", "下一条 / 上一条"),
            ("空格 / Shift+空格", "下一屏 / 上一屏"),
            ("Home / End", "到开头 / 到末尾"),
            ("Shift+方向键", "选择文字，加 Ctrl 按词"),
            ("Ctrl+滚轮", "放大或缩小正文"),
            ("Ctrl+单击 / Enter", "打开所引的文件"),
            ("Alt+双击", "就地更正这一条的文字"),
        ),
    ),
    (
        "更正文字时",
        (("Ctrl+Enter / Esc", "保留 / 放弃"), ("Enter", "另起一段")),
    ),
    (
        "在校核栏中",
        (
            ("A", "认可，到下一条"),
            ("E / F2", "更正：照所提的改，或打开编辑框"),
            ("X / Delete", "忽略，到下一条"),
            ("Backspace", "重新列为存疑"),
        ),
    ),
    (
        "在批注栏中",
        (("Enter / F2", "写批注；Esc 回到正文"), ("Delete", "删除选中的批注")),
    ),
    (
        "在其他各页中",
        (
            ("Enter / Esc", "台账：转到措施 / 回到正文"),
            ("Delete", "台账：移出台账"),
            ("方向键 / Enter", "概览：选数字 / 打开背后的列表"),
            ("Enter / Esc", "目标：到原文 / 回到正文"),
            ("Enter / Esc", "对照的条目：把键盘移到正文 / 回到正文"),
            ("Esc", "关闭查找栏，清空筛选框"),
        ),
    ),
)
"""Keys that no command has: headings, each with (keys, what they do)."""
