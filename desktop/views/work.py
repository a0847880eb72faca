"""What is done with measures that were read: tags, follow-up, ledger, ticks; wired together."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.actions import ledger
from desktop.actions.history import Touched
from desktop.annotations import LedgerQuery, Target
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import TreeRow
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.changes import Changes
from desktop.views.follow_up import FollowUpPanel
from desktop.views.following import FollowingUp
from desktop.views.marks import MarkPanel
from desktop.views.narrowing import Narrowing
from desktop.views.outline import OutlinePanel
from desktop.views.part import Page, Panel, Part
from desktop.views.tagging import Tagging
from desktop.views.tags import TagPanel
from desktop.views.theme import Theme
from desktop.views.ticking import Ticking
from desktop.views.widgets import show_in_status, tool

if TYPE_CHECKING:
    from desktop.views.ledger import LedgerPage

DUE_MILLISECONDS = 200
DAY_MILLISECONDS = 60_000  # so often it is looked at whether midnight has passed
LEDGER = "ledger"


class Work(Part):
    """Panels and page of the work on measures, wired to what is selected in the tree."""

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        jobs: Jobs,
        author: Author,
        panels: tuple[OutlinePanel, MarkPanel],
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._jobs = jobs
        self._outline, self._marks = panels
        self._ledger_made = False
        self.tags = TagPanel()
        self.follow_up = FollowUpPanel(theme)
        self._theme, self._editable = theme, True
        self.due = tool("", "打开台账", name="dueLine")
        self.due.setVisible(False)
        self._due_soon = QTimer(self)
        self._due_soon.setSingleShot(True)
        self._due_soon.setInterval(DUE_MILLISECONDS)
        self._day, self._minute = self._store.today(), QTimer(self)
        self._minute.setObjectName("dayTimer")
        self._minute.timeout.connect(self._look_at_day)
        self._minute.start(DAY_MILLISECONDS)
        self.changes = Changes(store, jobs, author, self)
        self.tagging = Tagging(
            window, store=store, panel=self.tags, changes=self.changes, jobs=jobs,
            cache=paths.user_folder(),
        )  # fmt: skip
        self.following = FollowingUp(
            window, store=store, jobs=jobs, panel=self.follow_up, changes=self.changes
        )
        self.ticking = Ticking(self, store=store, changes=self.changes)
        self.narrowing = Narrowing(store, outline=self._outline, tags=self.tags)
        self._wire()
        self._chosen()

    def _wire(self) -> None:
        outline = self._outline
        outline.chosenChanged.connect(self._chosen)
        outline.tagRequested.connect(self.add_tag)
        outline.followUpRequested.connect(self.follow)
        outline.readRequested.connect(
            lambda read: self.ticking.set_read(outline.chosen(), read=read)
        )
        self.tagging.nodesRequested.connect(self.narrowing.show_tagged)
        self._due_soon.timeout.connect(self._ask_due)
        self.changes.done.connect(self.touched)
        self.changes.failed.connect(self.failed)
        self.following.said.connect(self.said)
        self.ticking.said.connect(self.said)
        self.follow_up.ledgerRequested.connect(lambda: self.pageRequested.emit(LEDGER))
        self.due.clicked.connect(lambda: self.pageRequested.emit(LEDGER))

    @cached_property
    def ledger(self) -> "LedgerPage":
        """The page of the ledger, made and imported when it is first asked for."""
        from desktop.views.ledger import LedgerPage  # noqa: PLC0415 - the window opens without it

        page = LedgerPage(self._theme)
        page.set_editable(self._editable)
        page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        page.nodeRequested.connect(self.nodeRequested)
        page.exportRequested.connect(self.export)
        self.following.use_page(page)
        self._ledger_made = True
        return page

    def panels(self) -> Sequence[Panel]:
        """Return the panels of tags and of follow-up."""
        return Panel(self.tags, "标签"), Panel(self.follow_up, "督办")

    def pages(self) -> Sequence[Page]:
        """Return the page of the ledger."""
        return (Page(LEDGER, lambda: self.ledger, self._ledger_shown),)

    def status(self) -> Sequence[QWidget]:
        """Return the line on what is due."""
        return (self.due,)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this part do, by their names."""
        return {
            "addTag": self.add_tag,
            "followUp": self.follow,
            "toggleRead": lambda: self.ticking.toggle(self._outline.chosen()),
            "showLedger": lambda: self.pageRequested.emit(
                "" if self._ledger_made and self.ledger.isVisible() else LEDGER
            ),
            "exportLedger": self.export,
            "onlyUnread": self.narrowing.show_unread,
            "onlyUnmarked": self.narrowing.show_unmarked,
            "onlyAll": self.narrowing.show_all,
            "showTags": lambda: self.panelRequested.emit(self.tags),
            "showFollowUp": lambda: self.panelRequested.emit(self.follow_up),
        }

    # --- what the window asks ----------------------------------------------------

    def refresh(self) -> None:
        """Show everything as the library has it now."""
        self.following.refresh()
        self.tagging.refresh()
        self.narrowing.refresh()
        self._due_soon.start()

    def take_in(self, touched: Touched) -> None:
        """Show these rows as they are now."""
        self.following.take_in(touched)
        self.tagging.take_in(touched)
        self.narrowing.refresh()
        self._due_soon.start()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        self.follow_up.restyle(theme)
        if self._ledger_made:
            self.ledger.restyle(theme)

    def set_editable(self, editable: bool) -> None:
        """Let things be changed, or only looked at."""
        self._editable = editable
        for panel in (self.tags, self.follow_up):
            panel.set_editable(editable)

    def commit(self) -> None:
        """Keep the item that is being written."""
        self.follow_up.commit()

    def finish(self) -> None:
        """Keep what is being written; the window closes."""
        self.follow_up.commit()
        self._due_soon.stop()
        self._minute.stop()

    def add_tag(self) -> None:
        """Go to the line where tags are typed; in the list of marks, for those chosen there."""
        if self._marks.isAncestorOf(self._window.focusWidget()) and self._marks.chosen:
            chosen = self._marks.chosen
            name = f"选中的 {len(chosen)} 处批注" if len(chosen) > 1 else "选中的批注"
            self.tagging.set_targets([Target("mark", mark) for mark in chosen], name)
        self.panelRequested.emit(self.tags)
        self.tags.entry.line.setFocus()

    def tag(self, targets: Sequence[Target], name: str) -> None:
        """Go to the line where tags are typed, for these things under a name for all of them."""
        self.tagging.set_targets(targets, name)
        self.panelRequested.emit(self.tags)
        self.tags.entry.line.setFocus()

    def follow(self) -> None:
        """Put what is selected on the ledger, and show the panel of it."""
        self.panelRequested.emit(self.follow_up)
        self.following.start()

    def show_items(self, query: LedgerQuery, name: str) -> None:
        """Show the ledger with only the items asked for, which are called so."""
        self.ledger.narrow(query, name)
        self.pageRequested.emit(LEDGER)

    def export(self) -> None:
        """Write the ledger into a workbook, or what its page shows of it, as the user chooses."""
        if self._ledger_made and self.ledger.isVisible() and not self.ledger.model.as_it_is:
            from desktop.views.ledger_dialogs import LedgerExtent  # noqa: PLC0415 - see `ledger`

            rows, every = self.ledger.rows(), self.ledger.model.count
            only = LedgerExtent.ask(self._window, shown=len(rows), every=every)
            if only is not None:
                self._write(
                    every if not only else len(rows), [r.id for r in rows] if only else None
                )
            return
        query, today = LedgerQuery(), self._store.today()
        self._jobs.run(
            lambda store, _: len(ledger.listed(store, query=query, today=today)),
            done=lambda count: self._write(count, None),
            failed=self._tell,
        )

    def _write(self, count: int, items: Sequence[str] | None) -> None:
        """Ask for a file, and write these items, None for all, into it in a job."""
        from desktop.views.ledger_dialogs import LedgerFile  # noqa: PLC0415 - see `ledger`

        target = LedgerFile.ask(self._window, count=count)
        if target is not None:
            self._jobs.run(
                lambda store, _: _written(store, target, items),
                done=lambda count: self.said.emit(f"已导出台账 {count} 条到“{target.name}”。"),
                failed=self._tell,
            )

    # --- inside ------------------------------------------------------------------

    def _look_at_day(self) -> None:
        """Show the lights of today once midnight has passed."""
        if self._day != self._store.today():
            self._day = self._store.today()
            self.reloadRequested.emit()

    def _ask_due(self) -> None:
        """Count in a job what is due, for the whole ledger is read for it."""
        today = self._store.today()
        self._jobs.run(
            lambda store, _: ledger.due_line(store, today=today),
            done=self._show_due,
            failed=self._tell,
        )

    def _ledger_shown(self) -> None:
        self.following.load(self.ledger)
        self.ledger.table.setFocus()

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))

    def _show_due(self, line: str) -> None:
        self.due.setText(line)
        show_in_status(self.due, bool(line))

    def _chosen(self) -> None:
        rows = self._outline.chosen()
        targets = [Target("document" if row.kind == "document" else "node", row.id) for row in rows]
        self.tagging.set_targets(targets, _name(rows))
        self.following.set_rows(rows)


def _written(store: Store, target: Path, items: Sequence[str] | None) -> int:
    from desktop.actions import reports  # noqa: PLC0415 - brings comparing along; seldom needed

    return reports.write_ledger(store, target=target, items=items)


def _name(rows: list[TreeRow]) -> str:
    if len(rows) == 1:
        return f"“{rows[0].label}{rows[0].title}”"
    return f"选中的 {len(rows)} 条" if rows else ""
