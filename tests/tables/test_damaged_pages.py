"""A library that is damaged in the middle: every step says so or does what it should."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import (
    correcting,
    documents,
    exchange,
    history,
    imports,
    ledger,
    library,
    marks,
    overview,
    safety,
    search,
    tags,
)  # fmt: skip
from desktop.annotations import MarkQuery, Target
from desktop.errors import UserError
from desktop.model import Kind, Node
from desktop.store import Store
from tests.exchange.made import work

PAGE = 4_096  # bytes
WHO = "王五"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A library with work of a person on five documents."""
    path = tmp_path_factory.mktemp("sound") / "library.db"
    with Store.open(path) as store:
        imports.import_files(store, paths=paths.seeds())
        work(store)
        store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The file with some of its pages zeroed or other in a few bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        at = PAGE * chance.randrange(1, len(found) // PAGE)
        way = chance.randrange(3)
        if way == 0:
            found[at : at + PAGE] = bytes(PAGE)
        elif way == 1:
            for _ in range(20):
                found[at + chance.randrange(PAGE)] = chance.randrange(256)
        else:
            place = at + chance.randrange(PAGE - 100)
            found[place : place + 90] = chance.randbytes(90)
    return bytes(found)


def steps(store: Store, folder: Path) -> list[Callable[[], object]]:
    """What a person may do with a library without knowing that it is damaged."""
    found: list[Callable[[], object]] = [
        lambda: documents.list_documents(store),
        lambda: marks.listed(store, query=MarkQuery()),
        lambda: tags.tree(store),
        lambda: overview.look(store, today=date(2026, 11, 28)),
        lambda: search.update(store),
        lambda: search.find(store, text="煤炭"),
        lambda: history.entries(store, limit=100),
        lambda: exchange.export_review(store, target=folder / "给.zip"),
        lambda: history.undo(store, author=WHO),
        lambda: safety.make(store),
        lambda: library.check(store),
    ]
    return found + [
        partial(deed, store, document)
        for document in range(1, 6)
        for deed in (_read, _mark, _follow_up, _tag, _correct, _remove)
    ]


def _node(store: Store, number: int) -> tuple[str, Node]:
    """A document by its number in the list, and a node of it."""
    listed = documents.list_documents(store)
    document = listed[number % len(listed)].id if listed else "?"
    outline = documents.load_outline(store, document=document)
    nodes = sorted(outline.walk(), key=lambda node: len(node.text))
    return document, nodes[-1] if nodes else Node(Kind.LEAD)


def _read(store: Store, number: int) -> None:
    document, _ = _node(store, number)
    marks.of_document(store, document=document)
    documents.source_lines(store, document=document)


def _mark(store: Store, number: int) -> None:
    _, node = _node(store, number)
    marks.add(store, author=WHO, pieces=[(node.id, 1, 5)], colour="key1", note="注")


def _follow_up(store: Store, number: int) -> None:
    ledger.start(store, author=WHO, nodes=[_node(store, number)[1].id])


def _tag(store: Store, number: int) -> None:
    target = Target("node", _node(store, number)[1].id)
    tags.tag(store, author=WHO, targets=[target], path="能源")


def _correct(store: Store, number: int) -> None:
    document, node = _node(store, number)
    deed = correcting.rewording(node, words="text", text=node.text[:-1] + "更")
    if deed is not None:
        correcting.correct(store, author=WHO, document=document, deeds=[deed])


def _remove(store: Store, number: int) -> None:
    documents.remove(store, documents=[_node(store, number)[0]])


def _tried(path: Path, chance: random.Random) -> int:
    """How many sentences were told while everything was tried, in any order."""
    well = 0
    try:
        with Store.open(path) as store:
            found = steps(store, path.parent)
            chance.shuffle(found)
            for step in found:
                with suppress(UserError):
                    step()
                    well += 1
    except UserError:
        return 1
    return len(found) - well


def _all(sound: bytes, folder: Path, seeds: range) -> None:
    told = 0
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - places, no secrets
        place = folder / str(seed)
        place.mkdir()
        path = place / "library.db"
        path.write_bytes(spoilt(sound, chance))
        told += _tried(path, chance)
    assert told > len(seeds) / 2


@pytest.mark.timeout(180)
def test_damaged_pages_are_told(sound: bytes, tmp_path: Path) -> None:
    _all(sound, tmp_path, range(6))


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1_000, 1_300, 30))
def test_many_damaged_pages_are_told(sound: bytes, tmp_path: Path, first: int) -> None:
    _all(sound, tmp_path, range(first, first + 30))
