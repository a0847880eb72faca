"""The menu about what the machine got wrong: 更正."""

from desktop.views.menus.entries import DOCUMENT, WRITING, Command, Menu

_NEEDS = (DOCUMENT, WRITING)

GRADES = Menu(
    "改为(&G)",
    tuple(
        Command(f"grade-{kind}", f"{name}(&{number})", f"把这一条改为{name}", needs=_NEEDS)
        for number, (kind, name) in enumerate(
            (
                ("part", "编"), ("chapter", "章"), ("section", "节"), ("measure", "措施"),
                ("article", "条"), ("item", "项目"), ("lead", "正文"), ("annex", "附件"),
                ("box", "专栏"),
            ),
            1,
        )
    ),
)  # fmt: skip
ASIDE = Menu(
    "列为(&O)",
    (
        Command("aside-furniture", "页眉页码(&F)", "这一段是页眉或页码，不是正文", needs=_NEEDS),
        Command("aside-back_matter", "文尾(&B)", "这一段是落款、抄送等，不是正文", needs=_NEEDS),
        Command("aside-contents", "原有目录(&C)", "这一段是原文的目录，不是正文", needs=_NEEDS),
    ),
)

CORRECT = Menu(
    "更正(&J)",
    (
        Command("editWords", "改文字(&E)", "就地更正这一条的文字", ("F2",), needs=_NEEDS),
        Command(
            "splitHere", "在光标处拆分(&S)", "从光标处分成两条", ("Ctrl+Shift+Return",),
            needs=_NEEDS,
        ),
        Command("joinNext", "与下一条合并(&N)", "把下一条接到这一条后面", needs=_NEEDS),
        GRADES,
        ASIDE,
        None,
        Command("moveUp", "上移(&U)", "连同下级移到前一条之前", ("Alt+Shift+Up",), needs=_NEEDS),
        Command(
            "moveDown", "下移(&D)", "连同下级移到后一条之后", ("Alt+Shift+Down",), needs=_NEEDS
        ),
        Command("raiseLevel", "升一级(&R)", "连同下级升一级", ("Alt+Shift+Left",), needs=_NEEDS),
        Command("lowerLevel", "降一级(&W)", "连同下级降一级", ("Alt+Shift+Right",), needs=_NEEDS),
        None,
        Command("resetNode", "恢复本条原文(&P)", "撤回对这一条的全部更正", needs=_NEEDS),
        None,
        Command("takeIn", "列入正文(&I)…", "把没有列入正文的行列入正文", needs=_NEEDS),
        Command("documentData", "文件信息(&F)…", "更正标题、文号、日期等", needs=_NEEDS),
        Command("listCorrections", "更正记录(&L)…", "本文的全部更正，可以恢复", needs=(DOCUMENT,)),
    ),
)  # fmt: skip
