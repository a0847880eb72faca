"""What the tests share: no display, a user's folder of their own, a library with the seeds."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import TestCase

import pytest
from hypothesis import is_hypothesis_test, settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop import main, paths
from desktop.actions import documents
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.main_window import MainWindow
from desktop.views.theme import Appearance
from tests.called import Run, called
from tests.office import office
from tests.recognising import recogniser

__all__ = ["office", "recogniser"]  # fixtures for all


def pytest_configure(config: pytest.Config) -> None:
    """Try the same examples in each run; the long runs look for others.

    None has a time limit: a busy machine has broken nothing.
    """
    settings.register_profile("same", deadline=None, derandomize=True)
    settings.register_profile("other", deadline=None)
    settings.load_profile("other" if config.option.markexpr == "soak" else "same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no lines in tests that try many examples: they pass the same ones over and over."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)) or issubclass(
            getattr(item, "cls", None) or object, TestCase
        ):
            item.add_marker("no_cover")


def delete_now() -> None:
    """Delete what waits to be deleted.

    It would wait until a loop of events next runs, maybe some tests on, take part in what happens
    to all windows meanwhile, and ask a library that is closed by then.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Delete the widgets of a test, which pytest-qt has closed, before what they were made from."""
    delete_now()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Delete what a program that ran in this process left on the screen.

    Each of its widgets would be dressed again with every window of a later test.
    """
    if QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            widget.deleteLater()
        delete_now()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of this test; nothing of the real one is touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CEYUE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program itself makes it."""
    return main.application()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the five seeds, to be copied and never written."""
    path = tmp_path_factory.mktemp("seeded") / "library.db"
    with Store.open(path) as store:
        results = documents.import_files(store, paths=paths.seeds())
    assert [result.outcome for result in results] == ["new"] * 5
    return path


@pytest.fixture
def library(seeded: Path, home: Path) -> Path:
    """The user's library with the five seeds."""
    home.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(seeded, paths.default_library()))


@pytest.fixture
def store(library: Path) -> Iterator[Store]:
    """The library with the five seeds, open."""
    with Store.open(library) as opened:
        yield opened


@dataclass
class Opened:
    """A window with all that it was built from, as desktop.main builds it."""

    window: MainWindow
    store: Store
    jobs: Jobs
    settings: Settings
    closed: bool = field(default=False)

    def close(self) -> None:
        """End the program as desktop.main does, with nothing left that would ask the library."""
        if not self.closed:
            self.closed = True
            self.window.close()
            self.jobs.close()
            self.window.deleteLater()
            delete_now()
            self.store.close()


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Callable[..., Opened]]:
    """Opens windows on a library, started and shown; they are closed at the end."""
    opened: list[Opened] = []

    def build(
        library: Path | None = None,
        *,
        read_only: bool = False,
        seeds: list[Path] | None = None,
        complete: bool = True,
    ) -> Opened:
        path = library or paths.default_library()
        store = Store.open(path, read_only=read_only)
        jobs = Jobs(lambda: Store.open(path))
        settings = Settings.load(paths.settings_file())
        window = MainWindow(
            store=store,
            jobs=jobs,
            settings=settings,
            appearance=Appearance(qapp, sheet=paths.resources() / "ceyue.qss"),
            seeds=paths.seeds() if seeds is None else seeds,
        )
        opened.append(Opened(window, store, jobs, settings))
        window.show()
        window.start()
        if complete:
            window.complete()
        return opened[-1]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(main.SWITCH_SECONDS)
    yield build
    for each in opened:
        each.close()
    sys.setswitchinterval(interval)


@pytest.fixture
def ceyue(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs a command in this process, beside the user's folder of this test."""
    monkeypatch.chdir(paths.ROOT)
    return lambda *arguments: called(capsysbinary, *arguments)
