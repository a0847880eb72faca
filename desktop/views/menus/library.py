"""Menus about the library and what is written: 文件, 编辑, 帮助."""

from desktop.views.menus.entries import DOCUMENT, WRITING, Command, Menu

FILE = Menu(
    "文件(&F)",
    (
        Command(
            "importFiles",
            "导入(&I)…",
            "把政策文件加入资料库",
            ("Ctrl+O",),
            "导入",
            needs=(WRITING,),
        ),
        Command(
            "importFolder",
            "导入文件夹(&D)…",
            "把一个文件夹里能读的文件都加入资料库",
            ("Ctrl+Shift+O",),
            needs=(WRITING,),
        ),
        Command(
            "importSeeds", "载入示例文件(&S)", "把随程序附带的示例文件加入资料库", needs=(WRITING,)
        ),
        None,
        Command(
            "exportReport",
            "审阅报告(&R)…",
            "把文件和批注导出为 Word，批注标在原来的字上",
            ("Ctrl+E",),
        ),
        Command("exportExcerpt", "专题摘编(&X)…", "把选出的措施按标签、文件或单位摘编成 Word"),
        Command("exportLedgerReport", "督办台账(&L)…", "把台账导出为 Word"),
        None,
        Command("exportReview", "导出批注包(&E)…", "把批注、标签、台账、已阅和更正交给别人"),
        Command(
            "importReview",
            "导入批注包(&P)…",
            "加入别人的批注、标签、台账、已阅和更正",
            needs=(WRITING,),
        ),
        Command(
            "importComments",
            "导入批注回稿(&C)…",
            "把写在 Word 报告里的批注收回到措施上",
            needs=(WRITING,),
        ),
        None,
        Command("backUp", "备份到(&B)…", "把整个资料库另存一份，例如到 U 盘"),
        Command(
            "restoreLibrary", "恢复备份(&T)…", "看有哪些备份，用其中一份恢复", needs=(WRITING,)
        ),
        Command("checkLibrary", "检查资料库(&K)", "看资料库是否完好"),
        None,
        Command("quit", "退出(&Q)", "关闭窗口，资料都已保存", ("Ctrl+Q",)),
    ),
)

EDIT = Menu(
    "编辑(&E)",
    (
        Command("undo", "撤销(&U)", "撤销上一步", ("Ctrl+Z",)),
        Command("redo", "重做(&D)", "重做刚撤销的一步", ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("history", "操作记录(&H)…", "谁在什么时候改了什么", ("Ctrl+H",)),
        None,
        Command("copy", "复制(&C)", "复制选中的文字", ("Ctrl+C",), needs=(DOCUMENT,), on_page=True),
        Command(
            "copyCited",
            "复制并附出处(&R)",
            "复制选中的文字或当前措施，并附文件名、文号和序号",
            ("Ctrl+Shift+C",),
            "复制并附出处",
            needs=(DOCUMENT,),
            on_page=True,
        ),
        Command("selectAll", "全选(&A)", "选中全文", ("Ctrl+A",), needs=(DOCUMENT,), on_page=True),
        None,
        Command(
            "find", "在本文中查找(&F)…", "查找本文中的词句", ("Ctrl+F",), "查找", needs=(DOCUMENT,)
        ),
        Command(
            "findNext",
            "下一处(&N)",
            "到下一处，到末尾后从头再找",
            ("F3", "Ctrl+G"),
            needs=(DOCUMENT,),
        ),
        Command(
            "findPrevious",
            "上一处(&P)",
            "到上一处，到开头后从末尾再找",
            ("Shift+F3", "Ctrl+Shift+G"),
            needs=(DOCUMENT,),
        ),
    ),
)

HELP = Menu(
    "帮助(&H)",
    (
        Command("manual", "使用手册(&M)", "打开使用手册，可以查找", ("F1",)),
        Command("shortcuts", "快捷键(&K)", "列出全部快捷键", ("Ctrl+F1",)),
        Command("about", "关于策阅(&A)", "版本与许可"),
    ),
)
