"""Tables of a page: those with data, and those that only lay the page out."""

from lxml import etree

from desktop.readers.entries import Entry

_LONG = 300  # characters in a cell that lays out
_MANY = 3  # paragraphs in it
_MOST = 0.6  # of the table's text that such a cell has
_SPANS = 60  # columns or rows that a cell may go over; more is a mistake of the page
_EMPTY = 200_000  # empty cells that merged ones leave
_PARAGRAPHS = ("p", "div", "br", "h1", "h2", "h3", "h4", "li")


def is_data(table: etree._Element) -> bool:
    """Return whether a table has rows of data: no table in it, no cell that is most of it."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    cells = list(table.iter("td", "th"))
    lengths = [_length(cell) for cell in cells]
    longest = max(range(len(cells)), key=lengths.__getitem__, default=None)
    if longest is None or len(cells) == 1:
        return False
    if lengths[longest] < max(_LONG, _MOST * sum(lengths)):
        return True
    return sum(1 for _ in cells[longest].iter(*_PARAGRAPHS)) < _MANY


def _length(cell: etree._Element) -> int:
    return sum(len(text.strip()) for text in cell.itertext())


class Table:
    """A table of data that is being read.

    Attributes:
        rows: for each row the paragraphs of each cell; of cells that are one, the first has them.
    """

    def __init__(self) -> None:
        self.rows: list[list[list[Entry]]] = []
        self._below: dict[int, int] = {}  # columns that a cell from above still covers: rows left
        self._depth = 1
        self._left = _EMPTY

    def start(self, tag: str) -> None:
        """Take the start of an element in the table."""
        if tag == "tr" or (tag in ("td", "th") and not self.rows):
            self.rows.append([])
        if tag in ("td", "th"):
            self._skip()
            self.rows[-1].append([])
        self._depth += tag == "table"

    def add(self, entry: Entry) -> None:
        """Add a paragraph to the cell that is open; a caption becomes a row."""
        if not self.rows or not self.rows[-1]:
            self.rows.append([[]])
        self.rows[-1][-1].append(entry)

    def end(self, element: etree._Element, tag: str) -> bool:
        """Take the end of an element; return whether the table has ended."""
        if tag in ("td", "th") and self.rows and self._left:
            row = self.rows[-1]
            below = _span(element.get("rowspan")) - 1
            column = max(len(row) - 1, 0)
            for place in range(column, column + _span(element.get("colspan"))):
                if place > column:
                    self._leave(row)
                if below:
                    self._below[place] = below
        elif tag == "tr" and self.rows:
            self._skip()
        self._depth -= tag == "table"
        return self._depth == 0

    def _skip(self) -> None:
        """Leave the columns empty that a cell of a row above covers."""
        row = self.rows[-1]
        while self._below.get(len(row), 0):
            self._below[len(row)] -= 1
            self._leave(row)
            if not self._left:
                return

    def _leave(self, row: list[list[Entry]]) -> None:
        """Leave a column of the row empty, as long as that is no game."""
        if self._left:
            self._left -= 1
            row.append([])


def _span(text: str | None) -> int:
    try:
        return min(max(int(text or "1"), 1), _SPANS)
    except ValueError:
        return 1
