"""Files made to choke a reader: as large, as deep or as tangled as they are let in, and beyond."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import random
from collections.abc import Callable

from tests.readers.packed import packed
from tests.readers.word_files import p, r, word_file

_CHANCE = random.Random(1)  # noqa: S311 - only has to be the same again
_TAGS = 290_000  # just under what a page may have


def _noise() -> str:
    """A text that does not pack well, so that a zip of many does not look like a bomb."""
    return f"一、{_CHANCE.random()}"


def _cells(span: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr><w:tc><w:tcPr>{span}</w:tcPr>{p(_noise())}</w:tc></w:tr>' for _ in range(100_000))}</w:tbl>"


def _comments(count: int) -> bytes:
    start = '<w:commentRangeStart w:id="{}"/>'
    body = (p(start.format(number), r(_noise())) for number in range(count))
    made = (f'<w:comment w:id="{number}">{p("注")}</w:comment>' for number in range(count))
    return word_file(*body, comments="".join(made))


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:basedOn w:val="{(number + 1) % 300}"/></w:style>'
        for number in range(300)
    )


def _external() -> dict[str, bytes]:
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    relations = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><Relationships/>'
    return {"[Content_Types].xml": b"", "word/document.xml": outside, "_rels/.rels": relations}


def _mail(parts: str) -> bytes:
    return f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "paragraphs.docx": lambda: word_file(*(p(_noise()) for _ in range(180_000))),
    "too_many.docx": lambda: word_file(*(p(_noise()) for _ in range(400_000))),
    "runs.docx": lambda: word_file(p(*(r(_noise()) for _ in range(250_000)))),
    "bomb.docx": lambda: word_file("<w:p/>" * 14_000_000),
    "deep_table.docx": lambda: word_file(
        "<w:tbl><w:tr><w:tc>" * 100_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 100_000
    ),
    "deep_table_let_in.docx": lambda: word_file(
        "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "deep_change.docx": lambda: word_file(p("<w:ins>" * 240 + r("x") + "</w:ins>" * 240)),
    "spans.docx": lambda: word_file(_cells('<w:gridSpan w:val="99999999"/>')),
    "comments.docx": lambda: _comments(20_000),
    "styles.docx": lambda: word_file(p("甲", properties='<w:pStyle w:val="0"/>'), styles=_styles()),
    "text.docx": lambda: word_file(
        p(r("".join(chr(0x4E00 + _CHANCE.randrange(20_000)) for _ in range(3_000_000))))
    ),
    "external.docx": lambda: packed(_external()),
    "fields.docx": lambda: word_file(
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000, "x")
    ),
    "paragraphs.html": lambda: "".join(f"<p>{_noise()}" for _ in range(_TAGS)).encode(),
    "deep.html": lambda: b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "unclosed.html": lambda: b"<b>x" * _TAGS,
    "cells.html": lambda: b"<table><tr>" + b"<td>x" * _TAGS,
    "tables.html": lambda: b"<table><tr><td>x<td>y</table>" * (_TAGS // 5),
    "deep_tables.html": lambda: b"<table><tr><td>" * (_TAGS // 3),
    "spans.html": lambda: b"<table>" + b"<tr><td rowspan=60 colspan=60>x" * (_TAGS // 2),
    "spaces.html": lambda: b"<p>a" + b" " * 9_000_000 + b"\n" + b" " * 9_000_000 + b"b",
    "tabs.html": lambda: b"<p>a" + b"\t\t\n \t" * 3_900_000 + b"b",
    "lists.html": lambda: b"<ol><li>x" * 900,
    "breaks.html": lambda: b"x<br>" * _TAGS,
    "hidden.html": lambda: b'<p style="visibility:hidden">x' * (_TAGS // 8),
    "attributes.html": lambda: b"<p " + b"a=b " * 4_900_000 + b">x",
    "comments.html": lambda: b"<!---->" * 600 + b"<p>x",
    "links.html": lambda: b"<a href=x>link</a>\n" * (_TAGS // 2),
    "text.html": lambda: "一、中文，".encode() * 1_300_000,
    "brackets.html": lambda: b"<" * _TAGS,
    "deep.mht": lambda: (
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(20_000)
        )
    ),
    "headers.mht": lambda: b"MIME-Version: 1.0\n" + b"X: y\n" * 1_000_000,
    "parts.mht": lambda: _mail("--b\nContent-Type: text/html\n\n<p>x\n" * 100_000),
    "code.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        + b"AAAA\n" * 5_000_000
    ),
}
