"""Who cites whom: the panel 引用, the links of the page, and going from one to the other."""

from collections.abc import Callable, Mapping, Sequence

from desktop.actions import citing
from desktop.errors import UserError
from desktop.model import Citation, Document
from desktop.views.citation_panel import CitationPanel
from desktop.views.frame import Frame
from desktop.views.links import Links
from desktop.views.part import Panel, Part
from desktop.views.theme import Theme


class Citing(Part):
    """Citations of the document in the reader, in both directions."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame, self._reading = frame, frame.reading
        self.panel = CitationPanel()
        self.links = Links(frame.jobs, frame.reading, theme=frame.appearance.theme)
        self._cites: Sequence[Citation] = ()
        self._coming: Citation | None = None  # to be shown once its document is there
        self.links.found.connect(self._found)
        self.links.documentRequested.connect(self._open)
        self.links.said.connect(self.said)
        self.links.failed.connect(self.failed)
        self.panel.documentRequested.connect(self._open)
        self.panel.placeRequested.connect(self._show)
        self.panel.importRequested.connect(frame.commands["importFiles"].trigger)

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self.panel, "引用"),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {
            "openCitation": self.links.follow,
            "showCitations": lambda: self.panelRequested.emit(self.panel),
        }

    def set_editable(self, editable: bool) -> None:
        """Offer to import, or do not."""
        self.panel.empty.button.setEnabled(editable)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.links.restyle(theme)

    def refresh(self) -> None:
        """Ask anew: documents that are cited may have come or gone."""
        self.links.load(self._reading.document)

    def _open(self, document: str) -> None:
        self.nodeRequested.emit(document, "")

    def _show(self, citation: Citation) -> None:
        """Show the words of a citation; in another document once its links are there."""
        document = self._reading.document
        if document is None or document.id != citation.document:
            self._coming = citation
        self.nodeRequested.emit(citation.document, citation.node)
        if self._coming is None:
            self.links.reveal(citation)

    def _found(self, cites: list[Citation]) -> None:
        if self._coming is not None and self.links.reveal(self._coming):
            self._coming = None
        document = self._reading.document
        self._cites = cites
        if document is None:
            self.panel.show_nothing()
            return
        self._frame.jobs.run(
            lambda store, _: citing.cited_by(store, document=document.id),
            done=lambda found: self._listed(document, found),
            failed=self._tell,
        )

    def _listed(self, document: Document, cited_by: list[Citation]) -> None:
        now = self._reading.document
        if now is not None and now.id == document.id:
            self.panel.show_citations(self._cites, cited_by)
            self.panelCounted.emit(self.panel, len(self._cites) + len(cited_by))

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))
