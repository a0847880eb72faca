"""Work in a process of its own, for libraries that a hostile file can bring down or keep busy.

PDFium runs inside the process that calls it: where a file makes it crash, the process is gone, and
with it what a person has just typed. Here it takes a helper along that has nothing to lose.
"""

import contextlib
import gc
import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from desktop.errors import UserError
from desktop.readers.reading import BadFileError, Step

T = TypeVar("T")
PATIENCE = 10.0  # seconds without any progress
MEMORY = 1_000_000_000  # bytes beside the file itself
_TICK = 0.1  # seconds between two questions whether to stop


def run(
    work: Callable[..., T], data: bytes, *more: Any, step: Step, patience: float = PATIENCE
) -> T:
    """Return what `work(data, *more, step)` returns, done by a helper process.

    Args:
        work: a function of a module; what it returns and raises must be fit to be sent.
        data: a file's bytes.
        more: further arguments.
        step: told how far the work is; the helper is ended where it raises.
        patience: seconds that may pass without progress before the helper is ended.

    Raises:
        UserError, BadFileError: as `work` raised it.
        BadFileError: the helper crashed, used too much memory, or got stuck.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    helper = context.Process(target=_start, args=(theirs, work, more), daemon=True)
    helper.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        result: T = _listen(ours, step, patience)
    except (EOFError, OSError) as fault:
        raise BadFileError("读取它的程序异常退出，文件可能已损坏") from fault
    else:
        return result
    finally:
        ours.close()
        helper.kill()
        helper.join()


def _listen(pipe: Connection, step: Step, patience: float) -> Any:
    """Return the result that the helper sends, passing on what it tells on the way."""
    told, since = (0, 0), time.monotonic()
    while True:
        step(*told)
        if not pipe.poll(_TICK):
            if time.monotonic() - since > patience:
                raise BadFileError("读取时间过长，文件可能已损坏")
            continue
        what, value = pipe.recv()
        since = time.monotonic()
        if what == "done":
            return value
        if what == "failed":
            raise value
        told = value


def _start(pipe: Connection, work: Callable[..., Any], more: tuple[Any, ...]) -> None:
    """Help, as the only thing that this process does.

    It ends before garbage could matter; looking for some would cost a tenth of its time.
    """
    gc.disable()
    _help(pipe, work, more)


def _help(pipe: Connection, work: Callable[..., Any], more: tuple[Any, ...]) -> None:
    """Do the work in the helper: get the bytes, tell of the progress, send what came of it."""
    data = pipe.recv_bytes()
    _limit(MEMORY + 2 * len(data))
    told = time.monotonic()

    def step(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TICK:
            told = time.monotonic()
            pipe.send(("step", (done, of)))

    with contextlib.suppress(BrokenPipeError):  # the other side has lost interest
        try:
            pipe.send(("done", work(data, *more, step)))
        except (UserError, BadFileError) as fault:
            pipe.send(("failed", fault))


def _limit(size: int) -> None:
    """Let this process have no more memory than `size` bytes, where the system can say so."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - the module is not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
