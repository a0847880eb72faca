"""Corrections in the longest of the examples: from the key to the page painted anew.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.correcting

An edited measure, a moved measure and a moved chapter in the plan of 80,000 characters, with the
library tree, the panels and the undo command brought up to date; milliseconds, the best of seven.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, report, seconds
from benchmarks.marks import opened
from desktop import paths
from desktop.actions import correcting, documents, restructuring
from desktop.corrections import Deed
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


def measured(window: MainWindow, name: str, make: Callable[[Outline, int], Deed | None]) -> Figure:
    document = window.reading.document
    spent = []
    for run in range(RUNS):
        deed = make(window.reader.page.outline, run)
        if deed is None:
            raise SystemExit(f"{name}: there is nothing to do")

        def do(deed: Deed = deed) -> None:
            window.parts.correcting.correct(document.id, [deed])
            window.grab()

        spent.append(seconds(do) * 1000)
    best = min(spent)
    limit = f"≤ {LIMIT} ms"
    return Figure(f"{name}, painted", "ms", best, None, "", limit, best <= LIMIT)


def main() -> None:
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        with Store.open(library) as store:
            documents.import_files(store, paths=paths.seeds())
            longest = max(documents.list_documents(store), key=lambda each: each.measures)
        with opened(library) as (window, _, _):
            outline = documents.load_outline(window._store, document=longest.id)  # noqa: SLF001
            middle = [each for each in outline.walk() if each.kind is Kind.MEASURE][100]
            window.reading.open(longest.id, node=middle.id)
            report([
                measured(window, "measure edited", edited),
                measured(window, "measure moved", partial(moved, kind=Kind.MEASURE)),
                measured(window, "chapter moved", partial(moved, kind=Kind.CHAPTER)),
            ])  # fmt: skip


if __name__ == "__main__":
    main()
