"""Labels in the middle of a paragraph, where the print did not begin a line for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.model import Doubt
from desktop.structure import doubts, labels
from desktop.structure.labels import Label, Scheme
from desktop.structure.paragraphs import Paragraph

_GLUED = re.compile(
    r"(?<=[。；])[ \u3000]*(?=第[一二三四五六七八九十百零〇\d]{1,7}[章节条][ \u3000\t【])"
    r"|(?<=[一-鿿])[ \u3000]*(?=第[一二三四五六七八九十百零〇]{1,7}[节条][ \u3000])"
    r"|(?<=。)[ \u3000]*(?=[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)
_LISTS = re.compile(r"[：:；，。][ \u3000]*(?:一、|[（(]一[）)])")  # a list of its own
_SCHEMES = (
    Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE, Scheme.CHINESE, Scheme.CHINESE_BRACKETED,
)  # fmt: skip
_HEAVY = (Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE)
_HEADING = re.compile(r"[^，。；：]{2,30}")
_LONGEST = 100  # what is read of a label and its heading
_LISTING = (Scheme.CHINESE, Scheme.CHINESE_BRACKETED)


def part(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Doubt]]:
    """Return the paragraphs with those parted that hold a label which is missing, and doubts.

    第三条 behind a 。 begins one where 第二条 was the last to do so, and 第四条 is the next.
    """
    done: list[Paragraph] = []
    found: list[Doubt] = []
    following = _following(paragraphs)
    last: dict[Scheme, int] = {}
    for index, paragraph in enumerate(paragraphs):
        _count(last, paragraph.label)
        rest = paragraph
        below = paragraphs[index + 1].label if index + 1 < len(paragraphs) else None
        for place, label, after in _with_next(list(_inside(paragraph)), following[index]):
            tail = paragraph.text[place:]
            first = rest.text[: len(rest.text) - len(tail)]
            ends = after is None and (label.scheme in _HEAVY or _is_last(label, tail, below))
            missing = _is_missing(label, last.get(label.scheme), after, ends=ends)
            if not missing or not (_closes(first) or _is_heading(rest, first)):
                continue
            line = paragraph.line_before_end(len(tail))
            done.append(_head(rest, first, len(tail), line))
            rest = replace(paragraph.end(tail), label=label, heading=0, bold=0, bullet=False)
            found.append(doubts.glued(label, line, tail))
            _count(last, label)
        done.append(rest)
    return done, found


def _inside(paragraph: Paragraph) -> Iterator[tuple[int, Label]]:
    """Yield where labels stand inside a paragraph, and the labels."""
    if paragraph.cells is not None:
        return
    lists = _LISTS.search(paragraph.text) is not None
    for match in _GLUED.finditer(paragraph.text):
        label = labels.read(paragraph.text[match.end() : match.end() + _LONGEST])
        if label and label.scheme in _SCHEMES and not (lists and label.scheme in _LISTING):
            yield match.end(), label


def _with_next(
    inside: Sequence[tuple[int, Label]], following: dict[Scheme, int]
) -> list[tuple[int, Label, int | None]]:
    """Return the labels inside a paragraph, each with the next number of its scheme."""
    found: list[tuple[int, Label, int | None]] = []
    known = dict(following)
    for place, label in reversed(inside):
        found.append((place, label, known.get(label.scheme)))
        _count(known, label)
    return found[::-1]


def _following(paragraphs: Sequence[Paragraph]) -> list[dict[Scheme, int]]:
    """Return for each paragraph the next numbers that begin one behind it."""
    found: list[dict[Scheme, int]] = []
    known: dict[Scheme, int] = {}
    for paragraph in reversed(paragraphs):
        found.append(dict(known))
        _count(known, paragraph.label)
    return found[::-1]


def _count(numbers: dict[Scheme, int], label: Label | None) -> None:
    if label and label.numbers and label.scheme in _SCHEMES:
        numbers[label.scheme] = label.numbers[0]
        if label.scheme is Scheme.CHAPTER:
            numbers.pop(Scheme.SECTION, None)


def _is_missing(label: Label, before: int | None, after: int | None, *, ends: bool) -> bool:
    """Return whether a number goes on; a chapter's first section or article may begin at 1."""
    value = label.numbers[0]
    if before != value - 1 and not (before is None and value == 1 and label.scheme in _HEAVY):
        return False
    return (ends and value > 1) if after is None else value < after <= value + 2


def _closes(text: str) -> bool:
    return text.rstrip().endswith(("。", "；"))


def _is_heading(paragraph: Paragraph, text: str) -> bool:
    """Return whether the first `text` of a paragraph is a chapter's or section's heading."""
    label = paragraph.label
    heavy = label is not None and label.scheme in _HEAVY and label.scheme is not Scheme.ARTICLE
    return heavy and _HEADING.fullmatch(text) is not None


def _is_last(label: Label, tail: str, below: Label | None) -> bool:
    """Return whether the last heading of its scheme stands behind a sentence: entries follow it."""
    heads = below is not None and below.scheme > label.scheme and bool(below.numbers)
    return heads and _HEADING.fullmatch(tail, label.end) is not None


def _head(paragraph: Paragraph, text: str, cut: int, line: int) -> Paragraph:
    """Return the first `text` of a paragraph of which `cut` characters at its end are taken off."""
    starts = tuple((left - cut, number) for left, number in paragraph.starts if left > cut)
    return replace(paragraph, text=text, last=line, starts=starts)
