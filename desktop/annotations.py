"""The values of what people add to documents: marks, tags, ledger items, ticks, and their history.

Frozen, no behaviour but reading. Offsets are code points in a node's `text`; moments are UTC,
ISO 8601; days are ISO dates. Beside `model.py`, which has the documents themselves.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

CONTEXT = 32
"""How many characters before and after its words a piece remembers."""


class State(StrEnum):
    """How far a ledger item is; the values are what users, packages and workbooks show."""

    WAITING = "待办"
    UNDER_WAY = "在办"
    DONE = "办结"
    PAUSED = "暂缓"
    CLOSED = "销号"


PRIORITIES = ("高", "中", "低")
"""A ledger item's priorities, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One of the five meanings a highlight can have.

    Attributes:
        id: `key1` to `key5`, lasting.
        name: what it means, e.g. 重点; the user's own words.
        colour: `#rrggbb`, or "" for the theme's own.
    """

    id: str
    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one node's text that a mark covers, and what it is found again by.

    Attributes:
        node: the node's id.
        start, end: code points in the node's text; both 0 in a mark on the whole node.
        quote: the words from `start` to `end`.
        prefix, suffix: up to 32 characters before and after them.
        text_hash: SHA-256, in hex, of the node's text that the offsets count in.
    """

    node: str
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    text_hash: str = ""

    @classmethod
    def of(cls, node: str, text: str, start: int, end: int) -> "Piece":
        """Return the piece of a node's text from `start` to `end`."""
        return cls(
            node=node,
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            text_hash=text_hash(text),
        )


def text_hash(text: str) -> str:
    """Return what tells whether a node's text is still the one a piece was made on."""
    import hashlib  # noqa: PLC0415 - brings OpenSSL along, and the window starts without marking

    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight or note of a person.

    Attributes:
        id: a random UUID in its usual spelling.
        document: the document's id.
        author: the name of who made it.
        created, modified: moments.
        colour: the id of a `Colour`, or "" where it has none.
        note: what the author wrote, or "".
        scope: `text` with a piece for each stretch it covers, in the order of the text; `node` with
            one piece that names the node; `document` without pieces.
        orphaned: whether its words were not found again in a newer text (待重新定位); its pieces
            then tell where they last stood.
        extra: what a review package said about it beyond what this program knows, JSON, or "".
    """

    id: str
    document: str
    author: str
    created: str
    modified: str
    colour: str = ""
    note: str = ""
    scope: Literal["text", "node", "document"] = "text"
    pieces: tuple[Piece, ...] = ()
    orphaned: bool = False
    extra: str = ""

    @property
    def quote(self) -> str:
        """The words it covers; those of several nodes on lines of their own."""
        return "\n".join(piece.quote for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class MarkQuery:
    """Which marks are asked for, and in what order; what is left empty does not matter.

    Attributes:
        document: its id.
        marks: the ids of those wanted; None for any.
        colours: their ids; "" for marks that have none.
        tags: ids of tags, one of which the mark or one nested below it must carry.
        author: the author's name.
        since, until: days, both included, in the user's time zone, of creation.
        noted: whether there is a note.
        text: words that note or quote contain; case, width and white space do not count.
        orphaned: whether the mark has lost its place.
        sort: by place in the library, by moment, by colour or by author.
        descending: the other way round.
    """

    document: str | None = None
    marks: tuple[str, ...] | None = None
    colours: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str | None = None
    since: str | None = None
    until: str | None = None
    noted: bool | None = None
    text: str = ""
    orphaned: bool | None = None
    sort: Literal["place", "created", "modified", "colour", "author"] = "place"
    descending: bool = False


class MarkRow(NamedTuple):
    """One line of the list of marks; a tuple, for a list can have 20,000 of them.

    Attributes:
        id, document, author, created, modified, colour, note, scope, quote, orphaned: as in `Mark`.
        title: the document's title.
        node: the id of the first node it covers, or "".
        place: that node's label and title, or "".
        start: where it begins in that node's text.
        tags: the paths of its tags, sorted.
    """

    id: str
    document: str
    author: str
    created: str
    modified: str
    colour: str
    note: str
    scope: str
    orphaned: bool
    title: str
    node: str
    start: int
    quote: str
    place: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; tags form a forest.

    Attributes:
        id: opaque and lasting.
        name: unique among its siblings, without `/`.
        parent: the id of the tag above, or None.
        colour: `#rrggbb`, or "" for none of its own.
        path: the names from the top down, joined by `/`.
        own, uses: how many marks, nodes and documents carry it itself; it or one below it.
    """

    id: str
    name: str
    parent: str | None = None
    colour: str = ""
    description: str = ""
    path: str = ""
    own: int = 0
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What a tag is put on: a mark, a node or a document."""

    kind: Literal["mark", "node", "document"]
    id: str


@dataclass(frozen=True, slots=True)
class Has:
    """True of what carries the tag of that id or one below it; of nothing if the tag is gone."""

    tag: str


@dataclass(frozen=True, slots=True)
class Not:
    """True of what the part is not true of."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Both:
    """True where all parts are; of everything if there are none."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True where one of the parts is; of nothing if there are none."""

    parts: tuple["Expression", ...]


Expression = Has | Not | Both | Either


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A combination of tags under a name."""

    id: str
    name: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Progress:
    """A dated note on how a ledger item goes: its id, the day, who wrote it, and the note."""

    id: str
    on: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An item of the ledger.

    Attributes:
        id: a random UUID in its usual spelling.
        node, document: the ids of the measure and its document.
        lead, support: the unit that leads, or ""; those that support.
        due: the day by which it must be done, or None.
        behind: whether somebody has marked it behind plan.
        priority: one of `PRIORITIES`.
        progress: the notes, oldest first.
        author: who put it on the ledger.
        created, modified, extra: as in `Mark`.
    """

    id: str
    node: str
    document: str
    author: str
    created: str
    modified: str
    state: State = State.WAITING
    lead: str = ""
    support: tuple[str, ...] = ()
    due: str | None = None
    behind: bool = False
    priority: str = "中"
    remark: str = ""
    progress: tuple[Progress, ...] = ()
    extra: str = ""


Light = Literal["", "blue", "yellow", "red"]
"""A ledger item's warning: none, due soon, behind plan, overdue."""


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which ledger items are asked for, and in what order; what is left empty does not matter.

    Attributes:
        document: a document's id.
        states, lights, priorities: those wanted.
        unit: part of a lead's or supporting unit's name.
        since, until: days, both included, of the deadline.
        text: words that the row's document, measure, units, remark or last note contain; case,
            width and white space do not count.
        sort: the name of a field of `LedgerRow`; "" for the order of the library.
        descending: the other way round; what is empty comes last either way.
    """

    document: str | None = None
    states: tuple[State, ...] = ()
    lights: tuple[Light, ...] = ()
    priorities: tuple[str, ...] = ()
    unit: str = ""
    since: str | None = None
    until: str | None = None
    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger: the item and the measure it is about.

    Attributes:
        document_title, doc_number, label, title: the document's; the measure's; "" for none.
        lost: whether the document's current text no longer has the measure.
        light: the warning of the day the list was asked for.
        last_progress: the newest dated note, or None.
        others: the fields of `FollowUp`.
    """

    id: str
    node: str
    document: str
    document_title: str
    doc_number: str
    label: str
    title: str
    lost: bool
    state: State
    lead: str
    support: tuple[str, ...]
    due: str | None
    light: Light
    behind: bool
    priority: str
    remark: str
    last_progress: Progress | None
    author: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands in the ledger's foot: how many items, and how many of each state and light."""

    items: int
    states: dict[State, int]
    lights: dict[Light, int]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A measure ticked as read (已阅): its node and document, the moment and who did it."""

    node: str
    document: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of the history.

    Attributes:
        id: counts up.
        at: the moment it was last added to.
        author: who did it, or "".
        label: what was done, in Chinese, e.g. 合并标签“能源”.
        undoes: the id of the entry that this one took back, or None.
        undone: whether a later entry has taken it back.
        permanent: whether it cannot be undone.
    """

    id: int
    at: str
    author: str
    label: str
    undoes: int | None = None
    undone: bool = False
    permanent: bool = False
