"""Review packages: everything that people made in a library, out of it and into another.

The shapes are those of the W3C Web Annotation data model and of docs/packages.md.
"""

from pathlib import Path

from desktop.exchange import archive, outgoing
from desktop.exchange.archive import read
from desktop.exchange.incoming import attach, take
from desktop.exchange.results import Entry, Result
from desktop.store import Store

__all__ = ["Entry", "Result", "attach", "read", "take", "write"]


def write(store: Store, path: Path) -> int:
    """Write everything that people made in the library into a package; return how many entries.

    Counted are marks, tags on measures and documents, and ledger items.

    Raises:
        UserError: the file cannot be written; what was there has not changed.
    """
    files = outgoing.files(store)
    archive.write(path, files)
    return len(files["annotations.json"]) + len(files["follow_ups.json"])
