"""The links of one reader: asked of the library for what is open, drawn, and followed."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.actions import citing
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import Citation, Document
from desktop.views.link_layer import Link, LinkLayer
from desktop.views.page import Place
from desktop.views.reading import Reading
from desktop.views.theme import Theme


class Links(QObject):
    """Where a reader's document names others of the library.

    Signals:
        found: the list of `Citation` of what is open.
        documentRequested: the id of the document to open.
        said: a short sentence for the status bar.
        failed: a sentence saying what could not be read.
    """

    found = Signal(list)
    documentRequested = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, reading: Reading, *, theme: Theme) -> None:
        super().__init__(reading)
        self._jobs, self._reading, self._reader = jobs, reading, reading.reader
        self.layer = LinkLayer(theme.accent)
        self._asked = 0  # which document was asked for last
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._reader.add_layer(self.layer)
        self._reader.followRequested.connect(self._pressed)
        reading.documentChanged.connect(self.load)
        self.load(reading.document)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.layer.restyle(theme.accent)

    def load(self, document: Document | None) -> None:
        """Ask for the links of what is open, once it is painted; older versions have none."""
        self._asked += 1
        if document is None or self._reading.version is not None:
            self._soon.stop()
            self._show([], self._asked)
        else:
            self._soon.start()  # once, however many parts of the window were told at this turn

    def _ask(self) -> None:
        document, asked = self._reading.document, self._asked
        if document is None:
            return
        self._jobs.run(
            lambda store, _: citing.cites(store, document=document.id),
            done=lambda found: self._show(found, asked),
            failed=lambda error: self._tell(error, asked),
        )

    def follow(self) -> None:
        """Open what the words lead to that the menu was opened at, else the measure's first."""
        position, self._reader.pointed = self._reader.pointed, -1
        link = self.layer.at(position) or self._of_measure(self._reading.place)
        if link is not None:
            self.documentRequested.emit(link.citation.cited)
        else:
            self.said.emit("这里没有提到库里的其他文件。")

    def reveal(self, citation: Citation) -> bool:
        """Bring the words of a citation into view; return False where they are not on the page."""
        link = next((link for link in self.layer.links if link.citation == citation), None)
        if link is not None:
            self._reader.reveal(link.start)
            self._reader.light(link.start, link.end)
        return link is not None

    def _pressed(self, position: int) -> None:
        """Follow the words pressed with Ctrl; by Enter, those of the measure."""
        if position < 0:
            self._reader.pointed = -1
            self.follow()
            return
        link = self.layer.at(position)
        if link is not None:
            self.documentRequested.emit(link.citation.cited)

    def _of_measure(self, place: Place | None) -> Link | None:
        if place is None:
            return None
        return next(iter(self.layer.within(place.start, place.end)), None)

    def _show(self, found: list[Citation], asked: int) -> None:
        if asked != self._asked:
            return
        page, links = self._reader.page, []
        for citation in found:
            place = page.place(citation.node) if page else None
            if page is not None and place is not None:
                start, end = (page.position(place, at) for at in (citation.start, citation.end))
                links.append(Link(start, end, citation))
        self.layer.show(links)
        self._reader.viewport().update()
        self.found.emit(found)

    def _tell(self, error: UserError, asked: int) -> None:
        if asked == self._asked:
            self.failed.emit(str(error))
