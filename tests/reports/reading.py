"""Word files read back by the tests, straight from their XML."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
NAMES = {"w": W[1:-1]}
_WORDS = {f"{W}tab": "\t", f"{W}br": "\n"}


def part(file: Path, name: str) -> etree._Element:
    """The root of a part of the file."""
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read(name))


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def everything(file: Path) -> str:
    """All parts of the file, one behind the other."""
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


@dataclass(frozen=True)
class ReadComment:
    """A comment as a Word file has it, with the words that it is anchored at."""

    number: str
    author: str
    initials: str
    date: str
    text: str
    anchored: str


def _pieces(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Every start, end and word of the text in order; paragraphs and cells are set apart."""
    last: etree._Element | None = None
    for element in body.iter():
        if element.tag == f"{W}p":
            if last is not None:
                cells = [next(each.iterancestors(f"{W}tc"), None) for each in (last, element)]
                rows = [next(each.iterancestors(f"{W}tr"), None) for each in (last, element)]
                beside = cells[0] is not cells[1] and rows[0] is rows[1] is not None
                yield "words", "\t" if beside else "\n"
            last = element
        elif element.tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
            yield element.tag.removeprefix(f"{W}commentRange"), value(element, "id") or ""
        elif element.tag == f"{W}t":
            yield "words", element.text or ""
        elif element.tag in _WORDS and element.getparent().tag == f"{W}r":
            yield "words", _WORDS[element.tag]


def anchors(file: Path) -> dict[str, str]:
    """By a comment's number, the words between its start and its end."""
    found: dict[str, str] = {}
    opened: dict[str, list[str]] = {}
    for kind, what in _pieces(part(file, "word/document.xml")):
        if kind == "Start":
            assert what not in opened
            assert what not in found
            opened[what] = []
        elif kind == "End":
            found[what] = "".join(opened.pop(what))
        else:
            for words in opened.values():
                words.append(what)
    assert not opened
    return found


def comments(file: Path) -> list[ReadComment]:
    """The file's comments, in its order."""
    if "word/comments.xml" not in names(file):
        return []
    at = anchors(file)
    return [
        ReadComment(
            number,
            value(element, "author") or "",
            value(element, "initials") or "",
            value(element, "date") or "",
            "\n".join(_text(paragraph) for paragraph in element.iter(f"{W}p")),
            at[number],
        )
        for element in part(file, "word/comments.xml")
        if (number := value(element, "id") or "")
    ]


def _text(paragraph: etree._Element) -> str:
    return "".join(
        element.text or "" if element.tag == f"{W}t" else _WORDS[element.tag]
        for element in paragraph.iter(f"{W}t", *_WORDS)
        if element.tag == f"{W}t" or element.getparent().tag == f"{W}r"
    )


def lines(file: Path) -> list[tuple[str, str]]:
    """The style and the words of every paragraph."""
    root = part(file, "word/document.xml")
    return [
        (value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", _text(paragraph))
        for paragraph in root.iter(f"{W}p")
    ]
