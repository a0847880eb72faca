"""Tables of contents: where one stands, and what it says against the printed headings."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from desktop.model import Doubt
from desktop.structure import doubts, labels
from desktop.structure.labels import HEAVY, Label, Scheme
from desktop.structure.paragraphs import Paragraph
from desktop.text import normal

_HEADING = re.compile(r"[目◎]\s*[录錄次]|contents", re.IGNORECASE)
_LEADERS = re.compile(
    r"(?<![\s.．·•…⋯_－\-—])[\s.．·•…⋯_－\-—]{2,}[（(]?\d{1,4}[）)]?\s*$"
    r"|(?<!\s)\s+\d{1,4}\s*$|(?<=[一-鿿])\d{1,3}$"
)
_TWO_ON_A_LINE = re.compile(
    r"\s(?=第[一二三四五六七八九十百]+[编章节])|(?<=[一-鿿])(?=第[一二三四五六七八九十百]+[编章节]\s)"
)
_LISTED = (*HEAVY, Scheme.CHINESE, Scheme.CHINESE_BRACKETED, Scheme.DECIMAL, Scheme.ARABIC)
_LONGEST = 60
_LONGEST_LINE = 300
_ALIKE = 0.75
_LOOK_AHEAD = 4


@dataclass(frozen=True, slots=True)
class ListedHeading:
    """An entry of a table of contents: its label, its title, both in one normal form."""

    label: Label
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: the paragraphs from `start` up to `end`, and its entries."""

    start: int
    end: int
    entries: tuple[ListedHeading, ...]


def find(paragraphs: Sequence[Paragraph]) -> Contents | None:
    """Return the table of contents, with or without the heading 目录, or None."""
    headings, plain = _Headings(paragraphs), _Plain(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) <= 8 and _HEADING.fullmatch(paragraph.text):
            return _listed(paragraphs, plain, index, index + 1)
        if _could_begin(paragraph) and _is_entry(paragraph, plain.text(index)):
            found = _listed(paragraphs, plain, index, index)
            if found and _comes_back(headings, found):
                return found
    return None


class _Plain:
    """The lines of a text without the leaders and page numbers at their ends, each told once."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._texts: dict[int, str] = {}
        self._keys: dict[int, str] = {}

    def text(self, index: int) -> str:
        """Return a line without its leaders; "" for one too long to be an entry."""
        found = self._texts.get(index)
        if found is None:
            text = self._paragraphs[index].text
            found = "" if len(text) > _LONGEST_LINE else _LEADERS.sub("", text)
            self._texts[index] = found
        return found

    def key(self, index: int) -> str:
        """Return its normal form."""
        found = self._keys.get(index)
        if found is None:
            found = self._keys[index] = normal(self.text(index))
        return found


def _could_begin(paragraph: Paragraph) -> bool:
    label = paragraph.label
    return label is not None and label.scheme in _LISTED and label.numbers[:1] == (1,)


def _is_entry(paragraph: Paragraph, text: str) -> bool:
    """Return whether a paragraph, `text` without its leaders, may be an entry."""
    if paragraph.cells or not text or len(text) > _LONGEST or text[-1] in "。；;：:！？":
        return False
    return paragraph.label is not None and paragraph.label.scheme in _LISTED


def _listed(
    paragraphs: Sequence[Paragraph], plain: _Plain, start: int, first: int
) -> Contents | None:
    """Return the run of entries from `first` on, up to where the first of them comes back."""
    end, seen = first, set[str]()
    for index in range(first, len(paragraphs)):
        paragraph = paragraphs[index]
        if len(paragraph.text) > _LONGEST_LINE:
            break
        text, key = plain.text(index), plain.key(index)
        lined = len(key) <= _LONGEST and text != paragraph.text
        listed = _is_entry(paragraph, text) or (lined and (end > first or start < first))
        if key in seen or not listed:
            break
        if end - first > 1 and paragraph.label and _restarts(paragraph.label, paragraphs[first]):
            break
        seen.add(key)
        end += 1
    least = 1 if start < first else 3
    parts = [_TWO_ON_A_LINE.split(paragraph.text) for paragraph in paragraphs[first:end]]
    if sum(map(len, parts)) < least:
        return None
    entries = tuple(
        entry
        for paragraph, texts in zip(paragraphs[first:end], parts, strict=True)
        for entry in _entries(paragraph, texts)
    )
    if len(entries) < least:
        return None
    return Contents(start, end, entries)


def _restarts(label: Label, first: Paragraph) -> bool:
    """Return whether a top label begins anew, as it does behind a table of contents."""
    top = first.label
    return top is not None and label.scheme is top.scheme and label.numbers == top.numbers


def _entries(paragraph: Paragraph, parts: Sequence[str]) -> list[ListedHeading]:
    """Return the entries in a paragraph, given as the texts that may be one each."""
    found = []
    decimal = paragraph.label is not None and paragraph.label.scheme is Scheme.DECIMAL
    for part in parts:
        plain = _LEADERS.sub("", part.strip())
        label = labels.read(plain) or (labels.read_bare(plain) if decimal else None)
        if label and label.ordinal is not None:
            title = plain[label.end :].strip()
            found.append(ListedHeading(label, title, normal(plain)))
    return found


class _Headings:
    """The labelled lines of a text by their beginnings."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs

    @cached_property
    def _last(self) -> dict[str, int]:
        """Where each stands last."""
        labelled = ((index, p) for index, p in enumerate(self._paragraphs) if p.label)
        return {normal(p.text[: 2 * _LONGEST]): index for index, p in labelled}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._last)

    def stand_behind(self, beginning: str, place: int) -> bool:
        """Return whether a labelled line that begins so stands at or behind `place`."""
        for index in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            text = self._sorted[index]
            if not text.startswith(beginning):
                break
            if self._last[text] >= place:
                return True
        return False


def _comes_back(headings: _Headings, found: Contents) -> bool:
    """Return whether most of the entries stand again behind the list."""
    again = sum(headings.stand_behind(entry.key, found.end) for entry in found.entries)
    return again >= 0.7 * len(found.entries)


def correct(
    paragraphs: Sequence[Paragraph], contents: Contents
) -> tuple[list[Paragraph], list[Doubt]]:
    """Return the body's paragraphs with headings as the table of contents has them, and doubts.

    A heading is found by its characters whatever their order, for printed headings swap their
    halves, put their label last, or stand on two lines.
    """
    done: list[Paragraph] = []
    found: list[Doubt] = []
    place, index = 0, 0
    keys = [Counter(entry.key) for entry in contents.entries]
    schemes = {entry.label.scheme for entry in contents.entries}
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        match = _match(paragraphs, index, keys, place) if _eligible(paragraph, schemes) else None
        if match is None:
            done.append(paragraph)
            index += 1
            continue
        which, used = match
        place = which + 1
        corrected = _as_listed(paragraphs[index : index + used], contents.entries[which])
        done.append(corrected)
        if doubt := doubts.contents(paragraphs[index : index + used], corrected):
            found.append(doubt)
        index += used
    return done, found


def _eligible(paragraph: Paragraph, schemes: set[Scheme]) -> bool:
    if paragraph.cells or len(paragraph.text) > _LONGEST + 10 or "。" in paragraph.text[:-1]:
        return False
    if paragraph.label is None:
        return paragraph.text[-1] not in "。；：，;:,"
    return paragraph.label.scheme in schemes or paragraph.label.scheme in HEAVY


def _match(
    paragraphs: Sequence[Paragraph], index: int, keys: list[Counter[str]], place: int
) -> tuple[int, int] | None:
    """Return which entry stands at `index` and on how many paragraphs, or None."""
    one = normal(paragraphs[index].text)
    best, score, used = -1, _ALIKE, 1
    for which in range(place, min(place + _LOOK_AHEAD, len(keys))):
        alike = _alike(one, keys[which])
        if alike > score:
            best, score, used = which, alike, 1
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if score < 0.999 and following is not None and _could_continue(following):
        two = one + normal(following.text)
        for which in range(place, min(place + _LOOK_AHEAD, len(keys))):
            alike = _alike(two, keys[which])
            if alike > max(score, 0.9):
                best, score, used = which, alike, 2
    return (best, used) if best >= 0 else None


def _could_continue(paragraph: Paragraph) -> bool:
    return (
        paragraph.label is None
        and paragraph.cells is None
        and len(paragraph.text) <= _LONGEST
        and paragraph.text[-1] not in "。；：，"
    )


def _alike(text: str, key: Counter[str]) -> float:
    """Return the Dice coefficient of two texts' characters, order ignored."""
    length = key.total()
    if abs(len(text) - length) > 0.5 * length:
        return 0.0
    return 2 * (Counter(text) & key).total() / (len(text) + length)


def _as_listed(printed: Sequence[Paragraph], entry: ListedHeading) -> Paragraph:
    first = printed[0]
    same = len(printed) == 1 and normal(first.text) == entry.key
    if same and first.label and first.label.scheme is entry.label.scheme:
        return first
    text = f"{entry.label.printed} {entry.title}"
    label = replace(entry.label, end=len(entry.label.printed) + 1)
    return replace(first, text=text, label=label, last=printed[-1].last)
