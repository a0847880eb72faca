"""The part 概览: how things stand in the library, and the way from each figure to its list."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QTimer, Signal

from desktop.actions import naming, overview
from desktop.actions.history import Touched
from desktop.actions.overview import Due
from desktop.jobs import Lane
from desktop.views.frame import Frame
from desktop.views.page_part import PagePart
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.views.overview_page import OverviewPage

LOOK_MILLISECONDS = 200  # after a change, when what was changed has long shown it
_DUE: Mapping[str, Due] = {name: name for name in get_args(Due)}
_TOLD: Mapping[Due, str] = {
    "open": "没有办结的", "overdue": "逾期的", "week": f"{overview.WEEK} 天内到期的",
    "month": f"{overview.MONTH} 天内到期的", "done": "已办结的",
}  # fmt: skip


class Overviewing(PagePart["OverviewPage"]):
    """Reads how things stand, beside the window, while its page is seen.

    Signals:
        ledgerRequested: (the `LedgerQuery` of the items to list, what they are called).
        marksRequested: (`document`, `library` or `lost`, whether only those with a note).
        doubtsRequested: list what the parser was unsure of in the document that is open.
        unreadRequested: let the tree list what nobody has read.
        historyRequested: list all steps.
    """

    ledgerRequested = Signal(object, str)
    marksRequested = Signal(str, bool)
    doubtsRequested = Signal()
    unreadRequested = Signal()
    historyRequested = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, name="overview", command="showOverview")
        self._theme = frame.appearance.theme
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MILLISECONDS)
        self._soon.timeout.connect(self.look)

    def make(self) -> "OverviewPage":
        """Return the page, which is imported only now."""
        from desktop.views.overview_page import OverviewPage  # noqa: PLC0415 - as the ledger's

        page = OverviewPage(self._theme)
        page.documentChosen.connect(lambda _: self.look())
        page.figureRequested.connect(self._open)
        page.nodeRequested.connect(self.nodeRequested)
        page.historyRequested.connect(self.historyRequested)
        page.importRequested.connect(self._frame.commands["importFiles"].trigger)
        page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        page.empty.button.setEnabled(not self._frame.store.read_only)
        return page

    def refresh(self) -> None:
        """Look again soon, if anybody sees it."""
        if self.seen:
            self._soon.start()

    def take_in(self, touched: Touched) -> None:
        """Look again: any change is a step at least."""
        del touched
        self.refresh()

    def noticed(self, document: str) -> None:
        """Look again."""
        del document
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        if self._page is not None:
            self._page.restyle(theme)
            self.refresh()

    def finish(self) -> None:
        """Look no more; the window closes."""
        self._soon.stop()
        super().finish()

    def look(self) -> None:
        """Read how things stand, all of it at one moment."""
        document = self.page.document
        today = self._frame.store.today()
        self.ask(
            lambda store: overview.look(store, today=today, document=document),
            self.page.show_overview,
            lane=Lane.READ,
        )

    # --- inside --------------------------------------------------------------------

    def _open(self, document: str | None, name: str) -> None:
        """Open the list behind a figure."""
        if name in _DUE:
            due = _DUE[name]
            today = self._frame.store.today()
            asked = overview.items_asked(due, today=today, document=document)
            model = self.page.model
            standing = model.standing(model.row_of(document))
            whose = f"《{naming.short(standing.document.title)}》" if standing else ""
            self.ledgerRequested.emit(asked, whose + _TOLD[due])
            return
        if name == "doubts" and document is None:
            first = self.page.model.first_with("doubts")
            document = first.document.id if first else None
        if document is None:
            self.pageRequested.emit("")
        else:
            self.nodeRequested.emit(document, "")
        if name == "read":
            self.unreadRequested.emit()
        elif name == "doubts":
            self.doubtsRequested.emit()
        elif name in {"marks", "notes"}:
            self.marksRequested.emit("document" if document else "library", name == "notes")
        elif name == "lost":
            self.marksRequested.emit("lost", False)
