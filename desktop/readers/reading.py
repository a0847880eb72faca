"""What every reader is given and what it may raise, so that all of them are called alike."""

from collections.abc import Callable

from desktop.text import SourceText

Step = Callable[[int, int], None]
"""Told how much is read, and of how much; raises what its owner chose once reading is to stop."""

Reader = Callable[[str, bytes, Step], SourceText]
"""Makes the lines of a file's name, for messages and for the source, and its bytes.

It raises `UserError`, or `BadFileError` where the bytes are not what they should be.
"""


class BadFileError(Exception):
    """A file that must not or cannot be read; the message is a Chinese clause that says why.

    `readers.parsed` makes a `UserError` of it that names the file.
    """


def straight_on(_done: int, _of: int) -> None:
    """Never stop."""
