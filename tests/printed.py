"""Clean text set the way a printed page, a PDF or OCR would deliver it.

The outline of a text must not depend on how it was broken into lines; these functions break it.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop.model import Kind, Node, Outline

LINES_ON_A_PAGE = 22
_WIDTHS = (26, 28, 30, 33, 38)  # in full-width cells
_CLOSING = frozenset("，。、；：！？）》”’」』%,:;)")
_TOKEN = re.compile(r"[A-Za-z0-9.%+/-]+|.")
_MARKS = re.compile(r"^#+\s*|\*\*|^[-*]\s+")
_RULE = re.compile(r"[-—_=*·. ]+")
_NUMBER = re.compile(r"(?<=[一-鿿])(\d+)(?=[一-鿿])")
_HALF = str.maketrans("，：；（）", ",:;()")


@dataclass(frozen=True)
class Style:
    """How pages are set: what stands between them and what happens to the characters."""

    number: str = ""
    head: str = ""
    indent: str = ""
    blank_lines: bool = True
    glued: bool = False  # the first line of a page follows without a blank line, after one space
    form_feed: bool = False
    half_width: bool = False
    spaced_numbers: bool = False


STYLES = (
    Style(glued=True),
    Style(number="- {} -", glued=True),
    Style(number="— {} —", blank_lines=False, form_feed=True),
    Style(number="{}", spaced_numbers=True),
    Style(glued=True, half_width=True),
    Style(indent="\u3000\u3000", head="政策文件选编"),
)


def printed(text: str, style: int, seed: int = 0) -> str:
    """Return `text`, one paragraph a line, as pages of the style with that index in `STYLES`."""
    rng = random.Random(seed)  # noqa: S311 - line widths, not secrets
    width = rng.choice(_WIDTHS)
    setting = STYLES[style]
    lines: list[str] = []
    count = 0
    for paragraph in _paragraphs(text):
        for line in cut(_set(paragraph, setting, rng), width):
            if count and count % LINES_ON_A_PAGE == 0:
                line = _turn(lines, line, setting, count // LINES_ON_A_PAGE)  # noqa: PLW2901
            lines += [line, ""] if setting.blank_lines else [line]
            count += 1
    return "\n".join(lines) + "\n"


def clean_text(outline: Outline) -> str:
    """Return the document as its outline tells it, one paragraph a line, labels in front."""
    head = [outline.title] if outline.title else []
    body = [line for node in outline.walk() for line in _node_lines(node)]
    return "\n".join([*head, *body, *outline.back_matter]) + "\n"


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        paragraph = _MARKS.sub("", line).strip()
        if paragraph and not _RULE.fullmatch(paragraph):
            yield paragraph


def _set(paragraph: str, setting: Style, rng: random.Random) -> str:
    if setting.spaced_numbers:
        paragraph = _NUMBER.sub(
            lambda match: f" {match[1]} " if rng.random() < 0.5 else match[1], paragraph
        )
    if setting.half_width:
        paragraph = paragraph.translate(_HALF)
    return setting.indent + paragraph


def cut(paragraph: str, width: float, first: float | None = None) -> Iterator[str]:
    """Yield the lines of a paragraph set `width` cells wide, its first line perhaps narrower."""
    line, cells, width, wide = "", 0.0, width if first is None else first, width
    for token in _TOKEN.findall(paragraph):
        size = _cells(token)
        if line and cells + size > width and token not in _CLOSING:
            yield line
            line, cells, width = "", 0.0, wide
        line, cells = line + token, cells + size
    if line:
        yield line


@cache
def _cells(token: str) -> float:
    """Return how wide a token is, in full-width cells."""
    return sum(0.5 if ord(char) < 256 else 1 for char in token)


def _turn(lines: list[str], line: str, setting: Style, page: int) -> str:
    """Add the page's foot and the next head to `lines`; return the page's first line."""
    for furniture in filter(None, (setting.number.format(page), setting.head)):
        lines += ["", furniture, ""] if setting.blank_lines else [furniture]
    if setting.glued:
        if not setting.number and not lines[-1]:
            lines.pop()
        return " " + line
    return "\f" + line if setting.form_feed else line


def _node_lines(node: Node) -> Iterator[str]:
    if node.kind is Kind.TABLE:
        yield from ("\t".join(row) for row in node.rows or ())
        return
    space = " " if node.label[:1] == "第" or node.label.startswith("专栏") else ""
    text = node.text or node.title
    if node.label or text or node.units_text:
        yield from f"{node.label}{space}{text}{node.units_text}".split("\n")
