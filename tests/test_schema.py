"""Migrations: every step ever released leads to today's library; a later one is not touched."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop import paths, schema
from desktop.actions import documents, library
from desktop.errors import UserError
from desktop.store import Store


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("done", range(len(schema.STEPS)))
def test_a_library_made_at_any_step_opens(tmp_path: Path, done: int) -> None:
    path = tmp_path / "library.db"
    with Database(path) as db:
        schema.migrations().apply(db, stop_before=schema.STEPS[done].__name__)
        db.execute(f"PRAGMA user_version = {done}")
    with Store.open(path) as store:
        documents.import_file(store, path=paths.seeds()[0])
        assert library.check(store) == []
        assert len(documents.list_documents(store)) == 1


def test_all_steps_are_registered_in_order(store: Store) -> None:
    with Database(store.path) as db:
        applied = [record.name for record in schema.migrations().applied(db)]
        assert applied == [step.__name__ for step in schema.STEPS]
        assert db.conn.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
        assert db.conn.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)


def test_an_upgrade_that_fails_leaves_the_library_at_its_step(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Database(path) as db:
        schema.migrations().apply(db, stop_before=schema.documents.m0003_outlines.__name__)
        db.execute("CREATE TABLE outside (in_the_way)")
        before = db.schema
        with pytest.raises(sqlite3.OperationalError, match="outside"):
            schema.upgrade(db.conn)
        assert db.schema == before
        assert not db.conn.in_transaction


def add_step(db: Database) -> None:
    schema.migrations().ensure_migrations_table(db)
    record = {"migration_set": "ceyue", "name": "m9999_future", "applied_at": "2099-01-01"}
    db.table(schema.migrations().migrations_table).insert(record)


def raise_version(db: Database) -> None:
    db.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")


@pytest.mark.parametrize("change", [add_step, raise_version])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_library_is_refused_and_not_touched(
    tmp_path: Path, change: Callable[[Database], None], *, read_only: bool
) -> None:
    path = tmp_path / "library.db"
    with Store.open(path) as store:
        documents.import_file(store, path=paths.seeds()[0])
    with Database(path) as db:
        change(db)
    before, names = digest(path), {each.name for each in tmp_path.iterdir()}
    with pytest.raises(UserError, match="更新版本的策阅") as caught:
        Store.open(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert digest(path) == before
    if not read_only:
        assert {each.name for each in tmp_path.iterdir()} == names


def test_a_new_library_waits_for_another_program_that_is_just_making_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE _sqlite_migrations (migration_set, name, applied_at)")
    other.execute("BEGIN IMMEDIATE")  # not in WAL yet: SQLite itself does not wait to switch to it

    def finish() -> None:
        other.execute("DROP TABLE _sqlite_migrations")
        other.execute("COMMIT")
        other.close()

    later = threading.Timer(0.3, finish)
    later.start()
    with Store.open(path) as store:
        assert library.check(store) == []
    later.join()


def test_eight_threads_may_make_one_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    start, faults = threading.Barrier(8), []

    def make() -> None:
        start.wait()
        try:
            with Store.open(path) as store, store.transaction():
                pass
        except (UserError, sqlite3.Error) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Store.open(path) as store:
        assert store.changes == 8
        assert library.check(store) == []
