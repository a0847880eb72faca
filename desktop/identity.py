"""What makes two things the same: document numbers, texts, and nodes of two versions of a text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from desktop.model import Node
from desktop.text import normal

_BRACKETS = str.maketrans("()<>{}〈〉《》「」〖〗", "[][][][][][][]")
_LOOKED_AT = 20_000  # code points of a text that decide whether it is another's newer version
_SHINGLE = 5  # code points; shorter ones are shared by any two texts of one field
_LIKE = 0.5  # of all pairs of neighbouring characters: enough to be the same passage, reworded
_TELLING = 24  # rarest pairs of a passage that are looked up
_COMMON = 20  # passages; a pair found in more of them tells nothing


def number_key(number: str | None) -> str:
    """Return the form in which document numbers are compared, brackets alike; "" for none."""
    return normal(number or "").translate(_BRACKETS)


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, wherever it stands: from 0 to 1.

    Line breaks and white space do not count; the first 20,000 characters decide. Two documents of
    one field stay under 0.15, one that carries out the other reaches 0.35, and a revised text is
    seldom under 0.5.
    """
    return _dice(_shingles(one[: 2 * _LOOKED_AT]), _shingles(other[: 2 * _LOOKED_AT]))


def _shingles(text: str) -> set[str]:
    key = normal(text)[:_LOOKED_AT]
    return {key[at : at + _SHINGLE] for at in range(max(1, len(key) - _SHINGLE + 1))}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def carried_ids(old: Sequence[Node], new: Sequence[Node], *, fresh: Callable[[], str]) -> list[str]:
    """Return an id for each node of the new tree, in document order.

    A node that is found again in the old tree keeps its id: first where label path, title and text
    are as they were; then where title and text are; then where label path and title are; then where
    the text is much alike; last, headings over mostly the same nodes. The others get a new one.

    Args:
        old: the top nodes of the older tree, with ids.
        new: the top nodes of the newer tree.
        fresh: makes an id that was never used.
    """
    befores, afters = list(_passages(old)), list(_passages(new))
    pairs = _Pairs(befores, afters)
    for key in (_in_place, _elsewhere, _reworded):
        pairs.match(key)
    pairs.match_alike()
    pairs.match_headings()
    return [
        befores[pairs.found[at]].node.id if at in pairs.found else fresh()
        for at in range(len(afters))
    ]


def heirs(old: Sequence[Node], new: Sequence[Node]) -> dict[str, str | None]:
    """Return, for each node that is gone, the node that has its lines of the source now.

    Of several the one that shares most of its words; None where its lines are in no node. Both
    trees are of the same source.

    Args:
        old: the top nodes of the older tree, with ids.
        new: the top nodes of the newer tree, with ids.
    """
    passages = list(_passages(new))
    there = {passage.node.id for passage in passages}
    found: dict[str, str | None] = {}
    for gone in _passages(old):
        if gone.node.id in there:
            continue
        own = _bigrams(gone)
        sharing = [each for each in passages if _share_lines(gone.node, each.node)]
        best = max(sharing, key=lambda each: len(own & _bigrams(each)), default=None)
        found[gone.node.id] = best.node.id if best else None
    return found


def _share_lines(one: Node, other: Node) -> bool:
    last = min(one.last_line, other.last_line)
    return 0 < max(one.first_line, other.first_line) <= last


@dataclass(frozen=True, slots=True)
class _Passage:
    """A node with what it is recognised by, all in normal form."""

    node: Node
    parent: int | None  # its place in the list
    path: tuple[str, ...]  # the labels from the top down to its own
    title: str
    text: str


def _passages(nodes: Sequence[Node]) -> Iterator[_Passage]:
    """Yield the nodes and all below them in document order."""
    top: tuple[int | None, tuple[str, ...]] = (None, ())
    stack = [(*top, node) for node in reversed(nodes)]
    place = 0
    while stack:
        parent, above, node = stack.pop()
        path = (*above, normal(node.label))
        yield _Passage(node, parent, path, normal(node.title), normal(node.text))
        stack.extend((place, path, child) for child in reversed(node.children))
        place += 1


def _in_place(passage: _Passage) -> Hashable:
    return passage.path, passage.title, passage.text


def _elsewhere(passage: _Passage) -> Hashable:
    return (passage.title, passage.text) if passage.title or passage.text else None


def _reworded(passage: _Passage) -> Hashable:
    return (passage.path, passage.title) if passage.title else None


class _Pairs:
    """Which passage of the new tree is which of the old one; each is used once.

    Attributes:
        found: place in the new tree to place in the old one.
    """

    def __init__(self, old: Sequence[_Passage], new: Sequence[_Passage]) -> None:
        self._old, self._new = old, new
        self._left = set(range(len(old)))
        self.found: dict[int, int] = {}

    def _pair(self, after: int, before: int) -> None:
        self.found[after] = before
        self._left.discard(before)

    def _open(self) -> list[int]:
        return [at for at in range(len(self._new)) if at not in self.found]

    def match(self, key: Callable[[_Passage], Hashable]) -> None:
        """Pair passages of equal key, the first with the first; a key of None fits nothing."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for before in sorted(self._left, reverse=True):
            waiting[key(self._old[before])].append(before)
        waiting.pop(None, None)
        for after in self._open():
            if places := waiting.get(key(self._new[after])):
                self._pair(after, places.pop())

    def match_alike(self) -> None:
        """Pair passages whose words are much alike, the most alike first, the nearest on a tie."""
        words = {before: _bigrams(self._old[before]) for before in self._left}
        holders: dict[str, list[int]] = defaultdict(list)
        for before in sorted(words):
            for bigram in words[before]:
                holders[bigram].append(before)
        chances = []
        for after in self._open():
            own = _bigrams(self._new[after])
            shared = sorted((b for b in own if b in holders), key=lambda b: (len(holders[b]), b))
            near = {
                before
                for bigram in shared[:_TELLING]
                if len(holders[bigram]) <= _COMMON
                for before in holders[bigram]
            }
            for before in near:
                score = _dice(own, words[before])
                if score >= _LIKE and self._comparable(before, after):
                    chances.append((-score, abs(before - after), after, before))
        for _, _, after, before in sorted(chances):
            if after not in self.found and before in self._left:
                self._pair(after, before)

    def _comparable(self, before: int, after: int) -> bool:
        """Return whether both are headings, or both have a text."""
        return bool(self._old[before].text) == bool(self._new[after].text)

    def match_headings(self) -> None:
        """Pair headings over mostly the same nodes, the innermost first."""
        sizes = Counter(passage.parent for passage in self._old)
        below: dict[int | None, list[int]] = defaultdict(list)
        for after, passage in enumerate(self._new):
            below[passage.parent].append(after)
        for after in reversed(self._open()):
            votes = Counter(
                self._old[self.found[child]].parent for child in below[after] if child in self.found
            )
            for before, count in votes.most_common(1):
                most = max(len(below[after]), sizes[before])
                if before in self._left and 2 * count > most:
                    self._pair(after, before)


def _bigrams(passage: _Passage) -> set[str]:
    key = passage.text or passage.title
    return {key[at : at + 2] for at in range(max(1, len(key) - 1))} if key else set()
