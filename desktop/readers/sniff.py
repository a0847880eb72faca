"""What a file's bytes say that it is, whatever its name says."""

import re
from io import BytesIO

from desktop.readers.archive import Archive, BadArchiveError, Limits

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "office"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "picture"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a locked file
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_HTML = re.compile(
    r"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHT = re.compile(r"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_HEAD = 4_000  # bytes in which a file says what it is
_MOST = Limits(files=20_000, unpacked=1_000_000)


def kind(data: bytes) -> str:
    """Return `pdf`, `word`, `ofd`, `office`, `locked`, `html`, `mht`, `zip`, `picture` or "".

    `office` is what a word processor other than today's Word wrote, `locked` what has a password,
    "" what says nothing of itself.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\3\4"):
        return _zipped(data)
    if data.startswith(_OLE):
        return "locked" if _ENCRYPTED in data else "office"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _written(data[:_HEAD])


def is_plain(data: bytes) -> bool:
    """Return whether bytes that say nothing of themselves may be plain characters."""
    return b"\0" not in data[:_HEAD] and not data.startswith(b"PK")


def _zipped(data: bytes) -> str:
    try:
        package = Archive(BytesIO(data), _MOST)
    except BadArchiveError:
        return ""
    if "OFD.xml" in package:
        return "ofd"
    if "[Content_Types].xml" in package:
        return "word" if any(name.startswith("word/") for name in package.names) else ""
    if "mimetype" in package and "content.xml" in package:
        return "office"
    return "zip"


def _written(head: bytes) -> str:
    """Return what a file of characters says it is."""
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "latin-1")
    text = head.decode(encoding, errors="replace").lstrip("\ufeff")
    if _HTML.match(text):
        return "html"
    return "mht" if _MHT.match(text) else ""
