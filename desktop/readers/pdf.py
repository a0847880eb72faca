"""PDF to `SourceText`, in a process apart."""

from desktop.readers import apart
from desktop.readers.pages import pdfium, source
from desktop.readers.reading import Step
from desktop.text import SourceText


def read(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines of a PDF; a page without text among others becomes a doubt.

    Raises:
        ScannedError: it is a scan without a text layer, or with one that says nothing.
        BadFileError: it is locked, damaged, or brings the reading down.
    """
    return apart.run(_read, data, name, step=step)


def _read(data: bytes, name: str, step: Step) -> SourceText:
    return source.printed(name, pdfium.sheets(data, step))
