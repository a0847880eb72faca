"""Shelves that the first frame of a window does not need: imported and made at their first use."""

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.tables.journal import Journal

if TYPE_CHECKING:
    from desktop.tables.copies import Copies
    from desktop.tables.corrections import Corrections
    from desktop.tables.mark_list import MarkList
    from desktop.tables.mentions import Mentions
    from desktop.tables.originals import Originals
    from desktop.tables.overview import Sums
    from desktop.tables.packages import Packages
    from desktop.tables.pairs import Pairs
    from desktop.tables.parses import Parses
    from desktop.tables.rules import Rules
    from desktop.tables.search_feed import SearchFeed
    from desktop.tables.searches import Searches
    from desktop.tables.targets import Targets
    from desktop.tables.waiting import WaitingRoom


class LaterShelves:
    """What `Store` holds besides the shelves that it makes at once."""

    path: Path
    journal: Journal
    _connection: sqlite3.Connection

    @cached_property
    def originals(self) -> "Originals":
        """The files that documents came from."""
        from desktop.tables.originals import Originals

        return Originals(self._connection, self.path)

    @cached_property
    def rules(self) -> "Rules":
        """What must hold of a sound library."""
        from desktop.tables.rules import Rules

        return Rules(self._connection, self.path)

    @cached_property
    def mark_list(self) -> "MarkList":
        """Marks as the panel lists them."""
        from desktop.tables.mark_list import MarkList

        return MarkList(self._connection, self.path)

    @cached_property
    def mentions(self) -> "Mentions":
        """What documents name each other by."""
        from desktop.tables.mentions import Mentions

        return Mentions(self._connection, self.path)

    @cached_property
    def targets(self) -> "Targets":
        """What documents want reached."""
        from desktop.tables.targets import Targets

        return Targets(self._connection, self.path)

    @cached_property
    def pairs(self) -> "Pairs":
        """What people say of pairs of measures."""
        from desktop.tables.pairs import Pairs

        return Pairs(self._connection, self.path, self.journal)

    @cached_property
    def corrections(self) -> "Corrections":
        """What people put right."""
        from desktop.tables.corrections import Corrections

        return Corrections(self._connection, self.path, self.journal)

    @cached_property
    def parses(self) -> "Parses":
        """What the parser made of texts each time it parsed them again."""
        from desktop.tables.parses import Parses

        return Parses(self._connection, self.path, self.journal)

    @cached_property
    def copies(self) -> "Copies":
        """Whole copies of the library."""
        from desktop.tables.copies import Copies

        return Copies(self._connection, self.path)

    @cached_property
    def packages(self) -> "Packages":
        """What packages said beyond what this program knows."""
        from desktop.tables.packages import Packages

        return Packages(self._connection, self.path)

    @cached_property
    def waiting(self) -> "WaitingRoom":
        """What came for documents that are not there yet."""
        from desktop.tables.waiting import WaitingRoom

        return WaitingRoom(self._connection, self.path, self.journal)

    @cached_property
    def sums(self) -> "Sums":
        """What each document has, counted."""
        from desktop.tables.overview import Sums

        return Sums(self._connection, self.path)

    @cached_property
    def searches(self) -> "Searches":
        """Saved searches."""
        from desktop.tables.searches import Searches

        return Searches(self._connection, self.path, self.journal)

    @cached_property
    def search_feed(self) -> "SearchFeed":
        """What the search index is made of."""
        from desktop.tables.search_feed import SearchFeed

        return SearchFeed(self._connection, self.path)
