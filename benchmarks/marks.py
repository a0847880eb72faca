"""The window with 20,000 marks and 5,000 ledger items: every step on the UI thread, every frame.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.marks

The library has the five seeds, 5,000 marks in the longest of them and 15,000 in others, and a
ledger of 5,000 items. A step is what runs between two turns of the event loop: no key or click is
answered while it lasts. For each change the longest step is told, from the click until nothing is
left to be done; of several runs the best, for other programs may be busy. A frame is a paint of the
whole list.
"""

import gc
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QListView, QTableView

from benchmarks.crowd import ITEMS, MARKED, MARKS, WHO, fill
from benchmarks.figures import Figure, report
from desktop import main as program
from desktop import paths
from desktop.actions import marks, tags
from desktop.annotations import Mark, Target
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.ledger import LedgerPage
from desktop.views.ledger_lines import COLUMNS, GROUPS
from desktop.views.main_window import MainWindow
from desktop.views.theme import Appearance

STEP, FRAME, OPEN = 50, 33, 300  # milliseconds
RUNS, FRAMES = 3, 400
QUIET_MILLISECONDS = 400  # nothing more is under way when nothing has happened for so long
NUMBERS = {column.name: number for number, column in enumerate(COLUMNS)}


# --- the clock -------------------------------------------------------------------------


class Beat:
    """Ticks with every turn of the event loop and keeps the longest time between two ticks."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._last = self._quiet = self.longest = 0.0
        self._loop = QEventLoop()

    def _tick(self) -> None:
        now = time.perf_counter()
        passed, self._last = now - self._last, now
        self.longest = max(self.longest, passed)
        if self._jobs.busy or passed > 0.02:
            self._quiet = now
        if now - self._quiet > QUIET_MILLISECONDS / 1000:
            self._loop.quit()

    def longest_step(self, work: Callable[[], object]) -> float:
        """Do something in the event loop, let all that follows be done; return milliseconds."""
        self._last = self._quiet = time.perf_counter()
        self.longest = 0.0
        self._timer.start()
        QTimer.singleShot(5, work)
        self._loop.exec()
        self._timer.stop()
        return self.longest * 1000


class Bench:
    """The window on the library, and the figures so far."""

    def __init__(self, window: MainWindow, store: Store, jobs: Jobs, longest: str) -> None:
        self.window, self.store, self.longest = window, store, longest
        self.parts = window.parts
        self.beat = Beat(jobs)
        self.figures: list[Figure] = []

    def command(self, name: str) -> None:
        self.window.findChild(QAction, name).trigger()

    def undo(self) -> None:
        self.command("undo")

    def redo(self) -> None:
        self.command("redo")

    def marks(self) -> list[Mark]:
        return marks.of_document(self.store, document=self.longest)

    def settle(self) -> None:
        self.beat.longest_step(lambda: None)

    def tell(self, name: str, spent: float, limit: int) -> None:
        self.figures.append(Figure(name, "ms", spent, None, "", f"≤ {limit} ms", spent <= limit))

    def step(self, name: str, *works: Callable[[], object]) -> None:
        """Measure steps that lead back to their beginning: of each the best, of these the worst."""
        spent = [[self.beat.longest_step(work) for work in works] for _ in range(RUNS)]
        self.tell(name, max(map(min, zip(*spent, strict=True))), STEP)

    def opening(self, name: str, show: Callable[[], object], page: LedgerPage) -> None:
        """Measure how long it takes until the page has all its rows and is painted."""
        spent = []
        for _ in range(RUNS):
            page.show_rows(())
            before = time.perf_counter()
            loop = QEventLoop()
            page.model.arranged.connect(loop.quit)
            QTimer.singleShot(0, show)
            while page.model.count < ITEMS:
                loop.exec()
            page.grab()
            spent.append((time.perf_counter() - before) * 1000)
            self.settle()
            show()
            self.settle()
        self.tell(name, min(spent), OPEN)

    def frames(self, name: str, view: QListView | QTableView) -> None:
        """Scroll through a view and paint every frame."""
        image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
        bar = view.verticalScrollBar()
        spent = []
        for frame in range(FRAMES + 1):
            begun = time.perf_counter()
            bar.setValue(bar.maximum() * frame // FRAMES)
            view.viewport().render(image)
            spent.append((time.perf_counter() - begun) * 1000)
        self.tell(f"{name}: worst frame while scrolling", max(spent), FRAME)
        self.tell(f"{name}: median frame", median(spent), FRAME)


@contextmanager
def opened(library: Path) -> Iterator[tuple[MainWindow, Store, Jobs]]:
    """Open the window on a library as the program does."""
    app = program.application()
    sys.setswitchinterval(program.SWITCH_SECONDS)
    with Store.open(library) as store:
        jobs = Jobs(lambda: Store.open(library))
        window = MainWindow(
            store=store, jobs=jobs, settings=Settings.load(paths.settings_file()), seeds=[],
            appearance=Appearance(app, sheet=paths.resources() / "ceyue.qss"),
        )  # fmt: skip
        window.resize(1366, 768)
        window.show()
        gc.freeze()
        window.start()
        window.complete()
        yield window, store, jobs
        window.close()
        jobs.close()


# --- what is measured ------------------------------------------------------------------


def mark_something(bench: Bench) -> None:
    """Select ten characters of the page and mark them."""
    reader = bench.window.reader
    cursor = reader.textCursor()
    body = next(place.body for place in reader.page.places[60:] if len(place.node.text) > 30)
    cursor.setPosition(body)
    cursor.setPosition(body + 10, cursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)
    bench.command("mark2")


def changes_of_marks(bench: Bench) -> None:
    """Change one mark among 5,000, then a thousand."""
    panel, work = bench.parts.marks, bench.parts.work
    add = partial(mark_something, bench)
    bench.step(f"a mark added among {MARKED:,}, undone", add, bench.undo)
    before = {mark.id for mark in bench.marks()}
    bench.beat.longest_step(add)
    (one,) = {mark.id for mark in bench.marks()} - before
    bench.step(
        "its colour changed, undone", partial(panel.colourRequested.emit, [one], "key3"), bench.undo
    )
    bench.step("its note written, undone", partial(panel.noteChanged.emit, one, "核实"), bench.undo)
    work.tagging.set_targets([Target("mark", one)], "选中的批注")
    bench.step("it tagged, undone", partial(work.tagging.add, "能源/煤炭"), bench.undo)
    bench.step("it deleted, undone", partial(panel.deleteRequested.emit, [one]), bench.undo)
    many = [mark.id for mark in bench.marks()[:1000]]
    bench.step(
        "1,000 marks recoloured, undone, redone, undone",
        partial(panel.colourRequested.emit, many, "key4"),
        bench.undo,
        bench.redo,
        bench.undo,
    )
    bench.step("1,000 marks deleted, undone", partial(panel.deleteRequested.emit, many), bench.undo)


def changes_of_tags(bench: Bench) -> None:
    """Merge and delete tags of a hundred marks; tick a measure, and follow it up."""
    work = bench.parts.work
    found = [Target("mark", each.id) for each in bench.marks()]
    one = tags.tag(bench.store, author=WHO, targets=found[:100], path="甲").id
    other = tags.tag(bench.store, author=WHO, targets=found[50:150], path="乙").id
    work.refresh()

    def merge(store: Store, author: str) -> None:
        tags.merge(store, author=author, tag=one, into=other)

    def delete(store: Store, author: str) -> None:
        tags.delete(store, author=author, tag=one)

    bench.step(
        "two tags of 100 marks merged, undone",
        partial(work.changes.make, merge, size=100),
        bench.undo,
    )
    bench.step(
        "a tag of 100 marks deleted, undone",
        partial(work.changes.make, delete, size=100),
        bench.undo,
    )
    bench.step("a measure ticked 已阅, and not", *2 * [partial(bench.command, "toggleRead")])
    bench.step(
        "a measure put on the ledger, undone", partial(bench.command, "followUp"), bench.undo
    )


def panel_of_marks(bench: Bench) -> None:
    """List, filter, sort, select and scroll 20,000 marks."""
    bench.command("showMarks")
    panel, filters = bench.parts.marks, bench.parts.marks.filters
    scope, text, sort = filters.scope, filters.text, filters.sort
    bench.step(
        f"panel 批注: {MARKED:,} marks, {MARKS:,} marks, and back",
        partial(scope.setCurrentIndex, 1),
        partial(scope.setCurrentIndex, 0),
    )
    scope.setCurrentIndex(1)
    bench.settle()
    bench.step(f"of {MARKS:,} marks: by words, all", partial(text.setText, "第12"), text.clear)
    bench.step("the same: by colour, all", *2 * [filters.colours["key1"].click])
    bench.step(
        "the same: by time, by place",
        partial(sort.setCurrentIndex, 1),
        partial(sort.setCurrentIndex, 0),
    )
    rows = panel.list.model()
    bench.step(
        "the same: one selected, another",
        partial(panel.list.setCurrentIndex, rows.index(9_999, 0)),
        partial(panel.list.setCurrentIndex, rows.index(7, 0)),
    )
    bench.step("the same: all selected, none", panel.list.selectAll, panel.list.clearSelection)
    bench.step("the same: one added, undone", partial(mark_something, bench), bench.undo)
    bench.frames(f"panel 批注, {MARKS:,} marks", panel.list)
    scope.setCurrentIndex(0)
    bench.settle()


def page_of_ledger(bench: Bench) -> None:
    """Open, edit, sort, filter, group, select and scroll 5,000 items."""
    page = bench.parts.work.ledger
    show = partial(bench.command, "showLedger")
    bench.opening(f"page 台账, {ITEMS:,} items: open and painted", show, page)
    bench.step("the same: longest step", show, show)
    show()
    bench.settle()
    item = page.rows()[10].id
    for name, value in (
        ("state", "销号"),
        ("lead", "省能源局"),
        ("due", "2031-01-02"),
        ("remark", "抓紧"),
        ("progress", "已印发"),
    ):
        title = COLUMNS[NUMBERS[name]].title
        bench.step(
            f"the same: {title} edited, undone", partial(edit, page, item, name, value), bench.undo
        )
    arrange_ledger(bench, page)
    bench.step(
        "the same: all selected, one", page.table.selectAll, partial(page.table.selectRow, 3)
    )
    every = [row.id for row in page.rows()]
    bench.step(
        "the same: all changed at once, undone",
        partial(page.changeRequested.emit, every, {"priority": "高"}),
        bench.undo,
    )
    bench.frames(f"page 台账, {ITEMS:,} items", page.table)
    show()


def arrange_ledger(bench: Bench, page: LedgerPage) -> None:
    """Sort by every column, filter, group in every way; tell the longest of each kind."""
    sort = page.table.sortByColumn
    up = Qt.SortOrder.AscendingOrder
    bench.step(
        "the same: sorted by each column, unsorted",
        *(partial(sort, number, up) for number in range(len(COLUMNS))),
        partial(sort, -1, up),
    )
    field = page.filters.fields["title"]
    bench.step("the same: filtered by words, all", partial(field.setText, "新能源"), field.clear)
    groups = [partial(page.model.set_group, name) for name in GROUPS if name]
    bench.step("the same: grouped in each way, not", *groups, partial(page.model.set_group, ""))


def edit(page: LedgerPage, item: str, name: str, value: str) -> None:
    page.model.setData(page.model.index(page.model.row_of(item), NUMBERS[name]), value)


def measure(folder: Path) -> list[Figure]:
    library = folder / "library.db"
    with Store.open(library) as store:
        longest = fill(store)
    with opened(library) as (window, store, jobs):
        window.reading.open(longest)
        bench = Bench(window, store, jobs, longest)
        bench.settle()
        for measured in (changes_of_marks, changes_of_tags, panel_of_marks, page_of_ledger):
            measured(bench)
    return bench.figures


def main() -> None:
    os.environ["CEYUE_HOME"] = home = mkdtemp()
    try:
        report(measure(Path(home)))
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
