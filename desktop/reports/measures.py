"""Nodes of a document as paragraphs, with what people made on them: marks, tags, follow-up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from desktop.annotations import FollowUp, Light, Mark, Piece, Target
from desktop.bookmarks import bookmark_of, comment_key
from desktop.model import Kind, Node
from desktop.reports.annotated import Annotated, Choices, Placed, by_node
from desktop.reports.briefing import day_in_words
from desktop.reports.content import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Comment,
    CommentEnd,
    CommentStart,
    Draft,
    Inline,
    Origin,
    Paragraph,
    Span,
    Table,
)
from desktop.reports.marked import Cover, Stretch, cells, divided, lines
from desktop.reports.official import (
    CHARACTERS,
    LIGHT_STYLES,
    LIGHT_WORDS,
    C,
    P,
    mark_style,
)

_HEADINGS = {
    Kind.PART: P.HEADING_1,
    Kind.ANNEX: P.HEADING_1,
    Kind.CHAPTER: P.HEADING_1,
    Kind.SECTION: P.HEADING_2,
}
_TIGHT = ("、", "）", ")", "．", ".", "—", "。")
_SHORT = 2 * CHARACTERS  # a measure that is no longer is a heading for the navigation pane
_NARROW, _WIDE = 2.0, 14.0  # a column's width, in characters


def labelled(label: str) -> str:
    """Return a label with the room that follows it in print."""
    return label if not label or label.endswith(_TIGHT) else f"{label}\u3000"


def heading(node: Node) -> str:
    """Return label and title of a node, or the first words of its text."""
    return labelled(node.label) + (node.title or node.text[:CHARACTERS])


def words(node: Node) -> str:
    """Return all words of a node as they are set, with line feeds between paragraphs."""
    if node.kind is Kind.TABLE and _is_table(node):
        return node.text
    return labelled(node.label) + (node.text or node.title) + node.units_text


class Measures:
    """Writes a document's nodes into a report, each with its marks, bookmark and details.

    Args:
        draft: the report.
        annotated: the document.
        choices: how the report looks.
        comments: whether what people noted stands in comments.
    """

    def __init__(
        self, draft: Draft, annotated: Annotated, choices: Choices, *, comments: bool = True
    ) -> None:
        self._draft = draft
        self._comments = comments and not choices.clean
        self._annotated = annotated
        self._choices = choices
        self._placed = by_node(annotated.marks)
        self._stretches: Counter[str] = Counter()  # of each mark, how many have a comment

    def write(self, node: Node, style: P | None = None) -> None:
        """Add the paragraphs of a node, without what stands below it.

        Args:
            node: the node.
            style: of its paragraphs, or None for that of its kind.
        """
        if node.kind is Kind.TABLE and _is_table(node):
            self._table(node)
        else:
            self._paragraphs(node, style or _style(node))
        if self._choices.details == "line":
            self._detail_line(node)

    def write_tree(self, node: Node, style: P | None = None) -> None:
        """Add the paragraphs of a node and of all below it; those of a box stand in its frame."""
        own = P.BOX_TITLE if node.kind is Kind.BOX else style
        below = P.BOX if node.kind is Kind.BOX else style
        self.write(node, own)
        for child in node.children:
            self.write_tree(child, below)

    def _paragraphs(self, node: Node, style: P) -> None:
        text = node.text or node.title
        stretches = lines(text)
        before, covers, after = self._covered(node, [(0, len(text))])
        found = divided(text, stretches, covers)
        found[0][:0] = [*before, *_spans(labelled(node.label))]
        found[-1] += [*_spans(node.units_text, C.UNITS), *after]
        self._draft.blocks += self._told(node, [Paragraph(style, tuple(each)) for each in found])

    def _told(self, node: Node, paragraphs: Sequence[Paragraph], place: int = 0) -> list[Paragraph]:
        """Return paragraphs of a node's words, which follow each other, with their places in it."""
        if not self._choices.tracked:
            return list(paragraphs)
        told = []
        for paragraph in paragraphs:
            inlines: list[Inline] = []
            for each in paragraph.inlines:
                if isinstance(each, Span):
                    inlines.append(each._replace(origin=Origin(node.id, place)))
                    place += len(each.text)
                else:
                    inlines.append(each)
            origin = Origin(node.id, place)
            told.append(replace(paragraph, inlines=tuple(inlines), origin=origin))
            place += 1
        return told

    def _table(self, node: Node) -> None:
        rows = node.rows or ()
        stretches = cells([text for row in rows for text in row])
        before, covers, after = self._covered(node, stretches)
        found = iter(_broken(node.text, stretches, covers))
        made = [[next(found) for _ in row] for row in rows]
        made[0][0][0][:0] = before
        made[-1][-1][-1] += after
        columns = max(map(len, rows))
        table = Table(
            _shares(rows),
            tuple(_row(inlines, columns, head=not place) for place, inlines in enumerate(made)),
            origin=Origin(node.id),
        )
        self._draft.blocks.append(self._told_table(node, table))
        self._draft.line(P.NOTE, about=f"{node.id}#after")

    def _told_table(self, node: Node, table: Table) -> Table:
        """Return a table of a node's words with their places in it."""
        if not self._choices.tracked:
            return table
        rows, place = [], 0
        for row, texts in zip(table.rows, node.rows or (), strict=True):
            every = [each for cell in row for each in cell.paragraphs]
            told = iter(self._told(node, every, place))
            cells_ = (tuple(next(told) for _ in cell.paragraphs) for cell in row)
            rows.append(tuple(map(_filled, row, cells_)))
            place += len("\t".join(texts)) + 1
        return replace(table, rows=tuple(rows))

    def _covered(
        self, node: Node, within: Sequence[Stretch]
    ) -> tuple[list[Inline], list[Cover], list[Inline]]:
        """Return what stands before a node's words, the marks over them, and what stands after.

        A mark on the whole node begins before its label and ends after its units. One over several
        cells is cut at their borders, for LibreOffice loses comments that cross one.

        Args:
            node: the node.
            within: the stretches of its text that a comment can cover, the whole or cells.
        """
        before: list[Inline] = []
        after: list[Inline] = []
        if node.id and not self._choices.clean:
            before.append(BookmarkStart(bookmark_of(node.id)))
            after.append(BookmarkEnd(bookmark_of(node.id)))
        covers = []
        placed = self._placed.get(node.id, [])
        for each in sorted(placed, key=lambda each: (each.piece.start, -each.piece.end)):
            style = mark_style(each.mark.colour) if self._choices.highlights else ""
            parts = _common(each.piece, within)
            covers += [Cover(start, end, style, self._comment(each)) for start, end in parts]
            if not parts and (comment := self._comment(each)) is not None:
                before.append(CommentStart(comment))
                after.insert(0, CommentEnd(comment))
        if (details := self._detail_comment(node)) is not None:
            before.append(CommentStart(details))
            after.insert(0, CommentEnd(details))
        return before, covers, after

    def _comment(self, placed: Placed) -> int | None:
        """Add the comment of a mark's next stretch; None where the mark says nothing."""
        mark = placed.mark
        text = self.words(mark)
        if not self._comments or not text:
            return None
        number = self._stretches[mark.id]
        self._stretches[mark.id] += 1
        if number:
            text = f"（同一处批注的第 {number + 1} 段，内容见第 1 段。）"
        key = comment_key(mark.id, number)
        return self._draft.comment(Comment(key, mark.author, mark.created, text))

    def words(self, mark: Mark) -> str:
        """Return what a mark's comment says: its note and, where tags stand there, its tags."""
        tags = self._annotated.tags.get(Target("mark", mark.id), ())
        told = f"标签：{'、'.join(tags)}" if tags and self._choices.details == "comment" else ""
        return "\n".join(filter(None, (mark.note, told)))

    def _detail_comment(self, node: Node) -> int | None:
        if self._choices.details != "comment" or not self._comments:
            return None
        text = "".join(span.text for span in self._details(node, own=True))
        if not text:
            return None
        item = self._annotated.follow_ups.get(node.id)
        author = item.author if item else self._choices.author
        at = item.modified if item else self._choices.made
        return self._draft.comment(Comment(comment_key(node.id, 0), author, at, text))

    def _detail_line(self, node: Node) -> None:
        spans = self._details(node, own=False)
        if spans:
            self._draft.line(P.DETAIL, *spans, about=f"{node.id}#details")

    def _details(self, node: Node, *, own: bool) -> list[Span]:
        """Return a node's tags and follow-up; with those of its marks unless only its `own`."""
        targets = [Target("node", node.id)]
        if not own:
            targets += [Target("mark", each.mark.id) for each in self._placed.get(node.id, ())]
        found = {tag for target in targets for tag in self._annotated.tags.get(target, ())}
        spans = _named("标签", "、".join(sorted(found))) if found else []
        item = self._annotated.follow_ups.get(node.id)
        if item:
            spans += follow_up(item, self._annotated.lights.get(node.id, ""))
        return spans


def follow_up(item: FollowUp, light: Light) -> list[Span]:
    """Return a ledger's item in words: state, units, deadline and warning."""
    spans = _named("督办", item.state.value)
    for name, value in (
        ("牵头", item.lead),
        ("配合", "、".join(item.support)),
        ("时限", day_in_words(item.due or "")),
    ):
        spans += _named(name, value) if value else []
    if light:
        spans.append(Span(LIGHT_WORDS[light], LIGHT_STYLES[light]))
    return spans


def _named(name: str, value: str) -> list[Span]:
    return [Span(f"{name}：", C.LABEL), Span(f"{value}\u3000")]


def _spans(text: str, style: str = "") -> list[Span]:
    return [Span(text, style)] if text else []


def _common(piece: Piece, within: Sequence[Stretch]) -> list[Stretch]:
    """Return what a piece has in common with some stretches; none where it fits none of them."""
    if not 0 <= piece.start < piece.end <= within[-1][1]:
        return []
    shared = [(max(piece.start, start), min(piece.end, end)) for start, end in within]
    return [(start, end) for start, end in shared if start < end]


def _style(node: Node) -> P:
    if known := _HEADINGS.get(node.kind):
        return known
    short = "\n" not in node.text and len(node.label + node.text + node.units_text) <= _SHORT
    numbered = node.kind in {Kind.MEASURE, Kind.ARTICLE}
    return P.HEADING_3 if numbered and short else P.BODY


def _is_table(node: Node) -> bool:
    """Return whether a node's text is its cells, so that offsets in it are places in cells."""
    rows = node.rows or ()
    return bool(rows) and all(rows) and node.text == "\n".join(map("\t".join, rows))


def _broken(
    text: str, stretches: Sequence[Stretch], covers: Sequence[Cover]
) -> list[list[list[Inline]]]:
    """Return each cell's paragraphs: a cell may have line breaks of its own."""
    inner = [
        (begin + start, begin + stop)
        for begin, end in stretches
        for start, stop in lines(text[begin:end])
    ]
    flat = iter(divided(text, inner, covers))
    return [[next(flat) for _ in lines(text[begin:end])] for begin, end in stretches]


def _row(inlines: list[list[list[Inline]]], columns: int, *, head: bool) -> tuple[Cell, ...]:
    """Return a row; its last cell fills it, and its only one where that heads the rows below."""
    alone = len(inlines) > 1 and not any(chain(*chain(*inlines[1:])))
    style = P.CELL_HEAD if head or alone else P.CELL
    found = [Cell(tuple(Paragraph(style, tuple(each)) for each in cell)) for cell in inlines]
    if alone:
        del found[1:]
    missing = columns - len(found)
    if missing:
        found[-1] = Cell(found[-1].paragraphs, columns=missing + 1)
    return tuple(found)


def _filled(cell: Cell, paragraphs: tuple[Paragraph, ...]) -> Cell:
    return replace(cell, paragraphs=paragraphs)


def _shares(rows: Iterable[tuple[str, ...]]) -> tuple[float, ...]:
    """Return how wide columns are in proportion: by their longest cell, within bounds."""
    longest: list[float] = []
    for row in rows:
        longest += [_NARROW] * (len(row) - len(longest))
        for column, text in enumerate(row if any(row[1:]) else ()):
            width = sum(0.5 if char.isascii() else 1.0 for char in text)
            longest[column] = max(longest[column], min(_WIDE, width))
    return tuple(width + 1 for width in longest)
