"""Work in a process of its own, for libraries that a hostile file can bring down or keep busy.

PDFium runs inside the process that calls it: where a file makes it crash, the process is gone, and
with it what a person has just typed. Here it takes a helper along that has nothing to lose.
"""

import contextlib
import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from desktop.errors import UserError
from desktop.readers.reading import BadFileError, Step

T = TypeVar("T")
PATIENCE = 10.0  # seconds without any progress, once a helper has begun
MEMORY = 1_000_000_000  # bytes beside the file itself, of all helpers of a file together
LARGE = 2_000_000  # bytes of a file that is worth a second helper
_START = 60.0  # seconds until a helper begins; a busy computer takes its time to start one
_TICK = 0.1  # seconds between two questions whether to stop


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a file that one helper reads: the `index`th, from 0, of `of` equal ones."""

    index: int
    of: int

    def range(self, count: int) -> range:
        """Return which of `count` pages these are, counted from 0."""
        return range(self.index * count // self.of, (self.index + 1) * count // self.of)


def run(
    work: Callable[..., T], data: bytes, *more: Any, step: Step, patience: float = PATIENCE
) -> T:
    """Return what `work(data, *more, step)` returns, done by a helper process.

    Args:
        work: a function of a module; what it returns and raises must be fit to be sent.
        data: a file's bytes.
        more: further arguments.
        step: told how far the work is; the helper is ended where it raises.
        patience: seconds that may pass without progress, once the helper has begun, before it is
            ended.

    Raises:
        UserError, BadFileError: as `work` raised it.
        BadFileError: the helper crashed, used too much memory, or got stuck.
    """
    result: T = _run(_Task(work, more), data, 1, step, patience)
    return result


def share(
    read: Callable[..., Any],
    join: Callable[..., T],
    data: bytes,
    *more: Any,
    step: Step,
    patience: float = PATIENCE,
) -> T:
    """Return what `join(parts, *more)` returns; helper processes read a part of the file each.

    A small file has one helper, and so has any where no other processor has nothing to do.

    Args:
        read: called as `read(data, share, step)` with a `Share`, and tells `step` how much of its
            share it has read, and of how much there is of the whole.
        join: a function of a module too, called by one of the helpers with all parts in order.
        data: a file's bytes.
        more: further arguments of `join`.
        step: told how many pages are read, and of how many; the helpers are ended where it raises.
        patience: seconds that may pass without progress of any helper.

    Raises:
        UserError, BadFileError: as for `run`.
    """
    helpers = 2 if len(data) >= LARGE and _is_idle() else 1
    result: T = _run(_Task(read, more, join), data, helpers, step, patience)
    return result


@dataclass(frozen=True, slots=True)
class _Task:
    """What helpers do with a file."""

    work: Callable[..., Any]
    more: tuple[Any, ...]
    join: Callable[..., Any] | None = None

    def done(self, data: bytes, share: Share, step: Step, others: Sequence[Connection]) -> Any:
        """Return what comes of a share, and of those that others send where this is the first."""
        if self.join is None:
            return self.work(data, *self.more, step)
        part = self.work(data, share, step)
        if share.index:
            return part
        return self.join([part, *(other.recv() for other in others)], *self.more)


def _is_idle() -> bool:
    """Return whether a second processor has likely nothing to do, or the system does not say."""
    processors = os.cpu_count() or 1
    return processors > 1 and (sys.platform == "win32" or os.getloadavg()[0] < processors)


def _run(task: _Task, data: bytes, count: int, step: Step, patience: float) -> Any:
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe() for _ in range(count)]
    links = [context.Pipe(duplex=False) for _ in range(count - 1)]  # to the first, from each other
    ours, theirs = zip(*pipes, strict=True)
    helpers = []
    try:
        for index, pipe in enumerate(theirs):
            ends = tuple(end for end, _ in links) if index == 0 else (links[index - 1][1],)
            args = (pipe, ends, task, Share(index, count))
            helper = context.Process(target=_start, args=args, daemon=True)
            helper.start()
            helpers.append(helper)
        for end in (*theirs, *(end for link in links for end in link)):
            end.close()
        for pipe in ours:
            pipe.send_bytes(data)
        return _listen(ours, step, patience)
    except (EOFError, OSError) as fault:
        raise BadFileError("读取它的程序异常退出，文件可能已损坏") from fault
    finally:
        for pipe in ours:
            pipe.close()
        for helper in helpers:
            helper.kill()
            helper.join()


def _listen(pipes: Sequence[Connection], step: Step, patience: float) -> Any:
    """Return the result that the first helper sends, passing on what all tell on the way."""
    told, since = dict.fromkeys(pipes, (0, 0)), time.monotonic()
    working, allowed = list(pipes), _START
    while True:
        step(sum(done for done, _ in told.values()), max(of for _, of in told.values()))
        ready = wait(working, _TICK)
        if not ready and time.monotonic() - since > allowed:
            raise BadFileError("读取时间过长，文件可能已损坏")
        for pipe in pipes:
            if pipe not in ready:
                continue
            what, value = pipe.recv()
            since, allowed = time.monotonic(), patience
            if what == "failed":
                raise value
            if what == "done" and pipe is pipes[0]:
                return value
            if what == "done":
                working.remove(pipe)
            else:
                told[pipe] = value


def _start(pipe: Connection, ends: Sequence[Connection], task: _Task, share: Share) -> None:
    """Help, as the only thing that this process does, and say that it begins.

    It ends before garbage could matter; looking for some would cost a tenth of its time.
    """
    gc.disable()
    with contextlib.suppress(BrokenPipeError):
        pipe.send(("step", (0, 0)))  # from now on it is expected to get on
    _help(pipe, ends, task, share)


def _help(pipe: Connection, ends: Sequence[Connection], task: _Task, share: Share) -> None:
    """Do the work in the helper: get the bytes, tell of the progress, send what came of it.

    Args:
        pipe: to who has asked for it.
        ends: from the other helpers, for the first one; else to the first one.
        task: what to do.
        share: with which part of the file.
    """
    data = pipe.recv_bytes()
    _limit(MEMORY // share.of + 2 * len(data))
    told = time.monotonic()

    def step(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TICK:
            told = time.monotonic()
            pipe.send(("step", (done, of)))

    with contextlib.suppress(BrokenPipeError, EOFError):  # the other side has lost interest
        try:
            result = task.done(data, share, step, ends)
        except (UserError, BadFileError) as fault:
            pipe.send(("failed", fault))
            return
        if share.index:
            ends[0].send(result)
            result = None
        pipe.send(("done", result))


def _limit(size: int) -> None:
    """Let this process have no more memory than `size` bytes, where the system can say so."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - the module is not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
