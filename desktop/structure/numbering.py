"""Which labels count: paragraphs to a tree of entries, for a whole document.

A label is accepted when its number goes on where its scheme stands, or begins anew below another
heading. What kind of node an entry becomes is decided afterwards, in `kinds`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from desktop.model import Doubt
from desktop.structure import doubts, schemes
from desktop.structure.boxes import OpenBox
from desktop.structure.entries import Entry
from desktop.structure.labels import HEAVY, Label, Scheme
from desktop.structure.paragraphs import Paragraph

_MAIN = (*HEAVY, Scheme.CHINESE, Scheme.CHINESE_BRACKETED, Scheme.ARTICLE, Scheme.ARABIC)
_GAP = 3
_SOON = 12
_QUANTITY = re.compile(r"\d+(?:\.\d+)?\s*[万亿%％倍‰版]")
_YEAR = re.compile(r"20\d\d\s*年")
_NOTES = re.compile(
    r"(?:附[件录]?[：:]?)?(?:《.{2,40}》)?(?:(?:有关|相关|专业)?(?:名词|术语)(?:术语)?(?:解释|注释|说明)|注释|填表说明|说明|附注|备注)[：:]?"
)
_QUOTED = re.compile("[：:]“[^”]*$")


def heads_notes(text: str) -> bool:
    """Return whether a line heads notes, whose numbers are no measures: 名词解释, 填表说明."""
    return _NOTES.fullmatch(text) is not None


def tree(paragraphs: Sequence[Paragraph]) -> tuple[Entry, list[Doubt]]:
    """Return the entries of a document (or annex) below one root, and the doubts on the way."""
    grower = _Grower(paragraphs)
    for index in range(len(paragraphs)):
        grower.add(index)
    return grower.root, grower.doubts


class _Grower:
    """Adds paragraphs to the tree one by one, knowing where each numbering stands."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.root = Entry(None, None, 0)
        self.doubts: list[Doubt] = []
        self._paragraphs = paragraphs
        self._ranks = schemes.Ranks(paragraphs)
        self._decimal = schemes.is_decimal(paragraphs)
        self._stack = [self.root]
        self._box: OpenBox | None = None
        self._quotes = 0
        self._apart = False  # below 名词解释 or the like
        # By rank: the number under the open heading, the last one anywhere, those had since 1.
        self._counts: dict[int, tuple[int, ...]] = {}
        self._reached: dict[int, tuple[int, ...]] = {}
        self._used: defaultdict[int, set[int]] = defaultdict(set)
        self._last_decimal: tuple[int, ...] = ()

    def add(self, index: int) -> None:
        """Put the paragraph at `index` where it belongs: a new entry, the open one, or the box."""
        paragraph = self._paragraphs[index]
        quoted = self._quotes > 0
        self._quote(paragraph.text)
        label = self._label(paragraph)
        if self._box:
            if self._box.holds(paragraph, label, self._outer(label)):
                self._box.add(paragraph)
                return
            self._box = None
        if label is None and heads_notes(paragraph.text):
            self._apart = True
        if label and not quoted and label.scheme is Scheme.BOX:
            self._box = OpenBox(Entry(paragraph, label, int(Scheme.BOX)))
            self._stack[-1].content.append(self._box.entry)
        elif label and not quoted and self._counts_here(label, index):
            self._push(paragraph, label)
        else:
            self._stack[-1].content.append(paragraph)

    def _label(self, paragraph: Paragraph) -> Label | None:
        label = paragraph.label
        if label is None or paragraph.cells is not None:
            return None
        return None if label.scheme is Scheme.DECIMAL and not self._decimal else label

    def _quote(self, text: str) -> None:
        """Follow quotations over paragraphs: an amendment's quoted articles are not its own.

        Each paragraph of a long quotation begins with “; only the last has the closing ”.
        """
        if self._quotes == 0 and not _QUOTED.search(text):
            return
        again = 1 if self._quotes and text.startswith("“") else 0
        self._quotes = max(0, self._quotes + text.count("“") - again - text.count("”"))

    def _outer(self, label: Label | None) -> int | None:
        """Return the number that `label` would have to follow outside of a box; None for none."""
        if label is None or label.ordinal is None:
            return None
        before = self._counts.get(self._ranks.of(label))
        return before[0] if before else (0 if len(self._stack) == 1 else None)

    def _push(self, paragraph: Paragraph, label: Label) -> None:
        self._apart = False
        if label.meant != label.printed:
            self.doubts.append(doubts.misread(paragraph, label))
        rank = self._ranks.of(label)
        while self._stack[-1].rank >= rank:
            self._stack.pop()
        entry = Entry(paragraph, label, rank)
        self._stack[-1].content.append(entry)
        self._stack.append(entry)
        if label.ordinal is not None:
            self._count(rank, label)

    def _count(self, rank: int, label: Label) -> None:
        """Remember a number; deeper numberings may begin anew behind it, but articles run on."""
        self._counts[rank] = self._reached[rank] = label.numbers
        if label.numbers[0] == 1:
            self._used[rank] = set()
        self._used[rank].add(label.numbers[0])
        if label.scheme is Scheme.DECIMAL:
            self._last_decimal = label.numbers
        articles = self._ranks.of_scheme(Scheme.ARTICLE)
        for deeper in [other for other in self._counts if other > rank and other != articles]:
            del self._counts[deeper]

    # Acceptance

    def _counts_here(self, label: Label, index: int) -> bool:
        """Return whether a label is structure at this place; record a doubt where it is off."""
        if label.scheme is Scheme.ANNEX or (self._apart and label.scheme >= Scheme.ARABIC):
            return False
        if label.scheme is Scheme.DASH or label.ordinal is None:
            return True
        if label.scheme is Scheme.DECIMAL:
            return self._decimal_follows(label)
        rank = self._ranks.of(label)
        begun = rank in self._counts
        before = self._counts.get(rank) or self._reached.get(rank)
        paragraph = self._paragraphs[index]
        if label.scheme is Scheme.ARABIC and not _may_head(paragraph.body, label, before):
            return False
        if before is None:
            return self._begins(label, index)
        if _follows(label, before):
            return True
        if label.numbers[0] == 1:
            return not begun or not self._nested_run(label, before, index)
        return self._misnumbered(label, before, paragraph)

    def _decimal_follows(self, label: Label) -> bool:
        """Return whether 1.2.1 may stand behind the last decimal label: one on, or one deeper."""
        last, numbers = self._last_decimal, label.numbers
        if not last or numbers == (1,):
            return numbers[0] == 1
        for depth in range(1, len(last) + 1):
            if numbers[:depth] == (*last[: depth - 1], last[depth - 1] + 1):
                return set(numbers[depth:]) <= {0, 1}
        deeper = numbers[len(last) :]
        begins = deeper[-1:] == (1,) and set(deeper) <= {0, 1}  # 1.0.1 where there is no 1.1
        return numbers[: len(last)] == last and begins

    def _begins(self, label: Label, index: int) -> bool:
        """Return whether a scheme may begin with this number; an extract begins anywhere."""
        value = label.numbers[0]
        if value == 1:
            return True
        if label.scheme in HEAVY or label.scheme is Scheme.ARTICLE or value <= _GAP:
            self.doubts.append(doubts.number(self._paragraphs[index], None))
            return True
        for paragraph in self._paragraphs[index + 1 : index + _SOON]:
            other = paragraph.label
            if other and other.scheme is label.scheme:
                return other.numbers[0] == value + 1
        return False

    def _nested_run(self, label: Label, before: tuple[int, ...], index: int) -> bool:
        """Return whether 1., 2., 3. are a list inside an entry whose own scheme then goes on."""
        if label.scheme in HEAVY or label.scheme is Scheme.ARTICLE:
            return False
        expected = 1
        for place in range(index, len(self._paragraphs)):
            other = self._label(self._paragraphs[place])
            if other is None:
                continue
            if self._ranks.of(other) < self._ranks.of(label):
                return False
            if other.scheme is label.scheme:
                if other.numbers[0] != expected:
                    return other.numbers[0] == before[0] + 1
                expected += 1
        return False

    def _misnumbered(self, label: Label, before: tuple[int, ...], paragraph: Paragraph) -> bool:
        """Return whether a number out of order still counts: a gap, a repetition, two swapped."""
        value, step = label.numbers[0], label.numbers[0] - before[0]
        swapped = -_GAP <= step < 0 and value not in self._used[self._ranks.of(label)]
        near = swapped or 0 < step <= _GAP + 1 or (step == 0 and label.scheme in _MAIN)
        if label.scheme in (Scheme.CHAPTER, Scheme.SECTION, Scheme.CHINESE):
            near = near or step > 0
        if near:
            self.doubts.append(doubts.number(paragraph, before[0]))
        return near


def _follows(label: Label, before: tuple[int, ...] | None) -> bool:
    if before is None:
        return label.numbers[0] == 1
    if label.scheme is Scheme.ARTICLE and len(label.numbers) > 1:
        return label.numbers[0] == before[0]
    return label.numbers[0] == before[0] + 1


def _may_head(body: str, label: Label, before: tuple[int, ...] | None) -> bool:
    """Return whether `13.` in front of `body` can be a label and not the start of a quantity."""
    if not body[:1].isdigit():
        return True
    if _QUANTITY.match(body):
        return False
    return _follows(label, before) and (before is not None or bool(_YEAR.match(body)))
