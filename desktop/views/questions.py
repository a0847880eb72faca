"""What is done from the library tree; asks first what a change of the library needs to know."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import documents
from desktop.settings import FOLDER, Settings
from desktop.store import Store
from desktop.views.dialogs import Confirm, GroupDialog, ImportChoice, VersionsDialog
from desktop.views.library_tasks import LibraryTasks
from desktop.views.outline import OutlinePanel
from desktop.views.part import Part


class LibraryQuestions(Part):
    """The library tree, and the ways to the library tasks that begin with a question.

    Signals:
        versionRequested: (document id, version number, 0 for the current one) to read.
    """

    versionRequested = Signal(str, int)

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        settings: Settings,
        tasks: LibraryTasks,
        outline: OutlinePanel,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._settings = settings
        self._tasks = tasks
        self._outline = outline
        outline.groupRequested.connect(self.ask_group)
        outline.archiveRequested.connect(tasks.set_archived)
        outline.removeRequested.connect(self.ask_remove)
        outline.versionsRequested.connect(self.ask_version)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"importFiles": self.ask_files, "focusOutline": self._outline.view.setFocus}

    def set_editable(self, editable: bool) -> None:
        """Let documents be changed, or only read."""
        self._outline.set_editable(editable)

    def refresh(self) -> None:
        """List the documents there are now."""
        self._outline.refresh()

    def noticed(self, document: str) -> None:
        """Show what is now on the rows of a document, "" for several."""
        self._outline.refresh_badges(document)

    def finish(self) -> None:
        """Ask the library nothing more."""
        self._outline.stop()

    def ask_files(self) -> None:
        """Ask which files to import, and import them."""
        paths = ImportChoice.ask(self._window, self._settings.get(FOLDER))
        if paths:
            self._settings.set(FOLDER, str(paths[0].parent))
            self._tasks.import_files(paths)

    def ask_group(self, chosen: list[str]) -> None:
        """Ask for a group's name, and put the documents into it."""
        group = GroupDialog.ask(self._window, documents.groups(self._store))
        if group is not None:
            self._tasks.set_group(chosen, group)

    def ask_remove(self, chosen: list[str]) -> None:
        """Ask whether the documents are really to go, and remove them."""
        every = (documents.find_document(self._store, reference=each) for each in chosen)
        titles = "、".join(f"《{document.title}》" for document in every)
        text = (
            f"要从资料库移除{titles}吗？\n各个版本和上面的批注一起移除，九十天内可以撤销；"
            "磁盘上的原文件不受影响。"
        )
        if Confirm.ask(self._window, title="移除文件", text=text, button="移除"):
            self._tasks.remove(chosen)

    def ask_version(self, document: str) -> None:
        """Ask which version of a document to read."""
        found = documents.find_document(self._store, reference=document)
        every = documents.versions(self._store, document=document)
        number = VersionsDialog.ask(self._window, found.title, every)
        if number is not None:
            self.versionRequested.emit(document, 0 if number == found.version else number)
