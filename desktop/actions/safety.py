"""Backups: make them, list them, put one in the library's place and take that back again."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop import backups
from desktop.errors import DamagedLibraryError, UserError, reason
from desktop.paths import shown
from desktop.store import Store
from desktop.tables.copies import Contents

_UNDER_WAY = ".making-"
_ABANDONED = 3600  # seconds after which nobody is making that backup any more
_NOTHING = Contents(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Backup:
    """A library kept in one file.

    Attributes:
        path: the file.
        made: when, UTC, ISO 8601.
        replaced: whether it is what a restored backup took the place of.
        contents: how many documents, marks and follow-ups it has.
        fault: why it cannot be restored, a Chinese sentence; "" where it can.
        size: of the file, in bytes.
    """

    path: Path
    made: str
    replaced: bool
    contents: Contents
    fault: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Rescue:
    """What can be done about a library that is damaged.

    Attributes:
        backup: the newest sound backup, or None.
        message: what happened, what was kept and what can be done, in Chinese.
    """

    backup: Backup | None
    message: str


def due(store: Store) -> bool:
    """Return whether the library holds what its newest backup does not; asks two numbers only."""
    if store.read_only or store.changes == 0:
        return False
    for newest in backups.found(store.path)[:1]:
        with suppress(UserError), _peek(newest.path) as copy:
            return copy.changes != store.changes
    return True


def make(store: Store) -> Backup:
    """Return a backup newly added to the library's folder, and remove those that are too many.

    It is written to a temporary file, opened and checked before it counts. About a second for
    every 100 MB; call it in a job.

    Raises:
        UserError: the library is damaged, or the folder cannot be written; the library and the
            backups that there are have not changed.
    """
    made = _keep(store, replaced=False, checked=True)
    for slot in backups.superfluous(backups.found(store.path)):
        with suppress(OSError):  # somebody reads it, or the folder is out of reach: next time
            slot.path.unlink()
    _tidy(backups.folder(store.path))
    return made


def listed(library: Path) -> list[Backup]:
    """Return the library's backups with what is in each, the newest first."""
    return [
        _described(slot.path, slot.made, replaced=slot.replaced) for slot in backups.found(library)
    ]


def back_up(store: Store, *, target: Path) -> Backup:
    """Return a backup written to a file of the user's choice; an older backup there is replaced.

    Raises:
        UserError: the file is something else than a backup, the library's own or cannot be
            written, or the library is damaged. Nothing has changed.
    """
    if target.exists():
        if target.samefile(store.path):
            raise UserError(f"“{shown(target)}”就是资料库本身，没有备份。请另起一个文件名。")
        if target.stat().st_size:
            _peeked(target)
    with _fresh(target.parent, target) as path:
        _write(store, path, checked=True)
        _put(path, target)
    return _described(target, datetime.now(UTC), replaced=False)


def restore(store: Store, *, backup: Path) -> Backup | None:
    """Put a backup in the library's place, in one step; other windows on it see it as a change.

    Returns:
        The backup that was made of what was there, which undoes this when it is restored; None
        where the library was empty.

    Raises:
        UserError: the backup is missing, damaged or a newer program's, or the library is
            read-only, in use, or cannot be kept; nothing has changed.
    """
    store.insist_writable()
    with _prepared(backup, backups.folder(store.path), beyond=store.changes) as copy:
        kept = _keep(store, replaced=True, checked=False) if store.changes else None
        store.copies.take_over(copy.copies)
    return kept


def rescue(library: Path) -> Rescue:
    """Return what can be done about a library at which `Store.open` met a `DamagedLibraryError`."""
    for slot in backups.found(library):
        found = _described(slot.path, slot.made, replaced=slot.replaced)
        if not found.fault and _sound(slot.path):
            made = slot.made.astimezone()
            return Rescue(
                found,
                f"资料库“{shown(library)}”已损坏，打不开。最近一份完好的备份是 "
                f"{made:%Y-%m-%d %H:%M} 的，有 {found.contents.documents} 份文件、"
                f"{found.contents.marks} 处批注、{found.contents.follow_ups} 条台账。"
                "可以用它恢复；损坏的文件会另存，不会删除。",
            )
    return Rescue(
        None,
        f"资料库“{shown(library)}”已损坏，打不开，也没有完好的备份。程序没有改动它。"
        "请把别处保存的备份用 restore 命令恢复，或另选一个资料库。",
    )


def replace_damaged(library: Path, *, backup: Path) -> Path:
    """Put a backup in the place of a library that cannot be opened; return where that is kept.

    No window may have the library open.

    Raises:
        UserError: the backup is missing, damaged or a newer program's, or the folder cannot be
            written; the damaged library is where it was, or where the message says.
    """
    aside = library.with_name(f"{library.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    with _prepared(backup, library.parent) as copy:
        copy.close()
        try:
            # What the damaged library had not yet taken in must not get into the new one.
            for ending in ("-wal", "-shm"):
                with suppress(FileNotFoundError):
                    library.with_name(library.name + ending).replace(f"{aside}{ending}")
            try:
                os.link(library, aside)  # so that there is a library at every moment
            except OSError:
                library.replace(aside)
            copy.path.replace(library)
        except OSError as fault:
            raise UserError(
                f"没有能恢复资料库“{shown(library)}”（{reason(fault)}）。"
                f"损坏的文件在原处或在“{shown(aside)}”，备份没有变。请检查磁盘和文件夹权限。"
            ) from fault
    return aside


def _described(path: Path, made: datetime, *, replaced: bool) -> Backup:
    at = made.astimezone(UTC).isoformat(timespec="seconds")
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    try:
        return Backup(path, at, replaced, _peeked(path), size=size)
    except UserError as error:
        return Backup(path, at, replaced, _NOTHING, str(error), size)


@contextmanager
def _peek(path: Path) -> Iterator[Store]:
    """Open a backup, of an older program too, without changing it."""
    with Store.open(path, read_only=True, older=True) as copy:
        yield copy


def _peeked(path: Path) -> Contents:
    with _peek(path) as copy:
        return copy.copies.contents()


def _keep(store: Store, *, replaced: bool, checked: bool) -> Backup:
    """Add a backup to the library's folder."""
    slot = backups.slot(store.path, made=datetime.now(UTC), replaced=replaced)
    with _fresh(slot.path.parent, slot.path) as path:
        _write(store, path, checked=checked)
        _put(path, slot.path)
    return _described(slot.path, slot.made, replaced=replaced)


def _write(store: Store, path: Path, *, checked: bool) -> None:
    store.copies.write(path)
    if not checked:
        return
    if not _sound(path):
        raise DamagedLibraryError(
            f"资料库“{shown(store.path)}”有损坏，这次没有备份，先前的备份都还在。"
            "请用先前的备份恢复它。"
        )


def _sound(path: Path) -> bool:
    try:
        with _peek(path) as copy:
            return copy.copies.sound()
    except UserError:
        return False


def _put(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as fault:
        raise _unwritten(target, fault) from fault


def _unwritten(target: Path, fault: OSError) -> UserError:
    return UserError(
        f"没有写成备份“{shown(target)}”（{reason(fault)}），资料库没有变。"
        "请检查磁盘空间和文件夹权限。"
    )


@contextmanager
def _prepared(backup: Path, folder: Path, *, beyond: int = 0) -> Iterator[Store]:
    """Give a checked copy of a backup, brought up to date; its change counter is above `beyond`."""
    with _fresh(folder, backup) as path:
        with _peek(backup) as original:
            original.copies.write(path)
        damaged = DamagedLibraryError(
            f"备份“{shown(backup)}”有损坏，没有用它恢复，资料库没有变。请另选一份备份。"
        )
        if not _sound(path):
            raise damaged
        with Store.open(path) as copy:
            if copy.rules.broken():
                raise damaged
            with copy.transaction():
                copy.copies.outrun(beyond)
            yield copy


@contextmanager
def _fresh(folder: Path, target: Path) -> Iterator[Path]:
    """Give an empty file of its owner's in the folder, which is gone afterwards with all its own.

    Raises:
        UserError: it cannot be made; the sentence names `target`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_UNDER_WAY, dir=folder)
    except OSError as fault:
        raise _unwritten(target, fault) from fault
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        _forget(path)


def _forget(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Remove what a program that was killed has left half made."""
    for path in folder.glob(f"{_UNDER_WAY}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()
