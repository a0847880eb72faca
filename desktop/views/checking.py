"""Checks what the parser was unsure of: the panel 校核, beside the page it is about."""

from collections.abc import Callable, Mapping, Sequence

from desktop.model import Doubt
from desktop.views.doubts import DoubtPanel
from desktop.views.part import Panel, Part
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.theme import Theme


class Checking(Part):
    """The doubts of what is read."""

    def __init__(self, reading: Reading, reader: ReaderView, *, theme: Theme) -> None:
        super().__init__(reader)
        self._reading, self._reader = reading, reader
        self.panel = DoubtPanel(theme)
        self.panel.doubtRequested.connect(self._show)
        self.panel.countChanged.connect(self._count)
        reading.documentChanged.connect(self._document_changed)
        self._document_changed()

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self.panel, "校核"),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"showDoubts": lambda: self.panelRequested.emit(self.panel)}

    def refresh(self) -> None:
        """Say how many doubts there are."""
        self._count(self.panel.list.count())

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.panel.restyle(theme)

    def _document_changed(self) -> None:
        page = self._reader.page if self._reading.document else None
        self.panel.show_doubts(page.outline.doubts if page else ())

    def _count(self, count: int) -> None:
        self.panelCounted.emit(self.panel, count)

    def _show(self, doubt: Doubt) -> None:
        self._reading.show_doubt(doubt)
        self.panel.show_source(self._reading.source_lines(), doubt.line)
