"""A report that somebody has got: opened, commented, edited and saved, as Word would do it."""

import copy
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from desktop.actions.returned import Came, Incoming, Outcome
from desktop.annotations import Mark
from desktop.bookmarks import bookmark_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>'
)
Char = tuple[str, etree._Element | None, int]
"""A character, the element that has it (None between paragraphs), and its place there."""


class Sent:
    """A report's file."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.comments = etree.fromstring(self.parts.get("word/comments.xml", _EMPTY.encode()))
        extended = self.parts.get("word/commentsExtended.xml")
        self.extended = None if extended is None else etree.fromstring(extended)
        self._next = 5_000

    def save(self, path: Path) -> Path:
        """Write it to a file."""
        self.parts["word/document.xml"] = etree.tostring(self.body)
        if self.extended is not None:
            self.parts["word/commentsExtended.xml"] = etree.tostring(self.extended)
        if "word/comments.xml" not in self.parts and len(self.comments):
            self._announce()
        if len(self.comments):
            self.parts["word/comments.xml"] = etree.tostring(self.comments)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return path

    def _announce(self) -> None:
        types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
        part = f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/>'
        self.parts[types] = self.parts[types].replace(b"</Types>", f"{part}</Types>".encode())
        link = f'<Relationship Id="comm" Type="{_OFFICE}/comments" Target="comments.xml"/>'
        self.parts[relations] = self.parts[relations].replace(
            b"</Relationships>", f"{link}</Relationships>".encode()
        )

    # --- finding words -------------------------------------------------------------------

    def chars(self, node: str = "") -> list[Char]:
        """The characters of a node, or of the whole body."""
        name, inside = bookmark_of(node) if node else "", not node
        number, found = None, []
        for element in self.body.iter():
            if element.tag == f"{W}bookmarkStart" and element.get(f"{W}name") == name:
                inside, number = True, element.get(f"{W}id")
            elif element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == number and node:
                break
            elif inside and element.tag == f"{W}p" and found:
                found.append(("\n", None, 0))
            elif inside and element.tag in {f"{W}t", f"{W}delText"}:
                found += [(char, element, at) for at, char in enumerate(element.text or "")]
        return found

    def words(self, words: str, node: str = "", *, nth: int = 0) -> list[Char]:
        """The characters of some words, the nth time that they stand there."""
        chars = self.chars(node)
        text, at = "".join(char for char, _, _ in chars), -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return chars[at : at + len(words)]

    # --- commenting ----------------------------------------------------------------------

    def comment(
        self,
        chars: list[Char],
        text: str,
        *,
        author: str = "李处",
        at: str = "2026-03-05T09:30:00",
        parent: str = "",
        done: bool = False,
    ) -> str:
        """Add a comment to characters of the body; return its id."""
        id_ = self._told(text, author, at, parent=parent, done=done)
        held = [each for each in chars if each[1] is not None]
        self._put(held[-1], f"{W}commentRangeEnd", id_, after=True)
        self._put(held[0], f"{W}commentRangeStart", id_, after=False)
        end = next(self._ends(id_))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", id_)
        end.addnext(run)
        return id_

    def point(self, char: Char, text: str, *, author: str = "李处") -> str:
        """Add a comment without a range before a character."""
        id_ = self._told(text, author, "2026-03-05T09:31:00")
        run = self._split(char)
        made = etree.Element(f"{W}r")
        etree.SubElement(made, f"{W}commentReference").set(f"{W}id", id_)
        run.addprevious(made)
        return id_

    def _ends(self, id_: str) -> Iterator[etree._Element]:
        for element in self.body.iter(f"{W}commentRangeEnd"):
            if element.get(f"{W}id") == id_:
                yield element

    def _told(
        self, text: str, author: str, at: str, *, parent: str = "", done: bool = False
    ) -> str:
        self._next += 1
        id_ = str(self._next)
        made = etree.SubElement(self.comments, f"{W}comment")
        made.set(f"{W}id", id_)
        made.set(f"{W}author", author)
        if at:
            made.set(f"{W}date", at)
        for line in text.split("\n"):
            paragraph = etree.SubElement(made, f"{W}p")
            words = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
            words.text = line
            words.set(f"{XML}space", "preserve")
        paragraph.set(f"{W14}paraId", f"{0x10000000 + self._next:08X}")
        if self.extended is not None:
            entry = etree.SubElement(self.extended, f"{W15}commentEx")
            entry.set(f"{W15}paraId", f"{0x10000000 + self._next:08X}")
            entry.set(f"{W15}done", str(int(done)))
            if parent:
                entry.set(f"{W15}paraIdParent", self.paragraph_of(parent))
        return id_

    def paragraph_of(self, id_: str) -> str:
        """The id of a comment's last paragraph."""
        (found,) = [each for each in self.comments if each.get(f"{W}id") == id_]
        return str(found[-1].get(f"{W14}paraId"))

    def own(self, text: str) -> etree._Element:
        """The comment that says this."""
        for each in self.comments:
            if "\n".join("".join(p.itertext()) for p in each.iter(f"{W}p")) == text:
                return each
        raise AssertionError(text)

    def settle(self, comment: etree._Element) -> None:
        """Let a comment be done with."""
        assert self.extended is not None
        para = comment[-1].get(f"{W14}paraId")
        (entry,) = [each for each in self.extended if each.get(f"{W15}paraId") == para]
        entry.set(f"{W15}done", "1")

    def _put(self, char: Char, tag: str, id_: str, *, after: bool) -> None:
        word, element, at = char
        made = etree.Element(tag)
        made.set(f"{W}id", id_)
        if after:
            assert element is not None
            if at + 1 < len(element.text or ""):
                self._split((word, element, at + 1)).addprevious(made)
            else:
                self._outer(element).addnext(made)
        else:
            self._split(char).addprevious(made)

    def _split(self, char: Char) -> etree._Element:
        """Return the run, or what it stands in, that now begins with a character."""
        _, element, at = char
        assert element is not None
        if at == 0:
            return self._outer(element)
        run = element.getparent()
        assert run is not None
        text = element.text or ""
        later = copy.deepcopy(run)
        place = run.index(element)
        for each in later[1 if later[0].tag == f"{W}rPr" else 0 : place]:
            later.remove(each)
        own = next(each for each in later if each.tag == element.tag)
        for each in list(run)[place + 1 :]:
            run.remove(each)
        element.text, own.text = text[:at], text[at:]
        for each in (element, own):
            each.set(f"{XML}space", "preserve")
        outer = self._outer(element)
        if outer is run:
            run.addnext(later)
            return later
        wrapped = etree.Element(outer.tag, dict(outer.attrib))
        wrapped.append(later)
        outer.addnext(wrapped)
        return wrapped

    def _outer(self, element: etree._Element) -> etree._Element:
        """The run of a text, or the change or link around it."""
        run = element.getparent()
        assert run is not None
        above = run.getparent()
        assert above is not None
        return run if above.tag == f"{W}p" else above

    # --- editing -------------------------------------------------------------------------

    def replace(self, words: str, by: str, node: str = "", *, nth: int = 0) -> None:
        """Write other words in the place of some, without a trace."""
        chars = [each for each in self.words(words, node, nth=nth) if each[1] is not None]
        for number, (_, element, at) in reversed(list(enumerate(chars))):
            assert element is not None
            text = element.text or ""
            element.text = text[:at] + (by if number == 0 else "") + text[at + 1 :]

    def track(self, words: str, by: str, node: str = "", *, author: str = "李处") -> None:
        """Write other words in the place of some, as a tracked change."""
        chars = self.words(words, node)
        _, last, at = chars[-1]
        assert last is not None
        if at + 1 < len(last.text or ""):
            self._split(("", last, at + 1))
        run = self._split(chars[0])
        deleted = etree.Element(f"{W}del")
        deleted.set(f"{W}id", str(self._next + 900_000))
        deleted.set(f"{W}author", author)
        run.addprevious(deleted)
        left = len(words)
        while left:
            after = run.getnext()
            if run.tag == f"{W}r" and run.find(f"{W}t") is not None:
                for text in run.iter(f"{W}t"):
                    text.tag = f"{W}delText"
                    left -= len(text.text or "")
                deleted.append(run)
            assert after is not None
            run = after
        if by:
            inserted = etree.Element(f"{W}ins")
            inserted.set(f"{W}id", str(self._next + 800_000))
            inserted.set(f"{W}author", author)
            new = etree.SubElement(etree.SubElement(inserted, f"{W}r"), f"{W}t")
            new.text = by
            deleted.addnext(inserted)
        self._next += 1

    def drop_bookmarks(self) -> None:
        """Lose all bookmarks, as a copy into another file does."""
        for element in list(self.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)


def one(result: Incoming, outcome: Outcome) -> Came:
    """The only comment of which that came."""
    (found,) = result.of(outcome)
    return found


def mark_of(came: Came) -> Mark:
    """The mark of a comment."""
    assert came.mark is not None
    return came.mark
