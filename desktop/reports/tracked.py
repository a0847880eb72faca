"""Words that were put right, as Word's tracked changes: accepted, the corrected text is left."""

from collections.abc import Sequence
from itertools import pairwise

from desktop.reports.annotated import Reworded
from desktop.reports.content import Change, Inline, Span
from desktop.reports.marked import Stretch


def with_changes(
    found: Sequence[Sequence[Inline]], stretches: Sequence[Stretch], changes: Sequence[Reworded]
) -> list[list[Inline]]:
    """Return the inlines of each stretch of a text with what was printed there before.

    Args:
        found: what `marked.divided` made of the stretches.
        stretches: paragraphs, in order.
        changes: where the text is not as printed, in order and apart.
    """
    waiting = list(changes)

    def printed(place: int) -> list[Inline]:
        """Take what was printed up to a place and is not there any more."""
        here: list[Inline] = []
        while waiting and waiting[0].start <= place:
            change = waiting.pop(0)
            here += deleted(change.printed, change)
        return here

    made = []
    for inlines, (begin, stop) in zip(found, stretches, strict=True):
        out: list[Inline] = []
        place = begin
        for inline in inlines:
            if not isinstance(inline, Span):
                out.append(inline)
                continue
            end = place + len(inline.text)
            cuts = {at for each in changes for at in (each.start, each.end) if place < at < end}
            for first, last in pairwise(sorted({place, end, *cuts})):
                out += printed(first)
                words = inline._replace(text=inline.text[first - place : last - place])
                inside = (each for each in changes if each.start <= first < each.end)
                change = next(inside, None)
                out.append(words._replace(change=_change("ins", change)) if change else words)
            place = end
        out += printed(stop)
        made.append(out)
    return made


def deleted(words: str, by: Reworded, style: str = "") -> list[Inline]:
    """Return words that were printed and are not there any more; nothing for none."""
    return [Span(words, style, change=_change("del", by))] if words else []


def inserted(words: str, by: Reworded, style: str = "") -> list[Inline]:
    """Return words that were not printed; nothing for none."""
    return [Span(words, style, change=_change("ins", by))] if words else []


def _change(kind: str, by: Reworded) -> Change:
    return Change("ins" if kind == "ins" else "del", by.author, by.at)
