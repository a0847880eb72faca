"""The part of the window that makes Word reports: its dialog, filled and wired."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap

from desktop import settings as known
from desktop.actions import documents, naming, tags
from desktop.errors import UnwritableError, UserError
from desktop.jobs import Job, Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.outline import OutlinePanel
from desktop.views.part import Part
from desktop.views.reading import Reading
from desktop.views.theme import Fonts

if TYPE_CHECKING:
    from desktop.actions.reporting.making import Picture, Preview, Written
    from desktop.actions.reporting.requests import Briefing
    from desktop.views.report_dialog import ReportDialog

SHOWN_BLOCKS = 150  # paragraphs and tables of a preview; laying out more would hold the window up
PAGE_PIXELS = 1000  # width of a page's picture


class Reporting(Part):
    """One dialog at a time; what it shows and writes is made in jobs."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        settings: Settings,
        *,
        author: Author,
        fonts: Fonts,
        widgets: tuple[OutlinePanel, Reading],
    ) -> None:
        outline, reading = widgets
        super().__init__(outline)
        self._store, self._jobs, self._settings = store, jobs, settings
        self._author, self._fonts = author, fonts
        self._outline, self._reading = outline, reading
        self._dialog: ReportDialog | None = None
        self._previewing: Job | None = None
        self._writing: Job | None = None

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands of reports do."""
        return {
            "exportReport": lambda: self.open("review"),
            "exportExcerpt": lambda: self.open("excerpt"),
            "exportLedgerReport": lambda: self.open("ledger"),
        }

    def open(self, kind: str, *, nodes: Sequence[str] = ()) -> None:
        """Open the dialog for a kind of report, on these nodes, what is selected, or open."""
        dialog = self._dialog or self._made()
        rows = [row for row in self._outline.chosen() if row.kind != "document"]
        chosen = nodes or [row.id for row in rows]
        several = chosen if nodes or len(rows) > 1 else []
        document = self._reading.document
        self._fill(dialog, chosen)
        dialog.form.choose(
            kind,
            documents=[document.id] if document and kind == "review" and not several else [],
            nodes=several if kind == "excerpt" else (),
        )
        dialog.show()
        dialog.activateWindow()

    def finish(self) -> None:
        """Stop what is going on and close the dialog."""
        self._cancel(self._previewing)
        self._cancel(self._writing)
        if self._dialog is not None:
            self._dialog.close()

    # --- inside ------------------------------------------------------------------

    def _made(self) -> "ReportDialog":
        # The window opens without what only reports need.
        from desktop.views.report_dialog import ReportDialog  # noqa: PLC0415

        folder = self._settings.get(known.REPORT_FOLDER)
        place = Path(folder) if folder else Path.home()
        dialog = ReportDialog(self._outline.window(), fonts=self._fonts, folder=place)
        size = self._settings.get(known.REPORT_SIZE)
        if len(size) == 2 and all(type(length) is int for length in size):  # noqa: PLR2004 - two
            dialog.resize(*size)
        dialog.finished.connect(
            lambda _: self._settings.set(known.REPORT_SIZE, [dialog.width(), dialog.height()])
        )
        form = dialog.form
        form.outlineRequested.connect(self._offer_chapters)
        form.briefing.saveRequested.connect(self._save_template)
        form.briefing.deleteRequested.connect(self._delete_template)
        dialog.previewRequested.connect(self._preview)
        dialog.pagesRequested.connect(self._set_pages)
        dialog.foot.writeRequested.connect(self._write)
        dialog.foot.cancelRequested.connect(lambda: self._cancel(self._writing))
        dialog.foot.openRequested.connect(
            lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        )
        self._dialog = dialog
        self._show_templates("")
        return dialog

    def _fill(self, dialog: "ReportDialog", nodes: Sequence[str]) -> None:
        from desktop.views.report_form import Choices  # noqa: PLC0415 - loaded with the dialog

        places = naming.places(self._store, nodes)
        dialog.form.show_choices(
            Choices(
                documents=documents.list_documents(self._store),
                tags=tags.tree(self._store),
                filters=tags.filters(self._store),
                nodes=[(place.node, place.name) for place in places],
            )
        )

    def _offer_chapters(self, document: str) -> None:
        if self._dialog is not None and document:
            nodes = documents.load_outline(self._store, document=document).nodes
            self._dialog.form.show_outline(document, nodes)

    def _preview(self) -> None:
        from desktop.actions.reporting import making  # noqa: PLC0415 - loaded with the dialog

        self._cancel(self._previewing)
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        request = dialog.form.request(author=self._author.name)

        def show(found: "Preview | None") -> None:
            if found is not None and dialog.isVisible():
                dialog.show_preview(found.html, landscape=found.landscape)

        self._previewing = self._jobs.run(
            lambda store, job: making.preview_pages(
                store, request=request, limit=SHOWN_BLOCKS, cancelled=job.cancelled
            ),
            done=show,
            failed=lambda error: dialog.show_fault(str(error)),
        )

    def _set_pages(self) -> None:
        from desktop.actions.reporting import making  # noqa: PLC0415 - loaded with the dialog

        dialog = self._dialog
        if dialog is None:
            return
        request = dialog.form.request(author=self._author.name)

        self._previewing = self._jobs.run(
            lambda store, job: making.page_pictures(
                store, request=request, width=PAGE_PIXELS, cancelled=job.cancelled
            ),
            done=lambda pages: dialog.show_pages([_picture(page) for page in pages]),
            failed=lambda error: dialog.show_fault(str(error)),
        )

    def _write(self, target: Path) -> None:
        from desktop.actions.reporting import making  # noqa: PLC0415 - loaded with the dialog

        dialog = self._dialog
        if dialog is None:
            return
        request = dialog.form.request(author=self._author.name)
        self._settings.set(known.REPORT_FOLDER, str(target.parent))
        self._writing = self._jobs.run(
            lambda store, job: making.write(
                store,
                request=request,
                target=target,
                progress=job.progress,
                cancelled=job.cancelled,
            ),
            done=self._written,
            failed=self._failed,
            progress=dialog.foot.show_progress,
        )

    def _written(self, written: "Written | None") -> None:
        if self._dialog is None:
            return
        if written is None:
            self._dialog.foot.rest("已取消，没有写出文件，原来的文件没有变。")
        else:
            self._dialog.foot.show_written(written.path, written.message)

    def _failed(self, error: UserError) -> None:
        if self._dialog is not None:
            other = error.alternative if isinstance(error, UnwritableError) else None
            self._dialog.foot.show_unwritable(str(error), other)

    def _save_template(self, name: str, briefing: "Briefing") -> None:
        from desktop.actions.reporting import templates  # noqa: PLC0415 - loaded with the dialog

        try:
            templates.save(self._settings, name=name, briefing=briefing)
        except UserError as error:
            self.failed.emit(str(error))
        self._show_templates(name)

    def _delete_template(self, name: str) -> None:
        from desktop.actions.reporting import templates  # noqa: PLC0415 - loaded with the dialog

        try:
            templates.delete(self._settings, name=name)
        except UserError as error:
            self.failed.emit(str(error))
        self._show_templates("")

    def _show_templates(self, chosen: str) -> None:
        from desktop.actions.reporting import templates  # noqa: PLC0415 - loaded with the dialog

        if self._dialog is not None:
            saved = templates.saved(self._settings)
            self._dialog.form.briefing.show_templates(saved, chosen=chosen)

    @staticmethod
    def _cancel(job: Job | None) -> None:
        if job is not None:
            job.cancel()


def _picture(page: "Picture") -> QPixmap:
    image = QImage(page.pixels, page.width, page.height, QImage.Format.Format_RGBX8888)
    return QPixmap.fromImage(image)
