"""Folders and archives as what is to be imported of them: their files, one by one.

Reads nothing but lists of names until a file's turn has come. Archives in an archive are opened,
those in these are not.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from desktop import handing, readers
from desktop.errors import UserError
from desktop.paths import shown
from desktop.readers import beside
from desktop.readers.archive import Archive, BadArchiveError, Limits

ARCHIVE = ".zip"
MOST = 5_000
"""How many files one folder or archive may bring."""
_UNPACKED = 2_000_000_000  # bytes of all files of an archive together, one in memory at a time


@dataclass(frozen=True, slots=True)
class Found:
    """A file to import.

    Attributes:
        path: its own; for one in an archive its name there behind the archive's path.
        name: what it is called while it is read: with the folder or archive that was asked for.
        read: returns its bytes, or raises `UserError`.
    """

    path: Path
    name: str
    read: Callable[[], bytes]


def endings() -> tuple[str, ...]:
    """Return the endings of files that can be imported, archives too, each with its dot."""
    return (*readers.known(), ARCHIVE)


def files(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files that `paths` name, those of folders and archives in the order of their names.

    Of these only files of a known format, without hidden ones, those that programs leave behind and
    the frames of saved pages, which are read with their pages.
    A folder or archive that cannot be read or has no such file yields one file that says so when it
    is read.
    """
    for path in paths:
        try:
            if path.is_dir():
                yield from _in_folder(path)
            elif path.suffix.lower() == ARCHIVE and path.is_file():
                yield from _in_archive(path)
            else:
                yield _single(path, shown(path.name))
        except UserError as error:
            yield Found(path, shown(path.name), _refusal(str(error)))
        except OSError:  # not even its kind can be told; reading it says why
            yield _single(path, shown(path.name))


def _single(path: Path, name: str) -> Found:
    return Found(path, name, partial(readers.contents, path))


def _refusal(sentence: str) -> Callable[[], bytes]:
    def read() -> bytes:
        raise UserError(sentence)

    return read


def _in_folder(folder: Path) -> Iterator[Found]:
    name = shown(folder.name)
    found = [
        Path(place) / each
        for place, below, names in os.walk(folder)
        if _keep(below)
        for each in names
        if _is_wanted(each)
    ]
    paths = {path.as_posix() for path in found}
    found = [path for path in found if not beside.belongs(PurePosixPath(path.as_posix()), paths)]
    if not found:
        raise UserError(f"文件夹“{name}”里没有能读的文件，没有导入。能读的格式：{_known()}。")
    if len(found) > MOST:
        raise UserError(
            f"文件夹“{name}”里能读的文件超过 {MOST} 个，没有导入。请分几次导入其中的文件夹。"
        )
    for path in sorted(found):
        yield _single(path, f"{name}/{shown(path.relative_to(folder).as_posix())}")


def _keep(below: list[str]) -> bool:
    """Keep hidden folders out of a walk; always true."""
    below[:] = [each for each in below if not each.startswith(".")]
    return True


def _in_archive(path: Path) -> Iterator[Found]:
    name = shown(path.name)
    data = handing.contents(
        path, undone="没有导入", folder="请选择其中的文件。", large="请解压后分几次导入。"
    )
    yield from _packed(data, path, name, nested=False)


def _packed(data: bytes, path: Path, name: str, *, nested: bool) -> Iterator[Found]:
    """Yield the files of an archive, and of those in it, unless it is one of these itself.

    Args:
        data: its bytes.
        path: where it is.
        name: what it is called in messages.
        nested: whether it lay in another one.
    """
    try:
        package = Archive(BytesIO(data), Limits(MOST, _UNPACKED, handing.LARGEST))
    except BadArchiveError as fault:
        raise UserError(f"没有导入“{name}”：{fault}。请解压后导入其中的文件。") from fault
    named = sorted(each for each in package.names if not each.startswith("__MACOSX/"))
    there = frozenset(named)
    wanted = [each for each in named if _is_packed(PurePosixPath(each), there)]
    if not wanted:
        raise UserError(f"压缩包“{name}”里没有能读的文件，没有导入。能读的格式：{_known()}。")
    room = handing.LARGEST
    for each in wanted:
        told = f"{name}/{shown(each)}"
        if PurePosixPath(each).suffix.lower() != ARCHIVE:
            yield Found(path / each, told, partial(_unpacked, package, each, told))
            continue
        try:
            inner = _inner(package, each, told, nested=nested, room=room)
            room -= len(inner)
            yield from _packed(inner, path / each, told, nested=True)
        except UserError as error:
            yield Found(path / each, told, _refusal(str(error)))


def _inner(package: Archive, name: str, told: str, *, nested: bool, room: int) -> bytes:
    """Return the bytes of an archive in an archive, if that is in none and there is room for it."""
    if nested:
        raise UserError(f"没有导入“{told}”：压缩包套得太深。请解压后导入其中的文件。")
    data = _unpacked(package, name, told)
    if len(data) > room:
        raise UserError(f"没有导入“{told}”：压缩包里的压缩包共超过 200 MB。请解压后导入。")
    return data


def _is_packed(path: PurePosixPath, there: frozenset[str]) -> bool:
    """Return whether a file of an archive is to be imported: of a known format, or an archive."""
    packed = path.suffix.lower() == ARCHIVE and not path.name.startswith(".")
    return packed or (_is_wanted(path.name) and not beside.belongs(path, there))


def _unpacked(package: Archive, name: str, told: str) -> bytes:
    try:
        data = package.read(name)
    except BadArchiveError as fault:
        raise UserError(f"没有导入“{told}”：{fault}。请解压后导入其中的文件。") from fault
    if not data:
        raise UserError(f"“{told}”是空文件，没有导入。请检查文件是否保存完整。")
    path = PurePosixPath(name)
    return readers.whole(path.name, data, partial(_beside, package, path.parent))


def _beside(package: Archive, folder: PurePosixPath, path: str) -> bytes | None:
    """Return the bytes of a file below a folder of an archive, where there is one."""
    try:
        return package.read(str(folder / path))
    except (KeyError, BadArchiveError):
        return None


def _is_wanted(name: str) -> bool:
    hidden = name.startswith((".", "~$"))  # the latter are what Word leaves behind
    return not hidden and Path(name).suffix.lower() in readers.known()


def _known() -> str:
    return "、".join(readers.known())
