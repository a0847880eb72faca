"""What changes the library from the window: always in a job, one after another."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from desktop.actions import documents, returned
from desktop.errors import UserError
from desktop.jobs import Job, Jobs, Lane
from desktop.settings import SEEDS, Settings
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.part import Part

if TYPE_CHECKING:
    from desktop.actions.imports import Imported

REFRESH_MILLISECONDS = 300
PURGE_MILLISECONDS = 10_000  # after the start, when the window has long been there


class LibraryTasks(Part):
    """Imports, groups, archives and removes documents.

    Signals:
        libraryChanged: documents came, went or moved; at most a few times a second.
        imported: (list of `Imported`, how many files were asked for) after an import.
        seedsLoaded: the list of `Imported` after the examples were loaded.
        reportsReturned: the files that were dropped and are reports of ours with comments.
        progressChanged: (done, total, file name) while an import goes on; total 0 at its end.
    """

    libraryChanged = Signal()
    imported = Signal(list, int)
    seedsLoaded = Signal(list)
    reportsReturned = Signal(list)
    progressChanged = Signal(int, int, str)

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        *,
        author: Author,
        library: Path,
        seeds: Sequence[Path],
    ) -> None:
        super().__init__(author)
        self._jobs = jobs
        self._settings = settings
        self._author = author
        self._library = str(library)
        self._seeds = list(seeds)
        self._imports: list[Job] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REFRESH_MILLISECONDS)
        self._soon.timeout.connect(self.libraryChanged)
        self._later = QTimer(self)
        self._later.setObjectName("purgeTimer")
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._purge_removed)
        self._later.start(PURGE_MILLISECONDS)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"importSeeds": self.load_seeds}

    @property
    def importing(self) -> bool:
        """Whether an import runs or waits."""
        return bool(self._imports)

    def import_files(self, paths: Sequence[Path], *, recognise: bool = False) -> None:
        """Add files to the library, those of folders and archives too; scans if recognised."""
        self._import(paths, self.imported.emit, recognise=recognise)

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Add files to the library, but for returned reports, of which the comments are wanted."""
        reports = [path for path in paths if path.suffix.lower() == ".docx"]
        if not reports:
            self.import_files(paths)
            return

        def sort(found: list[Path]) -> None:
            if found:
                self.reportsReturned.emit(found)
            if others := [path for path in paths if path not in found]:
                self.import_files(others)

        self._jobs.run(
            lambda *_: [path for path in reports if returned.is_returned(path)],
            done=sort,
            failed=self._tell,
            lane=Lane.PREPARE,
        )

    def first_start(self, *, empty: bool) -> bool:
        """Load the examples if this library never had them; return whether they are on their way.

        Those that a user removed do not come back: it is remembered that they were loaded.

        Args:
            empty: whether the library has no documents.
        """
        state = self._settings.get(SEEDS).get(self._library)
        if not self._seeds or not (state == "begun" or (state is None and empty)):
            return False
        self.load_seeds()
        return True

    def load_seeds(self) -> None:
        """Add the examples to the library."""
        self._remember("begun")
        self._import(self._seeds, lambda results, _asked: self._seeds_there(results))

    def finish(self) -> None:
        """Cancel what runs and begin nothing more, whatever still arrives: the window closes."""
        self._later.stop()
        self._soon.stop()
        self._soon.blockSignals(True)
        self.cancel()

    def cancel(self) -> None:
        """Stop every import at its next safe point; the files finished so far stay."""
        for job in self._imports:
            job.cancel()

    def set_group(self, chosen: Sequence[str], group: str) -> None:
        """Put documents into a group; "" takes them out of theirs."""
        author = self._author.name
        self._change(
            lambda store: documents.set_group(store, documents=chosen, group=group, author=author)
        )

    def set_archived(self, chosen: Sequence[str], archived: bool) -> None:
        """Put documents away, or back."""
        author = self._author.name
        self._change(
            lambda store: documents.set_archived(
                store, documents=chosen, archived=archived, author=author
            )
        )

    def remove(self, chosen: Sequence[str]) -> None:
        """Remove documents with all that hangs on them, until this is undone."""
        author = self._author.name
        self._change(lambda store: documents.remove(store, documents=chosen, author=author))

    def _purge_removed(self) -> None:
        """Delete for good what was removed long ago."""
        self._jobs.run(
            lambda store, _: documents.purge_removed(store),
            done=lambda _: None,
            failed=self._tell,
        )

    def _change(self, work: Callable[[Store], None]) -> None:
        self._jobs.run(
            lambda store, _: work(store),
            done=lambda _: self.libraryChanged.emit(),
            failed=self._tell,
        )

    def _import(
        self,
        paths: Sequence[Path],
        done: Callable[[list["Imported"], int], None],
        *,
        recognise: bool = False,
    ) -> None:
        asked = len(paths)

        def work(store: Store, job: Job) -> list["Imported"]:
            return documents.import_files(
                store,
                paths=paths,
                progress=job.progress,
                cancelled=job.cancelled,
                recognise=recognise,
            )

        def progressed(count: int, total: int, name: str) -> None:
            nonlocal asked
            asked = total  # a folder or an archive is many files
            self._progressed(count, total, name)

        def finished(results: list["Imported"]) -> None:
            self._soon.stop()
            self.libraryChanged.emit()
            done(results, asked)

        def ended() -> None:
            self._imports.remove(job)
            if not self._imports:
                self.progressChanged.emit(0, 0, "")

        job = self._jobs.run(
            work, done=finished, failed=self._tell, progress=progressed, ended=ended
        )
        self._imports.append(job)
        self.progressChanged.emit(0, len(paths), "")

    def _progressed(self, done: int, total: int, name: str) -> None:
        self.progressChanged.emit(done, total, name)
        if done and not self._soon.isActive():
            self._soon.start()

    def _seeds_there(self, results: list["Imported"]) -> None:
        self._remember("done")
        self.seedsLoaded.emit(results)

    def _remember(self, state: str) -> None:
        self._settings.set(SEEDS, self._settings.get(SEEDS) | {self._library: state})
        try:
            self._settings.save()
        except UserError as error:
            self._tell(error)

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))
