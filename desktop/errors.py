"""The one kind of error that is shown to the user as it is, and what it says of the system's."""

import errno
from pathlib import Path

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "它是文件夹",
    errno.ELOOP: "链接绕回了自己",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被占用",
    errno.ENOENT: "路径不存在",
}


class UserError(Exception):
    """Something that the user's world did wrong: a missing file, a full disk, a newer library.

    The message is a complete Chinese sentence that names the file or thing and says what to do.
    Every other exception that escapes is a bug and reaches the crash dialog and the log.
    """


class DamagedLibraryError(UserError):
    """A library file that is no longer one; a backup can take its place (`actions/safety.py`)."""


class UnwritableError(UserError):
    """A file of the user's that cannot be written; what was there has not changed.

    Attributes:
        alternative: a file of another name beside it that can be, or None.
    """

    def __init__(self, message: str, alternative: Path | None = None) -> None:
        super().__init__(message)
        self.alternative = alternative


def reason(fault: OSError) -> str:
    """Return in a few Chinese words why the system refused; for use in brackets."""
    return _REASONS.get(fault.errno or 0, f"系统错误 {fault.errno or 0}")
