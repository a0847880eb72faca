"""What every reader is given and what it may raise, so that all of them are called alike."""

from collections.abc import Callable

from desktop.errors import UserError
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


class LockedError(BadFileError):
    """A file that opens with a password only."""


class ScannedError(UserError):
    """A file whose pages are pictures without text; nothing of it can be read as it is.

    Attributes:
        pages: how many pages it has.
    """

    def __init__(self, name: str, pages: int) -> None:
        super().__init__(
            f"“{name}”是扫描件，共 {pages} 页，没有文字层，没有导入。"
            "请先用文字识别（OCR）程序转换，再导入。"
        )
        self._name, self.pages = name, pages

    def __reduce__(self) -> tuple[type["ScannedError"], tuple[str, int]]:
        return ScannedError, (self._name, self.pages)


def straight_on(_done: int, _of: int) -> None:
    """Never stop."""
