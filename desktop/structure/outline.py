"""From a source to its outline: the stations in order; each decision has its own room."""

from collections.abc import Sequence

from desktop.model import Doubt, Kind, Line, Node, Outline
from desktop.structure import (
    back,
    captions,
    contents,
    damaged,
    doubts,
    front,
    furniture,
    glued,
    kinds,
    layout,
    numbering,
    paragraphs,
    schemes,
    signing,
    stops,
)
from desktop.structure.annexes import Part, is_form, split, without_labels
from desktop.structure.labels import Scheme
from desktop.structure.layout import Row
from desktop.structure.paragraphs import Paragraph
from desktop.text import SourceText

_STARTS = (
    Scheme.PART, Scheme.DIVISION, Scheme.CHAPTER, Scheme.SECTION, Scheme.ROMAN,
    Scheme.CHINESE, Scheme.CHINESE_BRACKETED, Scheme.ARTICLE, Scheme.ARABIC, Scheme.DECIMAL,
    Scheme.WORD,
)  # fmt: skip


def outline(source: SourceText) -> Outline:
    """Return the document's data and its tree; never raises, whatever the text."""
    dot = stops.dot(source)
    return stops.as_printed(_outline(stops.full(source, dot)), dot) if dot else _outline(source)


def _outline(source: SourceText) -> Outline:
    rows, furnishings, form = _rows(source)
    body, found = glued.part(paragraphs.join(rows, form))
    listed = contents.find(body)
    found.extend(doubts.encoding(*doubt) for doubt in source.doubts)
    found.extend(doubts.characters(rows))
    plain = front.parted([*body[: listed.start], *body[listed.end :]] if listed else body)
    start = _first_numbered(plain, listed.start if listed else None)
    head = front.read(plain, min(start, back.find(plain, 0)))
    text = plain[head.body :]
    if listed:
        text, corrections = contents.correct(text, listed)
        found.extend(corrections)
    nodes: list[Node] = []
    ends: list[str] = []
    for part in split(text):
        made, end, more = _part(part)
        nodes.extend(made)
        ends.extend(end)
        found.extend(more)
    signed, signed_on = signing.signature(ends)
    return Outline(
        source=source.name,
        title=head.title,
        notice_title=head.notice_title,
        issuer=head.issuer or signed or head.given_issuer,
        doc_number=head.doc_number,
        issued_on=head.issued_on or signed_on or head.given_day,
        addressees=head.addressees,
        nodes=tuple(nodes),
        front_matter=tuple(_head_lines(rows, plain[: head.body], text[:1])),
        back_matter=tuple(ends),
        contents=tuple(_lines(rows, body[listed.start : listed.end])) if listed else (),
        furniture=tuple(Line(row.number, row.text) for row in furnishings),
        doubts=tuple(sorted(found, key=lambda doubt: doubt.line)),
    )


def _rows(source: SourceText) -> tuple[list[Row], list[Row], layout.Layout]:
    """Return the rows of text, the rows of furniture, and the layout."""
    found = layout.rows(source)
    apart = furniture.certain(found)
    apart |= {index for index, row in enumerate(found) if row.number in source.furniture}
    for index in apart:
        if index + 1 < len(found):
            found[index + 1].page_start = True
    rows = [row for index, row in enumerate(found) if index not in apart]
    schemes.label_bare(rows)
    damaged.mend(rows)
    form = layout.measure(rows, wrapped=source.wrapped)
    heads = furniture.find(rows, form)
    away = [found[index] for index in sorted(apart)] + [rows[index] for index in sorted(heads)]
    away.sort(key=lambda row: row.number)
    return [row for index, row in enumerate(rows) if index not in heads], away, form


def _first_numbered(plain: Sequence[Paragraph], listed: int | None) -> int:
    """Return the index at which the head must have ended: the first heading of the text.

    `listed` is where the table of contents stood: a numbered line before it is no heading.
    """
    for index, paragraph in enumerate(plain):
        label = paragraph.label
        if paragraph.cells or (listed is not None and index < listed):
            continue
        if label and label.scheme in _STARTS and label.numbers[:1] == (1,):
            return index
    return len(plain)


def _part(part: Part) -> tuple[list[Node], list[str], list[Doubt]]:
    """Return the nodes of a document or annex, its back matter, and the doubts."""
    end = back.find(part.paragraphs, 0)
    text = part.paragraphs[:end]
    annexed = bool(part.label or part.title)
    plain = annexed and (is_form(text, part.title) or numbering.heads_notes(part.title))
    text = without_labels(text) if plain else captions.mark(text)
    root, found = numbering.tree(text)
    nodes, more = kinds.build(root)
    found.extend(more)
    ends = [paragraph.text for paragraph in part.paragraphs[end:]]
    if not annexed:
        return list(nodes), ends, found
    annex = Node(
        Kind.ANNEX,
        label=part.label.printed if part.label else "",
        ordinal=part.label.ordinal if part.label else None,
        title=part.title,
        first_line=part.first,
        last_line=part.last,
        children=nodes,
    )
    return [annex], ends, found


def _head_lines(
    rows: Sequence[Row], head: Sequence[Paragraph], body: Sequence[Paragraph]
) -> list[Line]:
    """Return the source lines of the head; of a line that the text begins in, the head's part."""
    found = _lines(rows, head)
    if head and body and head[-1].last == body[0].first:
        left = next((left for left, line in head[-1].starts if line == head[-1].last), 0)
        found[-1] = Line(found[-1].line, head[-1].text[-left:])
    return found


def _lines(rows: Sequence[Row], found: Sequence[Paragraph]) -> list[Line]:
    """Return the source lines of some paragraphs."""
    spans = [(paragraph.first, paragraph.last) for paragraph in found]
    wanted = {number for first, last in spans for number in range(first, last + 1)}
    return [Line(row.number, row.text) for row in rows if row.number in wanted]
