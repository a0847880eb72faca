"""The command that searches the library."""

import sys
from argparse import Namespace
from pathlib import Path

from desktop import contract
from desktop.actions import search
from desktop.commands.answers import print_json
from desktop.store import Store

_INDENT = "    "


def find(library: Path, arguments: Namespace) -> int:
    """Print what a query finds, the best first; build the index where it is missing."""

    def progress(done: int, total: int, what: str) -> None:
        if total:
            print(f"{what} {done}/{total}", file=sys.stderr)

    with Store.open(library) as store:
        search.update(store, progress=progress)
        results = search.find(store, text=arguments.query, limit=arguments.limit)
    if arguments.json:
        print_json(contract.results_value(results))
        return 0
    for hit in results.hits:
        title = f"{hit.doc_number or ''}《{hit.document_title}》"
        print(f"{title}  {' '.join(filter(None, hit.path))}  {hit.title}".rstrip())
        print(f"{_INDENT}{'批注：' if hit.mark else ''}{hit.snippet}")
    print(
        f"共 {results.total} 处，列出 {len(results.hits)} 处。" if results.total else "没有找到。"
    )
    return 0
