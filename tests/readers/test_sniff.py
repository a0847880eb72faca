"""What bytes say of themselves."""

import pytest

from desktop.readers import sniff
from tests.readers.packed import packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "office"),
        (OLE, "office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "word"),
        (packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), ""),
        (packed({"mimetype": b"", "content.xml": b""}), "office"),
        (packed({"OFD.xml": b"", "Doc_0/Document.xml": b""}), "ofd"),
        (packed({"甲.txt": b""}), "zip"),
        (b"PK\3\4 and no more", ""),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"<!DOCTYPE html><title>", "html"),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML lang=zh>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="a">', "html"),
        (b"From: <Saved by Blink>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n", "mht"),
        (b"MIME-Version: 1.0\r\n", "mht"),
        ("关于印发方案的通知".encode(), ""),
        (b"", ""),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert sniff.kind(data) == kind
