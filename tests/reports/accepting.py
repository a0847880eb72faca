"""What Word leaves of a report's text when all its changes are accepted, or all rejected.

By ECMA-376, part 1, 17.13.5: runs that are taken out go; a paragraph whose end is taken out goes on
in the next one; a row that is taken out goes with all in it; a style that was another one before is
that one again.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.reports.reading import W

MARKS = ("Mark", "CommentReference")
Line = tuple[str, tuple[tuple[str, str], ...]]
"""A paragraph: its style, and its words, each with their character style."""
Block = Line | tuple[tuple[tuple[Line, ...], ...], ...]


def accepted(file: Path) -> list[Block]:
    return list(_blocks(_body(file), gone=("del", "moveFrom"), before=False))


def rejected(file: Path) -> list[Block]:
    return list(_blocks(_body(file), gone=("ins", "moveTo"), before=True))


def changes(file: Path) -> list[etree._Element]:
    names = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
    return list(_body(file).iter(*(f"{W}{name}" for name in names)))


def _body(file: Path) -> etree._Element:
    with zipfile.ZipFile(file) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def _blocks(parent: etree._Element, gone: tuple[str, ...], *, before: bool) -> Iterator[Block]:
    waiting: list[tuple[str, str]] = []
    for child in parent:
        if child.tag == f"{W}p":
            waiting += _runs(child, gone, before=before)
            if child.find("/".join(f"{W}{name}" for name in ("pPr", "rPr"))) is not None and any(
                child.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in gone
            ):
                continue
            yield _style(child, before=before), _joined(waiting)
            waiting = []
        elif child.tag == f"{W}tbl":
            assert not waiting, "words that no paragraph ends stand before a table"
            rows = [
                tuple(tuple(_blocks(cell, gone, before=before)) for cell in row.findall(f"{W}tc"))
                for row in child.findall(f"{W}tr")
                if not any(row.find(f"{W}trPr/{W}{name}") is not None for name in gone)
            ]
            assert all(cell for row in rows for cell in row)
            if rows:
                yield tuple(rows)
    assert not waiting, "words that no paragraph ends"


def _style(paragraph: etree._Element, *, before: bool) -> str:
    was = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle")
    style = was if before and was is not None else paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    return style.get(f"{W}val", "")


def _runs(
    paragraph: etree._Element, gone: tuple[str, ...], *, before: bool
) -> Iterator[tuple[str, str]]:
    for run in paragraph.iter(f"{W}r"):
        above = {each.tag.removeprefix(W) for each in run.iterancestors()}
        if above.isdisjoint(gone):
            was = run.find(f"{W}rPr/{W}rPrChange")
            where = was if before and was is not None else run
            style = where.find(f"{W}rPr/{W}rStyle")
            name = "" if style is None else style.get(f"{W}val", "")
            words = {f"{W}tab": "\t", f"{W}br": "\n"}
            for each in run.iter(f"{W}t", f"{W}delText", *words):
                yield "" if name.startswith(MARKS) else name, words.get(each.tag, each.text or "")


def _joined(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for style, words in runs:
        if words and found and found[-1][0] == style:
            found[-1] = (style, found[-1][1] + words)
        elif words:
            found.append((style, words))
    return tuple(found)
