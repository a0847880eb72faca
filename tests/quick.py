"""Libraries of tests that make thousands of steps: quick, for they outlive no power cut."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from desktop.store import Store

Filled = TypeVar("Filled")


def opened(path: Path) -> Store:
    """A library that does not wait until what was written is on the disk."""
    store = Store.open(path)
    store._connection.execute("PRAGMA synchronous = OFF")
    return store


@cache
def made_once(fill: Callable[[Store], Filled]) -> tuple[bytes, Filled]:
    """The file of a library that is filled in this way, and what filling it has returned."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with opened(path) as store:
            found = fill(store)
        return path.read_bytes(), found
