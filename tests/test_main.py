import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer, qInstallMessageHandler, qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QMessageBox

from desktop import main, paths
from desktop.actions import documents, safety
from desktop.lock import Lock
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.views import demo
from desktop.views.main_window import MainWindow


@pytest.fixture
def restored() -> Iterator[None]:
    """Puts back what opening the program changes for the whole process."""
    root = logging.getLogger()
    hooks = sys.excepthook, threading.excepthook
    handlers, level, interval = root.handlers[:], root.level, sys.getswitchinterval()
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level
    sys.excepthook, threading.excepthook = hooks
    sys.setswitchinterval(interval)


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in DISPLAYS}
    return subprocess.run(  # noqa: S603 - this interpreter, our own program
        [sys.executable, "-m", "desktop", *arguments],
        env={**clean, "CEYUE_HOME": str(home), "PYTHONPATH": str(paths.ROOT), **environment},
        cwd=home.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def test_without_a_display_the_same_job_is_done_and_said_so(home: Path) -> None:
    for _ in range(2):
        done = run(home=home)
        assert done.returncode == 0, done.stderr
        assert "没有可用的显示器" in done.stdout
        assert done.stdout.count("存疑") == 5
        assert "章 7，节 0，措施 40" in done.stdout
        picture = QImage(str(home.parent / "build" / "demo" / "window.png"))
        assert (picture.width(), picture.height()) == (1366, 768)
    with Store.open(home / "library.db") as store:
        assert len(documents.list_documents(store)) == 5


def test_commands_load_neither_qt_nor_seeds(home: Path) -> None:
    program = (
        "import sys; sys.argv = ['ceyue', 'list']; from desktop.__main__ import main;"
        "status = main(); print(status, any(n.startswith('PySide6') for n in sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter, our own program
        [sys.executable, "-c", program], cwd=paths.ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 False"


def test_the_window_opens_and_closes_in_this_process(
    restored: None, library: Path, qapp: QApplication
) -> None:
    seen: list[str] = []
    within: list[bool] = []

    def shown() -> QMainWindow | None:
        windows = (w for w in qapp.topLevelWidgets() if isinstance(w, QMainWindow))
        return next((w for w in windows if w.isVisible() and w.windowTitle() != "策阅"), None)

    def close(window: QMainWindow) -> None:
        seen.append(window.windowTitle())
        within.append(window.screen().availableGeometry().contains(window.geometry()))
        window.close()

    waiting = soon(shown, lambda window: QTimer.singleShot(500, lambda: close(window)))
    (library.parent / "settings.json").write_text("broken", "utf-8")
    assert main.main(["--library", str(library)]) == 0
    assert not waiting.isActive()
    assert seen == ["山西省全力稳增长推动经济持续回升向好的若干措施 — 策阅"]
    assert within == [True]
    qInstallMessageHandler(None)
    assert "set aside" in paths.log_file().read_text("utf-8")


def test_the_demo_runs_in_this_process(
    restored: None,
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    qapp: QApplication,
) -> None:
    assert main.main(["--demo", str(tmp_path / "picture")]) == 0
    qInstallMessageHandler(None)
    assert (tmp_path / "picture" / "window.png").stat().st_size > 10_000
    assert "资料库" in capsys.readouterr().out


def test_a_demo_that_cannot_keep_its_picture_fails(
    restored: None, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    qapp: QApplication,
) -> None:  # fmt: skip
    (tmp_path / "picture" / "window.png").mkdir(parents=True)
    assert main.main(["--demo", str(tmp_path / "picture")]) == 1
    qInstallMessageHandler(None)
    assert "未能写入" in capsys.readouterr().out


def test_a_library_that_cannot_be_opened_is_said_so(
    restored: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> None:
    (tmp_path / "no.db").write_text("这不是资料库，只是一个文本文件。", "utf-8")
    told: list[str] = []

    def close() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(300, close)
    assert main.main(["--library", str(tmp_path / "no.db")]) == 1
    qInstallMessageHandler(None)
    assert "不是策阅的资料库" in told[0]
    assert told[0] in capsys.readouterr().err
    assert "文本文件" in (tmp_path / "no.db").read_text("utf-8")


def soon(find: Callable[[], Any], act: Callable[[Any], None]) -> QTimer:
    """Act on what is looked for as soon as it is there; keep the timer as long."""
    timer = QTimer()

    def look() -> None:
        if found := find():
            timer.stop()
            act(found)

    timer.timeout.connect(look)
    timer.start(50)
    return timer


def button(qapp: QApplication, text: str) -> QAbstractButton | None:
    """The button of that text in the box that is up."""
    box = qapp.activeModalWidget()
    buttons = box.buttons() if isinstance(box, QMessageBox) else []
    return next((each for each in buttons if each.text() == text), None)


def answering(qapp: QApplication, told: list[str], text: str) -> QTimer:
    """Press the button of that text once a box with it is up, and keep what the box says."""

    def press(found: QAbstractButton) -> None:
        told.append(qapp.activeModalWidget().text())
        found.click()

    return soon(lambda: button(qapp, text), press)


def shown(qapp: QApplication) -> MainWindow | None:
    """The window that is open."""
    windows = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    return windows[0] if windows else None


def test_a_library_that_was_made_because_it_was_named_is_said_so(
    restored: None, tmp_path: Path, qapp: QApplication
) -> None:
    seen: list[tuple[str, bool]] = []

    def close(window: MainWindow) -> None:
        told = window.notice.label.text()
        window.notice.button.click()
        seen.append((told, window.notice.isVisible()))
        window.close()

    for _ in range(2):
        closing = soon(lambda: shown(qapp), close)
        assert main.main(["--library", str(tmp_path / "打错了.db")]) == 0
        assert not closing.isActive()
    qInstallMessageHandler(None)
    (first, second) = seen
    assert "已新建" in first[0]
    assert "打错了.db" in first[0]
    assert second == ("", False)
    assert not first[1]


def test_a_second_window_opens_read_only_and_names_the_first(
    restored: None, library: Path, qapp: QApplication
) -> None:
    seen: list[tuple[str, bool]] = []

    def close(window: MainWindow) -> None:
        seen.append((window.notice.label.text(), window.commands["importFiles"].isEnabled()))
        window.close()

    with Lock.take(library):
        closing = soon(lambda: shown(qapp), close)
        assert main.main(["--library", str(library)]) == 0
    assert not closing.isActive()
    qInstallMessageHandler(None)
    ((said, writable),) = seen
    assert f"进程 {os.getpid()}" in said
    assert "只能阅读" in said
    assert not writable
    with Lock.take(library) as lock:
        assert lock.holder is None


def test_a_damaged_library_is_replaced_by_its_newest_backup_if_the_user_agrees(
    restored: None, library: Path, qapp: QApplication
) -> None:
    with Store.open(library) as store:
        made = safety.make(store)
    library.write_bytes(b"\xa5" * 5000)
    told: list[str] = []
    seen: list[int] = []

    def close(window: MainWindow) -> None:
        seen.append(len(documents.list_documents(window._store)))
        window.close()

    timers = answering(qapp, told, "用备份恢复"), soon(lambda: shown(qapp), close)
    assert main.main(["--library", str(library)]) == 0
    qInstallMessageHandler(None)
    assert not any(timer.isActive() for timer in timers)
    assert "5 份文件" in told[0]
    assert seen == [5]
    assert made.path.exists()
    (aside,) = library.parent.glob("library.db.damaged-*")
    assert aside.read_bytes() == b"\xa5" * 5000


def test_a_damaged_library_stays_where_the_user_does_not_agree(
    restored: None, library: Path, qapp: QApplication
) -> None:
    with Store.open(library) as store:
        safety.make(store)
    library.write_bytes(b"\xa5" * 5000)
    told: list[str] = []

    timers = answering(qapp, told, "取消"), answering(qapp, told, "知道了")
    assert main.main(["--library", str(library)]) == 1
    qInstallMessageHandler(None)
    assert not any(timer.isActive() for timer in timers)
    assert "可以用它恢复" in told[0]
    assert "不是策阅的资料库" in told[1]
    assert library.read_bytes() == b"\xa5" * 5000


def test_commands_go_the_short_way(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["list"]) == 0
    assert "晋政办发〔2023〕56号" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True),
     ({"QT_QPA_PLATFORM": "offscreen"}, True), ({"DISPLAY": ""}, False)],
)  # fmt: skip
def test_what_counts_as_a_display(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main.has_display() is expected
    monkeypatch.setattr(sys, "platform", "win32")
    assert main.has_display()


def test_qts_messages_and_lost_threads_reach_the_log(restored: None, tmp_path: Path) -> None:
    path = tmp_path / "new" / "ceyue.log"
    main.start_log(path)
    qWarning("来自界面的警告")
    qInstallMessageHandler(None)
    thread = threading.Thread(target=lambda: 1 // 0, name="lost")
    thread.start()
    thread.join()
    text = path.read_text("utf-8")
    assert "来自界面的警告" in text
    assert "ZeroDivisionError" in text
    assert "lost" in text


def test_a_log_that_has_grown_is_put_aside(restored: None, tmp_path: Path) -> None:
    path = tmp_path / "ceyue.log"
    path.write_bytes(b"x" * (main.LOG_BYTES + 1))
    main.start_log(path)
    qInstallMessageHandler(None)
    assert path.stat().st_size == 0
    assert (tmp_path / "ceyue.log.1").stat().st_size == main.LOG_BYTES + 1


def test_a_log_that_cannot_be_written_goes_to_standard_error(
    restored: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    main.start_log(tmp_path / "file" / "ceyue.log")
    qInstallMessageHandler(None)
    logging.getLogger("x").warning("仍能看到")
    assert "仍能看到" in capsys.readouterr().err


def test_counts_are_told_in_words() -> None:
    measures = tuple(Node(kind) for kind in (Kind.MEASURE, Kind.ARTICLE, Kind.BOX, Kind.SECTION))
    outline = Outline("a.txt", nodes=(Node(Kind.CHAPTER, children=measures),))
    assert demo.counts(outline) == "章 1，节 1，措施 2，专栏 1，存疑 0"
