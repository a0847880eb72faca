"""Reports made: to look at beforehand, and as files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop import libreoffice
from desktop.actions.reporting.kinds import KINDS
from desktop.actions.reporting.requests import Request
from desktop.errors import UserError
from desktop.paths import shown
from desktop.reports import preview
from desktop.reports.content import Picture, Report
from desktop.store import Store

__all__ = ["Picture", "Preview", "Written", "compose", "page_pictures", "preview_pages", "write"]

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
_MAKING, _ALL = 40, 100  # percent of the work that is done before the file is begun


@dataclass(frozen=True, slots=True)
class Written:
    """A report that has been written: the file, how many comments it has, a sentence saying so."""

    path: Path
    comments: int
    message: str


class _Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user asked to stop; nothing is kept."""


def compose(
    store: Store,
    *,
    request: Request,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Report | None:
    """Return the report that is asked for, as plain data; None once it was cancelled.

    Args:
        store: the library.
        request: what is asked for.
        progress: called with percent done, 100, and what is being done.
        cancelled: asked now and then.

    Raises:
        UserError: nothing fits, or what was chosen is gone.
    """
    try:
        return _made(store, request, _Steps(progress, cancelled))
    except _Cancelled:
        return None


def write(
    store: Store,
    *,
    request: Request,
    target: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Written | None:
    """Write the report that is asked for into a Word file; None once it was cancelled.

    What was at `target` is replaced once the new file is whole; until then, and when it is
    cancelled or fails, it stays.

    Args:
        store: the library.
        request: what is asked for.
        target: the file; its name ends in .docx.
        progress: called with percent done, 100, and what is being done ("" at the end).
        cancelled: asked now and then.

    Raises:
        UserError: the name does not end in .docx, nothing fits, or what was chosen is gone.
        UnwritableError: the file cannot be written, for instance as it is open; its `alternative`
            is a free name beside it.
    """
    if target.suffix.lower() != ".docx":
        raise UserError(f"“{shown(target)}”不是 Word 文件的名称，没有导出。请以 .docx 结尾。")
    # lxml is loaded when the first report is written, not when the window opens.
    from desktop.reports import package  # noqa: PLC0415

    steps = _Steps(progress, cancelled)
    try:
        report = _made(store, request, steps)
        blocks = max(1, len(report.blocks))
        package.write(
            report,
            target,
            tick=lambda done: steps.at(_MAKING + (_ALL - _MAKING) * done // blocks, "正在写入文件"),
        )
    except _Cancelled:
        return None
    steps.end()
    comments = f"，有 {len(report.comments)} 处批注" if report.comments else ""
    message = f"已把{KINDS[request.kind].name}导出到“{shown(target)}”{comments}。"
    return Written(target, len(report.comments), message)


@dataclass(frozen=True, slots=True)
class Preview:
    """A report to look at: HTML for Qt's rich text; whether its pages lie across."""

    html: str
    landscape: bool


def preview_pages(
    store: Store, *, request: Request, limit: int | None = None, cancelled: Cancelled | None = None
) -> Preview | None:
    """Return the report with the same words, styles and colours; None once it was cancelled.

    Args:
        store: the library.
        request: what is asked for.
        limit: the most paragraphs and tables to show; None for all.
        cancelled: asked now and then.

    Raises:
        UserError: as `compose`.
    """
    report = compose(store, request=request, cancelled=cancelled)
    if report is None:
        return None
    return Preview(preview.html(report, limit=limit), report.landscape)


def page_pictures(
    store: Store,
    *,
    request: Request,
    width: int,
    cancelled: Cancelled | None = None,
) -> tuple[Picture, ...]:
    """Return the report's pages as LibreOffice sets them, without its comments.

    There are none where LibreOffice is not installed or fails, and once it was cancelled. Takes a
    second or more, so call it in a job.

    Args:
        store: the library.
        request: what is asked for.
        width: of a picture, in pixels.
        cancelled: asked now and then.

    Raises:
        UserError: as `compose`.
    """
    # Loaded when the first report is written, not when the window opens.
    from desktop.reports import converting, package  # noqa: PLC0415

    if libreoffice.found() is None:
        return ()
    stopped = cancelled or (lambda: False)
    with TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as folder:
        file = Path(folder, "preview.docx")
        try:
            package.save(_made(store, request, _Steps(None, stopped)), file)
        except _Cancelled:
            return ()
        made = converting.pdf(file, Path(folder), cancelled=stopped)
        return converting.pictures(made, width=width, cancelled=stopped) if made else ()


def _made(store: Store, request: Request, steps: "_Steps") -> Report:
    def tick(done: int, total: int) -> None:
        steps.at(_MAKING * done // max(1, total), "正在汇集内容")

    tick(0, 1)
    report = KINDS[request.kind].make(store, request, tick)
    steps.at(_MAKING, "正在写入文件")
    return report


class _Steps:
    """Tells how far the work is, and stops it when it is cancelled."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def at(self, done: int, words: str) -> None:
        """Tell how many percent are done.

        Raises:
            _Cancelled: the user asked to stop.
        """
        if self._cancelled and self._cancelled():
            raise _Cancelled
        if self._progress:
            self._progress(done, _ALL, words)

    def end(self) -> None:
        """Tell that all is done; it is too late to stop."""
        if self._progress:
            self._progress(_ALL, _ALL, "")
