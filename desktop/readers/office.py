"""Old Word, WPS, RTF and OpenDocument files to `SourceText`, by way of LibreOffice."""

import tempfile
from pathlib import Path

from desktop import libreoffice
from desktop.errors import UserError
from desktop.readers import word
from desktop.readers.reading import BadFileError, Step
from desktop.text import SourceText

_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_TEXT = b"application/vnd.oasis.opendocument.text"  # stands near the start of an OpenDocument text
_HEAD = 200


def source(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines and marks of a file that LibreOffice can read.

    Raises:
        UserError: LibreOffice is not installed or takes too long, or there is no text in it.
        BadFileError: the file is broken or no text document.
    """
    if libreoffice.found() is None:
        raise UserError(
            f"“{name}”要先由 LibreOffice 转换，而这台电脑上没有找到它，没有导入。"
            "请用 Word 或 WPS 打开，另存为 .docx 再导入；或安装 LibreOffice。"
        )
    with tempfile.TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as folder:
        made = _converted(Path(folder), name, data, step)
    return word.source(name, made, step)


def _converted(folder: Path, name: str, data: bytes, step: Step) -> bytes:
    """Return what LibreOffice makes of the bytes of a file: a Word file."""
    given = folder / f"in{_ending(data)}"
    given.write_bytes(data)
    try:
        made = libreoffice.convert(
            given, to="docx:MS Word 2007 XML", into=folder / "out", look=lambda: step(0, 0)
        )
    except TimeoutError:
        raise UserError(
            f"LibreOffice 用了 {libreoffice.PATIENCE:.0f} 秒还没有转换好“{name}”，已经停止，"
            "没有导入。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        ) from None
    if made is None:
        raise BadFileError("LibreOffice 打不开它，文件可能已损坏，或有密码")
    return made.read_bytes()


def _ending(data: bytes) -> str:
    """Return the ending by which LibreOffice knows what to make of the bytes."""
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(_RTF):
        return ".rtf"
    if _TEXT in data[:_HEAD]:
        return ".odt"
    raise BadFileError("它不是文字文档，或文件已损坏")
