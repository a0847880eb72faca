"""Work of a person on the seeds: something of everything that a package carries."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.actions import documents, exchange, ledger, marks, reading, tags
from desktop.annotations import Both, Has, Not, State, Target
from desktop.exchange.results import Result
from desktop.model import Kind, Node
from desktop.store import Store

AUTHOR = "王五"


def nodes(store: Store, source: str, *kinds: Kind) -> list[Node]:
    """The nodes of a seed that have a text, in document order."""
    (document,) = [
        each for each in documents.list_documents(store) if each.source.startswith(source)
    ]
    outline = documents.load_outline(store, document=document.id)
    found = [node for node in outline.walk() if len(node.text) > 20]
    return [node for node in found if not kinds or node.kind in kinds]


def document(store: Store, source: str) -> str:
    (found,) = [
        each.id for each in documents.list_documents(store) if each.source.startswith(source)
    ]
    return found


def work(store: Store) -> None:
    """Mark, tag, follow up and tick something in three of the seeds."""
    first = nodes(store, "001", Kind.MEASURE)
    fourth = nodes(store, "004", Kind.MEASURE)
    lead = nodes(store, "001", Kind.LEAD)[0]
    for at, node in enumerate(first[:5]):
        marks.add(
            store,
            author=AUTHOR,
            pieces=[(node.id, at, at + 9)],
            colour=f"key{at + 1}",
            note="" if at % 2 else f"第 {at} 处：\n=1+1 𠮷\x01",
        )
    several = [(first[6].id, 4, len(first[6].text)), (first[7].id, 0, 8)]
    both = marks.add(store, author="李四", pieces=several, colour="", note="")
    tags.create(store, author=AUTHOR, path="能源/煤炭", colour="#aa0000", description="产煤的")
    tags.tag(store, author=AUTHOR, targets=[Target("mark", both.id)], path="能源/煤炭")
    marks.add(store, author=AUTHOR, pieces=[(lead.id, 2, 12)], colour="key1")
    for node in fourth[100:103]:
        marks.add(store, author=AUTHOR, pieces=[(node.id, 3, 15)], colour="key5")
    marks.annotate_node(store, author=AUTHOR, node=fourth[50].id, note="整条")
    marks.annotate_document(store, author=AUTHOR, document=document(store, "002"), note="整份")
    targets = [Target("node", fourth[7].id), Target("document", document(store, "002"))]
    tags.tag(store, author=AUTHOR, targets=targets, path="能源")
    tags.tag(store, author="李四", targets=targets[:1], path="重要")
    tree = {tag.path: tag.id for tag in tags.tree(store)}
    wanted = Both((Has(tree["能源"]), Not(Has(tree["重要"]))))
    tags.save_filter(store, author=AUTHOR, name="能源而不重要", expression=wanted)
    items = ledger.start(store, author=AUTHOR, nodes=[first[0].id, fourth[9].id])
    ledger.update(
        store,
        author=AUTHOR,
        items=[items[0].id],
        state=State.UNDER_WAY,
        due="2026-12-31",
        behind=True,
        lead="省能源局",
        support=("省工信厅", "各市"),
        priority="高",
        remark="=2+2",
    )
    ledger.add_progress(store, author=AUTHOR, item=items[0].id, on="2026-05-01", text="已开工")
    reading.set_read(store, author=AUTHOR, nodes=[node.id for node in fourth[:4]], read=True)


def contents(path: Path) -> dict[str, Any]:
    """What is in a package."""
    with zipfile.ZipFile(path) as package:
        return {name: json.loads(package.read(name)) for name in package.namelist()}


def package(path: Path, files: Mapping[str, Any]) -> Path:
    """Write a package of whatever is given; bytes as they are, all else as JSON."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, value in files.items():
            data = value if isinstance(value, bytes) else json.dumps(value).encode()
            file.writestr(name, data)
    return path


LISTS = ("added", "skipped", "differing", "refused", "orphaned", "waiting")


def counts(result: Result) -> dict[str, int]:
    return {name: len(getattr(result, name)) for name in LISTS if getattr(result, name)}


def handed_on(source: Store, target: Store, path: Path) -> Result:
    exchange.export_review(source, target=path)
    return exchange.import_review(target, author="赵六", path=path)


def contents_of(store: Store, tmp_path: Path) -> dict[str, Any]:
    exchange.export_review(store, target=tmp_path / "看.zip")
    return contents(tmp_path / "看.zip")
