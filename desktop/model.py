"""The values that the rooms of the program hand to each other; frozen, no behaviour but reading.

Offsets are Unicode code points everywhere; lines are 1-based numbers of the source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a node of a document's tree is; the words of DOMAIN terms in docs/architecture.md."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    MEASURE = "measure"
    ARTICLE = "article"
    BOX = "box"
    ITEM = "item"
    TABLE = "table"
    LEAD = "lead"
    ANNEX = "annex"


HEADINGS = frozenset({Kind.PART, Kind.ANNEX, Kind.CHAPTER, Kind.SECTION, Kind.BOX})
"""The kinds that have a title and no text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that stands outside the tree: front matter, contents, furniture."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the parser decided against what is printed, or could not decide.

    Attributes:
        kind: a short English key, the same for all doubts of one sort.
        line: the 1-based source line.
        printed: what stands there.
        assumed: what the parser took it for.
        message: one Chinese sentence for the person who checks it.
    """

    kind: str
    line: int
    printed: str
    assumed: str
    message: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a document's tree.

    Attributes:
        kind: see `Kind`.
        label: as printed (`一、`, `（三）`, `12.`, `第七条`, `专栏 3`), or as the table of contents
            corrects it; empty where there is none.
        ordinal: the label's number, or None.
        title: the heading; for a measure, article or item its topic sentence.
        text: the node's own unwrapped body without label and units; a measure's begins with its
            title; paragraphs are joined by a line feed; headings have none.
        units: the names in the 责任单位 bracket, in the order printed.
        units_text: that bracket as printed, with its brackets.
        rows: a table's cells, else None.
        first_line, last_line: the source lines the node's own text comes from.
        children: the nodes below, in document order.
        id: opaque and lasting once the node is in a library; empty before.
    """

    kind: Kind
    label: str = ""
    ordinal: int | None = None
    title: str = ""
    text: str = ""
    units: tuple[str, ...] = ()
    units_text: str = ""
    rows: tuple[tuple[str, ...], ...] | None = None
    first_line: int = 0
    last_line: int = 0
    children: tuple["Node", ...] = ()
    id: str = ""

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Outline:
    """What the parser makes of one source: the document's data, its tree, and all that is left.

    `issued_on` is an ISO date; data that were not found are None.
    """

    source: str
    title: str | None = None
    notice_title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issued_on: str | None = None
    addressees: str | None = None
    nodes: tuple[Node, ...] = ()
    front_matter: tuple[Line, ...] = ()
    back_matter: tuple[str, ...] = ()
    contents: tuple[Line, ...] = ()
    furniture: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield every node in document order."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library, without its tree.

    Attributes:
        id: opaque and lasting; the same for all versions of the document.
        title: never empty: the policy's title, else the notice's, else the file's name.
        version: 1 for the first text imported, counted up by each newer text.
        sha256: of the bytes of the file that the current version came from.
        added: UTC, ISO 8601.
        measures: how many measures and articles the tree has.
        marks: how many highlights and notes it carries.
        group: the name of the group it was put into, or "".
        archived: whether it was put away from the tree.
    """

    id: str
    title: str
    notice_title: str | None
    doc_number: str | None
    issuer: str | None
    issued_on: str | None
    addressees: str | None
    source: str
    version: int
    sha256: str
    added: str
    measures: int = 0
    marks: int = 0
    group: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document, the current one or an older one.

    Attributes:
        number: 1 for the first text imported, counted up by each newer one.
        source: the name of the file it came from, without its folder.
        sha256: of that file's bytes.
        imported: UTC, ISO 8601.
        measures: how many measures and articles its tree has.
    """

    number: int
    source: str
    sha256: str
    imported: str
    measures: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document of the library names another one.

    Attributes:
        document, document_title: the id and the title of the one that cites.
        node: the id of the node whose text it stands in.
        place: that node's label and title, or its first words.
        start, end: code points in the node's text.
        words: what stands there: 《title》（number）, either of them alone, or a short title.
        cited, cited_title: the id and the title of the one that is cited.
    """

    document: str
    document_title: str
    node: str
    place: str
    start: int
    end: int
    words: str
    cited: str
    cited_title: str


TARGET_KINDS = {"target": "目标", "deadline": "时限", "validity": "有效期"}
"""The kinds of targets, as people read them."""
_OPS = {"=": "", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "~": "约", "range": "", "": ""}


@dataclass(frozen=True, slots=True)
class Target:
    """What a document of the library wants reached, or by when.

    Attributes:
        document, document_title, doc_number: the document.
        node, label, ordinal, title: the node whose text says so.
        start, end: code points in the node's text.
        quote: what stands there; up to 40 characters without white space.
        value: the number as printed (several as 3.0/5.0, a range with its dash), or "".
        op: how what is reached compares with it: = >= <= > < ~ range, or "".
        unit: with 万 and 亿, or "".
        deadline: the last day, ISO 8601, or "".
        deadline_text: the words that say so, or "".
        kind: target, deadline or validity (a policy ends).
    """

    document: str
    document_title: str
    doc_number: str
    node: str
    label: str
    ordinal: int | None
    title: str
    start: int
    end: int
    quote: str
    value: str
    op: str
    unit: str
    deadline: str
    deadline_text: str
    kind: str

    @property
    def words(self) -> str:
        """The quote without white space, for printed lines break anywhere."""
        return "".join(self.quote.split())

    @property
    def amount(self) -> str:
        """The number as people read it: ≥5个."""
        return f"{_OPS[self.op]}{self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the library tree: a document, or a node of its current version.

    Attributes:
        id: the document's or the node's id.
        document: the id of the document it belongs to; its own for a document.
        parent: the id of the row above; None for a document.
        kind: "document", or one of `Kind` but lead and table.
        label: as in `Node`; the document number for a document.
        title: as in `Node`; never empty for a document.
        children: how many rows stand right below.
        position: a node's place among all nodes of its document, in document order from 0;
            a document's place among the documents asked for.
        group: the document's group, or "".
        archived: whether the document is put away.
        source: the name of the file that the document came from; "" for a node.
    """

    id: str
    document: str
    parent: str | None
    kind: str
    label: str
    title: str
    children: int
    position: int
    group: str = ""
    archived: bool = False
    source: str = ""


Box = tuple[float, float, float, float]
"""left, top, right, bottom, in points from a page's upper left corner."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks.

    Attributes:
        width, height: of the page, in points; places of its text are in the same unit.
        across, down: pixels; 0 where the page is not a picture.
        pixels: row by row from the top, four bytes each: blue, green, red, and one of no meaning.
        texts: for a page that is not a picture, its pieces of text with their boxes.
        rules: and the boxes of the lines drawn on it.
        images: and the files of the pictures on it, with their boxes.
    """

    width: float
    height: float
    across: int = 0
    down: int = 0
    pixels: bytes = b""
    texts: tuple[tuple[str, Box], ...] = ()
    rules: tuple[Box, ...] = ()
    images: tuple[tuple[bytes, Box], ...] = ()
