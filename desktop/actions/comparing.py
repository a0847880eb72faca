"""Compare: two documents, or two versions of one, measure by measure."""

from collections.abc import Callable, Iterator, Sequence

from desktop.actions import documents, naming
from desktop.comparison import Comparison, Difference, Edition, Measure, Side
from desktop.model import Document, Kind, Node
from desktop.store import Store

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
    return Comparison(left, right, tuple(matched.pairs()))


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
