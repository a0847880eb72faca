"""Tables inside the text: rows that markup marks, and tables that lost their columns."""

from collections.abc import Sequence

from desktop.model import Kind, Node
from desktop.structure.paragraphs import Paragraph

_FEWEST = 6
_LONGEST_CELL = 40


def node(paragraphs: Sequence[Paragraph]) -> Node:
    """Return the table that a run of rows makes; its text is the cells with tabs and line feeds."""
    rows = tuple(p.cells if p.cells is not None else (p.text,) for p in paragraphs)
    return Node(
        Kind.TABLE,
        text="\n".join("\t".join(row) for row in rows),
        rows=rows,
        first_line=paragraphs[0].first,
        last_line=paragraphs[-1].last,
    )


def flattened(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many paragraphs from the start are cells of a table printed one a line, or 0."""
    count = 0
    for paragraph in paragraphs:
        if not _could_be_cell(paragraph):
            break
        count += 1
    return count if count >= _FEWEST else 0


def regrouped(paragraphs: Sequence[Paragraph]) -> Node:
    """Return the table of cells printed one a line; columns are found by a running number."""
    cells = [paragraph.text for paragraph in paragraphs]
    width = _columns(cells)
    rows = tuple(tuple(cells[start : start + width]) for start in range(0, len(cells), width))
    return Node(
        Kind.TABLE,
        text="\n".join("\t".join(row) for row in rows),
        rows=rows,
        first_line=paragraphs[0].first,
        last_line=paragraphs[-1].last,
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
