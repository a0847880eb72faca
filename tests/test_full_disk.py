"""A disk that is full at any moment: a sentence says so, and each thing is done whole or not."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.actions import (
    documents,
    exchange,
    history,
    imports,
    ledger,
    library,
    marks,
    safety,
    search,
    tags,
)  # fmt: skip
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import Target
from desktop.errors import UserError
from desktop.settings import AUTHOR, Settings
from desktop.store import Store
from tests.actions.made import MEASURES, everything, fill
from tests.exchange.made import package
from tests.rewording import reword

Deed = Callable[[Store, Path], Any]
WHO = "王五"
LONG = "很长的一段说明，写了又写。" * 3_000


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let the system refuse to write behind so many bytes of any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _correct(store: Store, _folder: Path) -> None:
    outline = documents.load_outline(store, document="a")
    node = next(each for each in outline.walk() if each.id == MEASURES[0])
    reword(store, "a", node, node.text + LONG, author=WHO)


def _tag(store: Store, _folder: Path) -> None:
    tags.create(store, author=WHO, path="能源/煤炭", description=LONG)
    tags.tag(store, author=WHO, targets=[Target("node", MEASURES[1])], path="能源/煤炭")


def _write(store: Store, folder: Path) -> None:
    request = Request("review", Selection(documents=("a", "b")))
    making.write(store, request=request, target=folder / "报告.docx")


def _set(_store: Store, folder: Path) -> None:
    settings = Settings.load(folder / "settings.json")
    settings.set(AUTHOR, LONG)
    settings.save()


DEEDS: dict[str, Deed] = {
    "correct": _correct,
    "mark": lambda store, _: marks.add(
        store, author=WHO, pieces=[(MEASURES[0], 0, 3)], colour="key1", note=LONG
    ),
    "tag": _tag,
    "follow up": lambda store, _: ledger.start(store, author=WHO, nodes=MEASURES),
    "undo": lambda store, _: history.undo(store, author=WHO),
    "import": lambda store, _: imports.import_file(store, path=paths.seeds()[3]),
    "package": lambda store, folder: exchange.import_review(
        store, author=WHO, path=folder / "包.zip"
    ),
    "report": _write,
    "hand on": lambda store, folder: exchange.export_review(store, target=folder / "给.zip"),
    "back up": lambda store, _: safety.make(store),
    "save settings": _set,
    "search": lambda store, _: search.update(store),
}
TAGS = [{"path": f"标签{n}", "description": LONG} for n in range(9)]


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_done_on_a_full_disk_is_done_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    """The disk is full behind a few bytes, and then behind more and more until all fits."""
    package(tmp_path / "包.zip", {"tags.json": TAGS})
    refused = 0
    for turn in (*range(0, 40, 4), 200):
        folder = tmp_path / str(turn)
        folder.mkdir()
        (folder / "settings.json").write_text('{"author": "甲"}', "utf-8")
        (folder / "包.zip").write_bytes((tmp_path / "包.zip").read_bytes())
        with Store.open(folder / "library.db") as store:
            fill(store)
            marks.annotate_node(store, author=WHO, node=MEASURES[2], note="先前")
            before, given = everything(store), sorted(each.name for each in folder.iterdir())
            told = _told(store, folder, DEEDS[name], turn * turn * 1_500)
            refused += bool(told)
            assert library.check(store) == []
            if told:
                assert told.endswith("。")
                assert "没有" in told or "未能" in told
                _as_before(store, folder, before, given)
            elif name not in {"undo", "import"}:
                assert _back(store, before)
    assert not told  # at last there was room
    assert refused or name in {"undo", "search"}


def _told(store: Store, folder: Path, deed: Deed, size: int) -> str:
    """The sentence with which a deed was refused, "" where it was done."""
    try:
        with no_file_beyond(size):
            deed(store, folder)
    except UserError as error:
        return str(error)
    return ""


def _as_before(store: Store, folder: Path, before: dict[str, Any], given: list[str]) -> None:
    """What was there is there, and the same can be done once there is room."""
    assert everything(store) == before or _back(store, before)
    left = {each.name for each in folder.iterdir()} - set(given) - {"backups", "library.db-wal"}
    assert not any(each.startswith((".ceyue", "报告", "给", "settings.json.")) for each in left)
    assert Settings.load(folder / "settings.json").get(AUTHOR) == "甲"


def _back(store: Store, before: dict[str, Any]) -> bool:
    """Undo steps until all is as it was; return whether that was reached."""
    for _ in range(9):
        if everything(store) == before:
            return True
        if history.undo(store, author=WHO) is None:
            return False
    return False
