"""Paragraphs and rows on their way to source lines, with the marks that lie on them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.readers import markup
from desktop.text import SourceLine, SourceMark

_BOX = re.compile(r"\s*专\s*栏\s*[0-9一二三四五六七八九十]*")
_FRAMED = 3  # paragraphs in the only cell of a row that make it a frame and no row


@dataclass(slots=True)
class Entry:
    """A paragraph, a line of one, or a row of a table.

    Attributes:
        text, page, heading, bold, bullet, cells: as in `SourceLine`.
        spans: marks on it as (key, start, end); a key stands for one mark wherever it occurs.
    """

    text: str = ""
    page: int | None = None
    heading: int = 0
    bold: int = 0
    bullet: bool = False
    cells: tuple[str, ...] | None = None
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def line(self, number: int) -> SourceLine:
        """Return the source line of that number."""
        return SourceLine(
            number, self.text, self.page, self.heading, self.bold, self.bullet, self.cells
        )


def table(rows: Sequence[Sequence[Sequence[Entry]]]) -> Iterator[Entry]:
    """Yield the rows of a table, given as the paragraphs of each cell; empty rows are left out.

    What is only a frame around ordinary paragraphs, as a box (专栏) is, yields these.
    """
    single = all(len(cells) <= 1 for cells in rows)
    if single:
        boxed = _is_frame([_filled(cell) for cells in rows for cell in cells])
    else:  # a signature that was set to the right, and the like
        boxed = all(sum(map(bool, map(_filled, cells))) <= 1 for cells in rows)
    for cells in rows:
        filled = [paragraphs for paragraphs in map(_filled, cells) if paragraphs]
        if boxed or (len(filled) == 1 and _is_framed(filled[0])):
            yield from (entry for paragraphs in filled for entry in paragraphs)
        elif filled:
            yield _row(cells, filled[0][0].page)


def _filled(paragraphs: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in paragraphs if entry.text.strip()]


def _is_framed(filled: Sequence[Entry]) -> bool:
    """Return whether the only filled cell of a row is a frame around ordinary paragraphs."""
    return len(filled) >= _FRAMED or bool(_BOX.match(filled[0].text))


def _is_frame(cells: Sequence[Sequence[Entry]]) -> bool:
    """Return whether a table of one column is a frame: one cell, a box, or longer texts."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    return (
        len(filled) == 1
        or bool(_BOX.match(filled[0][0].text))
        or any(len(cell) > 1 for cell in filled)
    )


def _row(cells: Sequence[Sequence[Entry]], page: int | None) -> Entry:
    """Return one row of a table whose cells have several paragraphs each."""
    found = Entry(page=page)
    texts: list[str] = []
    at = 0
    for paragraphs in cells:
        texts.append("")
        for paragraph in paragraphs:
            text = " ".join(paragraph.text.split())
            if texts[-1] and text:
                texts[-1] += " "
            begin = at + len(texts[-1])
            whole = text == paragraph.text
            found.spans += [
                (key, begin + start, begin + end) if whole else (key, begin, begin + len(text))
                for key, start, end in paragraph.spans
            ]
            texts[-1] += text
        at += len(texts[-1]) + 1
    found.text, found.cells = "\t".join(texts), tuple(texts)
    return found


def lines(entries: Sequence[Entry]) -> tuple[SourceLine, ...]:
    """Return entries as lines numbered from 1, without marks of Markdown."""
    return markup.refined([entry.line(number) for number, entry in enumerate(entries, start=1)])


def placed(
    entries: Sequence[Entry], found: Iterable[SourceLine], marks: dict[str, SourceMark]
) -> tuple[SourceMark, ...]:
    """Return the marks that lie on words, with the places of these in the lines `found`.

    Args:
        entries: what the lines were made of.
        found: the lines.
        marks: the marks by their keys, without places.
    """
    texts = {line.number: line.text for line in found}
    pieces: dict[str, list[tuple[int, int, int]]] = {}
    for number, entry in enumerate(entries, start=1):
        for key, *place in entry.spans:
            start, end = _moved(entry.text, texts[number], *place)
            if texts[number][start:end].strip():
                pieces.setdefault(key, []).append((number, start, end))
    return tuple(
        replace(marks[key], pieces=tuple(each)) for key, each in pieces.items() if key in marks
    )


def _moved(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch is once the signs of Markdown have been taken out of its line."""
    if before == after:
        return start, end
    at = 0
    moved = [0, 0]
    for place, char in enumerate(before):
        if place < start:
            moved[0] = at + (at < len(after) and after[at] == char)
        if at < len(after) and after[at] == char:
            at += 1
        if place < end:
            moved[1] = at
    return moved[0] if start else 0, moved[1]
