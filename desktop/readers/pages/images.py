"""Pictures on the pages of an OFD, as files that any program reads."""

from typing import Literal, NamedTuple

from desktop.readers.pages.sheet import Box

MOST_PIXELS = 100_000_000
"""Of a picture that is read; A3 at 600 points an inch has 70 million."""
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC)))  # of a JPEG
_JBIG2 = b"\x97JB2\r\n\x1a\n"
_JP2, _CODE_STREAM = b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"  # of JPEG 2000
_PAGE = 48  # the kind of a JBIG2 segment that says how large the page is
_MOST_DRAWN = 40_000_000  # pixels; A4 at 600 points an inch has 35 million


class Image(NamedTuple):
    """A picture of a page: the bytes of its file, and its place in points."""

    data: bytes
    box: Box

    @property
    def area(self) -> float:
        """How much of the page it takes up, in square points."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


def plain(data: bytes) -> bytes | None:
    """Return a picture as a file that Qt and tesseract read, or None where it is no such picture.

    PNG, BMP, JPEG and TIFF are such files; JBIG2 and JPEG 2000 are drawn by PDFium, as PPM.
    """
    if 0 < pixels(data) <= MOST_PIXELS:
        return data
    segments = _segments(data)
    wide, high = _page(segments) if segments else _siz(data)
    if not 0 < wide * high <= _MOST_DRAWN:
        return None
    from desktop.readers.pages import recoded  # noqa: PLC0415 - PDFium, which few files need

    return recoded.ppm(segments or data, wide, high, "JBIG2Decode" if segments else "JPXDecode")


def pixels(data: bytes) -> int:
    """Return how many pixels a picture has, by the head of its file; 0 for none that is known.

    Known are PNG (ISO 15948, 11.2.2), BMP, JPEG (ITU-T T.81, B.2.2) and TIFF 6.0 (section 2).
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return int.from_bytes(data[16:20]) * int.from_bytes(data[20:24])
    if data.startswith(b"BM"):
        down = int.from_bytes(data[22:26], "little", signed=True)
        return int.from_bytes(data[18:22], "little") * abs(down)
    if data[:4] in (b"II*\0", b"MM\0*"):
        return _tiff(data, "little" if data[:1] == b"I" else "big")
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 5 : at + 7]) * int.from_bytes(data[at + 7 : at + 9])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 0


def _tiff(data: bytes, order: Literal["little", "big"]) -> int:
    """Return how many pixels the first picture of a TIFF has: its fields 256 and 257."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    start = number(4, 4)
    fields = (start + 2 + 12 * index for index in range(number(start, 2)))
    sides = {
        number(at, 2): number(at + 8, 2 if number(at + 2, 2) == 3 else 4)
        for at in fields
        if number(at, 2) in (256, 257)
    }
    return sides.get(256, 0) * sides.get(257, 0)


def _segments(data: bytes) -> bytes:
    """Return the segments of a JBIG2 file in sequence (ITU-T T.88, D.4), or nothing."""
    if not data.startswith(_JBIG2) or not data[8] & 1:
        return b""
    return data[9 if data[8] & 2 else 13 :]


def _page(segments: bytes) -> tuple[int, int]:
    """Return the width and height that the first page of JBIG2 segments has (T.88, 7.2)."""
    at = 0
    while at + 11 <= len(segments):
        number, kind = int.from_bytes(segments[at : at + 4]), segments[at + 4]
        referred = segments[at + 5] >> 5
        if referred == 7:
            return 0, 0
        at += 6 + referred * (1 if number <= 256 else 2 if number <= 65_536 else 4)
        at += 4 if kind & 0x40 else 1
        length = int.from_bytes(segments[at : at + 4])
        if kind & 0x3F == _PAGE:
            wide, high = segments[at + 4 : at + 8], segments[at + 8 : at + 12]
            return int.from_bytes(wide), int.from_bytes(high)
        at += 4 + length
    return 0, 0


def _siz(data: bytes) -> tuple[int, int]:
    """Return the width and height of a JPEG 2000 file or code stream (ITU-T T.800, A.5.1)."""
    at = data.find(_CODE_STREAM) if data.startswith((_JP2, _CODE_STREAM)) else -1
    if at < 0:
        return 0, 0
    across, down, left, top = (int.from_bytes(data[n : n + 4]) for n in range(at + 8, at + 24, 4))
    return across - left, down - top
