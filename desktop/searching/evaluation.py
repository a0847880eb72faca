"""What a query asks for -> the set of nodes for which it holds, and whether it holds for a note."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from desktop.searching.idsets import Slices
from desktop.searching.query import All, Field, Phrase, Some, Tree, Without, Years


class Sources(Protocol):
    """What the evaluation asks; sets of nodes are those of `idsets`."""

    def having(self, phrase: str, among: int) -> int:
        """Return which of the nodes have the phrase in heading, text or units."""
        ...

    def where(self, name: str, value: str, among: int) -> int:
        """Return which of the nodes have the value in the field of that name."""
        ...

    def between(self, first: int | None, last: int | None, among: int) -> int:
        """Return which of the nodes are of documents of these years."""
        ...


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was searched.

    Attributes:
        text: in the form of `searchable`.
        node: the number of the node it is on; None where it has lost its place or is on the whole
            document.
        document: the first number and the count of its document's nodes.
        whole: whether it is on the whole document.
        tagged: whether the mark itself has the tag that has the value.
    """

    text: str
    node: int | None
    document: tuple[int, int]
    whole: bool
    tagged: Callable[[str], bool]


_OF_DOCUMENTS = frozenset({"number", "document", "issuer"})


@dataclass(slots=True)
class Evaluation:
    """One query over what the sources have; what a field gives is asked for once."""

    sources: Sources
    everything: int
    _fields: dict[Tree, int] = field(default_factory=dict)
    _sliced: dict[Tree, Slices] = field(default_factory=dict)

    def nodes(self, tree: Tree, among: int) -> int:
        """Return the nodes, among those given, for which the query holds."""
        match tree:
            case Phrase(forms):
                found = 0
                for form in forms:
                    found |= self.sources.having(form, among & ~found)
                return found
            case Field() | Years():
                return self._field(tree) & among
            case Without(part):
                return among & ~self.nodes(part, among)
            case All(parts):
                for part in sorted(parts, key=_cost):
                    if not among:
                        break
                    among = self.nodes(part, among)
                return among
            case Some(parts):
                found = 0
                for part in parts:
                    found |= self.nodes(part, among & ~found)
                return found

    def note(self, tree: Tree, note: Note) -> bool:
        """Return whether the query holds for a note."""
        holds = False
        match tree:
            case Phrase(forms) | Field("note", forms):
                holds = any(form in note.text for form in forms)
            case Field("tag", forms) if any(map(note.tagged, forms)):
                holds = True
            case Field(name) if not note.whole and name not in _OF_DOCUMENTS:
                holds = note.node is not None and note.node in self._slices(tree)
            case Field() | Years():
                holds = bool(self._slices(tree).part(*note.document))
            case Without(part):
                holds = not self.note(part, note)
            case All(parts):
                holds = all(self.note(part, note) for part in parts)
            case Some(parts):
                holds = any(self.note(part, note) for part in parts)
        return holds

    def _field(self, tree: Field | Years) -> int:
        if tree not in self._fields:
            self._fields[tree] = self._asked(tree)
        return self._fields[tree]

    def _slices(self, tree: Field | Years) -> Slices:
        if tree not in self._sliced:
            self._sliced[tree] = Slices(self._field(tree))
        return self._sliced[tree]

    def _asked(self, tree: Field | Years) -> int:
        if isinstance(tree, Years):
            return self.sources.between(tree.first, tree.last, self.everything)
        found = 0
        for form in tree.forms:
            found |= self.sources.where(tree.name, form, self.everything)
        return found


def _cost(tree: Tree) -> tuple[int, int]:
    """Return what puts the parts that leave little and cost little first."""
    match tree:
        case Field() | Years():
            return 0, 0
        case Phrase(forms):
            return 1, len(forms[0])
        case Without():
            return 3, 0
        case _:
            return 2, 0
