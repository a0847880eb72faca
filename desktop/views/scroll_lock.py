"""Two pages that scroll together, measure beside measure."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.views.page import Place
from desktop.views.page_view import PageView

Counterpart = Callable[[int, Place], "tuple[Place, str] | None"]


class ScrollLock(QObject):
    """Keeps the counterpart of what one page shows level with it.

    The page that is scrolled leads. The measure at its upper edge and its counterpart stand level
    as long as the measure's first line is in view; then they pass the edge together, the longer
    one faster. Where there is no counterpart the other page rests.

    Args:
        pages: the left page and the right one.
        counterpart: gives, for 0 or 1 (which page) and a place on it, the place that counts there
            and the id of its counterpart on the other page; None where there is none.

    Signals:
        led: 0 or 1, which page moved by its user.
    """

    led = Signal(int)

    def __init__(
        self, pages: tuple[PageView, PageView], counterpart: Counterpart, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._counterpart = counterpart
        self._busy = False
        self.locked = True
        for number, page in enumerate(pages):
            page.verticalScrollBar().valueChanged.connect(
                lambda _=0, number=number: self._moved(number)
            )
            page.placeChanged.connect(lambda _=None, number=number: self._moved(number))

    def set_locked(self, locked: bool, *, leader: int = 0) -> None:
        """Let the pages scroll together, the other one coming to the leader; or apart."""
        self.locked = locked
        self.level(leader)

    def level(self, leader: int) -> None:
        """Bring the other page level with this one, if they are locked."""
        place = self._pages[leader].place
        if self.locked and not self._busy and place is not None:
            found = self._counterpart(leader, place)
            if found is not None:
                self.bring(leader, *found)

    def _moved(self, leader: int) -> None:
        if not self._busy:
            self.level(leader)
            self.led.emit(leader)

    def bring(self, leader: int, place: Place, node: str) -> None:
        """Bring a node of the other page level with a place of this one."""
        other = self._pages[1 - leader]
        target = other.page.place(node) if other.page else None
        if target is None:
            return
        top, bottom = self._pages[leader].extent(place)
        other_top, other_bottom = other.extent(target)
        wanted = float(top)
        if top < 0:
            passed = min(1.0, -top / max(1, bottom - top))
            wanted = -passed * (other_bottom - other_top)
        bar = other.verticalScrollBar()
        self._busy = True
        bar.setValue(bar.value() + round(other_top - wanted))
        self._busy = False
