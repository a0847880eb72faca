"""Saved web pages (.html, .mht) to `SourceText`: the document in them, without the site around it.

Each paragraph is a line and each row of a table too. What is the document is told by where the
running text stands and by links and buttons around it, never by the names that one site gives.
"""

from collections.abc import Sequence

from desktop.errors import UserError
from desktop.readers import markup, sniff, wrapping
from desktop.readers.reading import BadFileError, Step
from desktop.readers.web import bytes_read, mht
from desktop.readers.web.blocks import Block, Page, blocks
from desktop.readers.web.body import document, weight
from desktop.text import SourceLine, SourceText

_LARGEST = 20_000_000  # bytes without the pictures inside; a tree of it takes twenty times as much
_LITTLE, _MUCH = 200, 4  # characters that a page shows; times as many that it hides
_TAGS = 400_000  # that open and close elements


def source(name: str, data: bytes, _step: Step) -> SourceText:
    """Return the lines of the document in a saved page.

    Raises:
        UserError: there is no text in it.
        BadFileError: it is too large or nested too deep.
    """
    text, encoding = _text(data)
    lines = _lines(document(_shown(text)))
    if not any(line.text.strip() for line in lines):
        raise UserError(
            f"“{name}”里没有文字，没有导入。网页的正文可能没有一起保存，请在浏览器中重新另存。"
        )
    return SourceText(name, lines, wrapping.told(lines), doubts=_doubts(lines), encoding=encoding)


def _shown(text: str) -> Page:
    """Return what a page prints, with what it hides where a script would show nearly all of it."""
    page = blocks(text)
    if (seen := weight(page, _LITTLE)) >= _LITTLE:
        return page
    whole = blocks(text, hidden=True)
    return whole if weight(whole, _MUCH * _LITTLE) > _MUCH * seen else page


def fragment(data: bytes) -> Sequence[SourceLine]:
    """Return all lines of a page that is a part of another file and has no site around it.

    Raises:
        BadFileError: it is too large or nested too deep.
    """
    return _lines(blocks(_text(data)[0]).found)


def _text(data: bytes) -> tuple[str, str]:
    """Return the characters of a page and what they were written in."""
    said = ""
    if sniff.kind(data) == "mht":
        data, said = mht.page(data)
    data = bytes_read.without_pictures(data)
    if len(data) > _LARGEST or data.count(b"<") > _TAGS:
        raise BadFileError("网页的内容过多")
    return bytes_read.decoded(data, said)


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
