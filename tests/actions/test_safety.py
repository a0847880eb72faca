"""Backups are whole and sound, come back with one step, and can be taken back again."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop import backups, paths, schema
from desktop.actions import documents, ledger, library, marks, safety
from desktop.errors import DamagedLibraryError, UserError
from desktop.store import Store
from desktop.tables.copies import Contents

SEEDS = paths.seeds()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A library with one document, open."""
    with Store.open(tmp_path / "资料 库.db") as opened:
        documents.import_file(opened, path=SEEDS[0])
        yield opened


def titles(store: Store) -> list[str]:
    return [document.title for document in documents.list_documents(store)]


def spoil(path: Path) -> None:
    """Overwrite what SQLite must be able to read, but not the header."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


def as_of(store: Store, age: timedelta) -> Path:
    """Make a backup that looks as if it had been made `age` ago."""
    made = safety.make(store)
    slot = backups.slot(store.path, made=datetime.now(UTC) - age, replaced=False)
    return made.path.rename(slot.path)


def test_a_backup_is_due_when_something_has_changed(store: Store) -> None:
    assert safety.due(store)
    safety.make(store)
    assert not safety.due(store)
    documents.set_group(store, documents=[], group="")
    assert safety.due(store)
    spoil(safety.make(store).path)
    assert safety.due(store)


def test_an_empty_library_and_one_that_is_only_read_need_no_backup(tmp_path: Path) -> None:
    with Store.open(tmp_path / "library.db") as empty:
        assert not safety.due(empty)
        documents.import_file(empty, path=SEEDS[0])
        assert safety.due(empty)
    with Store.open(tmp_path / "library.db", read_only=True) as reader:
        assert not safety.due(reader)


def test_a_backup_is_the_library_in_one_file_of_its_owners(store: Store) -> None:
    made = safety.make(store)
    assert made.path.parent == backups.folder(store.path)
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert abs(datetime.now(UTC) - datetime.fromisoformat(made.made)) < timedelta(minutes=1)
    assert made.contents.documents == 1
    assert not made.fault
    with Store.open(made.path, read_only=True) as copy:
        assert titles(copy) == titles(store)
        assert library.check(copy) == []
        assert copy.changes == store.changes


def test_a_backup_is_made_while_others_read_and_write(store: Store) -> None:
    with Store.open(store.path) as other:
        documents.list_documents(other)
        with other.transaction():
            other.documents.purge([document.id for document in documents.list_documents(other)])
            made = safety.make(store)
    assert made.contents.documents == 1


def test_the_list_shows_what_is_in_each(store: Store) -> None:
    first = safety.make(store)
    documents.import_file(store, path=SEEDS[1])
    second = safety.make(store)
    broken = backups.slot(store.path, made=datetime(2020, 1, 1, tzinfo=UTC), replaced=False)
    broken.path.write_bytes(b"nothing of ours")
    listed = safety.listed(store.path)
    assert listed[:2] == [second, first]
    assert [each.contents.documents for each in listed] == [2, 1, 0]
    assert [bool(each.fault) for each in listed] == [False, False, True]
    assert broken.path.name in listed[2].fault


def test_what_was_removed_does_not_count(store: Store) -> None:
    document = documents.import_file(store, path=SEEDS[1]).document
    assert document is not None
    node = next(
        node.id for node in documents.load_outline(store, document=document.id).walk() if node.text
    )
    marks.annotate_node(store, author="王五", node=node, note="甲")
    ledger.start(store, author="王五", nodes=[node])
    assert safety.make(store).contents == Contents(2, 1, 1)
    documents.remove(store, documents=[document.id], author="王五")
    assert safety.make(store).contents == Contents(1, 0, 0)


@pytest.mark.parametrize("steps", [1, 3])
def test_an_older_programs_backup_is_listed(store: Store, steps: int) -> None:
    slot = backups.slot(store.path, made=datetime.now(UTC), replaced=False)
    slot.path.parent.mkdir()
    with Database(slot.path) as db:
        schema.migrations().apply(db, stop_before=schema.STEPS[steps].__name__)
    (listed,) = safety.listed(store.path)
    assert listed.contents == Contents(0, 0, 0)
    assert not listed.fault


def test_old_backups_go_and_what_was_left_half_made(store: Store) -> None:
    for hours in range(30, 14, -1):
        as_of(store, timedelta(hours=hours))
    folder = backups.folder(store.path)
    half, fresh = folder / ".making-old", folder / ".making-new"
    half.touch()
    fresh.touch()
    os.utime(half, (time.time() - 7200,) * 2)
    safety.make(store)
    assert 10 <= len(safety.listed(store.path)) <= 12  # with the newest of one or two days before
    assert not half.exists()
    assert fresh.exists()


def test_a_damaged_library_makes_no_backup_and_loses_none(store: Store) -> None:
    good = safety.make(store)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'nodes_by_heading'")
        connection.commit()
    with (
        Store.open(store.path) as again,
        pytest.raises(DamagedLibraryError, match="先前的备份都还在") as caught,
    ):
        safety.make(again)
    assert store.path.name in str(caught.value)
    assert [each.path for each in safety.listed(store.path)] == [good.path]
    assert [each.name for each in good.path.parent.iterdir()] == [good.path.name]


def test_a_folder_that_cannot_be_made_is_named(store: Store) -> None:
    backups.folder(store.path).write_text("在这里挡路")
    with pytest.raises(UserError, match="没有写成备份") as caught:
        safety.make(store)
    assert str(backups.folder(store.path)) in str(caught.value)


def test_a_full_disk_leaves_no_half_backup(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有写成备份.*磁盘已满"):
        store.copies.write(Path("/dev/full"))


def test_the_user_chooses_a_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "U 盘" / "备份.db"
    made = safety.back_up(store, target=target)
    assert made.path == target
    assert [each.name for each in target.parent.iterdir()] == ["备份.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    documents.import_file(store, path=SEEDS[1])
    assert safety.back_up(store, target=target).contents.documents == 2


def test_no_other_file_is_written_over(store: Store, tmp_path: Path) -> None:
    letter = tmp_path / "信.docx"
    letter.write_text("不是备份")
    for target, words in ((letter, "不是策阅的资料库"), (store.path, "就是资料库本身")):
        before = target.read_bytes()
        with pytest.raises(UserError, match=words):
            safety.back_up(store, target=target)
        assert target.read_bytes() == before
    folder = tmp_path / "文件夹"
    folder.mkdir()
    with pytest.raises(UserError, match="文件夹"):
        safety.back_up(store, target=folder)
    empty = tmp_path / "空.db"
    empty.touch()
    assert safety.back_up(store, target=empty).contents.documents == 1


def test_a_restore_can_be_taken_back(store: Store) -> None:
    early = safety.make(store)
    before = early.path.read_bytes()
    documents.import_file(store, path=SEEDS[1])
    late = titles(store)
    with Store.open(store.path) as window:
        assert titles(window) == late
        changes = window.changes
        kept = safety.restore(store, backup=early.path)
        assert titles(window) == titles(store) == late[:1]
        assert window.changes > changes
        assert library.check(window) == []
    assert kept is not None
    assert kept.replaced
    assert kept in safety.listed(store.path)
    assert safety.due(store)
    assert safety.restore(store, backup=kept.path) is not None
    assert titles(store) == late
    assert early.path.read_bytes() == before
    documents.remove(store, documents=[documents.list_documents(store)[0].id])
    assert library.check(store) == []


def test_into_an_empty_library_a_backup_comes_without_another(store: Store, tmp_path: Path) -> None:
    made = safety.make(store)
    with Store.open(tmp_path / "new.db") as empty:
        assert safety.restore(empty, backup=made.path) is None
        assert titles(empty) == titles(store)
    with Store.open(tmp_path / "new.db") as again:
        assert titles(again) == titles(store)
        assert again._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_library_copied_by_hand_while_it_was_open_comes_back_whole(
    store: Store, tmp_path: Path
) -> None:
    documents.import_file(store, path=SEEDS[1])
    copied = tmp_path / "copied.db"
    for ending in ("", "-wal"):
        source = store.path.with_name(store.path.name + ending)
        copied.with_name(copied.name + ending).write_bytes(source.read_bytes())
    with Store.open(tmp_path / "new.db") as empty:
        safety.restore(empty, backup=copied)
        assert titles(empty) == titles(store)


def test_an_older_programs_backup_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    with Database(older) as db:
        schema.migrations().apply(db, stop_before=schema.STEPS[1].__name__)
        db.execute("PRAGMA user_version = 1")
        db.execute("UPDATE library SET changes = 5")
    before = older.read_bytes()
    assert safety.restore(store, backup=older) is not None
    assert titles(store) == []
    assert documents.import_file(store, path=SEEDS[2]).outcome == "new"
    assert library.check(store) == []
    assert older.read_bytes() == before


def test_what_cannot_be_restored_changes_nothing(store: Store, tmp_path: Path) -> None:
    spoilt = safety.back_up(store, target=tmp_path / "spoilt.db").path
    spoil(spoilt)
    index = safety.back_up(store, target=tmp_path / "index.db").path
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'nodes_by_heading'")
        connection.commit()
    newer = safety.back_up(store, target=tmp_path / "newer.db").path
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    letter = tmp_path / "letter.txt"
    letter.write_text("不是备份")
    changes = store.changes
    for backup, words in (
        (spoilt, "损坏"),
        (index, "损坏"),
        (newer, "更新版本"),
        (letter, "不是策阅的资料库"),
        (tmp_path / "missing.db", "找不到"),
    ):
        with pytest.raises(UserError, match=words) as caught:
            safety.restore(store, backup=backup)
        assert str(backup) in str(caught.value)
    assert store.changes == changes
    assert list(backups.folder(store.path).iterdir()) == []


def test_rules_of_the_program_must_hold_in_a_backup(store: Store, tmp_path: Path) -> None:
    backup = safety.back_up(store, target=tmp_path / "odd.db").path
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE versions SET nodes = nodes + 1")
        connection.commit()
    with pytest.raises(UserError, match="有损坏") as caught:
        safety.restore(store, backup=backup)
    assert str(backup) in str(caught.value)


def test_a_library_that_is_being_written_is_not_replaced(store: Store) -> None:
    made = safety.make(store)
    with Store.open(store.path, patience=0.1) as hurried, store.transaction():
        with pytest.raises(UserError, match="正被另一个程序占用"):
            safety.restore(hurried, backup=made.path)
        assert len(titles(hurried)) == 1


def test_a_read_only_library_is_not_replaced(store: Store) -> None:
    made = safety.make(store)
    with (
        Store.open(store.path, read_only=True) as reader,
        pytest.raises(UserError, match="以只读方式打开"),
    ):
        safety.restore(reader, backup=made.path)
    assert len(backups.found(store.path)) == 1  # nothing was kept for what did not happen


def test_a_damaged_library_is_kept_and_the_newest_sound_backup_takes_its_place(
    store: Store,
) -> None:
    good = as_of(store, timedelta(hours=2))
    bad = as_of(store, timedelta(hours=1))
    spoil(bad)
    documents.import_file(store, path=SEEDS[1])
    store.close()
    store.path.write_bytes(b"\0" * 5000)
    damaged = store.path.read_bytes()
    store.path.with_name(store.path.name + "-wal").write_bytes(b"what was on its way")
    with pytest.raises(DamagedLibraryError):
        Store.open(store.path)
    found = safety.rescue(store.path)
    assert found.backup is not None
    assert found.backup.path == good
    assert "1 份文件" in found.message
    assert store.path.read_bytes() == damaged
    aside = safety.replace_damaged(store.path, backup=found.backup.path)
    assert aside.read_bytes() == damaged
    assert Path(f"{aside}-wal").read_bytes() == b"what was on its way"
    with Store.open(store.path) as again:
        assert len(titles(again)) == 1
        assert library.check(again) == []
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_without_a_sound_backup_the_user_is_told_what_is_left(store: Store) -> None:
    spoil(safety.make(store).path)
    found = safety.rescue(store.path)
    assert found.backup is None
    assert "没有完好的备份" in found.message
    assert str(store.path) in found.message


def test_where_no_link_can_be_made_the_damaged_library_is_moved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = safety.make(store)
    store.close()
    store.path.write_bytes(b"\0" * 50)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "a file system without links")

    monkeypatch.setattr(os, "link", refuse)
    assert safety.replace_damaged(store.path, backup=made.path).read_bytes() == b"\0" * 50
    with Store.open(store.path) as again:
        assert len(titles(again)) == 1


def test_where_the_damaged_library_has_gone_nothing_takes_its_place(store: Store) -> None:
    made = safety.make(store)
    store.close()
    store.path.unlink()
    with pytest.raises(UserError, match="没有能恢复") as caught:
        safety.replace_damaged(store.path, backup=made.path)
    assert str(store.path) in str(caught.value)
    assert not store.path.exists()


def test_a_library_that_loses_its_end_while_it_is_open_makes_no_backup(store: Store) -> None:
    store.close()
    with Store.open(store.path) as again:
        os.truncate(store.path, store.path.stat().st_size // 2)
        with pytest.raises(UserError):
            safety.make(again)
    assert safety.listed(store.path) == []
