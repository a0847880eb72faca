"""Who is named for a tracked change, and when it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.reports.content import Origin


class Signed(NamedTuple):
    """Who made a correction, and the moment, UTC, ISO 8601."""

    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Credits:
    """Who has corrected what; keys are the `about` of origins.

    Attributes:
        otherwise: for what is not known to be anybody's: who made the last correction of all.
        born: for each character of a node's words, who brought it; None where it was printed.
        gone: for characters of a node's printed words, by place, who took them away.
        placed: who moved a node last.
        shaped: who made it of another kind last.
        last: who changed it last.
        parted: the nodes that were split off, split or joined.
    """

    otherwise: Signed
    born: Mapping[str, Sequence[Signed | None]] = field(default_factory=dict)
    gone: Mapping[str, Mapping[int, Signed]] = field(default_factory=dict)
    placed: Mapping[str, Signed] = field(default_factory=dict)
    shaped: Mapping[str, Signed] = field(default_factory=dict)
    last: Mapping[str, Signed] = field(default_factory=dict)
    parted: frozenset[str] = frozenset()

    def inserted(self, origin: Origin | None) -> Signed:
        """Return who brought a character, or what it stands in to where it is."""
        if origin:
            known = self.born.get(origin.about, ())
            by = known[origin.at] if 0 <= origin.at < len(known) else None
            if by is not None:
                return by
        return self._of(origin, self.placed, self.shaped)

    def deleted(self, origin: Origin | None) -> Signed:
        """Return who took a printed character away, or what it stood in."""
        by = self.gone.get(origin.about, {}).get(origin.at) if origin else None
        return by or self._of(origin, self.placed, self.shaped)

    def restyled(self, origin: Origin | None) -> Signed:
        """Return who made something look different."""
        return self._of(origin, self.shaped, self.placed)

    def moved(self, origin: Origin | None) -> Signed:
        """Return who put something elsewhere."""
        return self._of(origin, self.placed, self.shaped)

    def _of(self, origin: Origin | None, *kinds: Mapping[str, Signed]) -> Signed:
        if origin is None:
            return self.otherwise
        whole = origin.about.partition("#")[0]
        for known in (*kinds, self.last):
            for about in (origin.about, whole):
                if about in known:
                    return known[about]
        return self.otherwise
