"""PDF to `SourceText`, in a process apart."""

from desktop.readers import apart
from desktop.readers.pages import pdfium, source
from desktop.readers.pages.sheet import Sheet
from desktop.readers.reading import ScannedError, Step
from desktop.text import SourceText

_FEW = 20  # characters of a page that a scanner or a stamp may have put on it
_UNREADABLE = 0.3  # of the characters; a text layer without the fonts' codes has more


def read(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines of a PDF; a page without text among others becomes a doubt.

    Raises:
        ScannedError: it is a scan without a text layer, or with one that says nothing.
        BadFileError: it is locked, damaged, or brings the reading down.
    """
    return apart.run(_read, data, name, step=step)


def _read(data: bytes, name: str, step: Step) -> SourceText:
    sheets = pdfium.sheets(data, step)
    if is_scan(sheets):
        raise ScannedError(name, len(sheets))
    return source.source(name, sheets)


def is_scan(sheets: list[Sheet]) -> bool:
    """Return whether the pages show pictures and hold no text, or none that can be read."""
    texts = [word.text for sheet in sheets for word in sheet.words]
    pictures = sum(sheet.pictures for sheet in sheets)
    size = sum(map(len, texts))
    odd = sum(text.count("\ufffd") for text in texts)
    few = size < _FEW * len(sheets) and pictures >= 0.8 * len(sheets)
    return size == 0 or few or odd > _UNREADABLE * size
