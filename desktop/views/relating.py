"""The part of the window that finds measures like the one being read."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer

from desktop.actions import search
from desktop.actions.search import Related, Relations
from desktop.jobs import Job, Lane
from desktop.views.frame import Frame
from desktop.views.part import Panel, Part
from desktop.views.related import RelatedPanel

REST_MILLISECONDS = 400
AGAIN_MILLISECONDS = 3_000  # while the words of the library are being read


class Relating(Part):
    """Asks in a job, once the reader has rested at a measure and the panel is seen."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._asking: Job | None = None
        self._node = ""
        self.panel = RelatedPanel()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)
        self.panel.relatedRequested.connect(self._open)
        self.panel.seen.connect(self._soon)
        frame.reader.placeChanged.connect(lambda _: self._soon())
        frame.reading.documentChanged.connect(lambda _: self._soon())

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self.panel, "相关"),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"showRelated": self._show}

    def refresh(self) -> None:
        """Ask again: other measures may be there."""
        self._node = ""
        self._soon()

    def finish(self) -> None:
        """Ask nothing more."""
        self._rest.stop()
        self._rest.blockSignals(True)
        if self._asking is not None:
            self._asking.cancel()

    def _show(self) -> None:
        self.panelRequested.emit(self.panel)

    def _soon(self, milliseconds: int = REST_MILLISECONDS) -> None:
        self._rest.start(milliseconds)

    def _ask(self) -> None:
        place = self._frame.reading.place
        row = place.row if place else None
        if not self.panel.isVisible():
            return
        if row is None or self._frame.reading.version is not None:
            self._node = ""
            self.panel.show_nothing()
            return
        if row.id == self._node:
            return
        node, name = row.id, f"{row.label}{row.title}"

        def show(found: Relations) -> None:
            if job is not self._asking:
                return
            self.panel.show_relations(name, found)
            self._node = node if found.whole or found.measures else ""
            if not self._node:
                self._soon(AGAIN_MILLISECONDS)

        job = self._frame.jobs.run(
            lambda store, _: search.related(store, node=node),
            done=show,
            failed=lambda error: self.failed.emit(str(error)),
            lane=Lane.READ,
        )
        self._asking = job

    def _open(self, related: Related) -> None:
        self.nodeRequested.emit(related.document, related.node)
