"""Entries of a package whose documents are not here: kept until these are imported.

So the order in which package and documents come does not matter, and nothing that somebody made is
lost on the way.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from desktop.exchange import fields
from desktop.exchange.entries import Aim, aims
from desktop.exchange.taking import Taking
from desktop.tables.waiting import Waiting

_KINDS = {
    "annotations.json": "mark", "follow_ups.json": "follow_up", "reviewed.json": "reviewed",
    "pairs.json": "pair", "corrections.json": "correction", "settled.json": "settled",
}  # fmt: skip


def key(value: Any) -> str:
    """Return what names an entry in its file: its id, else a hash of all it says."""
    return fields.name_of(value) or hashlib.sha256(_text(value).encode()).hexdigest()


def aim(one: Waiting) -> Aim:
    """Return which document an entry waits for."""
    return Aim(one.number, one.sha256)


def keep(taking: Taking, file: str, value: Any, *, colours: Sequence[Any]) -> None:
    """Let an entry wait for its document; what waits already under its name stays as it is."""
    kind, id_ = _KINDS[file], fields.name_of(value)
    known = taking.store.waiting.entry(file, key(value))
    if known is None:
        wanted = _missing(taking, value)
        taking.store.waiting.put(
            Waiting(
                file, key(value), wanted.number, wanted.sha256, value, list(colours), taking.author
            )
        )
        taking.result.tell("waiting", kind, id_, "库中还没有这份文件，导入文件后自动附上")
    elif known == value:
        taking.result.tell("skipped", kind, id_, "已在等候它的文件")
    else:
        taking.result.tell("differing", kind, id_, "与正在等候的不同")


def parcels(rows: Iterable[Waiting]) -> Iterator[tuple[str, list[Any], list[Waiting]]]:
    """Yield author, colours.json and entries of what was taken in together."""

    def together(one: Waiting) -> tuple[str, str]:
        return one.author, _text(one.colours)

    for (author, colours), found in groupby(sorted(rows, key=together), key=together):
        yield author, json.loads(colours), list(found)


def files(rows: Iterable[Waiting]) -> dict[str, list[Any]]:
    """Return the entries by their files, as a package has them."""
    found: dict[str, list[Any]] = {}
    for one in rows:
        found.setdefault(one.file, []).append(one.entry)
    return found


def _missing(taking: Taking, value: Any) -> Aim:
    """Return the target of an entry, or that of its two, whose document is not here."""
    targets = [value[name] for name in ("target", "a", "b") if name in value]
    wanted = [each for target in targets for each in aims(target)]
    return next(each for each in wanted if not taking.library.meant(each))


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
