"""Two versions of the longest document beside each other: opening, scrolling together, filtering.

What the UI thread does is measured in its own processor time, which other work on the machine does
not lengthen; the seconds until both can be read are seconds of the clock. Of several runs the best.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage

from benchmarks.figures import Figure, report
from desktop import main as program
from desktop import paths
from desktop.actions import documents
from desktop.comparison import Edition
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.compare_desk import CompareDesk
from desktop.views.main_window import MainWindow
from desktop.views.theme import Appearance

CHANGED = 0.02  # of the characters of the newer version
FRAMES = 200
RUNS = 3
PATIENCE = 60_000  # milliseconds


def newer(text: str) -> str:
    """Return the text with some of its Chinese characters replaced."""
    chance = random.Random(5)
    return "".join(
        "新" if "\u4e00" <= char <= "\u9fff" and chance.random() < CHANGED else char
        for char in text
    )


def wait(done: Callable[[], bool]) -> list[float]:
    """Run the event loop until this holds; return the processor time of each turn, in seconds."""
    turns: list[float] = []
    last = time.thread_time()
    loop, tick = QEventLoop(), QTimer()

    def turned() -> None:
        nonlocal last
        now = time.thread_time()
        turns.append(now - last)
        last = now
        if done():
            loop.quit()

    tick.timeout.connect(turned)
    tick.start(0)
    QTimer.singleShot(PATIENCE, loop.quit)
    loop.exec()
    tick.stop()
    if not done():
        raise SystemExit("it takes too long")
    return turns


def scrolled(window: MainWindow, desk: CompareDesk) -> list[float]:
    """Scroll the left page from top to bottom; return the processor time of each frame."""
    image = QImage(desk.page.size(), QImage.Format.Format_RGB32)
    bar = desk.sides["left"].reader.verticalScrollBar()
    frames = []
    for frame in range(FRAMES + 1):
        begun = time.thread_time()
        bar.setValue(bar.maximum() * frame // FRAMES)
        desk.page.outer.render(image)
        frames.append(time.thread_time() - begun)
    window.update()
    return frames


def measure(folder: Path) -> list[Figure]:
    app = program.application()
    sys.setswitchinterval(program.SWITCH_SECONDS)
    library = folder / "library.db"
    seed = max(paths.seeds(), key=lambda path: path.stat().st_size)
    (folder / seed.name).write_text(newer(seed.read_text("utf-8")), "utf-8")
    with Store.open(library) as store:
        (first,) = documents.import_files(store, paths=[seed])
        documents.import_files(store, paths=[folder / seed.name])
        jobs = Jobs(lambda: Store.open(library))
        window = MainWindow(
            store=store,
            jobs=jobs,
            settings=Settings(folder / "settings.json"),
            appearance=Appearance(app, sheet=paths.resources() / "ceyue.qss"),
            seeds=[],
        )
        window.resize(1920, 1080)
        window.show()
        window.start()
        window.complete()
        comparing, shown = window.parts.comparing, window.commands["nextPair"]
        comparing.pageRequested.emit("compare")
        wait(lambda: not jobs.busy)
        document = first.document.id
        longest, seconds = [], []
        for _ in range(RUNS):
            begun = time.perf_counter()
            comparing.open(Edition(document, 1), Edition(document))
            turns = wait(shown.isEnabled)
            seconds.append(time.perf_counter() - begun)
            longest.append(max(turns) * 1000)
            comparing.open(Edition(document), Edition(document))
            wait(shown.isEnabled)
        comparing.open(Edition(document, 1), Edition(document))
        wait(shown.isEnabled)
        wait(lambda: not comparing.busy)
        desk = comparing.desk
        frames = [frame * 1000 for frame in scrolled(window, desk)]
        desk.panel.filter.setText("能源")
        turns = wait(lambda: desk.panel.model.rowCount() < len(desk.comparison.pairs))
        filtered = max(turns) * 1000
        window.close()
        jobs.close()
    name = "two versions of 80,000 characters beside each other"
    return [
        Figure(f"{name}: longest turn of the UI thread", "ms", min(longest), None, "",
               "≤ 50 ms", min(longest) <= 50),
        Figure("the same: until both can be read", "s", min(seconds), None, "", "–", True),
        Figure("the same: worst frame while scrolling together", "ms", max(frames), None, "",
               "≤ 33 ms", max(frames) <= 33),
        Figure("the same: median frame", "ms", median(frames), None, "", "–", True),
        Figure("the same: filtering the list", "ms", filtered, None, "", "≤ 50 ms",
               filtered <= 50),
    ]  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report(measure(Path(folder)))


if __name__ == "__main__":
    main()
