"""PDF to sheets, by PDFium: words at their places, ruled lines, what is turned or hidden.

Asking PDFium for each character costs as much as all its own work; so it is asked for the text of
a page at once, and for the places of the first and last character of each word.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pypdfium2_raw import bindings as raw

from desktop.readers.pages import calls, drawn, meant, vertical
from desktop.readers.pages.sheet import FALL, RISE, SLANT, Box, Sheet, Word, cells, edges
from desktop.readers.reading import BadFileError, LockedError, Step, straight_on

MOST_PAGES = 20_000
UNTOLD = "\ufffd"
"""Stands for a character that a page shows and its font does not tell."""
_UNTOLD = "这一页有 {count} 个字读不出来（字体没有说明是什么字），请对照原件核对。"

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_LINE_WIDTH = 3.0  # points; what is thicker is an area
_PICTURES = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
_LETTER = (0.0, 0.0, 612.0, 792.0)  # what a page is that does not say
_NONE = (0.0, 0.0)
_INVENTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u0180-\u1fff]")
_NO_INK = 0.1  # points high; PDFium gives a shape that draws nothing the height of a line's width
_AT_ONCE = 4  # pages; one after the other, PDFium and we would take each other's memory cache
_ASKED = 16  # of so many characters, one is asked whether its font tells it
_HALF = re.compile("[\ud800-\udfff]")  # of a character, where a font says that its code means that


def sheets(
    data: bytes, step: Step = straight_on, chosen: Callable[[int], range] = range
) -> list[Sheet]:
    """Return the pages of a PDF, or some.

    Args:
        data: its bytes.
        step: told the count of pages done and of all.
        chosen: which of so many pages are to be read, counted from 0.

    Raises:
        LockedError: it opens with a password only.
        BadFileError: it is damaged, or has too many pages.
    """
    size = ctypes.c_size_t(len(data))
    document = ctypes.c_void_p(calls.load_document(data, size, None))
    if document.value is None:
        if calls.last_error() == raw.FPDF_ERR_PASSWORD:
            raise LockedError("它有密码")
        raise BadFileError("文件已损坏")
    try:
        count = calls.count_pages(document)
        if count > MOST_PAGES:
            raise BadFileError(f"它有 {count} 页，超过了 {MOST_PAGES} 页")
        numbers, buffers = chosen(count), calls.Buffers()
        found: list[Sheet] = []
        for first in range(0, len(numbers), _AT_ONCE):
            opened: list[tuple[ctypes.c_void_p, ctypes.c_void_p]] = []
            try:
                for number in numbers[first : first + _AT_ONCE]:
                    step(len(found) + len(opened), count)
                    opened.append(_opened(document, number))
                found += [_sheet(page, text, buffers) for page, text in opened]
            finally:
                for page, text in opened:
                    calls.close_text(text)
                    calls.close_page(page)
        return found
    finally:
        calls.close_document(document)


def _opened(document: ctypes.c_void_p, number: int) -> tuple[ctypes.c_void_p, ctypes.c_void_p]:
    """Return a page and its text, both to be closed again."""
    page = ctypes.c_void_p(calls.load_page(document, number))
    return page, ctypes.c_void_p(calls.load_text(page) if page.value else None)


def _sheet(page: ctypes.c_void_p, text: ctypes.c_void_p, buffers: calls.Buffers) -> Sheet:
    if text.value:
        return _Reading(page, text, buffers).sheet()
    return Sheet(0, 0, doubt="这一页已损坏，读不出来，请对照原件核对。")


class _Run(NamedTuple):
    """How a line of a page is set: from where, how large, and by how many quarters it is turned.

    The quarters count against the clock, on the page as it is stored; None is a slant.
    """

    start: int
    size: float
    quarters: int | None


class _Reading:
    """One page being read."""

    def __init__(
        self, page: ctypes.c_void_p, text: ctypes.c_void_p, buffers: calls.Buffers
    ) -> None:
        self._page, self._text = page, text
        self._turns = calls.rotation(page)
        self._rect, self._sides = buffers.rect
        self._matrix, self._numbers = buffers.matrix
        calls.bounds(page, self._rect)
        left, top, right, bottom = self._sides()  # as in FS_RECTF
        self._bounds = left, bottom, right, top
        self._x, self._y, self._x_at, self._y_at = buffers.place
        self._name = buffers.name
        self._fonts: dict[int, bool] = {}  # whether each is bold
        self._cropped = _is_cropped(page)
        self._size = (0.0, 0.0)
        self._mixed = False  # whether some of its text shows and some does not
        self._extent = _NONE  # across its line, of the character asked for last
        self._base = 0.0  # where that character's base line is

    def sheet(self) -> Sheet:
        """Return the page; one on which most text lies on its side is turned until it stands."""
        text = self._characters()
        lines = [line.span() for line in _LINE.finditer(text) if not line[0].isspace()]
        runs = [run for start, end in lines for run in self._runs(text, start, end)]
        sizes: Counter[int] = Counter()
        for run, start, end in runs:
            if run.quarters is not None:
                sizes[(run.quarters - self._turns) % 4] += end - start
        turned = sizes.most_common(1)[0][0] if sizes else 0
        width, height = calls.width(self._page), calls.height(self._page)
        self._turns = (self._turns + turned) % 4
        self._size = (height, width) if turned % 2 else (width, height)
        sheet = Sheet(*self._size, turned=turned)
        if untold := text.count(UNTOLD):
            sheet.doubt = _UNTOLD.format(count=untold)
        starts = [run.start for run, _, _ in runs]
        self._add_others(sheet, drawn.others(self._page, self._text, text, starts))
        sheet.words += self._standing(text, runs)
        sheet.sideways += (
            meant.clean(text[start:end]).strip()
            for run, start, end in runs
            if run.quarters != self._turns
        )
        if not turned and vertical.is_set_down(sheet.words):
            self._turns, self._size, self._extent = (self._turns + 3) % 4, (height, width), _NONE
            return vertical.laid(sheet, self._standing(text, runs))
        return sheet

    def _standing(self, text: str, runs: Iterable[tuple["_Run", int, int]]) -> list[Word]:
        """Return the words of the runs that stand upright as the page is turned."""
        standing = ((run, end) for run, _, end in runs if run.quarters == self._turns)
        return [word for run, end in standing for word in self._words(text, run, end)]

    def _characters(self) -> str:
        """Return the page's characters; an index into them is one of PDFium's."""
        count = calls.count_chars(self._text)
        buffer = ctypes.create_string_buffer(4 * count + 2)
        calls.text(self._text, 0, count, buffer)
        text = buffer.raw.decode("utf-16-le", "surrogatepass").partition("\0")[0]
        if len(text) != count:
            codes = (calls.unicode(self._text, index) for index in range(count))
            text = "".join(chr(code) if 0 < code <= 0x10FFFF else UNTOLD for code in codes)
        text = _HALF.sub(UNTOLD, text)
        if self._may_be_untold(text):
            text = "".join(
                UNTOLD if self._is_untold(index, char) else char for index, char in enumerate(text)
            )
        return meant.at_once(text)

    def _is_untold(self, index: int, char: str) -> bool:
        """Return whether something is shown here and its font does not tell what it is."""
        if not calls.has_no_unicode(self._text, index):
            return False
        if char >= " ":
            return True
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        calls.tight_box(self._text, index, *map(ctypes.byref, (left, right, low, high)))
        return high.value - low.value > _NO_INK  # a lone control character has no shape

    def _may_be_untold(self, text: str) -> bool:
        """Return whether a font seems not to tell which characters it shows; PDFium invents some.

        What it gives is the number of a shape: control characters, Cyrillic ones and the like, and
        often all of a font.
        """
        some = range(0, len(text), _ASKED)
        return bool(_INVENTED.search(text)) or any(
            calls.has_no_unicode(self._text, index) for index in some
        )

    def _runs(self, text: str, start: int, end: int) -> Iterator[tuple["_Run", int, int]]:
        """Yield how a line is set, and from where to where.

        What was drawn behind a water mark PDFium may take for its continuation: such a line, one
        end of which is turned another way than the other, comes in pieces.
        """
        first, last = self._run(text, start), end - 1
        while text[last].isspace():
            last -= 1
        if self._set(last)[0] == first.quarters:
            yield first, start, end
            return
        for place in range(first.start + 1, end):
            if text[place].isspace():
                continue
            run = self._run(text, place)
            if run.quarters != first.quarters:
                yield first, start, place
                first = run
                start = place
        yield first, start, end

    def _run(self, text: str, start: int) -> "_Run":
        """Return how the first character of a line is set that is not blank."""
        while text[start].isspace():
            start += 1
        quarters, scale = self._set(start)
        return _Run(start, max(calls.font_size(self._text, start) * scale, 1.0), quarters)

    def _set(self, index: int) -> tuple[int | None, float]:
        """Return how a character is turned, and by how much it is scaled."""
        calls.matrix(self._text, index, self._matrix)
        a, b, c, d, _, _ = self._numbers()
        return _set(a, b, c, d)

    def _words(self, text: str, run: "_Run", end: int) -> Iterator[Word]:
        start, size = run.start, run.size
        bold, hiding = self._is_bold(start), self._cropped or self._mixed
        place = start
        for match in _WORD.finditer(text, start, end):
            front = match.start()
            spaces = self._spaces(place, front) if place < front else 0
            place = match.end()
            for begin, stop, box in self._straight(text, front, place, size):
                if hiding and not self._is_seen(begin, box):
                    continue
                heavy = self._bold(begin, stop) if bold else 0
                bold = bold and heavy == stop - begin
                if shown := meant.clean(text[begin:stop]):
                    yield Word(shown, *box, spaces, heavy)
                    spaces = 0

    def _straight(self, text: str, start: int, end: int, size: float) -> list[tuple[int, int, Box]]:
        """Return where a word begins and stops, and its box; in pieces where it is bent."""
        first = self._box(start, size)
        if end - start == 1:
            return [(start, end, first)]
        last = self._box(end - 1, size)
        if _runs_on(first, last, text[start:end]):
            return [(start, end, _around(first, last))]
        begin, before, found = start, first, []
        for index in range(start + 1, end):
            box = self._box(index, size)
            if not _runs_on(before, box, text[index - 1 : index + 1]):
                found.append((begin, index, _around(first, before)))
                begin, first = index, box
            before = box
        return [*found, (begin, end, _around(first, before))]

    def _is_seen(self, index: int, box: Box) -> bool:
        """Return whether a word is to be read: not cropped away, nor hidden beside what shows.

        What runs over the edge of the sheet itself is read. Where little or no text shows, the
        hidden text lies below a picture of it, put there by a scanner.
        """
        if self._cropped:
            across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if not (0 <= across <= self._size[0] and 0 <= down <= self._size[1]):
                return False
        return not (self._mixed and _is_invisible(calls.text_object(self._text, index)))

    def _spaces(self, start: int, end: int) -> int:
        return sum(not calls.is_generated(self._text, index) for index in range(start, end))

    def _is_bold(self, index: int) -> bool:
        font = calls.font(calls.text_object(self._text, index))
        bold = self._fonts.get(font)
        if bold is None:
            calls.font_name(self._text, index, self._name, calls.LONGEST_NAME, None)
            name = self._name.value
            bold = self._fonts[font] = b"Bold" in name or b"Black" in name
        return bold

    def _bold(self, start: int, end: int) -> int:
        """Return how many characters from `start` are bold, of which the first may be."""
        if self._is_bold(end - 1) and self._is_bold(start):
            return end - start
        low, high = start, end - 1
        while low < high:
            middle = (low + high) // 2
            if self._is_bold(middle):
                low = middle + 1
            else:
                high = middle
        return low - start

    def _box(self, index: int, size: float) -> Box:
        """Return the space of a character: as wide as it sets on, and around its base line.

        One as high as the character before it stands on the same base line.
        """
        calls.loose_box(self._text, index, self._rect)
        left, top, right, bottom = self._sides()
        turns = self._turns
        extent = (left, right) if turns % 2 else (bottom, top)
        if extent != self._extent or extent[0] == extent[1]:
            calls.origin(self._text, index, self._x_at, self._y_at)
            self._extent, self._base = extent, (self._x if turns % 2 else self._y).value
        base, rise, fall = self._base, size * RISE, size * FALL
        if turns == 0:
            edge, _, _, upper = self._bounds
            line = upper - base
            return left - edge, line - rise, right - edge, line + fall
        if self._turns == 1:
            return self._placed(base - rise, bottom, base + fall, top)
        if self._turns == 2:
            return self._placed(left, base - rise, right, base + fall)
        return self._placed(base - fall, bottom, base + rise, top)

    def _placed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page's own space as it is looked at, from the upper left corner."""
        x0, y0, x1, y1 = self._bounds
        if self._turns == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self._turns == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self._turns == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def _add_others(self, sheet: Sheet, others: Sequence[int]) -> None:
        """Add rules and note pictures, given which objects are no text."""
        page, sides = self._page, [ctypes.c_float() for _ in range(4)]
        places = [ctypes.byref(side) for side in sides]
        for index in others:
            item = calls.object_at(page, index)
            kind = calls.object_kind(item)
            if kind in _PICTURES:
                sheet.pictures = True
            elif kind == raw.FPDF_PAGEOBJ_PATH and calls.object_bounds(item, *places):
                box = self._placed(*(side.value for side in sides))
                sheet.rules += edges(box, _LINE_WIDTH)
        if sheet.pictures:
            count = min(calls.count_objects(page), drawn.MOST_OBJECTS)
            texts = set(range(count)).difference(others)
            unseen = sum(_is_invisible(calls.object_at(page, index)) for index in texts)
            self._mixed = 0 < unseen <= len(texts) / 2


def _is_cropped(page: ctypes.c_void_p) -> bool:
    """Return whether less of a page is shown than it has."""
    shown = [ctypes.c_float() for _ in range(4)]
    if not calls.crop_box(page, *map(ctypes.byref, shown)):
        return False
    whole = [ctypes.c_float(side) for side in _LETTER]
    calls.media_box(page, *map(ctypes.byref, whole))
    return any(one.value != other.value for one, other in zip(shown, whole, strict=True))


@lru_cache(maxsize=100)
def _set(a: float, b: float, c: float, d: float) -> tuple[int | None, float]:
    """Return how text of a matrix is turned, as in `_Run`, and by how much it is scaled."""
    angle = math.atan2(b, a) / (math.pi / 2)
    quarters = round(angle)
    along = math.hypot(a, b)
    scale = abs(a * d - b * c) / along if along else 1.0
    return None if abs(angle - quarters) > SLANT else quarters % 4, scale


def _is_invisible(item: int | None) -> bool:
    return bool(calls.render_mode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _around(first: Box, last: Box) -> Box:
    if first[1] == last[1] and first[0] <= last[0] and first[2] <= last[2]:
        return first[0], first[1], last[2], first[3]
    return (
        min(first[0], last[0]),
        min(first[1], last[1]),
        max(first[2], last[2]),
        max(first[3], last[3]),
    )


def _runs_on(first: Box, last: Box, text: str) -> bool:
    """Return whether characters from `first` to `last` can be one straight word."""
    size, far = first[3] - first[1], last[0] - first[0]
    if abs(first[3] - last[3]) >= 0.3 * size or far < -0.1 * size:
        return False
    least = len(text.encode("utf-8", "replace")) / 3  # cells, and told in a tenth of the time
    return far < 1.8 * size * least or far < 1.8 * size * cells(text)
