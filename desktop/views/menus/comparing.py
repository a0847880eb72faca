"""The menu about two documents beside each other: 对照."""

from desktop.views.menus.entries import COMPARING, DOCUMENT, WRITING, Command, Menu

COMPARE = Menu(
    "对照(&C)",
    (
        Command("showCompare", "对照(&O)", "打开对照，或回到正文", ("F7",), "对照"),
        Command("chooseCompare", "选择文件(&F)…", "选择要对照的两份文件"),
        Command(
            "compareVersion",
            "与上一版对照(&V)",
            "把本文和它的上一版并排",
            needs=(DOCUMENT,),
        ),
        Command(
            "splitReader", "分栏看本文(&S)", "并排看本文的两处", ("Ctrl+\\",), needs=(DOCUMENT,)
        ),
        None,
        Command("swapSides", "交换左右(&X)", "交换左右两边", needs=(COMPARING,)),
        Command(
            "lockSides",
            "同步滚动(&L)",
            "左右两边一起滚动，或各滚各的",
            ("Ctrl+Shift+S",),
            needs=(COMPARING,),
        ),
        Command("switchSide", "到另一边(&T)", "把键盘移到另一边", ("F6",), needs=(COMPARING,)),
        None,
        Command("nextPair", "下一对(&N)", "到条目中的下一对", ("Ctrl+Down",), needs=(COMPARING,)),
        Command("previousPair", "上一对(&P)", "到条目中的上一对", ("Ctrl+Up",), needs=(COMPARING,)),
        Command(
            "nextDifference",
            "下一处不同(&D)",
            "到这一边的下一处不同",
            ("Alt+Right",),
            needs=(COMPARING,),
        ),
        Command(
            "previousDifference",
            "上一处不同(&U)",
            "到这一边的上一处不同",
            ("Alt+Left",),
            needs=(COMPARING,),
        ),
        None,
        Command(
            "confirmPair",
            "确认这一对(&Y)",
            "认可程序找到的这一对，以后不再改变",
            ("Ctrl+Return",),
            needs=(COMPARING, WRITING),
        ),
        Command(
            "rejectPair",
            "排除这一对(&R)",
            "这两条没有对应关系",
            ("Ctrl+Backspace",),
            needs=(COMPARING, WRITING),
        ),
        Command(
            "makePair",
            "配为一对(&J)",
            "把左右框住的两条配为一对",
            ("Ctrl+J",),
            needs=(COMPARING, WRITING),
        ),
        Command(
            "withdrawPair",
            "撤回判断(&W)",
            "忘掉对这一对的确认、排除或配对，由程序重新判断",
            needs=(COMPARING, WRITING),
        ),
    ),
)
