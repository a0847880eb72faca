"""A package as a file: a zip of JSON lists, read with suspicion and written in one step.

Nothing is ever unpacked to disk, and no size that the file tells of itself is believed.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from desktop.errors import UserError, reason
from desktop.handing import aside
from desktop.paths import shown

KNOWN = frozenset({"annotations.json", "follow_ups.json", "tags.json", "deleted.json"})
"""The files of which a package has one at least."""
PACKED = 50_000_000
"""How many bytes a package may have."""
UNPACKED = 100_000_000
"""How many bytes all its files together may have."""
FILES = 100
ENTRIES = 200_000
"""How many files it may have, and how many entries all their lists together."""

_ENCRYPTED = 0x1
_DIRECTORY = 100_000  # bytes of the zip's list of files
_END, _END_SIZE, _COMMENT = b"PK\5\6", 22, 65_535  # the record at the end that tells its size
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BAD = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def read(path: Path) -> dict[str, list[Any]]:
    """Return the lists of the package's JSON files by name; files in folders are left out.

    Raises:
        UserError: the file is missing, no package, too big, encrypted or broken, has a path that
            leads outside, or a file in it is no list.
    """
    try:
        if path.stat().st_size > PACKED:
            raise _refused(path, f"文件超过 {PACKED // 1_000_000} MB")
        if _directory(path) > _DIRECTORY:
            raise _refused(path, f"其中的文件超过 {FILES} 个")
        with zipfile.ZipFile(path) as package:
            return _lists(path, package)
    except OSError as fault:
        raise UserError(
            f"打不开批注包“{shown(path)}”（{reason(fault)}），库中没有改动。请检查路径和权限。"
        ) from fault
    except _BAD as fault:
        raise _refused(path, "不是批注包，或文件已损坏") from fault


def write(path: Path, files: Mapping[str, list[Any]]) -> None:
    """Write a package of JSON lists; what was at `path` is replaced once it is whole.

    Raises:
        UserError: the file cannot be written; what was there has not changed.
    """
    with (
        aside(path) as fresh,
        zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name, entries in files.items():
            text = json.dumps(entries, ensure_ascii=False, indent=1)
            # A half of a surrogate pair, which no file can hold, becomes its escape in JSON.
            package.writestr(name, text.encode(errors="backslashreplace"))


def _refused(path: Path, why: str) -> UserError:
    return UserError(
        f"没有导入“{shown(path)}”：{why}。库中没有改动。请向发来的人要一份完好的批注包。"
    )


def _directory(path: Path) -> int:
    """Return how long the zip says its list of files is, before it is read; 0 where it is none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_SIZE - _COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _lists(path: Path, package: zipfile.ZipFile) -> dict[str, list[Any]]:
    lists: dict[str, list[Any]] = {}
    room = UNPACKED
    for member in _members(path, package):
        with package.open(member) as file:
            data = file.read(room + 1)
        room -= len(data)
        if room < 0:
            raise _refused(path, f"解压后超过 {UNPACKED // 1_000_000} MB")
        lists[member.filename] = _list(path, member.filename, data)
    if sum(map(len, lists.values())) > ENTRIES:
        raise _refused(path, f"条目超过 {ENTRIES} 个")
    return lists


def _members(path: Path, package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what is to be read of the package."""
    members = package.infolist()
    names = [member.filename for member in members]
    if len(names) > FILES:
        raise _refused(path, f"其中的文件超过 {FILES} 个")
    if len(set(names)) < len(names):
        raise _refused(path, "其中有重名的文件")
    for name in names:
        if not _inside(name):
            raise _refused(path, f"其中的路径“{shown(name)}”指向包外")
    if not KNOWN & set(names):
        raise _refused(path, "其中没有批注，它不是批注包")
    wanted = [each for each in members if each.filename.endswith(".json")]
    wanted = [each for each in wanted if "/" not in each.filename]
    if any(each.flag_bits & _ENCRYPTED for each in wanted):
        raise _refused(path, "它有密码")
    if any(each.compress_type not in _PLAIN for each in wanted):
        raise _refused(path, "它的压缩方式不能识别")
    return wanted


def _inside(name: str) -> bool:
    """Return whether a name in the zip stays below the folder that it would be unpacked to."""
    parts = PurePosixPath(name)
    return not (parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name)


def _list(path: Path, name: str, data: bytes) -> list[Any]:
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise _refused(path, f"其中的 {name} 读不出来") from fault
    if not isinstance(value, list):
        raise _refused(path, f"其中的 {name} 不是列表")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
