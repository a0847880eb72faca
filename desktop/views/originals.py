"""The original beside the text: which page the panel 原件 shows, and how it comes there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from desktop.actions import documents, originals
from desktop.actions.originals import Spot
from desktop.errors import UserError
from desktop.jobs import Job, Jobs, Lane
from desktop.model import Picture
from desktop.store import Store
from desktop.text import SourceLine
from desktop.views.part import Panel, Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.source_page import NOTHING, Sight, SourcePage
from desktop.views.theme import Fonts, Theme

SOON = 120  # milliseconds that the page waits for the reader to come to rest
KEPT = 8  # pages that are not drawn again
STEP = 64  # pixels; a page is not drawn again for a smaller change of its width
WAIT = "正在准备原件的这一页…"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be seen: source lines of a version, on a page of their own or a chosen one."""

    document: str
    version: int | None
    first: int
    last: int
    page: int | None
    width: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What the library has for a wish; a text has lines, anything else a page."""

    lines: Sequence[SourceLine] = ()
    page: int = 0
    pages: int = 0
    spots: tuple[Spot, ...] = ()
    sight: Sight | None = None


class Originals(Part):
    """Shows the page that one reads; drawn by the worker, and only while the panel is seen."""

    def __init__(
        self, jobs: Jobs, *, reading: Reading, reader: ReaderView, theme: Theme, fonts: Fonts
    ) -> None:
        super().__init__(reader)
        self._jobs, self._reading = jobs, reading
        self.panel = SourcePage(theme, fonts)
        self._sights: dict[tuple[str, int | None, int, int], Sight] = {}
        self._job: Job | None = None
        self._wish: _Wish | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._follow)
        reading.documentChanged.connect(self._soon.start)
        reader.placeChanged.connect(self._soon.start)
        self.panel.turned.connect(self._turn)
        self.panel.resized.connect(self._soon.start)

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self.panel, "原件"),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"showOriginal": lambda: self.panelRequested.emit(self.panel)}

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.panel.restyle(theme)

    def finish(self) -> None:
        """Draw nothing more."""
        self._soon.stop()
        self._soon.blockSignals(True)
        if self._job is not None:
            self._job.cancel()

    def _follow(self) -> None:
        """Show the page of the place where one reads, where that is another."""
        if not self.panel.isVisible():
            return
        if self._reading.document is None:
            self._wish = None
            self.panel.say(NOTHING)
            return
        node = self._reading.place.node if self._reading.place else None
        first, last = (node.first_line, node.last_line) if node else (0, 0)
        width = -(-self.panel.room // STEP) * STEP
        wish = _Wish(self._reading.document.id, self._reading.version, first, last, None, width)
        if self._wish is None or wish != replace(self._wish, page=None):
            self._look(wish)

    def _turn(self, page: int) -> None:
        if self._wish is not None:
            self._look(replace(self._wish, page=page))

    def _look(self, wish: _Wish) -> None:
        if self._job is not None:
            self._job.cancel()
        before = self._wish
        if before is None or (before.document, before.version) != (wish.document, wish.version):
            self.panel.say(WAIT)
        self._wish = wish
        known = dict(self._sights)
        self._job = self._jobs.run(
            lambda store, job: _looked(store, job, wish, known),
            done=lambda look: self._show(wish, look),
            failed=lambda error: self._tell(wish, error),
            lane=Lane.DRAW,
        )

    def _show(self, wish: _Wish, look: _Look) -> None:
        if look.sight is not None:
            self._keep(wish, look.page, look.sight)
        if wish != self._wish:
            return
        if look.sight is None:
            self.panel.show_text(look.lines, wish.first, wish.last)
            return
        boxes = [box for spot in look.spots if spot.page == look.page for box in spot.boxes]
        self.panel.show_page(look.sight, boxes, page=look.page, pages=look.pages)

    def _keep(self, wish: _Wish, page: int, sight: Sight) -> None:
        key = (wish.document, wish.version, page, wish.width)
        self._sights.pop(key, None)
        self._sights[key] = sight
        while len(self._sights) > KEPT:
            del self._sights[next(iter(self._sights))]

    def _tell(self, wish: _Wish, error: UserError) -> None:
        if wish == self._wish:
            self.panel.say(str(error))


def _looked(
    store: Store, job: Job, wish: _Wish, known: Mapping[tuple[str, int | None, int, int], Sight]
) -> _Look:
    """Return what there is to see; runs in the worker."""
    lines = documents.source_lines(store, document=wish.document, version=wish.version)
    kind = originals.kind(store, document=wish.document, version=wish.version)
    if not kind:
        return _Look(lines)
    found = originals.spots(lines, first=wish.first, last=wish.last)
    page = wish.page or (found[0].page if found else 1)
    pages = max((line.page or 1 for line in lines), default=1)
    sight = known.get((wish.document, wish.version, page, wish.width))
    if sight is None:
        sight = _sight(
            originals.page_picture(
                store,
                document=wish.document,
                version=wish.version,
                page=page,
                width=wish.width,
                cancelled=job.cancelled,
            )
        )
    return _Look(page=page, pages=pages, spots=tuple(found), sight=sight)


def _sight(picture: Picture) -> Sight:
    """Return a picture in Qt's form."""
    image = None
    if picture.across:
        row = len(picture.pixels) // picture.down
        drawn = QImage(
            picture.pixels, picture.across, picture.down, row, QImage.Format.Format_RGB32
        )
        image = drawn.copy()  # the bytes above are not Qt's
    return Sight(picture.width, picture.height, image, picture.texts, picture.rules)
