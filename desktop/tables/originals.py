"""The shelf of the files themselves, kept so that their pages can be shown beside the text."""

from desktop.tables.shelf import Shelf


class Originals(Shelf):
    """Files that came as pages, by the key of their version, byte for byte."""

    def put(self, version: int, kind: str, data: bytes) -> None:
        """Store the file, `pdf` or `ofd`, that a version was read from."""
        self._write("INSERT INTO originals VALUES (?, ?, ?)", (version, kind, data))

    def kind(self, version: int) -> str:
        """Return `pdf`, `ofd`, or "" where the version came without pages."""
        rows = self._rows("SELECT kind FROM originals WHERE version = ?", (version,))
        return str(rows[0][0]) if rows else ""

    def get(self, version: int) -> bytes:
        """Return the file's bytes.

        Raises:
            KeyError: the version came without pages.
        """
        rows = self._rows("SELECT data FROM originals WHERE version = ?", (version,))
        if not rows:
            raise KeyError(version)
        return bytes(rows[0][0])
