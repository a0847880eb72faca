"""Documents with all that people made on them, as reports want it: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.annotations import Colour, FollowUp, Light, Mark, Piece, Target
from desktop.model import Document, Node, Outline
from desktop.reports.content import Draft, MarkStyle, Report

Details = Literal["line", "comment", "none"]
"""Where tags and follow-up of a measure stand: in a line below it, in a comment, or nowhere."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a report looks.

    Attributes:
        details: where a measure's tags and follow-up stand.
        summary: whether the summary stands at the front.
        highlights: whether marked words have the colour of their mark.
        clean: whether notes, authors and times are left out, as for a file that is sent out.
        tracked: whether corrections are tracked changes of what was printed; not where clean.
        author: who makes the report.
        made: the moment, UTC, ISO 8601.
        questions: the id of the colour whose marks are listed at the front.
    """

    details: Details = "line"
    summary: bool = True
    highlights: bool = True
    clean: bool = False
    tracked: bool = False
    author: str = ""
    made: str = ""
    questions: str = "key2"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with what people made on it.

    Attributes:
        document, outline: the document, and its current text.
        nodes: the part of its tree that the report shows; what is only the way to a part of it
            has no id.
        whole: whether that is all of it.
        marks: the document's marks, those that lost their place too, oldest first.
        tags: by target, the paths of the tags that it carries itself.
        follow_ups: the ledger's items, by node.
        lights: the items' warnings of the day, by node.
        read: how many measures are ticked as read, and how many there are.
    """

    document: Document
    outline: Outline
    nodes: tuple[Node, ...]
    whole: bool = True
    marks: tuple[Mark, ...] = ()
    tags: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)
    lights: Mapping[str, Light] = field(default_factory=dict)
    read: tuple[int, int] = (0, 0)

    def shown(self) -> list[Node]:
        """Return the nodes that the report shows, in document order, but those on the way."""
        return [each for node in self.nodes for each in node.walk() if each.id]


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark's piece on a node: the mark, and which of its pieces it is, from 0."""

    mark: Mark
    number: int

    @property
    def piece(self) -> Piece:
        """The piece."""
        return self.mark.pieces[self.number]


def finished(
    draft: Draft,
    title: str,
    choices: Choices,
    *,
    marks: tuple[MarkStyle, ...] = (),
    landscape: bool = False,
) -> Report:
    """Return a draft as a report, which tells of its author and moment unless it is clean."""
    return Report(
        title,
        tuple(draft.blocks),
        tuple(draft.comments),
        marks,
        landscape,
        author="" if choices.clean else choices.author,
        made="" if choices.clean else choices.made,
    )


def by_node(marks: tuple[Mark, ...]) -> dict[str, list[Placed]]:
    """Return the pieces of marks on each node; what lost its place is left out."""
    found: dict[str, list[Placed]] = {}
    for mark in marks:
        if not mark.orphaned:
            for number, piece in enumerate(mark.pieces):
                found.setdefault(piece.node, []).append(Placed(mark, number))
    return found


def colour_names(colours: tuple[Colour, ...]) -> dict[str, str]:
    """Return what each colour means, by its id."""
    return {each.id: each.name for each in colours}
