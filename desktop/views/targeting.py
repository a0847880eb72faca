"""The part 目标: what the documents want reached, from the list to the words and to the ledger."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.actions import ledger, targets
from desktop.jobs import Lane
from desktop.model import Target
from desktop.store import Store
from desktop.views.changes import Changes
from desktop.views.frame import Frame
from desktop.views.page_part import PagePart

if TYPE_CHECKING:
    from desktop.views.targets_page import TargetsPage


class Targeting(PagePart["TargetsPage"]):
    """Reads targets beside the window while its page is seen."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, name="targets", command="showTargets")
        self._reading = frame.reading
        self._changes = Changes(frame.store, frame.jobs, frame.author, self)
        self._changes.done.connect(self.touched)
        self._changes.failed.connect(self.failed)

    def make(self) -> "TargetsPage":
        """Return the page, which is imported only now."""
        from desktop.views.targets_page import TargetsPage  # noqa: PLC0415 - as the ledger's

        page = TargetsPage()
        page.scope.setCurrentIndex(int(self._reading.document is None))
        page.placeRequested.connect(self._show)
        page.scopeChanged.connect(self.look)
        page.dueRequested.connect(self._set_due)
        page.exportRequested.connect(self._export)
        page.importRequested.connect(self._frame.commands["importFiles"].trigger)
        page.closeRequested.connect(lambda: self.pageRequested.emit(""))
        page.set_editable(not self._frame.store.read_only)
        return page

    def set_editable(self, editable: bool) -> None:
        """Let deadlines be taken over, or not."""
        if self._page is not None:
            self._page.set_editable(editable)

    def look(self) -> None:
        """Read the targets, for which texts may have to be looked through first."""
        page, document = self.page, self._reading.document
        wanted = None if page.whole or document is None else [document.id]

        def read(store: Store) -> tuple[list[Target], bool]:
            return targets.listed(store, documents=wanted), bool(store.documents.all())

        def show(found: tuple[list[Target], bool]) -> None:
            page.show_targets(found[0], documents=found[1])

        self.ask(read, show, lane=Lane.CHANGE)

    # --- inside --------------------------------------------------------------------

    def _show(self, target: Target) -> None:
        """Show the words of a target in the text."""
        self.nodeRequested.emit(target.document, target.node)
        reader = self._reading.reader
        page = reader.page
        place = page.place(target.node) if page else None
        document = self._reading.document
        if page is None or place is None or document is None or document.id != target.document:
            return
        start, end = (page.position(place, at) for at in (target.start, target.end))
        reader.reveal(start)
        reader.light(start, end)

    def _set_due(self, chosen: Sequence[Target]) -> None:
        """Make the first deadline of each measure that of its ledger item."""
        due: dict[str, str] = {}
        for target in sorted(chosen, key=lambda each: each.deadline, reverse=True):
            due[target.node] = target.deadline

        def tell(_: object) -> None:
            self.said.emit(f"已定督办时限 {len(due)} 条，可以撤销。")

        self._changes.make(
            lambda store, author: ledger.schedule(store, author=author, due=due),
            size=len(due), then=tell,
        )  # fmt: skip

    def _export(self, chosen: Sequence[Target]) -> None:
        from desktop.views.dialogs import file_to_write  # noqa: PLC0415 - seldom needed

        target = file_to_write(
            self._frame.window, title=f"导出目标：{len(chosen)} 处", proposed="目标和时限.xlsx",
            kinds="工作簿 (*.xlsx)", name="targetsFile", accept="导出",
        )  # fmt: skip
        if target is not None:
            self._frame.jobs.run(
                lambda store, _: _written(store, target, chosen),
                done=lambda count: self.said.emit(f"已导出 {count} 处目标到“{target.name}”。"),
                failed=self.tell,
            )


def _written(store: Store, target: Path, chosen: Sequence[Target]) -> int:
    from desktop.actions import reports  # noqa: PLC0415 - brings comparing along; seldom needed

    return reports.write_targets(store, target=target, targets=chosen)
