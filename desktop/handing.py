"""Files for the user's own folders: written aside, and in their place only when they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UnwritableError, reason
from desktop.paths import shown

_FIRST, _LAST = 2, 99  # the numbers that are tried for another name
_CUT = 2  # characters that Word's own lock file takes off a long name
_SHORT = 8  # characters of a name that it leaves whole, with its ending


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
