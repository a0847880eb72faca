"""The window: process start, memory, opening the longest document; an empty window beside it.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.window

Every measurement is a process of its own. The peer is a window of Qt's own widgets of the same
kinds, with the same style sheet and fonts, and nothing in it; for memory, with the longest document
as plain text and each face of the page loaded. Start counts from before the process is made until
the first frame is drawn, with the tree of the documents; until one of them is on the page; and
until every panel has been made. The first frame has a peer of its own, without panels and pages,
for ours has none of them yet.
"""

import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QImage, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from benchmarks.figures import Figure, report

RUNS = 7
HIGHLIGHTS, FRAMES = 5_000, 300
LONGEST = 4
SIZE = (1280, 800)


def memory_mb() -> float:
    """The memory that this process has written to, which no other process changes.

    Pages of files are left out: whether they count as one's own hangs on who else has them open.
    """
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) / 1024
    return 0.0


def bar(parts: list[QWidget]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    for part in parts:
        row.addWidget(part)
    return made


def sheet(views: list[QWidget], *, boxes: int, lines: int, buttons: int) -> QWidget:
    """A panel: its views, and rows of the fields that fill and filter them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(bar([QComboBox() for _ in range(boxes)]))
    column.addWidget(bar([QLineEdit() for _ in range(lines)]))
    column.addWidget(bar([QToolButton() for _ in range(buttons)]))
    column.addWidget(bar([QLabel() for _ in range(4)]))
    for view in views:
        column.addWidget(view)
    return holder


def empty_window(*, whole: bool) -> tuple[QMainWindow, QTextEdit]:
    """Build the peer: the same kinds of widgets in the same places, nothing of ours.

    Args:
        whole: with the panels of the side and the other pages, not only what the first frame shows.
    """
    window = QMainWindow()
    for menu in range(7):
        made = window.menuBar().addMenu(f"菜单{menu}")
        for action in range(8):
            made.addAction(f"命令{action}").setShortcut(f"Ctrl+F{menu * 5 + action % 5}")
    tools = window.addToolBar("工具栏")
    for action in range(12):
        tools.addAction(f"命令{action}")
    text = QTextEdit()
    text.setReadOnly(True)
    find = bar([QLineEdit(), QLabel(), QToolButton(), QToolButton(), QToolButton()])
    find.hide()
    page, outline, doubts = QWidget(), QWidget(), QSplitter()
    for holder, parts in (
        (page, [bar([QToolButton(), QLabel(), QToolButton()]), text, find]),
        (outline, [QLineEdit(), QTreeView()]),
    ):
        column = QVBoxLayout(holder)
        for part in parts:
            column.addWidget(part)
    doubts.addWidget(QListWidget())
    doubts.addWidget(QTextEdit())
    centre, side, splitter = QStackedWidget(), QTabWidget(), QSplitter()
    centre.addWidget(page)
    if whole:
        centre.addWidget(sheet([QTableView()], boxes=6, lines=4, buttons=10))
        side.addTab(sheet([QListView(), QPlainTextEdit()], boxes=4, lines=2, buttons=14), "批注")
        side.addTab(sheet([QTreeView()], boxes=1, lines=3, buttons=10), "标签")
        side.addTab(sheet([QPlainTextEdit(), QListWidget()], boxes=2, lines=6, buttons=8), "督办")
        side.addTab(doubts, "校核")
    side.hide()
    for part in (outline, centre, side):
        splitter.addWidget(part)
    window.setCentralWidget(splitter)
    strip = bar([QLabel(), QProgressBar(), QPushButton("取消")])
    strip.hide()
    window.statusBar().addPermanentWidget(strip)
    window.resize(*SIZE)
    return window, text


def face(font: QFont) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    return made


def run_empty(*, whole: bool, with_text: bool) -> None:
    """Show the peer, tell when it stood, and end."""
    import desktop.views.theme as themes  # noqa: PLC0415 - its time must count in this process
    from desktop import paths  # noqa: PLC0415

    app = QApplication([])
    app.setStyle("Fusion")
    themes.Appearance(app, sheet=paths.resources() / "ceyue.qss").use("light")
    window, text = empty_window(whole=whole)
    if with_text:
        fonts = themes.Fonts.found()
        text.setFont(themes.font(fonts.serif, 17))
        text.setPlainText(paths.seeds()[LONGEST].read_text("utf-8"))
        cursor = text.textCursor()
        for families, bold in ((fonts.serif, True), (fonts.sans, True), (fonts.kai, False)):
            cursor.insertText("策", face(themes.font(families, 17, bold=bold)))
    window.show()
    QTimer.singleShot(0, lambda: stood(window))
    app.exec()


def run_ours(library: str, wait: str) -> None:
    """Open the program on a library, tell when it stood, and end.

    Args:
        library: the library file.
        wait: until the `tree` lists the documents, the `page` of the last one is there as well, the
            window is `whole`, or it is and the `longest` one was opened.
    """
    gc.disable()  # as desktop.__main__ does; desktop.main switches it on
    from desktop import main  # noqa: PLC0415 - its time must count in this process
    from desktop.actions import documents  # noqa: PLC0415
    from desktop.store import Store  # noqa: PLC0415
    from desktop.views.main_window import MainWindow  # noqa: PLC0415

    app = main.application()

    def look() -> None:
        for window in app.topLevelWidgets():
            if isinstance(window, MainWindow) and (wait == "tree" or window.reading.document):
                if wait in {"whole", "longest"}:
                    window.complete()
                if wait == "longest":
                    with Store.open(Path(library)) as store:
                        window.reading.open(documents.list_documents(store)[LONGEST].id)
                stood(window)
                return
        QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)
    main.open_window(Path(library))


def stood(window: QMainWindow) -> None:
    """Draw a frame and print how long it took since the parent began, and the memory in use."""
    window.grab()
    since = time.time() - float(os.environ["BENCH_BEGUN"])
    QTimer.singleShot(500, lambda: tell(window, since))


def tell(window: QMainWindow, since: float) -> None:
    print(json.dumps({"seconds": since, "mb": memory_mb()}), flush=True)
    window.close()


def run_opening(library: str) -> None:
    """Open the longest document with 5,000 overlapping highlights, then scroll through it."""
    from desktop import main, paths  # noqa: PLC0415 - only this process needs the program
    from desktop.actions import documents  # noqa: PLC0415
    from desktop.store import Store  # noqa: PLC0415
    from desktop.views.compose import compose  # noqa: PLC0415
    from desktop.views.overlay import Span  # noqa: PLC0415
    from desktop.views.reader import ReaderView  # noqa: PLC0415
    from desktop.views.theme import LIGHT, Appearance  # noqa: PLC0415
    from desktop.views.typography import Typography  # noqa: PLC0415

    app = main.application()
    appearance = Appearance(app, sheet=paths.resources() / "ceyue.qss")
    appearance.use("light")
    type_ = Typography(theme=LIGHT, fonts=appearance.fonts)
    reader = ReaderView(type_)
    reader.resize(900, 800)
    reader.show()
    image = QImage(reader.viewport().size(), QImage.Format.Format_RGB32)
    with Store.open(Path(library)) as store:
        every = documents.list_documents(store)
        for document in (every[0], every[LONGEST]):  # the first warms up fonts, as any reading does
            begun = time.perf_counter()
            outline = documents.load_outline(store, document=document.id)
            page = compose(outline, name=document.title, type_=type_)
            length = page.document.characterCount()
            reader.show_page(page, type_)
            reader._hits.set(spans(length, Span))  # noqa: SLF001 - what carries highlights
            reader.viewport().render(image)
            reader.jump(page.places[-1])
            reader.viewport().render(image)
            opened = time.perf_counter() - begun
    frames = []
    scroll = reader.verticalScrollBar()
    for frame in range(FRAMES + 1):
        begun = time.perf_counter()
        scroll.setValue(scroll.maximum() * frame // FRAMES)
        reader.viewport().render(image)
        frames.append(time.perf_counter() - begun)
    print(json.dumps({"open": opened, "worst": max(frames), "median": median(frames)}))


def spans(length: int, span: type) -> list[object]:
    chance = random.Random(4)
    colours = [QColor(c) for c in ("#f6e58d", "#badc58", "#7ed6df", "#ffbe76", "#e1b1ff")]
    starts = [chance.randrange(length - 40) for _ in range(HIGHLIGHTS)]
    return [span(s, s + chance.randint(2, 40), colours[n % 5]) for n, s in enumerate(starts)]


def child(*arguments: str, home: str) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.window", *arguments],
        env={**os.environ, "CEYUE_HOME": home, "BENCH_BEGUN": str(time.time())},
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return figures


def measure(home: str) -> list[Figure]:
    from desktop import paths  # noqa: PLC0415 - children that measure must not pay for it
    from desktop.actions import documents  # noqa: PLC0415
    from desktop.store import Store  # noqa: PLC0415

    library = str(Path(home) / "library.db")
    with Store.open(Path(library)) as store:
        documents.import_files(store, paths=paths.seeds())
    asked = {
        "frame": ("frame",), "empty": ("empty",), "tree": ("ours", library, "tree"),
        "page": ("ours", library, "page"), "whole": ("ours", library, "whole"),
    }  # fmt: skip
    runs = [  # in turn, so that a busy moment hits all
        {name: child(*what, home=home)["seconds"] for name, what in asked.items()}
        for _ in range(RUNS)
    ]
    start, page, whole, frame, empty = (
        min(run[name] for run in runs) for name in ("tree", "page", "whole", "frame", "empty")
    )
    held = median(child("ours", library, "longest", home=home)["mb"] for _ in range(3))
    bare = median(child("text", home=home)["mb"] for _ in range(3))
    opening = child("opening", library, home=home)
    opened, worst = opening["open"] * 1000, opening["worst"] * 1000
    usable, same = "process start to usable window, five documents", "empty window"
    return [
        Figure(usable, "s", start, empty, same, "≤ 1.5 ×", start <= 1.5 * empty),
        Figure("the same", "s", start, frame, "empty first frame", "–", True),
        Figure("the same, with the last document on the page", "s", page, empty, same, "–", True),
        Figure("the same, with every panel made", "s", whole, empty, same, "–", True),
        Figure("memory, five documents, longest open", "MB", held, bare,
               "empty window with that text", "≤ 1.5 ×", held <= 1.5 * bare),
        Figure("longest document with 5,000 highlights: open", "ms", opened, None, "",
               "≤ 300 ms", opened <= 300),
        Figure("the same: worst frame while scrolling", "ms", worst, None, "",
               "≤ 33 ms", worst <= 33),
    ]  # fmt: skip


def main() -> None:
    match sys.argv[1:]:
        case ["empty"]:
            run_empty(whole=True, with_text=False)
        case ["frame"]:
            run_empty(whole=False, with_text=False)
        case ["text"]:
            run_empty(whole=True, with_text=True)
        case ["ours", library, wait]:
            run_ours(library, wait)
        case ["opening", library]:
            run_opening(library)
        case _:
            with tempfile.TemporaryDirectory() as home:
                report(measure(home))


if __name__ == "__main__":
    main()
