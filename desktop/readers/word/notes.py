"""What stands beside a Word file's text: footnotes, comments, and who wrote last in it."""

from collections.abc import Iterator

from lxml import etree

from desktop.readers.word.names import w, whole
from desktop.readers.word.package import Package
from desktop.text import SourceMark

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The footnotes and endnotes, each part read when the first of it is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, dict[str, etree._Element]] = {}

    def get(self, kind: str, note_id: str) -> etree._Element | None:
        """Return the element of a note, by `footnotes` or `endnotes` and its id."""
        if kind not in self._known:
            root = self._package.root(self._package.related(kind))
            self._known[kind] = {
                each.get(w("id"), ""): each
                for each in (() if root is None else root)
                if each.get(w("type")) not in _SEPARATORS
            }
        return self._known[kind].get(note_id)


def comments(package: Package) -> dict[str, SourceMark]:
    """Return the comments as marks that have no place yet, by the keys `comment ID`.

    A reply stands as a comment of its own on the same words.
    """
    root = package.root(package.related("comments"))
    found: dict[str, SourceMark] = {}
    for element in () if root is None else root.iter(w("comment")):
        note = "\n".join(_texts(element)).strip()
        found[f"comment {element.get(w('id'), '')}"] = SourceMark(
            (), element.get(w("author"), "").strip(), element.get(w("date"), ""), note
        )
    return found


def last_hand(package: Package) -> tuple[str, str]:
    """Return who changed the file last, or made it, and when; "" where it does not say."""
    root = package.root("docProps/core.xml")
    if root is None:
        return "", ""
    by = root.findtext(f"{_CORE}lastModifiedBy") or root.findtext(f"{_DC}creator") or ""
    at = root.findtext(f"{_TERMS}modified") or root.findtext(f"{_TERMS}created") or ""
    return by.strip(), at.strip()


def pages(package: Package) -> int:
    """Return how many pages the file says it has; 0 where it does not say."""
    root = package.root("docProps/app.xml")
    return 0 if root is None else whole(root.findtext(f"{_APP}Pages"))


def _texts(element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(w("p")):
        yield "".join(each.text or "" for each in paragraph.iter(w("t")))
