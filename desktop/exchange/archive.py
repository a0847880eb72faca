"""A package as a file: a zip of JSON lists, read with suspicion and written in one step.

Nothing is ever unpacked to disk, and no size that the file tells of itself is believed.
"""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from desktop.errors import UserError, reason
from desktop.handing import aside
from desktop.paths import shown
from desktop.readers.archive import Archive, BadArchiveError, BrokenArchiveError, Limits

KNOWN = frozenset({"annotations.json", "follow_ups.json", "tags.json", "deleted.json"})
"""The files of which a package has one at least."""
PACKED = 50_000_000
"""How many bytes a package may have."""
UNPACKED = 100_000_000
"""How many bytes all its files together may have."""
FILES = 100
ENTRIES = 200_000
"""How many files it may have, and how many entries all their lists together."""


def read(path: Path) -> dict[str, list[Any]]:
    """Return the lists of the package's JSON files by name; files in folders are left out.

    Raises:
        UserError: the file is missing, no package, too big, encrypted or broken, has a path that
            leads outside, or a file in it is no list.
    """
    try:
        if path.stat().st_size > PACKED:
            raise _refused(path, f"文件超过 {PACKED // 1_000_000} MB")
        with path.open("rb") as file:
            return _lists(path, Archive(file, Limits(FILES, UNPACKED)))
    except OSError as fault:
        raise UserError(
            f"打不开批注包“{shown(path)}”（{reason(fault)}），库中没有改动。请检查路径和权限。"
        ) from fault
    except BrokenArchiveError as fault:
        raise _refused(path, "不是批注包，或文件已损坏") from fault
    except BadArchiveError as fault:
        raise _refused(path, str(fault)) from fault


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


def _lists(path: Path, package: Archive) -> dict[str, list[Any]]:
    if not KNOWN.intersection(package.names):
        raise _refused(path, "其中没有批注，它不是批注包")
    wanted = [name for name in package.names if name.endswith(".json") and "/" not in name]
    lists = {name: _list(path, name, package.read(name)) for name in wanted}
    if sum(map(len, lists.values())) > ENTRIES:
        raise _refused(path, f"条目超过 {ENTRIES} 个")
    return lists


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
