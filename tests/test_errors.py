"""What the system refuses, in words."""

import errno
from pathlib import Path

import pytest

from desktop.errors import reason


def test_a_refusal_of_the_system_is_said_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(OSError, match="Not a directory") as caught:
        (tmp_path / "文件" / "里").touch()
    assert reason(caught.value) == "路径中有一段不是文件夹"
    assert reason(OSError(errno.EROFS, "Read-only file system")) == "磁盘是只读的"


def test_an_unknown_refusal_keeps_its_number() -> None:
    assert reason(OSError(12345, "?")) == "系统错误 12345"
    assert reason(OSError()) == "系统错误 0"
