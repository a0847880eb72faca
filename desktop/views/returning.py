"""导入批注回稿: a report that was sent out comes back, and its comments go onto the measures."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from desktop.actions import history, marks, returned
from desktop.actions.returned import Came, Incoming
from desktop.annotations import MarkQuery
from desktop.errors import UserError
from desktop.jobs import Job, Lane
from desktop.store import Store
from desktop.views.dialogs import file_to_read
from desktop.views.frame import Frame
from desktop.views.marks_shown import MarksShown
from desktop.views.part import Part
from desktop.views.returned_dialog import ReturnedDialog

FILTER = "Word 报告 (*.docx);;所有文件 (*)"


class ReturnedFile:
    """Which returned report is read."""

    @classmethod
    def ask(cls, parent: Frame) -> Path | None:
        """Return the file; None when it was put away."""
        return file_to_read(
            parent.window, title="导入批注回稿", kinds=FILTER, name="returnedFile", accept="打开"
        )


class Returning(Part):
    """Reads returned reports, lets their comments be chosen, and takes them in, all in jobs.

    Args:
        frame: the window's.
        shown: the marks on the page.
    """

    def __init__(self, frame: Frame, *, shown: MarksShown) -> None:
        super().__init__(frame.window)
        self._frame, self._shown = frame, shown
        self._jobs, self._store = frame.jobs, frame.store
        self._waiting: list[tuple[Path, bool]] = []
        self._dialog: ReturnedDialog | None = None
        self._label = ""
        frame.tasks.reportsReturned.connect(self._dropped)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"importComments": self.choose}

    def choose(self) -> None:
        """Ask for a file, and show what it brings."""
        path = ReturnedFile.ask(self._frame)
        if path is not None:
            self._offer(path, dropped=False)

    def finish(self) -> None:
        """Read on nothing; the window closes."""
        self._waiting.clear()
        if self._dialog is not None:
            self._dialog.reject()

    def _dropped(self, files: list[Path]) -> None:
        for path in files:
            self._offer(path, dropped=True)

    def _offer(self, path: Path, *, dropped: bool) -> None:
        """Show what a file brings, once those before it have been put away."""
        self._waiting.append((path, dropped))
        if self._dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        path, dropped = self._waiting.pop(0)
        self.commitRequested.emit()
        dialog = self._dialog = ReturnedDialog(self._frame.window, path, dropped=dropped)
        dialog.importRequested.connect(partial(self._frame.tasks.import_files, [path]))
        dialog.undoRequested.connect(self._undo)
        dialog.cameRequested.connect(self._go)
        job = self._jobs.run(
            lambda store, job: returned.look(
                store, path=path, progress=job.progress, cancelled=job.cancelled
            ),
            done=partial(self._found, dialog),
            failed=partial(self._refused, dialog),
            progress=partial(self._progressed, dialog),
            lane=Lane.PREPARE,
        )
        dialog.closed.connect(partial(self._closed, dialog, job))
        dialog.show()

    def _progressed(self, dialog: ReturnedDialog, done: int, total: int, what: str) -> None:
        if dialog is self._dialog:
            dialog.progress(done, total, what)

    def _found(self, dialog: ReturnedDialog, found: Incoming | None) -> None:
        if found is None or dialog is not self._dialog:
            return
        dialog.show_found(found)
        dialog.takeRequested.connect(partial(self._take, dialog, found))

    def _refused(self, dialog: ReturnedDialog, error: UserError) -> None:
        if dialog is self._dialog:
            dialog.reject()
            self.failed.emit(str(error))

    def _closed(self, dialog: ReturnedDialog, job: Job) -> None:
        job.cancel()
        dialog.deleteLater()
        self._dialog = None
        self._next()

    # --- taking in -----------------------------------------------------------------------

    def _take(self, dialog: ReturnedDialog, found: Incoming, chosen: list[str]) -> None:
        self.commitRequested.emit()
        author = self._frame.author.name

        def work(store: Store, _job: Job) -> tuple[Incoming, str]:
            result = returned.take(store, author=author, incoming=found, chosen=chosen)
            return result, history.can_undo(store) or ""

        self._jobs.run(
            work, done=partial(self._taken, dialog), failed=partial(self._refused, dialog)
        )

    def _taken(self, dialog: ReturnedDialog, result: tuple[Incoming, str]) -> None:
        came, self._label = result
        self.reloadRequested.emit()
        self.said.emit(f"已导入批注回稿。{returned.summary(came)}可以撤销。")
        if dialog is self._dialog:
            dialog.show_taken(came)

    def _undo(self) -> None:
        """Undo the import, where nothing else was done since."""
        if not self._label or history.can_undo(self._store) != self._label:
            self.failed.emit(
                "导入以后又有别的改动，这里不能直接撤销。请用“编辑”菜单的“撤销”一步步退回。"
            )
            return
        self._label = ""
        self._frame.commands["undo"].trigger()
        if self._dialog is not None:
            self._dialog.show_undone()

    # --- going there ---------------------------------------------------------------------

    def _go(self, came: Came) -> None:
        """Bring the place of a comment into view: its mark, or where this will be."""
        mark = came.mark
        if mark is None:
            return
        rows = marks.listed(self._store, query=MarkQuery(marks=(mark.id,)))
        if rows:
            self.pageRequested.emit("")
            self._shown.show(rows[0])
            return
        self.nodeRequested.emit(came.document, came.node)
        page, reader = self._frame.reader.page, self._frame.reader
        place = page.place(came.node) if page and mark.scope == "text" else None
        if page and place:
            reader.reveal(page.position(place, mark.pieces[0].start))
