"""Opening and writing a library where the user's world is in the way: nothing there is harmed."""

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlite_utils import Database

from desktop import paths
from desktop.actions import documents, library, tree
from desktop.errors import DamagedLibraryError, UserError
from desktop.store import Store

SEED = paths.seeds()[0]
NOBODY = 65534


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library, open."""
    with Store.open(tmp_path / "empty.db") as opened:
        yield opened


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A closed library with one document, in a folder of its own."""
    path = tmp_path / "库" / "library.db"
    with Store.open(path) as store:
        documents.import_file(store, path=SEED)
    return path


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


def read_everything(path: Path) -> None:
    with Store.open(path) as store:
        for row in tree.roots(store):
            documents.load_outline(store, document=row.id)
        library.check(store)


@contextmanager
def another_user() -> Iterator[None]:
    """Be somebody whom file permissions bind, for root may write anything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def permissions(path: Path, mode: int) -> Iterator[None]:
    old = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(old)


@pytest.fixture
def reachable(filled: Path) -> Iterator[Path]:
    """The filled library where another user can reach it, in a folder that no other test uses."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        home = Path(folder, filled.parent.name)
        shutil.copytree(filled.parent, home)
        home.chmod(0o755)
        yield home / filled.name


def test_a_missing_library_is_made_with_its_folders_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "新" / "家" / "library.db"
    with Store.open(path) as store:
        assert store.path == path
        assert not store.read_only
        assert store.changes == 0
        documents.import_file(store, path=SEED)
        for each in path.parent.iterdir():
            assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_library_open_to_others_is_closed_to_them(filled: Path) -> None:
    filled.chmod(0o644)
    with Store.open(filled):
        assert stat.S_IMODE(filled.stat().st_mode) == 0o600


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with Store.open(path) as store:
        assert library.check(store) == []


def test_connections_are_set_up_for_safety(store: Store) -> None:
    def pragma(name: str) -> object:
        return store._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("foreign_keys") == 1
    assert pragma("synchronous") == 2
    assert pragma("busy_timeout") == 5000


def test_every_transaction_raises_the_counter_and_a_failed_one_does_not(store: Store) -> None:
    for count in (1, 2, 3):
        with store.transaction():
            pass
        assert store.changes == count
    with pytest.raises(KeyError), store.transaction():
        store.documents.get("没有")
    assert store.changes == 3


def test_a_mistake_of_the_program_is_not_shown_as_the_users(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store.documents._write("INSERT INTO documents (id, version, added) VALUES ('', 0, '')")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.documents._rows("SELECT * FROM nowhere")


def test_a_refused_write_is_damage_only_where_the_library_is_damaged(store: Store) -> None:
    stray = "INSERT INTO doubts VALUES (77, 0, 'x', 1, '', '', '')"
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store._connection.execute(stray)
    store._connection.execute("PRAGMA foreign_keys = OFF")
    store._connection.execute(stray)
    store._connection.commit()
    store._connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(DamagedLibraryError, match="已损坏"), store.transaction():
        store._connection.execute(stray)


def test_a_missing_library_cannot_be_opened_read_only(tmp_path: Path) -> None:
    path = tmp_path / "没有.db"
    with pytest.raises(UserError, match="找不到资料库") as caught:
        Store.open(path, read_only=True)
    assert str(path) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是文件") as caught:
        Store.open(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_a_library_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("甲")
    path = tmp_path / "文件" / "library.db"
    with pytest.raises(UserError, match="打不开资料库") as caught:
        Store.open(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"x", "一、总体要求".encode() * 1000, b"SQLite format 2\0" * 99]
)
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(content)
    with unchanged(path), pytest.raises(UserError, match="不是策阅的资料库") as caught:
        Store.open(path)
    assert str(path) in str(caught.value)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with Database(path) as db:
        db.table("places").insert({"name": "太原"})
    with unchanged(path), pytest.raises(UserError, match="别的程序的数据库"):
        Store.open(path)
    assert [each.name for each in tmp_path.iterdir()] == ["places.db"]


def test_a_library_whose_record_of_steps_is_damaged_is_kept_as_it_is(filled: Path) -> None:
    with Store.open(filled) as store:
        store._connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm0003%'")
        store._connection.commit()
    before = filled.read_bytes()
    with pytest.raises(DamagedLibraryError, match="已损坏"):
        Store.open(filled)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("place", [16, 100, 4096])
def test_a_damaged_library_is_kept_as_it_is(filled: Path, place: int) -> None:
    """In the header, in the list of tables, or further on."""
    data = bytearray(filled.read_bytes())
    data[place : place + 900] = b"\xa5" * 900
    filled.write_bytes(data)
    with unchanged(filled), pytest.raises(UserError, match=r"损坏|不是策阅") as caught:
        read_everything(filled)
    assert str(filled) in str(caught.value)


def test_a_library_cut_short_is_reported(filled: Path) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[: len(whole) // 2])
    with unchanged(filled), pytest.raises(UserError, match="已损坏") as caught:
        read_everything(filled)
    assert str(filled) in str(caught.value)


def test_damage_in_the_pages_is_found_by_check(filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    with Database(filled) as db:
        root = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'nodes_by_heading'"
        ).fetchone()[0]
    data[(root - 1) * 4096 + 3 : (root - 1) * 4096 + 5] = b"\0\0"  # the page says it is empty
    filled.write_bytes(data)
    with Store.open(filled) as store:
        faults = library.check(store)
    assert faults
    assert all(fault.startswith("数据库文件有损坏") for fault in faults)


def test_a_read_only_store_reads_and_refuses_to_write(filled: Path) -> None:
    with unchanged(filled), Store.open(filled, read_only=True) as store:
        assert store.read_only
        (document,) = documents.list_documents(store)
        with pytest.raises(UserError, match="只读") as caught:
            documents.remove(store, documents=[document.id])
        assert str(filled) in str(caught.value)
        with pytest.raises(UserError, match="只读"):  # not even by a way around the transaction
            store.documents.purge([document.id])
        assert documents.list_documents(store) == [document]


def test_a_read_only_store_follows_the_writing_one(filled: Path) -> None:
    with Store.open(filled) as writer, Store.open(filled, read_only=True) as reader:
        documents.import_file(writer, path=paths.seeds()[1])
        assert documents.list_documents(reader) == documents.list_documents(writer)
        assert reader.changes == writer.changes == 2


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_library_that_cannot_be_written_opens_read_only(
    reachable: Path, *, folder_too: bool
) -> None:
    folder = 0o555 if folder_too else 0o777
    with (
        permissions(reachable, 0o444),
        permissions(reachable.parent, folder),
        another_user(),
        unchanged(reachable),
        Store.open(reachable) as store,
    ):
        assert store.read_only
        assert [each.source for each in documents.list_documents(store)] == [SEED.name]
        assert library.check(store) == []
        with pytest.raises(UserError, match="只读") as caught:
            documents.remove(store, documents=[])
        assert str(reachable) in str(caught.value)


def test_a_library_in_a_read_only_folder_opens_read_only(reachable: Path) -> None:
    with (
        permissions(reachable, 0o666),
        permissions(reachable.parent, 0o555),
        another_user(),
        unchanged(reachable),
        Store.open(reachable) as store,
    ):
        assert store.read_only
        assert len(documents.list_documents(store)) == 1


def test_an_unreadable_library_is_named(reachable: Path) -> None:
    with (
        permissions(reachable, 0o000),
        another_user(),
        pytest.raises(UserError, match="打不开资料库") as caught,
    ):
        Store.open(reachable)
    assert str(reachable) in str(caught.value)


def test_an_older_library_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with unchanged(path), pytest.raises(UserError, match="旧版本"):
        Store.open(path, read_only=True)


def test_a_locked_library_says_so_after_the_patience(filled: Path) -> None:
    with Store.open(filled) as holder, Store.open(filled, patience=0.1) as other:
        with (
            holder.transaction(),
            pytest.raises(UserError, match="正被另一个程序占用") as caught,
        ):
            documents.import_file(other, path=paths.seeds()[1])
        assert str(filled) in str(caught.value)
        assert len(documents.list_documents(other)) == 1
        documents.import_file(other, path=paths.seeds()[1])
        assert len(documents.list_documents(other)) == 2


def test_a_library_locked_for_itself_by_a_program_says_so(filled: Path) -> None:
    holder = sqlite3.connect(filled, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(UserError, match="正被另一个程序占用"):
            Store.open(filled, patience=0.1)
    finally:
        holder.close()


def test_two_threads_write_in_turn(filled: Path) -> None:
    def write(name: str) -> None:
        with Store.open(filled, patience=30) as store:
            for _ in range(20):
                documents.set_group(store, documents=[], group=name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store.open(filled) as store:
        assert store.changes == 41


def test_a_full_disk_keeps_what_was_there(filled: Path) -> None:
    with Store.open(filled) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        before = documents.list_documents(store)
        with pytest.raises(UserError, match="磁盘已满") as caught:
            documents.import_file(store, path=paths.seeds()[4])
        assert str(filled) in str(caught.value)
        assert documents.list_documents(store) == before
        assert store.changes == 1
        assert library.check(store) == []
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert documents.import_file(store, path=paths.seeds()[4]).outcome == "new"


def test_a_path_with_odd_characters_is_a_library_too(tmp_path: Path) -> None:
    path = tmp_path / "百分%41 问号?mode=ro#井 号&.db"
    with Store.open(path) as store:
        documents.import_file(store, path=SEED)
    with Store.open(path, read_only=True) as store:
        assert len(documents.list_documents(store)) == 1
    assert path.stat().st_size > 0
