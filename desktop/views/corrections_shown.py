"""What was corrected in what is read, as page and list show it."""

from PySide6.QtCore import QObject, Signal

from desktop.actions import corrected_places
from desktop.views.correction_dialogs import CorrectionsDialog
from desktop.views.correction_layer import CorrectionLayer, Shown
from desktop.views.frame import Frame
from desktop.views.theme import Theme


class CorrectionsShown(QObject):
    """更正 marks on the page while they are asked for, and the list beside the window.

    Signals:
        resetRequested: the ids of the corrections to take back.
        nodeRequested: the id of the node to show.
    """

    resetRequested = Signal(list)
    nodeRequested = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._window, self._store = frame.window, frame.store
        self._reading, self._reader = frame.reading, frame.reader
        self._wanted = frame.commands["showCorrections"]
        self._list: CorrectionsDialog | None = None
        self.layer = CorrectionLayer(frame.appearance.theme.signal)
        frame.reader.add_layer(self.layer)
        self._wanted.toggled.connect(self._show_places)

    def refresh(self) -> None:
        """Show the corrections there are now."""
        self._show_places()
        self._fill()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.layer.restyle(theme.signal)
        self._show_places()
        self._reader.viewport().update()

    def tell(self) -> None:
        """List the document's corrections beside the window."""
        if self._list is None:
            self._list = CorrectionsDialog(self._window)
            self._list.resetRequested.connect(self.resetRequested)
            self._list.nodeRequested.connect(self.nodeRequested)
            self._list.destroyed.connect(self._forget)
        self._fill()
        self._list.show()

    @property
    def _document(self) -> str:
        """The id of the document whose corrections are shown, "" for an older version of one."""
        document = self._reading.document
        return document.id if document and self._reading.version is None else ""

    def _show_places(self) -> None:
        page, shown = self._reader.page, []
        if self._wanted.isChecked() and page and self._document:
            found = corrected_places.corrected_places(self._store, document=self._document)
            for each in found:
                place = page.place(each.node)
                if place is None:
                    continue
                if each.start < 0:
                    shown.append(Shown(place.start, place.body, each.told, words=False))
                else:
                    start, end = (page.position(place, at) for at in (each.start, each.end))
                    shown.append(Shown(start, end, each.told, words=True))
        if self.layer.show(shown):
            self._reader.viewport().update()

    def _fill(self) -> None:
        if self._list is not None:
            document = self._document
            self._list.show_corrections(
                corrected_places.listed(self._store, document=document) if document else []
            )

    def _forget(self) -> None:
        self._list = None
