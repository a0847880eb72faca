"""Tables without rules: lines in which things stand apart, one line behind the other."""

import re
from collections.abc import Sequence

from desktop.readers.pages.lines import PrintedLine

_LEAST = 3  # lines of three things or more
_THINGS = 3
_LEADERS = re.compile(r"[.…·．⋯_]{3,}")
_SHORT = 0.6  # of the widest line; the name of a group of rows is no longer
_REACH = 3  # lines between two rows that may be such names


def mark(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with those that are rows of a table given their cells."""
    rows = [index for index, line in enumerate(lines) if _is_row(line)]
    width = max((line.box[2] - line.box[0] for line in lines), default=0.0)
    found = list(lines)
    for run in _runs(lines, rows, _SHORT * width):
        columns = _columns([lines[index] for index in run])
        for index in run:
            cells = _cells(lines[index], columns)
            found[index] = lines[index]._replace(row=cells, text="\t".join(cells))
    return found


def _is_row(line: PrintedLine) -> bool:
    return line.row is None and len(line.parts) >= _THINGS and not _LEADERS.search(line.text)


def _runs(lines: Sequence[PrintedLine], rows: Sequence[int], short: float) -> list[range]:
    """Return the runs of lines from a first row to a last one with only rows and names between."""
    found: list[range] = []
    start = 0
    for place in range(1, len(rows) + 1):
        if place < len(rows) and _goes_on(lines[rows[place - 1] + 1 : rows[place]], short):
            continue
        if place - start >= _LEAST:
            found.append(range(rows[start], rows[place - 1] + 1))
        start = place
    return found


def _goes_on(between: Sequence[PrintedLine], short: float) -> bool:
    return len(between) <= _REACH and all(
        line.row is None and (len(line.parts) > 1 or line.box[2] - line.box[0] < short)
        for line in between
    )


def _columns(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Return where columns begin and end, or nothing where the rows do not keep to any."""
    found: list[tuple[float, float]] = []
    parts = [part for line in lines if len(line.parts) > 1 for part in line.parts]
    for left, right, _ in sorted(parts):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    for line in lines:
        if len({_column(found, left) for left, _, _ in line.parts}) < len(line.parts):
            return []
    return found


def _column(columns: Sequence[tuple[float, float]], left: float) -> int:
    return max((index for index, column in enumerate(columns) if column[0] <= left), default=0)


def _cells(line: PrintedLine, columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    if not columns:
        return tuple(text for _, _, text in line.parts)
    cells = [""] * len(columns)
    for left, _, text in line.parts:
        cells[_column(columns, left)] = text
    return tuple(cells)
