"""Paragraphs of two reports put together into some with tracked changes of words, ends and styles.

A character, the end of a paragraph too, stands in both reports, or was put in, or taken out. What
the ends that stay part on either side are the paragraphs there; each knows its style of both.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from desktop.reports.aligning import END, Step, steps
from desktop.reports.content import (
    BookmarkEnd,
    Change,
    CommentEnd,
    Inline,
    Origin,
    Paragraph,
    Span,
)
from desktop.reports.credits import Credits, Signed

Way = Literal["", "ins", "del", "moveFrom", "moveTo"]
_ENDING = (CommentEnd, BookmarkEnd)


@dataclass(slots=True)
class Merged:
    """A paragraph in the making.

    Attributes:
        inlines: its words with their changes.
        way: what became of its end.
        by: who changed that, or None.
        new, old: the paragraph of either report that it is, or is a part of; None for none.
        took: the places, in the old and the new row, of the paragraphs whose ends its own is.
    """

    inlines: list[Inline] = field(default_factory=list)
    way: Way = ""
    by: Signed | None = None
    new: Paragraph | None = None
    old: Paragraph | None = None
    took: tuple[int | None, int | None] = (None, None)
    move: int = 0


class _Cursor:
    """Gives a paragraph's inlines away, so many characters at a time."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._left = deque(paragraph.inlines)
        self.used = False

    def words(self, count: int) -> list[Inline]:
        """Return the next characters, with what begins before them and ends behind them."""
        found: list[Inline] = []
        while count:
            each = self._left.popleft()
            if isinstance(each, Span):
                if len(each.text) > count:
                    self._left.appendleft(_cut(each, count, len(each.text)))
                    each = _cut(each, 0, count)
                count -= len(each.text)
            found.append(each)
        while self._left and isinstance(self._left[0], _ENDING):
            found.append(self._left.popleft())
        self.used = True
        return found

    def rest(self) -> list[Inline]:
        """Return what is left."""
        found, self._left = list(self._left), deque()
        return found


def _cut(span: Span, start: int, end: int) -> Span:
    origin = span.origin
    if origin and origin.at >= 0:
        origin = Origin(origin.about, origin.at + start)
    return span._replace(text=span.text[start:end], origin=origin)


def together(
    old: Sequence[Paragraph], new: Sequence[Paragraph], names: Credits, plain: Collection[str]
) -> list[Merged]:
    """Return the paragraphs of two rows as one.

    Args:
        old: the paragraphs of the one row; may be none.
        new: those of the other; may be none.
        names: who changed what.
        plain: the character styles that are no words' own, those of marks.
    """
    return _Weaver(old, new, names, plain).woven()


class _Weaver:
    def __init__(
        self,
        old: Sequence[Paragraph],
        new: Sequence[Paragraph],
        names: Credits,
        plain: Collection[str],
    ) -> None:
        self._texts = [_comparable(each) for each in old], [_comparable(each) for each in new]
        self._sides = [_Cursor(each) for each in old], [_Cursor(each) for each in new]
        self._at = [0, 0]
        self._in = [0, 0]  # characters of the paragraph that were given away
        self._names = names
        self._plain = plain
        self._made: list[Merged] = []
        self._now = Merged()

    def woven(self) -> list[Merged]:
        for step in steps(*self._texts):
            self._do(step)
        return self._made

    def _do(self, step: Step) -> None:
        """Do a step, a paragraph's words or its end at a time."""
        sides = {"equal": (0, 1), "delete": (0,), "insert": (1,)}[step.tag]
        left = step.length
        while left:
            side = sides[0]
            inside = len(self._texts[side][self._at[side]]) - self._in[side]
            if inside:
                count = min(inside, left)
                self._words(sides, count)
                for each in sides:
                    self._in[each] += count
                left -= count
            else:
                self._end(sides)
                left -= 1

    def _words(self, sides: Sequence[int], count: int) -> None:
        for side in sides:
            self._know(side)
        given = [self._side(side).words(count) for side in sides]
        if sides == (0, 1):
            self._now.inlines += self._kept(*given)
        elif sides == (0,):
            self._now.inlines += changed(given[0], "del", self._names)
        else:
            self._now.inlines += changed(given[0], "ins", self._names)

    def _side(self, side: int) -> _Cursor:
        return self._sides[side][self._at[side]]

    def _know(self, side: int) -> None:
        """Note that the paragraph in the making has to do with the one at that side."""
        if side:
            self._now.new = self._side(1).paragraph
        else:
            self._now.old = self._side(0).paragraph

    def _end(self, sides: Sequence[int]) -> None:
        now, took = self._now, [None, None]  # type: Merged, list[int | None]
        for side in sides:
            self._know(side)
            took[side] = self._at[side]
            now.inlines += [
                each for each in self._side(side).rest() if side or isinstance(each, Span)
            ]
            self._at[side] += 1
            self._in[side] = 0
        now.took = (took[0], took[1])
        if sides == (0,) and now.old:
            now.way, now.by = "del", self._names.deleted(now.old.origin)
        elif sides == (1,) and now.new:
            now.way, now.by = "ins", self._names.inserted(now.new.origin)
        self._made.append(now)
        self._now = Merged()

    def _kept(self, old: Sequence[Inline], new: Sequence[Inline]) -> Iterator[Inline]:
        """Yield words that are in both, with their style before where it was another."""
        before = deque(each for each in old if isinstance(each, Span))
        for each in new:
            if not isinstance(each, Span):
                yield each
                continue
            span = each
            while span.text:
                was = before.popleft()
                count = min(len(was.text), len(span.text))
                if count < len(was.text):
                    before.appendleft(_cut(was, count, len(was.text)))
                style = "" if span.style in self._plain else span.style
                words, span = _cut(span, 0, count), _cut(span, count, len(span.text))
                if style != was.style:
                    by = self._names.restyled(words.origin)
                    words = words._replace(change=Change("style", *by, was=was.style))
                yield words


def _comparable(paragraph: Paragraph) -> str:
    return paragraph.text.replace(END, "\ufffd")


def changed(
    inlines: Sequence[Inline], way: Literal["ins", "del"], names: Credits
) -> Iterator[Inline]:
    """Yield inlines whose words are put in or taken out, each by whoever did so."""
    for each in inlines:
        if not isinstance(each, Span):
            yield each
            continue
        find = names.inserted if way == "ins" else names.deleted
        begin, by = 0, find(each.origin)
        if each.origin and each.origin.at >= 0:
            for place in range(1, len(each.text)):
                other = find(Origin(each.origin.about, each.origin.at + place))
                if other != by:
                    yield _cut(each, begin, place)._replace(change=Change(way, *by))
                    begin, by = place, other
        if each.text:
            yield _cut(each, begin, len(each.text))._replace(change=Change(way, *by))


def settled(found: list[Merged]) -> list[Merged]:
    """Return the paragraphs up to a table or the end of a cell with an end that stays at last.

    No program can take the last end away: what was put in or taken out behind the last one that
    stays begins with its end, and has its own for the end that stays. A move there is none.
    """
    stays = [place for place, each in enumerate(found) if not each.way]
    last = stays[-1] if stays else -1
    tail = found[last + 1 :]
    put = [each for each in tail if each.new]
    out = [each for each in tail if each.old]
    if not tail or (not stays and not (put and out)):
        return found
    if put and out:
        both = Merged([*out[-1].inlines, *put[-1].inlines], new=put[-1].new, old=out[-1].old)
        middle = [each for each in tail if each is not put[-1] and each is not out[-1]]
        return [*found[: last + 1], *middle, both]
    border = found[last]
    end = tail[-1]
    border.way, border.by = end.way, end.by
    closing = replace(end, way="", by=None, new=end.new or border.new, old=end.old or border.old)
    return [*found[:last], border, *tail[:-1], closing]
