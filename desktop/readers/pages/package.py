"""OFD (GB/T 33190-2016) to sheets: a zip of XML pages in which every character has its place.

A file may hold several documents, whose pages follow each other. What composite objects draw
belongs to the page; the text of annotations (stamps, water marks) is kept aside.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from desktop.readers import xml
from desktop.readers.archive import Archive, Limits
from desktop.readers.pages import objects, vertical
from desktop.readers.pages.images import Image, plain
from desktop.readers.pages.objects import POINTS, Matrix
from desktop.readers.pages.sheet import SLANT, Box, Sheet, Word
from desktop.readers.reading import BadFileError, Step, straight_on

MOST = Limits(files=50_000, unpacked=300_000_000)
_HEAVY = 600
_LONGEST = 100_000  # characters of one piece of text
_DEEPEST, _MOST_UNITS = 8, 2_000  # units in units, and units that a page may draw
_MOST_DOCUMENTS = 100
_SMALL = 0.05  # of a page, below which a picture is a stamp or a sign


def sheets(data: bytes, step: Step = straight_on) -> list[Sheet]:
    """Return the pages of an OFD; `step` is told the count of pages done and of all.

    Raises:
        BadFileError: it is damaged, hostile, or lacks what makes an OFD.
    """
    package = Package(data)
    found = []
    for number in range(package.pages):
        step(number, package.pages)
        found.append(package.read(number))
    return found


class Package:
    """An OFD that is open.

    Attributes:
        pages: how many pages its documents have together.
    """

    def __init__(self, data: bytes) -> None:
        files = Archive(BytesIO(data), MOST)
        found = [_Document(files, root) for root in _roots(files)]
        self._places = [(each, page) for each in found for page in range(len(each.pages))]
        self.pages = len(self._places)
        if not self.pages:
            raise BadFileError("其中没有页面")

    def sheet(self, number: int) -> Sheet:
        """Return the page with that number from 0; one that is damaged says so."""
        document, page = self._places[number]
        return document.sheet(page)

    def read(self, number: int) -> Sheet:
        """Return the page with that number from 0, as its lines are read."""
        document, page = self._places[number]
        sheet = document.sheet(page)
        if vertical.is_set_down(sheet.words):
            return vertical.laid(sheet, document.leaning(page))
        return sheet

    def pictured(self, number: int) -> list[Image]:
        """Return the pictures of the page with that number from 0 that may show its text."""
        document, page = self._places[number]
        sheet, found = document.sheet(page), document.images(page)
        least = _SMALL * sheet.width * sheet.height
        return [each for each in found if each.area >= least]

    def images(self, number: int) -> list[Image]:
        """Return the pictures of the page with that number from 0, in the order of its drawing.

        They are those of its template, of what objects are composed of and of its annotations,
        too. Of a page that is damaged, or was turned, there are none.
        """
        document, page = self._places[number]
        return document.images(page)


def _roots(files: Archive) -> list[str]:
    """Return where in the zip the documents are."""
    try:
        root = xml.parsed(files.read("OFD.xml"))
    except KeyError as fault:
        raise BadFileError("其中没有 OFD.xml") from fault
    named = ((each.text or "").strip().lstrip("/") for each in root.iterfind(".//{*}DocRoot"))
    paths = dict.fromkeys(str(PurePosixPath(path)) for path in named)
    found = [path for path in paths if path in files][:_MOST_DOCUMENTS]
    if not found:
        raise BadFileError("其中没有正文")
    return found


def _drawn(root: etree._Element) -> Iterator[etree._Element]:
    """Yield everything in the `Content` of a page, a template or a unit."""
    yield from root.iterfind("./{*}Content//{*}*")


class _Document:
    """One document of an OFD.

    Attributes:
        pages: where in the zip each page is, with its id.
    """

    def __init__(self, files: Archive, path: str) -> None:
        self._zip = files
        self._folder = path
        root = self._read(path)
        self._box = objects.box_of(root, "PageArea") or (0.0, 0.0, 210.0, 297.0)
        self._heavy: set[str] = set()  # the fonts that are bold
        self._units: dict[str, etree._Element] = {}  # what objects are composed of
        self._media: dict[str, str] = {}  # where in the zip pictures are
        self._shown: list[tuple[str, Box]] = []  # pictures of the page that was read last
        self._corner: Matrix = objects.turned(self._box, 0)  # takes its places to the sheet
        self._down: dict[str, list[Word]] = {}  # texts of that page that run down it
        self._left = _MOST_UNITS
        self._turned = False  # whether the page that was read last lies on its side
        self._ways: Counter[int | None] = Counter()  # characters by how they are turned
        for kind in ("PublicRes", "DocumentRes"):
            for place in root.iterfind(f".//{{*}}{kind}"):
                self._take(self._path(place.text or ""))
        templates = root.iterfind(".//{*}TemplatePage")
        self._templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in templates}
        pages = root.iterfind("./{*}Pages/{*}Page")
        self.pages = [(each.get("ID", ""), self._path(each.get("BaseLoc", ""))) for each in pages]
        self._notes = dict(self._annotations(root))

    def sheet(self, number: int) -> Sheet:
        """Return the page with that number from 0; one that is damaged says so.

        One on which most text lies on its side is turned until it stands.
        """
        name, path = self.pages[number]
        try:
            root = self._read(path)
            for place in root.iterfind("./{*}PageRes"):
                self._take(self._path(place.text or ""))
            sheet = self._content(root, 0)
            (way, _), *_ = self._ways.most_common(1) or [(0, 0)]
            self._turned = bool(way)
            if way:
                sheet = self._content(root, way)
            self._take_down(sheet)
        except (KeyError, xml.BadXmlError):
            return Sheet(0, 0, doubt="这一页已损坏，读不出来，请对照原件核对。")
        if name in self._notes:
            self._annotate(sheet, self._notes[name])
        return sheet

    def _take_down(self, sheet: Sheet) -> None:
        """Take texts that are said to run down the page for its own, where most of it does."""
        words = [word for each in self._down.values() for word in each]
        if vertical.is_set_down([*sheet.words, *words]):
            sheet.words += words
            sheet.sideways = [text for text in sheet.sideways if text not in self._down]

    def leaning(self, number: int) -> list[Word]:
        """Return the words that run down a page which can be read, as it lies on its side."""
        return self._content(self._read(self.pages[number][1]), 3).words

    def images(self, number: int) -> list[Image]:
        """Return the pictures of a page that are files in the zip, of a known kind and size."""
        if not self.sheet(number).width or self._turned:
            return []
        files = {name: self._picture(name) for name, _ in self._shown}
        return [Image(data, box) for name, box in self._shown if (data := files[name])]

    def _picture(self, name: str) -> bytes | None:
        path = self._media.get(name, "")
        return plain(self._zip.read(path)) if path in self._zip else None

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
        base = root.get("BaseLoc", "")
        for each in root.iterfind(".//{*}MultiMedia"):
            file = (each.findtext("./{*}MediaFile") or "").strip()
            self._media[each.get("ID", "")] = self._path(f"{base}/{file}" if base else file, path)

    def _annotations(self, root: etree._Element) -> Iterator[tuple[str, str]]:
        path = self._path(root.findtext("./{*}Annotations") or "")
        if path in self._zip:
            for page in self._read(path).iterfind("./{*}Page"):
                yield page.get("PageID", ""), self._path(page.findtext("./{*}FileLoc") or "", path)

    def _annotate(self, sheet: Sheet, path: str) -> None:
        """Add what the annotations of a page show: texts beside its own, and pictures."""
        if path not in self._zip:
            return
        root = self._read(path)
        texts = (code.text or "" for code in root.iterfind(".//{*}TextCode"))
        sheet.sideways += [text.strip() for text in texts if text.strip()]
        aside = Sheet(sheet.width, sheet.height)
        for each in root.iterfind("./{*}Annot"):
            if (
                each.get("Visible") != "false"
                and (look := each.find("./{*}Appearance")) is not None
            ):
                self._add(aside, look.iterfind(".//{*}*"), objects.placed(look, self._corner))
        sheet.pictures |= bool(self._shown)

    def _content(self, root: etree._Element, turned: int) -> Sheet:
        """Return what a page and its templates draw, turned back by so many quarters.

        The sheet is the page as it stands then, for its picture is drawn of the sheet.
        """
        box = objects.box_of(root, "Area") or self._box
        wide, high = (box[3], box[2]) if turned % 2 else (box[2], box[3])
        sheet = Sheet(wide * POINTS, high * POINTS)
        self._left = _MOST_UNITS
        self._ways.clear()
        self._shown.clear()
        self._down.clear()
        self._corner = objects.turned(box, turned)
        self._add(sheet, _drawn(root), self._corner)
        for template in root.iterfind("./{*}Template"):
            base = self._templates.get(template.get("TemplateID", ""))
            if base:
                outer = objects.turned(self._box, turned)
                self._add(sheet, _drawn(self._read(self._path(base))), outer)
        return sheet

    def _add(
        self, sheet: Sheet, items: Iterable[etree._Element], outer: Matrix, depth: int = 0
    ) -> None:
        """Add what a page, its template, a unit or an annotation draws.

        Args:
            sheet: what it is added to.
            items: what is drawn.
            outer: what takes its places to the page, in millimetres.
            depth: in how many units it stands.
        """
        for each in items:
            kind = etree.QName(each).localname
            if each.get("Visible") == "false":
                continue
            if kind == "TextObject":
                self._add_text(sheet, each, outer)
            elif kind == "PathObject":
                sheet.rules += objects.rules(each, outer)
            elif kind == "ImageObject":
                sheet.pictures = True
                self._shown.append((each.get("ResourceID", ""), objects.extent(each, outer)))
            elif kind == "CompositeObject":
                self._add_unit(sheet, each, outer, depth)

    def _add_unit(self, sheet: Sheet, item: etree._Element, outer: Matrix, depth: int) -> None:
        """Add what an object is composed of; one without text is taken for a picture."""
        unit, before = self._units.get(item.get("ResourceID", "")), len(sheet.words)
        if unit is not None and depth < _DEEPEST and self._left:
            self._left -= 1
            self._add(sheet, _drawn(unit), objects.placed(item, outer), depth + 1)
        sheet.pictures |= len(sheet.words) == before

    def _add_text(self, sheet: Sheet, item: etree._Element, outer: Matrix) -> None:
        matrix, size = objects.placed(item, outer), objects.number(item.get("Size"), 0.0)
        angle = math.atan2(-matrix[1], matrix[0]) / (math.pi / 2)
        down = item.get("ReadDirection", "0") != "0"
        slanted = down or abs(angle - round(angle)) > SLANT
        way = None if slanted else round(angle) % 4
        heavy = objects.number(item.get("Weight"), 400) >= _HEAVY or item.get("Font") in self._heavy
        for code in item.iterfind("./{*}TextCode"):
            text = (code.text or "")[:_LONGEST]
            if not text.strip():
                continue
            self._ways[way] += 0 if way is None else len(text.strip())
            if way != 0:
                sheet.sideways.append(text.strip())
            if way != 0 and not (down and code.get("DeltaY")):
                continue
            scale = objects.number(item.get("HScale"), 1.0)
            places = list(objects.places(code, text, size * scale))
            words = objects.words(text, places, size, matrix, scale, heavy)
            if way == 0:
                sheet.words += words
            else:
                self._down.setdefault(text.strip(), []).extend(words)
