"""What an evaluation asks, answered from index and library together."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property, partial

from desktop.searching import idsets
from desktop.searching.evaluation import Note
from desktop.searching.terms import TITLE, UNITS, searchable
from desktop.tables.search_feed import NotedMark, SearchFeed, Text
from desktop.tables.search_index import SearchIndex

_BRACKETS = str.maketrans("()<>{}", "[][][]")  # as in `identity.number_key`
_DAY = re.compile(r"([0-9]{4})-")
_YEAR = re.compile(r"\[((?:19|20)\d\d)\]")


class SearchSources:
    """One state of index and library, for one search."""

    def __init__(self, index: SearchIndex, feed: SearchFeed, texts: Iterable[Text]) -> None:
        self._index = index
        self._feed = feed
        self.texts = [text for text in texts if index.signatures.get(text.key) == text.signature]
        self._carrying: dict[str, set[str]] = {}

    @cached_property
    def everything(self) -> int:
        """The set of all nodes of the current texts."""
        found = self._index.everything
        here = {text.key for text in self.texts}
        for key, (first, count) in self._index.ranges.items():
            if key not in here:
                found &= ~idsets.span(first, count)
        return found

    def having(self, phrase: str, among: int) -> int:
        """Return which of the nodes have the phrase in heading, text or units."""
        return self._index.having(phrase, among)

    def where(self, name: str, value: str, among: int) -> int:
        """Return which of the nodes have the value in the field of that name."""
        return self._fields[name](value) & among

    def between(self, first: int | None, last: int | None, among: int) -> int:
        """Return which of the nodes are of documents of these years."""
        bounds = (first or 0, last or 9999)
        return among & self._of_documents(
            lambda text: bounds[0] <= (year_of(text) or -1) <= bounds[1]
        )

    @cached_property
    def _fields(self) -> dict[str, Callable[[str], int]]:
        everything = self.everything
        return {
            "title": lambda value: self._index.having(value, everything, TITLE),
            "unit": lambda value: self._index.having(value, everything, UNITS),
            "tag": lambda value: self._at(self._feed.tagged(self.tags(value))),
            "note": lambda value: self._at(self._feed.noted(value)),
            "state": lambda value: self._at(self._feed.in_state(value)),
            "number": lambda value: self._of_documents(
                lambda text: bool(text.number_key) and value.translate(_BRACKETS) in text.number_key
            ),
            "document": lambda value: self._of_documents(
                lambda text: value in searchable(text.title)
            ),
            "issuer": lambda value: self._of_documents(
                lambda text: bool(text.issuer) and value in searchable(text.issuer or "")
            ),
        }

    def place(self, number: int) -> tuple[int, int]:
        """Return version and position of a node by its number."""
        firsts, keys = self._firsts
        at = bisect_right(firsts, number) - 1
        return keys[at], number - firsts[at]

    def number(self, place: tuple[int, int]) -> int:
        """Return the number of a node by version and position.

        Raises:
            KeyError: the version is not in the index.
        """
        return self._index.ranges[place[0]][0] + place[1]

    @cached_property
    def _firsts(self) -> tuple[list[int], list[int]]:
        ranges = sorted((first, key) for key, (first, _) in self._index.ranges.items())
        return [first for first, _ in ranges], [key for _, key in ranges]

    def tags(self, value: str) -> list[str]:
        """Return the ids of the tags whose path has the value, or that are below one of them."""
        return [tag for tag, path in self._tags if value in path]

    @cached_property
    def _tags(self) -> list[tuple[str, str]]:
        return [(tag, searchable(path)) for tag, path in self._feed.tag_paths()]

    def _of_documents(self, fits: Callable[[Text], bool]) -> int:
        found = 0
        for text in self.texts:
            if fits(text):
                found |= idsets.span(*self._index.ranges[text.key])
        return found

    def _at(self, places: Iterable[tuple[int, int | None]]) -> int:
        """Return the set of the nodes by version and position; None stands for all of them."""
        found, nodes = 0, []
        for version, position in places:
            if version in self._index.ranges:
                first, count = self._index.ranges[version]
                if position is None:
                    found |= idsets.span(first, count)
                elif position < count:
                    nodes.append(first + position)
        return found | idsets.of(nodes)

    def note(self, noted: NotedMark) -> Note | None:
        """Return a note as an evaluation asks for it; None where its document is not there yet."""
        document = self._documents.get(noted.document)
        if document is None:
            return None
        at, (first, count) = noted.position, document
        node = first + at if at is not None and at < count else None
        tagged = partial(self._carries, noted.mark)
        return Note(noted.words, node, document, noted.scope == "document", tagged)

    @cached_property
    def _documents(self) -> dict[str, tuple[int, int]]:
        return {text.document: self._index.ranges[text.key] for text in self.texts}

    def _carries(self, mark: str, value: str) -> bool:
        if value not in self._carrying:
            self._carrying[value] = self._feed.tagged_marks(self.tags(value))
        return mark in self._carrying[value]


def year_of(text: Text) -> int | None:
    """Return a document's year: that of its date of issue, else that in its number."""
    found = _DAY.match(text.issued_on or "") or _YEAR.search(text.number_key)
    return int(found[1]) if found else None
