"""Backups from the command line."""

import os
import stat
from pathlib import Path

from desktop import backups, paths
from desktop.actions import documents, safety
from desktop.lock import Lock
from desktop.store import Store
from tests.called import Run, complaint, value

BACKUP = ["path", "made", "replaced", "documents", "marks", "follow_ups", "fault"]


def sources(library: Path) -> list[str]:
    with Store.open(library) as store:
        return [document.source for document in documents.list_documents(store)]


def test_a_backup_brings_back_what_was_lost(ceyue: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "备 份.db"
    ran = ceyue("backup", target)
    assert ran.returncode == 0
    assert f"已备份到“{target}”：5 份文件、" in ran.stdout.decode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = sources(library)
    with Store.open(library) as store:
        documents.remove(
            store,
            documents=[each.id for each in documents.list_documents(store)],
            author="王五",
        )
    assert sources(library) == []
    ran = ceyue("restore", target)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "再恢复一次就能撤回" in ran.stdout.decode()
    assert sources(library) == before
    (kept,) = safety.listed(library)
    assert kept.replaced
    assert value(ceyue("restore", kept.path, "--json"))["kept"] != str(kept.path)
    assert sources(library) == []


def test_backups_lists_what_is_in_each(ceyue: Run, library: Path) -> None:
    assert ceyue("backups").stdout.decode() == "还没有备份。\n"
    with Store.open(library) as store:
        made = safety.make(store)
    slot = backups.found(library)[0]
    (shown,) = value(ceyue("backups", "--json"))
    assert list(shown) == BACKUP
    assert (shown["path"], shown["documents"], shown["fault"]) == (str(made.path), 5, None)
    assert "5 份文件、0 处批注、0 条台账" in ceyue("backups").stdout.decode()
    slot.path.write_bytes(b"x")
    assert "不是策阅的资料库" in ceyue("backups").stdout.decode()
    assert value(ceyue("backups", "--json"))[0]["fault"]


def test_backup_prints_json_and_refuses_other_files(
    ceyue: Run, library: Path, tmp_path: Path
) -> None:
    shown = value(ceyue("backup", tmp_path / "备份.db", "--json"))
    assert list(shown) == BACKUP
    assert shown["documents"] == 5
    letter = tmp_path / "信.txt"
    letter.write_text("信")
    assert "信.txt" in complaint(ceyue("backup", letter))
    assert letter.read_text() == "信"
    assert ceyue("backup").returncode == 2


def test_restore_names_what_it_cannot_restore(ceyue: Run, library: Path, tmp_path: Path) -> None:
    before = sources(library)
    assert "没有.db" in complaint(ceyue("restore", tmp_path / "没有.db"))
    letter = tmp_path / "信.txt"
    letter.write_text("信")
    assert "信.txt" in complaint(ceyue("restore", letter))
    assert sources(library) == before


def test_a_damaged_library_is_replaced_and_kept(ceyue: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    assert ceyue("backup", target).returncode == 0
    before = sources(library)
    library.write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    assert str(library) in complaint(ceyue("list"))
    ran = ceyue("restore", target, "--json")
    assert ran.returncode == 0
    assert Path(value(ran)["kept"]).read_bytes().endswith(b"\xa5" * 9000)
    assert sources(library) == before


def test_an_empty_library_leaves_nothing_to_keep(ceyue: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    assert ceyue("backup", target).returncode == 0
    before = sources(library)
    library.unlink()
    assert value(ceyue("restore", target, "--json")) == {"kept": None}
    assert sources(library) == before
    assert "保存在" not in ceyue("--library", tmp_path / "新.db", "restore", target).stdout.decode()


def test_a_library_in_a_window_is_not_replaced(ceyue: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    with Lock.take(library):
        assert ceyue("backup", target).returncode == 0
        assert f"进程 {os.getpid()}" in complaint(ceyue("restore", target))
        assert ceyue("import", paths.seeds()[0]).returncode == 0  # commands need no lock
    assert ceyue("restore", target).returncode == 0
