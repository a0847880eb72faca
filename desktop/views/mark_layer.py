"""The marks on a page: the ground under their words, and their signs in the margin."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from desktop.views.mark_colours import NOTE_SIGN, Look
from desktop.views.overlay import Blocks, Overlay, Span

MOST_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark as the page shows it.

    Attributes:
        id: the mark's.
        anchor: the position beside which its sign stands.
        spans: start and end of each stretch it covers; none for notes on a measure or document.
        look: its colour.
        note: its note, or "".
    """

    id: str
    anchor: int
    spans: tuple[tuple[int, int], ...]
    look: Look
    note: str


class MarkLayer:
    """All marks of one page.

    Attributes:
        overlay: the ground under their words.
    """

    def __init__(self) -> None:
        self._drawn: dict[str, Drawn] = {}
        self._order: list[Drawn] = []
        self._anchors: list[int] = []
        self.overlay = Overlay()
        self._chosen = ""

    def set(self, marks: Iterable[Drawn]) -> None:
        """Show these marks and no others."""
        self._drawn = {mark.id: mark for mark in marks}
        self._chosen = ""
        self.overlay.set(span for mark in self._drawn.values() for span in self._spans(mark))
        self._sort()

    def change(self, marks: Collection[str], drawn: Iterable[Drawn]) -> list[Drawn]:
        """Show some marks as they are drawn now, or no longer where they are not drawn.

        Return all that looks different now: what was shown of them, and what is.
        """
        before = [self._drawn.pop(mark) for mark in marks if mark in self._drawn]
        after = list(drawn)
        self._drawn |= {mark.id: mark for mark in after}
        self.overlay.replace(marks, [span for mark in after for span in self._spans(mark)])
        self._sort()
        return [*before, *after]

    def get(self, mark: str) -> Drawn | None:
        """Return the mark of that id as it is shown."""
        return self._drawn.get(mark)

    def choose(self, mark: str) -> list[Drawn]:
        """Let one mark stand out, "" for none; return those that look different now."""
        before, self._chosen = self._chosen, mark
        changed = [] if before == mark else [before, mark]
        drawn = [self._drawn[each] for each in changed if each in self._drawn]
        for each in drawn:
            self.overlay.replace({each.id}, self._spans(each))
        return drawn

    def at(self, position: int) -> str:
        """Return the shortest mark that covers a position, or ""."""
        found = list(self.overlay.within(position, position + 1))
        return min(found, key=lambda span: span.end - span.start).mark if found else ""

    @property
    def in_order(self) -> list[Drawn]:
        """The marks in the order of their places."""
        return self._order

    def between(self, start: int, end: int) -> Sequence[Drawn]:
        """Return the marks whose signs stand beside the stretch, in document order."""
        return self._order[bisect_left(self._anchors, start) : bisect_left(self._anchors, end)]

    def paint_signs(self, painter: QPainter, blocks: Blocks, x: float) -> None:
        """Write the signs of the marks that begin in each line, from `x` on to the right."""
        metrics = painter.fontMetrics()
        for block, origin in blocks:
            layout, start = block.layout(), block.position()
            if not self.between(start, start + block.length()):
                continue
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = start + line.textStart()
                here = self.between(first, first + max(1, line.textLength()))
                at = QPointF(x, origin.y() + line.y() + line.ascent())
                for sign, colour in _signs(here):
                    painter.setPen(colour)
                    painter.drawText(at, sign)
                    at.setX(at.x() + metrics.horizontalAdvance(sign) + 1)

    def _sort(self) -> None:
        self._order = sorted(self._drawn.values(), key=attrgetter("anchor"))
        self._anchors = [mark.anchor for mark in self._order]

    def _spans(self, mark: Drawn) -> list[Span]:
        look, id_ = mark.look, mark.id
        tint = look.chosen if id_ == self._chosen else look.tint
        return [Span(start, end, tint, look.line, id_) for start, end in mark.spans]


def _signs(marks: Sequence[Drawn]) -> list[tuple[str, QColor]]:
    """Return the signs to write for marks that begin in one line, each once."""
    signs = {mark.look.sign: mark.look.line for mark in marks}
    noted = next((mark.look.line for mark in marks if mark.note), None)
    if noted is not None:
        signs.setdefault(NOTE_SIGN, noted)
    shown = list(signs.items())
    return shown if len(shown) <= MOST_SIGNS else [*shown[: MOST_SIGNS - 1], ("…", shown[0][1])]
