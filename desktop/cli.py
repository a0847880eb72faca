"""The commands that need no window; see docs/architecture.md for the contract of their JSON."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop import paths, readers, structure
from desktop.actions import documents, library
from desktop.errors import UserError
from desktop.model import Document, Line, Node, Outline
from desktop.store import Store

_INDENT = "  "


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
    """Return what the command line asks for.

    Raises:
        SystemExit: with status 2 for wrong usage, 0 after `--help` and `--version`.
    """
    arguments = _parser().parse_args(argv)
    library = arguments.library or paths.default_library()
    return Invocation(library, arguments.command, arguments, arguments.demo)


def run(invocation: Invocation) -> int:
    """Carry out the command; print its answer, or one line on standard error.

    Returns:
        The exit status: 0, or 1 for what the user's world did wrong.
    """
    _speak_utf8()
    try:
        status = _COMMANDS[invocation.command or ""](invocation)
        sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has all it wanted; the interpreter's own flush at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # tests put other things in its place
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--library", type=Path, metavar="PATH", default=argparse.SUPPRESS)
    answer = argparse.ArgumentParser(add_help=False, parents=[shared])
    answer.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser = argparse.ArgumentParser(prog="ceyue", description="策阅：离线阅读政策文件")
    parser.add_argument("--library", type=Path, metavar="PATH", help="资料库文件")
    parser.add_argument(
        "--demo", type=Path, metavar="FOLDER", help="不显示窗口：载入示例文件，把窗口存成图片"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    outline = commands.add_parser("outline", parents=[answer], help="解析文件并显示结构")
    outline.add_argument("file", type=Path, metavar="FILE")
    add = commands.add_parser("import", parents=[answer], help="把文件加入资料库")
    add.add_argument("files", type=Path, metavar="FILE", nargs="+")
    commands.add_parser("list", parents=[answer], help="列出文件")
    show = commands.add_parser("show", parents=[answer], help="显示库中一份文件的结构")
    show.add_argument("document", metavar="DOCUMENT", help="编号、文号或标题中的一段文字")
    commands.add_parser("check", parents=[answer], help="检查资料库")
    return parser


def _outline(invocation: Invocation) -> int:
    outline = structure.outline(readers.read(invocation.arguments.file))
    if invocation.arguments.json:
        _print_json(_outline_value(outline))
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
        _print_json(
            [
                {
                    "path": str(result.path),
                    "outcome": result.outcome,
                    "document": result.document.id if result.document else None,
                    "message": result.message,
                }
                for result in results
            ]
        )
    else:
        for result in results:
            if result.document:
                print(f"{result.document.id}  {result.message}")
    failed = [result for result in results if result.outcome == "failed"]
    for result in failed:
        print(result.message, file=sys.stderr)
    return 1 if failed else 0


def _list(invocation: Invocation) -> int:
    with Store.open(invocation.library) as store:
        found = documents.list_documents(store)
    if invocation.arguments.json:
        _print_json([_document_value(document) for document in found])
    else:
        for document in found:
            print(f"{document.id}  {document.doc_number or '（无文号）'}  {document.title}")
    return 0


def _show(invocation: Invocation) -> int:
    with Store.open(invocation.library) as store:
        document = documents.find_document(store, reference=invocation.arguments.document)
        outline = documents.load_outline(store, document=document.id)
    if invocation.arguments.json:
        _print_json({"id": document.id} | _outline_value(outline))
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
    return 1 if faults else 0


_COMMANDS: dict[str, Callable[[Invocation], int]] = {
    "outline": _outline,
    "import": _import,
    "list": _list,
    "show": _show,
    "check": _check,
}


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False)
    print()


def _document_value(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "measures": document.measures,
        "marks": document.marks,
    }


def _outline_value(outline: Outline) -> dict[str, Any]:
    return {
        "source": outline.source,
        "title": outline.title,
        "notice_title": outline.notice_title,
        "issuer": outline.issuer,
        "doc_number": outline.doc_number,
        "issued_on": outline.issued_on,
        "addressees": outline.addressees,
        "nodes": [_node_value(node) for node in outline.nodes],
        "front_matter": _lines_value(outline.front_matter),
        "back_matter": list(outline.back_matter),
        "contents": _lines_value(outline.contents),
        "furniture": _lines_value(outline.furniture),
        "doubts": [
            {
                "kind": doubt.kind,
                "line": doubt.line,
                "printed": doubt.printed,
                "assumed": doubt.assumed,
                "message": doubt.message,
            }
            for doubt in outline.doubts
        ],
    }


def _lines_value(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"line": line.line, "text": line.text} for line in lines]


def _node_value(node: Node) -> dict[str, Any]:
    value: dict[str, Any] = {"id": node.id} if node.id else {}
    return value | {
        "kind": node.kind.value,
        "label": node.label,
        "ordinal": node.ordinal,
        "title": node.title,
        "text": node.text,
        "units": list(node.units),
        "units_text": node.units_text,
        "rows": None if node.rows is None else [list(row) for row in node.rows],
        "lines": [node.first_line, node.last_line],
        "children": [_node_value(child) for child in node.children],
    }


def _print_outline(outline: Outline) -> None:
    heads = (outline.title, outline.doc_number, outline.issuer, outline.issued_on)
    for head in heads:
        if head:
            print(head)
    _print_nodes(outline.nodes, 0)


def _print_nodes(nodes: Sequence[Node], depth: int) -> None:
    for node in nodes:
        print(_INDENT * depth + f"{node.label} {node.title}".strip())
        _print_nodes(node.children, depth + 1)
