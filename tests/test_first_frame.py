"""The first frame is there before the parts it does not show."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents
from desktop.settings import PANEL_SHOWN, SIDE_PANEL
from desktop.views.main_window import MainWindow
from desktop.views.theme import Appearance
from tests.journeys import command, named

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PROGRAM = """
import builtins, linecache, sys
import PySide6.QtWidgets
patched = builtins.__import__
import desktop.main
import desktop.views.parts
read = [name for name in linecache.cache if name.endswith("main_window.py")]
print(patched is builtins.__import__, read, "_hashlib" in sys.modules)
"""
THREADS = """
import sys, threading
from pathlib import Path

class Watch:
    @staticmethod
    def find_spec(name, *_):
        if name.startswith(("desktop.views", "PySide6")):
            seen.add((name, threading.current_thread() is threading.main_thread()))

seen = set()
sys.meta_path.insert(0, Watch)
from desktop import main
from PySide6.QtCore import QTimer
from desktop.views.main_window import MainWindow

app = main.application()

def look():
    window = next((w for w in app.topLevelWidgets() if isinstance(w, MainWindow)), None)
    if window is None:
        QTimer.singleShot(0, look)
    else:
        window.completed.connect(window.close)

QTimer.singleShot(0, look)
main.open_window(Path(sys.argv[1]))
print(("desktop.views.parts", True) in seen, sorted(name for name, first in seen if not first))
"""
LATER = ("parts", "marking", "marks", "work", "ledger", "tags", "checking", "help", "safekeeping")


def test_what_the_first_frame_needs_imports_none_of_the_parts() -> None:
    named = ", ".join(f"'desktop.views.{name}'" for name in LATER)
    asked = f"import sys, desktop.main; print(*{{{named}}} & set(sys.modules))"
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", asked], capture_output=True, check=True, timeout=60
    )
    assert told.stdout.split() == []


def test_the_start_reads_no_sources_and_loads_no_cryptography() -> None:
    """PySide would read the source of each module and keep its lines, for a feature not used."""
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", PROGRAM], capture_output=True, check=True, timeout=60, text=True
    )
    assert told.stdout.split() == ["False", "[]", "False"]


def test_no_other_thread_imports_what_names_classes_of_qt(library: Path) -> None:
    """PySide makes a class when it is first named, and crashes where two threads do so at once."""
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", THREADS, str(library)],
        capture_output=True, check=True, timeout=60, text=True,
    )  # fmt: skip
    assert told.stdout.split() == ["True", "[]"]


def test_parts_come_by_themselves_and_one_by_one(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    window = open_window(complete=False).window
    assert not hasattr(window, "parts")
    assert window.reading.document is not None
    assert window.side.count() == 0
    with qtbot.waitSignal(window.completed, timeout=20_000):
        pass
    assert window.side.count() >= 4
    assert window.parts.marks.isEnabled()


def test_a_command_whose_part_is_still_to_come_waits_for_it(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    window = open_window(complete=False).window
    command(window, "showTags")
    assert named(window, QTabWidget, "sidePanel").currentWidget() is window.parts.work.tags
    assert window.parts.work.tags.isVisible()


def test_the_panel_that_was_open_comes_back(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    first = open_window()
    command(first.window, "showFollowUp")
    first.close()
    assert first.settings.get(SIDE_PANEL) == "followUpPanel"
    assert first.settings.get(PANEL_SHOWN)
    second = open_window(complete=False)
    second.close()  # before any panel has come
    assert second.settings.get(SIDE_PANEL) == "followUpPanel"
    third = open_window().window
    assert third.parts.work.follow_up.isVisible()


def test_a_window_closed_at_once_makes_no_parts(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    opened = open_window(complete=False)
    opened.window.close()
    qtbot.wait(300)
    assert not hasattr(opened.window, "parts")
    assert len(documents.list_documents(opened.store)) == 5


def test_a_closed_window_asks_the_library_nothing(
    library: Path, open_window: Callable, qapp: QApplication
) -> None:
    opened = open_window()
    opened.close()
    Appearance(qapp, sheet=paths.resources() / "ceyue.qss").use("dark")  # lays all windows out
    assert not any(isinstance(each, MainWindow) for each in qapp.topLevelWidgets())
