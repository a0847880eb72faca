"""What the commands of the reader do on the side of the comparison that is in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.views.compare_side import CompareSide
from desktop.views.compare_values import SideName
from desktop.views.find_bar import FindBar
from desktop.views.reading import ZOOM_STEP

Slots = dict[str, Callable[[], object]]


class SideCommands(QObject):
    """Stands in for reader, navigation and marking while two documents are beside each other.

    Args:
        sides: both sides.
        find_bar: looks for words on the side in front.
        enter: puts the keyboard into a side.

    Signals:
        said: a short sentence for the status bar.
    """

    said = Signal(str)

    def __init__(
        self,
        sides: dict[SideName, CompareSide],
        find_bar: FindBar,
        enter: Callable[[SideName], None],
    ) -> None:
        super().__init__(find_bar)
        self._sides, self._find_bar, self._enter = sides, find_bar, enter
        self._front = sides["left"]
        for side in sides.values():
            reader = side.reader
            reader.stepRequested.connect(lambda count, side=side: self._step(side, count))
            reader.zoomRequested.connect(lambda steps, side=side: self._zoom_other(side, steps))
            reader.matchesChanged.connect(
                lambda now, every, side=side: self._show_count(side, now, every)
            )
        find_bar.searchRequested.connect(self._find)
        find_bar.stepRequested.connect(self._find_step)
        find_bar.closed.connect(lambda: self._enter(self._front.name))

    def come_front(self, side: CompareSide) -> Slots:
        """Let a side be the one in front; return what the commands do on it, by their names."""
        if side is not self._front and self._find_bar.isVisible():
            self._front.reader.find_all("")
        self._front = side
        return {
            **side.reading.slots(),
            **side.marking.slots(),
            "nextMeasure": lambda: self._step(side, 1),
            "previousMeasure": lambda: self._step(side, -1),
            "documentTop": lambda: side.reader.jump(None),
            "openCitation": side.links.follow,
            "focusReader": lambda: self._enter(side.name),
            "find": lambda: self._find_bar.ask(side.reader.selected_text().split("\n")[0]),
            "findNext": lambda: self._find_step(1),
            "findPrevious": lambda: self._find_step(-1),
            "zoomIn": lambda: self._zoom(side.reading.zoom + ZOOM_STEP),
            "zoomOut": lambda: self._zoom(side.reading.zoom - ZOOM_STEP),
            "zoomReset": lambda: self._zoom(1.0),
        }

    def _step(self, side: CompareSide, count: int) -> None:
        if not side.reader.step(count):
            self.said.emit("已是最后一条。" if count > 0 else "已是第一条。")

    def _find(self, words: str) -> None:
        self._front.reader.find_all(words)

    def _find_step(self, count: int) -> None:
        if self._find_bar.isVisible():
            self._front.reader.find_step(count)
        else:
            self._find_bar.ask("")

    def _show_count(self, side: CompareSide, now: int, every: int) -> None:
        if side is self._front:
            self._find_bar.show_count(now, every)

    def _zoom(self, zoom: float) -> None:
        for side in self._sides.values():
            side.reading.set_zoom(zoom)

    def _zoom_other(self, side: CompareSide, steps: int) -> None:
        """Keep both sides in one size; the side that was asked has seen to itself."""
        for each in self._sides.values():
            if each is not side:
                each.reading.zoom_by(steps)
