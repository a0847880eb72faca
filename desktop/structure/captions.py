"""Chapter headings printed without a label: Markdown headings, short lines by themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.structure import headlines, labels
from desktop.structure.labels import Scheme
from desktop.structure.paragraphs import Paragraph

_LABELLED = (
    Scheme.PART, Scheme.DIVISION, Scheme.CHAPTER, Scheme.SECTION, Scheme.ROMAN, Scheme.CHINESE,
    Scheme.ARTICLE, Scheme.DECIMAL,
)  # fmt: skip
_MEASURES = (Scheme.ARABIC, Scheme.CHINESE_BRACKETED, Scheme.WORD)
_LONGEST = 30
_SAYS = re.compile("[：:，。；？?]")


def mark(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with unlabelled headings labelled as captions.

    Only where no chapters are numbered: two or more lines that markup sets as headings or wholly in
    bold, or short lines in front of measures whose numbers run on across them.
    """
    schemes = {paragraph.label.scheme for paragraph in paragraphs if paragraph.label}
    if schemes.intersection(_LABELLED):
        return list(paragraphs)
    chosen = _set_apart(paragraphs) or _short_lines(paragraphs) or _in_bold(paragraphs)
    return [
        replace(p, label=labels.caption(top=chosen[id(p)])) if id(p) in chosen else p
        for p in paragraphs
    ]


def _could_head(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        paragraph.label is None
        and paragraph.is_short
        and len(text) <= _LONGEST
        and (paragraph.heading > 0 or not _SAYS.search(text))
        and text[-1] not in "？?"
        and not headlines.is_date(text)
        and not headlines.is_organ(text)
    )


def _set_apart(paragraphs: Sequence[Paragraph]) -> dict[int, bool]:
    """Return the ids of lines that markup sets as headings, and whether each is a chapter."""
    headings = [p for p in paragraphs if p.heading and _could_head(p)]
    top = min((paragraph.heading for paragraph in headings), default=0)
    return {id(p): p.heading == top for p in headings} if len(headings) > 1 else {}


def _in_bold(paragraphs: Sequence[Paragraph]) -> dict[int, bool]:
    """Return the ids of lines wholly in bold with text below them, where all such are alike."""
    bold = [p.bold >= len(p.text) and p.cells is None and _could_head(p) for p in paragraphs]
    heads = [index for index, is_bold in enumerate(bold) if is_bold]
    text = sum(index + 1 < len(bold) and not bold[index + 1] for index in heads)
    return {id(paragraphs[index]): True for index in heads} if text == len(heads) > 1 else {}


def _short_lines(paragraphs: Sequence[Paragraph]) -> dict[int, bool]:
    """Return the ids of short lines that stand before numbered measures which run on.

    Of two such lines behind each other the first is a chapter, the second a section.
    """
    found: dict[int, bool] = {}
    running = 0
    for index, following in enumerate(paragraphs[1:]):
        paragraph, label = paragraphs[index], following.label
        if not (label and label.scheme in _MEASURES and label.ordinal and _could_head(paragraph)):
            continue
        running += label.ordinal > 1
        found[id(paragraph)] = True
        if index and _could_head(paragraphs[index - 1]):
            found[id(paragraphs[index - 1])] = True
            found[id(paragraph)] = False
    nested = not all(found.values())
    if nested:
        found.update(dict.fromkeys(_after_prose(paragraphs, found), False))
    return found if running > 0 and len(found) > 1 else {}


def _after_prose(paragraphs: Sequence[Paragraph], found: dict[int, bool]) -> list[int]:
    """Return the ids of single captions below a chapter that has captions of its own already."""
    inside = False
    result = []
    for index, paragraph in enumerate(paragraphs):
        if not found.get(id(paragraph)):
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if following is not None and found.get(id(following)) is False:
            inside = True
        elif inside:
            result.append(id(paragraph))
    return result
