"""What must hold of what people made: every mark on its words, every tag in its forest."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from desktop.tables.journal import TABLES
from desktop.tables.marks import searched
from desktop.tables.shelf import Shelf
from desktop.tables.tags import loaded

_MARKS = """
    SELECT m.id, m.scope, m.orphaned, m.note, m.searched,
           m.colour = '' OR m.colour IN (SELECT id FROM colours),
           p.position, p.start, p.stop, p.quote, n.text
    FROM marks m
    LEFT JOIN pieces p ON p.mark = m.id
    LEFT JOIN documents d ON d.id = m.document
    LEFT JOIN versions v ON v.document = d.id AND v.number = d.version
    LEFT JOIN nodes n ON n.id = p.node AND n.version = v.key
    ORDER BY m.id, p.position
"""
_STRAY = """
    SELECT 1 FROM nodes n JOIN versions v ON v.key = n.version
    WHERE n.id = {0} AND v.document = {1}
"""


class AnnotationRules(Shelf):
    """Questions whose answers are empty in a sound library."""

    def broken(self) -> Iterator[str]:
        """Yield what is wrong, a sentence each."""
        yield from self._marks()
        yield from self._tags()
        yield from self._tagged()
        yield from self._ledger()
        yield from self._pairs()
        yield from self._history()

    def _marks(self) -> Iterator[str]:
        for mark, rows in groupby(self._rows(_MARKS), key=lambda row: row[0]):
            for fault in _mark_faults(list(rows)):
                yield f"批注 {mark} {fault}。"

    def _tags(self) -> Iterator[str]:
        for (tag,) in self._rows(
            "WITH RECURSIVE below (id) AS (SELECT id FROM tags WHERE parent IS NULL"
            " UNION SELECT t.id FROM below b JOIN tags t ON t.parent = b.id)"
            " SELECT name FROM tags WHERE id NOT IN below"
        ):
            yield f"标签“{tag}”绕成了圈。"
        for name, expression in self._rows("SELECT name, expression FROM filters"):
            try:
                loaded(json.loads(expression))
            except ValueError:
                yield f"筛选“{name}”读不出来。"

    def _tagged(self) -> Iterator[str]:
        for kind, target in self._rows(
            "SELECT kind, target FROM tagged t WHERE NOT CASE kind"
            " WHEN 'mark' THEN EXISTS (SELECT 1 FROM marks"
            " WHERE id = t.target AND document = t.document)"
            " WHEN 'document' THEN t.target = t.document"
            f" ELSE EXISTS ({_STRAY.format('t.target', 't.document')}) END"
        ):
            yield f"标签所在的 {kind} {target} 不存在。"

    def _ledger(self) -> Iterator[str]:
        for table, word in (("follow_ups", "台账"), ("reviewed", "已阅")):
            for (node,) in self._rows(
                f"SELECT node FROM {table} t"
                f" WHERE t.node <> '' AND NOT EXISTS ({_STRAY.format('t.node', 't.document')})"
            ):
                yield f"{word}中的措施 {node} 不属于它的文件。"
        for item, support, due in self._rows("SELECT id, support, due FROM follow_ups"):
            if not _is_names(support) or not (due is None or _is_day(due)):
                yield f"台账 {item} 的单位或时限读不出来。"
        for note, day in self._rows('SELECT id, "on" FROM progress'):
            if not _is_day(day):
                yield f"进展 {note} 的日期读不出来。"

    def _pairs(self) -> Iterator[str]:
        for side in ("a", "b"):
            for (node,) in self._rows(
                f"SELECT {side} FROM pairs p"
                f" WHERE NOT EXISTS ({_STRAY.format(f'p.{side}', f'p.document_{side}')})"
            ):
                yield f"对照中的措施 {node} 不属于它的文件。"

    def _history(self) -> Iterator[str]:
        for entry, table, key, before, after in self._rows(
            'SELECT entry, "table", key, before, after FROM changes'
        ):
            if table not in TABLES or not all(_is_row(table, row) for row in (before, after)):
                yield f"操作记录第 {entry} 步读不出来。"
            elif len(json.loads(key)) != len(TABLES[table].key):
                yield f"操作记录第 {entry} 步的对象不明。"


def _mark_faults(rows: list[Any]) -> Iterator[str]:
    """Yield what is wrong with a mark, given its rows of `_MARKS`."""
    _, scope, orphaned, note, words, coloured, *_ = rows[0]
    pieces = [row[6:] for row in rows if row[6] is not None]
    if not coloured:
        yield "的颜色不认识"
    if words != searched(note, (quote for _, _, _, quote, _ in pieces)):
        yield "的检索字不符"
    if [piece[0] for piece in pieces] != list(range(len(pieces))):
        yield "的片段序号不连续"
    if (scope == "document" and pieces) or (scope == "node" and len(pieces) != 1):
        yield "的片段数不符"
    if scope == "text" and not pieces:
        yield "没有片段"
    if not orphaned and not all(_stands(scope, *piece[1:]) for piece in pieces):
        yield "不在它的文字上"


def _stands(scope: str, start: int, stop: int, quote: str, text: str | None) -> bool:
    if text is None:
        return False
    return scope == "node" or (start < stop <= len(text) and text[start:stop] == quote)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_names(text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_row(table: str, text: str | None) -> bool:
    if text is None:
        return True
    try:
        return set(json.loads(text)) == set(TABLES[table].columns)
    except (ValueError, TypeError):
        return False
