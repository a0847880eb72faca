"""The command line: what it asks for, and how its commands are run."""

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import desktop
from desktop import paths
from desktop.errors import UserError

REPORTS = (
    ("review", "审阅报告：原文和批注"),
    ("excerpt", "专题摘编：选出的措施，注明出处"),
    ("comparison", "对照表：两份文件左右对照，Word 或工作簿"),
    ("ledger", "督办台账：横排的表格"),
)
"""The kinds of reports, as `actions/reporting/kinds.py` has them."""
_SAYINGS = (  # argparse's sentences, as patterns, and ours
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.+?): invalid choice: (.*) \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (.+?): invalid \w+ value: (.*)", r"\1 不能是 \2"),
    (r"argument (.+?): expected (?:at least )?one argument", r"\1 后面缺少内容"),
    (r"argument (.+?): ignored explicit argument (.*)", r"\1 后面不能写 \2"),
    (r"ambiguous option: (.+?) could match (.*)", r"\1 不够明确，可能是 \2"),
)
_INTERRUPTED = 130  # the shell's status for Ctrl+C


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command line that was understood.

    Attributes:
        library: the library file it names, or the user's own.
        command: the command's name; None asks for the window.
        arguments: the command's own arguments.
        named: whether the command line names the library.
        demo: the folder for a picture of the window, drawn without a display; None to show it.
    """

    library: Path
    command: str | None
    arguments: argparse.Namespace
    named: bool = False
    demo: Path | None = None


def parse(argv: Sequence[str]) -> Invocation:
    """Return what the command line, without the program's name, asks for.

    Raises:
        SystemExit: with status 2 for wrong usage, 0 after `--help` and `--version`.
    """
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    named = arguments.library is not None
    library = arguments.library if named else paths.default_library()
    return Invocation(library, arguments.command, arguments, named, arguments.demo)


def run(invocation: Invocation) -> int:
    """Carry out the invocation's command; print its answer, or one line on standard error.

    Returns:
        The exit status: 0, or 1 for what the user's world did wrong.
    """
    # The window reads its arguments here too, and the commands would make up half of its start.
    from desktop.commands import COMMANDS  # noqa: PLC0415
    from desktop.commands.answers import complain  # noqa: PLC0415
    from desktop.commands.named import MAKING, WITHOUT, insist_there  # noqa: PLC0415

    command = invocation.command or ""
    try:
        if invocation.named and command not in MAKING | WITHOUT:
            insist_there(invocation.library)
        status = COMMANDS[command](invocation.library, invocation.arguments)
        sys.stdout.flush()
    except UserError as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        # The reader has all it wanted; the interpreter's own flush at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("已停止；在此之前完成的都已保存。")
        return _INTERRUPTED
    return status


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whoever calls may have put others in their place
            # A file name's undecodable bytes come out as \\udcXX, which JSON reads back.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _words(argument: str) -> str:
    """Return an argument as UTF-8, which a C locale would take for bytes without meaning."""
    return os.fsencode(argument).decode(errors="surrogateescape")


def _count(argument: str) -> int:
    """Return an argument as a whole number from 0 up.

    Raises:
        ValueError: it is none.
    """
    if (number := int(argument)) < 0:
        raise ValueError(argument)
    return number


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **settings)
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split())
        self.exit(2, f"命令写得不对：{_in_chinese(message)}。{usage}\n")


def _in_chinese(message: str) -> str:
    """Return what argparse says of a command line in Chinese; unchanged where it is new to us."""
    for said, chinese in _SAYINGS:
        if re.fullmatch(said, message, re.DOTALL):
            return " ".join(re.sub(said, chinese, message, flags=re.DOTALL).split())
    return message


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ceyue", description="策阅：离线阅读政策文件。不写命令时打开窗口。")
    parser.options.add_argument(
        "--version", action="version", version=desktop.__version__, help="显示版本号"
    )
    parser.options.add_argument("--library", type=Path, metavar="PATH", help="资料库文件")
    parser.options.add_argument(
        "--demo", type=Path, metavar="FOLDER", help="不显示窗口：载入示例文件，把窗口存成图片"
    )
    commands = parser.add_subparsers(title="命令", dest="command", metavar="COMMAND")
    _add_reading(commands)
    _add_safety(commands)
    _add_exchange(commands)
    _add_reports(commands)
    return parser


def _command(commands: Any, name: str, about: str, **defaults: str) -> Any:
    """Add a command; return the group of its own arguments."""
    added = commands.add_parser(name, help=about, description=about)
    added.set_defaults(**defaults)
    added.options.add_argument("--json", action="store_true", help="以 JSON 输出")
    added.options.add_argument(
        "--library", type=Path, metavar="PATH", default=argparse.SUPPRESS, help="资料库文件"
    )
    return added.add_argument_group("参数")


def _add_reading(commands: Any) -> None:
    outline = _command(commands, "outline", "解析文件并显示结构，不动资料库")
    outline.add_argument("file", type=Path, metavar="FILE")
    adding = _command(commands, "import", "把文件加入资料库")
    adding.add_argument("files", type=Path, metavar="FILE", nargs="+")
    for scanned in (outline, adding):
        scanned.add_argument(
            "--ocr", action="store_true", help="扫描件由本机的文字识别程序（tesseract）识别"
        )
    _command(commands, "list", "列出资料库中的文件")
    _command(commands, "show", "显示库中一份文件的结构").add_argument(
        "document", type=_words, metavar="DOCUMENT", help="编号、文号，或标题中独有的一段"
    )
    _add_sides(_command(commands, "compare", "对照两份文件的措施"))
    _command(commands, "targets", "列出量化目标、完成时限和政策有效期").add_argument(
        "documents",
        type=_words,
        metavar="DOCUMENT",
        nargs="*",
        help="编号、文号，或标题中独有的一段；不写时列出全库",
    )
    finding = _command(commands, "search", "在全库中查找字词，最合适的在前")
    finding.add_argument("query", type=_words, metavar="QUERY", help="要查找的字词")
    finding.add_argument(
        "--limit", type=_count, metavar="N", default=50, help="最多列出几处（默认 50）"
    )


def _add_sides(group: Any) -> None:
    for side in ("a", "b"):
        group.add_argument(
            side, type=_words, metavar=side.upper(), help="编号、文号，或标题中独有的一段"
        )


def _add_safety(commands: Any) -> None:
    _command(commands, "check", "检查资料库是否完好")
    _command(commands, "backup", "把资料库备份到文件").add_argument(
        "file", type=Path, metavar="FILE"
    )
    _command(commands, "backups", "列出自动保存的备份")
    _command(commands, "restore", "用备份恢复资料库；现在的资料库会另存").add_argument(
        "file", type=Path, metavar="FILE"
    )


def _add_exchange(commands: Any) -> None:
    _command(commands, "ledger", "把台账导出为工作簿").add_argument(
        "-o", dest="output", type=Path, metavar="FILE.xlsx", required=True, help="工作簿"
    )
    about = "导出或导入批注包"
    review = commands.add_parser("review", help=about, description=about)
    ways = review.add_subparsers(title="命令", dest="way", metavar="COMMAND", required=True)
    _command(ways, "export", "把批注、标签、台账和已阅导出", command="review export").add_argument(
        "-o", dest="output", type=Path, metavar="FILE", required=True, help="批注包"
    )
    _command(ways, "import", "导入别人的批注包", command="review import").add_argument(
        "file", type=Path, metavar="FILE"
    )
    about = "导入批过的 Word 报告里的批注"
    comments = commands.add_parser("comments", help=about, description=about)
    ways = comments.add_subparsers(title="命令", dest="way", metavar="COMMAND", required=True)
    _command(ways, "import", about, command="comments import").add_argument(
        "file", type=Path, metavar="FILE.docx", help="策阅导出、批过以后交回来的报告"
    )


def _add_reports(commands: Any) -> None:
    about = "写 Word 报告"
    report = commands.add_parser("report", help=about, description=about)
    kinds = report.add_subparsers(title="报告", dest="kind", metavar="KIND", required=True)
    for name, about in REPORTS:
        paired = name == "comparison"
        group = _command(kinds, name, about, command="report comparison" if paired else "report")
        group.add_argument(
            "-o",
            dest="output",
            type=Path,
            metavar="FILE.docx",
            required=True,
            help="Word 文件，或以 .xlsx 结尾的工作簿" if paired else "Word 文件",
        )
        group.add_argument("--title", type=_words, default="", metavar="TITLE", help="报告的标题")
        group.add_argument("--clean", action="store_true", help="清洁导出：不带批注、署名和时间")
        if paired:
            _add_sides(group)
        else:
            _add_selection(group)
        group.add_argument(
            "--tracked",
            action="store_true",
            help="不适用：对照表比较更正后的文字" if paired else "更正作为修订，可逐处接受或拒绝",
        )


def _add_selection(group: Any) -> None:
    group.add_argument(
        "named",
        type=_words,
        metavar="DOCUMENT",
        nargs="*",
        help="编号、文号，或标题中独有的一段；和 --document 一样",
    )
    for option, to, metavar, what in (
        ("--document", "documents", "DOCUMENT", "编号、文号，或标题中独有的一段；可以写几次"),
        ("--chapter", "chapters", "CHAPTER", "只要这一章或节，写序号或标题；可以写几次"),
        ("--tag", "tags", "TAG", "只要带这个标签的，如 能源/煤炭；可以写几次，有一个就算"),
        ("--state", "states", "STATE", "只要督办状态是这个的，如 在办；可以写几次"),
    ):
        group.add_argument(
            option,
            dest=to,
            type=_words,
            metavar=metavar,
            action="append",
            default=[],
            help=what,
        )
    group.add_argument("--filter", type=_words, metavar="NAME", help="只要合乎这个筛选的")
    group.add_argument(
        "--group",
        choices=("tag", "document", "unit"),
        default="document",
        help="摘编按标签、文件还是责任单位排列",
    )
    group.add_argument(
        "--details",
        choices=("line", "comment", "none"),
        default="line",
        help="标签和督办写在措施下面、批注里，或不写",
    )
