"""The shelf of source texts, kept so that every version stays readable and can be parsed again."""

import json
import zlib
from typing import Any

from desktop.tables.faults import decoding
from desktop.tables.shelf import Shelf
from desktop.text import SourceLine, SourceText

_LEVEL = 1  # a fifth of the size at a hundred megabytes a second; higher levels gain little
_PLAIN: list[Any] = [None, 0, 0, False, None, None, 0.0]  # what a line of text without hints has


class Sources(Shelf):
    """Source texts by the key of their version, compressed."""

    def put(self, version: int, source: SourceText) -> None:
        """Store a source text."""
        packed = zlib.compress(_dumped(source).encode(), _LEVEL)
        last = source.lines[-1].number if source.lines else 0
        self._write("INSERT INTO sources VALUES (?, ?, ?)", (version, last, packed))

    def get(self, version: int) -> SourceText:
        """Return the source text as its reader delivered it."""
        rows = self._rows("SELECT packed FROM sources WHERE version = ?", (version,))
        with decoding(self._path):
            ((packed,),) = rows
            return _loaded(zlib.decompress(packed).decode())


def _dumped(source: SourceText) -> str:
    value = {
        "name": source.name,
        "wrapped": source.wrapped,
        "encoding": source.encoding,
        "doubts": source.doubts,
        "furniture": sorted(source.furniture),
        "lines": [_line(line) for line in source.lines],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _line(line: SourceLine) -> list[Any]:
    marks: list[Any] = [
        line.page, line.heading, line.bold, line.bullet, line.cells, line.box, line.width
    ]  # fmt: skip
    while marks and marks[-1] == _PLAIN[len(marks) - 1]:
        marks.pop()
    return [line.number, line.text, *marks]


def _loaded(text: str) -> SourceText:
    value = json.loads(text)
    return SourceText(
        name=value["name"],
        lines=tuple(_source_line(*line) for line in value["lines"]),
        wrapped=value["wrapped"],
        doubts=tuple((line, printed, message) for line, printed, message in value["doubts"]),
        furniture=frozenset(value["furniture"]),
        encoding=value["encoding"],
    )


def _source_line(number: int, text: str, *marks: Any) -> SourceLine:
    page, heading, bold, bullet, cells, box, width = [*marks, *_PLAIN[len(marks) :]]
    return SourceLine(
        number,
        text,
        page,
        heading,
        bold,
        bullet,
        None if cells is None else tuple(cells),
        None if box is None else tuple(box),
        width,
    )
