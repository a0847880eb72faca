"""PDFium's functions that read a file, called as cheaply as ctypes can.

What pypdfium2 wraps them in costs as much as the call itself: it converts each argument by a
declared type and lets go of Python's lock. Here nothing is declared and the lock is kept, so that
callers give an address as `ctypes.c_void_p`, buffers as arrays or by `ctypes.byref`, and other
numbers as plain integers of 32 bits. The arguments are those of PDFium's headers (fpdfview.h,
fpdf_text.h, fpdf_edit.h). Nothing but the bindings is loaded, for each helper process loads them.
"""

import ctypes
from collections.abc import Callable
from functools import partial
from struct import Struct
from typing import Any, NamedTuple

from pypdfium2_raw import bindings as raw

Call = Callable[..., Any]
LONGEST_NAME = 100  # bytes of a font's name, in which its weight stands


class Floats(NamedTuple):
    """A buffer that PDFium writes numbers into, and a look at them: the array's own is slow.

    Attributes:
        buffer: what a function is given.
        values: called, all of them.
    """

    buffer: ctypes.Array[ctypes.c_float]
    values: Callable[[], tuple[float, ...]]


def floats(count: int) -> Floats:
    """Return a buffer of so many numbers, all 0."""
    buffer = (ctypes.c_float * count)()
    return Floats(buffer, partial(Struct(f"{count}f").unpack, buffer))


class Buffers:
    """What PDFium writes into, made once for all pages of a file.

    Attributes:
        rect: four numbers.
        matrix: six numbers.
        place: two numbers, each as it is read and as a function is given it.
        name: of a font, up to `LONGEST_NAME` bytes.
    """

    def __init__(self) -> None:
        self.rect, self.matrix = floats(4), floats(6)
        x, y = ctypes.c_double(), ctypes.c_double()
        self.place = x, y, ctypes.byref(x), ctypes.byref(y)
        self.name = ctypes.create_string_buffer(LONGEST_NAME)


def _plain(function: Any, result: type[Any] | None = ctypes.c_int, *arguments: type[Any]) -> Call:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


load_document = _plain(raw.FPDF_LoadMemDocument64, ctypes.c_void_p)
close_document = _plain(raw.FPDF_CloseDocument, None)
last_error = _plain(raw.FPDF_GetLastError, ctypes.c_ulong)
count_pages = _plain(raw.FPDF_GetPageCount)
load_page = _plain(raw.FPDF_LoadPage, ctypes.c_void_p)
close_page = _plain(raw.FPDF_ClosePage, None)
load_text = _plain(raw.FPDFText_LoadPage, ctypes.c_void_p)
close_text = _plain(raw.FPDFText_ClosePage, None)
width = _plain(raw.FPDF_GetPageWidthF, ctypes.c_float)
height = _plain(raw.FPDF_GetPageHeightF, ctypes.c_float)
rotation = _plain(raw.FPDFPage_GetRotation)
bounds = _plain(raw.FPDF_GetPageBoundingBox)
media_box = _plain(raw.FPDFPage_GetMediaBox)
crop_box = _plain(raw.FPDFPage_GetCropBox)
count_chars = _plain(raw.FPDFText_CountChars)
text = _plain(raw.FPDFText_GetText)
has_no_unicode = _plain(raw.FPDFText_HasUnicodeMapError)
unicode = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint)
tight_box = _plain(raw.FPDFText_GetCharBox)
loose_box = _plain(raw.FPDFText_GetLooseCharBox)
origin = _plain(raw.FPDFText_GetCharOrigin)
matrix = _plain(raw.FPDFText_GetMatrix)
font_size = _plain(raw.FPDFText_GetFontSize, ctypes.c_double)
font_name = _plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
is_generated = _plain(raw.FPDFText_IsGenerated)
text_object = _plain(raw.FPDFText_GetTextObject, ctypes.c_void_p)
count_objects = _plain(raw.FPDFPage_CountObjects)
object_at = _plain(raw.FPDFPage_GetObject, ctypes.c_void_p)

# These take what another one returned, an address of 64 bits, which must be declared.
object_kind = _plain(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
object_bounds = _plain(
    raw.FPDFPageObj_GetBounds, ctypes.c_int, ctypes.c_void_p, *[ctypes.c_void_p] * 4
)
font = _plain(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)

raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))  # does nothing a second time
