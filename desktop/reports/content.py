"""What a report says, before it is Word or a preview: paragraphs, tables, comments; plain data.

A paragraph is a row of inlines: words with a style, and the places where comments and bookmarks
begin and end. The styles are those of `official.py`, by their ids.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """A tracked change.

    Attributes:
        kind: words or the end of a paragraph put in (`ins`), taken out (`del`), moved away or
            there (`moveFrom`, `moveTo`); or another style (`style`).
        author, at: who made it, and the moment, UTC, ISO 8601.
        was: the style before, "" for none; of `style` only.
        move: the number of the move, the same at both its ends; 0 for what is none.
    """

    kind: Literal["ins", "del", "moveFrom", "moveTo", "style"]
    author: str
    at: str
    was: str = ""
    move: int = 0


class Origin(NamedTuple):
    """Where words come from, for whoever asks who has changed them.

    Attributes:
        about: the id of a node or document; with `#` and what of it, where it is not its words.
        at: the code points before them in the node's words; -1 for what is not its words.
    """

    about: str
    at: int = -1


class Span(NamedTuple):
    """Words of one character style ("" for the paragraph's own), which may jump to a bookmark.

    A tuple, for a report can have 20,000 of them.
    """

    text: str
    style: str = ""
    link: str = ""
    change: Change | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class CommentStart:
    """Where the words begin that a comment is about: its place in `Report.comments`, from 0."""

    comment: int


@dataclass(frozen=True, slots=True)
class CommentEnd:
    """Where those words end."""

    comment: int


@dataclass(frozen=True, slots=True)
class BookmarkStart:
    """Where a bookmark begins; a name stands in a report once."""

    name: str


@dataclass(frozen=True, slots=True)
class BookmarkEnd:
    """Where it ends."""

    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its size in pixels, and four bytes a pixel, red, green, blue, unused."""

    width: int
    height: int
    pixels: bytes


Inline = Span | CommentStart | CommentEnd | BookmarkStart | BookmarkEnd


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        style: the id of a paragraph style.
        inlines: what stands in it, in order.
        left, right: characters that stay free at its ends, instead of the style's; 0 for those.
        origin: where it comes from; of its end.
        mark: the tracked change of its end, or None.
        restyled: that of its style, or None.
    """

    style: str
    inlines: tuple[Inline, ...] = ()
    left: float = 0.0
    right: float = 0.0
    origin: Origin | None = None
    mark: Change | None = None
    restyled: Change | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(each.text for each in self.inlines if isinstance(each, Span))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its paragraphs, its ground as `RRGGBB` or "", how many columns it spans."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    columns: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as wide as the page.

    Attributes:
        widths: the columns' shares of the width; only their proportions count.
        rows: the cells of each row.
        heads: how many rows at the top stand on every page again.
        top: whether cells below the heads begin at the top, as long ones beside each other must.
        origin: where it comes from.
        changes: the tracked change of each row, or None for it; empty for none at all.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 1
    top: bool = False
    origin: Origin | None = None
    changes: tuple[Change | None, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment beside the text.

    Attributes:
        key: its lasting number, see `bookmarks.comment_key`.
        author: the name of who wrote it.
        at: the moment, UTC, ISO 8601.
        text: what it says; lines become paragraphs.
    """

    key: int
    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """The character style of a mark's colour: its id, the colour's name, its ground `RRGGBB`."""

    id: str
    name: str
    fill: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        title: what it is called.
        blocks: paragraphs and tables, in order.
        comments: those that the blocks refer to by place.
        marks: the styles of the marks' colours that it uses.
        landscape: whether its pages lie across.
        author: who made it; "" names nobody.
        made: the moment, UTC, ISO 8601; "" tells none.
    """

    title: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    marks: tuple[MarkStyle, ...] = ()
    landscape: bool = False
    author: str = ""
    made: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph in order, those in tables too."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    for cell in row:
                        yield from cell.paragraphs


@dataclass(slots=True)
class Draft:
    """A report in the making: blocks and comments are added one after the other."""

    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def line(
        self,
        style: str,
        *inlines: Inline | str,
        left: float = 0.0,
        right: float = 0.0,
        about: str = "",
    ) -> None:
        """Add a paragraph about something; plain words are spans of its own style."""
        self.blocks.append(paragraph(style, *inlines, left=left, right=right, about=about))

    def comment(self, comment: Comment) -> int:
        """Add a comment; return its place."""
        self.comments.append(comment)
        return len(self.comments) - 1


def paragraph(
    style: str,
    *inlines: Inline | str,
    left: float = 0.0,
    right: float = 0.0,
    about: str = "",
) -> Paragraph:
    """Return a paragraph of inlines; plain words become spans of its own style."""
    spans = tuple(Span(each) if isinstance(each, str) else each for each in inlines)
    return Paragraph(style, spans, left, right, Origin(about) if about else None)


def cell(style: str, *lines: str, fill: str = "", columns: int = 1, about: str = "") -> Cell:
    """Return a cell with a paragraph for each line; one without lines is empty."""
    made = tuple(paragraph(style, line, about=about) for line in lines or ("",))
    return Cell(made, fill, columns)


def row(style: str, texts: Iterable[str]) -> tuple[Cell, ...]:
    """Return a row of cells with one text each."""
    return tuple(cell(style, *text.split("\n")) for text in texts)
