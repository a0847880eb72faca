"""Menus about what people add to documents: 批注, 办理."""

from desktop.views.menus.entries import DOCUMENT, WRITING, Command, Menu

MARKS = Menu(
    "批注(&M)",
    (
        *(
            Command(
                f"mark{number}",
                f"标为“{word}”(&{number})",
                "标出选中的文字；没有选中文字时，改变点选的批注的颜色",
                (f"Alt+{number}",),
                needs=(DOCUMENT, WRITING),
                on_page=True,
            )
            for number, word in enumerate(("重点", "疑问", "建议", "风险", "数据"), 1)
        ),
        None,
        Command(
            "annotate",
            "写批注(&W)…",
            "给选中的文字、点选的批注或当前措施写批注",
            ("Ctrl+M",),
            "批注",
            needs=(DOCUMENT, WRITING),
            on_page=True,
        ),
        Command(
            "annotateMeasure",
            "批注本条(&E)…",
            "给当前措施整条写批注",
            ("Ctrl+Shift+M",),
            needs=(DOCUMENT, WRITING),
            on_page=True,
        ),
        Command("annotateDocument", "批注全文(&D)…", "给整份文件写批注", needs=(DOCUMENT, WRITING)),
        None,
        Command(
            "moveMark",
            "设为选区(&S)",
            "让点选的批注改为选中的文字",
            ("Alt+0",),
            needs=(DOCUMENT, WRITING),
            on_page=True,
        ),
        Command(
            "deleteMark",
            "删除批注(&R)",
            "删除点选的批注，可以撤销",
            ("Ctrl+Del",),
            needs=(DOCUMENT, WRITING),
            on_page=True,
        ),
        None,
        Command("nextMark", "下一条批注(&N)", "到本文的下一条批注", ("F4",), needs=(DOCUMENT,)),
        Command(
            "previousMark", "上一条批注(&P)", "到本文的上一条批注", ("Shift+F4",), needs=(DOCUMENT,)
        ),
        None,
        Command("markColours", "颜色的名称(&C)…", "改变五种颜色的名称和颜色", needs=(WRITING,)),
        Command("author", "署名(&A)…", "批注、标签、台账和更正用谁的名字"),
    ),
)

WORK = Menu(
    "办理(&W)",
    (
        Command(
            "addTag",
            "加标签(&T)…",
            "给选中的措施或批注加标签",
            ("Ctrl+T",),
            needs=(DOCUMENT, WRITING),
        ),
        Command(
            "followUp",
            "列入督办(&F)",
            "把选中的措施列入台账",
            ("Ctrl+D",),
            needs=(DOCUMENT, WRITING),
        ),
        Command(
            "toggleRead",
            "已阅(&R)",
            "把选中的措施标为已阅，或取消",
            ("Ctrl+R",),
            needs=(DOCUMENT, WRITING),
        ),
        None,
        Command("onlyUnread", "目录只看未阅(&U)", "目录只列出还没有标为已阅的措施"),
        Command("onlyUnmarked", "目录只看未批注(&N)", "目录只列出还没有批注的措施"),
        Command("onlyAll", "目录看全部(&A)", "目录列出所有条目"),
        None,
        Command("exportLedger", "导出台账(&E)…", "把台账存为 Excel 工作簿"),
    ),
)
