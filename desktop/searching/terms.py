"""Text -> the terms under which the index finds it: every character and every pair of neighbours.

A phrase of one or two characters is a term itself; a longer one can only stand where all its pairs
are, so that what the index names is looked through and nothing is missed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

from desktop.text import normal

BREAK = "\uffff"
"""Stands between the parts of a text; nothing is found across it."""
TITLE, UNITS = BREAK, "\ufffe"
"""Stand before the terms of headings and of responsible units."""

_MOST = 24  # pairs of a phrase that are looked up; those left out are found by looking through
_STRANGE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def searchable(text: str) -> str:
    """Return the form in which texts and queries are compared: `normal`, with no part's sign."""
    return _STRANGE.sub("\ufffd", normal(text))


def terms(parts: Iterable[str]) -> set[str]:
    """Return the terms of a text in several parts."""
    found: set[str] = set()
    for part in parts:
        found.update(part)
        found.update(map(add, part, part[1:]))
    return found


def terms_of(phrase: str) -> list[str]:
    """Return the terms that every text with the phrase has; none for an empty phrase."""
    if len(phrase) < 2:  # noqa: PLR2004 - a pair
        return [phrase] if phrase else []
    pairs = list(dict.fromkeys(map(add, phrase, phrase[1:])))
    return pairs[:: max(1, -(-len(pairs) // _MOST))]


def is_exact(phrase: str) -> bool:
    """Return whether what has the phrase's terms has the phrase."""
    return len(phrase) <= 2  # noqa: PLR2004 - a pair


@dataclass(frozen=True, slots=True)
class Parts:
    """A node's words in the form of `searchable`: its heading, its body, and its units last.

    Text and units stand one behind the other as they are printed, so that a phrase may go from one
    into the other.
    """

    title: str
    body: str
    units: str

    @classmethod
    def of(cls, title: str, text: str, units: str) -> "Parts":
        """Return the parts of a node as the outline has it."""
        return cls(searchable(title), searchable(text), searchable(units))

    @property
    def is_headed(self) -> bool:
        """Whether the body begins with the heading, as a measure's does."""
        return self.body.startswith(self.title)

    def printed(self) -> tuple[str, int, int]:
        """Return one text of all parts, its heading's length, and where the units begin in it."""
        head = self.body if self.is_headed else f"{self.title}{BREAK}{self.body}"
        return head + self.units, len(self.title), len(head)

    def terms(self) -> set[str]:
        """Return the terms under which the node is found, those of heading and units marked so.

        A sign alone tells that there is the part.
        """
        printed = self.body + self.units
        found = terms([printed] if self.is_headed else [self.title, printed])
        for sign, part in ((TITLE, self.title), (UNITS, self.units)):
            if part:
                found.add(sign)
                found.update(sign + term for term in terms([part]))
        return found
