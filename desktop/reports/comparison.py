"""对照表: measures of two texts side by side in Word, with what differs between them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from desktop.bookmarks import bookmark_of
from desktop.comparison import (
    RELATION_WORDS,
    Comparison,
    Coverage,
    Difference,
    Measure,
    Pair,
    Relation,
    Side,
)
from desktop.reports.annotated import Choices
from desktop.reports.briefing import Briefing, begin, end
from desktop.reports.content import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Draft,
    Inline,
    Report,
    Span,
    Table,
    cell,
    paragraph,
)
from desktop.reports.measures import labelled
from desktop.reports.official import C, P

TITLE = "对照表"
OLD_STYLES = {"changed": C.REMOVED, "removed": C.REMOVED, "number": C.OLD_NUMBER}
NEW_STYLES = {"changed": C.ADDED, "added": C.ADDED, "number": C.NEW_NUMBER}
"""How words look on the left and on the right by what became of them; others are plain."""
ORIGINS = {"machine": "", "confirmed": "（已确认）", "made": "（人工）"}
COUNTS = ("措施", "相同", "改写", "相关", "没有对应", "有对应的占比")
"""What is told of a chapter."""
_COLUMNS = (12.0, 12.0, 6.5)
_CHAPTER = "F4F3EE"
_UNCHANGED = "（原文见上）"
_LEGEND: tuple[Inline, ...] = (
    Span("标示："),
    Span("删去或改掉的文字", C.REMOVED),
    Span("，"),
    Span("增加或改成的文字", C.ADDED),
    Span("，数字"),
    Span("由此", C.OLD_NUMBER),
    Span("改"),
    Span("成此", C.NEW_NUMBER),
    Span("，"),
    Span("移动了位置的文字", C.MOVED),
    Span("。主题相关而各自表述的措施不作标示。"),
)

Told = Callable[[Pair], tuple[Sequence[Difference], str]]
"""Gives what differs between the measures of a pair, and a sentence that says so."""


def compose(
    comparison: Comparison,
    told: Told,
    choices: Choices,
    briefing: Briefing,
    *,
    tick: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """Return the comparison as a report: how much is carried out, the pairs, and what has none.

    Args:
        comparison: two texts and the pairs of their measures.
        told: what differs between two of them.
        choices: how it looks.
        briefing: what stands around it.
        tick: called with how many of how many pairs are done; may raise to stop.
    """
    draft = Draft()
    title = briefing.title or TITLE
    begin(draft, briefing, title)
    for word, side in (("左", comparison.a), ("右", comparison.b)):
        draft.line(P.META, f"{word}：{named(comparison, side)}")
    _summary(draft, comparison)
    draft.line(P.HEADING_1, "二、逐条对照")
    draft.line(P.NOTE, *_LEGEND)
    draft.blocks.append(_Pairs(comparison, told, choices).table(tick))
    draft.line(P.HEADING_1, "三、没有对应的措施")
    for side, only in ((comparison.a, comparison.only_a), (comparison.b, comparison.only_b)):
        _alone(draft, side, only)
    end(draft, briefing)
    return Report(
        title,
        tuple(draft.blocks),
        landscape=True,
        author="" if choices.clean else choices.author,
        made="" if choices.clean else choices.made,
    )


def named(comparison: Comparison, side: Side) -> str:
    """Return title and number of a side, and its version where both are of one document."""
    number = f"（{side.doc_number}）" if side.doc_number else ""
    versions = comparison.a.document == comparison.b.document
    return f"《{side.title}》{number}{f'，第 {side.version} 版' if versions else ''}"


def covered(side: Side, other: Side, coverage: Coverage) -> str:
    """Return a sentence on how much of a side has a pair on the other."""
    found = coverage.measures - coverage.missing
    return (
        f"《{side.title}》{coverage.measures} 条措施中，{found} 条（{coverage.share:.0%}）"
        f"在《{other.title}》中有对应：相同 {coverage.same} 条、改写 {coverage.adapted} 条、"
        f"相关 {coverage.related} 条；{coverage.missing} 条没有对应。"
    )


def counts(coverage: Coverage) -> tuple[int, int, int, int, int]:
    """Return what is told of a chapter, in the order of `COUNTS`, without the share."""
    return (
        coverage.measures,
        coverage.same,
        coverage.adapted,
        coverage.related,
        coverage.missing,
    )


def _summary(draft: Draft, comparison: Comparison) -> None:
    draft.line(P.HEADING_1, "一、对应情况")
    a, b = comparison.a, comparison.b
    for side, other, found in (
        (a, b, comparison.coverage_a()),
        (b, a, comparison.coverage_b()),
    ):
        draft.line(P.BODY, covered(side, other, found[0]))
        if len(found) > 2:  # noqa: PLR2004 - a whole and more than one chapter
            draft.blocks.append(_chapters(found))


def _chapters(found: Sequence[Coverage]) -> Table:
    rows = [tuple(cell(P.CELL_HEAD, word) for word in ("章", *COUNTS))]
    for coverage in (*found[1:], found[0]):
        numbers = [*map(str, counts(coverage)), f"{coverage.share:.0%}"]
        chapter = "合计" if coverage is found[0] else coverage.chapter or "（未分章）"
        rows.append((cell(P.CELL, chapter), *(cell(P.CELL_CENTRE, number) for number in numbers)))
    return Table((14.0, 3.0, 3.0, 3.0, 3.0, 4.0, 5.0), tuple(rows))


def _alone(draft: Draft, side: Side, only: Sequence[Measure]) -> None:
    number = len(only)
    draft.line(
        P.HEADING_2, f"《{side.title}》中的 {number} 条" if number else f"《{side.title}》：无"
    )
    if only:
        head = tuple(cell(P.CELL_HEAD, word) for word in ("章", "措施"))
        rows = [
            (cell(P.CELL, chapter), cell(P.CELL, *map(_heading, below)))
            for chapter, below in groupby(only, key=lambda each: each.chapter)
        ]
        draft.blocks.append(Table((12.0, 24.0), (head, *rows), top=True))


def _heading(measure: Measure) -> str:
    return labelled(measure.label) + measure.title


class _Pairs:
    """Writes the pairs as rows of a table; it remembers which measures have stood there whole."""

    def __init__(self, comparison: Comparison, told: Told, choices: Choices) -> None:
        self._comparison, self._told, self._clean = comparison, told, choices.clean
        self._bookmarked: set[str] = set()
        self._shown: set[tuple[str, str]] = set()

    def table(self, tick: Callable[[int, int], None]) -> Table:
        """Return all pairs, in the order of the left side, under the headings of its chapters."""
        heads = (self._comparison.a.title, self._comparison.b.title, "异同")
        rows: list[tuple[Cell, ...]] = [tuple(cell(P.CELL_HEAD, word) for word in heads)]
        chapter = ""
        for done, pair in enumerate(self._comparison.pairs):
            tick(done, len(self._comparison.pairs))
            measure = self._comparison.measure_a(pair.a)
            if measure.chapter != chapter:
                chapter = measure.chapter
                rows.append((cell(P.CELL, chapter, fill=_CHAPTER, columns=len(_COLUMNS)),))
            rows.append(self._row(pair))
        return Table(_COLUMNS, tuple(rows), top=True)

    def _row(self, pair: Pair) -> tuple[Cell, ...]:
        a, b = self._comparison.measure_a(pair.a), self._comparison.measure_b(pair.b)
        relation = RELATION_WORDS[pair.relation]
        origin = "" if self._clean else ORIGINS[pair.origin]
        if pair.relation is Relation.RELATED:
            terms = "、".join(f"“{term}”" for term in pair.terms[:3])
            words = f"主题相关，各自表述{f'；都提到{terms}' if terms else ''}。"
            left, right = self._whole("a", a), self._whole("b", b)
        else:
            pieces, words = self._told(pair)
            left = self._marked("a", a, old_spans(pieces))
            right = self._marked("b", b, new_spans(pieces))
        about = paragraph(P.CELL, Span(f"{relation}{origin}", C.LABEL))
        return left, right, Cell((about, paragraph(P.CELL, words)))

    def _whole(self, side: str, measure: Measure) -> Cell:
        """Return a measure without marks, its text only where it has not stood there before."""
        if (side, measure.node) in self._shown:
            return self._marked(side, measure, [Span(f"{measure.title}{_UNCHANGED}")])
        return self._marked(side, measure, [Span(measure.text.strip())])

    def _marked(self, side: str, measure: Measure, spans: Iterable[Span]) -> Cell:
        self._shown.add((side, measure.node))
        inlines: list[Inline] = [Span(labelled(measure.label), C.LABEL), *spans]
        if not self._clean and measure.node not in self._bookmarked:
            self._bookmarked.add(measure.node)
            name = bookmark_of(measure.node)
            inlines = [BookmarkStart(name), *inlines, BookmarkEnd(name)]
        return Cell((paragraph(P.CELL, *inlines),))


def old_spans(pieces: Sequence[Difference]) -> Iterator[Span]:
    """Yield the words of the left text in its order, each with its style."""
    for piece in sorted(pieces, key=lambda each: (each.start_a, each.end_a)):
        if piece.old:
            yield Span(piece.old, OLD_STYLES.get(piece.change, C.MOVED if piece.moved else ""))


def new_spans(pieces: Sequence[Difference]) -> Iterator[Span]:
    """Yield the words of the right text in its order, each with its style."""
    for piece in pieces:
        if piece.new:
            yield Span(piece.new, NEW_STYLES.get(piece.change, C.MOVED if piece.moved else ""))
