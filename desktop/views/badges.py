"""What stands at the right edge of the tree's rows: numbering, tags, ledger and ticks, as signs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.actions import ledger, numbering, reading, tags
from desktop.annotations import Either, Has, Light, State
from desktop.facts.numbering import Fault
from desktop.model import TreeRow
from desktop.store import Store
from desktop.views.lights import light_text

_LEDGER_SIGN = "督"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a person has added to one row of the tree, and what is wrong with its number.

    Attributes:
        tagged: whether it carries a tag.
        state: how far its ledger item is, or None.
        light: the item's warning.
        read: whether it is ticked.
        share: how many of a document's measures are ticked, and how many it has.
        fault: what is wrong with the number, or None.
    """

    tagged: bool = False
    state: State | None = None
    light: Light = ""
    read: bool = False
    share: tuple[int, int] = (0, 0)
    fault: Fault | None = None

    @property
    def signs(self) -> str:
        """The signs, short enough for the edge of a row."""
        read, every = self.share
        parts = (
            self.fault.sign if self.fault else "",
            "#" if self.tagged else "",
            light_text(self.light)[:1] or (_LEDGER_SIGN if self.state else ""),
            f"{read}/{every}" if read else "",
            "✓" if self.read else "",
        )
        return " ".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """The same in words, for tips and for those who do not see."""
        read, every = self.share
        parts = (
            self.fault.words.removesuffix("。") if self.fault else "",
            "有标签" if self.tagged else "",
            f"督办：{self.state}{'，' + light_text(self.light)[2:] if self.light else ''}"
            if self.state
            else "",
            f"已阅 {read}/{every} 条" if read else "",
            "已阅" if self.read else "",
        )
        return "；".join(part for part in parts if part)


class Badges:
    """The badges of the library, asked for a document at a time and kept until forgotten.

    Args:
        store: the library.
        today: tells which day it is.
    """

    def __init__(self, store: Store, *, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        self._tagged: set[str] | None = None
        self._known: dict[str, Mapping[str, Badge]] = {}
        self._faults: dict[str, dict[str, Mapping[str, Fault]]] = {}

    def forget(self, document: str = "") -> None:
        """Ask anew about a document from now on; about all for ""."""
        self._tagged = None
        if document:
            self._known.pop(document, None)
            self._faults.pop(document, None)
        else:
            self._known.clear()
            self._faults.clear()

    def of(self, document: str, row: str, *, above: TreeRow | None = None) -> Badge:
        """Return the badge of a row, itself the document's or a node's of it.

        Args:
            document: the document's id.
            row: the id of document or node.
            above: the row above a node, where its number is to be looked at.
        """
        if document not in self._known:
            self._known[document] = self._read(document)
        found = self._known[document].get(row, Badge())
        fault = self._misnumbered(above).get(row) if above else None
        return replace(found, fault=fault, tagged=row in self._carriers())

    def _misnumbered(self, above: TreeRow) -> Mapping[str, Fault]:
        known = self._faults.setdefault(above.document, {})
        if above.id not in known:
            known[above.id] = numbering.misnumbered(self._store, row=above)
        return known[above.id]

    def _carriers(self) -> set[str]:
        if self._tagged is None:
            every = Either(tuple(Has(tag.id) for tag in tags.tree(self._store)))
            self._tagged = tags.nodes_with(self._store, expression=every)
        return self._tagged

    def _read(self, document: str) -> Mapping[str, Badge]:
        store, today = self._store, self._today()
        found: dict[str, Badge] = {}
        for item in ledger.of_document(store, document=document):
            light = ledger.light(item, today)
            found[item.node] = replace(found.get(item.node, Badge()), state=item.state, light=light)
        for tick in reading.of_document(store, document=document):
            found[tick.node] = replace(found.get(tick.node, Badge()), read=True)
        share = reading.share(store, document=document)
        found[document] = replace(found.get(document, Badge()), share=share)
        return found
