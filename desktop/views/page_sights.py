"""Pages of the original, for the panels that show them: found and drawn by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QObject, QTimer
from PySide6.QtGui import QImage, QImageReader

from desktop.actions import documents, originals
from desktop.actions.originals import Spot
from desktop.errors import UserError
from desktop.jobs import Job, Jobs, Lane
from desktop.model import Picture
from desktop.store import Store
from desktop.text import SourceLine
from desktop.views.source_page import NOTHING, Sight, SourcePage

SOON = 120  # milliseconds that a page waits for its room to come to rest
KEPT = 4  # pages that are not drawn again
STEP = 64  # pixels; a page is not drawn again for a smaller change of its width
WAIT = "正在准备原件的这一页…"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be seen: source lines of a version, on a page of their own or a chosen one."""

    document: str
    version: int | None
    first: int
    last: int
    words: tuple[str, ...]
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


class PageSights(QObject):
    """Shows in a panel the page on which source lines stand, and pages turned to from there."""

    def __init__(self, jobs: Jobs, panel: SourcePage) -> None:
        super().__init__(panel)
        self._jobs, self._panel = jobs, panel
        self._sights: dict[tuple[str, int | None, int, int], Sight] = {}
        self._job: Job | None = None
        self._wish: _Wish | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._draw_again)
        panel.turned.connect(self._turn)
        panel.resized.connect(self._soon.start)

    def look(
        self,
        document: str,
        version: int | None,
        first: int,
        last: int,
        words: tuple[str, ...] = (),
    ) -> None:
        """Show the page of the source lines `first` to `last`, where that is another.

        Args:
            document: its id.
            version: an older version's number, None for the current one.
            first: the number of the first line, 0 for the first page.
            last: that of the last line.
            words: what a node says there, where others may share its lines; see
                `originals.spots`.
        """
        wish = _Wish(document, version, first, last, words, None, self._width)
        before = self._wish
        if before is None or wish != replace(before, page=None, width=wish.width):
            self._look(wish)
        else:
            self._draw_again()

    def look_at_nothing(self) -> None:
        """Show no page."""
        self._wish = None
        self._panel.say(NOTHING)

    def finish(self) -> None:
        """Draw nothing more."""
        self._soon.stop()
        self._soon.blockSignals(True)
        if self._job is not None:
            self._job.cancel()

    @property
    def _width(self) -> int:
        return -(-self._panel.room // STEP) * STEP

    def _draw_again(self) -> None:
        """Draw the page for the room that it has now."""
        if self._wish is not None and self._wish.width != self._width and self._panel.isVisible():
            self._look(replace(self._wish, width=self._width))

    def _turn(self, page: int) -> None:
        if self._wish is not None:
            self._look(replace(self._wish, page=page))

    def _look(self, wish: _Wish) -> None:
        if self._job is not None:
            self._job.cancel()
        before = self._wish
        if before is None or (before.document, before.version) != (wish.document, wish.version):
            self._panel.say(WAIT)
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
            self._panel.show_text(look.lines, wish.first, wish.last)
            return
        boxes = [box for spot in look.spots if spot.page == look.page for box in spot.boxes]
        self._panel.show_page(look.sight, boxes, page=look.page, pages=look.pages)

    def _keep(self, wish: _Wish, page: int, sight: Sight) -> None:
        key = (wish.document, wish.version, page, wish.width)
        self._sights.pop(key, None)
        self._sights[key] = sight
        while len(self._sights) > KEPT:
            del self._sights[next(iter(self._sights))]

    def _tell(self, wish: _Wish, error: UserError) -> None:
        if wish == self._wish:
            self._panel.say(str(error))


def _looked(
    store: Store, job: Job, wish: _Wish, known: Mapping[tuple[str, int | None, int, int], Sight]
) -> _Look:
    """Return what there is to see; runs in the worker."""
    source = documents.source_text(store, document=wish.document, version=wish.version)
    lines = source.lines
    kind = originals.kind(store, document=wish.document, version=wish.version)
    if not kind:
        return _Look(lines)
    found = originals.spots(source, first=wish.first, last=wish.last, words=wish.words)
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
            ),
            wish.width,
        )
    return _Look(page=page, pages=pages, spots=tuple(found), sight=sight)


def _sight(picture: Picture, width: int) -> Sight:
    """Return a picture in Qt's form, `width` pixels wide."""
    image = None
    if picture.across:
        row = len(picture.pixels) // picture.down
        drawn = QImage(
            picture.pixels, picture.across, picture.down, row, QImage.Format.Format_RGB32
        )
        image = drawn.copy()  # the bytes above are not Qt's
    scale = width / max(picture.width, 1)
    images = ((_image(data, (box[2] - box[0]) * scale), box) for data, box in picture.images)
    shown = tuple((each, box) for each, box in images if not each.isNull())
    return Sight(picture.width, picture.height, image, picture.texts, picture.rules, shown)


def _image(data: bytes, width: float) -> QImage:
    """Return the picture in a file, no wider than it will be seen; a null one if it is broken."""
    held = QBuffer()
    held.setData(data)
    reader = QImageReader(held)
    size = reader.size()
    if size.width() > width > 0:
        reader.setScaledSize(size * (width / size.width()))
    return reader.read()
