"""The lines of the list of pairs, as plain values: which there are, which are wanted, how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.comparison import RELATION_WORDS, Comparison, Coverage, Measure, Origin, Pair
from desktop.text import normal

SideName = Literal["left", "right"]
SIDES: tuple[SideName, SideName] = ("left", "right")
ALONE_LEFT, ALONE_RIGHT, REJECTED, JUDGED = "alone_left", "alone_right", "rejected", "judged"
LONGEST_QUOTE = 28
ORIGINS: Mapping[Origin, str] = {"machine": "", "confirmed": "✓ 已确认", "made": "✎ 手工"}
"""Who says that two measures belong together, in words; nothing where the program does."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: a pair, a pair that was rejected, or a measure without a counterpart.

    Attributes:
        kind: the pair's relation, or `rejected`, `alone_left`, `alone_right`.
        left, right: the two measures; None on the side that has none.
        pair: the pair, or None.
    """

    kind: str
    left: Measure | None
    right: Measure | None
    pair: Pair | None = None

    @property
    def score(self) -> float:
        """The pair's score; 0 for a measure alone."""
        return self.pair.score if self.pair else 0.0

    @property
    def nodes(self) -> tuple[str, str]:
        """The ids of the two measures, "" on the side that has none."""
        return (self.left.node if self.left else "", self.right.node if self.right else "")

    @property
    def _place(self) -> tuple[bool, int, int]:
        left = self.left.position if self.left else 0
        return self.left is None, left, self.right.position if self.right else -1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted, and in what order; what is left empty does not matter.

    Attributes:
        kind: one of an `Item`, or `judged` for all that a person decided.
        text: words that label or title of either measure contain.
        chapter: the heading that the left measure stands under.
        by_score: the surest pairs first, in place of the left document's order.
    """

    kind: str = ""
    text: str = ""
    chapter: str = ""
    by_score: bool = False


def items(comparison: Comparison) -> list[Item]:
    """Return every line there is: by place on the left, then what only the right side has."""
    found = [
        Item(kind, comparison.measure_a(pair.a), comparison.measure_b(pair.b), pair)
        for pairs, rejected in ((comparison.pairs, False), (comparison.rejected, True))
        for pair in pairs
        for kind in (REJECTED if rejected else pair.relation.value,)
    ]
    found += [Item(ALONE_LEFT, measure, None) for measure in comparison.only_a]
    found += [Item(ALONE_RIGHT, None, measure) for measure in comparison.only_b]
    return sorted(found, key=lambda item: item._place)  # noqa: SLF001 - of this module


def kept(every: Sequence[Item], wanted: Wanted) -> list[Item]:
    """Return the lines wanted, in the order wanted."""
    words = normal(wanted.text)
    found = [
        item
        for item in every
        if _is(item, wanted.kind)
        and (not wanted.chapter or (item.left and item.left.chapter == wanted.chapter))
        and (not words or words in normal(f"{named(item.left)} {named(item.right)}"))
    ]
    return sorted(found, key=lambda item: -item.score) if wanted.by_score else found


def counts(every: Sequence[Item]) -> dict[str, int]:
    """Return how many lines there are of each kind, `judged` and "" (all) included."""
    made = {"": len(every), JUDGED: sum(_is(item, JUDGED) for item in every)}
    for item in every:
        made[item.kind] = made.get(item.kind, 0) + 1
    return made


def named(measure: Measure | None) -> str:
    """Return a measure's label and title, "" for none."""
    return f"{measure.label}{measure.title}" if measure else ""


def evidence(comparison: Comparison, pair: Pair) -> str:
    """Return one sentence that says why two measures were paired: what they share, quoted."""
    if pair.origin == "made":
        return "由人工配对。"
    text = comparison.measure_a(pair.a).text
    longest = max(pair.stretches, key=lambda each: each.end_a - each.start_a, default=None)
    if longest is not None:
        words = text[longest.start_a : longest.end_a].replace("\n", "")
        shown = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
        more = len(pair.stretches) - 1
        return f"都写有“{shown}”" + (f"，另有 {more} 处相同。" if more else "。")
    if pair.terms:
        return f"都说到{'、'.join(pair.terms[:4])}。"
    return f"{RELATION_WORDS[pair.relation]}，用词相近。"


def pair_of(comparison: Comparison, nodes: tuple[str, str]) -> Pair | None:
    """Return the pair of two measures; None where they are none."""
    return next((pair for pair in comparison.of_a(nodes[0]) if pair.b == nodes[1]), None)


def rejected_of(comparison: Comparison, nodes: tuple[str, str]) -> Pair | None:
    """Return the pair that the program would make of two measures and a person rejected."""
    return next((pair for pair in comparison.rejected if (pair.a, pair.b) == nodes), None)


def current_words(comparison: Comparison, nodes: tuple[str, str]) -> tuple[str, str]:
    """Return the kind of what is current, "" for none, and what is to be said of it.

    Args:
        comparison: in which.
        nodes: the ids of the current measures, "" for none on a side.
    """
    pair = pair_of(comparison, nodes)
    if pair is not None:
        said = f"{pair.score:.0%}　{ORIGINS[pair.origin]}".rstrip("　")
        return pair.relation.value, f"{said}　{evidence(comparison, pair)}"
    if all(nodes):
        kind = REJECTED if rejected_of(comparison, nodes) else ""
        return kind, "这两条没有配对；要配为一对，按 Ctrl+J。"
    if nodes[0]:
        return ALONE_LEFT, named(comparison.measure_a(nodes[0]))
    if nodes[1]:
        return ALONE_RIGHT, named(comparison.measure_b(nodes[1]))
    return "", f"左边 {words_of(comparison.coverage_a()[0])}"


def words_of(share: Coverage) -> str:
    """Return a share in words: 12 条中 9 条有对应（75%）."""
    found = share.measures - share.missing
    return f"{share.measures} 条中 {found} 条有对应（{share.share:.0%}）"


def _is(item: Item, kind: str) -> bool:
    if kind == JUDGED:
        return item.kind == REJECTED or bool(item.pair and item.pair.origin != "machine")
    return not kind or item.kind == kind
