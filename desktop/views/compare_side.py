"""One side of the comparison: a reader with all that the single reader can do, and its changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject

from desktop.comparison import Comparison, Difference, Pair, Relation
from desktop.views.change_layer import ChangeLayer, Drawn
from desktop.views.compare_looks import Look
from desktop.views.compare_values import SideName
from desktop.views.frame import Frame
from desktop.views.links import Links
from desktop.views.mark_bar import MarkBar
from desktop.views.marking import Marking
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.page import Place
from desktop.views.part import Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.typography import NARROW_MARGIN_PIXELS, Typography

_NAMES = {"left": "对照左侧正文", "right": "对照右侧正文"}
_PLAIN = frozenset({"kept", "spacing"})
LEAST_KEPT = 0.3
"""Of the characters; where less is kept, what both have is marked in place of what differs."""


class CompareSide(QObject):
    """A document on one side.

    Args:
        frame: what the window has.
        name: which side it is.
        marks: the panel 批注, which the readers share.
        looks: how differences look.
    """

    def __init__(
        self, frame: Frame, name: SideName, *, marks: MarkPanel, looks: Mapping[str, Look]
    ) -> None:
        super().__init__(frame.window)
        self.name = name
        theme, fonts = frame.appearance.theme, frame.appearance.fonts
        zoom = frame.reading.zoom
        type_ = Typography(theme=theme, fonts=fonts, zoom=zoom, margin=NARROW_MARGIN_PIXELS)
        self.reader = ReaderView(type_)
        self.reader.setObjectName(f"compare{name.capitalize()}")
        self.reader.setAccessibleName(_NAMES[name])
        self.reader.addActions(frame.commands.on_page())
        self.layer = ChangeLayer(looks)
        self.reader.add_layer(self.layer)
        self.reading = Reading(
            frame.store, self.reader, fonts=fonts, theme=theme, zoom=zoom,
            margin=NARROW_MARGIN_PIXELS,
        )  # fmt: skip
        self.shown = MarksShown(
            frame.store, frame.jobs, reading=self.reading, panel=marks, theme=theme,
            in_front=False,
        )  # fmt: skip
        self.marking = Marking(
            frame.store, frame.jobs, frame.settings, author=frame.author, shown=self.shown,
            widgets=(self.reading, self.reader, marks, MarkBar(self.reader.viewport())),
        )  # fmt: skip

        self._shown_pairs: dict[str, Pair] = {}
        self.links = Links(frame.jobs, self.reading, theme=theme)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the window is to treat as parts of its own."""
        return self.reading, self.shown, self.marking

    def place(self, node: str) -> Place | None:
        """Return where a measure stands on the page; None where it does not."""
        return self.reader.page.place(node) if self.reader.page and node else None

    def node_of(self, pair: Pair) -> str:
        """Return the measure of a pair on this side."""
        return pair.a if self.name == "left" else pair.b

    def pairs_of(self, comparison: Comparison, node: str) -> Iterable[Pair]:
        """Return the pairs of a measure of this side, the best first."""
        return comparison.of_a(node) if self.name == "left" else comparison.of_b(node)

    def measure_at(self, place: Place | None, comparison: Comparison) -> str:
        """Return the measure of the comparison that a place belongs to, "" for none."""
        find = comparison.measure_a if self.name == "left" else comparison.measure_b
        for node in reversed(place.path if place else ()):
            with suppress(KeyError):
                return find(node.id).node
        return ""

    def forget_changes(self) -> None:
        """Show no differences any more."""
        self._shown_pairs = {}
        self.layer.forget()

    def show_changes(self, pair: Pair, differences: Sequence[Difference]) -> None:
        """Show how the measure of a pair differs from the one on the other side."""
        node = self.node_of(pair)
        place, page = self.place(node), self.reader.page
        if place is None or page is None or self._shown_pairs.get(node) is pair:
            return
        self._shown_pairs[node] = pair
        own_words = pair.relation is Relation.RELATED or _kept_share(differences) < LEAST_KEPT
        found = self._shared(pair) if own_words else self._changes(differences)
        self.layer.put(
            node,
            [
                Drawn(kind, page.position(place, start), page.position(place, end), other)
                for kind, start, end, other in found
            ],
        )

    def _changes(self, differences: Iterable[Difference]) -> Iterator[tuple[str, int, int, str]]:
        """Yield what is marked: its kind, from where to where, the words on the other side."""
        left = self.name == "left"
        for each in differences:
            kind = "moved" if each.moved and each.change in _PLAIN else each.change
            if kind in _PLAIN:
                continue
            start, end = (each.start_a, each.end_a) if left else (each.start_b, each.end_b)
            yield kind, start, end, each.new if left else each.old

    def _shared(self, pair: Pair) -> Iterator[tuple[str, int, int, str]]:
        """Yield what two measures in own words share; everything else differs."""
        for each in pair.stretches:
            left = self.name == "left"
            start, end = (each.start_a, each.end_a) if left else (each.start_b, each.end_b)
            yield "kept", start, end, ""


def _kept_share(differences: Sequence[Difference]) -> float:
    """Return how much of two texts together stands in both."""
    kept = sum(len(each.old) + len(each.new) for each in differences if each.change in _PLAIN)
    every = sum(len(each.old) + len(each.new) for each in differences)
    return kept / every if every else 1.0
