"""What must hold in a library: SQLite's rules, and that each version is there as a whole."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from desktop.errors import DamagedLibraryError
from desktop.model import Kind
from desktop.tables.annotation_rules import AnnotationRules
from desktop.tables.documents import COUNTED
from desktop.tables.outlines import UNSEEN
from desktop.tables.shelf import Shelf
from desktop.tables.sources import Sources
from desktop.text import normal


class Rules(Shelf):
    """Questions whose answers are empty in a sound library."""

    def broken(self) -> list[str]:
        """Return what is wrong, a sentence each.

        Raises:
            UserError: the file is so damaged that it cannot be read.
        """
        if faults := [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]:
            return [f"数据库文件有损坏：{fault}。" for fault in faults]
        made = AnnotationRules(self._connection, self._path)
        return [*self._references(), *self._library(), *self._versions(), *made.broken()]

    def _references(self) -> Iterator[str]:
        for table, row, target, _ in self._rows("PRAGMA foreign_key_check"):
            yield f"表 {table} 第 {row} 行所属的 {target} 不存在。"

    def _library(self) -> Iterator[str]:
        if self._rows("SELECT count(*) FROM library") != [(1,)]:
            yield "资料库的改动计数丢失。"
        for (document,) in self._rows(
            "SELECT document FROM versions GROUP BY document"
            " HAVING min(number) <> 1 OR max(number) <> count(*)"
        ):
            yield f"文件 {document} 的版本编号不连续。"
        for (node,) in self._rows(
            "SELECT n.id FROM nodes n JOIN versions v ON v.key = n.version"
            " GROUP BY n.id HAVING count(DISTINCT v.document) > 1"
        ):
            yield f"节点 {node} 同时属于两份文件。"

    def _versions(self) -> Iterator[str]:
        for key, number, title, *counts in self._rows(
            "SELECT key, number, title, nodes, measures, branches FROM versions ORDER BY key"
        ):
            for fault in (*self._source(key), *self._nodes(key, counts)):
                yield f"《{title}》第 {number} 版{fault}。"

    def _source(self, version: int) -> Iterator[str]:
        lines = self._last_line(version)
        if lines is None:
            yield "没有保存原文"
            return
        try:
            source = Sources(self._connection, self._path).get(version)
        except DamagedLibraryError:
            yield "的原文读不出来"
            return
        if lines != (source.lines[-1].number if source.lines else 0):
            yield "的原文行数不符"

    def _last_line(self, version: int) -> int | None:
        rows = self._rows("SELECT lines FROM sources WHERE version = ?", (version,))
        return rows[0][0] if rows else None

    def _nodes(self, version: int, counts: list[int]) -> Iterator[str]:
        rows = self._rows(
            "SELECT position, parent, kind, label, title, heading, branches, first_line,"
            ' last_line, units, "rows" FROM nodes WHERE version = ? ORDER BY position',
            (version,),
        )
        if [row[0] for row in rows] != list(range(len(rows))):
            yield "的节点序号不连续"
        below = Counter(row[1] for row in rows if row[2] not in UNSEEN)
        found = [len(rows), sum(row[2] in COUNTED for row in rows), below[None]]
        if found != counts:
            yield "的节点数不符"
        last = self._last_line(version) or 0
        for row in rows:
            if fault := _fault(row, last, below[row[0]]):
                yield f"第 {row[0]} 个节点{fault}"


def _fault(row: tuple[Any, ...], lines: int, below: int) -> str:
    """Return what is wrong with a node's row, or ""."""
    _, _, kind, label, title, heading, branches, first, last, units, cells = row
    checks = {
        "的种类不认识": kind in set(Kind),
        "的检索字不符": heading == normal(label + title),
        "的下级数不符": branches == below,
        "的行号超出原文": 0 <= first <= last <= lines,
        "的单位或表格读不出来": _is_list(units) and _is_list(cells),
    }
    return "、".join(fault for fault, holds in checks.items() if not holds)


def _is_list(text: str | None) -> bool:
    if text is None:
        return True
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
