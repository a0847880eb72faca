"""The comments of a Word file: words, author, moment, thread, and the numbers they are known by.

`commentsExtended.xml` ([MS-DOCX] 2.5) tells threads and what is settled, by the ids of comments'
paragraphs; `commentsIds.xml` and `commentsExtensible.xml` have the lasting ids and the moments in
UTC. LibreOffice leaves all three out; then there are words, authors and moments alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from desktop.readers.word.names import w
from desktop.readers.word.package import Package

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_PARA = f"{_W14}paraId"
_WORDS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}
_PICTURES = frozenset(map(w, ("drawing", "pict", "object")))
_PICTURE = "（批注中有图片，请看原来的文件。）"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a file.

    Attributes:
        id: its number in the file.
        author: its author's name on one line, or "".
        at: the moment, UTC, ISO 8601; "" where the file tells none.
        text: what it says, a line a paragraph.
        keys: the numbers it may be known by, see `bookmarks.comment_key`.
        parent: the id of the comment that it answers, or "".
        done: whether its thread is settled.
    """

    id: str
    author: str
    at: str
    text: str
    keys: frozenset[int] = frozenset()
    parent: str = ""
    done: bool = False


def remarks(package: Package) -> list[Remark]:
    """Return the comments that say something, in the file's order."""
    root = package.root(package.related("comments"))
    if root is None:
        return []
    elements = list(root.iter(w("comment")))
    lasting = dict(_pairs(package, "commentsIds", f"{_CID}paraId", f"{_CID}durableId"))
    moments = dict(_pairs(package, "commentsExtensible", f"{_CEX}durableId", f"{_CEX}dateUtc"))
    above = dict(_pairs(package, "commentsExtended", f"{_W15}paraId", f"{_W15}paraIdParent"))
    done = dict(_pairs(package, "commentsExtended", f"{_W15}paraId", f"{_W15}done"))
    owners = {
        paragraph: element.get(w("id"), "")
        for element in elements
        for paragraph in _paragraphs(element)
    }
    found = []
    for element in elements:
        text = _text(element)
        if not text.strip():
            continue
        paragraphs = _paragraphs(element)
        known = [lasting[each] for each in paragraphs if each in lasting]
        parents = [owners.get(above[each], "") for each in paragraphs if above.get(each)]
        utc = next((moments[each] for each in known if moments.get(each)), "")
        found.append(
            Remark(
                element.get(w("id"), ""),
                " ".join(element.get(w("author"), "").split()),
                _moment(utc, utc=True) or _moment(element.get(w("date"), ""), utc=False),
                text,
                frozenset(_numbers([*paragraphs, *known])),
                parents[0] if parents else "",
                any(done.get(each) in ("1", "true", "on") for each in paragraphs),
            )
        )
    return found


def roots(found: list[Remark]) -> Mapping[str, str]:
    """Return by a comment's id the first of its thread, itself where it answers none."""
    parents = {each.id: each.parent for each in found}
    first: dict[str, str] = {}
    for each in parents:
        place, seen = each, {each}
        while (above := parents.get(place)) and above in parents and above not in seen:
            place = above
            seen.add(place)
        first[each] = place
    return first


def _pairs(package: Package, kind: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what one attribute of a part's entries has beside another."""
    root = package.root(package.related(kind))
    for element in () if root is None else root:
        if element.get(key):
            shown = element.get(value) or ""
            yield element.get(key, "").upper(), shown if "date" in value else shown.upper()


def _paragraphs(element: etree._Element) -> list[str]:
    return [each.get(_PARA, "").upper() for each in element.iter(w("p")) if each.get(_PARA)]


def _text(element: etree._Element) -> str:
    lines, pictures = [], False
    for paragraph in element.iter(w("p")):
        words = []
        for each in paragraph.iter():
            if each.tag == w("t"):
                words.append(each.text or "")
            elif each.tag in _WORDS and _tag(each.getparent()) == w("r"):
                words.append(_WORDS[each.tag])
            pictures = pictures or each.tag in _PICTURES
        lines.append("".join(words))
    text = "\n".join(lines).strip("\n\t ")
    return "\n".join(filter(None, (text, _PICTURE if pictures else "")))


def _tag(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag)


def _numbers(found: list[str]) -> Iterator[int]:
    for each in found:
        try:
            yield int(each, 16)
        except ValueError:
            continue


def _moment(text: str, *, utc: bool) -> str:
    """Return a moment in UTC; what names no zone, or wrongly UTC, is the writer's own time."""
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=UTC) if utc else at.replace(tzinfo=None).astimezone()
        return at.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return ""
