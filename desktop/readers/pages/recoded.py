"""Pictures that few programs read, drawn by PDFium, which reads them as PDF files hold them."""

import pypdfium2

_SCALE = 10  # pixels to a point; a page may not have as many points as a picture pixels


def ppm(data: bytes, wide: int, high: int, filtered: str) -> bytes | None:
    """Return a picture as PPM, or None where it is damaged.

    Args:
        data: the picture, as a PDF holds it.
        wide: its pixels from left to right.
        high: those from top to bottom.
        filtered: PDF's name of how it is written, `JBIG2Decode` or `JPXDecode`.
    """
    try:
        document = pypdfium2.PdfDocument(_page(data, wide, high, filtered))
    except pypdfium2.PdfiumError:
        return None
    try:
        drawn = document[0].render(
            scale=_SCALE,
            force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR,
            rev_byteorder=True,
        )
    except pypdfium2.PdfiumError:
        return None
    else:
        rows = memoryview(drawn.buffer)
        starts = range(0, drawn.stride * drawn.height, drawn.stride)
        pixels = b"".join(rows[start : start + 3 * drawn.width] for start in starts)
        return b"P6 %d %d 255\n" % (drawn.width, drawn.height) + pixels
    finally:
        document.close()


def _page(data: bytes, wide: int, high: int, filtered: str) -> bytes:
    """Return a PDF of one page that is all picture."""
    across, down = wide / _SCALE, high / _SCALE
    colours = "/ColorSpace /DeviceGray /BitsPerComponent 1" if filtered == "JBIG2Decode" else ""
    content = f"{across} 0 0 {down} 0 0 cm /P Do".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across} {down}] /Contents 4 0 R "
        "/Resources << /XObject << /P 5 0 R >> >> >>".encode(),
        _stream(content, ""),
        _stream(
            data,
            f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} {colours} "
            f"/Filter /{filtered}",
        ),
    )
    numbered = (b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _stream(data: bytes, entries: str) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)
