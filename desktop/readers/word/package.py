"""A Word file's parts: which there are, how they refer to each other, and what they hold."""

from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from desktop.readers import xml
from desktop.readers.archive import Archive, Limits
from desktop.readers.reading import BadFileError
from desktop.readers.word.names import MAIN, STRICT

LARGEST = Limits(files=10_000, unpacked=100_000_000)
"""Only what has words in it is unpacked: a hundred million characters of XML are no document."""
_LONGEST = 40_000_000  # bytes of one part
_TAGS = (
    1_500_000  # that open and close the elements of one part; a thousand pages have a third of it
)
_KINDS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"


class Package:
    """The parts of a Word file.

    Attributes:
        document: the name of the part with the text.
    """

    def __init__(self, data: bytes) -> None:
        """Raise `BadFileError` where the bytes are no Word file."""
        self._archive = Archive(BytesIO(data), LARGEST)
        self.document = self._first("_rels/.rels", "officeDocument") or _DOCUMENT
        if self.document not in self._archive:
            raise BadFileError("它不是 Word 文件，或文件已损坏")

    def root(self, name: str | None) -> etree._Element | None:
        """Return the root of a part, or None where there is none.

        Raises:
            BadFileError: it is too large, damaged or hostile.
        """
        if not name or name not in self._archive:
            return None
        data = self._archive.read(name)
        if len(data) > _LONGEST or data.count(b"<") > _TAGS:
            raise BadFileError("内容过多，超过三千页")
        if STRICT in data:
            data = data.replace(STRICT, MAIN.encode())
        return xml.parsed(data)

    def bytes(self, name: str) -> bytes:
        """Return the bytes of a part; none where there is no such part."""
        return self._archive.read(name) if name in self._archive else b""

    def related(self, kind: str) -> str | None:
        """Return the name of the document's part of a kind: `styles`, `comments` …, or None."""
        return self._first(_relations_of(self.document), kind)

    def target(self, relation: str) -> str | None:
        """Return the name of the part that the document refers to as `relation`, or None."""
        for found in self._relations(_relations_of(self.document)):
            if found.get("Id") == relation:
                return self._named(found)
        return None

    def _first(self, relations: str, kind: str) -> str | None:
        for found in self._relations(relations):
            if found.get("Type", "").endswith(f"/{kind}"):
                return self._named(found)
        return None

    def _relations(self, name: str) -> list[etree._Element]:
        root = self.root(name)
        return [] if root is None else root.findall(_KINDS)

    def _named(self, relation: etree._Element) -> str | None:
        """Return the part that a relation leads to; None where it leads out of the file."""
        if relation.get("TargetMode") == "External":
            return None
        target = relation.get("Target", "")
        if target.startswith("/"):
            return target[1:]
        base = PurePosixPath(getattr(self, "document", "")).parent
        return str(base / target)


def _relations_of(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.parent / "_rels" / f"{path.name}.rels")
