"""Which labels count, and how they nest: paragraphs to a tree of entries, for a whole document.

A label is accepted when its number goes on where its scheme stands, or begins anew below another
heading. What kind of node an entry becomes is decided afterwards, in `kinds`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.model import Doubt
from desktop.structure import labels, topics
from desktop.structure.labels import Label, Scheme
from desktop.structure.paragraphs import Paragraph

_HEAVY = (Scheme.PART, Scheme.DIVISION, Scheme.CHAPTER, Scheme.SECTION)
_MAIN = (*_HEAVY, Scheme.CHINESE, Scheme.CHINESE_BRACKETED, Scheme.ARTICLE, Scheme.ARABIC)
_GAP = 3
_LONGEST_CELL = 60
_QUANTITY = re.compile(r"\d+(?:\.\d+)?\s*[万亿%％倍‰版]")
_YEAR = re.compile(r"20\d\d\s*年")
_QUOTED = re.compile("[：:]“[^”]*$")
_BARE_LENGTH = 40


@dataclass(slots=True)
class Entry:
    """A labelled paragraph (or the document itself) with what stands below it, in order."""

    paragraph: Paragraph | None
    label: Label | None
    rank: int
    content: list["Entry | Paragraph"] = field(default_factory=list)

    @property
    def children(self) -> list["Entry"]:
        """The entries right below, boxes included."""
        return [item for item in self.content if isinstance(item, Entry)]

    @property
    def scheme(self) -> Scheme | None:
        """The label's scheme; None for the document itself."""
        return self.label.scheme if self.label else None

    def walk(self) -> Iterator["Entry"]:
        """Yield this entry and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its paragraph and all below it, in order."""
        if self.paragraph:
            yield self.paragraph
        for item in self.content:
            if isinstance(item, Entry):
                yield from item.paragraphs()
            else:
                yield item


def tree(paragraphs: Sequence[Paragraph]) -> tuple[Entry, list[Doubt]]:
    """Return the entries of a document (or annex) below one root, and the doubts on the way."""
    grower = _Grower(paragraphs)
    for index in range(len(paragraphs)):
        grower.add(index)
    return grower.root, grower.doubts


def ranks(paragraphs: Sequence[Paragraph]) -> dict[Scheme, int]:
    """Return how deep each scheme of a document stands; smaller is further out."""
    order = [p.label for p in paragraphs if p.label and p.label.ordinal is not None]
    found = {scheme: int(scheme) for scheme in Scheme}
    first = {label.scheme: index for index, label in reversed(list(enumerate(order)))}
    if Scheme.ARTICLE in first:
        above = [
            scheme
            for scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETED)
            if first.get(scheme, len(order)) < first[Scheme.ARTICLE]
        ]
        found[Scheme.ARTICLE] = max(above) + 1 if above else int(Scheme.SECTION) + 5
    if first.get(Scheme.ROMAN, 0) > first.get(Scheme.CHINESE, len(order)):
        found[Scheme.ROMAN] = int(Scheme.ARABIC) + 1
    if _turned(order, Scheme.ARABIC, Scheme.CHINESE_BRACKETED):
        found[Scheme.ARABIC] = int(Scheme.CHINESE) + 5
    if _turned(order, Scheme.CHINESE_BRACKETED, Scheme.CHINESE):
        found[Scheme.CHINESE_BRACKETED] = int(Scheme.CHINESE) - 5
    if _turned(order, Scheme.ARABIC_BRACKETED, Scheme.ARABIC):
        found[Scheme.ARABIC_BRACKETED] = int(Scheme.ARABIC) - 1
    return found


def _turned(order: Sequence[Label], outer: Scheme, inner: Scheme) -> bool:
    """Return whether `inner` begins anew below `outer`, against the usual order of the two."""
    both = [label for label in order if label.scheme in (outer, inner)]
    begins = against = adjacent = 0
    for before, label in zip(both, both[1:], strict=False):
        if label.numbers == (1,) and label.scheme is inner and before.scheme is outer:
            begins += 1
        if label.scheme is outer and before.scheme is inner and label.numbers == (1,):
            against += 1
        adjacent += label.scheme is inner and before.scheme is inner
    return begins >= 2 and against == 0 and adjacent >= begins and both[0].scheme is outer


def with_bare_labels(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of a decimal outline with its chapters (`1 总则`) labelled."""
    if not is_decimal(paragraphs):
        return list(paragraphs)
    done: list[Paragraph] = []
    last = 0
    for paragraph in paragraphs:
        bare = None
        if paragraph.label is None and len(paragraph.text) < _BARE_LENGTH and not paragraph.cells:
            bare = labels.read_bare(paragraph.text)
        if bare and "。" not in paragraph.text and bare.numbers[0] in (1, last + 1):
            last = bare.numbers[0]
            done.append(replace(paragraph, label=bare))
        else:
            done.append(paragraph)
    return done


def is_decimal(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether a document is numbered 1, 1.1, 1.1.1."""
    found = [p.label.numbers for p in paragraphs if p.label and p.label.scheme is Scheme.DECIMAL]
    tops = {numbers[0] for numbers in found if len(numbers) == 2}  # noqa: PLR2004 - 1.1
    schemes = {p.label.scheme for p in paragraphs if p.label}
    return len(found) >= 4 and len(tops) >= 2 and Scheme.CHAPTER not in schemes  # noqa: PLR2004


class _Grower:
    """Adds paragraphs to the tree one by one, knowing where each numbering stands."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._ranks = ranks(paragraphs)
        self._decimal = is_decimal(paragraphs)
        self._counts: dict[int, tuple[int, ...]] = {}
        self._reached: dict[int, tuple[int, ...]] = {}
        self._used: defaultdict[int, set[int]] = defaultdict(set)
        self._words = _word_ranks(paragraphs)
        self.root = Entry(None, None, 0)
        self.doubts: list[Doubt] = []
        self._stack = [self.root]
        self._box: Entry | None = None
        self._quotes = 0
        self._last_decimal: tuple[int, ...] = ()

    def add(self, index: int) -> None:
        paragraph = self._paragraphs[index]
        quoted = self._quotes > 0
        self._quote(paragraph.text)
        label = self._label(paragraph)
        if self._box is not None and self._stays_in_box(paragraph, label, index):
            self._box.content.append(paragraph)
            return
        if label is None or quoted:
            self._stack[-1].content.append(paragraph)
        elif label.scheme is Scheme.BOX:
            self._open_box(paragraph, label)
        elif self._counts_here(label, index):
            self._push(paragraph, label)
        else:
            self._stack[-1].content.append(paragraph)

    def _label(self, paragraph: Paragraph) -> Label | None:
        label = paragraph.label
        if label is None or paragraph.cells is not None:
            return None
        return None if label.scheme is Scheme.DECIMAL and not self._decimal else label

    def _rank(self, label: Label) -> int:
        if label.scheme is Scheme.DECIMAL:
            return 20 + 10 * (len(label.numbers) - 1)
        if label.scheme is Scheme.WORD:
            return self._words[_word(label)]
        return self._ranks[label.scheme]

    def _quote(self, text: str) -> None:
        """Follow quotations over paragraphs: an amendment's quoted articles are not its own.

        Each paragraph of a long quotation begins with “; only the last has the closing ”.
        """
        if self._quotes == 0 and not _QUOTED.search(text):
            return
        again = 1 if self._quotes and text.startswith("“") else 0
        self._quotes = max(0, self._quotes + text.count("“") - again - text.count("”"))

    # Boxes

    def _open_box(self, paragraph: Paragraph, label: Label) -> None:
        self._box = Entry(paragraph, label, int(Scheme.BOX))
        self._stack[-1].content.append(self._box)
        self._box_count = 0
        self._box_bold = 0

    def _stays_in_box(self, paragraph: Paragraph, label: Label | None, index: int) -> bool:
        """Return whether a paragraph belongs to the open box; close the box if it does not."""
        box = self._box
        if box is None:
            return False
        if paragraph.cells is not None:
            return True
        if label is None or label.ordinal is None:
            inside = label.scheme is Scheme.DASH if label else not _ends_box(box, paragraph)
            self._box = box if inside else None
            return inside
        if label.scheme in (*_HEAVY, Scheme.BOX, Scheme.ANNEX, Scheme.ARTICLE):
            self._box = None
            return False
        value = label.numbers[0]
        outer = self._counts.get(self._rank(label), (0,))[0]
        tabled = any(isinstance(p, Paragraph) and p.cells is not None for p in box.content)
        if tabled and value != outer + 1 and len(paragraph.text) <= _LONGEST_CELL:
            return True
        own = self._box_numbers().get(label.scheme, 0)
        fits_outer = value == outer + 1 and (outer > 0 or self._could_open(label))
        if value == own + 1 and not (fits_outer and (own == 0 or _closes(box, label))):
            return True
        self._box = None
        return False

    def _box_numbers(self) -> dict[Scheme, int]:
        found: dict[Scheme, int] = {}
        for item in self._box.content if self._box else ():
            if isinstance(item, Paragraph) and item.label and item.label.ordinal is not None:
                found[item.label.scheme] = item.label.numbers[0]
        return found

    def _could_open(self, label: Label) -> bool:
        """Return whether `label` may be the document's first heading, with the box before it."""
        return len(self._stack) == 1 and label.numbers[0] == 1

    # Acceptance

    def _counts_here(self, label: Label, index: int) -> bool:
        """Return whether a label is structure at this place; record a doubt where it is off."""
        rank = self._rank(label)
        if label.scheme is Scheme.ANNEX:
            return False
        if label.scheme is Scheme.DASH or label.ordinal is None:
            return True
        before = self._counts.get(rank)
        begun = before is not None
        before = before or self._reached.get(rank)
        paragraph = self._paragraphs[index]
        if label.scheme is Scheme.DECIMAL:
            return self._decimal_follows(label)
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
                return set(numbers[depth:]) <= {1}
        return numbers[: len(last)] == last and set(numbers[len(last) :]) == {1}

    def _begins(self, label: Label, index: int) -> bool:
        value = label.numbers[0]
        if value == 1:
            return True
        paragraph = self._paragraphs[index]
        if label.scheme in _HEAVY or label.scheme is Scheme.ARTICLE or value <= _GAP:
            self._doubt("number", paragraph, f"前面没有第{value - 1}项，请核对编号。")
            return True
        return self._runs_on(label, index)

    def _runs_on(self, label: Label, index: int) -> bool:
        """Return whether the next number of the scheme comes soon: an extract may begin anywhere."""
        for paragraph in self._paragraphs[index + 1 : index + 12]:
            other = paragraph.label
            if other and other.scheme is label.scheme:
                return other.numbers[0] == label.numbers[0] + 1
        return False

    def _nested_run(self, label: Label, before: tuple[int, ...], index: int) -> bool:
        """Return whether 1., 2., 3. are a list inside an entry whose own scheme then goes on."""
        if label.scheme in (*_HEAVY, Scheme.ARTICLE):
            return False
        expected = 1
        for paragraph in self._paragraphs[index:]:
            other = paragraph.label
            if other is None or paragraph.cells is not None:
                continue
            if self._rank(other) < self._rank(label):
                return False
            if other.scheme is label.scheme:
                if other.numbers[0] == expected:
                    expected += 1
                elif other.numbers[0] == before[0] + 1:
                    return True
                else:
                    return False
        return False

    def _misnumbered(self, label: Label, before: tuple[int, ...], paragraph: Paragraph) -> bool:
        """Return whether a number out of order still counts: a typing error, a gap, a repetition."""
        step = label.numbers[0] - before[0]
        swapped = -_GAP <= step < 0 and label.numbers[0] not in self._used[self._rank(label)]
        near = swapped or 0 < step <= _GAP + 1 or (step == 0 and label.scheme in _MAIN)
        if label.scheme in (Scheme.CHAPTER, Scheme.SECTION, Scheme.CHINESE):
            near = near or step > 0
        if near:
            what = "编号重复" if step == 0 else "编号不连续"
            self._doubt("number", paragraph, f"{what}：前一项为{before[0]}，此处为{label.numbers[0]}。")
        return near

    def _push(self, paragraph: Paragraph, label: Label) -> None:
        rank = self._rank(label)
        while self._stack[-1].rank >= rank:
            self._stack.pop()
        entry = Entry(paragraph, label, rank)
        self._stack[-1].content.append(entry)
        self._stack.append(entry)
        if label.ordinal is not None:
            self._counts[rank] = self._reached[rank] = label.numbers
            self._note(rank, label.numbers[0])
            if label.scheme is Scheme.DECIMAL:
                self._last_decimal = label.numbers
            for deeper in [other for other in self._counts if self._falls(other, rank)]:
                del self._counts[deeper]
        self._box = None

    def _note(self, rank: int, value: int) -> None:
        """Remember which numbers a rank has had since it last began with 1."""
        if value == 1:
            self._used[rank] = set()
        self._used[rank].add(value)

    def _falls(self, other: int, rank: int) -> bool:
        """Return whether a deeper numbering begins anew below this rank: articles run on."""
        return other > rank and other != self._ranks[Scheme.ARTICLE]

    def _doubt(self, kind: str, paragraph: Paragraph, message: str) -> None:
        label = paragraph.label
        printed = label.printed if label else paragraph.text[:10]
        self.doubts.append(Doubt(kind, paragraph.first, printed, printed, message))


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


def _word(label: Label) -> str:
    return label.printed[:2]


def _word_ranks(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """Return how deep 行动一 and 任务1 stand: the word that comes first is further out."""
    found = [p.label for p in paragraphs if p.label and p.label.scheme is Scheme.WORD]
    words = list(dict.fromkeys(_word(label) for label in found))
    return {word: int(Scheme.WORD) - len(words) + place for place, word in enumerate(words, 1)}


def _closes(box: Entry, label: Label) -> bool:
    """Return whether the box's own entries are numbered in another scheme than `label`."""
    own = [p.label.scheme for p in box.content if isinstance(p, Paragraph) and p.label]
    return bool(own) and label.scheme not in own


def _ends_box(box: Entry, paragraph: Paragraph) -> bool:
    """Return whether an unlabelled paragraph stands behind the box, not in it.

    Told by the setting (bold entries, then text that is not bold), by the grammar (entries named
    by nouns, then a measure that begins with a verb), or because numbered entries or a table ended.
    """
    entries = [item for item in box.content if isinstance(item, Paragraph)]
    if not entries:
        return False
    if _is_prose(paragraph) and (entries[-1].cells is not None or _flattened(entries)):
        return True
    if any(entry.cells is not None for entry in entries):
        return paragraph.text[-1] in "。：；" or len(paragraph.text) > _LONGEST_CELL
    if entries[0].bold or paragraph.bold:
        return bool(entries[0].bold) and not paragraph.bold
    if any(item.label and item.label.ordinal is not None for item in entries):
        return "。" in paragraph.text[:-1] and len(paragraph.text) > 40  # noqa: PLR2004
    return topics.is_verbal(paragraph.text) and not any(topics.is_verbal(item.text) for item in entries)


def _flattened(entries: Sequence[Paragraph]) -> bool:
    """Return whether a box holds the cells of a table printed one a line."""
    return len(entries) >= 6 and not any("。" in entry.text for entry in entries[-6:])  # noqa: PLR2004


def _is_prose(paragraph: Paragraph) -> bool:
    return "。" in paragraph.text and len(paragraph.text) > 40  # noqa: PLR2004
