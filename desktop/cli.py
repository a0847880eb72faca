"""The commands that need no window, and the JSON by which others read their answers."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import desktop
from desktop import contract, paths
from desktop.actions import documents, library
from desktop.errors import UserError
from desktop.model import Node, Outline
from desktop.store import Store

_INDENT = "  "
_SHOWN = 30  # characters of a text without a title
_INTERRUPTED = 130  # the shell's status for Ctrl+C


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command line that was understood.

    Attributes:
        library: the library file it names, or the user's own.
        command: the command's name; None asks for the window.
        arguments: the command's own arguments.
        demo: the folder for a picture of the window, drawn without a display; None to show it.
    """

    library: Path
    command: str | None
    arguments: argparse.Namespace
    demo: Path | None = None


def parse(argv: Sequence[str]) -> Invocation:
    """Return what the command line, without the program's name, asks for.

    Raises:
        SystemExit: with status 2 for wrong usage, 0 after `--help` and `--version`.
    """
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    library = arguments.library or paths.default_library()
    return Invocation(library, arguments.command, arguments, arguments.demo)


def run(invocation: Invocation) -> int:
    """Carry out the invocation's command; print its answer, or one line on standard error.

    Returns:
        The exit status: 0, or 1 for what the user's world did wrong.
    """
    try:
        status = _COMMANDS[invocation.command or ""](invocation)
        sys.stdout.flush()
    except UserError as error:
        _complain(str(error))
        return 1
    except BrokenPipeError:
        # The reader has all it wanted; the interpreter's own flush at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _complain("已停止；在此之前完成的都已保存。")
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


def _complain(sentence: str) -> None:
    print(" ".join(sentence.splitlines()), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **settings)
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}命令写得不对：{message}\n")


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

    def command(name: str, about: str) -> argparse._ArgumentGroup:
        added = commands.add_parser(name, help=about, description=about)
        added.options.add_argument("--json", action="store_true", help="以 JSON 输出")
        added.options.add_argument(
            "--library", type=Path, metavar="PATH", default=argparse.SUPPRESS, help="资料库文件"
        )
        return added.add_argument_group("参数")

    command("outline", "解析文件并显示结构，不动资料库").add_argument(
        "file", type=Path, metavar="FILE"
    )
    command("import", "把文件加入资料库").add_argument(
        "files", type=Path, metavar="FILE", nargs="+"
    )
    command("list", "列出资料库中的文件")
    command("show", "显示库中一份文件的结构").add_argument(
        "document", type=_words, metavar="DOCUMENT", help="编号、文号，或标题中独有的一段"
    )
    command("check", "检查资料库是否完好")
    return parser


def _outline(invocation: Invocation) -> int:
    # The window reads its arguments here too; the parser would make up half of its start.
    from desktop import readers, structure  # noqa: PLC0415

    outline = structure.outline(readers.read(invocation.arguments.file))
    if invocation.arguments.json:
        _print_json(contract.outline_value(outline))
    else:
        _print_outline(outline)
    return 0


def _import(invocation: Invocation) -> int:
    def progress(done: int, total: int, name: str) -> None:
        if name:
            print(f"[{done + 1}/{total}] {name}", file=sys.stderr)

    with Store.open(invocation.library) as store:
        results = documents.import_files(store, paths=invocation.arguments.files, progress=progress)
    if invocation.arguments.json:
        _print_json([contract.imported_value(result) for result in results])
    else:
        for result in results:
            if result.document:
                print(f"{result.document.id}  {result.message}")
    failed = [result.message for result in results if result.outcome == "failed"]
    for message in failed:
        _complain(message)
    return 1 if failed else 0


def _list(invocation: Invocation) -> int:
    with Store.open(invocation.library) as store:
        found = documents.list_documents(store)
    if invocation.arguments.json:
        _print_json([contract.document_value(document) for document in found])
    else:
        for document in found:
            print(f"{document.id}  {document.doc_number or '（无文号）'}  {document.title}")
    return 0


def _show(invocation: Invocation) -> int:
    with Store.open(invocation.library) as store:
        document = documents.find_document(store, reference=invocation.arguments.document)
        outline = documents.load_outline(store, document=document.id)
    if invocation.arguments.json:
        _print_json({"id": document.id} | contract.outline_value(outline))
    else:
        _print_outline(outline)
    return 0


def _check(invocation: Invocation) -> int:
    with Store.open(invocation.library) as store:
        faults = library.check(store)
    if invocation.arguments.json:
        _print_json(faults)
    else:
        print("\n".join(faults) or "资料库完好。")
    if faults:
        _complain(
            f"资料库“{paths.shown(invocation.library)}”有 {len(faults)} 处问题。请用备份替换它。"
        )
    return 1 if faults else 0


_COMMANDS: dict[str, Callable[[Invocation], int]] = {
    "outline": _outline,
    "import": _import,
    "list": _list,
    "show": _show,
    "check": _check,
}


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _print_outline(outline: Outline) -> None:
    data = (outline.title, outline.doc_number, outline.issuer, outline.issued_on)
    for head in filter(None, data):
        print(head)
    _print_nodes(outline.nodes, 0)
    if outline.doubts:
        print(f"存疑 {len(outline.doubts)} 处：")
    for doubt in outline.doubts:
        print(f"{_INDENT}第 {doubt.line} 行  {doubt.message}")


def _print_nodes(nodes: Sequence[Node], depth: int) -> None:
    for node in nodes:
        words = node.title or node.text.replace("\n", " ")[:_SHOWN]
        print(_INDENT * depth + f"{node.label} {words}".strip())
        _print_nodes(node.children, depth + 1)
