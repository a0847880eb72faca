"""What stands in the centre until there is something to read, and what is done once there is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.actions import documents
from desktop.store import Store
from desktop.views.dialogs import ImportReport, RecogniseChoice, summary
from desktop.views.empty import EmptyState
from desktop.views.library_tasks import LibraryTasks
from desktop.views.part import Part
from desktop.views.reading import Reading

if TYPE_CHECKING:
    from desktop.actions.imports import Imported


class Arrivals(Part):
    """Offers to import, says what came of imports and opens what is new."""

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        tasks: LibraryTasks,
        reading: Reading,
        empty: EmptyState,
    ) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._tasks, self._reading, self._empty = tasks, reading, empty
        tasks.imported.connect(self._imported)
        tasks.seedsLoaded.connect(self._seeds_loaded)
        tasks.progressChanged.connect(self.refresh)
        empty.seedsRequested.connect(tasks.load_seeds)
        reading.documentChanged.connect(self.refresh)

    def set_editable(self, editable: bool) -> None:
        """Offer to import, or do not."""
        self._empty.button.setEnabled(editable)

    def refresh(self) -> None:
        """While nothing is open, say what there is to do."""
        if self._reading.document is not None:
            return
        if self._tasks.importing:
            self._empty.show_busy()
        elif documents.list_documents(self._store):
            self._empty.show_choice()
        else:
            self._empty.show_offer()

    def _imported(self, results: list["Imported"], asked: int) -> None:
        self.said.emit(summary(results, asked=asked))
        scans = [each.path for each in results if each.recognisable]
        if scans and RecogniseChoice.ask(self._window, scans):
            self._tasks.import_files(scans, recognise=True)
            results = [each for each in results if not each.recognisable]
            asked -= len(scans)
            if not results:
                return
        if len(results) != 1 or results[0].document is None:
            ImportReport.tell(self._window, results, asked=asked)
            return
        self.said.emit(results[0].message)
        self._reading.open(results[0].document.id)

    def _seeds_loaded(self, results: list["Imported"]) -> None:
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
