"""Tables: rows that markup marks, and cells printed one a line."""

import pytest

from desktop.model import Kind, Node
from desktop.structure import tables
from tests.shorthand import joined, parsed, tree

FLAT = "序号 / 指标 / 目标 / 1 / 增速 / 6% / 2 / 占比 / 30%"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("|甲|乙| / |---|---| / |1|2|", (("甲", "乙"), ("1", "2"))),
        ("甲\t乙\t丙 / 1\t2\t3", (("甲", "乙", "丙"), ("1", "2", "3"))),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
         (("甲", "乙"), ("1", "2"))),
        (FLAT, (("序号", "指标", "目标"), ("1", "增速", "6%"), ("2", "占比", "30%"))),
        ("甲 / 乙 / 丙 / 丁 / 戊 / 己", (("甲",), ("乙",), ("丙",), ("丁",), ("戊",), ("己",))),
    ],
)  # fmt: skip
def test_rows(text, rows):
    (found,) = tables.runs(joined(text))
    assert found.kind is Kind.TABLE
    assert found.rows == rows
    assert found.text == "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize("text", ["甲 / 乙 / 丙", "甲。 / 乙。 / 丙。 / 丁。 / 戊。 / 己。"])
def test_what_is_no_table(text):
    assert not any(isinstance(run, Node) for run in tables.runs(joined(text)))


def test_cells_printed_one_a_line_are_a_table_only_where_asked_for():
    assert not any(isinstance(run, Node) for run in tables.runs(joined(FLAT), flat=False))


def test_cells_are_never_headings():
    found = parsed("一、甲 / ~ / |一、总则|（一）目标| / |1.摸底|第一条| / 二、乙 / ~")
    assert tree(found) == "一、chapter[lead table] 二、chapter[lead]"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("|甲|乙| / |1|2|", "table"),
        ("一、甲 / 1.摸底。~ / |甲|乙| / |1|2| / 2.整改。~",
         "一、chapter[1.measure[table] 2.measure]"),
        ("一、甲 / |甲|乙| / |1|2|", "一、chapter[table]"),
    ],
)  # fmt: skip
def test_where_a_table_stands(text, shape):
    assert tree(parsed(text)) == shape
