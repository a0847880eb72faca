"""`check` finds every way in which a library can be unsound."""

import zlib

import pytest

from desktop import paths
from desktop.actions import documents, library
from desktop.store import Store


@pytest.fixture
def two(store: Store) -> Store:
    """A library with a document of two versions' worth of tables, and another."""
    documents.import_files(store, paths=paths.seeds()[:2])
    return store


def test_a_library_is_sound_when_new_and_when_filled(store: Store, two: Store) -> None:
    assert library.check(store) == []


DAMAGE = [
    ("DELETE FROM library", "改动计数"),
    ("UPDATE versions SET number = 7 WHERE key = 1", "编号不连续"),
    ("DELETE FROM sources WHERE version = 1", "没有保存原文"),
    ("UPDATE sources SET packed = x'00' WHERE version = 1", "原文读不出来"),
    ("UPDATE sources SET lines = lines - 1 WHERE version = 1", "原文行数不符"),
    ("UPDATE sources SET lines = 3 WHERE version = 1", "行号超出原文"),
    ("DELETE FROM nodes WHERE version = 1 AND position = 5", "节点序号不连续"),
    ("DELETE FROM nodes WHERE version = 1 AND position > 20", "节点数不符"),
    ("DELETE FROM nodes WHERE version = 1", "节点数不符"),
    ("UPDATE nodes SET parent = NULL WHERE version = 1 AND position = 6", "下级数不符"),
    ("UPDATE nodes SET kind = 'x' WHERE version = 1 AND position = 6", "种类不认识"),
    ("UPDATE nodes SET title = 'x' WHERE version = 1 AND position = 6", "检索字不符"),
    ("UPDATE nodes SET branches = 99 WHERE version = 1 AND position = 6", "下级数不符"),
    ("UPDATE nodes SET last_line = 0 WHERE version = 1 AND position = 6", "行号超出原文"),
    ("UPDATE nodes SET first_line = -1 WHERE version = 1 AND position = 6", "行号超出原文"),
    ("UPDATE nodes SET units = '[' WHERE version = 1 AND position = 6", "单位或表格"),
    ("""UPDATE nodes SET "rows" = '{}' WHERE version = 1 AND position = 6""", "单位或表格"),
    ("UPDATE versions SET measures = 1 WHERE key = 1", "节点数不符"),
    ("UPDATE documents SET version = 3 WHERE key = 1", "不存在"),
    ("INSERT INTO doubts VALUES (77, 0, 'x', 1, '', '', '')", "不存在"),
    (
        """UPDATE nodes SET id = (SELECT id FROM nodes WHERE version = 1 AND position = 0)
           WHERE version = 2 AND position = 0""",
        "同时属于两份文件",
    ),
]


@pytest.mark.parametrize(("damage", "sentence"), DAMAGE, ids=[damage for damage, _ in DAMAGE])
def test_damage_is_found_and_named(two: Store, damage: str, sentence: str) -> None:
    connection = two._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(damage)
    connection.commit()
    faults = library.check(two)
    assert any(sentence in fault for fault in faults)
    assert all(fault.endswith("。") for fault in faults)


def test_a_source_that_is_no_source_is_found(two: Store) -> None:
    connection = two._connection
    connection.execute("UPDATE sources SET packed = ?", (zlib.compress(b"no json"),))
    connection.commit()
    assert [fault for fault in library.check(two) if "原文读不出来" in fault]


def test_checking_changes_nothing(two: Store) -> None:
    before = two.changes
    library.check(two)
    assert two.changes == before
