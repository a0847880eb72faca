"""The values of corrections: what a person put right in a document, as deeds done to its tree.

Frozen, no behaviour but reading. A deed names nodes by their ids, which stay with them from one
text of a document to the next, and words by what stands around them, so that it can be done again
to a newer text. Offsets are code points.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from desktop.model import Doubt, Kind

Words = Literal["text", "title", "label", "units_text"]
"""What of a node can be reworded: the text of a measure or paragraph, the title of a heading."""

Part = Literal["front_matter", "contents", "furniture", "back_matter"]
"""Where a line stands that is not in the tree."""

Datum = Literal["title", "notice_title", "issuer", "doc_number", "issued_on", "addressees"]
"""The data of a document that can be put right."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Words that take the place of others.

    Attributes:
        start: where the old words begin.
        old, new: the words; either may be empty, not both.
        prefix, suffix: up to 32 characters before and after the old words.
    """

    start: int
    old: str
    new: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Reword:
    """Change words of a node; the patches are in order and apart, and count in the words before."""

    node: str
    words: Words
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Regrade:
    """Make a node a chapter, a measure, plain text, …; `fresh` is the id of what is left over."""

    node: str
    kind: Kind
    fresh: str


@dataclass(frozen=True, slots=True)
class Move:
    """Put a node with all below it elsewhere.

    Attributes:
        parent: the node to put it under, or "" for the top.
        after: the node right below `parent` to put it behind, or "" for the first place.
    """

    node: str
    parent: str
    after: str


@dataclass(frozen=True, slots=True)
class Split:
    """Part a node in two at a place of its text; `fresh` is the id of the second one.

    Attributes:
        at: the place, found again by up to 32 characters before (`prefix`) and after (`suffix`).
    """

    node: str
    at: int
    prefix: str
    suffix: str
    fresh: str


@dataclass(frozen=True, slots=True)
class Join:
    """Join a node with the next one at its side, `glue` ("" or a line feed) between their texts."""

    node: str
    glue: str


@dataclass(frozen=True, slots=True)
class PutAside:
    """Take a node out of the tree: it is a page number, the foot of the document."""

    node: str
    part: Part


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Put a line that stands outside the tree into it, as plain text under the id `fresh`.

    Attributes:
        line: its number, or None in the back matter, whose paragraphs have none.
    """

    part: Part
    line: int | None
    text: str
    fresh: str


@dataclass(frozen=True, slots=True)
class SetDatum:
    """Put one of the document's data right; None where it has none."""

    datum: Datum
    value: str | None


Deed = Reword | Regrade | Move | Split | Join | PutAside | TakeIn | SetDatum
DEEDS: dict[str, type[Deed]] = {kind.__name__: kind for kind in get_args(Deed)}
"""The kinds of deeds by their names, as they are stored and handed on."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A deed of a person.

    Attributes:
        id: opaque and lasting.
        document: the document's id.
        position: counts the corrections of a document in the order they were made.
        at: the moment, UTC, ISO 8601.
        fits: whether the current text still has what it corrects.
    """

    id: str
    document: str
    position: int
    deed: Deed
    author: str
    at: str
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a node that stand elsewhere after a deed.

    Attributes:
        node, start, end: where they stood.
        to, at: the node where they stand now, and where they begin there.
        size: how many others stand there now in their place; None where they are the same.
    """

    node: str
    start: int
    end: int
    to: str
    at: int
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What may be wrong in a document, seen in its current text.

    Attributes:
        doubt: what a person is told; its `assumed` is the printed words where nothing is proposed.
        node: the id of the node.
        start, end: code points in the node's text; both 0 where it is not in the text.
        fixes: (start, end, words) in `words` of the node that would put it right; may be none.
        words: what of the node the fixes are in.
        units: fixes of its `units_text` that go with them.
    """

    doubt: Doubt
    node: str
    start: int = 0
    end: int = 0
    fixes: tuple[tuple[int, int, str], ...] = ()
    words: Words = "text"
    units: tuple[tuple[int, int, str], ...] = ()
