"""Chapter headings that are printed without a label: Markdown headings, short lines by themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.structure import front, labels
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

    Only where no chapters are numbered: two or more lines that markup sets as headings, or short
    lines in front of measures whose numbers run on across them.
    """
    schemes = {paragraph.label.scheme for paragraph in paragraphs if paragraph.label}
    if schemes.intersection(_LABELLED):
        return list(paragraphs)
    headings = [p for p in paragraphs if p.heading and _could_head(p)]
    if len(headings) > 1:
        top = min(paragraph.heading for paragraph in headings)
        chosen = {id(p): p.heading == top for p in headings}
    else:
        chosen = dict.fromkeys(_short_lines(paragraphs), True)
    return [
        replace(p, label=labels.caption(top=chosen[id(p)])) if id(p) in chosen else p
        for p in paragraphs
    ]


def _could_head(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        paragraph.label is None
        and front.is_short(paragraph)
        and len(text) <= _LONGEST
        and not _SAYS.search(text)
        and not front.is_date(text)
        and not front.is_organ(text)
    )


def _short_lines(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the ids of short lines that stand before numbered measures which run on."""
    found: list[int] = []
    running = 0
    for paragraph, following in zip(paragraphs, paragraphs[1:], strict=False):
        label = following.label
        if label and label.scheme in _MEASURES and label.ordinal and _could_head(paragraph):
            found.append(id(paragraph))
            running += label.ordinal > 1
    return found if running > 0 and len(found) > 1 else []
