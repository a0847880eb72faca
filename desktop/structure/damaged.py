"""Labels that print or OCR has damaged, told by the numbers before and behind them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.structure.labels import Label, Scheme, number
from desktop.structure.layout import Row
from desktop.text import in_chinese

_GAP = r"[ \t\u3000\xa0]*"
_CN = "[一二三四五六七八九十]{1,3}"
_OPEN, _CLOSE = r"[（(〔〈【\[﹙]", r"[）)〕〉》>】\]﹚]"
_NO_NUMBER = (
    "[是方面些批项个年定律体旦度直次级类区县市省镇带路线种者名位条月日季步把届分成款级心期]"
)
_UNIT = "[个月日年户家亿万元人条项次倍处座米公吨所名种类级天周岁分小]"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a damaged label looks.

    `numeral` says that it can be read; `sure` that its looks are those of a label, so that the
    number on one side of it is evidence enough.
    """

    scheme: Scheme
    pattern: re.Pattern[str]
    numeral: bool = True
    sure: bool = False


_UNCLOSED = r"(?![^。，（(]{0,14}[）)])(?=[一-鿿])"
_STRANGE = r"[^\w\s（）()“”《》]|[+入大丁工土][一二三四五六七八九]?"


def _form(scheme: Scheme, pattern: str, *, numeral: bool = True, sure: bool = False) -> _Form:
    return _Form(scheme, re.compile(pattern), numeral, sure)


_FORMS = (
    _form(
        Scheme.CHINESE_BRACKETED,
        rf"{_OPEN}{_GAP}({_CN}){_GAP}(?:[〉》>】\]｝}}、.．]|{_UNCLOSED})",
        sure=True,
    ),
    _form(
        Scheme.CHINESE_BRACKETED,
        rf"{_OPEN}{_GAP}([^\s（）()0-9]{{1,3}}){_GAP}{_CLOSE}",
        numeral=False,
    ),
    _form(
        Scheme.CHINESE,
        rf"({_CN}){_GAP}[，,]|({_CN})[ \t\u3000]+(?=[一-鿿\d“《])",
        sure=True,
    ),
    _form(Scheme.CHINESE, rf"({_CN})(?!{_CN}|{_NO_NUMBER})(?=[一-鿿]{{2}})"),
    _form(Scheme.CHINESE, rf"({_STRANGE})[、.．]", numeral=False),
    _form(Scheme.ARABIC, rf"(\d{{1,2}}){_GAP}[,，]?{_GAP}(?!{_UNIT})(?=[一-鿿])"),
)
_NUMBERED = (Scheme.CHINESE_BRACKETED, Scheme.CHINESE, Scheme.ARABIC)
_HEADING_LENGTH = 30


@dataclass(slots=True)
class _Item:
    """A row that has a label, or may have one: `value` is its number, 0 where it cannot be read."""

    row: Row
    value: int
    form: _Form | None = None
    end: int = 0


def mend(rows: Sequence[Row]) -> None:
    """Label the rows whose label is damaged, where the numbers around it leave no other reading.

    `（二加强领导` and `（=）加强领导` between （一） and （三） are （二）.
    """
    for scheme in _NUMBERED:
        items = list(_items(rows, scheme))
        before = 0
        for item, after in zip(items, _following(items), strict=True):
            if item.form is None:
                before = item.value
            elif value := _value(item, before, after):
                item.row.label = _label(item, scheme, value)
                before = value


def _items(rows: Sequence[Row], scheme: Scheme) -> Iterator[_Item]:
    forms = [form for form in _FORMS if form.scheme is scheme]
    for row in rows:
        label = row.label
        if row.cells is not None:
            continue
        if label is not None:
            if label.scheme is scheme and label.numbers:
                yield _Item(row, label.numbers[0])
            continue
        for form in forms:
            if match := form.pattern.match(row.text):
                printed = next(filter(None, match.groups()))
                yield _Item(row, (number(printed) or 0) * form.numeral, form, match.end())
                break


def _following(items: Sequence[_Item]) -> list[tuple[int, int]]:
    """Return for each item the numbers behind it: the next label's, and the next readable one."""
    found: list[tuple[int, int]] = []
    certain = readable = 0
    for item in reversed(items):
        found.append((certain, readable))
        readable = item.value or readable
        certain = certain if item.form else item.value
    return found[::-1]


def _value(item: _Item, before: int, after: tuple[int, int]) -> int:
    """Return the number that a damaged label must have, or 0 where it may be no label."""
    form, text = item.form, item.row.text
    if form is None or item.value in {before, after[1]} - {0}:
        return 0
    if not form.numeral:
        return before + 1 if before and before + 2 in after else 0
    follows, leads = item.value == before + 1, item.value + 1 in after
    if item.value == 1:
        follows = before != 1 and leads
    heading = len(text) <= _HEADING_LENGTH and not re.search("[。；，：:;]", text)
    enough = form.sure or (before and leads) or (heading and form.scheme is Scheme.CHINESE)
    return item.value if follows and enough else 0


def _label(item: _Item, scheme: Scheme, value: int) -> Label:
    text = item.row.text
    end = len(text) - len(text[item.end :].lstrip())
    if scheme is Scheme.ARABIC:
        mended = f"{value}."
    elif scheme is Scheme.CHINESE:
        mended = f"{in_chinese(value)}、"
    else:
        mended = f"（{in_chinese(value)}）"
    return Label(scheme, (value,), text[: item.end].rstrip(), end, mended)
