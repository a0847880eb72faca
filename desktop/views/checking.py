"""Checks what may be wrong: the panel 校核 as a work list, beside the page it is about."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal

from desktop import settings as known
from desktop.actions import checking, correcting, originals
from desktop.actions.checking import Finding
from desktop.corrections import Slip
from desktop.errors import UserError
from desktop.model import Document
from desktop.views.check_preview import PreviewDialog
from desktop.views.doubts import DoubtPanel
from desktop.views.frame import Frame
from desktop.views.page import Place
from desktop.views.page_sights import PageSights
from desktop.views.part import Panel, Part
from desktop.views.source_page import SourcePage
from desktop.views.theme import Theme

CHANGED = "这里的文字刚刚改过，清单正在更新，请稍后再试。"
NOWHERE = "这一处不在正文里。标题、文号等用“更正 → 文件信息…”改。"
CHOOSE = "点选一条，这里显示它在原件上的地方。"
LEGIBLE = 2.0  # times as wide as the panel, so that words can be read in it
LOOK_MILLISECONDS = 200  # after a change, when page and tree have long shown it


class Checking(Part):
    """What is to be checked in what is read, and what becomes of it.

    Signals:
        editRequested: the id of the node whose words are to be edited, and from where to where in
            its text they are in doubt, in code points.
        correctRequested: (document id, deeds) to be done as one step.
    """

    editRequested = Signal(str, int, int)
    correctRequested = Signal(str, list)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame, self._store, self._jobs = frame, frame.store, frame.jobs
        self._reading, self._reader = frame.reading, frame.reader
        self._asked = 0
        self._editing = False  # what is chosen in the list
        self._listed: tuple[str, int | None] | None = None  # the document and version listed
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MILLISECONDS)
        self._soon.timeout.connect(lambda: self._load(self._reading.document))
        self.panel = DoubtPanel(frame.appearance.theme)
        self._paged = False  # whether the original of what is listed has pages to show
        self.page = SourcePage(
            frame.appearance.theme, frame.appearance.fonts, name="doubtPage", zoom=LEGIBLE
        )
        self._sights = PageSights(frame.jobs, self.page)
        self.panel.hold_page(self.page)
        self.panel.findingRequested.connect(self._show)
        self.panel.sourceRequested.connect(self._show_source)
        self.panel.settleRequested.connect(self._settle)
        self.panel.correctRequested.connect(self._correct)
        self.panel.allRequested.connect(self._correct_all)
        self.panel.countChanged.connect(self._count)
        self.panel.filters.remember(frame.settings.get(known.CHECKING))
        self.panel.filters.changed.connect(self._remember)
        frame.reading.documentChanged.connect(self._document_changed)
        self._load(frame.reading.document)

    def panels(self) -> Sequence[Panel]:
        """Return the panel."""
        return (Panel(self.panel, "校核"),)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its command does."""
        return {"showDoubts": lambda: self.panelRequested.emit(self.panel)}

    def show_parsed(self) -> None:
        """List what the parser was unsure of and nobody has settled, as 概览 counts it."""
        self.panel.filters.only(checking.PARSED)
        self.panelRequested.emit(self.panel)

    def set_editable(self, editable: bool) -> None:
        """Let things be settled, or only read."""
        self.panel.set_editable(editable)

    def reload(self) -> None:
        """Look again: something was corrected, settled or taken back."""
        self._soon.start()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self.panel.restyle(theme)
        self.page.restyle(theme)

    def finish(self) -> None:
        """Show no more of what is still being looked for."""
        self._soon.stop()
        self._sights.finish()
        self._asked += 1

    def resume(self) -> None:
        """Go on with the list, after words were edited that were chosen in it."""
        if self._editing:
            self._editing = False
            self.panel.list.setFocus()

    def _remember(self) -> None:
        self._frame.settings.set(known.CHECKING, self.panel.filters.remembered)

    # --- what is listed ---------------------------------------------------------------

    def _load(self, document: Document | None) -> None:
        """Look for what is to be checked, beside the window."""
        self._asked += 1
        asked, version = self._asked, self._reading.version
        if document is None:
            self._listed = None
            self.panel.show_findings(())
            return
        if (document.id, version) != self._listed:
            self._listed = document.id, version
            self._show_known(document, version)
        self._jobs.read(
            lambda store: checking.findings(store, document=document.id, version=version),
            done=lambda found: self._found(found, asked),
            failed=lambda error: self._tell(error, asked),
        )

    def _document_changed(self, document: Document | None) -> None:
        """Look at another document at once, at what has become of the same one in a moment."""
        if document is not None and (document.id, self._reading.version) == self._listed:
            self._soon.start()
        else:
            self._load(document)

    def _show_known(self, document: Document, version: int | None) -> None:
        """List what the parser was unsure of, which is known already."""
        try:
            kind = originals.kind(self._store, document=document.id, version=version)
            known = checking.findings(
                self._store, document=document.id, version=version, second=False
            )
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self._paged = bool(kind)
            self.panel.show_pages(self._paged)
            self.page.say(CHOOSE)
            self.panel.show_findings(known)

    def _found(self, found: Sequence[Finding], asked: int) -> None:
        if asked == self._asked:
            self.panel.set_editable(not self._store.read_only and self._reading.version is None)
            self.panel.show_findings(found)

    def _tell(self, error: UserError, asked: int) -> None:
        if asked == self._asked:
            self.failed.emit(str(error))

    def _count(self, count: int) -> None:
        self.panelCounted.emit(self.panel, count)

    def _show(self, finding: Finding) -> None:
        page, slip = self._reader.page, finding.slip
        place = page.place(slip.node) if page and slip.node else None
        if page is not None and place is not None and slip.end > slip.start:
            start, end = (page.position(place, at) for at in (slip.start, slip.end))
            self._reader.jump(place, flash=False)
            self._reader.reveal(start)
            self._reader.light(start, end)
        elif place is not None:
            self._reader.jump(place)
        else:
            self._reading.show_doubt(slip.doubt)
        self._show_source(finding)

    def _show_source(self, finding: Finding) -> None:
        document, line = self._reading.document, finding.slip.doubt.line
        if self._paged and document is not None:
            self._sights.look(document.id, self._reading.version, line, line)
        else:
            self.panel.show_source(self._reading.source_lines(), line)

    # --- what becomes of it ------------------------------------------------------------

    def _settle(self, finding: Finding, how: str) -> None:
        """Accept or dismiss what is chosen, or open it again; the list goes on to the next."""
        document = self._reading.document
        if document is None:
            return
        try:
            correcting.settle(
                self._store, author=self._frame.author.name, document=document.id,
                doubt=finding.slip.doubt, how=how or None,
            )  # fmt: skip
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._load(document)
        self.changed.emit(document.id)

    def _correct(self, finding: Finding) -> None:
        """Do what is proposed, or let the words be edited."""
        document, page = self._reading.document, self._reader.page
        if document is None or page is None:
            return
        if finding.slip.fixes:
            deeds = checking.fixing(page.outline, [finding.slip])
            self.correctRequested.emit(document.id, deeds)
            if not deeds:
                self.said.emit(CHANGED)
            return
        place = page.place_of_line(finding.slip.doubt.line)
        if node := finding.slip.node or (place.node.id if place else ""):
            self._editing = True
            self.editRequested.emit(node, *_in_doubt(page.place(node), finding.slip))
        else:
            self.said.emit(NOWHERE)

    def _correct_all(self, found: Sequence[Finding]) -> None:
        """Do what is proposed for all, after they were looked through."""
        document, page = self._reading.document, self._reader.page
        if document is None or page is None:
            return
        nodes = {node.id: node for node in page.outline.walk()}
        fit = set(checking.fitting(page.outline, (each.slip for each in found)))
        fresh = [each for each in found if each.slip in fit]
        if not fresh:
            self.said.emit(CHANGED)
            return
        chosen = PreviewDialog.ask(self._frame.window, fresh, nodes)
        if chosen:
            deeds = checking.fixing(page.outline, [each.slip for each in chosen])
            self.correctRequested.emit(document.id, deeds)


def _in_doubt(place: Place | None, slip: Slip) -> tuple[int, int]:
    """Return from where to where in its node's text a doubt is.

    Where only what is printed around it is known, both are where that begins: it is more than what
    is wrong, and would be typed over if it were selected. 0 where nothing is known.
    """
    if slip.end > slip.start or place is None or not slip.doubt.printed:
        return slip.start, slip.end
    start = max(0, place.node.text.find(slip.doubt.printed))
    return start, start
