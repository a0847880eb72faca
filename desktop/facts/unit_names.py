"""The responsible units of a document's measures -> those that only one measure names.

A name that looks like another one may be misprinted, shortened or not parted from the next. One
like no other is mostly right: where few measures name units, most stand once.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LEAST_NAMED, _LEAST_UNITS = 10, 20
_SHORTEST_SHORT = 4  # characters that a short name and the full one must share
_JOINING = ("等", "会同", "和", "与", "及", "牵头", "负责")
_LEVELS = "国省市区县乡镇州"
_OFFICES = "部厅局委办署所"
_DEPARTMENTS = re.compile(
    "教|科|经|农|卫|教育|科技|公安|民政|财政|司法|商务|水利|水务|体育|审计|统计|林草|农业|文旅|卫健"
    "|医保|国资|住建|城管|应急|信访|工信|能源|税务|气象|数据|交通|环保"
)
"""What departments are called in short: many differ by one character and are right all the same."""


@dataclass(frozen=True, slots=True)
class Lone:
    """A unit that only one measure names.

    Attributes:
        measure: which of the measures, from 0.
        unit: its name.
        why: what makes the name doubtful; "" where it is like no other.
    """

    measure: int
    unit: str
    why: str


def lone(measures: Sequence[Sequence[str]]) -> list[Lone]:
    """Return the units that one measure names only, in the order they stand in.

    None where fewer than 10 measures name units or they name fewer than 20: there a unit that
    occurs once says nothing.

    Args:
        measures: the units of each measure, none where it names none.
    """
    uses = Counter(unit for units in measures for unit in set(units))
    if sum(map(bool, measures)) < _LEAST_NAMED or sum(uses.values()) < _LEAST_UNITS:
        return []
    return [
        Lone(place, unit, _why(unit, uses))
        for place, units in enumerate(measures)
        for unit in dict.fromkeys(units)
        if uses[unit] == 1
    ]


def _why(unit: str, uses: Counter[str]) -> str:
    for other, count in uses.items():
        if unit.startswith(other) and unit[len(other) :].startswith(_JOINING):
            return f"可能是“{other}”和别的单位没有分开"
        if count > 1 and _near(unit, other) and not _is_department(unit):
            return f"与“{other}”只差一字"
        if _shortened(unit, other) or _shortened(other, unit):
            return f"与“{other}”可能是同一单位"
    return ""


def _near(one: str, other: str) -> bool:
    """Return whether one character put in, left out or replaced makes one of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    skip = int(len(one) == len(other))
    return one[same + skip :] == other[same + 1 :]


def _shortened(short: str, full: str) -> bool:
    """Return whether a name is another one with words left out inside: 省交通厅, 省交通运输厅."""
    if not _SHORTEST_SHORT <= len(short) < len(full) or short[-1] != full[-1]:
        return False
    if short[:2] != full[:2]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _is_department(unit: str) -> bool:
    return bool(_DEPARTMENTS.fullmatch(unit.lstrip(_LEVELS).rstrip(_OFFICES)))
