"""OFD (GB/T 33190-2016) to sheets: a zip of XML pages in which every character has its place.

Lengths in the file are millimetres. What composite objects draw belongs to the page; the text of
annotations (stamps, water marks) is kept aside.
"""

import math
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath

from lxml import etree

from desktop.readers import xml
from desktop.readers.archive import Archive, Limits
from desktop.readers.pages.lines import TAB
from desktop.readers.pages.sheet import Rule, Sheet, Word, cells
from desktop.readers.reading import BadFileError, Step, straight_on

MOST = Limits(files=50_000, unpacked=300_000_000)
_POINTS = 72 / 25.4  # of a millimetre
_RISE, _FALL = 0.88, 0.12  # of a font's size, above and below the base line
_HEAVY = 600
_LONGEST = 100_000  # characters of one piece of text
_THIN = 1.2  # millimetres; what is thicker is an area
_DEEPEST, _MOST_UNITS = 8, 2_000  # units in units, and units that a page may draw
_STRAIGHT = re.compile(r"[\s\d.,eESMLC+-]*")
_STEP = re.compile(r"g\s+(\d+)\s+(\S+)|(\S+)")
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def sheets(data: bytes, step: Step = straight_on) -> list[Sheet]:
    """Return the pages of an OFD; `step` is told the count of pages done and of all.

    Raises:
        BadFileError: it is damaged, hostile, or lacks what makes an OFD.
    """
    package = Package(data)
    count = len(package.pages)
    found = []
    for number in range(count):
        step(number, count)
        found.append(package.sheet(number))
    return found


class Package:
    """An OFD that is open.

    Attributes:
        pages: where in the zip each page is, with its id.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = Archive(BytesIO(data), MOST)
        document = self._document()
        self._folder = document
        root = self._read(document)
        self._box = _box(root, "PageArea") or (0.0, 0.0, 210.0, 297.0)
        self._heavy: set[str] = set()  # the fonts that are bold
        self._units: dict[str, etree._Element] = {}  # what objects are composed of
        self._left = _MOST_UNITS
        for kind in ("PublicRes", "DocumentRes"):
            for place in root.iterfind(f".//{{*}}{kind}"):
                self._take(self._path(place.text or ""))
        templates = root.iterfind(".//{*}TemplatePage")
        self._templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in templates}
        pages = root.iterfind("./{*}Pages/{*}Page")
        self.pages = [(each.get("ID", ""), self._path(each.get("BaseLoc", ""))) for each in pages]
        self._notes = dict(self._annotations(root))
        if not self.pages:
            raise BadFileError("其中没有页面")

    def sheet(self, number: int) -> Sheet:
        """Return the page with that number from 0; one that is damaged says so."""
        name, path = self.pages[number]
        try:
            root = self._read(path)
            for place in root.iterfind("./{*}PageRes"):
                self._take(self._path(place.text or ""))
            sheet = self._content(root)
            for template in root.iterfind("./{*}Template"):
                base = self._templates.get(template.get("TemplateID", ""))
                if base:
                    self._add(sheet, self._read(self._path(base)), _from(self._box))
        except (KeyError, xml.BadXmlError):
            return Sheet(0, 0, doubt="这一页已损坏，读不出来，请对照原件核对。")
        if name in self._notes:
            sheet.sideways += self._stamps(self._notes[name])
        return sheet

    def _document(self) -> str:
        try:
            root = self._read("OFD.xml")
        except KeyError as fault:
            raise BadFileError("其中没有 OFD.xml") from fault
        found = root.findtext(".//{*}DocRoot") or ""
        path = str(PurePosixPath(found.strip().lstrip("/")))
        if path not in self._zip:
            raise BadFileError("其中没有正文")
        return path

    def _read(self, path: str) -> etree._Element:
        return xml.parsed(self._zip.read(path))

    def _path(self, base: str, near: str | None = None) -> str:
        """Return the place in the zip that a file of the document names."""
        if base.startswith("/"):
            return base.lstrip("/")
        folder = PurePosixPath(near or self._folder).parent
        parts: list[str] = []
        for part in (folder / base.strip()).parts:
            if part == "..":
                del parts[-1:]
            elif part != ".":
                parts.append(part)
        return "/".join(parts)

    def _take(self, path: str) -> None:
        """Take in a list of what pages use."""
        if path not in self._zip:
            return
        root = self._read(path)
        for font in root.iterfind(".//{*}Font"):
            if font.get("Bold") == "true" or "Bold" in font.get("FontName", ""):
                self._heavy.add(font.get("ID", ""))
        for unit in root.iterfind(".//{*}CompositeGraphicUnit"):
            self._units[unit.get("ID", "")] = unit

    def _annotations(self, root: etree._Element) -> Iterator[tuple[str, str]]:
        path = self._path(root.findtext("./{*}Annotations") or "")
        if path in self._zip:
            for page in self._read(path).iterfind("./{*}Page"):
                yield page.get("PageID", ""), self._path(page.findtext("./{*}FileLoc") or "", path)

    def _stamps(self, path: str) -> list[str]:
        if path not in self._zip:
            return []
        texts = (code.text or "" for code in self._read(path).iterfind(".//{*}TextCode"))
        return [text.strip() for text in texts if text.strip()]

    def _content(self, root: etree._Element) -> Sheet:
        box = _box(root, "Area") or self._box
        sheet = Sheet(box[2] * _POINTS, box[3] * _POINTS)
        self._left = _MOST_UNITS
        self._add(sheet, root, _from(box))
        return sheet

    def _add(self, sheet: Sheet, root: etree._Element, outer: Matrix, depth: int = 0) -> None:
        """Add what a page, its template or a unit draws.

        Args:
            sheet: what it is added to.
            root: with a `Content`.
            outer: what takes its places to the page, in millimetres.
            depth: in how many units it stands.
        """
        for each in root.iterfind("./{*}Content//{*}*"):
            kind = etree.QName(each).localname
            if each.get("Visible") == "false":
                continue
            if kind == "TextObject":
                self._add_text(sheet, each, outer)
            elif kind == "PathObject":
                sheet.rules += _rules(each, outer)
            elif kind == "ImageObject":
                sheet.pictures = True
            elif kind == "CompositeObject":
                self._add_unit(sheet, each, outer, depth)

    def _add_unit(self, sheet: Sheet, item: etree._Element, outer: Matrix, depth: int) -> None:
        """Add what an object is composed of; one without text is taken for a picture."""
        unit, before = self._units.get(item.get("ResourceID", "")), len(sheet.words)
        if unit is not None and depth < _DEEPEST and self._left:
            self._left -= 1
            self._add(sheet, unit, _matrix(item, outer), depth + 1)
        sheet.pictures |= len(sheet.words) == before

    def _add_text(self, sheet: Sheet, item: etree._Element, outer: Matrix) -> None:
        matrix, size = _matrix(item, outer), _number(item.get("Size"), 0.0)
        turn = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
        down = item.get("ReadDirection", "0") != "0"
        heavy = _number(item.get("Weight"), 400) >= _HEAVY or item.get("Font") in self._heavy
        for code in item.iterfind("./{*}TextCode"):
            text = (code.text or "")[:_LONGEST]
            if not text.strip():
                continue
            if down or abs(turn) > 0.05:
                sheet.sideways.append(text.strip())
                continue
            scale = _number(item.get("HScale"), 1.0)
            places = list(_places(code, text, size * scale))
            sheet.words += _words(text, places, size, matrix, scale, heavy)


def _words(
    text: str,
    places: Sequence[tuple[float, float]],
    size: float,
    matrix: Matrix,
    scale: float,
    heavy: bool,
) -> Iterator[Word]:
    """Yield the words of a piece of text whose characters stand at `places`."""
    a, _, c, d, e, f = matrix
    high = size * abs(d) * _POINTS
    start, spaces = 0, 0
    for end in range(1, len(text) + 1):
        if end < len(text) and not _parts(text, places, size * scale, end):
            continue
        piece = text[start:end]
        if piece.isspace():
            spaces += len(piece) + TAB * piece.count("\t")
        else:
            (x, y), (last, _) = places[start], places[end - 1]
            wide = size * scale * cells(piece[-1])
            left, right = (a * at + c * y + e for at in (x, last + wide))
            base = (d * y + f) * _POINTS
            box = (left * _POINTS, base - _RISE * high, right * _POINTS, base + _FALL * high)
            yield Word(piece, *box, spaces, len(piece) if heavy else 0)
            spaces = 0
        start = end


def _parts(text: str, places: Sequence[tuple[float, float]], wide: float, at: int) -> bool:
    """Return whether a new word begins at a character: behind a blank, apart, on another line."""
    if text[at - 1].isspace() or text[at].isspace():
        return True
    (x, y), (before, level) = places[at], places[at - 1]
    gap = x - before - wide * cells(text[at - 1])
    return abs(y - level) > 0.3 * wide or gap > 0.3 * wide or x < before - 0.1 * wide


def _places(code: etree._Element, text: str, size: float) -> Iterator[tuple[float, float]]:
    """Yield where each character of a text stands, in the space of its object.

    Where the file gives no distance to the next character, it is as far as this one is wide.
    """
    x, y = _number(code.get("X"), 0.0), _number(code.get("Y"), 0.0)
    across = _steps(code.get("DeltaX", ""), len(text))
    down = _steps(code.get("DeltaY", ""), len(text))
    sinks = code.get("DeltaY") is not None
    yield x, y
    for char in text[:-1]:
        x += next(across, 0.0 if sinks else size * cells(char))
        y += next(down, 0.0)
        yield x, y


def _steps(text: str, count: int) -> Iterator[float]:
    """Yield at most `count` distances; `g 3 5.5` says 5.5 three times."""
    return islice(_unpacked(text, count), count)


def _unpacked(text: str, count: int) -> Iterator[float]:
    for match in _STEP.finditer(text):
        times = min(int(match[1][:6]), count) if match[1] else 1
        yield from [_number(match[2] or match[3], 0.0)] * times


def _from(box: Sequence[float]) -> Matrix:
    """Return what takes places to where they are from a box's corner."""
    return 1.0, 0.0, 0.0, 1.0, -box[0], -box[1]


def _matrix(item: etree._Element, outer: Matrix) -> Matrix:
    """Return what takes places of an object to the page, in millimetres."""
    left, top, *_ = [*_numbers(item.get("Boundary")), 0.0, 0.0]
    given = _numbers(item.get("CTM"))
    a, b, c, d, e, f = given if len(given) == 6 else _PLAIN
    x, y = _moved(e + left, f + top, outer)
    across, down = (outer[0], outer[2]), (outer[1], outer[3])
    return (
        across[0] * a + across[1] * b,
        down[0] * a + down[1] * b,
        across[0] * c + across[1] * d,
        down[0] * c + down[1] * d,
        x,
        y,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _rules(item: etree._Element, outer: Matrix) -> list[Rule]:
    """Return the rules that a path draws: a line, or the edges of a rectangle."""
    sides = _numbers(item.get("Boundary"))
    if len(sides) != 4 or not _STRAIGHT.fullmatch(item.findtext("./{*}AbbreviatedData") or ""):
        return []
    x, y, wide, high = sides
    (x0, y0), (x1, y1) = _moved(x, y, outer), _moved(x + wide, y + high, outer)
    left, right = sorted((x0 * _POINTS, x1 * _POINTS))
    top, bottom = sorted((y0 * _POINTS, y1 * _POINTS))
    if min(right - left, bottom - top) <= _THIN * _POINTS:
        return [Rule(left, top, right, bottom)]
    return [
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    ]


def _box(root: etree._Element, area: str) -> tuple[float, float, float, float] | None:
    """Return the left, top, width and height of a page's area, or None where none is given."""
    for kind in ("PhysicalBox", "ApplicationBox"):
        found = _numbers(root.findtext(f".//{{*}}{area}/{{*}}{kind}"))
        if len(found) == 4 and found[2] > 0 and found[3] > 0:
            return found[0], found[1], found[2], found[3]
    return None


def _numbers(text: str | None) -> list[float]:
    return [_number(part, 0.0) for part in (text or "").split()[:8]]


def _number(text: str | None, otherwise: float) -> float:
    """Return a number of the file, or what stands for one that makes no sense."""
    try:
        value = float(text or "")
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise
