"""Compare: two documents, or two versions of one, measure by measure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.actions import documents, naming
from desktop.comparison import (
    Comparison,
    Difference,
    Edition,
    Judgement,
    Measure,
    Origin,
    Pair,
    Relation,
    Side,
)
from desktop.errors import UserError
from desktop.model import Document, Kind, Node
from desktop.store import Store

if TYPE_CHECKING:
    from desktop.matching import Matched

_COMPARED = frozenset({Kind.MEASURE, Kind.ARTICLE})


def compare(store: Store, *, a: Edition, b: Edition) -> Comparison:
    """Return which measures of two texts belong together, a on the left and b on the right.

    They may be two documents or two versions of one. Long ones take a second: the window asks in a
    job. What people confirmed, rejected or paired by hand wins over what the program finds.

    Raises:
        UserError: there is no such document or version.
    """
    return _compared(store, a, b, lambda _done, _total: None)


def compare_in_job(
    store: Store,
    *,
    a: Edition,
    b: Edition,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> Comparison | None:
    """Return what `compare` does; None where it was cancelled.

    Args:
        store: the library.
        a: the left side.
        b: the right side.
        progress: called with the count of steps done, the count of all, and what comes next.
        cancelled: asked before each step.

    Raises:
        UserError: there is no such document or version.
    """

    def step(done: int, total: int) -> None:
        if cancelled():
            raise _Cancelled
        progress(done, total, "正在对照措施" if done < total else "")

    try:
        return _compared(store, a, b, step)
    except _Cancelled:
        return None


def accept(
    store: Store,
    *,
    author: str,
    comparison: Comparison,
    pairs: Sequence[tuple[str, str]],
    relation: Relation | None = None,
) -> None:
    """Confirm pairs that the program found, or make others by hand: two measures each, a first.

    Compare again to see it; what is to be said of several is one step.

    Args:
        store: the library.
        author: who says so.
        comparison: what they looked at.
        pairs: the ids of the measures.
        relation: what they are to each other; None for what the program says, or related.

    Raises:
        UserError: a measure is gone, or the library cannot be written.
    """
    label = "确认对应" if all(_is_found(comparison, pair) for pair in pairs) else "手工对应"
    found = {(pair.a, pair.b): pair.relation for pair in comparison.pairs + comparison.rejected}
    _say(
        store,
        label,
        comparison,
        {pair: relation or found.get(pair, Relation.RELATED) for pair in pairs},
        _Saying(author, accepted=True),
    )


def reject(
    store: Store, *, author: str, comparison: Comparison, pairs: Sequence[tuple[str, str]]
) -> None:
    """Say that measures do not belong together; the program will not pair them again.

    Raises:
        UserError: a measure is gone, or the library cannot be written.
    """
    _say(
        store,
        "排除对应",
        comparison,
        dict.fromkeys(pairs, Relation.RELATED),
        _Saying(author, accepted=False),
    )


def withdraw(
    store: Store, *, author: str, comparison: Comparison, pairs: Sequence[tuple[str, str]]
) -> None:
    """Forget what was said of pairs, so that the program decides again.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(author=author) as step:
        step.label = f"撤回判断{_told(comparison, pairs)}"
        for pair in pairs:
            store.pairs.remove(
                _judgement(comparison, pair, Relation.RELATED, _Saying(author, accepted=False), "")
            )


@dataclass(frozen=True, slots=True)
class _Saying:
    author: str
    accepted: bool


def _say(
    store: Store,
    label: str,
    comparison: Comparison,
    relations: Mapping[tuple[str, str], Relation],
    saying: _Saying,
) -> None:
    with store.step(author=saying.author) as step:
        known = store.places.known(node for pair in relations for node in pair)
        if not known.keys() >= {node for pair in relations for node in pair}:
            raise UserError("这条措施已不在库中，没有改动。请重新对照。")
        step.label = f"{label}{_told(comparison, list(relations))}"
        for pair, relation in relations.items():
            store.pairs.put(_judgement(comparison, pair, relation, saying, store.now()))


def _is_found(comparison: Comparison, pair: tuple[str, str]) -> bool:
    found = comparison.pairs + comparison.rejected
    return any((each.a, each.b) == pair and each.origin != "made" for each in found)


def _judgement(
    comparison: Comparison,
    pair: tuple[str, str],
    relation: Relation,
    saying: _Saying,
    at: str,
) -> Judgement:
    left, right = comparison.a, comparison.b
    made = Judgement(
        *pair, left.document, right.document, saying.accepted, relation, saying.author, at
    )
    backwards = left.document == right.document and left.version > right.version
    return made.turned() if backwards else made


def _told(comparison: Comparison, pairs: Sequence[tuple[str, str]]) -> str:
    if len(pairs) != 1:
        return f" {len(pairs)} 对"
    ((a, b),) = pairs
    one, other = comparison.measure_a(a), comparison.measure_b(b)
    return naming.quoted(f"{one.label}{one.title}") + naming.quoted(f"{other.label}{other.title}")


class Differences:
    """What differs between the measures of the pairs of a comparison.

    Making it counts the words of both documents, some milliseconds for each 10,000 characters; each
    answer then takes a millisecond or two, and is remembered.
    """

    def __init__(self, comparison: Comparison) -> None:
        """Take the comparison whose pairs will be asked for."""
        # As for what compares.
        from desktop import matching  # noqa: PLC0415

        sides = (comparison.a, comparison.b)
        texts = [measure.text for side in sides for measure in side.measures]
        self._comparison, self._differ = comparison, matching.Differ(texts)
        self._tell = matching.told
        self._known: dict[tuple[str, str], tuple[Difference, ...]] = {}

    def of(self, a: str, b: str) -> tuple[Difference, ...]:
        """Return what became of measure a in measure b, whether or not they are a pair.

        In the order of b, what is gone standing where it was: that is how the right side and a
        marked-up text are drawn. For the left side, sort by `start_a`. `spacing` is best shown as
        if it were kept.

        Raises:
            KeyError: there is no such measure.
        """
        if (a, b) not in self._known:
            old, new = self._comparison.measure_a(a).text, self._comparison.measure_b(b).text
            self._known[a, b] = self._differ.between(old, new)
        return self._known[a, b]

    def told(self, pair: Pair) -> tuple[tuple[Difference, ...], str]:
        """Return the same of a pair, and a Chinese sentence that says it.

        Raises:
            KeyError: there is no such measure.
        """
        pieces = self.of(pair.a, pair.b)
        return pieces, self._tell(pieces)


class _Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user asked to stop."""


def _compared(store: Store, a: Edition, b: Edition, step: Callable[[int, int], None]) -> Comparison:
    # The window opens before anything is compared, and does not wait for what compares.
    from desktop import matching  # noqa: PLC0415

    known = [naming.document(store, side.document) for side in (a, b)]
    left, right = (
        _side(store, document, side.version) for document, side in zip(known, (a, b), strict=True)
    )
    issuers = [document.issuer or "" for document in known]
    matched = matching.match(left.measures, right.measures, issuers=issuers, step=step)
    said = {(each.a, each.b): each for each in _judgements(store, left, right)}
    kept, rejected = [], []
    for pair in matched.pairs():
        judgement = said.pop((pair.a, pair.b), None)
        if judgement is None:
            kept.append(pair)
        elif judgement.accepted:
            kept.append(_accepted(matched, left, right, judgement, "confirmed"))
        else:
            rejected.append(pair)
    kept += [
        _accepted(matched, left, right, judgement, "made")
        for judgement in said.values()
        if judgement.accepted
    ]
    places = {measure.node: measure.position for measure in left.measures}
    kept.sort(key=lambda pair: (places[pair.a], -pair.score))
    return Comparison(left, right, tuple(kept), tuple(rejected))


def _judgements(store: Store, left: Side, right: Side) -> list[Judgement]:
    """Return what people said of measures that both texts have."""
    found = store.pairs.between(left.document, right.document)
    if left.document == right.document and left.version > right.version:
        found = [each.turned() for each in found]
    ours, theirs = ({measure.node for measure in side.measures} for side in (left, right))
    return [each for each in found if each.a in ours and each.b in theirs]


def _accepted(
    matched: "Matched", left: Side, right: Side, judgement: Judgement, origin: Origin
) -> Pair:
    a, b = (
        next(each.position for each in side.measures if each.node == node)
        for side, node in ((left, judgement.a), (right, judgement.b))
    )
    return matched.pair(a, b, relation=judgement.relation, origin=origin)


def _side(store: Store, document: Document, version: int | None) -> Side:
    outline = documents.load_outline(store, document=document.id, version=version)
    measures = tuple(_measures(outline.nodes))
    return Side(
        document=document.id,
        version=document.version if version is None else version,
        title=document.title,
        doc_number=document.doc_number or "",
        measures=measures,
    )


def _measures(nodes: Sequence[Node]) -> Iterator[Measure]:
    """Yield the measures of a tree, each with its chapter or else the topmost heading over it."""
    stack = [(node, "") for node in reversed(nodes)]
    position = 0
    while stack:
        node, chapter = stack.pop()
        if node.kind in _COMPARED:
            yield Measure(
                node.id,
                node.kind.value,
                node.label,
                node.ordinal,
                node.title,
                node.text,
                chapter,
                position,
            )
            position += 1
        elif node.kind is Kind.CHAPTER or not chapter:
            chapter = f"{node.label} {node.title}".strip()
        stack.extend((child, chapter) for child in reversed(node.children))
