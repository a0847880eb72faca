"""PDF to `SourceText`, in processes apart."""

from itertools import chain

from desktop.readers import apart
from desktop.readers.pages import pdfium, source
from desktop.readers.pages.sheet import Sheet
from desktop.readers.reading import Step
from desktop.text import SourceText


def read(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines of a PDF; a page without text among others becomes a doubt.

    Raises:
        ScannedError: it is a scan without a text layer, or with one that says nothing.
        BadFileError: it is locked, damaged, or brings the reading down.
    """
    return apart.share(_read, _joined, data, name, step=step)


def _read(data: bytes, share: apart.Share, step: Step) -> list[Sheet]:
    return pdfium.sheets(data, step, share.range)


def _joined(parts: list[list[Sheet]], name: str) -> SourceText:
    return source.printed(name, list(chain.from_iterable(parts)))
