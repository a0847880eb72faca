"""Plain text and Markdown to `SourceText`: what the characters are written in, lines and pages."""

import re

from charset_normalizer import from_bytes
from charset_normalizer.md import mess_ratio

from desktop.errors import UserError
from desktop.readers import markup, strung
from desktop.text import SourceText, unhyphenated

_ENCODINGS = ("utf_8", "gb18030", "utf_16", "utf_16_le", "utf_16_be")
_MAGIC = (
    (b"PK\x03\x04", "压缩包、Word 或 OFD 文件"),
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"SQLite format 3\0", "数据库"),
    (b"\x1f\x8b", "压缩包"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)
_SAMPLE = 20_000  # characters or bytes that tell what a damaged file is
_MOST_MESS = 1.0  # of charset-normalizer's measure; damaged texts stay under it
_MOST_ODD = 0.25  # of the characters; programs and data have more that no text has
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_REPLACED = "\ufffd"


def source(name: str, data: bytes) -> SourceText:
    """Return the lines of a text file; a form feed begins a new page, other controls are spaces.

    Lines with characters that could not be read become doubts.

    Args:
        name: the file's name, for messages and for the source.
        data: the file's bytes.

    Raises:
        UserError: the bytes are no text, or only blanks.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UserError(
                f"“{name}”不是文字文件，而是改了名的{what}，没有导入。请用原来的程序另存为 .txt。"
            )
    encoding = encoding_of(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff") if encoding else ""
    sample = text[:_SAMPLE]
    if not encoding or len(_ODD.findall(sample)) > _MOST_ODD * len(sample):
        raise UserError(f"“{name}”不是文字文件，没有导入。请用原来的程序另存为 .txt。")
    text = unhyphenated(_CONTROL.sub(" ", text))
    if not text.strip():
        raise UserError(f"“{name}”里没有文字，没有导入。请检查文件是否保存完整。")
    lines = strung.parted(_LINE_END.split(text))
    doubts = tuple(
        (number, line.strip(), "这一行有无法识别的字符（显示为“�”），请对照原文件核对。")
        for number, line in enumerate(lines, start=1)
        if _REPLACED in line
    )
    return SourceText(name, markup.strip(lines), doubts=doubts, encoding=encoding)


def encoding_of(data: bytes) -> str:
    """Return the Python name of what the characters are written in, or "" where nothing fits."""
    if best := from_bytes(data, cp_isolation=list(_ENCODINGS)).best():
        return best.encoding
    # Damaged somewhere: the reading that looks most like writing.
    sample = data[:_SAMPLE]
    readings = {name: sample.decode(name, errors="replace") for name in _ENCODINGS}
    mess = {name: mess_ratio(_CONTROL.sub(" ", text)) for name, text in readings.items()}
    likely = min(mess, key=mess.__getitem__)
    return likely if mess[likely] <= _MOST_MESS else ""
