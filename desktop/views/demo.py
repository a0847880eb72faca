"""What happens where there is no display: the same window, drawn into a picture."""

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.actions import documents
from desktop.actions.documents import Imported
from desktop.model import Kind, Outline
from desktop.store import Store
from desktop.views.main_window import MainWindow

SIZE = (1366, 768)
SETTLE_MILLISECONDS = 400
PICTURE = "window.png"


class Demo(QObject):
    """Loads the examples through the window, tells what came of it, keeps a picture, and ends.

    The program's exit status is 0 when all examples are in the library and the picture is kept.
    """

    def __init__(self, window: MainWindow, *, store: Store, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._folder = folder
        window.tasks.seedsLoaded.connect(self._loaded)
        window.tasks.failed.connect(self._failed)

    def run(self) -> None:
        """Begin; the rest follows as the examples arrive."""
        say("没有可用的显示器：改为在后台打开窗口，载入示例文件，并把窗口存成图片。")
        self._window.resize(*SIZE)
        if not self._window.tasks.importing:
            self._window.tasks.load_seeds()

    def _loaded(self, results: list[Imported]) -> None:
        for result in results:
            say(result.message)
            if result.document is not None:
                outline = documents.load_outline(self._store, document=result.document.id)
                say(f"　　{counts(outline)}")
        if not results or any(result.document is None for result in results):
            QApplication.exit(1)
            return
        QTimer.singleShot(SETTLE_MILLISECONDS, self._keep_picture)

    def _keep_picture(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / PICTURE
        kept = self._window.grab().save(str(path))
        say(f"窗口图片：{path}" if kept else f"窗口图片未能写入“{path}”，请检查磁盘空间和权限。")
        say(f"资料库：{self._store.path}。在有显示器的电脑上运行同一命令，会打开窗口。")
        QApplication.exit(0 if kept else 1)

    def _failed(self, sentence: str) -> None:
        sys.stderr.write(sentence + "\n")
        QApplication.exit(1)


def counts(outline: Outline) -> str:
    """Return how many chapters, sections, measures, boxes and doubts an outline has, in words."""
    kinds = Counter(node.kind for node in outline.walk())
    measures = kinds[Kind.MEASURE] + kinds[Kind.ARTICLE]
    return (
        f"章 {kinds[Kind.CHAPTER]}，节 {kinds[Kind.SECTION]}，措施 {measures}，"
        f"专栏 {kinds[Kind.BOX]}，存疑 {len(outline.doubts)}"
    )


def say(text: str) -> None:
    """Write a line for the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
