"""Work for helper processes, which load this module with it: nothing else stands here."""

import ctypes
import os
import time

from desktop.readers import apart
from desktop.readers.reading import BadFileError, Step


def crash(data: bytes, _step: Step) -> None:
    ctypes.string_at(len(data))


def greed(data: bytes, _step: Step) -> int:
    held = [bytes(50_000_000) for _ in range(100)]
    return len(held) + len(data)


def hang(_data: bytes, _step: Step) -> None:
    time.sleep(60)


def joined(parts: list[str], word: str) -> str:
    return word + "|".join(parts)


def told_of(_data: bytes, share: apart.Share, step: Step) -> str:
    """Read pages, each for longer than it takes to tell of one."""
    for done in range(4):
        step(done, 8)
        time.sleep(apart._TICK)
    step(4, 8)
    return f"{share.index + 1}/{share.of}"


def failing_behind(_data: bytes, share: apart.Share, _step: Step) -> str:
    if share.index:
        raise BadFileError("后一半不行")
    return ""


def crashing_behind(_data: bytes, share: apart.Share, _step: Step) -> str:
    if share.index:
        os._exit(3)
    return ""


def stuck_behind(_data: bytes, share: apart.Share, _step: Step) -> str:
    while share.index:
        time.sleep(0.1)
    return ""
