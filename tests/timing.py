"""How long work takes: the processor's time of this thread, so that others at work do not count.

Who asks marks the test `timed`.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAST = 0.001  # seconds; what takes less is not told from nothing


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage is looked for: that takes the longer the more else lives in the process."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """Garbage is looked for in what comes from now on, as in the program once it has started."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def seconds(work: Callable[[], object]) -> float:
    """The processor's time of doing it once."""
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def least(work: Callable[[], object], runs: int = 5) -> float:
    """The processor's time of the best of a few runs, in seconds."""
    with undisturbed():
        return min(seconds(work) for _ in range(runs))


def growth(work: Callable[[int], object], size: int, times: int = 4, runs: int = 3) -> float:
    """How many times as long it takes for so many times the size: 4 is linear, 16 its square.

    Small and large take turns, so that a machine that is slow for a while is slow for both.
    """
    small = large = float("inf")
    with undisturbed():
        for _ in range(runs):
            small = min(small, seconds(lambda: work(size)))
            large = min(large, seconds(lambda: work(size * times)))
    return large / max(small, LEAST)
