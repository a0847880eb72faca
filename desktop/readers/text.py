"""Plain text and Markdown to `SourceText`: what the characters are written in, lines and pages."""

import re

from charset_normalizer import from_bytes

from desktop.errors import UserError
from desktop.readers import markup
from desktop.text import SourceText

_ENCODINGS = ["utf_8", "gb18030", "utf_16", "utf_16_le", "utf_16_be"]


def source(name: str, data: bytes) -> SourceText:
    """Return the lines of a text file.

    Raises:
        UserError: the bytes are no text, or only blanks.
    """
    best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    encoding = best.encoding if best else "utf_8"
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if not text.strip():
        raise UserError(f"“{name}”里没有文字，没有导入。请检查文件是否保存完整。")
    lines = re.split(r"\r\n|\n|\r", text)
    return SourceText(name, markup.strip(lines), encoding=encoding)
