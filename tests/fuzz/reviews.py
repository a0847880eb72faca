"""Review packages and returned reports that make no sense, though the zip and the JSON are whole."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import copy
import json
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from tests.fuzz import xml_trees
from tests.fuzz.chance import NUMBERS, PLACES, WORDS, several
from tests.readers.packed import packed

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 1.5, 1e308, "", [], {}, [[]],
    [None], {"": None}, "\ud800", "\0", "\x1b[2J", "urn:uuid:", "9999-12-31", "0000-00-00", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00", "T", "#gggggg", "/", "甲/", "甲/" * 3_000, "node", "document",
)  # fmt: skip
_MANY = 6_000  # values of a package, beyond which it is made no larger


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """All places in which another value can stand: the holder and the key there."""
    inner = (
        list(value.items()) if isinstance(value, dict)
        else list(enumerate(value)) if isinstance(value, list) else []
    )  # fmt: skip
    return [(value, key) for key, _ in inner] + [spot for _, v in inner for spot in _spots(v)]


def _nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value]
    return value


def _change(files: dict[str, Any], chance: random.Random) -> None:
    spots = _spots(files)
    (holder, key), (other, place) = chance.choice(spots), chance.choice(spots)
    way = chance.randrange(8)
    if len(spots) > _MANY and way not in (1, 4):
        return
    match way:
        case 0 | 1 | 2:
            holder[key] = chance.choice((*_VALUES, *WORDS, *NUMBERS, *PLACES))
        case 3:
            holder[key] = copy.deepcopy(other[place])
        case 4:
            del holder[key]
        case 5:
            holder[key] = _nested(holder[key], chance.choice((1, 9, 30)))
        case 6 if isinstance(holder, list):
            holder[key:key] = [copy.deepcopy(holder[key])] * chance.choice((1, 9, 40))
        case _ if isinstance(holder, dict):
            holder[str(chance.choice(("id", "target", "body", "__class__", "甲", "source")))] = (
                holder[key]
            )


def package(chance: random.Random, honest: bytes) -> tuple[str, bytes]:
    """A review package with its entries changed in several places."""
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        files = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    for _ in several(chance, 40):
        _change(files, chance)
    return "甲.zip", packed(
        {str(name) or "甲": json.dumps(each).encode() for name, each in files.items()}
    )


def report(chance: random.Random, honest: bytes) -> tuple[str, bytes]:
    """A returned report with its parts changed in several places."""
    return "甲.docx", xml_trees.spoilt(honest, chance)


TAKEN: dict[str, Callable[[random.Random, bytes], tuple[str, bytes]]] = {
    "package": package,
    "report": report,
}
"""What is taken into a library that has the documents which it speaks of."""
