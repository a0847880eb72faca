"""Files of the user's own folders: read whole, written aside and put in place when whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UnwritableError, UserError, reason
from desktop.paths import shown

LARGEST = 200 * 1024 * 1024
"""Bytes that a file may have that is read."""
_FIRST, _LAST = 2, 99  # the numbers that are tried for another name
_CUT = 2  # characters that Word's own lock file takes off a long name
_SHORT = 8  # characters of a name that it leaves whole, with its ending


def contents(
    path: Path, *, undone: str, folder: str, large: str, check: Callable[[], None] | None = None
) -> bytes:
    """Return the bytes of the file at `path`.

    Args:
        path: where it is.
        undone: what was not done with a file that is refused, such as 没有导入.
        folder: what to do where it is a folder; a sentence.
        large: what to do where it is larger than `LARGEST`; a sentence.
        check: called when the file is there, and before it is read; may refuse it by raising.

    Raises:
        UserError: it is missing, a folder, unreadable, empty or too large; the sentence names it.
    """
    name = shown(path.name)
    try:
        if path.is_dir():
            raise UserError(f"“{name}”是文件夹，不是文件。{folder}")
        size = path.stat().st_size
        if check is not None:
            check()
        if size > LARGEST:
            raise UserError(f"“{name}”超过 200 MB，{undone}。{large}")
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise UserError(f"找不到文件“{name}”。请检查路径，或重新选择文件。") from fault
    except OSError as fault:
        raise UserError(
            f"读不了文件“{name}”（{reason(fault)}）。请检查权限，或关掉占用它的程序再试。"
        ) from fault
    if not data:
        raise UserError(f"“{name}”是空文件，{undone}。请检查文件是否保存完整。")
    return data


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give an empty file beside `target` to write to; at the end it takes the place of `target`.

    Raises:
        UnwritableError: the folder or file cannot be written, the file is open in another program,
            or the disk is full; what was at `target` has not changed.
    """
    path = target.with_name(f".ceyue-{os.urandom(8).hex()}")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "read-only")
        if is_open(target):
            raise PermissionError(16, "open in another program")
        path.touch(exist_ok=False)
        yield path
        path.replace(target)
    except OSError as fault:
        hint = (
            "如果它正在 Excel、Word 或 WPS 中打开，请先关闭"
            if isinstance(fault, PermissionError)
            else "请检查磁盘空间和文件夹"
        )
        other = alternative(target) if isinstance(fault, PermissionError) else None
        where = f"，或存为“{other.name}”" if other else "，或另选一个位置再试"
        raise UnwritableError(
            f"没有写成“{shown(target)}”（{reason(fault)}），原来的文件没有变。{hint}{where}。",
            other,
        ) from fault
    finally:
        path.unlink(missing_ok=True)


def is_open(target: Path) -> bool:
    """Return whether an office program has the file open, as its own lock file beside it tells.

    LibreOffice writes `.~lock.NAME#`, WPS on Linux `.~NAME`; Word, Excel and WPS on Windows `~$`
    and the name, whose first two characters a long one loses. A crash may leave them behind.
    """
    name = target.name
    cut = name[_CUT:] if len(target.stem) > _SHORT - _CUT else name
    names = (f".~lock.{name}#", f".~{name}", f"~${name}", f"~${cut}")
    return target.exists() and any(target.with_name(each).exists() for each in names)


def alternative(target: Path) -> Path | None:
    """Return a name beside `target` that nothing has yet, such as 报告（2）.docx; else None."""
    if not os.access(target.parent, os.W_OK):
        return None
    for number in range(_FIRST, _LAST + 1):
        other = target.with_name(f"{target.stem}（{number}）{target.suffix}")
        if not other.exists():
            return other
    return None
