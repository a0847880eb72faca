"""What is being read: opens a document in the reader and keeps it set in the size and theme."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from desktop.actions import documents
from desktop.errors import UserError
from desktop.model import Document, Doubt
from desktop.store import Store
from desktop.text import SourceLine
from desktop.views.citation import cited, own_text
from desktop.views.compose import compose
from desktop.views.page import Page, Place
from desktop.views.part import Part
from desktop.views.reader import ReaderView
from desktop.views.revise import revise
from desktop.views.theme import Fonts, Theme
from desktop.views.typography import MARGIN_PIXELS, Typography

SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.6, 2.4, 0.1


class Reading(Part):
    """One document, or one of its older versions, in the reader.

    Attributes:
        reader: the reader.

    Signals:
        documentChanged: the `Document` now open, or None.
    """

    documentChanged = Signal(object)

    def __init__(
        self,
        store: Store,
        reader: ReaderView,
        *,
        fonts: Fonts,
        theme: Theme,
        zoom: float,
        margin: int = MARGIN_PIXELS,
    ) -> None:
        super().__init__(reader)
        self._store = store
        self.reader = self._reader = reader
        self._fonts, self._theme, self._margin = fonts, theme, margin
        self.zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self.document: Document | None = None
        self.version: int | None = None
        self._lines: tuple[SourceLine, ...] | None = None
        reader.zoomRequested.connect(self.zoom_by)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands about the page do."""
        return {
            "copy": self._reader.copy,
            "copyCited": self.copy_cited,
            "selectAll": self._reader.selectAll,
            "zoomIn": lambda: self.zoom_by(1),
            "zoomOut": lambda: self.zoom_by(-1),
            "zoomReset": lambda: self.set_zoom(1.0),
            "focusReader": self._reader.setFocus,
        }

    @property
    def place(self) -> Place | None:
        """Where the reader stands."""
        return self._reader.place

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The way to the place: (title, node id) of document, chapter, section, measure."""
        if self.document is None:
            return []
        nodes = [node for node in (self.place.path if self.place else ()) if node.title]
        steps = [(f"{node.label} {node.title}".strip(), node.id) for node in nodes]
        return [(self.document.title, ""), *steps]

    def open(self, document: str, *, node: str = "", version: int | None = None) -> bool:
        """Show a document at a node, or at its head; return False when it could not be read.

        Args:
            document: its id.
            node: a node's id, or "".
            version: an older version's number; None for the current one.
        """
        if self.document is None or (document, version) != (self.document.id, self.version):
            try:
                found = documents.find_document(self._store, reference=document)
                self._load(found, version)
            except UserError as error:
                self.failed.emit(str(error))
                return False
        page = self._reader.page
        self._reader.jump(page.place(node) if page and node else None)
        return True

    def refresh(self) -> None:
        """Read the document again if the library has a newer text of it; close it if it is gone."""
        found = self._there()
        if found is None or self.document is None:
            return
        if found.version != self.document.version and self.version is None:
            self._load_again(found)
        else:
            other = replace(found, marks=self.document.marks) != self.document
            self.document = found
            if other:
                self.documentChanged.emit(found)

    def reload(self) -> None:
        """Show the text as it is now if it was corrected; only what is another is set anew."""
        found, page = self._there(), self._reader.page
        if found is None or page is None or self.version is not None:
            return
        outline = documents.load_outline(self._store, document=found.id)
        if outline == page.outline:
            return
        self.document = found
        self._reader.change(
            lambda page: revise(page, outline, name=found.title, type_=self._reader.typography)
        )
        self.documentChanged.emit(found)

    def replaced(self) -> None:
        """Read what is open from another library, or close it where that has no such document."""
        found = self._there()
        if found is not None:
            self._load_again(found)

    def _there(self) -> Document | None:
        """Return what is open as the library has it now; close it if it is gone."""
        if self.document is not None:
            try:
                return documents.find_document(self._store, reference=self.document.id)
            except UserError:
                self.close()
        return None

    def _load_again(self, found: Document) -> None:
        """Read the current version of what is open, and go to where the reader stood."""
        place = self.place
        self._load(found, None)
        page = self._reader.page
        self._reader.jump(page.place(place.node.id) if page and place else None, flash=False)

    def close(self) -> None:
        """Show no document."""
        self.document, self.version, self._lines = None, None, None
        self.documentChanged.emit(None)

    def restyle(self, theme: Theme) -> None:
        """Set the page anew in another theme; the place in it stays."""
        self._theme = theme
        self._set_anew()

    def set_zoom(self, zoom: float) -> None:
        """Set the page anew in another size, 1.0 for the original; the place in it stays."""
        self.zoom = round(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom)), 2)
        self.said.emit(f"正文大小 {self.zoom:.0%}")
        self._set_anew()

    def zoom_by(self, steps: int) -> None:
        """Make the type larger or smaller by steps of a tenth."""
        self.set_zoom(self.zoom + steps * ZOOM_STEP)

    def show_doubt(self, doubt: Doubt) -> None:
        """Bring the place that a doubt is about into view."""
        page = self._reader.page
        place = page.place_of_line(doubt.line) if page else None
        if place is not None:
            self._reader.jump(place)

    def source_lines(self) -> tuple[SourceLine, ...]:
        """Return the lines of the source of what is open; none when nothing is."""
        if self._lines is None and self.document is not None:
            self._lines = documents.source_lines(
                self._store, document=self.document.id, version=self.version
            )
        return self._lines or ()

    def cited_text(self) -> str:
        """Return the selection, else the node one stands at, with its source; "" for neither."""
        page, place = self._reader.page, self.place
        if page is None or self.document is None:
            return ""
        text = self._reader.selected_text()
        if text:
            place = page.place_at(self._reader.textCursor().selectionStart())
        elif place is not None:
            text = own_text(place.node)
        if not text:
            return ""
        path = place.path if place else ()
        return cited(text, outline=page.outline, name=self.document.title, path=path)

    def copy_cited(self) -> None:
        """Copy the selection, or the node one stands at, with its source."""
        text = self.cited_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.said.emit("已复制，附有出处。")
        else:
            self.said.emit("请先选中文字，或转到一条措施。")

    def _set_anew(self) -> None:
        page, type_ = self._reader.page, self._typography()
        if page is not None and self.document is not None:
            made = compose(page.outline, name=self.document.title, type_=type_)
            self._reader.restyle(made, type_)

    def opening(self, document: str, *, version: int | None) -> Iterator[None]:
        """Show a version of a document from its top, in steps short enough for the UI thread.

        Raises:
            UserError: there is no such document or version.
        """
        found = documents.find_document(self._store, reference=document)
        older = None if version == found.version else version
        if self.document is not None and (found.id, older) == (self.document.id, self.version):
            self._reader.jump(None)
            return
        for _ in self._loading(found, older):
            yield

    def _load(self, document: Document, version: int | None) -> None:
        for _ in self._loading(document, version):
            pass

    def _loading(self, document: Document, version: int | None) -> Iterator[None]:
        outline = documents.load_outline(self._store, document=document.id, version=version)
        type_ = self._typography()
        page: Page = compose(outline, name=document.title, type_=type_)
        yield
        self.document, self.version, self._lines = document, version, None
        self._reader.show_page(page, type_)
        yield
        self.documentChanged.emit(document)

    def _typography(self) -> Typography:
        return Typography(theme=self._theme, fonts=self._fonts, zoom=self.zoom, margin=self._margin)
