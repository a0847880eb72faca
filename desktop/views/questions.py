"""Asks the user what a change of the library needs to know, then has it done."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.actions import documents
from desktop.settings import FOLDER
from desktop.views.dialogs import Confirm, GroupDialog, ImportChoice, VersionsDialog
from desktop.views.frame import Frame
from desktop.views.part import Part


class LibraryQuestions(Part):
    """The ways to the library tasks that begin with a question."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._window, self._store, self._settings = frame.window, frame.store, frame.settings
        self._tasks, self._reading = frame.tasks, frame.reading
        outline = frame.outline
        outline.groupRequested.connect(self.ask_group)
        outline.archiveRequested.connect(self._tasks.set_archived)
        outline.removeRequested.connect(self.ask_remove)
        outline.versionsRequested.connect(self.ask_version)
        frame.empty.importRequested.connect(self.ask_files)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"importFiles": self.ask_files, "importFolder": self.ask_folder}

    def ask_files(self) -> None:
        """Ask which files to import, and import them."""
        self._import(ImportChoice.ask(self._window, self._settings.get(FOLDER)))

    def ask_folder(self) -> None:
        """Ask for a folder, and import its files."""
        self._import(ImportChoice.ask_folder(self._window, self._settings.get(FOLDER)))

    def _import(self, paths: Sequence[Path]) -> None:
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
            self._reading.open(document, version=None if number == found.version else number)
