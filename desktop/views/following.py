"""Puts measures on the ledger and keeps panel and page 台账 as the library has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import ledger
from desktop.actions.history import Touched
from desktop.annotations import LedgerQuery, LedgerRow
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import TreeRow
from desktop.store import Store
from desktop.views.changes import Changes
from desktop.views.follow_up import FollowUpPanel

if TYPE_CHECKING:
    from desktop.views.ledger import LedgerPage

MANY = 300  # more items than these are read in a job
_LISTED = frozenset({"follow_ups", "progress"})
NO_NODE = frozenset({"document", "group"})


class FollowingUp(QObject):
    """What stands between the ledger's panel and page, and the library.

    Args:
        window: dialogs stand before it.
        store: the library.
        jobs: read what is long.
        panel: shows and changes the items of what is selected; the page of the ledger comes later.
        changes: makes the changes.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        jobs: Jobs,
        panel: FollowUpPanel,
        changes: Changes,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store, self._jobs = store, jobs
        self._panel = panel
        self._page: LedgerPage | None = None
        self._changes = changes
        self._rows: tuple[TreeRow, ...] = ()
        self._units: tuple[str, ...] = ()
        self._units_of = -1
        self._asked = 0  # which list was asked for last
        panel.startRequested.connect(self.start)
        panel.progressRequested.connect(self._add_progress)
        panel.progressChanged.connect(self._set_progress)
        panel.progressRemoved.connect(self._remove_progress)
        panel.changeRequested.connect(self.change)
        panel.removeRequested.connect(self._remove)

    # --- what the window asks ----------------------------------------------------

    def use_page(self, page: "LedgerPage") -> None:
        """Keep the page of the ledger up to date, too, from now on."""
        self._page = page
        page.changeRequested.connect(self.change)
        page.removeRequested.connect(self._remove)
        page.progressRequested.connect(
            lambda item, text: self._add_progress(item, self._store.today().isoformat(), text)
        )
        page.unitRequested.connect(self._ask_unit)
        page.dayRequested.connect(self._ask_day)
        page.set_units(self._units)

    def set_rows(self, rows: Sequence[TreeRow]) -> None:
        """Show the first of these rows of the tree, and put all of them on the ledger if asked."""
        chosen = tuple(row for row in rows if row.kind not in NO_NODE)
        if chosen != self._rows:
            self._panel.commit()
            self._rows = chosen
            self._show_item()

    def refresh(self) -> None:
        """Show item and ledger as they are now; the ledger only where it is seen."""
        self._panel.commit()
        self._show_item()
        if self._page is not None and self._page.isVisible():
            self.load(self._page)

    def take_in(self, touched: Touched) -> None:
        """Show what was written of items as it is now, and nothing else anew."""
        if touched.many and touched.tables & _LISTED:
            self.refresh()
        elif touched.items:
            self._panel.commit()
            self._show_item()
            page = self._page
            if (
                page is not None
                and page.isVisible()
                and not page.change_rows(
                    touched.items,
                    ledger.some(self._store, items=touched.items, today=self._store.today()),
                )
            ):
                self.load(page)

    def load(self, page: "LedgerPage") -> None:
        """Read the whole ledger into its page, in a job if it is long."""
        self._asked += 1
        asked, today = self._asked, self._store.today()

        def read(store: Store) -> list[LedgerRow]:
            return ledger.listed(store, query=LedgerQuery(), today=today)

        def show(rows: list[LedgerRow]) -> None:
            if asked == self._asked:
                page.show_rows(rows)

        if ledger.count(self._store) <= MANY:
            show(read(self._store))
        else:
            page.await_rows()
            self._jobs.read(read, done=show, failed=self._tell)
        self._show_units()

    def start(self) -> None:
        """Put the measures selected on the ledger."""
        nodes = [row.id for row in self._rows]
        if not nodes:
            self.said.emit("请先在目录或正文里选中措施。")
            return
        before = ledger.count(self._store)

        def tell(_: object) -> None:
            new = ledger.count(self._store) - before
            self.said.emit(f"已列入台账 {new} 条。" if new else "已在台账中。")

        self._changes.make(
            lambda store, author: ledger.start(store, author=author, nodes=nodes),
            size=len(nodes), then=tell,
        )  # fmt: skip

    def change(self, items: Sequence[str], changes: dict[str, Any]) -> None:
        """Change fields of items."""
        self._changes.make(
            lambda store, author: ledger.update(store, author=author, items=items, **changes),
            size=len(items),
        )

    # --- inside ------------------------------------------------------------------

    def _show_item(self) -> None:
        today = self._store.today()
        row = self._rows[0] if self._rows else None
        item = ledger.of_node(self._store, node=row.id) if row else None
        heading = f"{row.label} {row.title}".strip() if row else ""
        if len(self._rows) > 1:
            heading = f"{heading}（选中 {len(self._rows)} 条）"
        if item is not None and row is not None:
            self._show_units()
            count = ledger.count_of_node(self._store, node=row.id)
            if count > 1:
                heading = f"{heading}（台账中有 {count} 条，这是最早的一条）"
        self._panel.show_item(
            heading,
            item,
            light=ledger.light(item, today) if item else "",
            today=today.isoformat(),
        )

    def _show_units(self) -> None:
        """Complete over the units known now; asked for again only when something was changed.

        A job asks, for all measures of the library are looked at.
        """
        if self._units_of != self._store.changes:
            self._units_of = self._store.changes
            self._jobs.read(ledger.units_known, done=self._set_units, failed=self._tell)

    def _set_units(self, units: Sequence[str]) -> None:
        self._units = tuple(units)
        self._panel.set_units(units)
        if self._page is not None:
            self._page.set_units(units)

    def _tell(self, error: UserError) -> None:
        self._changes.failed.emit(str(error))

    def _add_progress(self, item: str, on: str, text: str) -> None:
        self._changes.make(
            lambda store, author: ledger.add_progress(
                store, author=author, item=item, on=on or self._store.today().isoformat(), text=text
            )
        )

    def _set_progress(self, item: str, note: str, on: str, text: str) -> None:
        self._changes.make(
            lambda store, author: ledger.set_progress(
                store, author=author, item=item, progress=note, on=on, text=text
            )
        )

    def _remove_progress(self, item: str, note: str) -> None:
        self._changes.make(
            lambda store, author: ledger.remove_progress(
                store, author=author, item=item, progress=note
            )
        )

    def _remove(self, items: Sequence[str]) -> None:
        def tell(count: int) -> None:
            if count:
                self.said.emit(f"已移出台账 {count} 条，可以撤销。")

        self._changes.make(
            lambda store, author: ledger.remove(store, author=author, items=items),
            size=len(items), then=tell,
        )  # fmt: skip

    def _ask_unit(self, items: Sequence[str]) -> None:
        from desktop.views.ledger_dialogs import UnitChoice  # noqa: PLC0415 - as the page itself

        lead = UnitChoice.ask(self._window, ledger.units_known(self._store), count=len(items))
        if lead is not None:
            self.change(items, {"lead": lead})

    def _ask_day(self, items: Sequence[str]) -> None:
        from desktop.views.ledger_dialogs import DayChoice  # noqa: PLC0415 - as the page itself

        day = DayChoice.ask(self._window, count=len(items))
        if day is not None:
            self.change(items, {"due": day or None})
