"""Files for the user's own folders: written aside, and in their place only when they are whole."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError, reason
from desktop.paths import shown


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give an empty file beside `target` to write to; at the end it takes the place of `target`.

    Raises:
        UserError: the folder or file cannot be written, or the disk is full; what was at `target`
            has not changed.
    """
    path = target.with_name(f".ceyue-{secrets.token_hex(8)}")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "read-only")
        path.touch(exist_ok=False)
        yield path
        path.replace(target)
    except OSError as fault:
        hint = (
            "如果它正在 Excel、Word 或 WPS 中打开，请先关闭"
            if isinstance(fault, PermissionError)
            else "请检查磁盘空间和文件夹"
        )
        raise UserError(
            f"没有写成“{shown(target)}”（{reason(fault)}），原来的文件没有变。"
            f"{hint}，或另选一个位置再试。"
        ) from fault
    finally:
        path.unlink(missing_ok=True)
