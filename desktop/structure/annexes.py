"""Where one document ends and an attached one begins: 附件 lines, titles with a new numbering."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from desktop.structure import headlines, signing
from desktop.structure.labels import Label, Scheme
from desktop.structure.paragraphs import Paragraph

_TOPS = (Scheme.PART, Scheme.CHAPTER, Scheme.CHINESE, Scheme.ARTICLE, Scheme.ARABIC)
_REACH = 8
_LABEL_LENGTH = 60
_FIELDS = 3
_FIELD = re.compile(
    r"[□☐]|_{3,}|＿{2,}|（(?:盖章|签[字章名]|公章)）|年[\s\u3000]{2,}月|[：:]\s*$|[：:][\s\u3000]{4,}"
)
_FORM = re.compile(
    r"(?:申[报请]书|[请审登汇推荐报记批总查核]表|回执|承诺书|格式|样表|模板|范本)(?:[（(].{1,12}[）)])?$"
)
_FILE = re.compile(r"\.(?:pdf|docx?|ofd|wps|xlsx?|zip|rar)\s*$", re.IGNORECASE)
_LINKED = re.compile("^[《“]|关于|解读|读懂|图解|问答")  # titles of what a page links to
_TITLE_LINES = 4


@dataclass(slots=True)
class Part:
    """A document or annex: its label and title (both empty for the first), and its paragraphs."""

    label: Label | None
    title: str
    first: int
    last: int
    paragraphs: list[Paragraph]


def split(text: Sequence[Paragraph]) -> list[Part]:
    """Return the main document and its annexes, in order; each paragraph is in one of them."""
    starts = _starts(text)
    parts = [Part(None, "", 0, 0, list(text[: starts[0]] if starts else text))]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        parts.append(_annex(text[start:end]))
    return [part for part in parts if part.paragraphs or part.label or part.title]


def is_form(text: Sequence[Paragraph], title: str = "") -> bool:
    """Return whether an annex is a form to fill in, whose numbers head fields."""
    fields = sum(bool(_FIELD.search(paragraph.text)) for paragraph in text)
    fewest = 1 if _FORM.search(title) else _FIELDS
    return fields >= fewest and fields >= 0.25 * len(text)


def without_labels(text: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs as plain text."""
    return [replace(paragraph, label=None) for paragraph in text]


def _starts(text: Sequence[Paragraph]) -> list[int]:
    found = {index for index in range(len(text)) if _is_annex_line(text, index)}
    found |= {index for index in range(2, len(text)) if _is_below_signature(text, index)}
    return sorted(found.union(_restarts(text, found)))


def _is_below_signature(text: Sequence[Paragraph], index: int) -> bool:
    """Return whether a title stands below the signature of the document that puts it in force."""
    above, day, title = text[index - 2 : index + 1]
    if any(paragraph.label or not paragraph.is_short for paragraph in (above, day, title)):
        return False
    if not headlines.is_date(day.text) or not signing.organs(above.text):
        return False
    linked = _LINKED.search(title.text) is not None or headlines.is_apart(title.text)
    return headlines.is_title_end(title.text) and not linked and index + 1 < len(text)


def _is_annex_line(text: Sequence[Paragraph], index: int) -> bool:
    """Return whether 附件 heads an attached document; in a list of annexes it does not."""
    paragraph = text[index]
    label = paragraph.label
    if label is None or label.scheme is not Scheme.ANNEX or len(paragraph.text) > _LABEL_LENGTH:
        return False
    title = paragraph.body.strip()
    if title and (title[-1] in "。；，" or title[0] in "1一1《（("):
        return False
    following = text[index + 1] if index + 1 < len(text) else None
    if following is None:
        return False
    if following.label and following.label.scheme is Scheme.ANNEX:
        return False
    if title and label.printed[-1] in ":：" and _ends_list(text, index, following):
        return False
    return not (following.label and following.label.scheme is Scheme.ARABIC and not title)


def _ends_list(text: Sequence[Paragraph], index: int, following: Paragraph) -> bool:
    """Return whether 附件1：… is of a list of annexes and heads none: a signature stands below."""
    label = text[index].label
    above = text[index - 1].label if index else None
    below = following.text
    listed = above is not None and above.scheme is Scheme.ANNEX
    signed = bool(signing.organs(below)) or headlines.is_apart(below) or below[0] in "（("
    linked = _FILE.search(text[index].text) is not None
    return not (label and label.numbers) or listed or signed or linked


def _restarts(text: Sequence[Paragraph], annexes: Set[int]) -> list[int]:
    """Return the titles behind which the document's first numbering begins anew at 1.

    So does 第一条 behind the 一、 of a decision: the rules that it puts in force.
    """
    top = _top(text)
    found: list[int] = []
    reached = 0
    for index, paragraph in enumerate(text):
        if index in annexes:
            reached = 0
        label = paragraph.label
        if label is None or label.scheme not in (top, Scheme.ARTICLE) or not label.numbers:
            continue
        if label.numbers == (1,) and reached > 1:
            title = _title_before(text, index)
            if title is not None:
                found.append(title)
        if label.scheme is top:
            reached = label.numbers[0]
    return found


def _top(text: Sequence[Paragraph]) -> Scheme | None:
    schemes = {paragraph.label.scheme for paragraph in text if paragraph.label}
    return next((scheme for scheme in _TOPS if scheme in schemes), None)


def _title_before(text: Sequence[Paragraph], index: int) -> int | None:
    """Return the first line of a title that stands a few unlabelled paragraphs before `index`."""
    for place in range(index - 1, max(index - _REACH, 0), -1):
        paragraph = text[place]
        if paragraph.label is not None:
            return None
        if paragraph.is_short and headlines.is_title_end(paragraph.text):
            start = place
            while start - 1 > 0 and _is_title_line(text[start - 1]):
                start -= 1
            return start
    return None


def _is_title_line(paragraph: Paragraph) -> bool:
    short = paragraph.label is None and paragraph.is_short
    return short and not headlines.is_date(paragraph.text)


def _annex(text: Sequence[Paragraph]) -> Part:
    head = text[0]
    label = head.label if head.label and head.label.scheme is Scheme.ANNEX else None
    title = head.body.strip()
    index = 1
    while index < min(len(text), _TITLE_LINES) and not headlines.is_title_end(title):
        if not _is_title_line(text[index]):
            break
        title += text[index].text
        index += 1
    return Part(label, title, head.first, text[index - 1].last, list(text[index:]))
