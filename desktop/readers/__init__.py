"""Files to `SourceText`, one module a format; `read` picks the module."""

from pathlib import Path

from desktop.errors import UserError, reason
from desktop.paths import shown
from desktop.readers import text
from desktop.text import SourceText

LARGEST = 200 * 1024 * 1024  # bytes
_FORMATS = {".txt": text.source, ".md": text.source}


def read(path: Path) -> SourceText:
    """Return the lines of the file at `path`.

    Raises:
        UserError: the file is missing, unreadable, empty, too large (over 200 MB) or of a format
            that is not known; the sentence names the file.
    """
    return parsed(path, contents(path))


def contents(path: Path) -> bytes:
    """Return the bytes of the file at `path`, once its name and size show that it can be read.

    Raises:
        UserError: the file is missing, unreadable, empty, too large or of an unknown format.
    """
    name = shown(path.name)
    try:
        if path.is_dir():
            raise UserError(f"“{name}”是文件夹，不是文件。请选择其中的文件。")
        if path.suffix.lower() not in _FORMATS:
            known = "、".join(_FORMATS)
            raise UserError(f"不认识“{name}”的格式，没有导入。现在能读的格式：{known}。")
        if path.stat().st_size > LARGEST:
            raise UserError(f"“{name}”超过 200 MB，没有导入。请拆成几个文件再试。")
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise UserError(f"找不到文件“{name}”。请检查路径，或重新选择文件。") from fault
    except OSError as fault:
        raise UserError(
            f"读不了文件“{name}”（{reason(fault)}）。请检查权限，或关掉占用它的程序再试。"
        ) from fault
    if not data:
        raise UserError(f"“{name}”是空文件，没有导入。请检查文件是否保存完整。")
    return data


def parsed(path: Path, data: bytes) -> SourceText:
    """Return the lines of a file of `path`'s format whose bytes are `data`.

    Raises:
        UserError: the bytes are not of that format, or hold no text.
    """
    return _FORMATS[path.suffix.lower()](shown(path.name), data)
