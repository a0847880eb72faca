"""Changes a page that is set already into that of a changed outline, where the two differ."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from PySide6.QtGui import QTextCursor

from desktop.model import Outline
from desktop.views.compose import set_strip
from desktop.views.page import Page, SetStrip
from desktop.views.strips import Strip, strips
from desktop.views.typography import Typography


def revise(page: Page, outline: Outline, *, name: str, type_: Typography) -> Page:
    """Return the page of an outline, made of one that was set: the same document, changed.

    It is as `compose` would set it. Only strips that are others, or stand elsewhere, are written
    and laid out. The page given is no page any more.

    Args:
        page: what is set.
        outline: what is wanted.
        name: its title in the library, for outlines without one.
        type_: what the page was set in.
    """
    wanted = strips(outline, name=name)
    before = page.strips
    begins = list(accumulate((each.length for each in before), initial=0))
    made: list[SetStrip] = []
    done = len(wanted)
    # From the end to the beginning, so that positions before a change stay what they are.
    for first, last, start, end in reversed(_changes(before, wanted)):
        tail = zip(before[last:], wanted[end:done], strict=False)
        made[:0] = [each.of(strip) for each, strip in tail]
        made[:0] = _exchange(
            page, begins[first], begins[last], wanted[start:end], type_, head=start == 0
        )
        before, done = before[:first], start
    made[:0] = [each.of(strip) for each, strip in zip(before, wanted, strict=False)]
    return Page(outline, page.document, made)


def _exchange(
    page: Page, begin: int, end: int, wanted: Sequence[Strip], type_: Typography, *, head: bool
) -> list[SetStrip]:
    """Write strips in the place of what stands between two positions."""
    cursor = QTextCursor(page.document)
    cursor.beginEditBlock()
    cursor.setPosition(begin)
    block, characters = cursor.blockFormat(), cursor.blockCharFormat()
    if end > begin:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if cursor.block().length() == 1 and not head:
            # Qt lets an empty paragraph have the format of the one that was taken away.
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(characters)
    made = [set_strip(strip, cursor, type_) for strip in wanted]
    cursor.endEditBlock()
    return made


def _changes(
    before: Sequence[SetStrip], wanted: Sequence[Strip]
) -> list[tuple[int, int, int, int]]:
    """Return which strips (first, last) others (start, end) take the place of, in order."""
    old = [each.strip.looks for each in before]
    new = [strip.looks for strip in wanted]
    head = _same(zip(old, new, strict=False))
    tail = _same(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    matcher = SequenceMatcher(
        None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False
    )
    return [
        (head + first, head + last, head + start, head + end)
        for what, first, last, start, end in matcher.get_opcodes()
        if what != "equal"
    ]


def _same(pairs: Iterator[tuple[object, object]]) -> int:
    """Return how many pairs are alike from the first on."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
