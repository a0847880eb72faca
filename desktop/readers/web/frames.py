"""Pages within pages: what a frame shows takes its place, so that the page is read as it looks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree, html

from desktop.readers import beside
from desktop.readers.reading import BadFileError

_FRAMES = ("iframe", "frame")
_DEEPEST = 3  # frames in frames
FRAMED = "framed"
"""The attribute of a `div` that was a frame."""


@dataclass(slots=True)
class Frames:
    """The pages that came in one file, of which one is looked at and may show others.

    Attributes:
        pages: the characters of each.
        addresses: where each was saved from; "" where that is not told.
        names: further names by which frames call pages, with the indices of these.
        shown: the indices of the pages that were put into another.
    """

    pages: Sequence[str]
    addresses: Sequence[str] = ("",)
    names: dict[str, int] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)

    def root(self, start: int = 0) -> etree._Element | None:
        """Return the tree of a page with the others in their frames; None where it is empty.

        Raises:
            BadFileError: one is nested so deep that a part of it would be lost.
        """
        self.shown.clear()
        return self._filled(start, (start,))

    def _filled(self, page: int, around: tuple[int, ...]) -> etree._Element | None:
        root = _tree(self.pages[page])
        if root is None or len(around) > _DEEPEST:
            return root
        for frame in list(root.iter(*_FRAMES)):
            found = self._named(frame.get("src") or "", self.addresses[page])
            if found is None or found in around or found in self.shown:
                continue
            self.shown.add(found)
            inner = self._filled(found, (*around, found))
            if inner is not None:
                _put(frame, inner)
        return root

    def _named(self, source: str, base: str) -> int | None:
        """Return the index of the page that a frame names, or None where it did not come along."""
        for address in (source, urljoin(base, source)):
            if (found := self.names.get(beside.plain(address))) is not None:
                return found
        return None


_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a page may say by numbers (`&#1;`) and lxml reads, but lets nobody write (XML 1.0, 2.2)."""


def _tree(text: str) -> etree._Element | None:
    """Return the tree of a page; None where there are but comments in it."""
    if not text.strip():
        return None
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in each.message.lower() for each in parser.error_log):
        raise BadFileError("网页嵌套得太深")
    return root


def _put(frame: etree._Element, page: etree._Element) -> None:
    """Make a `div` of a frame, with the body of the page that it shows in it."""
    body = page.find("body")
    frame.tag = "div"
    frame.set(FRAMED, "")
    text = None if body is None else body.text
    frame.text = text and _UNWRITABLE.sub(" ", text)
    frame[:] = list(page if body is None else body)
