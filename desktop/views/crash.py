"""What the user sees when the program itself went wrong."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

log = logging.getLogger(__name__)
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class CrashDialog:
    """What happened, what was kept, what to do."""

    @classmethod
    def tell(cls, error: BaseException, log_file: Path) -> None:
        """Show the box until it is put away."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "策阅", crash_text(error, log_file))
        box.setObjectName("crashDialog")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()


def crash_text(error: BaseException, log_file: Path) -> str:
    """Return what is told about an unexpected error."""
    return (
        "程序出了意外的错误，刚才的操作可能没有完成。\n"
        "资料库是安全的：每一步要么完整保存，要么没有改动。\n"
        f"错误详情已写入“{log_file}”，请把它发给维护人员；重新打开程序即可继续。\n\n"
        f"{type(error).__name__}: {error}"
    )


def hook(log_file: Path, tell: Callable[[BaseException, Path], None] = CrashDialog.tell) -> Hook:
    """Return a `sys.excepthook` that logs unexpected errors and tells about them, one at a time.

    Args:
        log_file: named to the user.
        tell: shows the error; errors that arrive while one is shown are only logged.
    """
    showing = False

    def handle(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("unexpected error", exc_info=(kind, error, trace))
        if showing or QApplication.instance() is None:
            return
        showing = True
        tell(error, log_file)
        showing = False

    return handle
