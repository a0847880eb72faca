"""A page's tree to its lines: what a browser would print on lines of their own, in order."""

import re
from dataclasses import dataclass, field

from lxml import etree

from desktop.readers import entries
from desktop.readers.entries import Entry
from desktop.readers.web.frames import FRAMED
from desktop.readers.web.lists import Lists
from desktop.readers.web.tables import Table, is_data
from desktop.text import SOFT_HYPHEN

_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "input",
        "textarea",
        "map",
        "nav",
        "footer",
        "aside",
        "head",
        "dialog",
        "rt",
        "rp",
        "datalist",
        "meter",
        "progress",
    ]
)
_GROUPS = frozenset(
    [
        "body",
        "div",
        "td",
        "th",
        "section",
        "article",
        "main",
        "form",
        "center",
        "blockquote",
        "table",
    ]
)
_BLOCKS = _GROUPS | frozenset(
    [
        "p",
        "tr",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tbody",
        "thead",
        "tfoot",
        "header",
        "fieldset",
        "pre",
        "address",
        "figure",
        "figcaption",
        "caption",
        "hr",
        "details",
        "summary",
        "html",
        "hgroup",
        "legend",
        "menu",
    ]
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_HEADING = re.compile("h([1-6])")
_HIDDEN = re.compile(r"display\s*:\s*none|(visibility\s*:\s*hidden)", re.IGNORECASE)
_OUT, _IN = "out", "in"
_INSIDE = re.compile(r"#[\w.-]")
_FIRST = 3  # pieces of a line; blanks and a label's span may stand before what is bold
_REVEALED = 200  # characters; a script shows what is invisible and longer once it is loaded
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_BLANK = " \t\r\f"
_BREAKS = re.compile("\n{2,}")
_SPACES = re.compile(r"[ \r\f\v]{2,}")
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：“”]"
_CHINESE = re.compile(rf"(?<={_WIDE})\n(?=\S)|(?<=\S)\n(?={_WIDE})")


@dataclass(slots=True)
class Block(Entry):
    """A line of a page.

    Attributes:
        linked: how many characters of it are links.
        inward: how many of it are links to other places of the page, as in a table of contents.
    """

    linked: int = 0
    inward: int = 0


@dataclass(slots=True)
class Group:
    """A part of a page.

    Attributes:
        parent: the index of the group it is in, -1 for none.
        start, end: which blocks it holds.
        framed: whether it is a page of its own, shown in a frame.
    """

    parent: int
    start: int
    end: int = 0
    framed: bool = False


@dataclass(slots=True)
class Page:
    """What a page prints.

    Attributes:
        found: its blocks, in order; those without text are blank lines.
        groups: its parts, each behind the one it is in.
        title: what stands in the browser's title bar.
    """

    found: list[Block] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    title: str = ""


def blocks(root: etree._Element | None, *, hidden: bool = False) -> Page:
    """Return what a page prints; scripts, forms' fields and menus are left out.

    Args:
        root: the page's tree; None where there is nothing in it.
        hidden: whether parts that it hides are read, too.
    """
    page = Page()
    if root is None:
        return page
    page.title = " ".join((root.findtext("head/title") or root.findtext(".//title") or "").split())
    _Reader(page, hidden=hidden).read(root)
    return page


class _Reader:
    """Goes through a tree and sets its lines."""

    def __init__(self, page: Page, *, hidden: bool) -> None:
        self._page = page
        self._hidden = hidden
        self._pieces: list[tuple[str, bool, str]] = []  # text, bold, what kind of link
        self._bold: list[bool] = [False]
        self._links = [""]
        self._headings: list[int] = []
        self._open: list[int] = []  # groups
        self._printed: list[int] = []  # how many lines there were when each paragraph began
        self._verbatim = 0
        self._lists = Lists()
        self._table: Table | None = None

    def read(self, root: etree._Element) -> None:
        """Set the lines of the tree below `root`."""
        walk = etree.iterwalk(root, events=("start", "end"))
        passed = None
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in _LEFT_OUT or (not self._hidden and _is_hidden(element)):
                    walk.skip_subtree()
                    if tag in _BLOCKS:
                        self._flush()
                    self._write(element.tail if element is not root else None)
                    passed = element
                else:
                    self._start(element, tag)
            elif element is not passed:
                self._end(element, tag)
                self._write(element.tail if element is not root else None)
        self._flush()

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._begin_block(element, tag)
        if tag == "br":
            self._line_break()
        self._bold.append(_is_bold(element, tag, self._bold[-1]))
        if tag == "a":
            self._links.append(_link(element))
        self._write(element.text)

    def _begin_block(self, element: etree._Element, tag: str) -> None:
        if tag == "table" and self._table is None and is_data(element):
            self._table = Table()
        elif self._table is not None:
            self._table.start(tag)
        elif tag in _GROUPS:
            parent = self._open[-1] if self._open else -1
            framed = element.get(FRAMED) is not None
            self._page.groups.append(Group(parent, len(self._page.found), framed=framed))
            self._open.append(len(self._page.groups) - 1)
        if match := _HEADING.fullmatch(tag):
            self._headings.append(int(match[1]))
        self._verbatim += tag == "pre"
        if tag == "p":
            self._printed.append(len(self._page.found))
        if label := self._lists.start(element, tag):
            self._pieces.append((label, self._bold[-1], ""))

    def _end(self, element: etree._Element, tag: str) -> None:
        self._bold.pop()
        if tag == "a":
            self._links.pop()
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag == "p" and self._printed.pop() == len(self._page.found) and self._table is None:
            self._blank()
        self._lists.end(tag)
        self._verbatim -= tag == "pre"
        if _HEADING.fullmatch(tag):
            self._headings.pop()
        if self._table is not None:
            if self._table.end(element, tag):
                self._page.found.extend(map(_block, entries.table(self._table.rows)))
                self._table = None
        elif tag in _GROUPS:
            self._page.groups[self._open.pop()].end = len(self._page.found)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._verbatim and "\n" in text:
            first, *others = text.split("\n")
            self._pieces.append((first, self._bold[-1], self._links[-1]))
            for line in others:
                self._line_break()
                self._pieces.append((line, self._bold[-1], self._links[-1]))
        else:
            self._pieces.append((text, self._bold[-1], self._links[-1]))

    def _line_break(self) -> None:
        if not self._flush() and self._table is None:
            self._blank()

    def _blank(self) -> None:
        if self._page.found and self._page.found[-1].text:
            self._page.found.append(Block())

    def _flush(self) -> bool:
        """Set the line that was collected; return whether there was one."""
        pieces, self._pieces = self._pieces, []
        text = _collapsed("".join(piece for piece, _, _ in pieces))
        if not text.strip():
            return False
        block = Block(text, heading=self._headings[-1] if self._headings else 0)
        block.bold = _bold(pieces)
        block.bullet = self._lists.take_bullet()
        block.linked, block.inward = (_length(pieces, kind) for kind in (_OUT, _IN))
        if self._table is not None:
            self._table.add(block)
        else:
            self._page.found.append(block)
        return True


def _link(element: etree._Element) -> str:
    """Return where an anchor leads: out of the page, to another place in it, or nowhere."""
    target = element.get("href")
    return "" if target is None else _IN if _INSIDE.match(target) else _OUT


def _length(pieces: list[tuple[str, bool, str]], kind: str) -> int:
    return sum(len("".join(piece.split())) for piece, _, link in pieces if link == kind)


def _is_bold(element: etree._Element, tag: str, around: bool) -> bool:
    """Return whether an element's text is bold, in text that is or is not."""
    style = element.get("style")
    if style is None or "weight" not in style.lower():
        return around or tag in _BOLD
    bold = around or tag in _BOLD or bool(_HEAVY.search(style))
    return bold and not _LIGHT.search(style)


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    found = _HIDDEN.search(element.get("style") or "")
    if found is None or found[1] is None:
        return found is not None
    if element.tag in ("html", "body"):
        return False
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _REVEALED:
            return False
    return True


def _block(entry: Entry) -> Block:
    if isinstance(entry, Block):
        return entry
    return Block(entry.text, cells=entry.cells)


def _collapsed(text: str) -> str:
    """Return a line without the white space that only the source of the page has.

    Tabs between words stay: they part the columns of a table that was pasted as text.
    """
    if "\n" in text:
        first, *others, last = text.split("\n")
        inner = (line.strip(_BLANK) for line in others)
        text = "\n".join((first.rstrip(_BLANK), *inner, last.lstrip(_BLANK)))
        text = _CHINESE.sub("", _BREAKS.sub("\n", text)).replace("\n", " ")
    text = text.replace("\xa0", " ").replace(SOFT_HYPHEN, "")
    if "  " in text or "\r" in text:
        text = _SPACES.sub(" ", text)
    return text.rstrip(" ").lstrip("\t")


def _bold(pieces: list[tuple[str, bool, str]]) -> int:
    """Return how many characters at the start of a line, behind its white space, are bold."""
    if not any(bold for _, bold, _ in pieces[:_FIRST]):
        return 0
    start: list[str] = []
    for piece, bold, _ in pieces:
        if not bold and piece.strip():
            break
        start.append(piece)
    return len(_collapsed("".join(start)).strip())
