"""What every reader is given and what it may raise, so that all of them are called alike."""

from collections.abc import Callable
from functools import partial
from typing import Any

from desktop.errors import UserError
from desktop.text import SourceText

_RECOGNISE = "请先用文字识别（OCR）程序转换，再导入。"
_NO_PICTURES = "其中没有本程序能拿去识别的图片，请用原来的程序打印成 PDF，再导入。"
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
        pictured: whether an OCR program can be given pictures of them.
    """

    def __init__(self, name: str, pages: int, *, pictured: bool = True) -> None:
        super().__init__(
            f"“{name}”是扫描件，共 {pages} 页，没有文字层，没有导入。"
            + (_RECOGNISE if pictured else _NO_PICTURES)
        )
        self._name, self.pages, self.pictured = name, pages, pictured

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(ScannedError, pictured=self.pictured), (self._name, self.pages)


def straight_on(_done: int, _of: int) -> None:
    """Never stop."""
