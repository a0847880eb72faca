"""Two reports, of the printed and of the corrected text, as one with tracked changes.

Accepting all of them in Word leaves the report of the corrected text, rejecting all of them that of
the printed one. Comments and bookmarks are those of the corrected text.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from desktop.reports import aligning
from desktop.reports.content import Block, Cell, Change, Origin, Paragraph, Report, Row, Span, Table
from desktop.reports.credits import Credits
from desktop.reports.lines import Merged, changed, settled, together


def merged(printed: Report, corrected: Report, names: Credits) -> Report:
    """Return the corrected report with what was printed instead as tracked changes.

    Args:
        printed: the report of the printed text; its marks have no colour.
        corrected: the same report of the corrected text.
        names: who made which correction.
    """
    made = _Merger(names, frozenset(mark.id for mark in corrected.marks))
    old = [_bare(block) for block in printed.blocks]
    return replace(corrected, blocks=tuple(made.blocks(old, corrected.blocks)))


class _Item(NamedTuple):
    """What comes next in the report, with the places of the blocks that end with it."""

    what: Merged | Table
    old: int | None
    new: int | None


_Moves = Mapping[int, int]  # by the place of a paragraph that moved: the number of the move


class _Merger:
    def __init__(self, names: Credits, marks: frozenset[str]) -> None:
        self._names = names
        self._marks = marks

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
        """Yield the blocks of both rows as one."""
        staying, others = aligning.pairs(old, new, self._names.placed, self._names.parted)
        away, come = _moves(old, new, others, self._names.shaped)
        known = staying[:1] == [(0, 0)]
        begins = staying if known else [(0, 0), *staying]
        ends = [*begins[1:], (len(old), len(new))]
        found: list[Merged | Table] = []
        for (first, here), (last, then) in zip(begins, ends, strict=True):
            found += self._stretch(
                old[first:last],
                new[here:then],
                {place - first: move for place, move in away.items() if first <= place < last},
                {place - here: move for place, move in come.items() if here <= place < then},
                paired=known,
            )
            known = True
        yield from self._written(found)

    def _stretch(
        self,
        old: Sequence[Block],
        new: Sequence[Block],
        away: _Moves,
        come: _Moves,
        *,
        paired: bool,
    ) -> list[Merged | Table]:
        """Return what lies before a block that stays; `paired` begins with another such."""
        outs = [(place, each) for place, each in enumerate(old) if place not in away]
        puts = [(place, each) for place, each in enumerate(new) if place not in come]
        items: list[_Item] = []
        if any(isinstance(each, Table) for _, each in (*outs, *puts)):
            if paired:
                items += self._pair(outs.pop(0), puts.pop(0))
            items += [_Item(self._whole(each, "del"), place, None) for place, each in outs]
            items += [_Item(self._whole(each, "ins"), None, place) for place, each in puts]
        else:
            items += self._together(outs, puts)
        return list(self._woven(items, old, new, away, come))

    def _pair(self, out: tuple[int, Block], put: tuple[int, Block]) -> list[_Item]:
        if isinstance(out[1], Table) and isinstance(put[1], Table):
            return [_Item(self._table(out[1], put[1]), out[0], put[0])]
        return self._together([out], [put])

    def _together(
        self, outs: Sequence[tuple[int, Block]], puts: Sequence[tuple[int, Block]]
    ) -> list[_Item]:
        before = [each for _, each in outs if isinstance(each, Paragraph)]
        after = [each for _, each in puts if isinstance(each, Paragraph)]
        found = []
        for each in together(before, after, self._names, self._marks):
            out, put = each.took
            old = None if out is None else outs[out][0]
            new = None if put is None else puts[put][0]
            found.append(_Item(each, old, new))
        return found

    def _woven(
        self,
        items: Iterable[_Item],
        old: Sequence[Block],
        new: Sequence[Block],
        away: _Moves,
        come: _Moves,
    ) -> Iterator[Merged | Table]:
        """Yield the items, each with what moved away or here behind it."""
        out = put = -1
        for item in (_Item(Merged(), -1, -1), *items):
            if item.old != -1:
                yield item.what
            out = out if item.old is None else item.old
            put = put if item.new is None else item.new
            while out + 1 in away:
                out += 1
                yield self._moved(old[out], "moveFrom", away[out])
            while put + 1 in come:
                put += 1
                yield self._moved(new[put], "moveTo", come[put])

    def _moved(self, block: Block, way: Literal["moveFrom", "moveTo"], move: int) -> Merged:
        """Return a paragraph at one end of its move."""
        assert isinstance(block, Paragraph)  # noqa: S101 - tables do not move
        by = self._names.moved(block.origin)
        change = Change(way, *by, move=move)
        inlines = [
            each._replace(change=change) if isinstance(each, Span) else each
            for each in block.inlines
        ]
        if way == "moveTo":
            return Merged(inlines, way, by, new=block, move=move)
        return Merged(inlines, way, by, old=block, move=move)

    def _whole(self, block: Block, way: Literal["ins", "del"]) -> Merged | Table:
        """Return a block that is put in or taken out as a whole."""
        if isinstance(block, Table):
            rows = [self._row(row, way) for row in block.rows]
            return replace(
                block,
                rows=tuple(row for row, _ in rows),
                changes=tuple(change for _, change in rows),
            )
        inlines = [*changed(block.inlines, way, self._names)]
        if way == "ins":
            return Merged(inlines, way, self._names.inserted(block.origin), new=block)
        return Merged(inlines, way, self._names.deleted(block.origin), old=block)

    # --- tables --------------------------------------------------------------------

    def _table(self, old: Table, new: Table) -> Table:
        """Return a table with its rows' and cells' changes, as wide as the one of more columns."""
        columns = max(len(old.widths), len(new.widths))
        before = [_widened(row, columns - len(old.widths)) for row in old.rows]
        after = [_widened(row, columns - len(new.widths)) for row in new.rows]
        said = [*map(_looks, before)], [*map(_looks, after)]
        rows: list[tuple[Row, Change | None]] = []
        for tag, i, end, j, stop in SequenceMatcher(None, *said, autojunk=False).get_opcodes():
            if tag == "equal":
                rows += [(row, None) for row in after[j:stop]]
                continue
            for out, put in zip_longest(before[i:end], after[j:stop]):
                rows += self._rows(out, put)
        widths = new.widths if len(new.widths) == columns else old.widths
        changes = tuple(change for _, change in rows)
        return replace(new, widths=widths, rows=tuple(row for row, _ in rows), changes=changes)

    def _rows(self, old: Row | None, new: Row | None) -> list[tuple[Row, Change | None]]:
        if old and new and _shape(old) == _shape(new):
            return [(tuple(map(self._cell, old, new)), None)]
        found = [self._row(old, "del")] if old else []
        return found + ([self._row(new, "ins")] if new else [])

    def _row(self, row: Row, way: Literal["ins", "del"]) -> tuple[Row, Change | None]:
        """Return a row that is put in or taken out as a whole; the ends in its cells go with it."""
        cells = tuple(
            replace(
                cell,
                paragraphs=tuple(
                    replace(each, inlines=tuple(changed(each.inlines, way, self._names)))
                    for each in cell.paragraphs
                ),
            )
            for cell in row
        )
        origin = _origin(row)
        by = self._names.inserted(origin) if way == "ins" else self._names.deleted(origin)
        return cells, Change(way, *by)

    def _cell(self, old: Cell, new: Cell) -> Cell:
        lines = together(old.paragraphs, new.paragraphs, self._names, self._marks)
        return replace(new, paragraphs=tuple(self._paragraphs(settled(lines))))

    # --- written -------------------------------------------------------------------

    def _written(self, items: Iterable[Merged | Table]) -> Iterator[Block]:
        """Yield tables and the paragraphs between them, which end with an end that stays."""
        runs = [
            (whole, list(run))
            for whole, run in groupby(items, key=lambda each: isinstance(each, Table))
        ]
        held = {each.move for _, run in runs for each in _tail(run)} - {0}
        for _, run in runs:
            lines = [each for each in run if isinstance(each, Merged)]
            for each in lines:
                if each.move in held:
                    _stop(each)
            yield from (each for each in run if isinstance(each, Table))
            yield from self._paragraphs(settled(lines))

    def _paragraphs(self, lines: Sequence[Merged]) -> list[Paragraph]:
        """Return the paragraphs that are made.

        One that is new as a whole has as its style before that of the one that its end would part
        it from, for some programs let the first of two decide when the end between them goes.
        """
        made: list[Paragraph] = []
        was = ""
        for each in reversed(lines):
            paragraph = self._paragraph(each)
            if each.way not in {"ins", "moveTo"}:
                was = each.old.style if each.old else ""
            elif each.old is None and each.by and was not in {"", paragraph.style}:
                paragraph = replace(paragraph, restyled=Change("style", *each.by, was=was))
            made.append(paragraph)
        return made[::-1]

    def _paragraph(self, made: Merged) -> Paragraph:
        own = made.new or made.old
        assert own is not None  # noqa: S101 - every end is that of a paragraph
        mark = Change(made.way, *made.by, move=made.move) if made.way and made.by else None
        restyled = None
        if made.new and made.old and made.new.style != made.old.style:
            by = self._names.restyled(made.new.origin)
            restyled = Change("style", *by, was=made.old.style)
        return replace(own, inlines=tuple(made.inlines), mark=mark, restyled=restyled)


def _moves(
    old: Sequence[Block],
    new: Sequence[Block],
    pairs: Iterable[tuple[int, int]],
    shaped: Container[str],
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the numbers of the moves of paragraphs, by their place before and by that now.

    What stands together before and now is one move. Tables do not move, nor what was reworded or
    regraded (`shaped`), nor what comes from nowhere: that is taken out and put in.
    """
    away: dict[int, int] = {}
    come: dict[int, int] = {}
    for out, put in pairs:
        was, now = old[out], new[put]
        if not isinstance(was, Paragraph) or not isinstance(now, Paragraph) or not was.origin:
            continue
        same = was.style == now.style or aligning.whole(was) not in shaped
        if same and was.text == now.text:
            before, beside = away.get(out - 1), come.get(put - 1)
            joined = before is not None and before == beside
            away[out] = come[put] = before if before and joined else len(away) + 1
    return away, come


def _shape(row: Row) -> tuple[str, ...]:
    """Return what two rows must have in common to be one with other words."""
    origin = _origin(row)
    return (origin.about if origin else "", *(str(cell.columns) for cell in row))


def _origin(row: Row) -> Origin | None:
    """Return what a row comes from, None for nothing."""
    for cell in row:
        for paragraph in cell.paragraphs:
            spans = (each.origin for each in paragraph.inlines if isinstance(each, Span))
            if origin := paragraph.origin or next(filter(None, spans), None):
                return origin
    return None


def _looks(row: Row) -> tuple[str, ...]:
    """Return what a row says and the styles it has."""
    styles = (each.style for cell in row for each in cell.paragraphs)
    return (aligning.row_said(row), *styles)


def _bare(block: Block) -> Block:
    """Return a block without comments and bookmarks."""
    if isinstance(block, Paragraph):
        return _words(block)
    rows = tuple(
        tuple(replace(cell, paragraphs=tuple(map(_words, cell.paragraphs))) for cell in row)
        for row in block.rows
    )
    return replace(block, rows=rows)


def _words(paragraph: Paragraph) -> Paragraph:
    return replace(
        paragraph, inlines=tuple(each for each in paragraph.inlines if isinstance(each, Span))
    )


def _widened(row: Row, columns: int) -> Row:
    return (*row[:-1], replace(row[-1], columns=row[-1].columns + columns)) if columns else row


def _tail(run: Sequence[Merged | Table]) -> list[Merged]:
    """Return the paragraphs behind the last one whose end stays."""
    lines = [each for each in run if isinstance(each, Merged)]
    stays = [place for place, each in enumerate(lines) if not each.way]
    return lines[stays[-1] + 1 if stays else 0 :]


def _stop(made: Merged) -> None:
    """Let what moved be taken out here and put in there."""
    way: Literal["ins", "del"] = "ins" if made.way == "moveTo" else "del"
    made.way, made.move = way, 0
    made.inlines = [
        each._replace(change=each.change._replace(kind=way, move=0))
        if isinstance(each, Span) and each.change and each.change.move
        else each
        for each in made.inlines
    ]
