"""Which ways of numbering a document uses, and how they nest in it."""

from collections.abc import Sequence
from itertools import pairwise

from desktop.structure import labels
from desktop.structure.labels import Label, Scheme
from desktop.structure.layout import Row
from desktop.structure.paragraphs import Paragraph

_BARE_WIDTH = 60.0


class Ranks:
    """How deep each label of a document stands; a smaller rank is further out."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        order = [p.label for p in paragraphs if p.label and p.label.ordinal is not None]
        self._ranks = _ranks(order)
        self._decimals = _decimal_ranks(order)
        words = dict.fromkeys(_word(label) for label in order if label.scheme is Scheme.WORD)
        outermost = int(Scheme.WORD) - len(words) + 1
        self._words = {word: outermost + place for place, word in enumerate(words)}

    def of(self, label: Label) -> int:
        """Return the rank of a label of this document.

        Of two words (行动一, 任务1) the first to come is further out; 1.1 is one deeper than 1.
        """
        if label.scheme is Scheme.DECIMAL:
            return self._decimals[min(len(label.numbers), len(self._decimals)) - 1]
        if label.scheme is Scheme.WORD:
            return self._words[_word(label)]
        return self._ranks[label.scheme]

    def of_scheme(self, scheme: Scheme) -> int:
        """Return the rank of a scheme other than words and decimals."""
        return self._ranks[scheme]


def is_decimal(paragraphs: Sequence[Paragraph] | Sequence[Row]) -> bool:
    """Return whether a document is numbered 1, 1.1, 1.1.1, or 1, 1.0.1 as standards are."""
    schemes = {p.label.scheme for p in paragraphs if p.label}
    if Scheme.DECIMAL not in schemes or Scheme.CHAPTER in schemes:
        return False
    found = [p.label.numbers for p in paragraphs if p.label and p.label.scheme is Scheme.DECIMAL]
    tops = {numbers[0] for numbers in found if len(numbers) == 2 or 0 in numbers[1:2]}
    words = {p.label.numbers[0] for p in paragraphs if p.label and p.label.scheme is Scheme.WORD}
    return (len(found) >= 4 or tops <= words) and len(tops) >= 2


def label_bare(rows: Sequence[Row]) -> None:
    """Label the chapters of a decimal outline (`1 总则`) among its rows, and its `1 . 2`."""
    if not is_decimal(rows):
        return
    last = 0
    before: tuple[int, ...] = ()
    for row in rows:
        bare = _bare_label(row)
        if bare and bare.numbers[0] in (1, last + 1):
            last = bare.numbers[0]
            row.label = bare
        elif (spaced := labels.read_spaced(row.text)) and _goes_on(spaced.numbers, before):
            row.label = spaced
        if row.label and row.label.scheme is Scheme.DECIMAL:
            before = row.label.numbers


def _goes_on(numbers: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Return whether a decimal label is the next one on its level, or the first one below."""
    *above, value = numbers
    if before == tuple(above):
        return value == 1
    return before[: len(above)] == tuple(above) and before[len(above) : len(numbers)] == (
        value - 1,
    )


def _bare_label(row: Row) -> Label | None:
    if row.label or row.cells or "。" in row.text or row.text[-1] in "，；：":
        return None
    return labels.read_bare(row.text) if row.width < _BARE_WIDTH else None


def _ranks(order: Sequence[Label]) -> dict[Scheme, int]:
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
        found[Scheme.CHINESE_BRACKETED] = int(Scheme.CHINESE) - 1
    if _turned(order, Scheme.ARABIC_BRACKETED, Scheme.ARABIC):
        found[Scheme.ARABIC_BRACKETED] = int(Scheme.ARABIC) - 1
    return found


def _decimal_ranks(order: Sequence[Label]) -> Sequence[int]:
    """Return the ranks of 1, 1.1, 1.1.1 and so on: below what stands in front of the first 1.1."""
    outer = 0
    word: Label | None = None
    for label in order:
        if label.scheme is Scheme.DECIMAL:
            if word and word.numbers == label.numbers[:-1]:  # 方向1 heads 1.1
                outer = int(Scheme.WORD)
            break
        word = label if label.scheme is Scheme.WORD else None
        if label.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETED, Scheme.ARABIC):
            outer = max(outer, int(label.scheme))
    return range(outer + 1, outer + 5) if outer else range(int(Scheme.CHAPTER), 60, 10)


def _turned(order: Sequence[Label], outer: Scheme, inner: Scheme) -> bool:
    """Return whether `inner` begins anew below `outer`, against the usual order of the two."""
    both = [label for label in order if label.scheme in (outer, inner)]
    begins = against = adjacent = 0
    for before, label in pairwise(both):
        if label.scheme is inner and before.scheme is outer:
            begins += label.numbers == (1,)
        elif label.scheme is outer and before.scheme is inner:
            against += label.numbers == (1,)
        elif label.scheme is inner:
            adjacent += 1
    return begins >= 2 and against == 0 and adjacent >= begins and both[0].scheme is outer


def _word(label: Label) -> str:
    return label.printed[:2]
