"""The comparison as it is worked on: two sides, the ribbon and the list, kept in step."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal

from desktop.comparison import Comparison, Edition, Pair
from desktop.errors import UserError
from desktop.views.compare_job import Compared
from desktop.views.compare_list import PairPanel
from desktop.views.compare_looks import Look, looks
from desktop.views.compare_page import ComparePage
from desktop.views.compare_side import CompareSide
from desktop.views.compare_values import SIDES, Item, SideName, current_words, evidence, pair_of
from desktop.views.frame import Frame
from desktop.views.marks import MarkPanel
from desktop.views.page import Place
from desktop.views.reading import Reading
from desktop.views.ribbon import Band, Ribbon, nodes_of
from desktop.views.scroll_lock import ScrollLock
from desktop.views.side_commands import SideCommands
from desktop.views.slices import Slices
from desktop.views.theme import Theme

AT_ONCE = 20  # pairs whose differences are set in one slice
_OTHER: Mapping[SideName, SideName] = {"left": "right", "right": "left"}


class CompareDesk(QObject):
    """Everything of the page 对照 but what it asks of the library.

    Signals:
        entered: `left` or `right`, which side has the keyboard now.
        said: a short sentence for the status bar.
        failed: a sentence saying why a text could not be shown.
    """

    entered = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, frame: Frame, *, marks: MarkPanel) -> None:
        super().__init__(frame.window)
        theme = frame.appearance.theme
        self._looks: Mapping[str, Look] = looks(theme)
        self.sides: dict[SideName, CompareSide] = {
            name: CompareSide(frame, name, marks=marks, looks=self._looks) for name in SIDES
        }
        self.panel = PairPanel(self._looks, theme)
        self.ribbon = Ribbon(self._bands, self._why, self._looks, theme)
        readers = {name: side.reader for name, side in self.sides.items()}
        self.page = ComparePage(readers, ribbon=self.ribbon, panel=self.panel)
        self.lock = ScrollLock((readers["left"], readers["right"]), self._counterpart, parent=self)
        self.commands = SideCommands(self.sides, self.page.find_bar, self.page.enter)
        self.compared: Compared | None = None
        self.nodes: tuple[str, str] = ("", "")
        self.front: SideName = "left"
        self._at: int | None = None  # the difference that was gone to last, on the side in front
        self._slices = Slices(self)
        self._arriving = False  # the pages are still being set
        self._differing = False  # all differences are known
        self._wire()

    def _wire(self) -> None:
        self.commands.said.connect(self.said)
        self.lock.led.connect(self._led)
        self.ribbon.pairRequested.connect(self.show_pair)
        self.panel.itemRequested.connect(self._show_item)
        self.panel.opened.connect(lambda: self.page.enter(self.front))
        self.page.entered.connect(self._entered)
        self.page.lockToggled.connect(self._lock_toggled)
        for name, side in self.sides.items():
            side.reader.markPressed.connect(lambda _="", name=name: self._pressed(name))

    # --- what is shown -----------------------------------------------------------------

    @property
    def comparison(self) -> Comparison | None:
        """What is compared, or None."""
        return self.compared.comparison if self.compared else None

    @property
    def pair(self) -> Pair | None:
        """The current pair; None where the current measures are none."""
        return pair_of(self.comparison, self.nodes) if self.comparison else None

    @property
    def side(self) -> CompareSide:
        """The side that has the keyboard, or had it last."""
        return self.sides[self.front]

    def show(
        self,
        texts: tuple[Edition, Edition],
        compared: Compared | None,
        *,
        after: Callable[[], None],
    ) -> None:
        """Show two texts from their tops, in steps short enough for the UI thread.

        Args:
            texts: the left one and the right one.
            compared: their comparison; None to show them without one.
            after: called when they are there.
        """
        self.compared = compared
        self.nodes = ("", "")
        self._arriving, self._differing = True, False
        self._slices.run(self._showing(texts, compared, after))

    def show_again(self, compared: Compared) -> None:
        """Show what a person's decision made of the comparison; the places stay."""
        self.compared = compared
        self.panel.show_comparison(compared.comparison)
        self._stand(self.nodes)
        self.panel.choose(self.nodes)

    def show_differences(self) -> None:
        """Show what differs in every pair; it is known by now."""
        self._differing = True
        if self.compared is not None and not self._arriving:
            self._slices.run(self._setting(self.compared))

    def forget(self) -> None:
        """Show nothing."""
        self._slices.stop()
        self._arriving = False
        self.compared = None
        self.nodes = ("", "")
        self.panel.show_comparison(None)
        self.page.show_nothing()

    def stop(self) -> None:
        """Do nothing more; the window closes."""
        self._slices.stop()
        self.panel.stop()

    @property
    def busy(self) -> bool:
        """Whether something is still being set on the pages."""
        return self._slices.busy

    def _showing(
        self, texts: tuple[Edition, Edition], compared: Compared | None, after: Callable[[], None]
    ) -> Iterator[None]:
        # The pages get their widths before anything is set in type on them, and nothing of what
        # they showed before is set in type anew for that.
        for side in self.sides.values():
            side.reading.close()
            side.reader.show_nothing()
        self.page.show_sides(paired=compared is not None)
        yield
        for side, text in zip(self.sides.values(), texts, strict=True):
            try:
                yield from side.reading.opening(text.document, version=text.version)
            except UserError as error:
                self.failed.emit(str(error))
                return
            self.page.tell_title(side.name, _title(side.reading))
            yield
        self.panel.show_comparison(self.comparison)
        yield
        self._stand(self.nodes)
        self._arriving = False
        after()
        if compared is not None and self._differing:
            yield from self._setting(compared)

    def _setting(self, compared: Compared) -> Iterator[None]:
        """Set the differences of every pair on the pages, the best pair of a measure last."""
        for side in self.sides.values():
            side.forget_changes()
        for number, pair in enumerate(sorted(compared.comparison.pairs, key=_score)):
            self._set_changes(pair)
            if number % AT_ONCE == AT_ONCE - 1:
                yield
        self._repaint()

    def _set_changes(self, pair: Pair) -> None:
        if self.compared is not None:
            differences = self.compared.differences.of(pair.a, pair.b)
            for side in self.sides.values():
                side.show_changes(pair, differences)

    def _repaint(self) -> None:
        for side in self.sides.values():
            side.reader.viewport().update()
        self.ribbon.update()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._looks = looks(theme)
        for side in self.sides.values():
            side.layer.restyle(self._looks)
            side.links.restyle(theme)
        self.page.restyle(self._looks, theme)
        self._stand(self.nodes)

    # --- going about -------------------------------------------------------------------

    def show_pair(self, nodes: tuple[str, str]) -> None:
        """Bring both measures of a pair to the upper edge and make it the current one."""
        self._go(nodes)
        self.page.enter(self.front)

    def show_node(self, document: str, node: str) -> bool:
        """Go to a node on a side that shows its document; return False where none does."""
        if self.comparison is None:
            return False
        for name in (self.front, _OTHER[self.front]):
            side = self.sides[name]
            if side.reading.document is not None and side.reading.document.id == document:
                side.reader.jump(side.place(node))
                self.page.enter(name)
                return True
        return False

    def step_difference(self, count: int) -> None:
        """Go to the next difference on the side in front, or the one before."""
        side = self.side
        start = self._at if self._at is not None else side.reader.top_position() - (count > 0)
        found = side.layer.next(start, count)
        if found is None:
            self.said.emit("后面没有不同之处。" if count > 0 else "前面没有不同之处。")
            return
        side.reader.reveal(found.start)
        self._choose_at(found.start)
        side.reader.light(found.start, max(found.end, found.start + 1))
        self._at = found.start
        look = self._looks[found.kind]
        other = f"：对方为“{found.other[:40]}”" if found.other else ""
        self.said.emit(f"{look.sign} {look.word}{other}")

    def switch_side(self) -> None:
        """Put the keyboard into the other side."""
        self.page.enter(_OTHER[self.front])

    def _show_item(self, item: Item) -> None:
        self._go(item.nodes)

    def _go(self, nodes: tuple[str, str]) -> None:
        locked, self.lock.locked = self.lock.locked, False
        for side, node in zip(self.sides.values(), nodes, strict=True):
            place = side.place(node)
            if place is not None:
                side.reader.jump(place)
        self.lock.locked = locked
        self._stand(nodes)

    # --- the current pair --------------------------------------------------------------

    def _stand(self, nodes: tuple[str, str]) -> None:
        """Make two measures the current ones, "" for none on a side."""
        changed, self.nodes = nodes != self.nodes, nodes
        pair = self.pair
        for side, node, alone in zip(
            self.sides.values(), nodes, ("alone_left", "alone_right"), strict=True
        ):
            place = side.place(node)
            stretch = (place.start, place.end) if place else None
            side.layer.show_frame(stretch, pair.relation if pair else alone)
            side.reader.viewport().update()
        if pair is not None:
            self._set_changes(pair)
        self.ribbon.choose(nodes if pair else None)
        if changed:
            self.panel.choose(nodes)
        self._tell()

    def _tell(self) -> None:
        """Say which pair is the current one, and why."""
        if self.comparison is not None:
            kind, words = current_words(self.comparison, self.nodes)
            self.page.tell(self._looks.get(kind), words)

    def _led(self, leader: int) -> None:
        """Follow what a side was scrolled to."""
        name = SIDES[leader]
        self._at = None
        self.ribbon.update()
        if self.comparison is None:
            return
        side = self.sides[name]
        node = side.measure_at(side.reader.place, self.comparison)
        if node != self.nodes[leader]:
            self._choose(name, node)

    def _pressed(self, name: SideName) -> None:
        """Make the measure that was clicked the current one of its side."""
        side, comparison = self.sides[name], self.comparison
        if comparison is None or side.reader.page is None:
            return
        place = side.reader.page.place_at(side.reader.textCursor().position())
        node = side.measure_at(place, comparison)
        other = self.nodes[1 - SIDES.index(name)]
        if not node or node == self.nodes[SIDES.index(name)]:
            return
        if other and not list(side.pairs_of(comparison, node)):
            self._stand((node, other) if name == "left" else (other, node))
        else:
            self._choose(name, node)

    def _choose(self, name: SideName, node: str) -> None:
        """Make a measure of one side the current one, together with its counterpart."""
        best = self._best(name, node)
        if best is not None:
            self._stand(nodes_of(best))
        else:
            self._stand((node, "") if name == "left" else ("", node))

    def _choose_at(self, position: int) -> None:
        """Make the measure at a position of the side in front current, and bring its pair."""
        side, page = self.side, self.side.reader.page
        place = page.place_at(position) if page else None
        found = self._counterpart(SIDES.index(side.name), place) if place else None
        if found is not None:
            self._choose(side.name, found[0].node.id)
            if self.lock.locked:
                self.lock.bring(SIDES.index(side.name), *found)

    def _best(self, name: SideName, node: str) -> Pair | None:
        """Return the pair to show for a measure: the current one, else its best."""
        if self.comparison is None:
            return None
        pairs = list(self.sides[name].pairs_of(self.comparison, node))
        current = next((pair for pair in pairs if nodes_of(pair) == self.nodes), None)
        return current or next(iter(pairs), None)

    def _counterpart(self, leader: int, place: Place) -> tuple[Place, str] | None:
        if self.comparison is None:
            return None
        name = SIDES[leader]
        side = self.sides[name]
        node = side.measure_at(place, self.comparison)
        pair, own = self._best(name, node), side.place(node)
        if pair is None or own is None:
            return None
        return own, self.sides[_OTHER[name]].node_of(pair)

    # --- the ribbon --------------------------------------------------------------------

    def _bands(self) -> list[Band]:
        """Return the pairs of the measures in view, with where both stand."""
        comparison = self.comparison
        if comparison is None:
            return []
        pairs: dict[tuple[str, str], Pair] = {}
        for side in self.sides.values():
            for place in side.reader.places_seen():
                found = side.pairs_of(comparison, place.node.id)
                pairs |= {nodes_of(pair): pair for pair in found}
        return [band for pair in pairs.values() if (band := self._band(pair)) is not None]

    def _band(self, pair: Pair) -> Band | None:
        left, right = self.sides["left"], self.sides["right"]
        here, there = left.place(pair.a), right.place(pair.b)
        if here is None or there is None:
            return None
        return Band(pair, left.reader.extent(here), right.reader.extent(there))

    def _why(self, pair: Pair) -> str:
        return evidence(self.comparison, pair) if self.comparison else ""

    # --- small things ------------------------------------------------------------------

    def _entered(self, name: SideName) -> None:
        self.front, self._at = name, None
        self.entered.emit(name)

    def _lock_toggled(self, locked: bool) -> None:
        self.lock.set_locked(locked, leader=SIDES.index(self.front))

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of the page do, by their names."""
        return {
            "lockSides": self.page.lock.toggle,
            "switchSide": self.switch_side,
            "nextPair": lambda: self.panel.step(1),
            "previousPair": lambda: self.panel.step(-1),
            "nextDifference": lambda: self.step_difference(1),
            "previousDifference": lambda: self.step_difference(-1),
        }


def _title(reading: Reading) -> str:
    """Return what stands over a side."""
    title = reading.document.title if reading.document else ""
    return (f"第 {reading.version} 版（旧版）" if reading.version else "") + f"《{title}》"


def _score(pair: Pair) -> float:
    return pair.score
