"""Boxes (专栏): where one ends, and the items, leads and tables in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.model import Doubt, Kind, Node
from desktop.structure import doubts, nodes, tables, topics
from desktop.structure.entries import Entry
from desktop.structure.labels import HEAVY, Label, Scheme
from desktop.structure.paragraphs import Paragraph

_OUTSIDE = (*HEAVY, Scheme.BOX, Scheme.ANNEX, Scheme.ARTICLE)
_LONGEST_CELL = 60
_CELLS = 6
_PROSE = 40
_LONGEST_TITLE = 30


@dataclass(slots=True)
class OpenBox:
    """A box whose end has not been met yet."""

    entry: Entry
    _own: list[Paragraph] = field(default_factory=list)
    _numbers: dict[Scheme, int] = field(default_factory=dict)  # the last one of each scheme
    _tabled: bool = False
    _verbal: bool = False

    def add(self, paragraph: Paragraph) -> None:
        """Put a paragraph into the box."""
        self.entry.content.append(paragraph)
        if len(self.entry.content) == 1 and _is_title(self.entry, paragraph):
            return
        self._own.append(paragraph)
        self._tabled = self._tabled or paragraph.cells is not None
        self._verbal = self._verbal or topics.is_verbal(paragraph.text)
        if paragraph.label:
            numbers = paragraph.label.numbers or (self._numbers.get(paragraph.label.scheme, 0),)
            self._numbers[paragraph.label.scheme] = numbers[0]

    def holds(self, paragraph: Paragraph, label: Label | None, outer: int | None) -> bool:
        """Return whether a paragraph belongs to the box.

        `outer` is the number its label would have to follow outside, None where none is expected.
        """
        if paragraph.cells is not None:
            return True
        if label is None:
            return not self._ends_before(paragraph)
        if label.scheme in _OUTSIDE or label.ordinal is None:
            return label.scheme is Scheme.DASH
        value = label.numbers[0]
        outside = outer is not None and value == outer + 1
        if self._tabled and not outside and len(paragraph.text) <= _LONGEST_CELL:
            return True
        own = self._numbers.get(label.scheme, 0)
        other_scheme = own == 0 or (bool(self._numbers) and label.scheme not in self._numbers)
        return value == own + 1 and not (outside and other_scheme)

    def _ends_before(self, paragraph: Paragraph) -> bool:
        """Return whether an unlabelled paragraph stands behind the box, not in it.

        Told by the setting (bold entries, then text that is not bold), by the grammar (entries
        named by nouns, then a measure that begins with a verb), or because numbered entries or a
        table ended.
        """
        own = self._own
        if not own:
            return False
        prose = "。" in paragraph.text and len(paragraph.text) > _PROSE
        if prose and (own[-1].cells is not None or _flattened(own)):
            return True
        if self._tabled:
            return paragraph.text[-1] in "。：；" or len(paragraph.text) > _LONGEST_CELL
        if own[0].bold or paragraph.bold:
            return bool(own[0].bold) and not paragraph.bold
        if any(self._numbers.values()):
            return prose and "。" in paragraph.text[:-1]
        return not self._verbal and topics.is_verbal(paragraph.text)


def build(entry: Entry) -> tuple[Node, list[Doubt]]:
    """Return the node of a box with its items, leads and tables, and the doubts about tables."""
    found = [item for item in entry.content if isinstance(item, Paragraph)]
    node = nodes.heading(Kind.BOX, entry, entry.body.strip())
    if found and _is_title(entry, found[0]):
        title = found.pop(0)
        node = replace(node, title=title.text, last_line=title.last)
    children: list[Node] = []
    for run in tables.runs(found):
        children.append(run if isinstance(run, Node) else _item(run, first=not children))
    read = [doubts.table(child) for child in children if child.kind is Kind.TABLE]
    return replace(node, children=tuple(children)), read


def _is_title(entry: Entry, first: Paragraph) -> bool:
    """Return whether a box's title stands on the line below its label."""
    if entry.body.strip() or first.label or first.cells is not None:
        return False
    return len(first.text) <= _LONGEST_TITLE and not set("。；：，").intersection(first.text)


def _flattened(own: Sequence[Paragraph]) -> bool:
    """Return whether a box holds the cells of a table printed one a line."""
    return len(own) >= _CELLS and not any("。" in entry.text for entry in own[-_CELLS:])


def _item(paragraph: Paragraph, *, first: bool) -> Node:
    """Return an entry of a box; a paragraph in front of the first entry is a lead."""
    node = replace(nodes.lead(paragraph), kind=Kind.ITEM)
    label = paragraph.label
    if label is not None:
        return replace(node, text=paragraph.body, label=label.printed, ordinal=label.ordinal)
    if first and not topics.topic(paragraph.text) and len(paragraph.text) > 2 * topics.LONGEST:
        return replace(node, kind=Kind.LEAD)
    return node
