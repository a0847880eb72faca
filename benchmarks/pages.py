"""PDF to lines and to the library: against PDFium alone, and a thousand pages of it.

    python -m benchmarks.pages

The reader's time has the start of its helper processes in it: of two where a processor has nothing
to do, so that the clock tells less there and the processor's time more. Memory is the peak of the
importing process, which does nothing else, and twice the peak of the larger helper; where the
system does not tell it (Windows), that figure is left out.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

from benchmarks.figures import Figure, report
from desktop import paths, readers
from desktop.actions import documents
from desktop.readers.reading import straight_on
from desktop.store import Store

TWICE = 2.0
PAGES = 1_000
ROUNDS = 7  # in turns with the peer; the least of each counts
COPIES = 5  # of the seeds make so many
MEGABYTES = 512
SOON = 0.5  # seconds from the wish to stop to its end


def pdf(path: Path, text: str) -> Path:
    """Set the text on A4 in 16 points, as official documents are."""
    document = QTextDocument(text)
    font = QFont("Noto Serif CJK SC")
    font.setPointSize(16)
    document.setDefaultFont(font)
    writer = QPdfWriter(str(path))
    writer.setResolution(144)  # Qt cannot lay out a thousand pages in finer units
    writer.setPageSize(QPageSize(QSizeF(595, 842), QPageSize.Unit.Point))
    document.print_(writer)
    return path


def with_pypdfium2(file: Path) -> int:
    """Read the text of every page; return how many there are."""
    document = pypdfium2.PdfDocument(file)
    count = len(document)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()
    return count


def timed(file: Path) -> None:
    """Print the seconds that we and the peer take for a file, by the clock and of processors."""
    data = file.read_bytes()
    rounds = [
        (
            *cost(lambda: readers.parsed(file, data, straight_on)),
            *cost(lambda: with_pypdfium2(file)),
        )
        for _ in range(ROUNDS)
    ]
    print(*map(min, zip(*rounds, strict=True)))


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that work takes: by the clock, and of this process and its helpers."""
    before, started = os.times(), time.perf_counter()
    work()
    spent, after = time.perf_counter() - started, os.times()
    return spent, sum(after[:4]) - sum(before[:4])


def apart(function: str, *files: Path) -> list[float]:
    """Return the numbers that a function of this module prints, called in a process of its own.

    The helper process of a reader would load again what the main module of a program loads, which
    is next to nothing for the program itself, and Qt for this one.
    """
    program = "import sys; from pathlib import Path; from benchmarks import pages; "
    program += f"pages.{function}(*map(Path, sys.argv[1:]))"
    command = [sys.executable, "-c", program, *map(str, files)]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    return [float(number) for number in run.stdout.split()]


def speed(file: Path, name: str) -> list[Figure]:
    ours, worked, peer, peer_worked = apart("timed", file)
    name, other = f"PDF to lines, {name}", "pypdfium2 alone"
    return [
        Figure(name, "s", ours, peer, other, "≤ 2 ×", ours <= TWICE * peer),
        Figure(f"{name}, of processors", "s", worked, peer_worked, other, "–", met=True),
    ]


def imported(file: Path, library: Path) -> None:
    """Import a file and print seconds, steps told, and peaks of memory in MB."""
    told: list[str] = []
    with Store.open(library) as store:
        started = time.perf_counter()
        documents.import_files(store, paths=[file], progress=lambda *step: told.append(step[2]))
        spent = time.perf_counter() - started
        assert documents.list_documents(store)
    print(spent, len(told), *peaks())


def peaks() -> tuple[float, float]:
    """Return the peaks of memory of this process and of its largest helper, in MB; 0 if unknown."""
    if sys.platform == "win32":
        return 0.0, 0.0
    import resource  # noqa: PLC0415 - not there on Windows

    own, helpers = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    unit = 1 if sys.platform == "darwin" else 1024
    return tuple(resource.getrusage(who).ru_maxrss * unit / 1e6 for who in (own, helpers))


def cancelled(file: Path, library: Path) -> float:
    """Return how long an import goes on after the wish to stop, in seconds."""
    wished: list[float] = []

    def progress(_done: int, _of: int, name: str) -> None:
        if "页" in name and not wished:
            wished.append(time.perf_counter())

    with Store.open(library) as store:
        results = documents.import_files(
            store, paths=[file], progress=progress, cancelled=lambda: bool(wished)
        )
        ended = time.perf_counter()
        assert not results
        assert not documents.list_documents(store)
    return ended - wished[0]


def long_file(file: Path, folder: Path, pages: int) -> list[Figure]:
    spent, told, own, helper = apart("imported", file, folder / "a.db")
    most = own + 2 * helper
    stop = cancelled(file, folder / "b.db")
    name = f"PDF of {pages} pages"
    figures = [
        Figure(f"{name} into the library", "s", spent, None, "", "–", met=True),
        Figure(f"{name}, steps told", "", told, None, "", "≥ 10", told >= 10),
        Figure(f"{name}, from cancel to its end", "s", stop, None, "", f"≤ {SOON} s", stop <= SOON),
    ]
    if most:
        limit = f"≤ {MEGABYTES} MB"
        figures.append(Figure(f"{name}, memory", "MB", most, None, "", limit, most <= MEGABYTES))
    return figures


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication([])
    text = "\n".join(path.read_text("utf-8") for path in paths.seeds())
    with TemporaryDirectory() as name:
        folder = Path(name)
        five = pdf(folder / "seeds.pdf", text)
        long = pdf(folder / "long.pdf", "\n".join([text] * COPIES))
        count = with_pypdfium2(long)
        assert count >= PAGES
        report(
            [
                *speed(five, "five seeds"),
                *speed(long, f"{count} pages"),
                *long_file(long, folder, count),
            ]
        )
    app.quit()


if __name__ == "__main__":
    main()
