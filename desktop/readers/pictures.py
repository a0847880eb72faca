"""Pages of PDF and OFD as they look, for who reads their text beside them."""

import pypdfium2

from desktop.model import Picture
from desktop.readers import apart
from desktop.readers.pages import package
from desktop.readers.reading import BadFileError, LockedError, Step, straight_on

LARGEST = 4_000
"""Pixels that a picture may be wide or high."""
_PIXELS: int = pypdfium2.raw.FPDFBitmap_BGRx
"""How they are stored: blue, green, red, and a byte of no meaning."""


def draw(kind: str, data: bytes, *, page: int, width: int, step: Step = straight_on) -> Picture:
    """Return a page as it looks; an OFD is not drawn, but told in texts, lines and pictures.

    Args:
        kind: `pdf` or `ofd`.
        data: the file's bytes.
        page: its number, from 1.
        width: pixels that the picture is to be wide; at most `LARGEST`.
        step: may raise, to stop.

    Raises:
        BadFileError: the file is damaged or has no such page, or the page cannot be drawn.
    """
    work = _drawn if kind == "pdf" else _told
    return apart.run(work, data, page, min(width, LARGEST), step=step)


def _drawn(data: bytes, page: int, width: int, _step: Step) -> Picture:
    document = _opened(data)
    try:
        if not 1 <= page <= len(document):
            raise BadFileError(f"没有第 {page} 页")
        try:
            shown = document[page - 1]
            across, down = shown.get_size()
            scale = min(width / max(across, 1), LARGEST / max(down, 1))
            bitmap = shown.render(scale=scale, force_bitmap_format=_PIXELS)
        except pypdfium2.PdfiumError as fault:
            raise BadFileError(f"第 {page} 页已损坏") from fault
        return Picture(across, down, bitmap.width, bitmap.height, bytes(bitmap.buffer))
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    """Return a PDF that is to be closed again."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise LockedError("它有密码") from fault
        raise BadFileError("文件已损坏") from fault


def _told(data: bytes, page: int, _width: int, _step: Step) -> Picture:
    file = package.Package(data)
    if not 1 <= page <= file.pages:
        raise BadFileError(f"没有第 {page} 页")
    sheet = file.sheet(page - 1)
    texts = tuple((word.text, word[1:5]) for word in sheet.words)
    rules = tuple((rule[0], rule[1], rule[2], rule[3]) for rule in sheet.rules)
    images = tuple((image.data, image.box) for image in file.images(page - 1))
    return Picture(sheet.width, sheet.height, texts=texts, rules=rules, images=images)
