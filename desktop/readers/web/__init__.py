"""Saved web pages (.html, .mht) to `SourceText`: the document in them, without the site around it.

Each paragraph is a line and each row of a table too. What is the document is told by where the
running text stands and by links and buttons around it, never by the names that one site gives.
"""

from collections.abc import Sequence

from lxml import etree

from desktop.errors import UserError
from desktop.readers import beside, markup, sniff, wrapping
from desktop.readers.reading import BadFileError, Step
from desktop.readers.web import bytes_read, mht
from desktop.readers.web.blocks import Block, Page, blocks
from desktop.readers.web.body import document, weight
from desktop.readers.web.frames import Frames
from desktop.text import SourceLine, SourceText

_LARGEST = 20_000_000  # bytes without the pictures inside; a tree of it takes twenty times as much
_LITTLE, _MUCH = 200, 4  # characters that a page shows; times as many that it hides
_TAGS = 300_000  # that open and close elements


def source(name: str, data: bytes, _step: Step) -> SourceText:
    """Return the lines of the document in a saved page.

    Raises:
        UserError: there is no text in it.
        BadFileError: it is too large or nested too deep.
    """
    pages, encoding = _pages(data)
    lines = _lines(document(_shown(_root(pages))))
    if not any(line.text.strip() for line in lines):
        raise UserError(
            f"“{name}”里没有文字，没有导入。网页的正文可能没有一起保存，请在浏览器中重新另存。"
        )
    return SourceText(name, lines, wrapping.told(lines), doubts=_doubts(lines), encoding=encoding)


def _shown(root: etree._Element | None) -> Page:
    """Return what a page prints, with what it hides where a script would show nearly all of it."""
    page = blocks(root)
    if (seen := weight(page, _LITTLE)) >= _LITTLE:
        return page
    whole = blocks(root, hidden=True)
    return whole if weight(whole, _MUCH * _LITTLE) > _MUCH * seen else page


def fragment(data: bytes) -> Sequence[SourceLine]:
    """Return all lines of a page that is a part of another file and has no site around it.

    Raises:
        BadFileError: it is too large or nested too deep.
    """
    return _lines(blocks(_root(_pages(data)[0])).found)


def _root(pages: Frames) -> etree._Element | None:
    """Return the page that is looked at, or the longest one, where that does not show it."""
    root = pages.root()
    longest = max(range(len(pages.pages)), key=lambda index: len(pages.pages[index]))
    return root if longest == 0 or longest in pages.shown else pages.root(longest)


def _pages(data: bytes) -> tuple[Frames, str]:
    """Return the pages in a file and what the first of them was written in."""
    found = mht.parts(data) if sniff.kind(data) == "mht" else [mht.Part(data, "", "", "")]
    slim = [bytes_read.without_pictures(each.data) for each in found]
    if sum(map(len, slim)) > _LARGEST or sum(each.count(b"<") for each in slim) > _TAGS:
        raise BadFileError("网页的内容过多")
    texts = [bytes_read.decoded(one, each.said) for one, each in zip(slim, found, strict=True)]
    names: dict[str, int] = {}
    for index, each in enumerate(found):
        for name in filter(None, (beside.plain(each.address), each.name)):
            names.setdefault(name, index)
    addresses = [each.address for each in found]
    return Frames([text for text, _ in texts], addresses, names), texts[0][1]


def _lines(found: Sequence[Block]) -> tuple[SourceLine, ...]:
    return markup.refined(
        [
            SourceLine(number, each.text, None, each.heading, each.bold, each.bullet, each.cells)
            for number, each in enumerate(found, start=1)
        ]
    )


def _doubts(lines: Sequence[SourceLine]) -> tuple[tuple[int, str, str], ...]:
    return tuple(
        (line.number, line.text.strip(), "这一行有无法识别的字符（显示为“�”），请对照原文件核对。")
        for line in lines
        if "\ufffd" in line.text
    )
