"""What stands in the centre until there is something to read, and what is done once there is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.actions import documents
from desktop.store import Store
from desktop.views.dialogs import RecogniseChoice
from desktop.views.empty import EmptyState
from desktop.views.import_report import ImportReport, summary
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
        self._report: ImportReport | None = None
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
        if self._report is not None or len(results) != 1 or results[0].document is None:
            self._list(results, asked)
            return
        doubts = f"校核栏里有 {results[0].doubts} 处待核。" if results[0].doubts else ""
        self.said.emit(results[0].message + doubts)
        self._reading.open(results[0].document.id)

    def _list(self, results: list["Imported"], asked: int) -> None:
        """List what came of an import beside the window, which stays usable.

        A list that is still open is added to: what came of scans belongs to what came before.
        """
        if self._report is None:
            self._report = ImportReport(self._window)
            self._report.documentRequested.connect(self._reading.open)
            self._report.destroyed.connect(self._forget)
        self._report.add(results, asked=asked)
        self._report.show()

    def _forget(self) -> None:
        self._report = None

    def _seeds_loaded(self, results: list["Imported"]) -> None:
        self.said.emit(summary(results, asked=len(results)))
        first = next((each.document for each in results if each.document), None)
        if self._reading.document is None and first is not None:
            self._reading.open(first.id)
        if any(each.outcome == "failed" for each in results):
            self._list(results, len(results))


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of a drag."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
