"""Hostile and damaged files give a sentence or a clean text, soon, and touch nothing else."""

import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from desktop import paths, readers
from desktop.errors import UserError
from desktop.text import SourceText
from tests.documents import CORPUS
from tests.readers.hostile import HOSTILE
from tests.readers.packed import packed

SECONDS = 10
MEGABYTES = 1_000
SLOW = {  # seconds each
    "paragraphs.docx", "runs.docx", "spans.docx", "comments.docx", "paragraphs.html", "cells.html",
    "tables.html", "spans.html", "breaks.html", "links.html", "headers.mht", "parts.mht",
    "text.html", "tabs.html", "attributes.html", "text.docx", "too_many.docx",
}  # fmt: skip
FILES = {
    "x05_naoji_autonum.docx": ".docx",
    "l03_guoqifa.docx": ".docx",
    "d01_sh_g60_highlight.docx": ".docx",
    "v13_liangge_guiding.html": ".html",
    "v07_tuiguang_table.html": ".html",
}


def read(name: str, data: bytes) -> SourceText | None:
    """What the bytes hold, or None where a sentence refused them; soon, either way."""
    started = time.process_time()
    found, refusal = None, f"“{name}”没有读成。"
    try:
        found = readers.parsed(Path(name), data)
    except UserError as error:
        refusal = str(error)
    assert name in refusal
    assert refusal.endswith("。")
    assert time.process_time() - started < SECONDS
    for line in found.lines if found else ():
        assert "\0" not in line.text
    return found


def contents(name: str) -> bytes:
    return (CORPUS / name).read_bytes()


def as_mail(data: bytes) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    return head + data


ALONE = """
import sys, time
from pathlib import Path
from desktop import readers
from desktop.readers import text, web, word
from desktop.errors import UserError
from tests.readers.hostile import HOSTILE
files = [(name, HOSTILE[name]()) for name in sys.argv[1:]]

def watch(event, arguments):
    own = str(arguments[0]).startswith((sys.prefix, sys.base_prefix, {root!r})) if arguments else 0
    if event.startswith(("socket.", "subprocess.", "urllib.")) or event == "open" and not own:
        print("WRONG", event, arguments)

sys.addaudithook(watch)
for name, data in files:
    begun, said = time.process_time(), f"“{{name}}”。"
    try:
        lines = readers.parsed(Path(name), data).lines
    except UserError as error:
        lines, said = (), str(error)
    taken = time.process_time() - begun
    if name not in said or said[-1] != "。" or any("\\0" in line.text for line in lines):
        print("WRONG", name, said)
    if taken > {seconds}:
        print("WRONG", name, taken)
status = Path("/proc/self/status").read_text()
print("PEAK", int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def alone(*names: str) -> int:
    """Read files in a process that watches itself; return its largest size in megabytes.

    Each is read or refused in a sentence that names it, soon, with nothing else opened.
    """
    code = ALONE.format(root=str(paths.ROOT), seconds=SECONDS)
    run = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", code, *names],
        cwd=paths.ROOT, capture_output=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    wrong = [line for line in run.stdout.splitlines() if line.startswith("WRONG")]
    assert [line for line in wrong if "/proc/self/status" not in line] == []
    return int(run.stdout.split("PEAK")[1])


def test_hostile_files_are_read_or_refused_soon_and_touch_nothing_else() -> None:
    assert alone(*(name for name in HOSTILE if name not in SLOW)) < MEGABYTES


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(SLOW))
def test_a_large_file_stays_within_time_and_memory(name: str) -> None:
    assert alone(name) < MEGABYTES


def _truncated(count: int) -> None:
    chance = random.Random(count)  # noqa: S311 - only has to be the same again
    for name, ending in FILES.items():
        data = contents(name)
        for _ in range(count):
            read(f"甲{ending}", data[: chance.randrange(len(data))])
            read("甲.mht", as_mail(data)[: chance.randrange(len(data))])


def test_files_cut_off_anywhere_are_read_or_refused() -> None:
    _truncated(10)


@pytest.mark.soak
def test_files_cut_off_at_many_places_are_read_or_refused() -> None:
    _truncated(200)


def _changed_bytes(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(found))
        way = chance.randrange(4)
        if way == 0:
            found[place] = chance.randrange(256)
        elif way == 1:
            del found[place : place + chance.randrange(200)]
        elif way == 2:
            found[place:place] = found[place : place + chance.randrange(2000)]
        else:
            found[place:place] = chance.choice((b"<", b">", b"</", b"\0", b"&#x0;", b"<!--", b'"'))
    return bytes(found)


def _changed_tags(data: bytes, chance: random.Random) -> bytes:
    """XML with elements taken out, doubled, moved and given other values; mostly well-formed."""
    elements = re.findall(rb"<w:(?:p|r|tc|tr|numPr|lvl|num|pPr)\b.*?/?>", data)[:400]
    for _ in range(chance.randrange(1, 8)):
        one, other = (chance.choice(elements or [b"<w:p>"]) for _ in range(2))
        way = chance.randrange(4)
        if way == 0:
            data = data.replace(one, one.replace(b">", b"/>", 1), 1)
        elif way == 1:
            data = data.replace(one, other, chance.randrange(3))
        elif way == 2:
            value = str(chance.choice((-1, 0, 9, 10**12, "甲", ""))).encode()
            data = re.sub(
                rb'w:val="\d+"', b'w:val="' + value + b'"', data, count=chance.randrange(9)
            )
        else:
            at = data.find(one)
            data = data[:at] + b"<w:sdt><w:sdtContent/></w:sdt>" + data[at:]
    return data


def _changed_parts(data: bytes, chance: random.Random) -> bytes:
    """A Word file with one of its parts changed and packed again."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if "/" not in name[-1:]}
    name = chance.choice([each for each in parts if each.endswith((".xml", ".rels", ".mht"))])
    change = chance.choice((_changed_bytes, _changed_tags))
    return packed(parts | {name: change(parts[name], chance) if parts[name] else b""})


CHANGES: list[tuple[str, Callable[[bytes, random.Random], bytes]]] = [
    (".docx", _changed_bytes),
    (".docx", _changed_parts),
    (".html", _changed_bytes),
    (".mht", _changed_bytes),
]


def _fuzzed(count: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only has to be the same again
    for ending, change in CHANGES:
        names = [name for name in FILES if name.endswith(ending.replace("mht", "html"))]
        for _ in range(count):
            data = contents(chance.choice(names))
            read(f"甲{ending}", change(as_mail(data) if ending == ".mht" else data, chance))


def test_changed_files_are_read_or_refused() -> None:
    _fuzzed(8, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_many_changed_files_are_read_or_refused(seed: int) -> None:
    _fuzzed(100, seed=seed + 100)
