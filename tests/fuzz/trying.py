"""Bad files are taken into a library one by one, and what this costs is watched."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.actions import (
    correcting,
    documents,
    exchange,
    history,
    imports,
    library,
    marks,
    returned,
)  # fmt: skip
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.corrections import Deed, PutAside
from desktop.errors import UserError
from desktop.model import Kind
from desktop.store import Store
from tests.actions.made import MEASURES, everything, fill
from tests.exchange.returned.sent import Sent
from tests.fuzz import huge, pdf_graphs, reviews, web_trees, xml_trees, zips
from tests.fuzz.chance import seeded
from tests.kill.changing import Person

SECONDS, MEGABYTES = 12.0, 1_000  # the patience with a helper process, and a little
LONG = 60.0  # seconds for what is as large as can be: hundreds of thousands of measures to keep
IMPORTED = {
    "word": xml_trees.word, "ofd": xml_trees.ofd, "pdf": pdf_graphs.pdf, "html": web_trees.html,
    "mht": web_trees.mht, "framed": web_trees.framed, "text": web_trees.text,
    "archive": zips.archive,
}  # fmt: skip
_STARTED = ("/proc/", "/dev/null", "/sys/")
_CHANGES = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Watch:
    """Notes what is touched outside the folder, from the moment it is told to."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._on = False
        self.touched: list[str] = []
        sys.addaudithook(self._hear)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Watch during the block."""
        self.touched.clear()
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def _hear(self, event: str, told: tuple[Any, ...]) -> None:
        if self._on and self._is_odd(event, told):
            self.touched.append(f"{event} {told[:3]!r}"[:300])

    def _is_odd(self, event: str, told: tuple[Any, ...]) -> bool:
        if event == "subprocess.Popen" and str(told[0]).endswith("tesseract"):
            return False  # which is asked whether it could read a scan
        if event.startswith(("socket.connect", "socket.getaddrinfo", "urllib.", "subprocess.")):
            return True
        if event not in _CHANGES and event != "open":
            return False
        place = str(told[0])
        if isinstance(told[0], int) or place.startswith((self._folder, *_STARTED)):
            return False
        written = event != "open" or bool(told[2] & _WRITES)
        own = (sys.prefix, sys.base_prefix, str(paths.ROOT), "/usr/", "/etc/localtime")
        return written or not place.startswith(own)


def peak() -> int:
    """The largest size of this process since it was last asked for, in megabytes.

    Helpers (`readers.apart`) have a limit of their own, which the system enforces.
    """
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


class Fuzzed:
    """A library with documents and somebody's work on them, which bad files come to."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder, self._kind = folder, kind
        self._watch = Watch(folder)
        self._honest = ""
        self._store = fill(Store.open(folder / "library.db"))
        _busy(self._store, 1, 30)
        if kind == "package":
            self._honest = _package(folder)
        elif kind == "report":
            self._honest = _report(self._store, folder)
        self._work = everything(self._store)

    def made(self, seed: int) -> tuple[str, bytes]:
        """The name and bytes of the file with a seed."""
        chance = seeded(self._kind, seed)
        if self._kind in reviews.TAKEN:
            return reviews.TAKEN[self._kind](chance, Path(self._honest).read_bytes())
        if self._kind in IMPORTED:
            return IMPORTED[self._kind](chance)
        return self._kind, huge.HUGE[self._kind]()

    def try_one(self, seed: int) -> dict[str, Any]:
        """What became of the file with a seed."""
        name, data = self.made(seed)
        place = self._folder / "in"
        place.mkdir(exist_ok=True)
        path = place / name
        path.write_bytes(data)
        peak()
        begun, worked = time.monotonic(), _worked()
        with self._watch.on():
            outcome, wrong = self._outcome(path)
        seconds = min(time.monotonic() - begun, _worked() - worked)  # others are at work, too
        size = peak()
        wrong += "".join(self._watch.touched)
        if path.read_bytes() != data or [each.name for each in place.iterdir()] != [name]:
            wrong += "the file itself was changed"
        path.unlink()
        if seconds > (LONG if self._kind in huge.HUGE else SECONDS):
            wrong += f"took {seconds:.1f} s"
        if size > MEGABYTES:
            wrong += f"took {size} MB"
        return {"seed": seed, "outcome": outcome, "seconds": round(seconds, 2), "mb": size,
                "wrong": wrong}  # fmt: skip

    def _outcome(self, path: Path) -> tuple[str, str]:
        try:
            told = self._take(path)
        except UserError as refusal:
            told, wrong = (
                "refused",
                "" if str(refusal).endswith("。") else f"no sentence: {refusal}",
            )
        else:
            wrong = ""
        return told, wrong + self._changed()

    def _take(self, path: Path) -> str:
        """Take a file in and back again."""
        if self._kind not in reviews.TAKEN:
            done = imports.import_files(self._store, paths=[path])
            for each in done:
                assert each.message.endswith("。"), each.message
                if each.document and each.outcome == "new":
                    documents.load_outline(self._store, document=each.document.id)
                    documents.remove(self._store, documents=[each.document.id])
                    documents.purge(self._store, documents=[each.document.id])
            return "read" if any(each.outcome != "failed" for each in done) else "refused"
        before = self._store.changes
        if self._kind == "package":
            exchange.import_review(self._store, author="乙", path=path)
        else:
            returned.take_file(self._store, author="乙", path=path)
        if self._store.changes == before:
            return "nothing"
        if everything(self._store) != self._work:
            history.undo(self._store, author="乙")
        return "read"

    def _changed(self) -> str:
        now = everything(self._store)
        odd = [name for name in now if now[name] != self._work[name]]
        self._work = now
        return f"what was there before is another: {odd}" if odd else ""

    def finish(self) -> str:
        """What is wrong with the library behind all files, "" if nothing."""
        found = library.check(self._store)
        self._store.close()
        return "\n".join(found)


def _busy(store: Store, seed: int, deeds: int) -> None:
    """Do something of everything that a person does."""
    person = Person(store, seed)
    for _ in range(deeds):
        person.act()
    for node in MEASURES[:3]:
        marks.add(store, author="李四", pieces=[(node, 0, 3)], colour="key2", note=f"注{seed}")


def _package(folder: Path) -> str:
    """The package of somebody else with the same documents."""
    with Store.open(folder / "other.db") as other:
        _busy(fill(other), 2, 150)
        outline = documents.load_outline(other, document="a")
        deeds: list[Deed] = [PutAside(MEASURES[1], "furniture")]
        deeds += [
            deed for node in outline.walk() if node.kind is Kind.MEASURE
            and (deed := correcting.rewording(node, words="text", text=node.text[:5] + "更"))
        ]  # fmt: skip
        for deed in deeds:
            with suppress(UserError):  # what is followed up may not be put aside
                correcting.correct(other, author="王五", document="a", deeds=[deed])
        exchange.export_review(other, target=folder / "honest.zip")
    return str(folder / "honest.zip")


def _report(store: Store, folder: Path) -> str:
    """A report on the documents, with comments that somebody put on it."""
    path = folder / "honest.docx"
    request = Request("review", Selection(documents=("a", "b")))
    making.write(store, request=request, target=path)
    sent = Sent(path)
    for number, node in enumerate(MEASURES):
        sent.comment(sent.chars(node)[2 : 5 + number], f"批{number}\n又一行")
    sent.point(sent.chars(MEASURES[0])[1], "一处")
    return str(sent.save(path))


def _worked() -> float:
    """Seconds that this process and those that it has started have worked."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(first: str, count: str, folder: str, *kinds: str) -> None:
    """Try the files of each kind, and say what became of them."""
    for kind in kinds:
        place = Path(folder) / kind
        place.mkdir()
        fuzzed = Fuzzed(place, kind)
        for seed in range(int(first), int(first) + int(count)):
            print(kind, seed, file=sys.stderr, flush=True)  # noqa: T201 - above what goes wrong
            print(json.dumps({"kind": kind} | fuzzed.try_one(seed)), flush=True)  # noqa: T201
        end = {"kind": kind, "seed": -1, "outcome": "end", "wrong": fuzzed.finish()}
        print(json.dumps(end), flush=True)  # noqa: T201
