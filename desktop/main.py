"""The composition root: builds library, worker and window and hands them to each other."""

import desktop.views.plain_imports  # noqa: F401 - before the imports that it makes faster

# isort: split
import gc
import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop import cli, paths
from desktop.errors import DamagedLibraryError, UserError
from desktop.jobs import Jobs
from desktop.lock import Lock
from desktop.settings import Settings
from desktop.store import Store
from desktop.views import crash
from desktop.views.dialogs import Confirm, Message
from desktop.views.guard import Guard
from desktop.views.main_window import MainWindow
from desktop.views.memory import keep_on_screen
from desktop.views.spare_memory import SpareMemory
from desktop.views.theme import Appearance

log = logging.getLogger(__name__)
LOG_BYTES = 1_000_000
SWITCH_SECONDS = 0.001
DEMO_FOLDER = Path("build") / "demo"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or the window until it is closed; return the exit status."""
    invocation = cli.parse(sys.argv[1:] if argv is None else argv)
    if invocation.command is not None:
        return cli.run(invocation)
    demo = invocation.demo or (None if has_display() else DEMO_FOLDER)
    return open_window(invocation.library, named=invocation.named, demo=demo)


def open_window(library: Path, *, named: bool = False, demo: Path | None = None) -> int:
    """Open the window on a library and return the exit status once it is closed.

    Args:
        library: the library file, made when it is missing.
        named: whether somebody typed its path, and is told when there was none.
        demo: where to keep a picture instead of waiting for a person, without a display.
    """
    if demo is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start_log(paths.log_file())
    # Parsing in the worker must not make the window wait longer than this for its turn.
    sys.setswitchinterval(SWITCH_SECONDS)
    app = application()
    sys.excepthook = crash.hook(paths.log_file())
    settings = Settings.load(paths.settings_file())
    if settings.set_aside is not None:
        log.warning("settings were unreadable and set aside as %s", settings.set_aside)
    told = ""
    if named and paths.missing(library):
        told = f"原来没有资料库“{paths.shown(library)}”，已新建一个。路径如果写错了，请另行打开。"
    with Lock.take(library) as lock:
        try:
            store = _opened(library, read_only=lock.holder is not None, asking=demo is None)
        except UserError as error:
            if demo is None:
                Message.tell(None, str(error))
            sys.stderr.write(f"{error}\n")
            return 1
        with store:
            return _run(app, store, settings, lock=lock, told=told, demo=demo)


def _opened(library: Path, *, read_only: bool, asking: bool) -> Store:
    """Return the library, or its newest sound backup where it is damaged and the user agrees.

    Raises:
        UserError: it cannot be opened.
    """
    try:
        return Store.open(library, read_only=read_only)
    except DamagedLibraryError:
        from desktop.actions import safety  # noqa: PLC0415 - seldom needed, and never in a hurry

        rescue = safety.rescue(library)
        if rescue.backup is None or read_only or not asking:
            raise
        if not Confirm.ask(None, title="资料库已损坏", text=rescue.message, button="用备份恢复"):
            raise
        safety.replace_damaged(library, backup=rescue.backup.path)
        return Store.open(library)


def _run(
    app: QApplication,
    store: Store,
    settings: Settings,
    *,
    lock: Lock,
    told: str,
    demo: Path | None,
) -> int:
    """Show the window on an open library until it is closed; return the exit status."""
    jobs = Jobs(lambda: Store.open(store.path, read_only=store.read_only))
    appearance = Appearance(app, sheet=paths.resources() / "ceyue.qss")
    window = MainWindow(
        store=store, jobs=jobs, settings=settings, appearance=appearance, seeds=paths.seeds()
    )
    if lock.holder:
        window.notice.say(
            f"这个资料库正由 {lock.holder}使用，这里只能阅读。关闭那个窗口后重新打开，即可编辑。"
        )
    elif told:
        window.notice.say(told, "知道了")
        window.notice.pressed.connect(lambda: window.notice.say(""))
    guard = Guard(lock=lock, jobs=jobs, parent=window)
    guard.failed.connect(window.notice.say)
    spare = SpareMemory(window)
    window.reading.documentChanged.connect(spare.soon)
    window.tasks.libraryChanged.connect(spare.soon)
    if demo is None:
        keep_on_screen(window)
    window.show()
    window.completed.connect(_collect_from_now_on)
    QTimer.singleShot(0, window.start)
    if demo is not None:
        from desktop.views.demo import Demo  # noqa: PLC0415 - no window that is seen needs it

        QTimer.singleShot(0, Demo(window, store=store, folder=demo).run)
    status = app.exec()
    if window.isVisible():
        window.close()
    jobs.close()
    return status


def _collect_from_now_on() -> None:
    """Let garbage be collected; what was loaded for the window is none."""
    gc.freeze()
    gc.enable()


def application() -> QApplication:
    """Return the one Qt application, speaking Chinese, in a style that is the same everywhere."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("ceyue")
    app.setApplicationDisplayName("策阅")
    app.setDesktopFileName("ceyue")
    app.setStyle("Fusion")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    else:
        log.warning("no Chinese texts for Qt in %s", folder)
    return app


def has_display() -> bool:
    """Return whether a window can be shown to somebody, or a Qt platform was chosen by hand."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start_log(path: Path) -> None:
    """Log warnings and errors, Qt's own included, to a file; to standard error if it cannot be.

    A file that has grown beyond a megabyte is put aside as `.1`, in place of the one before.
    """
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_name(path.name + ".1"))
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    qInstallMessageHandler(_log_qt)
    threading.excepthook = _log_thread


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    logging.getLogger("qt").log(level, "%s %s", context.category, text)


def _log_thread(args: threading.ExceptHookArgs) -> None:
    log.critical(
        "unexpected error in thread %s", args.thread.name if args.thread else "?",
        exc_info=args.exc_value,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
