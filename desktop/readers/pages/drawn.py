"""Which objects of a PDF page are no text, found without asking for each where it can be helped.

Some programs set each character as an object of its own, hundreds on a page, and PDFium tells of
them one by one. There the characters that PDFium has read from text objects account for these: as
many objects as characters from the start of one line to the start of the next are all text.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from pypdfium2_raw import bindings as raw

from desktop.readers.pages import calls

MOST_OBJECTS = 20_000  # of a page; one of more is a drawing
_FEW = 100  # objects, which are asked for one by one
_SLACK = 6  # objects of a line that PDFium read no character from, as of blanks
_PAIRS = (re.compile(r"[!-~]{2}"), re.compile(r"[^\s!-~]{2}"))


def others(
    page: ctypes.c_void_p, text: ctypes.c_void_p, chars: str, starts: Sequence[int]
) -> list[int]:
    """Return the indices of a page's objects that are no text.

    Args:
        page: of PDFium's.
        text: what PDFium has read from it.
        chars: the characters of that.
        starts: the index of the first character of each line that is not blank, in order.
    """
    count = min(calls.count_objects(page), MOST_OBJECTS)
    if count > _FEW and starts and _are_apart(text, chars):
        ranges = _unaccounted(page, text, chars, starts, count)
    else:
        ranges = iter([range(count)])
    return [index for each in ranges for index in _asked(page, each)]


def _asked(page: ctypes.c_void_p, indices: range) -> list[int]:
    kinds = map(calls.object_kind, map(calls.object_at, repeat(page), indices))
    return [i for i, kind in zip(indices, kinds, strict=True) if kind != raw.FPDF_PAGEOBJ_TEXT]


def _are_apart(text: ctypes.c_void_p, chars: str) -> bool:
    """Return whether each character seems to be an object: two in ASCII are, and two others."""
    pairs = [match.start() for pair in _PAIRS if (match := pair.search(chars))]
    return bool(pairs) and all(
        calls.text_object(text, start) != calls.text_object(text, start + 1) for start in pairs
    )


def _unaccounted(
    page: ctypes.c_void_p, text: ctypes.c_void_p, chars: str, starts: Sequence[int], count: int
) -> Iterator[range]:
    """Yield where among the first `count` objects there are more than there are characters."""
    place = 0  # up to which all objects are known
    solid = 0  # objects that must stand between there and the line
    for before, start in zip((0, *starts), starts, strict=False):
        solid += _solid(chars[before:start])
        wanted = calls.text_object(text, start)
        end = place + solid
        for index in range(end, min(end + _SLACK, count)):
            if calls.object_at(page, index) == wanted:
                if index > end:
                    yield range(place, index)
                place, solid = index, 0
                break
    end = place + solid + _solid(chars[starts[-1] :])
    if end != count:
        yield range(place, count)


def _solid(chars: str) -> int:
    return sum(map(len, chars.split()))
