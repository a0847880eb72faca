"""The numbers of headings and measures -> what is wrong with their sequence: gaps, duplicates.

A number goes on where it follows the last one of its way of numbering, in its branch or through the
document, or begins anew at 1.
"""

import re
from dataclasses import dataclass
from typing import Literal

from desktop.text import chinese_number, in_chinese

SHOWN = 30
"""Characters of a heading by which a doubt about it is known."""
_NUMERAL = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百千〇零]+")
_WIDE = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
_MOST_NAMED = 3
_LARGEST = 9999  # that `in_chinese` can write


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a number.

    Attributes:
        sign: 缺 where numbers before it are missing, 重 where it stands twice, 序 where it comes
            after a higher one.
        words: a sentence.
    """

    sign: Literal["缺", "重", "序"]
    words: str


def way(label: str, number: int) -> str:
    """Return the way in which a node is numbered: its label without the number.

    In one branch nodes of one way follow each other, whatever they are; through the document those
    of one kind.
    """
    label = label.replace(" ", "")
    match = _numeral(label, number)
    return label[: match.start()] + label[match.end() :] if match else label


def fault(label: str, number: int, *, here: int | None, through: int | None) -> Fault | None:
    """Return what is wrong with a number, or None.

    Args:
        label: as printed, with the number in it.
        number: its value.
        here: the last number of its way in the same branch, or None.
        through: the last one of its way and kind before it in the whole document, or None.
    """
    last = here if here is not None else through
    twice = here == number
    if last is None or number == last + 1 or (number == 1 and not twice):
        return None
    if through is not None and number == through + 1:
        return None
    if number == last:
        return Fault("重", f"编号重复：“{label}”与上文重复。")
    before = relabelled(label, number, last)
    if number < last:
        return Fault("序", f"编号不连续：“{label}”排在“{before}”之后。")
    between = number - last - 1
    first, *more = (
        f"“{relabelled(label, number, each)}”"
        for each in (range(last + 1, number) if between <= _MOST_NAMED else (last + 1, number - 1))
    )
    named = first + ("至" if between > _MOST_NAMED else "").join(["", *more])
    return Fault("缺", f"编号不连续：“{before}”之后是“{label}”，缺{named}。")


def relabelled(label: str, number: int, other: int) -> str:
    """Return a label with another number, written in the same numerals; as it is without any."""
    match = _numeral(label, number)
    if match is None:
        return label
    written = str(other)
    if match[0].isdigit() and not match[0].isascii():
        written = written.translate(_WIDE)
    elif not match[0].isdigit() and 0 < other <= _LARGEST:
        written = in_chinese(other)
    return label[: match.start()] + written + label[match.end() :]


def _numeral(label: str, number: int) -> re.Match[str] | None:
    """Return where the number stands in a label; the last place, in 1.2.2 or 附件1-1."""
    for match in reversed(list(_NUMERAL.finditer(label))):
        value = int(match[0]) if match[0].isdigit() else chinese_number(match[0])
        if value == number:
            return match
    return None
