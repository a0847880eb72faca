"""The body of a Word document: paragraphs, tables, text boxes and what they refer to, in order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from desktop.readers import entries
from desktop.readers.entries import Entry
from desktop.readers.word import runs
from desktop.readers.word.names import RELATION, switch, value, w, whole
from desktop.readers.word.numbering import Label, Numbering
from desktop.readers.word.runs import Inline, Inliner
from desktop.readers.word.styles import Style, Styles, outline_level

_P, _TBL, _TR, _TC = w("p"), w("tbl"), w("tr"), w("tc")
_PASSED = frozenset(map(w, ("del", "moveFrom", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")))
_ALT = w("altChunk")
_COLUMN = f"{w('tblGrid')}/{w('gridCol')}"
_COLUMNS = 63  # that Word allows a table to have
_PROSE = frozenset("。；，")
_LONGEST, _MOST_OPEN = 1_000, 20  # paragraphs that a comment goes over; such ones at a time


@dataclass(slots=True)
class Parts:
    """What the body needs of the other parts of the file.

    Attributes:
        styles, numbering: of the document.
        chunk: gives the entries of another document that stands in this one, by its relation.
        note: gives the element of a footnote or endnote by its kind and id.
        rendered: whether the file tells where Word had begun pages.
        paged: whether page breaks made by hand are all there are.
    """

    styles: Styles
    numbering: Numbering
    chunk: Callable[[str], list[Entry]]
    note: Callable[[str, str], etree._Element | None]
    rendered: bool = False
    paged: bool = False


class Body:
    """Reads blocks one after another and counts pages, lists and notes on the way."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._inliner = Inliner(parts.styles)
        self._page = 1
        self._open: dict[str, int] = {}  # comments whose range goes on, and for how long it may
        self._notes: list[tuple[str, str]] = []
        self._held: list[Entry] = []
        self.highlights: dict[str, str] = {}
        """The colours of highlights by the keys of their spans."""

    def read(self, body: etree._Element) -> list[Entry]:
        """Return the entries of the body, the notes at its end."""
        found = list(self._blocks(body)) + self._release()
        return found + list(self._noted())

    @property
    def _at(self) -> int | None:
        return self._page if self._parts.rendered or self._parts.paged else None

    def _blocks(self, parent: etree._Element) -> Iterator[Entry]:
        for child in parent:
            tag = child.tag
            if tag == _P:
                yield from self._paragraph(child)
            elif tag == _TBL:
                yield from self._release()
                yield from self._table(child)
            elif tag == _ALT:
                yield from self._parts.chunk(child.get(RELATION, ""))
            elif tag == runs.ALTERNATE:
                yield from self._blocks(_first(child))
            elif tag not in _PASSED:
                self._range(child)
                yield from self._blocks(child)

    def _range(self, element: etree._Element) -> None:
        """Note where a comment's range begins or ends between paragraphs."""
        if element.tag == w("commentRangeStart"):
            self._open[element.get(w("id"), "")] = _LONGEST
        elif element.tag == w("commentRangeEnd"):
            self._open.pop(element.get(w("id"), ""), None)

    def _paragraph(self, element: etree._Element) -> Iterator[Entry]:
        properties = element.find(w("pPr"))
        style_id = value(properties, "pStyle") or self._parts.styles.default
        style = self._parts.styles.get(style_id)
        inline = self._inliner.read(element, style)
        mark = None if properties is None else properties.find(w("rPr"))
        blank = not inline.text.strip()
        ended = mark is None or (mark.find(w("del")) is None and mark.find(w("moveFrom")) is None)
        if blank and (not ended or switch(mark, "vanish")):
            return  # all of it was taken out, or is hidden
        self._page += self._parts.paged and bool(switch(properties, "pageBreakBefore"))
        label = self._label(properties, style_id, style)
        self._held = _joined(self._held, self._lines(inline, label, _heading(properties, style)))
        if ended:
            yield from self._release()
        yield from self._around(inline)

    def _label(
        self, properties: etree._Element | None, style_id: str | None, style: Style
    ) -> Label | None:
        """Return the automatic label of the paragraph, and count its list on."""
        numbers = None if properties is None else properties.find(w("numPr"))
        list_id = value(numbers, "numId") or style.list_id
        if not list_id or list_id == "0":
            return None
        said = value(numbers, "ilvl")
        if said is not None:
            level: int | None = whole(said)
        else:
            level = style.level
            if level is None and style_id is not None:
                level = self._parts.numbering.level_of_style(list_id, style_id)
        return self._parts.numbering.next(list_id, level or 0)

    def _lines(self, inline: Inline, label: Label | None, heading: int) -> list[Entry]:
        """Return a paragraph as entries, one for each line that was ended by hand."""
        text, shift = inline.text, 0
        if label and label.printed:
            gap = " " if _collide(label.printed, text) else ""
            shift = len(label.printed) + len(gap)
            text = label.printed + gap + text.lstrip()
            shift -= len(inline.text) - len(inline.text.lstrip())
        spans = self._spans(inline, shift, len(text))
        pages = [place + shift if place else 0 for place in inline.pages]
        made: list[Entry] = []
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            entry = Entry(line, self._at, heading, bullet=bool(label and label.bullet))
            entry.bold = _bold(inline.bold, line, start, shift)
            entry.spans = [
                (key, max(low, start) - start, min(high, end) - start)
                for key, low, high in spans
                if low < end and high > start
            ]
            if self._parts.rendered:
                entry.page = self._page + sum(place <= start for place in pages)
            made.append(entry)
            start = end + 1
        if self._parts.rendered:
            self._page += len(pages)
        elif self._parts.paged:
            self._page += inline.breaks
        return made

    def _spans(self, inline: Inline, shift: int, length: int) -> list[tuple[str, int, int]]:
        """Return the marks on a paragraph whose words begin at `shift`."""
        spans = []
        around = dict.fromkeys(inline.starts, _LONGEST) | self._open
        for key in around:
            low = inline.starts[key] + shift if key in inline.starts else 0
            high = inline.ends[key] + shift if key in inline.ends else length
            spans.append((f"comment {key}", max(low, 0), high))
        points = (key for key in inline.points if key not in around and key not in inline.ends)
        spans += [(f"comment {key}", 0, length) for key in points]
        going = ((key, left - 1) for key, left in around.items() if key not in inline.ends)
        self._open = dict([(key, left) for key, left in going if left][:_MOST_OPEN])
        prose = bool(_PROSE.intersection(inline.text))
        for low, high, colour, lettered in _runs_of_colour(inline.coloured):
            if prose or not lettered:
                key = f"{colour} {len(self.highlights)}"
                self.highlights[key] = colour
                spans.append((key, low + shift, high + shift))
        return spans

    def _around(self, inline: Inline) -> Iterator[Entry]:
        """Yield what hangs on a paragraph: its text boxes; its notes are kept for the end."""
        self._notes += inline.notes
        for box in inline.boxes:
            if isinstance(box, str):
                yield Entry(box, self._at)
            else:
                yield from self._blocks(box)

    def _release(self) -> list[Entry]:
        held, self._held = self._held, []
        return held

    def _noted(self) -> Iterator[Entry]:
        """Yield the notes in the order in which they are referred to, numbered from 1."""
        for number, (kind, note_id) in enumerate(dict.fromkeys(self._notes), start=1):
            note = self._parts.note(kind, note_id)
            made = [] if note is None else list(self._blocks(note)) + self._release()
            made = [entry for entry in made if entry.text.strip()]
            if made:
                sign = f"[{number}] "
                gone = len(made[0].text) - len(made[0].text.lstrip())
                made[0].text = sign + made[0].text.lstrip()
                shift = len(sign) - gone
                made[0].spans = [(k, low + shift, high + shift) for k, low, high in made[0].spans]
            yield from made

    def _table(self, table: etree._Element) -> Iterator[Entry]:
        columns = min(sum(1 for _ in table.iterfind(_COLUMN)), _COLUMNS)
        rows = [list(self._cells(row, columns)) for row in _within(table, _TR) if not _gone(row)]
        yield from entries.table(rows)

    def _cells(self, row: etree._Element, columns: int) -> Iterator[list[Entry]]:
        """Yield the paragraphs of each column; of merged cells the first has them all."""
        left = columns
        for cell in _within(row, _TC):
            properties = cell.find(w("tcPr"))
            goes_on = value(properties, "vMerge") in ("", "continue")
            found = list(self._blocks(cell)) + self._release()
            yield [] if goes_on else found
            more = min(whole(value(properties, "gridSpan"), 1), left) - 1
            yield from ([] for _ in range(more))
            left -= 1 + max(more, 0)


def _first(alternate: etree._Element) -> etree._Element:
    chosen = alternate.find(runs.CHOICE)
    other = alternate.find(runs.FALLBACK) if chosen is None else chosen
    return alternate if other is None else other


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _PASSED and child.tag not in (_TBL, _P):
            yield from _within(child, tag)


def _gone(row: etree._Element) -> bool:
    """Return whether a row was deleted or is hidden."""
    properties = row.find(w("trPr"))
    return properties is not None and (
        properties.find(w("del")) is not None or bool(switch(properties, "hidden"))
    )


def _heading(properties: etree._Element | None, style: Style) -> int:
    said = value(properties, "outlineLvl")
    return style.heading if said is None else outline_level(said)


def _collide(label: str, text: str) -> bool:
    """Return whether a label would run into the text: 第一条 into words, `1.` into a number."""
    first = text.lstrip()[:1]
    return bool(first) and (label[-1].isalnum() or (label[-1] in ".．" and first.isdigit()))


def _bold(bold: Sequence[tuple[int, int]], line: str, start: int, shift: int) -> int:
    """Return how many characters of a line, behind its white space, are set in bold.

    A label counts as set like the word behind it.
    """
    at = start + len(line) - len(line.lstrip())
    begin = at
    if start == 0 and shift > 0:
        at = max(at, shift)
    for low, high in bold:
        if low + shift <= at < high + shift:
            at = high + shift
    end = min(at, start + len(line.rstrip()))
    grew = any(low + shift < end <= high + shift for low, high in bold)
    return max(0, end - begin) if grew else 0


def _runs_of_colour(
    coloured: Sequence[tuple[int, int, str, bool]],
) -> list[tuple[int, int, str, bool]]:
    """Return the coloured stretches, those that touch joined."""
    joined: list[tuple[int, int, str, bool]] = []
    for low, high, colour, lettered in coloured:
        if joined and joined[-1][1:] == (low, colour, lettered):
            low = joined.pop()[0]  # noqa: PLW2901 - the stretch begins where the one before does
        joined.append((low, high, colour, lettered))
    return joined


def _joined(held: list[Entry], following: list[Entry]) -> list[Entry]:
    """Return the entries of two paragraphs between which the end was taken out."""
    if not held or not following:
        return held or following
    last, first = held[-1], following[0]
    shift = len(last.text)
    last.text += first.text
    last.spans += [(key, low + shift, high + shift) for key, low, high in first.spans]
    return [*held, *following[1:]]
