"""督办台账 as a Word table across the page, with all dated notes and totals."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.annotations import LedgerRow, Progress, Totals
from desktop.bookmarks import bookmark_of
from desktop.reports.annotated import Choices, finished
from desktop.reports.briefing import Briefing, begin, day_in_words, end
from desktop.reports.content import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Draft,
    Origin,
    Report,
    Span,
    Table,
    cell,
    paragraph,
)
from desktop.reports.measures import labelled
from desktop.reports.official import (
    LIGHT_FILLS,
    LIGHT_STYLES,
    LIGHT_WORDS,
    STATE_FILLS,
    P,
)

TITLE = "督办台账"
_COLUMNS = (  # widths in characters
    ("序号", 4.2),
    ("事项", 15.2),
    ("牵头单位", 8.0),
    ("配合单位", 9.5),
    ("时限", 8.4),
    ("状态", 4.2),
    ("预警", 5.4),
)
_DOCUMENT_FILL = "F4F3EE"
_NOTES = (("进展", 20.0), ("备注", 8.5))  # what a clean report leaves out


def compose(
    rows: Sequence[LedgerRow],
    notes: Mapping[str, tuple[Progress, ...]],
    totals: Totals,
    choices: Choices,
    briefing: Briefing,
    *,
    day: date,
) -> Report:
    """Return the ledger as a report.

    Args:
        rows: its lines, with the lights of the day.
        notes: the dated notes of each item, oldest first.
        totals: of the rows.
        choices: how it looks.
        briefing: what stands around it.
        day: the day of the lights.
    """
    draft = Draft()
    title = briefing.title or TITLE
    begin(draft, briefing, title)
    draft.line(P.META, f"截至 {day_in_words(day.isoformat())}，共 {totals.items} 条")
    columns = _COLUMNS if choices.clean else (*_COLUMNS, *_NOTES)
    bookmarked: set[str] = set()
    lines = [tuple(cell(P.CELL_HEAD, name) for name, _ in columns)]
    document = ""
    for number, row in enumerate(rows, 1):
        if row.document != document:
            document = row.document
            lines.append(_document(row, len(columns)))
        names = not choices.clean and row.node not in bookmarked
        bookmarked.add(row.node)
        cells = [*_cells(number, row, bookmark=names)]
        if not choices.clean:
            cells += [_progress(notes.get(row.id, ())), _text(row.remark)]
        lines.append(tuple(cells))
    lines.append((cell(P.CELL, _sum(totals), columns=len(columns)),))
    draft.blocks.append(
        Table(tuple(width for _, width in columns), tuple(lines), origin=Origin("#ledger"))
    )
    end(draft, briefing)
    return finished(draft, title, choices, landscape=True)


def _document(row: LedgerRow, columns: int) -> tuple[Cell, ...]:
    """Return the row that names the document of those below it."""
    number = f"（{row.doc_number}）" if row.doc_number else ""
    return (
        Cell(
            (
                paragraph(
                    P.CELL,
                    Span(f"《{row.document_title}》", origin=Origin(f"{row.document}#title")),
                    *(
                        [Span(number, origin=Origin(f"{row.document}#doc_number"))]
                        if number
                        else ()
                    ),
                ),
            ),
            _DOCUMENT_FILL,
            columns,
        ),
    )


def _cells(number: int, row: LedgerRow, *, bookmark: bool) -> tuple[Cell, ...]:
    name = bookmark_of(row.node)
    lost = "（现行文本中已没有这一条）" if row.lost else ""
    what = Span(labelled(row.label) + row.title + lost, origin=Origin(row.node, 0))
    inlines = (BookmarkStart(name), what, BookmarkEnd(name)) if bookmark else (what,)
    light = Span(LIGHT_WORDS[row.light], LIGHT_STYLES[row.light])
    return (
        cell(P.CELL_CENTRE, str(number)),
        Cell((paragraph(P.CELL, *inlines),)),
        cell(P.CELL, row.lead),
        cell(P.CELL, "、".join(row.support)),
        cell(P.CELL_CENTRE, row.due or ""),
        cell(P.CELL_CENTRE, row.state.value, fill=STATE_FILLS[row.state]),
        Cell((paragraph(P.CELL_CENTRE, light),), LIGHT_FILLS[row.light]),
    )


def _progress(notes: Sequence[Progress]) -> Cell:
    lines = []
    for note in notes:
        by = f"（{note.by}）" if note.by else ""
        lines += f"{note.on}\u3000{note.text}{by}".split("\n")
    return cell(P.CELL, *lines)


def _text(text: str) -> Cell:
    return cell(P.CELL, *text.split("\n"))


def _sum(totals: Totals) -> str:
    states = [f"{state.value} {count}" for state, count in totals.states.items() if count]
    lights = [f"{LIGHT_WORDS[light]} {count}" for light, count in totals.lights.items() if light]
    return f"合计 {totals.items} 条：{'、'.join(states) or '没有事项'}。预警：{'、'.join(lights)}。"
