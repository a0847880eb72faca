"""Saved pages whose text lies in files beside them, as “网页，全部” saves the frames of a page.

They become one file as browsers save such pages in one (.mht), so that what reads a page needs to
know of no other file.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Collection
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

LARGEST = 20_000_000
"""Bytes of a frame; a larger one is none."""
_MOST = 50  # frames of a page
_FRAME = re.compile(
    rb"""<i?frame\b[^>]{0,2000}?\ssrc\s*=\s*(?:"([^"]{1,999})"|'([^']{1,999})'|([^\s>"']{1,999}))""",
    re.IGNORECASE,
)
_FOLDERS = ("_files", ".files")  # behind the name of the page, without its ending
_PAGES = (".html", ".htm")
_HEAD = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="{0}"\r\n\r\n'
)
_PART = (
    "--{0}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: {1}\r\n\r\n"
)
_BOUNDARY = "----=_page"  # which base64 never holds

Get = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path from the page's folder; None where there is none."""


def whole(name: str, data: bytes, get: Get) -> bytes:
    """Return a page in one file with its frames, or its own bytes where none lies beside it.

    Only files are asked for that lie in the page's own folder, `NAME_files` or `NAME.files`.

    Args:
        name: of the page's file.
        data: its bytes.
        get: gives the files of that folder.
    """
    stem = PurePosixPath(name).stem
    folders = tuple(stem + each for each in _FOLDERS)
    found: dict[str, bytes] = {}
    waiting = [("", data)]
    while waiting:
        folder, page = waiting.pop()
        for path in _named(page, folder, folders):
            if path in found or len(found) >= _MOST or (inner := get(path)) is None:
                continue
            if b"\0" not in inner and len(inner) <= LARGEST:
                found[path] = inner
                waiting.append((path.partition("/")[0], inner))
    if not found:
        return data
    parts = ((quote(path), each) for path, each in ((name, data), *found.items()))
    made = (
        _PART.format(_BOUNDARY, path).encode() + b64encode(each) + b"\r\n" for path, each in parts
    )
    return _HEAD.format(_BOUNDARY).encode() + b"".join(made) + f"--{_BOUNDARY}--\r\n".encode()


def below(folder: Path, path: str) -> bytes | None:
    """Return the bytes of a file below a folder, where there is one and no link to elsewhere."""
    file = folder / path
    try:
        if file.resolve() != folder.resolve() / path or not file.is_file():
            return None
        return file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError:
        return None


def belongs(path: PurePosixPath, all_paths: Collection[str]) -> bool:
    """Return whether a page is a part of another among those that are there, saved with it."""
    if path.suffix.lower() not in _PAGES:
        return False
    return any(
        str(folder)[: -len(end)] + ending in all_paths
        for folder in path.parents
        for end in _FOLDERS
        if folder.name.endswith(end)
        for ending in _PAGES
    )


def plain(address: str) -> str:
    """Return an address in the form in which two of them are compared."""
    return unquote(address.partition("#")[0].strip()).replace("\\", "/").removeprefix("./")


def _named(page: bytes, folder: str, folders: tuple[str, ...]) -> list[str]:
    """Return which files of the page's own folder its frames name.

    Args:
        page: the bytes of the page, or of one of its frames.
        folder: that the page lies in, "" for the page itself.
        folders: what the page's own folder may be called.
    """
    found = []
    for match in _FRAME.finditer(page):
        source = match[match.lastindex or 0]
        try:
            address = source.decode("utf-8")
        except UnicodeDecodeError:
            address = source.decode("gb18030", "replace")
        path = plain(unescape(address))
        inside, _, file = (f"{folder}/{path}" if folder else path).partition("/")
        if inside in folders and file and "/" not in file and file not in (".", ".."):
            found.append(f"{inside}/{file}")
    return found
