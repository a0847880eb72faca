"""Menus about what is seen and where: 查看, 转到."""

from desktop.views.menus.entries import DOCUMENT, Command, Menu

VIEW = Menu(
    "查看(&V)",
    (
        Command("showOutline", "目录(&O)", "显示或收起左侧目录", ("F9",), checkable=True),
        Command("showPanel", "侧栏(&D)", "显示或收起右侧各栏", ("F10",), "侧栏", checkable=True),
        Command("showMarks", "批注栏(&M)", "打开批注栏", ("Ctrl+3",)),
        Command("showDoubts", "校核栏(&K)", "打开校核栏", ("Ctrl+4",)),
        Command("showTags", "标签栏(&G)", "打开标签栏", ("Ctrl+5",)),
        Command("showFollowUp", "督办栏(&F)", "打开督办栏", ("Ctrl+6",)),
        Command("showOriginal", "原件栏(&P)", "在侧栏看原件的这一页", ("Ctrl+7",)),
        Command("showCitations", "引用栏(&Q)", "打开引用栏：谁引用谁", ("Ctrl+8",)),
        Command("showRelated", "相关栏(&E)", "打开相关栏：与当前措施相近的措施", ("Ctrl+9",)),
        Command("showOverview", "概览(&H)", "各份文件读到哪里、还有什么要办", ("F12",), "概览"),
        Command("showTargets", "目标和时限(&Y)", "列出量化目标、完成时限和有效期", ("Shift+F8",)),
        Command("showLedger", "督办台账(&B)", "打开台账，或回到正文", ("F8",), "台账"),
        None,
        Command(
            "showLines",
            "原文行号(&L)",
            "在页边显示原文的行号",
            ("Ctrl+Shift+L",),
            "行号",
            checkable=True,
            needs=(DOCUMENT,),
        ),
        Command(
            "showCorrections",
            "显示更正(&C)",
            "标出更正过的地方，鼠标停留可看原文",
            checkable=True,
            needs=(DOCUMENT,),
        ),
        Command("showArchived", "显示已存档文件(&A)", "在目录中列出已存档的文件", checkable=True),
        None,
        Command("zoomIn", "放大(&I)", "放大正文", ("Ctrl++", "Ctrl+="), "放大", needs=(DOCUMENT,)),
        Command("zoomOut", "缩小(&U)", "缩小正文", ("Ctrl+-",), "缩小", needs=(DOCUMENT,)),
        Command("zoomReset", "原始大小(&Z)", "正文恢复原始大小", ("Ctrl+0",), needs=(DOCUMENT,)),
        None,
        Menu(
            "主题(&T)",
            (
                Command("themeLight", "浅色(&L)", "浅色界面", group="theme", checkable=True),
                Command("themeDark", "深色(&D)", "深色界面", group="theme", checkable=True),
                Command("themeSystem", "跟随系统(&S)", "随系统设置", group="theme", checkable=True),
            ),
        ),
    ),
)

GO = Menu(
    "转到(&G)",
    (
        Command(
            "nextMeasure", "下一条(&N)", "到下一条措施", ("Alt+Down",), "下一条", needs=(DOCUMENT,)
        ),
        Command(
            "previousMeasure",
            "上一条(&P)",
            "到上一条措施",
            ("Alt+Up",),
            "上一条",
            needs=(DOCUMENT,),
        ),
        Command("documentTop", "文件开头(&T)", "到本文开头", ("Ctrl+Home",), needs=(DOCUMENT,)),
        None,
        Command(
            "openCitation",
            "打开所引文件(&C)",
            "打开此处提到的文件",
            ("Ctrl+Shift+J",),
            needs=(DOCUMENT,),
            on_page=True,
        ),
        None,
        Command("searchLibrary", "查找全部文件(&K)", "到上面的查找框", ("Ctrl+K",)),
        Command("showResults", "回到查找结果(&B)", "再看刚才的查找结果", ("Ctrl+Shift+K",)),
        Command("focusFilter", "筛选目录(&L)", "到目录的筛选框", ("Ctrl+L",)),
        Command("focusOutline", "到目录(&O)", "把键盘移到目录", ("Ctrl+1",)),
        Command("focusReader", "到正文(&R)", "把键盘移到正文", ("Ctrl+2",)),
    ),
)
