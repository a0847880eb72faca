"""PDFium's functions that are called for each word, line or object: as cheap as ctypes can be.

What pypdfium2 wraps them in costs as much as the call itself: it converts each argument by a
declared type and lets go of Python's lock. Here nothing is declared and the lock is kept, so that
callers give a handle as `handle` makes it, buffers as `ctypes.byref` or arrays, other numbers as
plain integers of 32 bits. The arguments are those of PDFium's headers (public/fpdf_text.h,
fpdf_edit.h).
"""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

Call = Callable[..., Any]


def handle(pointer: Any) -> ctypes.c_void_p:
    """Return a page or a page of text of pypdfium2's as the functions here take it."""
    return ctypes.cast(pointer, ctypes.c_void_p)


def _plain(function: Any, result: type[Any] | None = ctypes.c_int, *arguments: type[Any]) -> Call:
    return ctypes.PYFUNCTYPE(result, *arguments)(handle(function).value or 0)


count_chars = _plain(raw.FPDFText_CountChars)
text = _plain(raw.FPDFText_GetText)
unicode = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint)
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
