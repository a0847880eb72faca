"""Zip files read with suspicion: nothing is unpacked to disk, and no size they tell is believed."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from desktop.paths import shown
from desktop.readers.reading import BadFileError

_ENCRYPTED, _UTF_8 = 0x1, 0x800  # bits of a member's flags
_END, _END_SIZE, _COMMENT = b"PK\5\6", 22, 65_535  # the record at the end that tells its size
_NAME = 1_000  # bytes of one entry in the list of files; more is a list made to choke on
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BAD = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_BAD_NAME = (*_BAD, ValueError, OverflowError)
_FREE = 10_000_000  # bytes that a member may have whatever it was packed into
_RATIO = 200  # times its packed size that a larger member may have; bombs have a thousand


class BadArchiveError(BadFileError):
    """A zip that is refused for what it holds."""


class BrokenArchiveError(BadArchiveError):
    """Bytes that are no zip, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a zip may hold.

    Attributes:
        files: how many files.
        unpacked: how many bytes all that is read of it may have together.
        largest: how many bytes one file may have, where that is less.
    """

    files: int
    unpacked: int
    largest: int | None = None


class Archive:
    """The files of a zip by their names.

    Attributes:
        names: in the order of the zip, folders left out, with `/` between folders, as some
            zips have not; names written in GBK, as Chinese Windows does, are told from UTF-8.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        """Read the list of files; `file` must stay open for what is read later.

        Raises:
            BadArchiveError: it is no zip or a damaged one, has too many files, one name twice, or
                a path that leads outside.
        """
        self._limits = limits
        self._room = limits.unpacked
        if _listing(file) > limits.files * _NAME:
            raise self._crowded()
        try:
            self._zip = zipfile.ZipFile(file)
        except _BAD_NAME as fault:
            raise BrokenArchiveError("文件已损坏") from fault
        members = self._zip.infolist()
        if len(members) > limits.files:
            raise self._crowded()
        self._members = {_name(each): each for each in members}
        if len(self._members) < len(members):
            raise BadArchiveError("其中有重名的文件")
        for name in self._members:
            if not _inside(name):
                raise BadArchiveError(f"其中的路径“{shown(name)}”指向包外")
        self.names = tuple(name for name in self._members if not name.endswith("/"))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            KeyError: there is no such file.
            BadArchiveError: it has a password, is packed in an unusual way or damaged, or it or
                all that was read so far is too large.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise BadArchiveError("它有密码")
        if member.compress_type not in _PLAIN:
            raise BadArchiveError("它的压缩方式不能识别")
        most = min(self._room, self._limits.largest or self._room)
        allowed = min(most, max(_FREE, _RATIO * member.compress_size))
        try:
            with self._zip.open(member) as file:
                data = file.read(allowed + 1)
        except _BAD_NAME as fault:
            raise BrokenArchiveError("文件已损坏") from fault
        self._room -= len(data)
        if len(data) > allowed:
            limit = self._limits.largest or self._limits.unpacked
            raise BadArchiveError(f"解压后超过 {limit // 1_000_000} MB")
        return data

    def _crowded(self) -> BadArchiveError:
        return BadArchiveError(f"其中的文件超过 {self._limits.files} 个")


def _listing(file: BinaryIO) -> int:
    """Return how long the zip says its list of files is, before it is read; 0 where it is none."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as it was meant; `zipfile` takes what is not UTF-8 for cp437."""
    name = member.filename
    if not member.flag_bits & _UTF_8 and not name.isascii():
        written = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return written.decode(encoding).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _inside(name: str) -> bool:
    """Return whether a name in the zip stays below the folder that it would be unpacked to."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return not (parts.is_absolute() or ".." in parts.parts or ":" in name)
