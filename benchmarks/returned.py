"""Comments of a returned report: from the file to their places, and into the library.

    python -m benchmarks.returned

The longest seed with 1,000 and 5,000 notes, as a report that came back: with the numbers that Word
keeps, without them as from LibreOffice, and with all comments new. The time must grow with the
count, no faster. Best of some runs.
"""

import random
import re
import uuid
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, best, report
from desktop import paths
from desktop.actions import documents, returned
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import Mark, Piece
from desktop.store import Store

FEW, MANY = 1_000, 5_000
GROWTH = 6.5  # times as long for five times as many
_NUMBERS = re.compile(rb' w14:paraId="\w+"')
_AUTHOR = re.compile(rb'w:author="[^"]*"')


def figures() -> list[Figure]:
    found = []
    times = {count: measured(count) for count in (FEW, MANY)}
    for name, seconds in times[MANY].items():
        few = times[FEW][name]
        growth = seconds / few
        label = f"5,000 comments of a returned report, {name}"
        limit = f"≤ {GROWTH:g} × 1,000"
        found.append(Figure(label, "s", seconds, few, "1,000 comments", limit, growth <= GROWTH))
    return found


def measured(count: int) -> Mapping[str, float]:
    """Return the seconds of each kind of file."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with Store.open(home / "library.db") as store:
            path = written(store, home, count)
            bare = changed(path, home / "bare.docx", _NUMBERS, b"")
            new = changed(path, home / "new.docx", _AUTHOR, 'w:author="李处"'.encode())
            files = {"known by number": path, "known by author and moment": bare, "new": new}
            return {
                name: best(lambda file=file: returned.look(store, path=file))  # type: ignore[misc]
                for name, file in files.items()
            }


def written(store: Store, home: Path, count: int) -> Path:
    """Return a report on the longest seed with so many notes."""
    seed = max(paths.seeds(), key=lambda each: each.stat().st_size)
    document = documents.import_file(store, path=seed).document
    assert document is not None
    chance = random.Random(1)
    outline = documents.load_outline(store, document=document.id)
    nodes = [node for node in outline.walk() if len(node.text) > 30]
    with store.step("批注", author="王明"):
        for number in range(count):
            node = chance.choice(nodes)
            start = chance.randrange(len(node.text) - 6)
            minute, second = number // 60, number % 60
            at = f"2026-03-02T{minute // 60:02}:{minute % 60:02}:{second:02}.000+00:00"
            piece = Piece.of(node.id, node.text, start, start + 6)
            note = f"意见{number}" if number % 3 else "同意。"
            id_ = str(uuid.UUID(int=chance.getrandbits(128)))
            store.marks.put(Mark(id_, document.id, "王明", at, at, note=note, pieces=(piece,)))
    path = home / "report.docx"
    request = Request("review", Selection(documents=(document.id,)))
    making.write(store, request=request, target=path)
    return path


def changed(path: Path, target: Path, what: re.Pattern[bytes], by: bytes) -> Path:
    """Return a copy of a report in whose comments something is another."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, what.sub(by, data) if name.endswith("comments.xml") else data)
    return target


if __name__ == "__main__":
    report(figures())
