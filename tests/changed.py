"""Seeds as a later version would have them, and where each of their characters has gone.

What is changed: 2 % of the characters, page numbers put in, a paragraph left out, two measures
swapped. Both texts go through the parser and `identity`, as on import. Each character is followed
from text to text, so that it is known where the words of a mark really are.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, pairwise
from pathlib import Path

from desktop import identity
from desktop.annotations import Piece
from desktop.model import Kind, Node, Outline
from tests.documents import outline_of_text

ERRORS = 0.02  # of the characters
LINES_ON_A_PAGE = 44
SHORTEST, LONGEST = 3, 80  # characters of a mark

Traced = list[tuple[str, int | None, bool]]
"""Characters with their place in the older text and whether they are still what they were."""


@dataclass(frozen=True)
class Place:
    """Where a character of the older text is now: in which node, at which offset, unchanged?"""

    node: int
    at: int
    same: bool


class Revision:
    """A text and a later version of it, parsed, with the ids that nodes keep.

    Attributes:
        old, new: the ids and texts of the nodes that have a text, in document order.
    """

    def __init__(self, path: Path, seed: int) -> None:
        rng = random.Random(f"{path.name} {seed}")  # noqa: S311 - only has to be the same again
        text = path.read_text("utf-8")
        before = outline_of_text(text)
        named = _named(before)
        lines = _revised(text, before, rng)
        after = outline_of_text("\n".join("".join(c for c, _, _ in line) for line in lines))
        fresh = count()
        ids = identity.carried_ids(named, after.nodes, fresh=lambda: f"new {next(fresh)}")
        nodes = [node for top in named for node in top.walk()]
        self.old = [(node.id, node.text) for node in nodes]
        self.new = [(id_, node.text) for id_, node in zip(ids, after.walk(), strict=True)]
        plain: Traced = [(char, at, True) for at, char in enumerate(text)]
        flat = [each for line in lines for each in [*line, ("\n", None, False)]]
        self._sources = [[at for at, _ in trace] for trace in _traces(nodes, plain)]
        self._traces = _traces(list(after.walk()), flat)

    @cached_property
    def _now(self) -> dict[int, Place]:
        return {
            source: Place(node, at, same)
            for node, trace in enumerate(self._traces)
            for at, (source, same) in enumerate(trace)
            if source is not None
        }

    def marks(self, number: int, seed: int = 0) -> Iterator[list[tuple[int, int, int]]]:
        """Yield the stretches of random marks: node, start, end; some go over several nodes."""
        rng = random.Random(seed)  # noqa: S311 - only has to be the same again
        flat = [(node, at) for node, (_, text) in enumerate(self.old) for at in range(len(text))]
        for _ in range(number):
            size = rng.randint(SHORTEST, LONGEST)
            begin = rng.randrange(len(flat) - size)
            stretches: dict[int, list[int]] = {}
            for node, at in flat[begin : begin + size]:
                if self._sources[node][at] is not None:
                    stretches.setdefault(node, []).append(at)
            yield [(node, ats[0], ats[-1] + 1) for node, ats in stretches.items()]

    def pieces(self, mark: Sequence[tuple[int, int, int]]) -> list[Piece]:
        """Return the pieces of a mark, as they are kept."""
        return [Piece.of(*self.old[node], start, end) for node, start, end in mark]

    def verdict(
        self, mark: Sequence[tuple[int, int, int]], found: Sequence[Piece] | None
    ) -> tuple[bool, str]:
        """Return whether the mark's words are unchanged, and where they were found.

        "exactly"; "nearly", with others beside them or without some of them; "nowhere"; or on
        "other" words, where most of a piece never was the mark's.
        """
        sources = [self._of(stretch) for stretch in mark]
        unchanged = all(map(self._unchanged, sources))
        if found is None:
            return unchanged, "nowhere"
        ids = {id_: node for node, (id_, _) in enumerate(self.new)}
        now = [self._at(ids[piece.node], piece.start, piece.end) for piece in found]
        if unchanged and sorted(now) == sorted(sources):
            return unchanged, "exactly"
        own = {source for each in sources for source in each}
        strange = any(sum(source not in own for source in each) > len(each) / 2 for each in now)
        complete = own <= {source for each in now for source in each}
        return unchanged, "other" if strange and not complete else "nearly"

    def _of(self, stretch: tuple[int, int, int]) -> list[int]:
        node, start, end = stretch
        return [source for source in self._sources[node][start:end] if source is not None]

    def _at(self, node: int, start: int, end: int) -> list[int]:
        text = self.new[node][1]
        return [
            -1 if source is None else source
            for at, (source, _) in enumerate(self._traces[node][start:end], start)
            if not text[at].isspace()
        ]

    def _unchanged(self, sources: Sequence[int]) -> bool:
        """Return whether these characters, and no others, still stand side by side in a node."""
        places = [self._now[source] for source in sources if source in self._now]
        if len(places) < len(sources) or not all(place.same for place in places):
            return False
        first, last = places[0], places[-1]
        return first.node == last.node and self._at(first.node, first.at, last.at + 1) == sources


def _named(outline: Outline) -> tuple[Node, ...]:
    """Return the nodes with ids."""
    ids = count()

    def named(node: Node) -> Node:
        id_ = f"{next(ids)}"
        return replace(node, id=id_, children=tuple(map(named, node.children)))

    return tuple(map(named, outline.nodes))


def _revised(text: str, outline: Outline, rng: random.Random) -> list[Traced]:
    """Return the lines of the later version."""
    lines: list[Traced] = []
    place = 0
    for line in text.split("\n"):
        lines.append([(char, at, True) for at, char in enumerate(line, place)])
        place += len(line) + 1
    order = _without_one(_swapped(list(range(len(lines))), outline, rng), outline, rng)
    signs = sorted({char for char in text if not char.isspace()})
    revised: list[Traced] = []
    for done, line in enumerate(order, 1):
        revised.append([each for sign in lines[line] for each in _misread(sign, signs, rng)])
        if done % LINES_ON_A_PAGE == 0:
            number = f"- {done // LINES_ON_A_PAGE} -"
            revised += [[], [(char, None, False) for char in number], []]
    return revised


def _swapped(order: list[int], outline: Outline, rng: random.Random) -> list[int]:
    """Return the lines in an order in which two neighbouring measures are swapped."""
    measures = [node for node in outline.walk() if node.kind is Kind.MEASURE]
    pairs = [
        (one.first_line - 1, one.last_line, other.first_line - 1, other.last_line)
        for one, other in pairwise(measures)
        if one.last_line < other.first_line and not one.children and not other.children
    ]
    begin, end, other, last = rng.choice(pairs)
    return order[:begin] + order[other:last] + order[end:other] + order[begin:end] + order[last:]


def _without_one(order: list[int], outline: Outline, rng: random.Random) -> list[int]:
    """Return the lines without those of one paragraph."""
    texts = [node for node in outline.walk() if node.text and node.kind is not Kind.TABLE]
    gone = rng.choice(texts)
    return [line for line in order if not gone.first_line <= line + 1 <= gone.last_line]


def _misread(
    sign: tuple[str, int | None, bool], signs: Sequence[str], rng: random.Random
) -> Traced:
    """Return a character as it comes out: mostly itself, else another, none, or one too many."""
    char, at, _ = sign
    if char.isspace() or rng.random() >= ERRORS:
        return [sign]
    wrong = rng.choice([each for each in signs if each != char])
    outcomes: list[Traced] = [[(wrong, at, False)]] * 3 + [[], [sign, (wrong, None, False)]]
    return rng.choice(outcomes)


def _traces(nodes: Sequence[Node], source: Traced) -> list[list[tuple[int | None, bool]]]:
    """Return, for each character of each node's text, what the source says of it."""
    begins = [0, *(at for at, (char, _, _) in enumerate(source, 1) if char == "\n")]
    signs = [each for each in source if not each[0].isspace()]
    counted = [0]
    for char, _, _ in source:
        counted.append(counted[-1] + (not char.isspace()))
    text = "".join(char for char, _, _ in signs)
    return [
        _trace(node, text, signs, counted[begins[max(0, node.first_line - 1)]]) for node in nodes
    ]


def _trace(node: Node, text: str, signs: Traced, near: int) -> list[tuple[int | None, bool]]:
    """Follow a node's text through the source, over labels and page numbers in between."""
    words = [at for at, char in enumerate(node.text) if not char.isspace()]
    own = "".join(node.text[at] for at in words)
    trace: list[tuple[int | None, bool]] = [(None, False)] * len(node.text)
    at = _begin(own, text, near)
    for place, word in enumerate(words):
        if not text.startswith(own[place], at):
            further = text.find(own[place : place + 6], at, at + 150)
            if further < 0:
                continue
            at = further
        _, source, same = signs[at]
        trace[word] = (source, same)
        at += 1
    return trace


def _begin(own: str, text: str, near: int) -> int:
    """Return where a node's text begins: about there, or on one of the lines before."""
    for begin, size in ((near, 9), (near - 400, 9), (near, 5), (near - 400, 5), (near - 400, 3)):
        at = text.find(own[:size], max(0, begin), near + 500)
        if at >= 0:
            return at
    return near
