"""Rows selected in a list or table, as numbers: thousands of them cost no more than a few."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QItemSelection


def selected_rows(selection: QItemSelection) -> list[int]:
    """Return the numbers of the rows selected, in order."""
    ranges = selection.toList()
    return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})


def rows_selected(model: QAbstractItemModel, numbers: Iterable[int]) -> QItemSelection:
    """Return the selection of these rows of a model; their numbers come in order."""
    selection = QItemSelection()
    for first, last in _runs(numbers):
        selection.select(model.index(first, 0), model.index(last, 0))
    return selection


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of numbers that follow each other."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = number
        elif number != last + 1:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
