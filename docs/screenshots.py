"""Draws the window with the five examples into docs/images/, without a display.

Run `python docs/screenshots.py` from a checkout; the pictures are the README's.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the platform is chosen first
from PySide6.QtWidgets import QDialog  # noqa: E402

from desktop import paths  # noqa: E402
from desktop.actions import documents, marks  # noqa: E402
from desktop.jobs import Jobs  # noqa: E402
from desktop.main import application  # noqa: E402
from desktop.settings import Settings  # noqa: E402
from desktop.store import Store  # noqa: E402
from desktop.views.main_window import MainWindow  # noqa: E402
from desktop.views.theme import Appearance  # noqa: E402

MARKS = (  # the measure's number in the document, the words, the colour, the note
    (0, "应核尽核", "key1", ""),
    (0, "加快具备条件的煤矿开工复工", "key3", "建议写明开工复工的时间和责任处室。"),
    (0, "力争全年煤炭产量增长不低于 5%，达到 13.65亿吨", "key5", "与省统计局核对口径。"),
    (1, "中长期合同履约双向监管机制", "key2", "监管机制由哪家牵头？"),
    (1, "煤炭调峰储备产能", "key4", "储备产能的资金没有落实。"),
    (2, "再建成 80座智能化矿井", "key5", ""),
)
IMAGES = ROOT / "docs" / "images"
SETTLE_MILLISECONDS = 1300


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the window's size and theme, and what it shows."""

    name: str
    size: tuple[int, int]
    theme: str
    document: int
    node: str = ""
    find: str = ""
    doubts: bool = False
    lines: bool = False
    marks: bool = False
    report: bool = False


PICTURES = (
    Picture("light-1366x768", (1366, 768), "light", 0, node="夯实煤炭稳产保供基础"),
    Picture("dark-1366x768", (1366, 768), "dark", 3, node="加快", find="项目"),
    Picture("light-1920x1080", (1920, 1080), "light", 4, node="能源生产供应重大项目",
            doubts=True, lines=True),
    Picture("marks-light-1366x768", (1366, 768), "light", 0, node="夯实煤炭稳产保供基础",
            marks=True),
    Picture("marks-dark-1920x1080", (1920, 1080), "dark", 0, node="夯实煤炭稳产保供基础",
            marks=True),
    Picture("dark-1920x1080", (1920, 1080), "dark", 4, node="主要指标", doubts=True),
    Picture("report-light-1366x768", (1366, 768), "light", 0, report=True),
    Picture("report-dark-1920x1080", (1920, 1080), "dark", 0, report=True),
)  # fmt: skip


def settle() -> None:
    """Let timers, jobs and the flash of a jump come to an end."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MILLISECONDS, loop.quit)
    loop.exec()


def annotate(store: Store) -> None:
    """Make some marks in the first document, as an official might."""
    document = documents.list_documents(store)[0]
    outline = documents.load_outline(store, document=document.id)
    measures = [node for node in outline.walk() if node.kind == "measure"]
    for number, words, colour, note in MARKS:
        node = measures[number]
        start = node.text.index(words)
        marks.add(
            store,
            author="王明",
            pieces=[(node.id, start, start + len(words))],
            colour=colour,
            note=note,
        )


def draw(window: MainWindow, store: Store, picture: Picture) -> None:
    """Bring the window into the state of a picture and keep it."""
    window.resize(*picture.size)
    window.use_theme(picture.theme)
    side = picture.doubts or picture.marks
    for name, wanted in (("showPanel", side), ("showLines", picture.lines)):
        if window.commands[name].isChecked() != wanted:
            window.commands[name].trigger()
    document = documents.list_documents(store)[picture.document]
    window.reading.open(document.id)
    page = window.reader.page
    node = next((p.node.id for p in page.places if picture.node in p.node.title), "")
    window.reading.open(document.id, node=node)
    if picture.find:
        window.find_bar.ask(picture.find)
    else:
        window.find_bar.put_away()
    settle()
    if picture.marks:
        window.commands["showMarks"].trigger()
        window.parts.marks_shown.step(1)
        window.reading.open(document.id, node=node)
        settle()
    if picture.doubts:
        window.commands["showDoubts"].trigger()
        window.parts.checking.panel.list.setCurrentRow(2)
        settle()
    IMAGES.mkdir(parents=True, exist_ok=True)
    shown = report_dialog(window, picture) if picture.report else window
    shown.grab().save(str(IMAGES / f"{picture.name}.png"))


def report_dialog(window: MainWindow, picture: Picture) -> QDialog:
    """Open the dialog for reports, as large as the screen lets it be, and return it."""
    window.commands["exportReport"].trigger()
    dialog = window.findChild(QDialog, "reportDialog")
    dialog.resize(picture.size[0] - 160, picture.size[1] - 80)
    settle()
    settle()
    bar = dialog.paper.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    dialog.close()
    return dialog


def main() -> None:
    """Draw every picture."""
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        with Store.open(library) as store:
            documents.import_files(store, paths=paths.seeds())
            annotate(store)
            jobs = Jobs(lambda: Store.open(library))
            window = MainWindow(
                store=store,
                jobs=jobs,
                settings=Settings(Path(folder) / "settings.json"),
                appearance=Appearance(app, sheet=paths.resources() / "ceyue.qss"),
                seeds=paths.seeds(),
            )
            window.show()
            window.start()
            window.complete()
            for picture in PICTURES:
                draw(window, store, picture)
            window.close()
            jobs.close()


if __name__ == "__main__":
    main()
