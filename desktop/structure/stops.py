"""Texts whose full stops are set as dots: parsed with 。, and given back as they are printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.model import Doubt, Line, Node, Outline
from desktop.text import SourceLine, SourceText

_DOT = re.compile(r"(?<=[一-鿿）)”》%％])[.．](?=[\s一-鿿“（《(]|$)")
_LABEL = re.compile(r"\s*[（(]?[一二三四五六七八九十百]{1,4}[）)]?\s*[.．]?")
_FEWEST = 3


def dot(source: SourceText) -> str:
    """Return the dot that ends the sentences of a text which has no 。 at all, or ""."""
    if any("。" in line.text for line in source.lines):
        return ""
    found = [source.lines[index].text[at] for index, at in _dots(source.lines)]
    best = max(".．", key=found.count)
    return best if found.count(best) >= _FEWEST else ""


def full(source: SourceText, printed: str) -> SourceText:
    """Return the text with 。 where a sentence ends with the dot that `printed` is."""
    lines = list(source.lines)
    for index, at in _dots(lines):
        text = lines[index].text
        if text[at] == printed:
            lines[index] = lines[index]._replace(text=f"{text[:at]}。{text[at + 1 :]}")
    return replace(source, lines=tuple(lines))


def as_printed(outline: Outline, printed: str) -> Outline:
    """Return the outline of such a text with its stops as they are printed."""

    def of(text: str) -> str:
        return text.replace("。", printed)

    def node(each: Node) -> Node:
        return replace(
            each,
            title=of(each.title),
            text=of(each.text),
            units_text=of(each.units_text),
            rows=each.rows and tuple(tuple(map(of, row)) for row in each.rows),
            children=tuple(map(node, each.children)),
        )

    def line(each: Line) -> Line:
        return replace(each, text=of(each.text))

    def doubt(each: Doubt) -> Doubt:
        message = each.message.replace(each.printed, of(each.printed)) if each.printed else ""
        return replace(
            each,
            printed=of(each.printed),
            assumed=of(each.assumed),
            message=message or each.message,
        )

    return replace(
        outline,
        nodes=tuple(map(node, outline.nodes)),
        front_matter=tuple(map(line, outline.front_matter)),
        back_matter=tuple(map(of, outline.back_matter)),
        contents=tuple(map(line, outline.contents)),
        furniture=tuple(map(line, outline.furniture)),
        doubts=tuple(map(doubt, outline.doubts)),
    )


def _dots(lines: Sequence[SourceLine]) -> list[tuple[int, int]]:
    """Return where dots end sentences: the line's index and the place in it; no label's dot."""
    found = []
    for index, line in enumerate(lines):
        if line.cells is not None:
            continue
        label = _LABEL.match(line.text)
        start = label.end() if label else 0
        found += [(index, match.start()) for match in _DOT.finditer(line.text, start)]
    return found
