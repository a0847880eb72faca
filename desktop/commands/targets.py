"""The command that lists targets and deadlines."""

import sys
from argparse import Namespace
from itertools import groupby
from pathlib import Path

from desktop import contract
from desktop.actions import documents, targets
from desktop.commands.answers import print_json
from desktop.model import TARGET_KINDS, Target
from desktop.store import Store


def list_targets(library: Path, arguments: Namespace) -> int:
    """Print what the documents want reached, by how much and by when; without any, all of them."""

    def progress(done: int, total: int) -> None:
        print(f"正在查找目标 {done}/{total}", file=sys.stderr)

    with Store.open(library) as store:
        wanted = [
            documents.find_document(store, reference=reference).id
            for reference in arguments.documents
        ]
        found = targets.listed(store, documents=wanted or None, progress=progress)
    if arguments.json:
        print_json(contract.targets_value(found))
    else:
        _print(found)
    return 0


def _print(found: list[Target]) -> None:
    for _, group in groupby(found, lambda each: each.document):
        rows = list(group)
        print(f"{rows[0].doc_number or '（无文号）'}《{rows[0].document_title}》{len(rows)} 处：")
        for each in rows:
            place = each.label or each.title[:8] or "（段）"
            kind = TARGET_KINDS[each.kind]
            print(f"  {kind}  {each.deadline or '—':10}  {each.amount:8}  {place}  {each.words}")
    print(f"共 {len(found)} 处。" if found else "没有找到目标或时限。")
