"""Pages saved as one file (.mht): a mail with the page and its pictures as parts (RFC 2557)."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from desktop.readers.reading import BadFileError

_LARGEST, _LINES = 60_000_000, 1_000_000  # bytes and lines of a file; each line becomes an object
_MOST = 200  # pages
_HEAD = re.compile(rb"^content-[a-z-]{1,40}:.*(?:\r?\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST = 10_000  # bytes of what a part says of itself; Python takes the square of it


@dataclass(frozen=True, slots=True)
class Part:
    """A page in such a file.

    Attributes:
        data: its bytes.
        said: what the file says they are written in, or "".
        address: where it was saved from, or "".
        name: by which frames may call it besides, `cid:…`, or "".
    """

    data: bytes
    said: str
    address: str
    name: str


def parts(data: bytes) -> list[Part]:
    """Return the pages in the file; the first is the one that was looked at.

    Raises:
        BadFileError: there is no page in it, or it is too large.
    """
    if len(data) > _LARGEST or data.count(b"\n") > _LINES:
        raise BadFileError("网页的内容过多")
    if any(match.end() - match.start() > _LONGEST for match in _HEAD.finditer(data)):
        raise BadFileError("网页文件的说明部分过长")
    found = [
        Part(
            _bytes(part),
            part.get_content_charset(""),
            str(part.get("Content-Location", "")).strip(),
            _called(str(part.get("Content-ID", ""))),
        )
        for part in message_from_bytes(data).walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not found:
        raise BadFileError("其中没有网页，或文件已损坏")
    return found[:_MOST]


def _called(content_id: str) -> str:
    plain = content_id.strip().strip("<>")
    return f"cid:{plain}" if plain else ""


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
