"""What the window and its parts expect of each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions.history import Touched
from desktop.views.theme import Theme


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel of the side: its widget, known by its objectName, and what its tab says."""

    widget: QWidget
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the centre.

    Attributes:
        name: by what a part asks for it.
        make: makes its widget, when it is first shown.
        shown: called each time it has come to the front: reads what it shows, takes the keyboard.
        wide: whether it needs the room of the side panels where the window is narrow.
    """

    name: str
    make: Callable[[], QWidget]
    shown: Callable[[], None]
    wide: bool = False


class Part(QObject):
    """A part of the window: what a user does with one subject, and the widgets for it.

    The window joins each part to the rest in the same way and knows nothing else of it. A part
    overrides what it needs; by default it has nothing and does nothing.

    Signals:
        said: a short sentence for the status bar.
        failed: a sentence saying what could not be done.
        changed: something that a person made is another; the id of its document, "" for several.
        touched: the rows that were written, a `Touched`; what shows them reads them anew.
        reloadRequested: anything may be another; all parts are to read it anew.
        corrected: the id of a document whose tree is another, with what hangs on it; all else is
            as it was.
        libraryReplaced: the library is another one; nothing that was read may be there any more.
        commitRequested: all parts are to keep what is being written, now.
        panelRequested: the panel to show.
        panelCounted: (a panel, the number to write beside its title).
        pageRequested: the name of the page to show, "" for the text.
        nodeRequested: (document id, node id) to read; no node id for the document's head.
    """

    said = Signal(str)
    failed = Signal(str)
    changed = Signal(str)
    touched = Signal(object)
    reloadRequested = Signal()
    corrected = Signal(str)
    libraryReplaced = Signal()
    commitRequested = Signal()
    panelRequested = Signal(QWidget)
    panelCounted = Signal(QWidget, int)
    pageRequested = Signal(str)
    nodeRequested = Signal(str, str)

    # --- what it brings ------------------------------------------------------------

    def panels(self) -> Sequence[Panel]:
        """Return its panels of the side, in order."""
        return ()

    def pages(self) -> Sequence[Page]:
        """Return its pages of the centre."""
        return ()

    def status(self) -> Sequence[QWidget]:
        """Return what it has in the status bar."""
        return ()

    def tools(self) -> Sequence[QWidget]:
        """Return what it has at the right end of the tool bar."""
        return ()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do, by the names that they have in `menus`."""
        return {}

    # --- what it is told -----------------------------------------------------------

    def set_editable(self, editable: bool) -> None:
        """Let things be changed, or only looked at."""

    def refresh(self) -> None:
        """Show everything as the library has it now: documents came, went or moved."""

    def reload(self) -> None:
        """Read everything anew that `refresh` does not, before it."""

    def refresh_document(self, document: str) -> None:
        """Show everything as it is now, in place of `refresh`: only this document is another."""
        del document
        self.refresh()

    def replaced(self) -> None:
        """Read everything anew, before `refresh`: another library is in the place of this one."""
        self.reload()

    def commit(self) -> None:
        """Keep what is being written."""

    def take_in(self, touched: Touched) -> None:
        """Show these rows as they are now; documents are the same as before."""

    def noticed(self, document: str) -> None:
        """Take note that some part has `changed` something."""

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""

    def finish(self) -> None:
        """Keep what is being written, stop what is going on; the window closes."""
