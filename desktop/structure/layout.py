"""How a text was set: lines broken at a width or not, indents, blank lines, ways to begin."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.structure import labels, topics
from desktop.structure.labels import Label, Scheme
from desktop.text import SourceText

TERMINAL = frozenset("。！？!?；;：:…")
CLOSING = frozenset("”’）)》〉」』】]")
_TOKEN = re.compile(r"[（〔［《“‘(\[]*(?:[A-Za-z0-9.%+/-]+|.)", re.DOTALL)
_COUNT = re.compile(
    "[一二三四五六七八九十]+是|(?:第[一二三四五六七八九十]+|首先|其次|下一步|接下来)[，,]"
)
_EFFECT = re.compile(
    r"本(?:措施|办法|意见|方案|行动计划|计划|政策|规定|通知|细则|条例|决定|若干措施)(?:自|由|有效期)"
)
_SPEAKER = re.compile("[^，。；：:“]{2,14}[：:](?=.)")
_NARROWEST = 12.0
INDENT = 1.5
_FEW = 6
_WIDEST = 45.0
_SPACE = 0.5


@dataclass(slots=True)
class Row:
    """A line that is not blank, with what the layout and the label grammar say of it.

    `width` and `indent` are in cells: a Chinese character is 1, a Latin letter 0.5. `page_start`
    says that a page number stood right above it, `placed` that its reader measured it on its page.
    """

    number: int
    text: str
    width: float
    indent: float
    blank_before: bool
    page: int | None = None
    heading: int = 0
    bold: int = 0
    bullet: bool = False
    cells: tuple[str, ...] | None = None
    label: Label | None = None
    page_start: bool = False
    placed: bool = False

    @property
    def last(self) -> str:
        """The last character."""
        return self.text[-1]


def cells(text: str) -> float:
    """Return the width of `text` in cells of one Chinese character."""
    return len(text.encode("gb18030", "replace")) / 2


def rows(source: SourceText) -> list[Row]:
    """Return the lines of `source` that are not blank, with their labels read."""
    found = []
    blank = False
    for line in source.lines:
        text = line.text.strip()
        if not text:
            blank = True
            continue
        lead = line.text[: len(line.text) - len(line.text.lstrip())]
        indent = cells(lead.replace("\f", "")) if lead else 0.0
        behind = _SPACE if line.text.endswith(" ") else 0.0
        found.append(
            Row(
                line.number,
                text,
                line.width or cells(text) + behind,
                indent,
                blank,
                line.page,
                line.heading,
                line.bold,
                line.bullet,
                line.cells,
                None if line.cells else labels.read(text),
                placed=line.width > 0,
            )
        )
        blank = False
    return found


@dataclass(slots=True)
class Layout:
    """What was found out about a text's lines.

    Attributes:
        wrapped: whether lines are broken at a width.
        width: that width in cells; 0 where lines are whole paragraphs.
        slack: by how many cells a full line may fall short of it.
        first: how many cells the first line of a paragraph is shorter (its indent was lost).
        indented: whether paragraphs begin with an indent that is still there.
        placed: whether the reader knew where each line stands, so that indents are what they seem.
        blanks: `none`, `every` (a blank line after each line) or `between` (after paragraphs).
        run_in: for each scheme the share of its labelled lines that go on as body text.
        openers: how this document's unlabelled paragraphs like to begin, see `opener`.
    """

    wrapped: bool = False
    width: float = 0.0
    slack: float = 0.0
    first: float = 0.0
    indented: bool = False
    placed: bool = False
    blanks: str = "none"
    run_in: dict[Scheme, float] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()

    def full(self, row: Row, following: Row | None, *, first: bool) -> bool:
        """Return whether `row` has no room for the next line's first word (or one character)."""
        room = self.width - self.slack - row.width
        if row.indent >= INDENT:
            room -= row.indent
        elif first:
            room -= self.first
        if room <= 0:
            return True
        return following is not None and room < _first_token(following.text)


def measure(found: Sequence[Row], *, wrapped: bool | None = None) -> Layout:
    """Return the layout of a document's rows; `wrapped` as its reader knows it."""
    prose = [row for row in found if row.cells is None]
    width = _common_width(prose)
    layout = Layout(wrapped=width > 0 if wrapped is None else wrapped)
    layout.blanks = _blanks(found)
    if layout.wrapped:
        layout.width = width or max((row.width + row.indent for row in prose), default=0.0)
        layout.indented = _indented(prose)
        layout.placed = all(row.placed for row in prose)
        layout.slack, layout.first = _slack(prose, layout)
    layout.run_in = _run_in(prose, layout)
    layout.openers = _openers(prose, layout) if layout.wrapped else frozenset()
    return layout


def opener(text: str) -> str:
    """Return the way a line begins that may tell a new paragraph, or "".

    `effect` says from when the document is in force; `action` and `thing` are topic sentences
    with a verb or a noun in front; `count` is 一是 or 第一，; `speaker` is a name and a colon.
    """
    if _EFFECT.match(text):
        return "effect"
    if _COUNT.match(text):
        return "count"
    if _SPEAKER.match(text):
        return "speaker"
    if topics.topic(text):
        return "action" if topics.is_verbal(text) else "thing"
    return ""


def is_open(text: str) -> bool:
    """Return whether `text` stops in the middle of a sentence."""
    return text[-1] not in TERMINAL and text[-1] not in CLOSING


def _first_token(text: str) -> float:
    token = _TOKEN.match(text)
    return cells(token[0]) if token else 1.0


def _common_width(found: Sequence[Row]) -> float:
    """Return the width at which lines are broken, or 0 where they are whole paragraphs."""
    widths = [row.width + (row.indent if row.indent >= INDENT else 0) for row in found]
    wide = [width for width in widths if width >= _NARROWEST]
    if len(wide) < _FEW:
        return _width_of_few(found, widths)
    counts = Counter(round(width * 2) / 2 for width in wide)
    top = max(counts, key=lambda width: (counts[width] + counts.get(width - 0.5, 0), width))
    near = [row for row, width in zip(found, widths, strict=True) if abs(width - top) <= 3]
    over = sum(width > top + 3 for width in wide)
    unfinished = sum(is_open(row.text) or row.last in CLOSING for row in near)
    if over > 0.04 * len(wide) or len(near) < 0.3 * len(wide) or unfinished < 0.5 * len(near):
        return 0.0
    return top


def _width_of_few(found: Sequence[Row], widths: Sequence[float]) -> float:
    """Return the width of a page of few lines: the longest ones, if they agree and do not end."""
    top = max(widths, default=0.0)
    near = [row for row, width in zip(found, widths, strict=True) if width >= top - 2]
    if (
        len(near) < 2
        or not _NARROWEST <= top <= _WIDEST
        or any(row.last in "。！？" for row in near)
    ):
        return 0.0
    return top


def _blanks(found: Sequence[Row]) -> str:
    share = sum(row.blank_before for row in found[1:]) / max(len(found) - 1, 1)
    if share > 0.75:
        return "every"
    return "between" if share > 0.02 else "none"


def _indented(found: Sequence[Row]) -> bool:
    labelled = [row for row in found if row.label]
    deep = sum(row.indent >= INDENT for row in found)
    deep_labels = sum(row.indent >= INDENT for row in labelled)
    if len(labelled) > 4 and deep_labels < 0.6 * len(labelled):
        return False
    return 0.03 * len(found) < deep < 0.8 * len(found)


def _slack(found: Sequence[Row], layout: Layout) -> tuple[float, float]:
    """Return how far full lines fall short of the width, and how far first lines do."""
    first = 0.0
    starts = [row.width for row in found if row.label and row.indent < INDENT]
    if not layout.indented:
        long = sum(width > layout.width - 1 for width in starts)
        short = sum(layout.width - 3.5 <= width <= layout.width - 1 for width in starts)
        first = 2.0 if short > 1.5 * long else 0.0
    pairs = [
        (row, following)
        for row, following in pairwise(found)
        if row.label is None
        and following.label is None
        and is_open(row.text)
        and layout.width - 3.5 <= row.width <= layout.width + 2
    ]
    for slack in (0.0, 0.5, 1.0, 1.5, 2.0):
        layout.slack = slack
        full = sum(layout.full(row, following, first=False) for row, following in pairs)
        if full >= 0.95 * len(pairs):
            return slack, first
    return 2.0, first


def _run_in(found: Sequence[Row], layout: Layout) -> dict[Scheme, float]:
    total: Counter[Scheme] = Counter()
    running: Counter[Scheme] = Counter()
    for row, following in _pairs(found):
        if row.label is None:
            continue
        total[row.label.scheme] += 1
        full = layout.wrapped and layout.full(row, following, first=True)
        running[row.label.scheme] += full or "。" in row.text[:-1]
    return {scheme: running[scheme] / count for scheme, count in total.items()}


def _openers(found: Sequence[Row], layout: Layout) -> frozenset[str]:
    """Return the openers that stand at a good part of the lines which surely begin a paragraph."""
    starts = [
        opener(row.text)
        for before, row in pairwise(found)
        if row.label is None
        and before.last in "。；："
        and not layout.full(before, row, first=False)
    ]
    counts = Counter(starts)
    return frozenset(
        kind for kind, count in counts.items() if kind and count >= 2 and count > 0.1 * len(starts)
    )


def _pairs(found: Sequence[Row]) -> Iterable[tuple[Row, Row | None]]:
    return zip(found, [*found[1:], None], strict=False)
