"""Files to `SourceText`, one module a format; `read` picks the module."""

from pathlib import Path

from desktop.text import SourceText


def read(path: Path) -> SourceText:
    """Return the lines of the file at `path`.

    Raises:
        UserError: the file is missing, unreadable, empty, too large (over 200 MB) or of a format
            that is not known; the sentence names the file.
    """
    raise NotImplementedError(path)
