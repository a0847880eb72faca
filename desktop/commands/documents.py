"""The commands about documents: outline, import, list, show, check."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop import contract, paths, readers, structure
from desktop.actions import documents, library
from desktop.commands.answers import complain, print_json
from desktop.model import Node, Outline
from desktop.store import Store

_INDENT = "  "
_OFFER = "本机装有文字识别程序，加 --ocr 即可识别后导入，识别结果要对照原件核对。"
_SHOWN = 30  # characters of a text without a title


def outline(_library: Path, arguments: Namespace) -> int:
    """Parse a file and print its tree; no library is touched."""
    found = structure.outline(readers.read(arguments.file, recognise=arguments.ocr))
    if arguments.json:
        print_json(contract.outline_value(found))
    else:
        _print_outline(found)
    return 0


def import_files(library_file: Path, arguments: Namespace) -> int:
    """Add files to the library; 1 where one of them could not be added."""

    def progress(done: int, total: int, name: str) -> None:
        if name and total > 1:  # of a single file, what became of it is told at once
            print(f"[{done + 1}/{total}] {name}", file=sys.stderr)

    with Store.open(library_file) as store:
        results = documents.import_files(
            store, paths=arguments.files, progress=progress, recognise=arguments.ocr
        )
    if arguments.json:
        print_json([contract.imported_value(result) for result in results])
    else:
        for result in results:
            if result.document:
                print(f"{result.document.id}  {result.message}")
    failed = [result for result in results if result.outcome == "failed"]
    for result in failed:
        complain(result.message + (_OFFER if result.recognisable else ""))
    return 1 if failed else 0


def list_documents(library_file: Path, arguments: Namespace) -> int:
    """Print the documents of the library."""
    with Store.open(library_file) as store:
        found = documents.list_documents(store)
    if arguments.json:
        print_json([contract.document_value(document) for document in found])
    else:
        for document in found:
            print(f"{document.id}  {document.doc_number or '（无文号）'}  {document.title}")
    return 0


def show(library_file: Path, arguments: Namespace) -> int:
    """Print the tree of a document of the library."""
    with Store.open(library_file) as store:
        document = documents.find_document(store, reference=arguments.document)
        found = documents.load_outline(store, document=document.id)
    if arguments.json:
        print_json({"id": document.id} | contract.outline_value(found))
    else:
        _print_outline(found)
    return 0


def check(library_file: Path, arguments: Namespace) -> int:
    """Print what is wrong with the library; 1 where something is."""
    with Store.open(library_file) as store:
        faults = library.check(store)
    if arguments.json:
        print_json(faults)
    else:
        print("\n".join(faults) or "资料库完好。")
    if faults:
        complain(f"资料库“{paths.shown(library_file)}”有 {len(faults)} 处问题。请用备份替换它。")
    return 1 if faults else 0


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
