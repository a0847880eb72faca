"""The parts of a window as one: joined one by one, and told together."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QToolBar

from desktop.actions.history import Touched
from desktop.views.centre import Centre
from desktop.views.commands import Commands
from desktop.views.part import Part
from desktop.views.side import SidePanel
from desktop.views.theme import Theme

FRAME_MILLISECONDS = 30  # until the first frame stands, and what is read for it is under way


class Joined(Part):
    """Asks for what any part asks for, and tells all parts what it is told.

    Args:
        window: its status bar shows what parts have there.
        widgets: commands, tool bar, side and centre get what parts bring.
        editable: whether things may be changed.
        later: makes the parts that come once the first frame is there; a None between them ends
            a turn of the event loop, after work that was long enough for one.

    Signals:
        completed: every part has been joined.
    """

    completed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        *,
        widgets: tuple[Commands, QToolBar, SidePanel, Centre],
        editable: bool,
        later: Callable[[], Iterator[Part | None]],
    ) -> None:
        super().__init__(window)
        self._status = window.statusBar()
        self._commands, self._tools, self._side, self._centre = widgets
        self._editable = editable
        self._parts: list[Part] = []
        self._slots: dict[str, Callable[[], object]] = {}
        self._coming = later()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._join_next)
        for name in self._commands:
            self._commands[name].triggered.connect(lambda _=False, name=name: self.do(name))

    # --- joining -------------------------------------------------------------------

    def join(self, *parts: Part) -> None:
        """Take parts in: what they bring, what they ask for, what they can do."""
        for part in parts:
            self._parts.append(part)
            part.said.connect(self.said)
            part.failed.connect(self.failed)
            part.changed.connect(self.noticed)
            part.touched.connect(self.take_in)
            part.reloadRequested.connect(self.reload)
            part.corrected.connect(self.reload_document)
            part.libraryReplaced.connect(self.replaced)
            part.commitRequested.connect(self.commit)
            part.panelRequested.connect(self.panelRequested)
            part.panelCounted.connect(self._side.show_count)
            part.pageRequested.connect(self.pageRequested)
            part.nodeRequested.connect(self.nodeRequested)
            for panel in part.panels():
                self._side.add(panel.widget, panel.title)
            for page in part.pages():
                self._centre.add(page)
            for widget in part.status():
                self._status.addWidget(widget)
            for widget in part.tools():
                self._tools.addWidget(widget)
            self.can(part.slots())
            part.set_editable(self._editable)

    def can(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Let commands do this."""
        self._slots |= slots

    def join_rest(self) -> None:
        """Join what comes later, a part at each turn of the event loop, after the first frame."""
        self._turn.start(FRAME_MILLISECONDS)

    def complete(self) -> None:
        """Join at once what is not there yet."""
        while self._join_next():
            pass

    def do(self, name: str) -> None:
        """Carry out a command; one whose part is still to come waits for that."""
        if name not in self._slots:
            self.complete()
        self._commands.instead.get(name, self._slots[name])()

    def _join_next(self) -> bool:
        """Join one more part, if one has been made; return whether more may come."""
        self._turn.setInterval(0)
        for part in self._coming:
            if part is not None:
                self.join(part)
                part.refresh()
            return True
        if self._turn.isActive():
            self._turn.stop()
        self.completed.emit()
        return False

    # --- telling -------------------------------------------------------------------

    def refresh(self) -> None:
        """Show everything as the library has it now."""
        for part in self._parts:
            part.refresh()

    def reload(self) -> None:
        """Show what the library has now; something was undone, redone or renamed."""
        for part in self._parts:
            part.reload()
        self.refresh()

    def reload_document(self, document: str) -> None:
        """Show a document as the library has it now, and leave what belongs to others."""
        for part in self._parts:
            part.reload()
        for part in self._parts:
            part.refresh_document(document)

    def replaced(self) -> None:
        """Show what another library has in the place of this one."""
        for part in self._parts:
            part.replaced()
        self.refresh()

    def commit(self) -> None:
        """Keep what is being written."""
        for part in self._parts:
            part.commit()

    def take_in(self, touched: Touched) -> None:
        """Show these rows as they are now."""
        for part in self._parts:
            part.take_in(touched)

    def noticed(self, document: str) -> None:
        """Take note that some part has changed something."""
        for part in self._parts:
            part.noticed(document)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        for part in self._parts:
            part.restyle(theme)

    def finish(self) -> None:
        """Join nothing more, and let all parts finish, the latest first."""
        self._turn.stop()
        self._coming = iter(())
        for part in reversed(self._parts):
            part.finish()
