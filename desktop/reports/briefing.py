"""What a briefing has around its contents: title, address, opening and closing words, signature."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from desktop.reports.content import Draft, Inline, Span
from desktop.reports.official import BODY, CHARACTERS, TITLE, P
from desktop.text import digits_in_chinese, in_chinese

_FREE = 2  # characters that stay free at the right of a signature
_PLAY = 0.4  # characters by which a line of a title is wider than its words
_FURTHER = 2  # characters by which the date begins further right than the unit


@dataclass(frozen=True, slots=True)
class Briefing:
    """The parts of a briefing around its contents; what is "" is left out.

    Attributes:
        title: instead of the report's own title.
        address: to whom it goes, a whole line such as `报送：省政府办公厅` or `呈阅：`.
        opening: paragraphs before the contents, a line each.
        closing: paragraphs after them.
        unit: who signs.
        on: the day, ISO 8601.
        numerals: how the day is written: 2026年3月2日 or 二〇二六年三月二日.
        contact: a line in brackets below the signature, such as `联系人：王明，电话：…`.
    """

    title: str = ""
    address: str = ""
    opening: str = ""
    closing: str = ""
    unit: str = ""
    on: str = ""
    numerals: Literal["digits", "chinese"] = "digits"
    contact: str = ""


def begin(draft: Draft, briefing: Briefing, title: str) -> None:
    """Add what stands before the contents; `title` is the report's own."""
    title_line(draft, P.TITLE, briefing.title or title)
    if briefing.address:
        draft.line(P.ADDRESS, briefing.address)
    _paragraphs(draft, briefing.opening)


def title_line(draft: Draft, style: P, title: str, *inlines: Inline, about: str = "") -> None:
    """Add a title whose lines are about equally long, as GB/T 9704-2012, 7.3.1 wants it.

    Args:
        draft: the report.
        style: of the paragraph.
        title: its words.
        inlines: what stands in it, where that is more than the words.
        about: what it comes from, see `Origin`.
    """
    room = CHARACTERS * BODY / TITLE  # in characters of a title
    wide = sum(0.5 if char.isascii() else 1.0 for char in title)
    lines = ceil(wide / (room - 1))
    free = (room - ceil(wide / lines) - _PLAY) / 2 * TITLE / BODY if lines > 1 else 0.0
    free = max(0.0, free)
    draft.line(style, *(inlines or (Span(title),)), left=free, right=free, about=about)


def end(draft: Draft, briefing: Briefing) -> None:
    """Add what stands after the contents.

    Unit and day stand as GB/T 9704-2012, 7.3.5 wants it without a seal: the unit two characters
    from the right, the day beginning two characters further right than the unit; where the day is
    the longer, it stands two from the right.
    """
    _paragraphs(draft, briefing.closing)
    day = day_in_words(briefing.on, briefing.numerals)
    if briefing.unit or day:
        draft.line(P.NORMAL)
    wide, long = _ems(briefing.unit), _ems(day)
    right = float(_FREE)
    if briefing.unit:
        if day:
            right = max(right, _FREE + _FURTHER + long - wide)
        draft.line(P.SIGNATURE, briefing.unit, right=right)
        right = max(float(_FREE), right + wide - _FURTHER - long)
    if day:
        draft.line(P.SIGNATURE, day, right=right)
    if briefing.contact:
        draft.line(P.BODY, f"（{briefing.contact.strip('（）')}）")


def day_in_words(on: str, numerals: Literal["digits", "chinese"] = "digits") -> str:
    """Return an ISO day as people write it; anything else as it is."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return on
    if numerals == "digits":
        return f"{day.year}年{day.month}月{day.day}日"
    year = digits_in_chinese(str(day.year))
    return f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"


def _paragraphs(draft: Draft, text: str) -> None:
    for line in filter(None, (line.strip() for line in text.splitlines())):
        draft.line(P.BODY, line)


def _ems(text: str) -> float:
    """Return about how many characters wide a text is."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
