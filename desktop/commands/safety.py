"""The commands about backups: backup, backups, restore."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from desktop import contract, paths
from desktop.actions import safety
from desktop.commands.answers import print_json
from desktop.commands.named import insist_there
from desktop.errors import DamagedLibraryError
from desktop.lock import Lock
from desktop.store import Store


def back_up(library: Path, arguments: Namespace) -> int:
    """Write the library into a file of the user's choice."""
    with Store.open(library) as store:
        made = safety.back_up(store, target=arguments.file)
    if arguments.json:
        print_json(contract.backup_value(made))
    else:
        print(f"已备份到“{paths.shown(made.path)}”：{_told(made)}。")
    return 0


def list_backups(library: Path, arguments: Namespace) -> int:
    """Print the backups that lie beside the library, with what is in each."""
    found = safety.listed(library)
    if not found and arguments.library is not None:
        insist_there(library)
    if arguments.json:
        print_json([contract.backup_value(backup) for backup in found])
        return 0
    for backup in found:
        made = datetime.fromisoformat(backup.made).astimezone()
        print(f"{made:%Y-%m-%d %H:%M}  {_told(backup)}  {paths.shown(backup.path)}")
    if not found:
        print("还没有备份。")
    return 0


def restore(library: Path, arguments: Namespace) -> int:
    """Put a backup in the library's place; what was there is kept, also where it is damaged."""
    with Lock.take(library) as lock:
        lock.insist(library)
        try:
            with Store.open(library) as store:
                replaced = safety.restore(store, backup=arguments.file)
            kept = replaced.path if replaced else None
        except DamagedLibraryError:
            kept = safety.replace_damaged(library, backup=arguments.file)
    if arguments.json:
        print_json({"kept": paths.shown(kept) if kept else None})
    else:
        print(f"已用“{paths.shown(arguments.file)}”恢复资料库。")
        if kept:
            print(f"原来的资料库保存在“{paths.shown(kept)}”，用它再恢复一次就能撤回。")
    return 0


def _told(backup: safety.Backup) -> str:
    if backup.fault:
        return backup.fault
    found = backup.contents
    return (
        f"{found.documents} 份文件、{found.marks} 处批注、{found.follow_ups} 条台账"
        f"{'（恢复前的资料库）' if backup.replaced else ''}"
    )
