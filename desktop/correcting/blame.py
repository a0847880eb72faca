"""Which deed brought or took away each character of a tree, and which moved each node."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Indel

from desktop.correcting.deeds import done
from desktop.correcting.draft import Draft, UnfitError
from desktop.corrections import Deed, Move, PutAside, Regrade, Reword, SetDatum, TakeIn
from desktop.model import Kind, Node, Outline
from desktop.structure.nodes import title_rule

Words = Callable[[Node], str]
"""How a node's words are shown: its label, its text or title, its units."""


class _Char(NamedTuple):
    """A character: the deed that brought it, or where it was printed."""

    deed: int | None
    node: str = ""
    place: int = 0


@dataclass(slots=True)
class Blame:
    """Deeds by their places in the list of all; None is no deed, the printed text.

    Attributes:
        born: for each node whose words were touched, the deed that brought each character of its
            words now and the border behind them.
        came: for the same characters, the printed node that each stood in and its place there.
        gone: for each node as it was printed, the deed that took each of its characters, and that
            border; nodes that lost none are not there.
        placed: the last deed that moved a node.
        shaped: the last deed that made it of another kind, or stand in a box or not.
        last: the last deed that changed a node, one of the document's data, or a line outside.
        homes: for each node that was not printed, the printed one that it was split off.
        parts: for each printed node whose words went elsewhere, the nodes that have them now.
    """

    born: dict[str, list[int | None]] = field(default_factory=dict)
    came: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    gone: dict[str, dict[int, int]] = field(default_factory=dict)
    placed: dict[str, int] = field(default_factory=dict)
    shaped: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)


def blamed(outline: Outline, deeds: Iterable[Deed], words: Words) -> Blame:
    """Do deeds to a printed outline, one after the other, and note what each of them did.

    Deeds that do not fit are left out.
    """
    return _Replay(outline, words).of(deeds)


class _Replay:
    def __init__(self, outline: Outline, words: Words) -> None:
        self._draft = Draft(outline)
        self._rule = title_rule(outline.walk())
        self._words = words
        self._chars: dict[str, list[_Char]] = {}
        self._printed = frozenset(self._draft.nodes)
        self._blame = Blame()

    def of(self, deeds: Iterable[Deed]) -> Blame:
        for number, deed in enumerate(deeds):
            self._do(number, deed)
        for node, chars in self._chars.items():
            if node in self._draft.nodes:
                self._blame.born[node] = [char.deed for char in chars]
                self._blame.came[node] = [(char.node, char.place) for char in chars]
                self._trace(node, chars)
        return self._blame

    def _do(self, number: int, deed: Deed) -> None:
        draft, before = self._draft, dict(self._draft.nodes)
        plain = isinstance(deed, Reword | SetDatum)  # of one node or none, which stays
        order = [] if plain else list(draft.walk())
        wanted = str(getattr(deed, "node", ""))
        inside = set(draft.walk(wanted)) if wanted in before else set()
        try:
            done(draft, deed, self._rule)
        except UnfitError:
            return
        after = draft.nodes
        old = [id_ for id_, node in before.items() if node is not after.get(id_)]
        new = [id_ for id_, node in after.items() if node is not before.get(id_)]
        if not plain:
            old.sort(key={id_: place for place, id_ in enumerate(order)}.__getitem__)
            new.sort(key={id_: place for place, id_ in enumerate(draft.walk())}.__getitem__)
        self._rewrite(number, [before[id_] for id_ in old], [after[id_] for id_ in new])
        self._blame.last |= dict.fromkeys((*old, *new, *_outside(deed, before)), number)
        if isinstance(deed, Move):
            self._blame.placed |= dict.fromkeys((deed.node, *inside), number)
        if isinstance(deed, Regrade):
            boxed = Kind.BOX in {before[deed.node].kind, deed.kind}
            around = {*inside, *draft.walk(deed.node)} if boxed else ()
            self._blame.shaped |= dict.fromkeys((deed.node, *around), number)

    def _rewrite(self, number: int, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Let the characters of the nodes go over to what they have become."""
        was = [char for node in old for char in self._of(node)]
        words = [f"{self._words(node)}\n" for node in new]
        before = "".join(f"{self._words(node)}\n" for node in old)
        made: list[_Char] = []
        for op in Indel.opcodes(before, "".join(words)):
            if op.tag == "equal":
                made += was[op.src_start : op.src_end]
                continue
            for char in was[op.src_start : op.src_end]:
                if char.deed is None:
                    self._blame.gone.setdefault(char.node, {})[char.place] = number
            made += [_Char(number)] * (op.dest_end - op.dest_start)
        for node in old:
            self._chars.pop(node.id, None)
        place = 0
        for node, text in zip(new, words, strict=True):
            self._chars[node.id] = made[place : place + len(text)]
            place += len(text)

    def _of(self, node: Node) -> list[_Char]:
        known = self._chars.get(node.id)
        if known is None:
            count = len(self._words(node)) + 1
            known = [_Char(None, node.id, place) for place in range(count)]
        return known

    def _trace(self, node: str, chars: Sequence[_Char]) -> None:
        """Note where the printed words of a node come from."""
        for origin in {char.node: None for char in chars if char.deed is None}:
            if origin != node:
                self._blame.parts.setdefault(origin, set()).add(node)
            if node not in self._printed:
                self._blame.homes.setdefault(node, origin)


def _outside(deed: Deed, before: dict[str, Node]) -> list[str]:
    """Return what a deed changes that is no node: a datum, a line of a part outside the tree."""
    match deed:
        case SetDatum():
            return [f"#{deed.datum}"]
        case TakeIn():
            return [f"#{deed.part}#{deed.text}"]
        case PutAside():
            node = before[deed.node]
            body = node.text or node.title
            return [f"#{deed.part}#{node.label}{body}{node.units_text}"]
    return []
