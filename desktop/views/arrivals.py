"""What the window does when imports are over: says what came of them and opens what is new."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.actions.documents import Imported
from desktop.views.dialogs import ImportReport, summary
from desktop.views.library_tasks import LibraryTasks
from desktop.views.reading import Reading


class Arrivals(QObject):
    """Meets the results of imports.

    Signals:
        said: a short sentence for the status bar.
    """

    said = Signal(str)

    def __init__(self, window: QWidget, *, tasks: LibraryTasks, reading: Reading) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        tasks.imported.connect(self._imported)
        tasks.seedsLoaded.connect(self._seeds_loaded)

    def _imported(self, results: list[Imported], asked: int) -> None:
        self.said.emit(summary(results, asked=asked))
        if len(results) != 1 or results[0].document is None:
            ImportReport.tell(self._window, results, asked=asked)
            return
        self.said.emit(results[0].message)
        self._reading.open(results[0].document.id)

    def _seeds_loaded(self, results: list[Imported]) -> None:
        self.said.emit(summary(results, asked=len(results)))
        first = next((each.document for each in results if each.document), None)
        if self._reading.document is None and first is not None:
            self._reading.open(first.id)
        if any(each.outcome == "failed" for each in results):
            ImportReport.tell(self._window, results, asked=len(results))


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of a drag."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
