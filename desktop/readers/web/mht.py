"""Pages saved as one file (.mht): a mail with the page and its pictures as parts (RFC 2557)."""

from email import message_from_bytes
from email.message import Message

from desktop.readers.reading import BadFileError

_LARGEST, _LINES = 60_000_000, 1_000_000  # bytes and lines of a file; each line becomes an object


def page(data: bytes) -> tuple[bytes, str]:
    """Return the bytes of the longest page in the file, and what it says they are written in.

    Raises:
        BadFileError: there is no page in it, or it is too large.
    """
    if len(data) > _LARGEST or data.count(b"\n") > _LINES:
        raise BadFileError("网页的内容过多")
    found = [
        (_bytes(part), part.get_content_charset(""))
        for part in message_from_bytes(data).walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not found:
        raise BadFileError("其中没有网页，或文件已损坏")
    return max(found, key=lambda each: len(each[0]))


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
