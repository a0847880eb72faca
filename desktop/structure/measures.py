"""The text of a measure or article: its paragraphs and points, its units, what stands behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.model import Doubt, Kind, Node
from desktop.structure import boxes, doubts, nodes, tables, topics, units
from desktop.structure.entries import Entry
from desktop.structure.labels import Scheme
from desktop.structure.paragraphs import Paragraph


@dataclass(slots=True)
class _Gathered:
    """A measure's text in parts, with its units."""

    last: int
    body: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    behind: list[Node] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def build(entry: Entry, kind: Kind) -> tuple[list[Node], list[Doubt]]:
    """Return the node of a measure or article and those that stand behind its text, and doubts.

    Points (（1）, ①, dashes) stay in the text, label included. Text behind the responsible units
    is a measure of its own where it has units, else a lead; so is text behind a box.
    """
    texts, rows, behind, found = _parts(entry)
    gathered = _gather(texts)
    made = [run for run in tables.runs(rows, flat=False) if isinstance(run, Node)]
    if gathered.behind:
        behind += [table for table in made if table.first_line > gathered.last]
        made = [table for table in made if table.first_line <= gathered.last]
    node = replace(
        nodes.heading(kind, entry, ""),
        text="\n".join(part for part in gathered.body if part),
        units=tuple(gathered.names),
        units_text="\n".join(gathered.printed),
        last_line=gathered.last,
        children=tuple(made),
    )
    later = sorted([*gathered.behind, *behind], key=lambda node: node.first_line)
    return [node, *later], [*gathered.doubts, *found]


def _parts(
    entry: Entry,
) -> tuple[list[Paragraph], list[Paragraph], list[Node], list[Doubt]]:
    """Return the text's paragraphs, all with table rows among them, nodes behind them, doubts."""
    own = entry.paragraph
    texts = [replace(own, text=own.body, label=None)] if own else []
    rows: list[Paragraph] = []
    behind: list[Node] = []
    found: list[Doubt] = []
    loose: list[Paragraph] = []  # behind a box
    for item in entry.content:
        if isinstance(item, Entry) and item.scheme is Scheme.BOX:
            box, more = boxes.build(item)
            behind.extend((*_after_box(loose), box))
            found.extend(more)
            loose = []
        elif behind and isinstance(item, Paragraph):
            loose.append(item)
        else:
            below = [item] if isinstance(item, Paragraph) else list(item.paragraphs())
            texts.extend(paragraph for paragraph in below if paragraph.cells is None)
            rows.extend(below)
    return texts, rows, [*behind, *_after_box(loose)], found


def _after_box(texts: Sequence[Paragraph]) -> Iterator[Node]:
    """Yield what stands behind a box: measures with a topic sentence, leads and tables."""
    for run in tables.runs(texts, flat=False):
        if isinstance(run, Node):
            yield run
        else:
            yield nodes.unnumbered(run) if topics.topic(run.text) else nodes.lead(run)


def _gather(texts: Sequence[Paragraph]) -> _Gathered:
    """Collect paragraphs up to the one behind the units; that and the rest become nodes."""
    result = _Gathered(texts[0].last)
    for index, paragraph in enumerate(texts):
        found = units.find(paragraph.text) if paragraph.text else None
        only_units = found is not None and not found.before
        if result.printed and not only_units and paragraph.label is None:
            result.behind = _after_units(texts[index:])
            break
        result.last = paragraph.last
        if found is None:
            result.body.append(paragraph.text)
            continue
        result.body.append(found.before)
        result.printed.append(found.printed)
        result.names.extend(found.names)
        result.doubts.extend(doubts.units(paragraph, found))
        if found.after and not any(later.label for later in texts[index + 1 :]):
            result.last = paragraph.line_before_end(len(found.after) + 1)
            result.behind = _after_units([paragraph.end(found.after), *texts[index + 1 :]])
            break
        result.body.append(found.after)
    return result


def _after_units(texts: Sequence[Paragraph]) -> list[Node]:
    """Return what stands behind a measure's units: measures with units of their own, leads."""
    result = []
    for paragraph in texts:
        found = units.find(paragraph.text)
        if found and found.before:
            node = replace(nodes.lead(paragraph), kind=Kind.MEASURE, text=found.before)
            result.append(replace(node, units=found.names, units_text=found.printed))
            if found.after:
                result.append(nodes.lead(paragraph.end(found.after)))
        else:
            result.append(nodes.lead(paragraph))
    return result
