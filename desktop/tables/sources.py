"""The shelf of source texts, kept so that every version stays readable and can be parsed again."""

import json
import zlib
from typing import Any

from desktop.tables.shelf import Shelf
from desktop.text import SourceLine, SourceText

_LEVEL = 1  # a fifth of the size at a hundred megabytes a second; higher levels gain little
_PLAIN = (None, 0, 0, False, None)  # page, heading, bold, bullet, cells of an ordinary line


class Sources(Shelf):
    """Source texts by the key of their version, compressed."""

    def put(self, version: int, source: SourceText) -> None:
        """Store a source text."""
        packed = zlib.compress(_dumped(source).encode(), _LEVEL)
        last = source.lines[-1].number if source.lines else 0
        self._write("INSERT INTO sources VALUES (?, ?, ?)", (version, last, packed))

    def get(self, version: int) -> SourceText:
        """Return the source text as its reader delivered it."""
        ((packed,),) = self._rows("SELECT packed FROM sources WHERE version = ?", (version,))
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
    marks = (line.page, line.heading, line.bold, line.bullet, line.cells)
    return [line.number, line.text] if marks == _PLAIN else [line.number, line.text, *marks]


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
    if not marks:
        return SourceLine(number, text)
    page, heading, bold, bullet, cells = marks
    return SourceLine(
        number, text, page, heading, bold, bullet, None if cells is None else tuple(cells)
    )
