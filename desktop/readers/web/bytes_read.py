"""The bytes of a web page to its characters."""

import codecs
import re

from desktop.readers.text import encoding_of

_META = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})""")
_PICTURE = re.compile(rb"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=%\s]*")
_HEAD = 8_000  # bytes in which a page says how it is written; browsers look at fewer
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "chinese", "hz-gb-2312"})
_PAGES = re.compile(
    r"utf-(?:8|16|32)(?:-sig|-[lb]e)?|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|iso8859-\d+"
    r"|cp\d+|koi8-\w|mac-\w+|ascii|johab|tis-620"
)
"""What Python calls the encodings of pages. It knows others, not of text, or slow."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_MOST_BROKEN = 0.01  # of the characters, where what a page says of itself is not believed


def without_pictures(data: bytes) -> bytes:
    """Return a page without the pictures that are written into it."""
    return _PICTURE.sub(b"", data) if b";base64," in data else data


def decoded(data: bytes, said: str = "") -> tuple[str, str]:
    """Return a page's characters, and the Python name of what they were written in.

    Args:
        data: the bytes.
        said: what the file around the page says of them, or "".
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _clean(data[len(bom) :].decode(name, "replace")), name.replace("-", "_")
    head = data[:_HEAD]
    meta = _META.search(head) or _DECLARED.search(head)
    for told in (said, meta[1].decode("ascii", "replace") if meta else ""):
        name = "gb18030" if told.lower() in _CHINESE else told.lower()
        if (text := _read(data, name)) is not None:
            return _clean(text), name.replace("-", "_")
    name = encoding_of(data) or "utf_8"
    return _clean(data.decode(name, "replace")), name


def _read(data: bytes, name: str) -> str | None:
    """Return the text in an encoding that a page names; None where that cannot be true."""
    try:
        if not _PAGES.fullmatch(codecs.lookup(name).name):
            return None
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return None if text.count("\ufffd") > _MOST_BROKEN * len(text) else text


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)
