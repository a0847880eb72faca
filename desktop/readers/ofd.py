"""OFD to `SourceText`, in a process apart."""

from desktop.readers import apart
from desktop.readers.pages import package, source
from desktop.readers.reading import ScannedError, Step
from desktop.text import SourceText


def read(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines of an OFD; a page without text among others becomes a doubt.

    Raises:
        ScannedError: its pages are pictures or drawings without text.
        BadFileError: it is damaged or hostile.
    """
    return apart.run(_read, data, name, step=step)


def _read(data: bytes, name: str, step: Step) -> SourceText:
    try:
        return source.printed(name, package.sheets(data, step))
    except ScannedError as scan:
        file = package.Package(data)
        pictured = any(map(file.pictured, range(file.pages)))
        raise ScannedError(name, scan.pages, pictured=pictured) from scan
