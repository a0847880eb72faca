"""What the ledger's table shows and in which order; plain values, no Qt."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.annotations import PRIORITIES, LedgerRow, State
from desktop.text import normal
from desktop.views.fields import units_text
from desktop.views.lights import LIGHTS, light_text

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger.

    Attributes:
        name: what a change of it is called in `ledger.update`, or a name of its own.
        title: as the head shows it.
        width: in pixels, at first.
        text: what a cell shows of a row.
        order: what rows are sorted by; not asked of rows whose text is empty.
        choices: what can be chosen in it; nothing where it is typed.
        editable: whether a cell can be changed in place.
    """

    name: str
    title: str
    width: int
    text: Callable[[LedgerRow], str]
    order: Callable[[LedgerRow], Any]
    choices: tuple[str, ...] = ()
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The head of rows that belong together: its name and how many there are below it."""

    name: str
    count: int
    closed: bool = False


Line = LedgerRow | Group
"""A line of the table."""


def _natural(row: LedgerRow) -> tuple[list[int], str]:
    return [int(each) for each in _NUMBER.findall(row.label)], row.label


def _progress(row: LedgerRow) -> str:
    last = row.last_progress
    return f"{last.on}　{last.text}" if last else ""


STATES = tuple(str(state) for state in State)
COLUMNS = (
    Column("document", "文件", 128, lambda r: r.document_title, lambda r: r.document_title),
    Column("label", "序号", 52, lambda r: r.label, _natural),
    Column("title", "措施", 208, lambda r: r.title, lambda r: r.title),
    Column("state", "状态", 72, lambda r: r.state, lambda r: STATES.index(r.state), STATES, True),
    Column(
        "light", "预警", 76, lambda r: light_text(r.light), lambda r: LIGHTS.index(r.light),
        tuple(light_text(light) for light in LIGHTS if light),
    ),
    Column("due", "期限", 100, lambda r: r.due or "", lambda r: r.due, editable=True),
    Column("lead", "牵头单位", 128, lambda r: r.lead, lambda r: r.lead, editable=True),
    Column(
        "support", "配合单位", 128, lambda r: units_text(r.support), lambda r: r.support,
        editable=True,
    ),
    Column(
        "priority", "优先级", 72, lambda r: r.priority, lambda r: PRIORITIES.index(r.priority),
        PRIORITIES, True,
    ),
    Column("remark", "备注", 144, lambda r: r.remark, lambda r: r.remark, editable=True),
    Column("progress", "最近进展", 192, _progress, _progress, editable=True),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
GROUPS: Mapping[str, tuple[str, Callable[[LedgerRow], str]]] = {
    "": ("不分组", lambda _: ""),
    "unit": ("按牵头单位", lambda r: r.lead or "未定单位"),
    "state": ("按状态", lambda r: r.state),
    "month": ("按期限月份", lambda r: f"{r.due[:4]}年{int(r.due[5:7])}月" if r.due else "未定期限"),
    "document": ("按文件", lambda r: r.document_title),
}
_GROUP_ORDERS = {"unit": "lead", "state": "state", "month": "due"}


def kept(rows: Iterable[LedgerRow], filters: Mapping[str, str]) -> list[LedgerRow]:
    """Return the rows each of whose cells contains what its column is filtered by.

    Case, width and white space do not count.

    Args:
        rows: the rows to choose from.
        filters: what is typed below the heads, by column name.
    """
    wanted = [(BY_NAME[name].text, key) for name, text in filters.items() if (key := normal(text))]
    return [row for row in rows if all(key in normal(text(row)) for text, key in wanted)]


def ordered(rows: Iterable[LedgerRow], *, by: str, descending: bool) -> list[LedgerRow]:
    """Return the rows sorted by a column, those with an empty cell last; "" leaves them as is."""
    if by not in BY_NAME:
        return list(rows)
    column = BY_NAME[by]
    filled: list[LedgerRow] = []
    empty: list[LedgerRow] = []
    for row in rows:
        (filled if column.text(row) else empty).append(row)
    return sorted(filled, key=column.order, reverse=descending) + empty


def grouped(rows: Sequence[LedgerRow], *, by: str, closed: Collection[str] = ()) -> list[Line]:
    """Return the rows under the heads of their groups; the rows of closed groups are left out."""
    if not by:
        return list(rows)
    name_of = GROUPS[by][1]
    groups: dict[str, list[LedgerRow]] = {}
    for row in ordered(rows, by=_GROUP_ORDERS.get(by, ""), descending=False):
        groups.setdefault(name_of(row), [])
    for row in rows:
        groups[name_of(row)].append(row)
    lines: list[Line] = []
    for name, members in groups.items():
        shut = name in closed
        lines.append(Group(name, len(members), shut))
        lines += [] if shut else members
    return lines


def totals_text(rows: Sequence[LedgerRow], *, every: int) -> str:
    """Return the foot of the ledger: how many rows, how many of each state and light.

    Args:
        rows: those shown.
        every: how many the ledger has.
    """
    counts = dict.fromkeys(STATES, 0)
    lights = {light: 0 for light in LIGHTS if light}
    for row in rows:
        counts[row.state] += 1
        if row.light:
            lights[row.light] += 1
    head = f"共 {every} 条" if len(rows) == every else f"列出 {len(rows)} 条，共 {every} 条"
    states = [f"{state} {count}" for state, count in counts.items() if count]
    warned = [f"{light_text(light)} {count}" for light, count in lights.items() if count]
    return "　·　".join(["　".join(part) for part in ([head], states, warned) if part])
