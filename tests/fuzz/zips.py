"""Zips that lie: names that lead elsewhere, sizes that are none, locked, doubled, in one another."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import random
import struct
import warnings
import zipfile
from io import BytesIO

from tests.fuzz import web_trees, xml_trees
from tests.fuzz.chance import several

_NAMES = (
    "甲.txt", "乙.docx", "丙.html", "../外.txt", "/外.txt", "C:\\外.txt", "..\\外.txt", "a/../../b.txt",
    "a//b.txt", "./甲.txt", "甲.txt/乙.txt", "a/", "甲.TXT", "\u202etxt.甲.md", "甲\n乙.txt", "con.txt",
    "甲\0.txt", "." * 300 + ".txt", "长" * 300 + ".txt", "a/" * 400 + "甲.txt", ".hidden.txt", "~$甲.docx",
    "里.zip", "甲.txt ", "甲.exe", "𠮷.txt", "é.txt", "__MACOSX/甲.txt", "\ud800.txt", "甲.pdf", "甲.ofd",
)  # fmt: skip
_HARMLESS = [name for name in _NAMES if ".." not in name and ":" not in name and name[0] != "/"]
_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


def _held(chance: random.Random) -> bytes:
    match chance.randrange(8):
        case 0:
            return xml_trees.word(chance)[1]
        case 1:
            return web_trees.html(chance)[1]
        case 2:
            return archive(chance)[1] if chance.random() < 0.5 else b"PK\3\4"
        case 3:
            return b""
        case 4:
            return b"\0" * 20_000_000
        case _:
            return f"一、总则{chance.random()}\n1.第一条。".encode(
                chance.choice(("utf-8", "gb18030"))
            )


def _raw(name: str, chance: random.Random) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("甲.txt")
    info.filename = name.replace("\ud800", "甲") if chance.random() < 0.9 else "甲"
    info.external_attr = chance.choice((0, 0o120777 << 16, 0o40755 << 16, 0xFFFFFFFF))
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
    info.compress_type = chance.choice((*ways, zipfile.ZIP_LZMA))
    return info


def _lies(data: bytes, chance: random.Random) -> bytes:
    """Change what the zip says of its files, and nothing of what they hold."""
    found = bytearray(data)
    for _ in several(chance, 8):
        sign, most = chance.choice(((_LOCAL, 30), (_CENTRAL, 46), (_CENTRAL, 46), (_END, 22)))
        places = (
            [at for at in range(len(found)) if found.startswith(sign, at)]
            if len(found) < 99_999
            else []
        )
        if not places:
            continue
        at = chance.choice(places) + chance.randrange(4, most)
        size = chance.choice((1, 2, 4))
        value = chance.choice((0, 1, 9, 0x41, 0x7FFFFFFF, 0xFFFFFFFF, len(found)))
        found[at : at + size] = struct.pack("<I", value)[:size]
    return bytes(found)


def archive(chance: random.Random) -> tuple[str, bytes]:
    """An archive of several documents."""
    made = BytesIO()
    names = chance.choice((_NAMES, _HARMLESS, _HARMLESS))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")  # zipfile warns of names that are there twice
        for name in {chance.choice(names) for _ in several(chance, 12)}:
            package.writestr(_raw(name, chance), _held(chance))
        package.comment = chance.choice((b"", b"", _END * 9, b"\xff" * 60_000))
    data = made.getvalue()
    if chance.random() < 0.3:
        data = _lies(data, chance)
    if chance.random() < 0.1:
        data = chance.choice((b"MZ" * 500, b"<html>", b"%PDF-")) + data
    return chance.choice(("甲.zip", "甲.zip", "甲.zip", "甲.docx", "甲.ofd")), data


def crowded(_chance: random.Random) -> tuple[str, bytes]:
    """An archive of as many documents as are let in, and as many again."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for number in range(60_000):
            package.writestr(f"{number}.exe", b"")
    return "甲.zip", made.getvalue()
