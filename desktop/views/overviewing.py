"""The part 概览: how things stand in the library, and the way from each figure to its list."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QTimer, Signal

from desktop.actions import naming, overview
from desktop.actions.history import Touched
from desktop.actions.overview import Due, Overview
from desktop.views.frame import Frame
from desktop.views.part import Page, Part
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.views.overview_page import OverviewPage

PAGE = "overview"
LOOK_MILLISECONDS = 200  # after a change, when what was changed has long shown it
_DUE: Mapping[str, Due] = {name: name for name in get_args(Due)}
_TOLD: Mapping[Due, str] = {
    "open": "没有办结的", "overdue": "逾期的", "week": f"{overview.WEEK} 天内到期的",
    "month": f"{overview.MONTH} 天内到期的", "done": "已办结的",
}  # fmt: skip


class Overviewing(Part):
    """Reads how things stand, beside the window, while its page is seen.

    Signals:
        ledgerRequested: (the `LedgerQuery` of the items to list, what they are called).
        marksRequested: (`document`, `library` or `lost`, whether only those with a note).
        doubtsRequested: show what is to be checked in the document that is open.
        unreadRequested: let the tree list what nobody has read.
        historyRequested: list all steps.
    """

    ledgerRequested = Signal(object, str)
    marksRequested = Signal(str, bool)
    doubtsRequested = Signal()
    unreadRequested = Signal()
    historyRequested = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame, self._theme = frame, frame.appearance.theme
        self._made = False
        self._asked = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MILLISECONDS)
        self._soon.timeout.connect(self._look)

    @cached_property
    def page(self) -> "OverviewPage":
        """The page, made and imported when it is first asked for."""
        from desktop.views.overview_page import OverviewPage  # noqa: PLC0415 - as the ledger's

        page = OverviewPage(self._theme)
        page.documentChosen.connect(lambda _: self._look())
        page.figureRequested.connect(self._open)
        page.nodeRequested.connect(self.nodeRequested)
        page.historyRequested.connect(self.historyRequested)
        page.importRequested.connect(self._frame.commands["importFiles"].trigger)
        page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        page.start.setEnabled(not self._frame.store.read_only)
        self._made = True
        return page

    def pages(self) -> Sequence[Page]:
        """Return the page."""
        return (Page(PAGE, lambda: self.page, self._shown, wide=True),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"showOverview": lambda: self.pageRequested.emit("" if self._seen else PAGE)}

    def refresh(self) -> None:
        """Look again, if anybody sees it."""
        if self._seen:
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
        if self._made:
            self.page.restyle(theme)
            self.refresh()

    def finish(self) -> None:
        """Look no more; the window closes."""
        self._soon.stop()
        self._asked += 1

    # --- inside --------------------------------------------------------------------

    @property
    def _seen(self) -> bool:
        return self._made and self.page.isVisible()

    def _shown(self) -> None:
        self._look()
        self.page.table.setFocus()

    def _look(self) -> None:
        self._asked += 1
        asked, document = self._asked, self.page.document
        today = self._frame.store.clock().astimezone().date()

        def show(found: Overview) -> None:
            if asked == self._asked:
                self.page.show_overview(found)

        self._frame.jobs.read(
            lambda store: overview.look(store, today=today, document=document),
            done=show,
            failed=lambda error: self.failed.emit(str(error)),
        )

    def _open(self, document: str | None, name: str) -> None:
        """Open the list behind a figure."""
        if name in _DUE:
            due = _DUE[name]
            today = self._frame.store.clock().astimezone().date()
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
