"""The original beside the text: the panel 原件, which follows the reader."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer

from desktop.jobs import Jobs
from desktop.views.page_sights import SOON, PageSights
from desktop.views.part import Panel, Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.source_page import SourcePage
from desktop.views.theme import Fonts, Theme


class Originals(Part):
    """Shows the page that one reads, and only while the panel is seen."""

    def __init__(
        self, jobs: Jobs, *, reading: Reading, reader: ReaderView, theme: Theme, fonts: Fonts
    ) -> None:
        super().__init__(reader)
        self._reading = reading
        self.panel = SourcePage(theme, fonts)
        self._sights = PageSights(jobs, self.panel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._follow)
        reading.documentChanged.connect(self._soon.start)
        reader.placeChanged.connect(self._soon.start)
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
        self._sights.finish()

    def _follow(self) -> None:
        """Show the page of the place where one reads, where that is another."""
        if not self.panel.isVisible():
            return
        if self._reading.document is None:
            self._sights.look_at_nothing()
            return
        node = self._reading.place.node if self._reading.place else None
        first, last = (node.first_line, node.last_line) if node else (0, 0)
        words = (node.label, node.text or node.title, node.units_text) if node else ()
        self._sights.look(self._reading.document.id, self._reading.version, first, last, words)
