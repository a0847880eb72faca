"""Pictures on the pages of an OFD, as the files that they are."""

from typing import NamedTuple

from desktop.readers.pages.sheet import Box

MOST_PIXELS = 100_000_000
"""Of a picture that is read; A3 at 600 points an inch has 70 million."""
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC)))  # of a JPEG


class Image(NamedTuple):
    """A picture of a page: the bytes of its file, and its place in points."""

    data: bytes
    box: Box


def pixels(data: bytes) -> int:
    """Return how many pixels a picture has, by the head of its file; 0 for none that is known.

    Known are PNG (ISO 15948, 11.2.2), BMP and JPEG (ITU-T T.81, B.2.2).
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return int.from_bytes(data[16:20]) * int.from_bytes(data[20:24])
    if data.startswith(b"BM"):
        down = int.from_bytes(data[22:26], "little", signed=True)
        return int.from_bytes(data[18:22], "little") * abs(down)
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 5 : at + 7]) * int.from_bytes(data[at + 7 : at + 9])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 0
