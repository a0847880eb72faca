"""A short way to write a text and to say what tree it has, so that a test is one row of a table."""

from collections.abc import Iterable

from desktop.model import Node, Outline
from desktop.structure import layout, paragraphs
from desktop.structure.layout import Layout
from desktop.structure.paragraphs import Paragraph
from desktop.text import SourceText
from tests.documents import outline_of_text, source_of

FILLER = "坚持目标导向和问题导向相结合，推动各项政策落地见效，确保年度目标任务全面完成。"


def lines(text: str) -> str:
    """Return the text that `text` abbreviates: ` / ` ends a line, `~` is a sentence of prose."""
    return text.replace(" / ", "\n").replace("~", FILLER)


def parsed(text: str) -> Outline:
    """Return the outline of an abbreviated text."""
    return outline_of_text(lines(text))


def joined(text: str) -> list[Paragraph]:
    """Return the paragraphs of an abbreviated text, each of its lines one of them."""
    found = layout.rows(source(text))
    return paragraphs.join(found, Layout())


def source(text: str) -> SourceText:
    """Return the source that a file with an abbreviated text gives."""
    return source_of(lines(text))


def tree(outline: Outline) -> str:
    """Return the labels and kinds of the nodes: `一、chapter[lead 1.measure 2.measure]`."""
    return _tree(outline.nodes)


def _tree(nodes: Iterable[Node]) -> str:
    return " ".join(
        f"{node.label.replace(' ', '')}{node.kind}"
        + (f"[{_tree(node.children)}]" * bool(node.children))
        for node in nodes
    )
