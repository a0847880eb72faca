"""A Word file's body as one run of characters: what is tracked, marked and commented in it, where.

Words that a tracked change put in and words that one took out both stand in the text, so that a
comment on either has a place; `Flow.reading` leaves out what a reader of one version would not see.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from desktop.readers.word.names import VAL, w, whole

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_FALLBACK, *map(w, ("pPr", "rPr", "tblPr", "sectPr", "trPr", "sdtPr"))})
_WORDS = frozenset(map(w, ("t", "delText")))
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_EDITS: Mapping[str, Literal["ins", "del"]] = {
    w("ins"): "ins", w("moveTo"): "ins", w("del"): "del", w("moveFrom"): "del",
}  # fmt: skip
_WIDEST = 63  # columns that Word's tables have at most


class Edit(NamedTuple):
    """A tracked change: words put in or taken out, and by whom."""

    kind: Literal["ins", "del"]
    author: str


Accepts = Callable[[Edit], bool]
"""Says of a tracked change whether a reading has it done."""


class Span(NamedTuple):
    """From where to where in the text, in code points."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.start < self.end

    def cut(self, other: "Span") -> "Span":
        """Return what both have in common; it may be empty."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))


class Line(NamedTuple):
    """A paragraph.

    Attributes:
        span: where it stands, its end left out.
        style: the name of its style.
        row: which row of the file's tables it stands in, from 1; 0 for none.
        column: which column, from 0.
        table: which table, from 1; 0 for none.
    """

    span: Span
    style: str
    row: int
    column: int
    table: int


@dataclass(slots=True)
class Flow:
    """The body of a file.

    Attributes:
        text: all characters; paragraphs end with a line feed.
        lines: the paragraphs, in order.
        comments: where each comment's words stand, by its id; an empty span is a mere point.
        bookmarks: names and places, in the order of their beginnings.
        edited: stretches with the tracked changes around them, in order and apart.
    """

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    comments: dict[str, Span] = field(default_factory=dict)
    bookmarks: list[tuple[str, Span]] = field(default_factory=list)
    edited: list[tuple[Span, tuple[Edit, ...]]] = field(default_factory=list)

    def edits(self, within: Span) -> set[Edit]:
        """Return the tracked changes that a stretch has a part of."""
        return {edit for _, edits in self._edited(within) for edit in edits}

    def reading(self, within: Span, accepts: Accepts) -> list[int]:
        """Return the places of a stretch that are seen where some changes are done."""
        hidden = {
            place
            for span, edits in self._edited(within)
            if any(accepts(edit) != (edit.kind == "ins") for edit in edits)
            for place in range(*span)
        }
        return [place for place in range(*within) if place not in hidden]

    def line_at(self, place: int) -> int:
        """Return the number of the line that a place is in, from 0; -1 for none."""
        return bisect_right(self.lines, place, key=lambda line: line.span.start) - 1

    def _edited(self, within: Span) -> list[tuple[Span, tuple[Edit, ...]]]:
        first = max(0, bisect_right(self.edited, within.start, key=lambda each: each[0].start) - 1)
        found = []
        for span, edits in self.edited[first:]:
            if span.start >= within.end:
                break
            if common := span.cut(within):
                found.append((common, edits))
        return found


def flow(root: etree._Element, styles: Mapping[str, str]) -> Flow:
    """Return the text of a document part.

    Args:
        root: its root element.
        styles: the names of paragraph styles by their ids.
    """
    return _Walk(styles).through(root)


class _Walk:
    """Goes through a document part once."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self._flow = Flow()
        self._out: list[str] = []
        self._length = 0
        self._edits: list[Edit] = []
        self._open: dict[str, int] = {}
        self._marked: dict[str, tuple[str, int]] = {}  # open bookmarks by id
        self._paragraphs: list[tuple[int, str]] = []
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._tables: list[int] = []
        self._count = {"row": 0, "table": 0}

    def through(self, root: etree._Element) -> Flow:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start" and tag in _SKIPPED:
                walker.skip_subtree()
            elif event == "start" and isinstance(tag, str):
                self._start(tag, element)
            elif event == "end":
                self._end(tag, element)
        for id_, start in self._open.items():
            self._flow.comments.setdefault(id_, Span(start, start))
        found = self._flow
        found.text = "".join(self._out)
        found.lines.sort(key=lambda line: line.span.start)
        found.bookmarks += [(name, Span(start, start)) for name, start in self._marked.values()]
        found.bookmarks.sort(key=lambda each: each[1])
        return found

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _WORDS:
            self._add(element.text or "")
        elif tag in _SIGNS:
            self._add(_SIGNS[tag])
        elif tag in _EDITS:
            self._edits.append(Edit(_EDITS[tag], element.get(w("author"), "")))
        elif act := _STARTS.get(tag):
            act(self, element)

    def _end(self, tag: object, element: etree._Element) -> None:
        if tag in _EDITS:
            self._edits.pop()
        elif tag == w("p"):
            start, style = self._paragraphs.pop()
            row = self._rows[-1] if self._rows else 0
            column = self._columns[-1] if self._columns else 0
            table = self._tables[-1] if self._tables else 0
            span = Span(start, self._length)
            self._flow.lines.append(Line(span, style, row, column, table))
            edits, self._edits = self._edits, []
            self._add("\n")
            self._edits = edits
        elif tag == w("tc") and self._columns:
            spans = element.find(f"{w('tcPr')}/{w('gridSpan')}")
            across = 1 if spans is None else whole(spans.get(VAL), 1)
            self._columns[-1] += max(1, min(across, _WIDEST))
        elif tag == w("tr"):
            self._rows.pop()
            self._columns.pop()
        elif tag == w("tbl"):
            self._tables.pop()

    def _add(self, words: str) -> None:
        if not words:
            return
        end = self._length + len(words)
        if self._edits:
            self._flow.edited.append((Span(self._length, end), tuple(self._edits)))
        self._out.append(words)
        self._length = end

    def paragraph(self, element: etree._Element) -> None:
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        id_ = "" if style is None else style.get(VAL, "")
        self._paragraphs.append((self._length, self._styles.get(id_, id_)))

    def row(self, _element: etree._Element) -> None:
        self._count["row"] += 1
        self._rows.append(self._count["row"])
        self._columns.append(0)

    def table(self, _element: etree._Element) -> None:
        self._count["table"] += 1
        self._tables.append(self._count["table"])

    def comment_start(self, element: etree._Element) -> None:
        self._open.setdefault(element.get(w("id"), ""), self._length)

    def comment_end(self, element: etree._Element) -> None:
        id_ = element.get(w("id"), "")
        start = self._open.pop(id_, None)
        if start is not None:
            self._flow.comments[id_] = Span(start, self._length)

    def comment_point(self, element: etree._Element) -> None:
        id_ = element.get(w("id"), "")
        if id_ not in self._flow.comments:
            start = self._open.pop(id_, self._length)
            self._flow.comments[id_] = Span(start, self._length)

    def bookmark_start(self, element: etree._Element) -> None:
        name = element.get(w("name"), "")
        self._marked[element.get(w("id"), "")] = (name, self._length)

    def bookmark_end(self, element: etree._Element) -> None:
        name, start = self._marked.pop(element.get(w("id"), ""), ("", 0))
        if name:
            self._flow.bookmarks.append((name, Span(start, self._length)))


_STARTS: Mapping[str, Callable[[_Walk, etree._Element], None]] = {
    w("p"): _Walk.paragraph,
    w("tr"): _Walk.row,
    w("tbl"): _Walk.table,
    w("commentRangeStart"): _Walk.comment_start,
    w("commentRangeEnd"): _Walk.comment_end,
    w("commentReference"): _Walk.comment_point,
    w("bookmarkStart"): _Walk.bookmark_start,
    w("bookmarkEnd"): _Walk.bookmark_end,
}
