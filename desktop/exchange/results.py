"""What became of a package's entries."""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["added", "skipped", "differing", "refused", "orphaned", "waiting"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one entry of a package.

    Attributes:
        kind: `mark`, `tagged` (a tag on a measure or document), `follow_up`, `progress`, `tag`,
            `reviewed`, `pair`, `filter`, `correction`, `settled` (a doubt), or a file's name.
        id: its id or name in the package; "" where it has none.
        message: what happened, a few Chinese words; "" where nothing needs saying.
    """

    kind: str
    id: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a package; every entry is in one list.

    Attributes:
        added: new, and now here.
        skipped: here already.
        differing: here in another form, or deleted here or there; kept as it is here.
        refused: not understood, or about a measure that its document does not have.
        orphaned: new and here, but its place was not found (待重新定位).
        waiting: new and kept, but its document is not here yet.
    """

    added: list[Entry] = field(default_factory=list)
    skipped: list[Entry] = field(default_factory=list)
    differing: list[Entry] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    orphaned: list[Entry] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)

    def tell(self, outcome: Outcome, kind: str, id_: str, message: str = "") -> None:
        """Note what became of an entry."""
        getattr(self, outcome).append(Entry(kind, id_, message))
