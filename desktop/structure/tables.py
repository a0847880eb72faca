"""Tables inside the text: rows that markup marks, and tables that lost their columns."""

from collections.abc import Iterator, Sequence

from desktop.model import Kind, Node
from desktop.structure.paragraphs import Paragraph

_FEWEST = 6
_LONGEST_CELL = 40


def runs(paragraphs: Sequence[Paragraph], *, flat: bool = True) -> Iterator[Node | Paragraph]:
    """Yield the paragraphs, with runs of rows (if `flat` also of cells one a line) made tables."""
    index = 0
    while index < len(paragraphs):
        end = index
        while end < len(paragraphs) and paragraphs[end].cells is not None:
            end += 1
        if end > index:
            yield _node(paragraphs[index:end], [p.cells or () for p in paragraphs[index:end]])
        elif flat and (count := _flattened(paragraphs, index)):
            end = index + count
            yield _regrouped(paragraphs[index:end])
        else:
            end = index + 1
            yield paragraphs[index]
        index = end


def _node(paragraphs: Sequence[Paragraph], rows: Sequence[tuple[str, ...]]) -> Node:
    """Return a table; its text is the cells with tabs and line feeds."""
    return Node(
        Kind.TABLE,
        text="\n".join("\t".join(row) for row in rows),
        rows=tuple(rows),
        first_line=paragraphs[0].first,
        last_line=paragraphs[-1].last,
    )


def _flattened(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return how many paragraphs from `start` are cells of a table printed one a line, or 0."""
    end = start
    while end < len(paragraphs) and _could_be_cell(paragraphs[end]):
        end += 1
    return end - start if end - start >= _FEWEST else 0


def _regrouped(paragraphs: Sequence[Paragraph]) -> Node:
    """Return the table of cells printed one a line; columns are found by a running number."""
    cells = [paragraph.text for paragraph in paragraphs]
    width = _columns(cells)
    return _node(
        paragraphs,
        [tuple(cells[start : start + width]) for start in range(0, len(cells), width)],
    )


def _could_be_cell(paragraph: Paragraph) -> bool:
    return (
        paragraph.cells is None
        and len(paragraph.text) <= _LONGEST_CELL
        and paragraph.text[-1] not in "。；：！？"
    )


def _columns(cells: Sequence[str]) -> int:
    """Return the distance at which 1, 2, 3 … stand in the cells, else 1."""
    if "1" not in cells:
        return 1
    first = cells.index("1")
    for width in range(2, 12):
        places = [first + width * step for step in range(2)]
        if all(p < len(cells) and cells[p] == str(i + 1) for i, p in enumerate(places)):
            return width if first % width == 0 else 1
    return 1
