"""What the tests of searching share: a library of all readable documents, and a plain scan."""

import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from desktop.actions import documents
from desktop.model import Node
from desktop.store import Store
from tests.documents import DATA, corpus_files, seed_files

EVERYDAY = DATA / "search" / "everyday.txt"
JUDGED = DATA / "search" / "judged.json"
_OPERATOR = re.compile(r"^[-－]|[|｜\"＂\s]|^“[^”]*”$|^[^:：]{1,8}[:：]|^或$")


def fill(path: Path) -> Path:
    """Make a library of the seeds and the readable documents of the corpus."""
    with Store.open(path) as store:
        results = documents.import_files(store, paths=[*seed_files(), *corpus_files()])
        assert {result.outcome for result in results} <= {"new", "version", "same"}
    return path


def folded(text: str) -> str:
    """The normal form, written down once more from its definition."""
    kept = "".join(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())
    return kept.translate(str.maketrans("〔〕【】", "[][]")).lower()


def all_nodes(store: Store) -> Iterator[Node]:
    for document in store.documents.all():
        yield from documents.load_outline(store, document=document.id).walk()


def scanned(store: Store) -> dict[str, tuple[str, ...]]:
    """Every node's id with what a query without field names is looked for in."""
    return {
        node.id: (folded(node.title), folded(node.text + node.units_text))
        for node in all_nodes(store)
    }


def holding(texts: dict[str, tuple[str, ...]], phrase: str) -> set[str]:
    """What a plain scan finds."""
    key = folded(phrase)
    return {id_ for id_, parts in texts.items() if any(key in part for part in parts)}


def drawn(texts: dict[str, tuple[str, ...]], count: int, *, seed: int) -> list[str]:
    """Draw phrases of 1 to 20 characters from the texts; operators are put into quotation marks."""
    source = random.Random(seed)  # noqa: S311 - not for secrets
    parts = [part for each in texts.values() for part in each if part]
    found = []
    while len(found) < count:
        part = source.choice(parts)
        length = source.randint(1, 20)
        start = source.randrange(max(1, len(part) - length + 1))
        phrase = part[start : start + length]
        if '"' not in phrase:
            found.append(f'"{phrase}"' if _OPERATOR.search(phrase) else phrase)
    return found
