"""Corrections in the longest of the examples: from the key to the page painted anew.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.correcting

An edited measure, a moved measure and a moved chapter in the plan of 80,000 characters, done and
undone, with the library tree, the panels and the undo command brought up to date; milliseconds, of
both the longer one, the best of seven. A step is what runs between two turns of the event loop.
Last, the same with 5,000 marks in the document.
"""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QAction

from benchmarks.crowd import MARKED, WHO, put_marks
from benchmarks.figures import Figure, report, seconds
from benchmarks.marks import STEP, Beat, opened
from desktop import paths
from desktop.actions import correcting, documents, restructuring
from desktop.corrections import Deed
from desktop.jobs import Jobs
from desktop.model import Kind, Outline
from desktop.store import Store
from desktop.views.main_window import MainWindow

LIMIT = 100  # milliseconds
RUNS = 7


def edited(outline: Outline, run: int) -> Deed | None:
    """Put a character into a measure in the middle."""
    node = [each for each in outline.walk() if each.kind is Kind.MEASURE][100]
    return correcting.rewording(node, words="text", text=f"{node.text[:9]}{run}{node.text[9:]}")


def moved(outline: Outline, run: int, *, kind: Kind) -> Deed | None:
    """Move a measure or a chapter down and up again."""
    every = [each for each in outline.walk() if each.kind is kind]
    step = -1 if run % 2 else 1
    found = (restructuring.shifted(outline, node=each.id, by=step) for each in every[5:])
    return next((deed for deed in found if deed), None)


def painted(window: MainWindow, name: str, make: Callable[[Outline, int], Deed | None]) -> Figure:
    """Do deeds and undo them; return the longer of both, from the key to the page painted."""
    document, undo = window.reading.document.id, window.findChild(QAction, "undo")
    done, undone = [], []
    for run in range(RUNS):
        deed = made(window, name, make, run)

        def do(deed: Deed = deed) -> None:
            window.parts.correcting.correct(document, [deed])
            window.grab()

        def take_back() -> None:
            undo.trigger()
            window.grab()

        done.append(seconds(do) * 1000)
        undone.append(seconds(take_back) * 1000)
        window.parts.correcting.correct(document, [deed])  # the next run turns it round
    return figure(f"{name}, undone, painted", max(min(done), min(undone)), LIMIT)


def turn(
    window: MainWindow, jobs: Jobs, name: str, make: Callable[[Outline, int], Deed | None]
) -> Figure:
    """Return the longest time between two turns of the event loop, until nothing is left to do."""
    document, undo = window.reading.document.id, window.findChild(QAction, "undo")
    beat, spent = Beat(jobs), []
    for run in range(RUNS):
        deed = made(window, name, make, run)
        do = partial(window.parts.correcting.correct, document, [deed])
        spent.append([beat.longest_step(work) for work in (do, undo.trigger, do)])
    return figure(f"{name}, undone: longest step", max(map(min, zip(*spent, strict=True))), STEP)


def made(
    window: MainWindow, name: str, make: Callable[[Outline, int], Deed | None], run: int
) -> Deed:
    deed = make(window.reader.page.outline, run)
    if deed is None:
        raise SystemExit(f"{name}: there is nothing to do")
    return deed


def figure(name: str, spent: float, limit: int) -> Figure:
    return Figure(name, "ms", spent, None, "", f"≤ {limit} ms", spent <= limit)


def main() -> None:
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        with Store.open(library) as store:
            documents.import_files(store, paths=paths.seeds())
            longest = max(documents.list_documents(store), key=lambda each: each.measures)
        with opened(library) as (window, store, jobs):
            outline = documents.load_outline(store, document=longest.id)
            middle = [each for each in outline.walk() if each.kind is Kind.MEASURE][100]
            window.reading.open(longest.id, node=middle.id)
            deeds = {
                "measure edited": edited,
                "measure moved": partial(moved, kind=Kind.MEASURE),
                "chapter moved": partial(moved, kind=Kind.CHAPTER),
            }
            figures = [painted(window, name, make) for name, make in deeds.items()]
            figures += [turn(window, jobs, name, make) for name, make in deeds.items()]
            with store.step("批注很多", author=WHO):
                put_marks(store, random.Random(3), longest.id, MARKED)
            window._joined.reload()  # noqa: SLF001
            name = f"measure edited among {MARKED:,} marks"
            report([*figures, turn(window, jobs, name, edited)])


if __name__ == "__main__":
    main()
