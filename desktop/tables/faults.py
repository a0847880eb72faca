"""What SQLite reports about the user's world, as sentences; its other errors stay bugs."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import DamagedLibraryError, UserError
from desktop.paths import shown

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "资料库“{path}”正被另一个程序占用，这一步没有完成，原有内容没有变。"
    "请等它忙完，或关掉它再试一次。",
    sqlite3.SQLITE_READONLY: "资料库“{path}”是只读的，这一步没有保存，原有内容没有变。"
    "请让它可写，或把它复制到可写的文件夹后再试。",
    sqlite3.SQLITE_IOERR: "读写资料库“{path}”时磁盘出错，这一步没有保存，原有内容没有变。"
    "请检查磁盘或网络盘是否还连着，再试一次。",
    sqlite3.SQLITE_CORRUPT: "资料库“{path}”已损坏，程序没有改动它。"
    "请用备份替换它，或另选一个资料库。",
    sqlite3.SQLITE_FULL: "磁盘已满，资料库“{path}”没有保存这一步，原有内容没有变。"
    "请腾出空间后再试。",
    sqlite3.SQLITE_CANTOPEN: "打不开资料库“{path}”，没有改动任何内容。"
    "请检查它所在的文件夹是否存在、是否允许读写。",
    sqlite3.SQLITE_PERM: "没有权限读写资料库“{path}”，没有改动任何内容。请检查文件的权限。",
    sqlite3.SQLITE_NOTADB: "“{path}”不是策阅的资料库，程序没有改动它。请另选一个文件。",
}
_NO_TEXT = "Could not decode to UTF-8"  # Python's own fault, without a code, for text that is none
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def told(code: int, path: Path) -> UserError | None:
    """Return what to tell the user about SQLite's result code; None where it is a bug."""
    kind = code & 0xFF  # the rest tells variants of it apart
    if kind not in _SENTENCES:
        return None
    error = DamagedLibraryError if kind in _DAMAGE else UserError
    return error(_SENTENCES[kind].format(path=shown(path)))


def damaged(path: Path) -> DamagedLibraryError:
    """Return what to tell the user where the library holds what no program has written there."""
    return DamagedLibraryError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(path=shown(path)))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about disk, file and other programs into a UserError naming `path`.

    Raises:
        UserError: busy, read-only, full or unreachable; `DamagedLibraryError` where it is damaged.
    """
    try:
        yield
    except UnicodeDecodeError as fault:  # SQLite's own words quote a name that is no text
        raise damaged(path) from fault
    except sqlite3.Error as fault:
        if str(fault).startswith(_NO_TEXT):
            raise damaged(path) from fault
        error = told(getattr(fault, "sqlite_errorcode", 0), path)
        if error is None:
            raise
        raise error from fault


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Tell that the library is damaged where the block cannot make sense of what was kept there.

    Raises:
        DamagedLibraryError: JSON, packed bytes or a name are not as the program writes them.
    """
    try:
        yield
    except (ValueError, KeyError, zlib.error) as fault:
        raise damaged(path) from fault
